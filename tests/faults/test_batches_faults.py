"""Two phases when calls, clocks, slots or people do what they should not."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.mails.build import PROGRAMME, after, mail_settings, ready, states
from support.mails.sending_process import made_up_recipient, settle_once, start_settlement

from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.batches import batches_in, slots_held
from relocalisons.store.mails.notice_states import BatchState
from relocalisons.store.mails.notices import NoticeState, notices_in
from relocalisons.store.opening import Store
from tasks.mail.mail import open_mail, send
from tasks.mail.scheduled_sends import ScheduledSends
from tasks.mail.sending import SendRefusal, release_and_send
from tasks.mail.two_phase import batches_wait, finish_batches, send_in_two_phases
from vendor_sandbox.testing.scripted_sendgrid import (
    Script,
    accept,
    answer,
    half_an_answer,
    hang_then,
    reset_after_body,
)

PARTNERS = ("P01", "P02", "P03", "P04", "P05", "P06")


def settle(store: Store, sendgrid: Script, *, hours: float = 3, size: int = 3):
    """A clean pass at an instant that SendGrid agrees on."""
    sendgrid.vendor.pass_time(after(hours=hours))
    return settle_once(store, sendgrid.url, hours=hours, size=size)


def control_of(sendgrid: Script) -> ScheduledSends:
    client = open_mail(mail_settings(sendgrid.url))
    return ScheduledSends(client.client, trust_its_clock=True, sleep=lambda _: None)


def left_once(sendgrid: Script, keys: list[str]) -> bool:
    sendgrid.vendor.pass_time(after(days=10))
    return sendgrid.vendor.left == dict.fromkeys(keys, 1)


def batch_states(store: Store) -> Counter[str]:
    return Counter(one.state.value for one in batches_in(store, PROGRAMME, tuple(BatchState)))


# --- the way it should be ---------------------------------------------------------------------


def test_mails_leave_forty_minutes_after_their_batch_is_released(store: Store, sendgrid: Script):
    keys = ready(store, *PARTNERS)

    summary = settle(store, sendgrid)

    assert summary.sent == PARTNERS
    assert set(states(store).values()) == {"accepted"}
    assert batch_states(store) == {"released": 2}
    sendgrid.vendor.pass_time(after(hours=3, minutes=39))
    assert sendgrid.vendor.left == {}
    sendgrid.vendor.pass_time(after(hours=3, minutes=40))
    assert sendgrid.vendor.left == dict.fromkeys(keys, 1)
    assert sendgrid.calls == 2 * (1 + 1 + 3 + 1)  # name, pause, three mails, resume


def test_one_doubt_cancels_its_batch_only_and_its_mails_leave_by_the_next_pass(
    store: Store, sendgrid: Script
):
    keys = ready(store, *PARTNERS)
    sendgrid.next(accept, answer(503, accepted=True))

    first = settle(store, sendgrid)

    assert first.sent == ("P04", "P05", "P06")
    assert {who for who, _ in first.kept} == {"P01", "P02"}
    assert states(store)["P01"] == states(store)["P02"] == "ready"
    settle(store, sendgrid, hours=3.25)
    assert set(states(store).values()) == {"accepted"}
    assert left_once(sendgrid, keys)


def test_a_refused_mail_does_not_spoil_its_batch(store: Store, sendgrid: Script):
    ready(store, *PARTNERS[:3])
    sendgrid.next(accept, answer(400))

    settle(store, sendgrid)

    assert states(store) == {"P01": "accepted", "P02": "refused", "P03": "accepted"}


def test_a_refused_mail_makes_no_batch(store: Store, sendgrid: Script):
    ready(store, "P01")
    client = open_mail(mail_settings(sendgrid.url))

    summary = send_in_two_phases(
        store,
        programme=PROGRAMME,
        prepare=lambda _: SendRefusal(reason="adresse changée"),
        post=lambda mail: send(client, mail),
        control=control_of(sendgrid),
        clock=lambda: after(hours=3),
        size=3,
    )

    assert summary.kept == (("P01", "adresse changée"),)
    assert sendgrid.calls == 0


def test_two_mails_to_one_person_are_refused_within_one_batch(store: Store, sendgrid: Script):
    """They share the hash of their address: the second is looked at again after the first."""
    first, _ = ready(store, "P01", "P02")
    client = open_mail(mail_settings(sendgrid.url))

    def prepare(notice):
        busy = (NoticeState.SUBMITTING, NoticeState.PREPARED)
        if notices_in(store, PROGRAMME, busy):
            return SendRefusal(reason="un par jour")
        return made_up_recipient(notice)

    send_in_two_phases(
        store, programme=PROGRAMME, prepare=prepare, control=control_of(sendgrid),
        post=lambda mail: send(client, mail),
        clock=lambda: after(hours=3), size=3,
    )  # fmt: skip

    assert sendgrid.notices == [first]
    assert states(store) == {"P01": "accepted", "P02": "held"}


# --- control calls ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [answer(503), answer(503, accepted=True), half_an_answer, answer(429),
     reset_after_body(accepted=True), reset_after_body(accepted=False)],
)  # fmt: skip
@pytest.mark.parametrize("call", range(3), ids=["naming", "pausing", "resuming"])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_unclear_control_call_is_asked_again(store: Store, sendgrid: Script, call, step):
    keys = ready(store, *PARTNERS[:3])
    sendgrid.next_control(*[accept] * call, step)

    settle(store, sendgrid)

    assert set(states(store).values()) == {"accepted"}
    assert left_once(sendgrid, keys)


def test_a_pause_that_is_refused_lets_nothing_in(store: Store, sendgrid: Script):
    ready(store, "P01")
    for number in range(10):  # somebody else has taken all of SendGrid's slots
        sendgrid.vendor.statuses[f"foreign-{number}"] = ("pause", after())

    summary = settle(store, sendgrid)

    assert sendgrid.accepted == []
    assert "plus de place" in summary.stopped
    assert states(store) == {"P01": "ready"}
    assert slots_held(store) == 0


@pytest.mark.parametrize("failures", [4, 12])
def test_a_pause_that_is_never_known_lets_nothing_in(store: Store, sendgrid: Script, failures):
    keys = ready(store, "P01")
    sendgrid.next_control(accept, *[answer(503, accepted=True)] * failures)

    settle(store, sendgrid)
    before = list(sendgrid.accepted)
    settle(store, sendgrid, hours=3.25)
    settle(store, sendgrid, hours=3.5)

    assert before == []
    assert left_once(sendgrid, keys)


def test_a_release_that_is_not_known_is_asked_again_by_the_next_pass(store, sendgrid: Script):
    keys = ready(store, "P01", "P02")
    sendgrid.next_control(accept, accept, *[answer(503, accepted=True)] * 4)

    settle(store, sendgrid)
    assert set(states(store).values()) == {"prepared"}
    assert batches_wait(store, PROGRAMME, at=after(hours=3))

    settle(store, sendgrid, hours=3.25)

    assert set(states(store).values()) == {"accepted"}
    assert left_once(sendgrid, keys)


def test_a_key_that_may_not_schedule_stops_the_pass_and_nothing_leaves(store, sendgrid: Script):
    ready(store, "P01")
    sendgrid.next_control(answer(403))

    with pytest.raises(ConfigurationError, match=r"user\.scheduled_sends"):
        settle(store, sendgrid)

    assert states(store) == {"P01": "ready"}


def test_nothing_is_released_while_sending_is_stopped(store: Store, sendgrid: Script):
    ready(store, "P01")
    sendgrid.next_control(accept, accept, *[answer(503)] * 4)
    settle(store, sendgrid)

    finish_batches(
        store, programme=PROGRAMME, control=control_of(sendgrid),
        clock=lambda: after(hours=4), may_release=False,
    )  # fmt: skip
    sendgrid.vendor.pass_time(after(hours=20))

    assert sendgrid.vendor.left == {}
    assert states(store) == {"P01": "prepared"}


# --- slots ------------------------------------------------------------------------------------


def test_cancelled_batches_keep_their_slots_and_the_pass_stops_before_sendgrid_refuses(
    store: Store, sendgrid: Script
):
    keys = ready(store, *(f"P{number:02d}" for number in range(1, 13)))
    for number in range(8):
        sendgrid.next(answer(503, accepted=bool(number % 2)))
        settle(store, sendgrid, hours=3 + number / 60, size=1)

    stopped = settle(store, sendgrid, hours=3.2, size=1)
    assert "plus de place" in stopped.stopped
    assert slots_held(store) == len(sendgrid.vendor.statuses) == 8

    settle(store, sendgrid, hours=4.5, size=1)
    assert sendgrid.vendor.most_slots <= 10
    assert set(states(store).values()) == {"accepted"}
    assert left_once(sendgrid, keys)


def test_a_slot_is_not_given_back_before_both_clocks_say_so(store: Store, sendgrid: Script):
    """Taking the cancel away too early would let a discarded mail leave a second time."""
    keys = ready(store, "P01")
    sendgrid.next(answer(503, accepted=True))
    settle(store, sendgrid)
    settle(store, sendgrid, hours=3.25)

    sendgrid.vendor.pass_time(after(hours=3.3))
    finish_batches(  # our clock has jumped two hours ahead
        store, programme=PROGRAMME, control=control_of(sendgrid), clock=lambda: after(hours=5.3)
    )

    assert batch_states(store)["cancelled"] == 1
    assert left_once(sendgrid, keys)


# --- people and time --------------------------------------------------------------------------


def forget_pause(sendgrid: Script) -> None:
    sendgrid.vendor.statuses.clear()


@pytest.mark.parametrize(
    ("hours", "state"),
    [(3.25, "accepted"), (3.6, "unsettled")],
    ids=["in time to cancel it", "too late to cancel it"],
)
def test_a_pause_that_a_person_took_away_is_cancelled_in_time_or_asked_about(
    url: str, store: Store, sendgrid: Script, hours: float, state: str
):
    keys = ready(store, "P01")
    sendgrid.vendor.pass_time(after(hours=3))
    process = start_settlement(url, sendgrid.url, die_at=("settled", 0), hours=3, size=3)
    process.join(120)
    forget_pause(sendgrid)

    settle(store, sendgrid, hours=hours)
    settle(store, sendgrid, hours=hours + 0.25)

    assert states(store) == {"P01": state}
    assert left_once(sendgrid, keys), "in doubt it had left; cancelled, it left by the second try"


@pytest.mark.parametrize(("hours", "state"), [(3 + 60, "accepted"), (3 + 75, "unsettled")])
def test_a_release_that_waited_too_long_is_asked_about(store, sendgrid: Script, hours, state):
    ready(store, "P01")
    sendgrid.next_control(accept, accept, *[answer(503)] * 4)
    settle(store, sendgrid)

    settle(store, sendgrid, hours=hours)

    assert states(store) == {"P01": state}
    sendgrid.vendor.pass_time(after(days=10))
    assert sum(sendgrid.vendor.left.values()) == (1 if state == "accepted" else 0)


@pytest.mark.parametrize("skew", [-25, -1, -0.05, 0.05, 1, 25])
def test_a_clock_that_sendgrid_does_not_share_sends_nothing(store, sendgrid: Script, skew: float):
    ready(store, "P01")
    sendgrid.vendor.pass_time(after(hours=30))

    with pytest.raises(ConfigurationError, match="clock differs"):
        settle_once(store, sendgrid.url, hours=30 + skew, size=3)

    assert sendgrid.accepted == []
    assert states(store) == {"P01": "ready"}


@pytest.mark.parametrize("jump", [-25, -1, 1, 25])
def test_a_clock_that_jumps_while_a_batch_is_open_doubles_nothing(
    url: str, store: Store, sendgrid: Script, jump: float
):
    keys = ready(store, "P01", "P02")
    sendgrid.vendor.pass_time(after(hours=30))
    process = start_settlement(url, sendgrid.url, die_at=("settled", 0), hours=30, size=3)
    process.join(120)

    finish_batches(
        store, programme=PROGRAMME, control=control_of(sendgrid),
        clock=lambda: after(hours=30 + jump),
    )  # fmt: skip
    settle(store, sendgrid, hours=30.25)

    assert set(states(store).values()) == {"accepted"}
    sendgrid.vendor.pass_time(after(days=10))
    assert sendgrid.vendor.left == dict.fromkeys(keys, 1)


@pytest.mark.parametrize(
    "night",
    [
        *("2026-03-29T01:50", "2026-03-29T02:30", "2026-10-25T02:50", "2026-10-25T01:50"),
        *("2028-02-29T23:50", "2038-01-19T03:50", "2100-02-28T23:50"),
    ],
)
@pytest.mark.parametrize("size", [0, 3], ids=["hold_when_unsure", "two_phase"])
def test_nights_on_which_clocks_and_calendars_do_odd_things_send_once(
    store: Store, sendgrid: Script, night: str, size: int
):
    """Said in Paris time, an hour is missing or comes twice; instants know nothing of it."""
    keys = ready(store, "P01", "P02")
    start = datetime.fromisoformat(night).replace(tzinfo=ZoneInfo("Europe/Paris"))
    client = open_mail(mail_settings(sendgrid.url))

    for quarter in range(8):
        now = (start.astimezone(UTC) + timedelta(minutes=15 * quarter)).astimezone(start.tzinfo)
        sendgrid.vendor.pass_time(now.astimezone(UTC))
        if size:
            send_in_two_phases(
                store, programme=PROGRAMME, prepare=made_up_recipient, size=size,
                post=lambda mail: send(client, mail),
                control=control_of(sendgrid), clock=lambda now=now: now,
            )  # fmt: skip
        else:
            release_and_send(
                store, programme=PROGRAMME, prepare=made_up_recipient,
                post=lambda mail: send(client, mail),
                clock=lambda now=now: now,
            )  # fmt: skip

    assert sendgrid.vendor.left == dict.fromkeys(keys, 1)
    assert set(states(store).values()) == {"accepted"}


# --- several at once ---------------------------------------------------


@pytest.mark.parametrize("lock", [True, False], ids=["with the lock", "by compare-and-set alone"])
@pytest.mark.parametrize("triggers", [2, 5, 20])
def test_simultaneous_triggers_send_each_mail_once(url, store, sendgrid: Script, triggers, lock):
    keys = ready(store, *PARTNERS)
    sendgrid.vendor.pass_time(after(hours=3))
    sendgrid.next(*[hang_then(accept, seconds=0.02)] * len(PARTNERS))

    processes = [
        start_settlement(url, sendgrid.url, lock=lock, hours=3, size=2) for _ in range(triggers)
    ]
    for process in processes:
        process.join(120)
    for hours in (3.25, 3.5, 5, 5.25, 7):  # without the lock one may have cancelled another's
        settle(store, sendgrid, hours=hours, size=2)

    assert [process.exitcode for process in processes] == [0] * triggers
    assert set(states(store).values()) == {"accepted"}
    assert left_once(sendgrid, keys)
