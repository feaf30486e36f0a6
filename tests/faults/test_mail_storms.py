"""SendGrid is down for ten minutes, then fails now and then for an hour: nothing is doubled or
lost, and few calls are wasted on a vendor that does not answer."""

import random

import pytest
from support.mails.build import after, ready, states
from support.mails.sending_process import settle_once

from relocalisons.store.opening import Store
from tasks.mail.sending import SILENCES
from vendor_sandbox.testing.scripted_sendgrid import (
    Script,
    accept,
    answer,
    half_an_answer,
    reset_after_body,
)

POLICIES = [pytest.param(0, id="hold_when_unsure"), pytest.param(4, id="two_phase")]
PARTNERS = tuple(f"P{number:02d}" for number in range(1, 25))
STORM = [answer(500), answer(502), answer(503), answer(503, accepted=True), half_an_answer,
         reset_after_body(accepted=True), reset_after_body(accepted=False)]  # fmt: skip


def settle(store: Store, sendgrid: Script, *, minutes: float, size: int):
    sendgrid.vendor.pass_time(after(hours=3, minutes=minutes))
    return settle_once(store, sendgrid.url, hours=3 + minutes / 60, size=size)


@pytest.mark.parametrize("size", POLICIES)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ten_minutes_of_5xx_then_an_hour_of_hiccups(store, sendgrid: Script, size: int, seed: int):
    rolls = random.Random(seed)
    keys = ready(store, *PARTNERS)

    sendgrid.usual = lambda call: accept if call.is_control else rolls.choice(STORM)
    stopped = settle(store, sendgrid, minutes=0, size=size)
    doubts_of_the_storm = list(states(store).values()).count("unsettled")
    sendgrid.usual = lambda _: rolls.choice(STORM) if rolls.random() < 0.05 else accept
    for minutes in range(15, 90, 15):
        settle(store, sendgrid, minutes=minutes, size=size)
    sendgrid.usual = lambda _: accept
    for minutes in range(180, 300, 30):
        settle(store, sendgrid, minutes=minutes, size=size)

    sendgrid.vendor.pass_time(after(days=10))
    found = dict(zip(keys, states(store).values(), strict=True))
    assert "SendGrid ne répond pas" in stopped.stopped
    assert doubts_of_the_storm == (0 if size else SILENCES), "then it waits for the next pass"
    assert max(sendgrid.vendor.left.values()) == 1
    assert set(found.values()) <= ({"accepted"} if size else {"accepted", "unsettled"})
    assert all(sendgrid.vendor.left[key] for key, state in found.items() if state == "accepted")


@pytest.mark.parametrize("size", POLICIES)
@pytest.mark.parametrize("wait", ["5", "7200", "31536000", "Wed, 01 Jan 2200 00:00:00 GMT", ""])
def test_a_429_with_any_retry_after_is_waited_out_for_an_hour_at_most(
    store: Store, sendgrid: Script, size: int, wait: str
):
    keys = ready(store, *PARTNERS[:3])
    headers = {"Date": "Tue, 03 Mar 2026 09:00:00 GMT"} | ({"Retry-After": wait} if wait else {})
    sendgrid.next(answer(429, headers))

    settle(store, sendgrid, minutes=0, size=size)
    calls = sendgrid.calls
    settle(store, sendgrid, minutes=61, size=size)
    settle(store, sendgrid, minutes=122, size=size)

    sendgrid.vendor.pass_time(after(days=10))
    assert calls <= (3 if not size else 5), "whoever is asked to wait does not go on asking"
    assert sendgrid.vendor.left == dict.fromkeys(keys, 1)


@pytest.mark.parametrize("size", POLICIES)
def test_a_key_that_is_revoked_in_mid_pass_stops_it_and_a_new_one_goes_on(
    store: Store, sendgrid: Script, size: int
):
    keys = ready(store, *PARTNERS[:4])
    sendgrid.next(accept, answer(401))

    with pytest.raises(Exception, match="RELOCALISONS_SENDGRID_API_KEY"):
        settle(store, sendgrid, minutes=0, size=size)
    for minutes in (15, 30):
        settle(store, sendgrid, minutes=minutes, size=size)

    sendgrid.vendor.pass_time(after(days=10))
    assert sendgrid.vendor.left == dict.fromkeys(keys, 1)
