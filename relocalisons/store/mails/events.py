"""Store: what SendGrid told of each mail, once per event, joined to its mail when it can be.

Events come doubled, late, out of order, and before our own commit: they are kept first, and joined
by `join_events` now or at the next settlement. No address and no word of SendGrid's is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.store.inserting import insert_all_once
from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, batch, mail_event, notice

SILENT_AFTER = timedelta(hours=26)  # SendGrid repeats an event for 24 h
_AT_ONCE = 500  # events a transaction: a night waits thirty seconds for the store, not more
NEVER_MIND = timedelta(days=14)  # an older silence is not asked about any more


class EventType(StrEnum):
    """What the webhook may say; the rest (opened, clicked) is not asked for and not kept."""

    PROCESSED = "processed"
    DEFERRED = "deferred"
    DELIVERED = "delivered"
    BOUNCE = "bounce"
    BLOCKED = "blocked"  # refused for now: the address may be sound
    DROPPED = "dropped"
    SPAM_REPORT = "spamreport"
    UNSUBSCRIBE = "unsubscribe"
    GROUP_UNSUBSCRIBE = "group_unsubscribe"
    GROUP_RESUBSCRIBE = "group_resubscribe"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailEvent:
    """One event. `detail` is one of our own words (`bounced address`, `5.1.1`), never theirs."""

    sg_event_id: str
    notice_key: str | None
    attempt: int | None
    type: EventType
    at: datetime
    payload_hash: str
    detail: str = ""


WORDS: Mapping[EventType, str] = {
    EventType.DELIVERED: "",
    EventType.BOUNCE: "l’adresse est refusée par le serveur du destinataire",
    EventType.BLOCKED: "le serveur du destinataire a refusé ce message pour le moment",
    EventType.DROPPED: "SendGrid n’a pas transmis ce message",
}
DROPPED_BECAUSE: Mapping[str, str] = {
    "bounced": "l’adresse avait déjà été refusée",
    "unsubscribed": "la personne s’est désinscrite",
    "spam": "la personne avait signalé nos messages comme indésirables",
    "invalid": "l’adresse n’existe pas",
}

_MAYBE_LEFT = frozenset(
    {NoticeState.ACCEPTED, NoticeState.SILENT, NoticeState.UNSETTLED, NoticeState.LAPSED}
)
# A delivery is a fact: a mail that we thought was still here must not leave a second time.
_STILL_HERE = frozenset(
    {NoticeState.READY, NoticeState.HELD, NoticeState.DECLINED, NoticeState.CALLING}
)
_AFTER: Mapping[EventType, tuple[NoticeState, frozenset[NoticeState]]] = {
    EventType.DELIVERED: (NoticeState.DELIVERED, _MAYBE_LEFT | _STILL_HERE),
    EventType.BOUNCE: (NoticeState.BOUNCED, _MAYBE_LEFT | {NoticeState.DELIVERED}),
    EventType.BLOCKED: (NoticeState.DROPPED, _MAYBE_LEFT),  # its address may be sound
    EventType.DROPPED: (NoticeState.DROPPED, _MAYBE_LEFT),
}


def keep_events(store: Store, events: Iterable[MailEvent], *, at: datetime) -> int:
    """Keep those that are new, all of them or none; how many were."""
    rows = [
        {
            "sg_event_id": one.sg_event_id,
            "notice_key": one.notice_key,
            "attempt": one.attempt,
            "type": one.type.value,
            "at": to_text(one.at),
            "payload_hash": one.payload_hash,
            "detail": one.detail,
            "received_at": to_text(at),
        }
        for one in events
    ]
    with store.begin() as connection:
        return insert_all_once(connection, mail_event, rows)


def join_events(store: Store, *, at: datetime) -> int:
    """Let the events that wait move their mails; how many mails moved.

    An event whose mail is still being sent, or is not known yet, goes on waiting.
    """
    # Without a claim that is being answered: its own answer comes first.
    query = (
        select(mail_event, notice.c.state, notice.c.attempts)
        .join(notice, notice.c.key == mail_event.c.notice_key)
        .where(
            mail_event.c.joined_at.is_(None),
            notice.c.state.not_in([NoticeState.SUBMITTING.value, NoticeState.PREPARED.value]),
        )
        .order_by(mail_event.c.at, mail_event.c.sg_event_id)
        .limit(_AT_ONCE)
    )
    joined = (
        update(mail_event)
        .where(mail_event.c.sg_event_id == bindparam("joined"))
        .values(joined_at=to_text(at))
    )
    moved = 0
    while True:
        with store.begin() as connection:
            rows = connection.execute(query).all()
            moved += sum(_join(connection, row, at=at) for row in rows)
            if rows:
                connection.execute(joined, [{"joined": row.sg_event_id} for row in rows])
        if len(rows) < _AT_ONCE:
            return moved


def silence_unheard(store: Store, programme: str, *, at: datetime, reason: str) -> int:
    """ACCEPTED → SILENT when no event told of a mail in 26 h; how many.

    Only where events are received: elsewhere everything would be silent.
    """
    unheard = _unheard(notice.c.key, programme, at=at).where(
        _departure <= to_text(at - SILENT_AFTER)
    )
    with store.begin() as connection:
        return connection.execute(
            update(notice)
            .where(notice.c.key.in_(unheard), notice.c.state == NoticeState.ACCEPTED.value)
            .values(
                state=NoticeState.SILENT.value,
                reason=reason,
                version=notice.c.version + 1,
                changed_at=to_text(at),
            )
        ).rowcount


def unheard_since(store: Store, programme: str, *, at: datetime) -> tuple[datetime, ...]:
    """When each mail left of which no event told yet what became of it."""
    with store.begin() as connection:
        found = connection.execute(_unheard(_departure, programme, at=at)).scalars()
        return tuple(map(from_text, found))


_departure = func.coalesce(batch.c.send_at, attempt.c.started_at)


def _unheard(column: ColumnElement[str], programme: str, *, at: datetime) -> Select[str]:
    return (
        select(column)
        .select_from(notice)
        .join(attempt, attempt.c.notice_key == notice.c.key)
        .join(batch, batch.c.batch_id == attempt.c.batch_id, isouter=True)
        .where(
            notice.c.programme == programme,
            notice.c.state == NoticeState.ACCEPTED.value,
            attempt.c.number == notice.c.attempts,
            _departure > to_text(at - NEVER_MIND),
            ~exists().where(
                mail_event.c.notice_key == notice.c.key,
                # « processed » only says that SendGrid read it; « deferred » that it tries on.
                mail_event.c.type.not_in([EventType.PROCESSED.value, EventType.DEFERRED.value]),
            ),
        )
    )


def events_of(store: Store, notice_key: str) -> tuple[MailEvent, ...]:
    """The events of one mail, the oldest first."""
    query = (
        select(mail_event)
        .filter_by(notice_key=notice_key)
        .order_by(mail_event.c.at, mail_event.c.sg_event_id)
    )
    with store.begin() as connection:
        return tuple(
            MailEvent(
                sg_event_id=row.sg_event_id,
                notice_key=row.notice_key,
                attempt=row.attempt,
                type=EventType(row.type),
                at=from_text(row.at),
                payload_hash=row.payload_hash,
                detail=row.detail,
            )
            for row in connection.execute(query)
        )


def _join(connection: Connection, row: Row[Any], *, at: datetime) -> int:
    """What one event makes of its mail; 0 when it changes nothing."""
    kind = EventType(row.type)
    if kind is EventType.PROCESSED:
        # It proves that SendGrid took the mail, which is all that was in doubt; not in a batch,
        # where it says nothing of what the batch became.
        if not _was_in_a_batch(connection, row):
            return _set(connection, row, of={NoticeState.UNSETTLED}, to=NoticeState.ACCEPTED, at=at)
        return 0
    if kind not in _AFTER:
        return 0
    to, of = _AFTER[kind]
    reason = WORDS[kind]
    if kind is EventType.DROPPED and row.detail in DROPPED_BECAUSE:
        reason = f"{reason}{NBSP}: {DROPPED_BECAUSE[row.detail]}"
    return _set(connection, row, of=of, to=to, reason=reason, at=at)


def _set(
    connection: Connection,
    row: Row[Any],
    *,
    of: Iterable[NoticeState],
    to: NoticeState,
    at: datetime,
    reason: str = "",
) -> int:
    return connection.execute(
        update(notice)
        .where(
            notice.c.key == row.notice_key,
            or_(*[notice.c.state == one.value for one in sorted(of)]),
        )
        .values(
            state=to.value,
            reason=reason,
            version=notice.c.version + 1,
            changed_at=to_text(at),
            not_before=None,
        )
    ).rowcount


def _was_in_a_batch(connection: Connection, row: Row[Any]) -> bool:
    query = select(attempt.c.batch_id).where(
        attempt.c.notice_key == row.notice_key,
        attempt.c.number == (row.attempt if row.attempt is not None else row.attempts),
    )
    return connection.scalar(query) is not None
