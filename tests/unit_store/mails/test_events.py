"""What SendGrid tells is kept once, and moves its mail whenever and in whatever order it comes."""

from datetime import UTC, date, datetime, tzinfo
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from support.mails.build import PROGRAMME, after, held, ready, states

from relocalisons.store.mails.events import (
    EventType,
    MailEvent,
    join_events,
    keep_events,
    silence_unheard,
)
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    move,
    notices_in,
    settle,
)
from relocalisons.store.mails.recipients import silenced_recipients
from relocalisons.store.opening import Store

HOURS = 24


def event(kind: EventType, key: str, *, hours: float = 4, detail: str = "", name: str = ""):
    return MailEvent(
        sg_event_id=name or f"{kind.value}-{key}-{hours}",
        notice_key=key,
        attempt=1,
        type=kind,
        at=after(hours=hours),
        payload_hash="h",
        detail=detail,
    )


def sent(store: Store, *partners: str, outcome: SendOutcome = SendOutcome.ACCEPTED, **facts):
    keys = ready(store, *partners, **facts)
    for key in keys:
        mine = claim(store, key, at=after(hours=3))
        assert mine is not None
        settle(store, mine, outcome, at=after(hours=3))
    return keys


def told(store: Store, *events: MailEvent, hours: float = 5) -> int:
    keep_events(store, events, at=after(hours=hours))
    return join_events(store, at=after(hours=hours))


@pytest.mark.parametrize(
    ("kind", "detail", "state", "words"),
    [
        (EventType.PROCESSED, "", "accepted", ""),
        (EventType.DEFERRED, "", "accepted", ""),
        (EventType.DELIVERED, "", "delivered", ""),
        (EventType.BOUNCE, "5.1.1", "bounced", "l’adresse est refusée"),
        (EventType.BLOCKED, "", "dropped", "pour le moment"),
        (EventType.DROPPED, "bounced", "dropped", "déjà été refusée"),
        (EventType.DROPPED, "unsubscribed", "dropped", "désinscrite"),
        (EventType.SPAM_REPORT, "", "accepted", ""),
        (EventType.GROUP_UNSUBSCRIBE, "", "accepted", ""),
    ],
)
def test_an_event_moves_its_mail_and_says_why(store: Store, kind, detail, state, words):
    (key,) = sent(store, "P01")

    told(store, event(kind, key, detail=detail))

    (mail,) = notices_in(store, PROGRAMME, tuple(NoticeState))
    assert mail.state.value == state
    assert words in mail.reason


@pytest.mark.parametrize(
    ("kind", "state"),
    [(EventType.PROCESSED, "accepted"), (EventType.DELIVERED, "delivered")],
)
def test_an_event_settles_a_doubt(store: Store, kind: EventType, state: str):
    (key,) = sent(store, "P01", outcome=SendOutcome.UNKNOWN)

    told(store, event(kind, key))

    assert states(store) == {"P01": state}


def test_an_event_is_kept_once_however_often_it_comes(store: Store):
    (key,) = sent(store, "P01")
    delivered = event(EventType.DELIVERED, key)

    new = [keep_events(store, [delivered, delivered], at=after(hours=5)) for _ in range(46)]

    assert sum(new) == 1
    assert join_events(store, at=after(hours=5)) == 1
    assert join_events(store, at=after(hours=6)) == 0


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_events_come_changes_nothing(store: Store, order):
    (key,) = sent(store, "P01")
    events = [
        event(EventType.PROCESSED, key, hours=3.5),
        event(EventType.DELIVERED, key, hours=4),
        event(EventType.BOUNCE, key, hours=5),
    ]

    for number in order:
        told(store, events[number])

    assert states(store) == {"P01": "bounced"}


def test_an_event_that_comes_before_our_own_commit_waits_for_it(store: Store):
    (key,) = ready(store, "P01")
    mine = claim(store, key, at=after(hours=3))
    assert mine is not None

    moved_at_once = told(store, event(EventType.DELIVERED, key))
    settle(store, mine, SendOutcome.UNKNOWN, at=after(hours=3))

    assert moved_at_once == 0
    assert join_events(store, at=after(hours=6)) == 1
    assert states(store) == {"P01": "delivered"}


def test_an_event_of_an_unknown_mail_waits_and_harms_nothing(store: Store):
    assert told(store, event(EventType.DELIVERED, "nobody-knows")) == 0
    assert states(store) == {}


@pytest.mark.parametrize("state", [NoticeState.HELD, NoticeState.READY])
def test_a_mail_that_was_delivered_after_all_never_leaves_again(store: Store, state):
    (key,) = ready(store, "P01") if state is NoticeState.READY else held(store, "P01")

    told(store, event(EventType.DELIVERED, key))

    assert states(store) == {"P01": "delivered"}
    assert claim(store, key, at=after(hours=6)) is None


# --- silence ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "kind", "state"),
    [
        (3 + 25.9, None, "accepted"),
        (3 + 26.1, None, "silent"),
        (3 + 26.1, EventType.PROCESSED, "silent"),
        (3 + 26.1, EventType.DEFERRED, "silent"),
        (3 + 26.1, EventType.SPAM_REPORT, "accepted"),
        (3 + 15 * HOURS, None, "accepted"),
    ],
)
def test_a_mail_without_news_for_26_hours_is_asked_about(store: Store, hours, kind, state):
    (key,) = sent(store, "P01")
    if kind is not None:
        told(store, event(kind, key))

    silence_unheard(store, PROGRAMME, at=after(hours=hours), reason="sans nouvelle")

    assert states(store) == {"P01": state}


def test_news_that_come_late_end_a_silence(store: Store):
    (key,) = sent(store, "P01")
    assert silence_unheard(store, PROGRAMME, at=after(hours=30), reason="sans nouvelle") == 1

    told(store, event(EventType.DELIVERED, key, hours=31), hours=31)

    assert states(store) == {"P01": "delivered"}


# --- what other rooms ask: addresses by their keyed hash ---------------------------------------


def bounced(store: Store, zone: tzinfo = UTC) -> dict[str, date]:
    return dict(silenced_recipients(store, PROGRAMME, zone=zone).bounced)


def test_an_address_that_bounced_is_known_until_something_arrives(store: Store):
    (first,) = sent(store, "P01", hashes=True)
    told(store, event(EventType.BOUNCE, first, hours=4))

    assert bounced(store) == {"hash-P01": date(2026, 3, 3)}

    (second,) = sent(store, "P01", week="2026-W11", hashes=True)
    told(store, event(EventType.DELIVERED, second, hours=7 * HOURS))
    assert bounced(store) == {}


@pytest.mark.parametrize(
    ("kind", "detail", "counts"),
    [
        (EventType.DROPPED, "bounced", True),
        (EventType.DROPPED, "invalid", True),
        (EventType.DROPPED, "unsubscribed", False),
        (EventType.BLOCKED, "", False),
        (EventType.DEFERRED, "", False),
    ],
)
def test_only_a_dead_address_counts_as_a_bounce(store: Store, kind, detail, counts):
    (key,) = sent(store, "P01")

    told(store, event(kind, key, detail=detail))

    assert bool(bounced(store)) is counts


def test_who_unsubscribed_is_known_until_they_come_back(store: Store):
    def away() -> set[str]:
        return set(silenced_recipients(store, PROGRAMME).unsubscribed)

    first, second, third = sent(store, "P01", "P02", "P03", hashes=True)
    told(
        store,
        event(EventType.GROUP_UNSUBSCRIBE, first, hours=4),
        event(EventType.SPAM_REPORT, second, hours=4),
        event(EventType.DROPPED, third, hours=4, detail="unsubscribed"),
    )

    assert away() == {"hash-P01", "hash-P02", "hash-P03"}

    told(store, event(EventType.GROUP_RESUBSCRIBE, first, hours=30), hours=31)
    assert away() == {"hash-P02", "hash-P03"}


def test_days_are_those_of_the_programme(store: Store):
    (key,) = sent(store, "P01", hashes=True)
    late = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    bounce = MailEvent(
        sg_event_id="e", notice_key=key, attempt=1, type=EventType.BOUNCE, at=late, payload_hash="h"
    )
    told(store, bounce, hours=20)

    assert bounced(store, ZoneInfo("Europe/Paris")) == {"hash-P01": date(2026, 3, 4)}


def test_a_mail_that_moved_meanwhile_is_left_to_who_moved_it(store: Store):
    (key,) = sent(store, "P01")
    keep_events(store, [event(EventType.PROCESSED, key)], at=after(hours=5))
    move(store, key, of=(NoticeState.ACCEPTED,), to=NoticeState.DELIVERED, at=after(hours=5))

    join_events(store, at=after(hours=6))

    assert states(store) == {"P01": "delivered"}
