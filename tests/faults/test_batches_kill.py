"""Two phases under `kill -9` and failing calls: no mail twice, none lost, none left in doubt."""

import random

import pytest
from support.mails.build import after, ready, states
from support.mails.sending_process import BATCH_POINTS, DOUBT_POINTS, settle_once, start_settlement

from relocalisons.store.opening import Store
from vendor_sandbox.testing.scripted_sendgrid import (
    Script,
    accept,
    answer,
    half_an_answer,
    reset_after_body,
    silence,
)

PARTNERS = ("P01", "P02", "P03")
A_QUARTER = 0.25  # hours between two settlements
DOUBT = [accept, answer(503, accepted=True)]


def settle_until_done(store: Store, sendgrid: Script, *, hours: float, size: int = 2) -> None:
    """Clean passes, as the schedule makes them, then three days for SendGrid."""
    for number in range(12):
        now = hours + number * A_QUARTER
        sendgrid.vendor.pass_time(after(hours=now))
        settle_once(store, sendgrid.url, hours=now, size=size)
        if set(states(store).values()) == {"accepted"}:
            break
    sendgrid.vendor.pass_time(after(hours=hours + 100))


def killed_at(url: str, sendgrid: Script, point: str, passed: int = 0, *, hours: float = 3) -> None:
    sendgrid.vendor.pass_time(after(hours=hours))
    process = start_settlement(url, sendgrid.url, die_at=(point, passed), hours=hours, size=2)
    process.join(120)
    assert process.exitcode == -9, f"{point} was never reached"


def each_left_once(store: Store, sendgrid: Script, keys: list[str]) -> bool:
    return sendgrid.vendor.left == dict.fromkeys(keys, 1) and set(states(store).values()) == {
        "accepted"
    }


@pytest.mark.parametrize(
    ("point", "passed"),
    [(point, 0) for point in BATCH_POINTS]
    + [(point, 1) for point in BATCH_POINTS[2:]]
    + [(point, 2) for point in ("claimed", "answered", "settled")],
)
def test_one_kill_at_every_point(url: str, store: Store, sendgrid: Script, point, passed):
    keys = ready(store, *PARTNERS)

    killed_at(url, sendgrid, point, passed)
    settle_until_done(store, sendgrid, hours=3 + A_QUARTER)

    assert each_left_once(store, sendgrid, keys)


@pytest.mark.parametrize("point", DOUBT_POINTS)
def test_one_kill_while_a_doubt_is_cancelled(url: str, store: Store, sendgrid: Script, point):
    keys = ready(store, *PARTNERS)
    sendgrid.next(*DOUBT)

    killed_at(url, sendgrid, point)
    settle_until_done(store, sendgrid, hours=3 + A_QUARTER)

    assert each_left_once(store, sendgrid, keys)


def test_one_kill_while_a_slot_is_given_back(url: str, store: Store, sendgrid: Script):
    keys = ready(store, *PARTNERS)
    sendgrid.next(*DOUBT)
    sendgrid.vendor.pass_time(after(hours=3))
    settle_once(store, sendgrid.url, hours=3, size=2)

    killed_at(url, sendgrid, "freed", hours=4.25)
    settle_until_done(store, sendgrid, hours=4.5)
    settle_once(store, sendgrid.url, hours=10, size=2)

    assert each_left_once(store, sendgrid, keys)
    assert sendgrid.vendor.statuses == {}


def test_killed_while_waiting_for_the_answer(url: str, store: Store, sendgrid: Script):
    keys = ready(store, *PARTNERS)
    sendgrid.vendor.pass_time(after(hours=3))
    sendgrid.next(silence)
    process = start_settlement(url, sendgrid.url, hours=3, size=2)
    while not sendgrid.accepted:
        process.join(0.01)
    process.kill()
    process.join(120)

    settle_until_done(store, sendgrid, hours=3 + A_QUARTER)

    assert each_left_once(store, sendgrid, keys)


@pytest.mark.parametrize("seed", range(4))
def test_four_random_kills_and_failing_calls(url: str, store: Store, sendgrid: Script, seed: int):
    rolls = random.Random(seed)
    keys = ready(store, *(f"P{number:02d}" for number in range(1, 13)))
    failing = [answer(503, accepted=True), answer(503), answer(429), half_an_answer,
               reset_after_body(accepted=True), reset_after_body(accepted=False)]  # fmt: skip
    control = [
        answer(503, accepted=True),
        answer(503),
        reset_after_body(accepted=True),
        answer(429),
    ]
    kills = 0

    for number in range(4):
        hours = 3 + number * A_QUARTER
        sendgrid.steps.clear()
        sendgrid.next(*rolls.choices([accept, *failing], k=4))
        sendgrid.next_control(*rolls.choices([accept, accept, *control], k=6))
        sendgrid.vendor.pass_time(after(hours=hours))
        point = (rolls.choice(BATCH_POINTS[2:]), rolls.randrange(2))
        process = start_settlement(url, sendgrid.url, die_at=point, hours=hours, size=3)
        process.join(120)
        kills += process.exitcode == -9
    sendgrid.steps.clear()
    settle_until_done(store, sendgrid, hours=4, size=3)

    assert kills > 0
    assert each_left_once(store, sendgrid, keys)
