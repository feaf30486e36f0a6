"""When a settlement has something to do: what makes one wanted, and what ends it."""

from datetime import timedelta

import pytest
from support.mails.build import PROGRAMME, after, held, ready

from relocalisons.store.mails.batches import keep_batch
from relocalisons.store.mails.events import EventType, MailEvent, keep_events
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    move,
    settle,
)
from relocalisons.store.mails.waiting import next_pass
from relocalisons.store.opening import Store

SENT = after(hours=3)
SOON = "as soon as may be"


def wanted(store: Store, *, hours: float, hears: bool = True):
    """Hours after Tuesday's story begins, or SOON, or None."""
    at = after(hours=hours)
    moment = next_pass(store, PROGRAMME, at=at, hears=hears)
    if moment is None:
        return None
    return SOON if moment == at else (moment - after()) / timedelta(hours=1)


def sent(store: Store, outcome: SendOutcome = SendOutcome.ACCEPTED) -> str:
    (key,) = ready(store, "P01")
    mine = claim(store, key, at=SENT)
    assert mine is not None
    settle(store, mine, outcome, at=SENT)
    return key


def hear(store: Store, key: str, kind: EventType) -> None:
    event = MailEvent(
        sg_event_id="e", notice_key=key, attempt=1, type=kind, at=after(hours=4), payload_hash="h"
    )
    keep_events(store, [event], at=after(hours=4))


def test_nothing_waits_in_a_new_programme(store: Store):
    assert wanted(store, hours=0) is None


def test_what_she_may_decide_or_has_decided_waits(store: Store):
    (key,) = held(store, "P01")

    assert wanted(store, hours=2) == SOON
    move(store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=after(hours=2))
    assert wanted(store, hours=2) == SOON


@pytest.mark.parametrize("to", [NoticeState.DECLINED, NoticeState.CALLING, NoticeState.LAPSED])
def test_what_she_declined_or_let_lapse_does_not(store: Store, to: NoticeState):
    (key,) = held(store, "P01")
    move(store, key, of=(NoticeState.HELD,), to=to, at=after(hours=2))

    assert wanted(store, hours=2) is None


def test_another_programme_is_its_own_affair(store: Store):
    held(store, "P01")

    assert next_pass(store, "autre", at=after(), hears=True) is None


def test_what_a_dead_process_was_sending_waits(store: Store):
    (key,) = ready(store, "P01")
    assert claim(store, key, at=SENT)

    assert wanted(store, hours=4) == SOON


def test_a_doubt_is_told_by_the_pass_after_it_and_then_waits_for_a_person(store: Store):
    sent(store, SendOutcome.UNKNOWN)

    assert wanted(store, hours=3.5) == SOON
    assert wanted(store, hours=5) is None


def test_a_batch_that_is_not_finished_waits(store: Store):
    keep_batch(store, "b", programme=PROGRAMME, send_at=SENT, at=after(hours=2))

    assert wanted(store, hours=4) == SOON


@pytest.mark.parametrize(
    ("hours", "look"),
    [
        (3.0, 3.25),  # as it left: a quarter of an hour later
        (3.25, 3.5),  # then after as long again as was waited
        (4.0, 5.0),
        (10.0, 17.0),
        (17.0, 29.0),  # and when it counts as silent
        (29.0, SOON),
        (60.0, SOON),  # whatever was missed
        (3 + 24 * 15, None),  # an older silence is not asked about
    ],
)
def test_what_left_is_looked_for_ever_more_rarely_where_the_vendor_tells(store, hours, look):
    sent(store)

    assert wanted(store, hours=hours) == look
    assert wanted(store, hours=hours, hears=False) is None


def test_an_event_that_nobody_joined_waits(store: Store):
    key = sent(store)
    hear(store, key, EventType.BOUNCE)

    assert wanted(store, hours=5, hears=False) == SOON


def test_an_event_without_a_mail_of_ours_does_not(store: Store):
    hear(store, "somebody-else", EventType.BOUNCE)

    assert wanted(store, hours=5) is None
