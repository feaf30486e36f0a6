"""`kill -9` anywhere: no mail twice, none lost, and each doubt stands before a person."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from support.mails.build import PROGRAMME, held, ready, states
from support.mails.sending_process import (
    POINTS,
    settle_once,
    start_lock_holder,
    start_planning,
    start_settlement,
)

from relocalisons.store.locks import programme_lock
from relocalisons.store.opening import Store
from vendor_sandbox.testing.scripted_sendgrid import (
    Script,
    answer,
    half_an_answer,
    reset_after_body,
    silence,
)

PARTNERS = ("P01", "P02", "P03")
SURE, DOUBT = {"accepted"}, {"accepted", "unsettled"}


def no_mail_twice(sendgrid: Script) -> bool:
    return all(count == 1 for count in Counter(sendgrid.notices).values())


@pytest.mark.parametrize("passed", [0, 1, 2])
@pytest.mark.parametrize("point", POINTS)
def test_one_kill_at_every_point(url: str, store: Store, sendgrid: Script, point, passed):
    keys = ready(store, *PARTNERS)

    killed = start_settlement(url, sendgrid.url, die_at=(point, passed))
    killed.join(120)
    settle_once(store, sendgrid.url)

    found = states(store)
    doubts = [partner for partner, state in found.items() if state == "unsettled"]
    assert no_mail_twice(sendgrid)
    assert set(found.values()) <= DOUBT
    assert all(
        key in sendgrid.notices for key, partner in zip(keys, PARTNERS, strict=True)
        if found[partner] == "accepted"
    )  # fmt: skip
    dies_in_doubt = point in ("claimed", "answered")
    assert doubts == ([PARTNERS[passed]] if dies_in_doubt else [])


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_killed_while_the_week_is_planned_and_planned_again(url: str, store: Store, kept: int):
    killed = start_planning(url, PARTNERS, die_after=kept)
    killed.join(120)
    before = states(store)

    held(store, *PARTNERS)

    assert killed.exitcode == -9
    assert before == dict.fromkeys(PARTNERS[:kept], "held")
    assert states(store) == dict.fromkeys(PARTNERS, "held")


def test_killed_while_waiting_for_the_answer(url: str, store: Store, sendgrid: Script):
    (first, *_) = ready(store, *PARTNERS)
    sendgrid.next(silence)

    killed = start_settlement(url, sendgrid.url)
    _until(lambda: sendgrid.accepted)
    killed.kill()
    killed.join(120)
    settle_once(store, sendgrid.url)

    assert sendgrid.notices.count(first) == 1
    assert states(store) == {"P01": "unsettled", "P02": "accepted", "P03": "accepted"}


@pytest.mark.parametrize("seed", range(4))
def test_four_random_kills_and_failing_calls(url: str, store: Store, sendgrid: Script, seed: int):
    rolls = random.Random(seed)
    partners = tuple(f"P{number:02d}" for number in range(1, 13))
    keys = ready(store, *partners)
    failing = [answer(503, accepted=True), answer(503), answer(429), half_an_answer,
               reset_after_body(accepted=True), reset_after_body(accepted=False)]  # fmt: skip
    kills = 0

    for round_number in range(4):
        sendgrid.steps.clear()
        sendgrid.next(*(rolls.choice(failing) for _ in range(rolls.randrange(2))))
        point = (rolls.choice(POINTS[2:]), rolls.randrange(3))
        process = start_settlement(url, sendgrid.url, die_at=point, hours=3 + round_number)
        process.join(120)
        kills += process.exitcode == -9
    sendgrid.steps.clear()
    settle_once(store, sendgrid.url, hours=12)

    found = states(store)
    accepted = {partner for partner, state in found.items() if state == "accepted"}
    assert kills > 0
    assert no_mail_twice(sendgrid)
    assert set(found.values()) <= DOUBT
    assert {key for key, partner in zip(keys, partners, strict=True) if partner in accepted} <= set(
        sendgrid.notices
    )


def test_the_lock_of_a_killed_process_is_free_at_once(url: str, store: Store, tmp_path: Path):
    flag = tmp_path / "locked"
    holder = start_lock_holder(url, str(flag))
    _until(flag.exists)
    with pytest.raises(TimeoutError), programme_lock(store, PROGRAMME, patience=0.3):
        pytest.fail("two processes hold the lock")

    holder.kill()
    holder.join(60)

    with programme_lock(store, PROGRAMME, patience=60):
        pass


def _until(fact, *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)
