"""One writer per programme."""

import threading

import pytest
from support.mails.build import PROGRAMME

from relocalisons.store.locks import programme_lock
from relocalisons.store.opening import Store, open_store


def test_a_second_writer_waits_then_gives_up_and_says_which_programme(url: str, store: Store):
    with (
        open_store(url) as other,
        programme_lock(store, PROGRAMME, patience=1),
        pytest.raises(TimeoutError, match=PROGRAMME),
        programme_lock(other, PROGRAMME, patience=0.3),
    ):
        pytest.fail("two writers hold the lock")


def test_the_lock_is_given_back_even_after_an_error(url: str, store: Store):
    with pytest.raises(RuntimeError), programme_lock(store, PROGRAMME, patience=1):
        raise RuntimeError

    with open_store(url) as other, programme_lock(other, PROGRAMME, patience=0.3):
        pass


def test_programmes_do_not_wait_for_one_another(url: str, store: Store):
    with (
        open_store(url) as other,
        programme_lock(store, PROGRAMME, patience=1),
        programme_lock(other, "autre", patience=0.3),
    ):
        pass


def test_who_waits_gets_the_lock_as_soon_as_it_is_free(url: str, store: Store):
    got = threading.Event()

    def wait_for_it() -> None:
        with open_store(url) as other, programme_lock(other, PROGRAMME, patience=60):
            got.set()

    with programme_lock(store, PROGRAMME, patience=1):
        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        assert not got.wait(0.4)
    waiting.join(60)

    assert got.is_set()
