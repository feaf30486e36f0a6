"""Store: the state diagram of a mail, and what an answer makes of it.

                store_notice
                     │
    DECLINED ◄──┐    ▼
    CALLING  ◄──┼── HELD ──── lapse ────► LAPSED
                     │ ▲
             release │ │ hold
                     ▼ │
                   READY ◄──────── not accepted for sure, later ───────┐
                     │ claim: compare-and-set, committed before the call │
                     ▼                                                  │
                SUBMITTING ── answer ──► ACCEPTED | REFUSED | UNSETTLED ┘
                     └── found at start (crash) ──► UNSETTLED

ACCEPTED goes on to DELIVERED, BOUNCED or DROPPED by events. UNSETTLED is settled by a person or an
event, and never sent again by itself.
"""

from collections.abc import Mapping
from enum import StrEnum


class NoticeState(StrEnum):
    """Where a mail is."""

    HELD = "held"
    DECLINED = "declined"  # « pas cette fois »
    CALLING = "calling"  # « j'appelle »
    LAPSED = "lapsed"  # no decision before the deadline
    READY = "ready"
    SUBMITTING = "submitting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNSETTLED = "unsettled"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    DROPPED = "dropped"


class SendOutcome(StrEnum):
    """What an attempt to send came to (reliability: NO, YES, UNKNOWN)."""

    ACCEPTED = "accepted"
    NOT_REACHED = "not_reached"  # never counted: may be tried again
    RATE_LIMITED = "rate_limited"  # refused for now: may be tried again later
    REFUSED = "refused"  # refused for good
    UNKNOWN = "unknown"  # may or may not have been queued


AFTER_SENDING: Mapping[SendOutcome, NoticeState] = {
    SendOutcome.ACCEPTED: NoticeState.ACCEPTED,
    SendOutcome.NOT_REACHED: NoticeState.READY,
    SendOutcome.RATE_LIMITED: NoticeState.READY,
    SendOutcome.REFUSED: NoticeState.REFUSED,
    SendOutcome.UNKNOWN: NoticeState.UNSETTLED,
}

LEFT = frozenset(
    {
        NoticeState.SUBMITTING,
        NoticeState.ACCEPTED,
        NoticeState.UNSETTLED,
        NoticeState.DELIVERED,
        NoticeState.BOUNCED,
        NoticeState.DROPPED,
    }
)
"""States in which a mail has left or may have left."""


MOVES: Mapping[NoticeState, frozenset[NoticeState]] = {
    NoticeState.HELD: frozenset(
        {NoticeState.READY, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.LAPSED}
    ),
    NoticeState.READY: frozenset(
        {NoticeState.HELD, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.LAPSED}
    ),
    NoticeState.UNSETTLED: frozenset(
        {
            NoticeState.ACCEPTED,
            NoticeState.DELIVERED,
            NoticeState.BOUNCED,
            NoticeState.DROPPED,
            NoticeState.LAPSED,  # a person found that it had not left, and leaves it at that
        }
    ),
    NoticeState.ACCEPTED: frozenset(
        {NoticeState.DELIVERED, NoticeState.BOUNCED, NoticeState.DROPPED}
    ),
    NoticeState.DELIVERED: frozenset({NoticeState.BOUNCED}),
}
"""The arrows of the diagram that `move` may follow; claiming and settling have their own."""

NEVER_LEFT = frozenset(
    {NoticeState.LAPSED, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.REFUSED}
)
"""States in which a mail ended without leaving: its lines may be told by a later one."""
