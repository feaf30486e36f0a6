"""The store itself fails: nothing leaves without its claim, and no answer is lost in silence."""

from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from support.databases import new_database
from support.mails.build import PROGRAMME, a_notice, after, held, ready, states
from support.mails.sending_process import settle_once

from relocalisons.store import opening
from relocalisons.store.mails.notices import NoticeState, move, store_notice
from relocalisons.store.opening import Store, open_store
from vendor_sandbox.testing.scripted_sendgrid import Script


@pytest.fixture
def file(tmp_path: Path):
    with new_database("sqlite", tmp_path):
        yield tmp_path / "store.db"


@pytest.fixture
def sqlite_store(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "BUSY_PATIENCE", 0.2)
    with open_store(f"sqlite:///{file}") as opened:
        yield opened


def fill_the_disk(store: Store) -> None:
    """No page may be added, on any connection of this store."""

    @event.listens_for(store.engine, "connect")
    def _limit(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    store.engine.dispose()


def test_a_full_disk_before_the_claim_sends_nothing(sqlite_store: Store, sendgrid: Script):
    """Attempts fill the last page; the first claim that does not fit stops the pass."""
    partners = [f"P{number:03d}" for number in range(1, 121)]
    ready(sqlite_store, *partners)
    fill_the_disk(sqlite_store)

    with pytest.raises(OperationalError, match="full"):
        settle_once(sqlite_store, sendgrid.url)

    found = states(sqlite_store)
    left = [partner for partner, state in found.items() if state in ("accepted", "submitting")]
    assert len(sendgrid.notices) == len(set(sendgrid.notices)) <= len(left)
    assert "ready" in found.values()


def test_a_store_that_cannot_keep_the_answer_leaves_a_doubt_never_a_second_mail(
    sqlite_store: Store, sendgrid: Script
):
    (first, second) = ready(sqlite_store, "P01", "P02")

    def disk_fails_after_the_answer(point: str) -> None:
        if point == "answered":
            with sqlite_store.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA query_only = ON")
                connection.commit()

    with pytest.raises(OperationalError, match="readonly"):
        settle_once(sqlite_store, sendgrid.url, at_point=disk_fails_after_the_answer)
    sqlite_store.engine.dispose()
    settle_once(sqlite_store, sendgrid.url)

    assert sorted(sendgrid.notices) == sorted([first, second])
    assert states(sqlite_store) == {"P01": "unsettled", "P02": "accepted"}


def test_a_server_that_ends_our_connection_leaves_a_doubt_never_a_second_mail(
    tmp_path: Path, sendgrid: Script
):
    with new_database("postgresql", tmp_path) as url, open_store(url) as store:
        (first, second) = ready(store, "P01", "P02")

        def connection_is_cut_after_the_answer(point: str) -> None:
            if point == "answered" and len(sendgrid.notices) == 1:
                with open_store(url) as other, other.begin() as connection:
                    connection.execute(
                        text(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                        )
                    )

        with pytest.raises(OperationalError):
            settle_once(store, sendgrid.url, at_point=connection_is_cut_after_the_answer)
        settle_once(store, sendgrid.url)

        assert sorted(sendgrid.notices) == sorted([first, second])
        assert states(store) == {"P01": "unsettled", "P02": "accepted"}


@pytest.mark.parametrize("jump", [-25, -1, 1, 25])
def test_a_clock_that_jumps_sends_nothing_twice(store: Store, sendgrid: Script, jump: float):
    keys = held(store, "P01", "P02")
    for key in keys:
        move(store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=2))
    settle_once(store, sendgrid.url, hours=3)

    again = [store_notice(store, a_notice(one), at=after(hours=3 + jump)) for one in ("P01", "P02")]
    settle_once(store, sendgrid.url, hours=3 + jump)

    assert again == [False, False]
    assert sorted(sendgrid.notices) == sorted(keys)
    assert states(store, PROGRAMME) == {"P01": "accepted", "P02": "accepted"}
