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
                  │  └── found at start (crash) ──► UNSETTLED
                  │
                  │ in a paused batch (two_phase)
                  ▼
                PREPARED ── batch released ──► ACCEPTED
                  └── batch cancelled (with SUBMITTING: any doubt, any crash) ──► READY

    batch:  NEW ── paused ──► OPEN ── all known ──► RELEASING ── resumed ──► RELEASED
             └───────────────┴── any doubt ──► CANCELLING ── cancelled ──► CANCELLED ──► CLOSED
                                                    └── the pause is lost ──► LOST (UNSETTLED)

ACCEPTED goes on to DELIVERED, BOUNCED or DROPPED by events, to SILENT without any. UNSETTLED and
SILENT are settled by a person or an event, and never sent again by themselves.
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
    PREPARED = "prepared"  # accepted into a paused batch: cannot leave before its release
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNSETTLED = "unsettled"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    DROPPED = "dropped"
    SILENT = "silent"  # accepted, and no event told of it where events are received


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

IN_A_BATCH: Mapping[SendOutcome, NoticeState] = {
    **AFTER_SENDING,
    SendOutcome.ACCEPTED: NoticeState.PREPARED,
    # The doubt is the batch's: cancelling it settles every mail that it may hold.
    SendOutcome.UNKNOWN: NoticeState.SUBMITTING,
}

LEFT = frozenset(
    {
        NoticeState.SUBMITTING,
        NoticeState.PREPARED,
        NoticeState.ACCEPTED,
        NoticeState.UNSETTLED,
        NoticeState.DELIVERED,
        NoticeState.BOUNCED,
        NoticeState.DROPPED,
        NoticeState.SILENT,
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
        {NoticeState.DELIVERED, NoticeState.BOUNCED, NoticeState.DROPPED, NoticeState.SILENT}
    ),
    NoticeState.SILENT: frozenset(
        {
            NoticeState.ACCEPTED,  # a person asked: it arrived
            NoticeState.DELIVERED,
            NoticeState.BOUNCED,
            NoticeState.DROPPED,
            NoticeState.LAPSED,  # a person asked: it never came
        }
    ),
    NoticeState.DELIVERED: frozenset({NoticeState.BOUNCED}),
}
"""The arrows of the diagram that `move` may follow; claiming and settling have their own."""

NEVER_LEFT = frozenset(
    {NoticeState.LAPSED, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.REFUSED}
)
"""States in which a mail ended without leaving: its lines may be told by a later one."""


class BatchState(StrEnum):
    """Where a scheduled-send batch is."""

    NEW = "new"  # named; its pause is not known yet, so nothing is put in it
    OPEN = "open"  # paused: what is put in it cannot leave
    RELEASING = "releasing"  # decided: the resume is repeated until it is known
    RELEASED = "released"
    CANCELLING = "cancelling"  # decided: the cancel is repeated until it is known
    CLOSING = "closing"  # decided: never filled, its pause is taken away until that is known
    CANCELLED = "cancelled"  # discarded at its time; it still holds one of SendGrid's slots
    CLOSED = "closed"  # the slot is free again
    LOST = "lost"  # neither pause nor cancel is sure any more: its mails are UNSETTLED


BATCH_MOVES: Mapping[BatchState, frozenset[BatchState]] = {
    BatchState.NEW: frozenset({BatchState.OPEN, BatchState.CANCELLING, BatchState.CLOSING}),
    BatchState.OPEN: frozenset({BatchState.RELEASING, BatchState.CANCELLING}),
    BatchState.RELEASING: frozenset({BatchState.RELEASED, BatchState.LOST}),
    BatchState.CANCELLING: frozenset({BatchState.CANCELLED, BatchState.LOST}),
    BatchState.CLOSING: frozenset({BatchState.CLOSED}),
    BatchState.CANCELLED: frozenset({BatchState.CLOSED}),
}

UNFINISHED = frozenset(
    {
        BatchState.NEW,
        BatchState.OPEN,
        BatchState.RELEASING,
        BatchState.CANCELLING,
        BatchState.CLOSING,
    }
)
"""Found so at a start, a batch was left by a process that died."""

HOLDS_A_SLOT = UNFINISHED | {BatchState.CANCELLED}
"""SendGrid counts paused and cancelled batches, ten at most."""
