"""Store: mails, claimed before they are sent, by the arrows of `notice_states`."""

import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, select, update

from relocalisons.store.inserting import insert_once
from relocalisons.store.mails.ledger import Act, record_in
from relocalisons.store.mails.notice_states import (
    AFTER_SENDING,
    IN_A_BATCH,
    MOVES,
    NEVER_LEFT,
    BatchState,
    NoticeState,
    SendOutcome,
)
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, batch, notice, notice_item


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """One line of a mail, under its own key."""

    item_key: str
    finding_key: str
    due: date | None
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A mail to keep. `body` holds its blocks, text and HTML as JSON values."""

    key: str
    programme: str
    kind: str
    partner: str
    role: str
    recipient_hash: str
    iso_week: str
    logical_date: date
    subject: str
    body: Mapping[str, Any]
    items: tuple[NewItem, ...]
    reason: str = ""  # a safety hold: it then needs a decision of its own
    tells_privacy: bool = False  # it leads its person to the notice of article 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail as it stands; no address."""

    key: str
    partner: str
    role: str
    recipient_hash: str
    iso_week: str
    logical_date: date
    state: NoticeState
    reason: str
    version: int
    attempts: int
    subject: str
    line_count: int
    changed_at: datetime
    body: Mapping[str, Any] | None
    kind: str = "digest"
    shown_at: datetime | None = None  # its row stood in « Relances »; None while we write there


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to send a notice once: nobody else can hold it."""

    notice: Notice
    attempt: int
    batch_id: str | None = None


def store_notice(store: Store, new: NewNotice, *, at: datetime) -> bool:
    """Keep a mail as HELD with its items, in one transaction; False when its key is known.

    A line whose key stands under a mail that never left now belongs to this one: otherwise a week
    that lapsed would hide for ever that the line was told later.
    """
    with store.begin() as connection:
        created = insert_once(
            connection,
            notice,
            {
                "key": new.key,
                "programme": new.programme,
                "kind": new.kind,
                "partner": new.partner,
                "role": new.role,
                "recipient_hash": new.recipient_hash,
                "iso_week": new.iso_week,
                "logical_date": new.logical_date.isoformat(),
                "state": NoticeState.HELD.value,
                "reason": new.reason,
                "version": 1,
                "attempts": 0,
                "subject": new.subject,
                "line_count": len(new.items),
                "body": _pack(new.body),
                "created_at": to_text(at),
                "changed_at": to_text(at),
                "tells_privacy": new.tells_privacy,
            },
        )
        for item in new.items if created else ():
            _keep_item(connection, new, item)
    return created


def move(
    store: Store,
    key: str,
    *,
    of: Collection[NoticeState],
    to: NoticeState,
    at: datetime,
    reason: str = "",
    subject: str | None = None,
    body: Mapping[str, Any] | None = None,
    line_count: int | None = None,
    untold: Collection[str] = (),
    decided: Act | None = None,
) -> bool:
    """Compare-and-set: move a notice that is in one of the states `of`; False when it was not.

    `untold`: finding keys whose lines were taken out of it, so that nobody is said to have read
    them. With `decided` her decision is recorded in the same transaction.
    Raises ValueError for an arrow that the diagram does not have.
    """
    for one in of:
        if to not in MOVES.get(one, frozenset()):
            raise ValueError(f"a notice does not go from {one.value} to {to.value}")
    values: dict[str, Any] = {
        "state": to.value,
        "reason": reason,
        "version": notice.c.version + 1,
        "changed_at": to_text(at),
        "not_before": None,
    }
    if subject is not None:
        values["subject"] = subject
    if body is not None:
        values["body"] = _pack(body)
    if line_count is not None:
        values["line_count"] = line_count
    with store.begin() as connection:
        moved = _compare_and_set(connection, key, of=of, values=values)
        if moved and untold:
            connection.execute(
                notice_item.delete().where(
                    notice_item.c.notice_key == key, notice_item.c.finding_key.in_(untold)
                )
            )
        if moved and decided is not None:
            programme = connection.scalar(select(notice.c.programme).filter_by(key=key)) or ""
            record_in(
                connection, decided, programme=programme, before=decided.before, after=to.value
            )
        return moved


def claim(store: Store, key: str, *, at: datetime, batch_id: str | None = None) -> Claim | None:
    """READY → SUBMITTING with a new attempt, committed; None when somebody else was first.

    In a batch it also needs the batch to be OPEN: known to be paused, not being cancelled.
    """
    with store.begin() as connection:
        if batch_id is not None and not _is_open(connection, batch_id):
            return None
        won = _compare_and_set(
            connection,
            key,
            of=(NoticeState.READY,),
            values={
                "state": NoticeState.SUBMITTING.value,
                "attempts": notice.c.attempts + 1,
                "version": notice.c.version + 1,
                "changed_at": to_text(at),
            },
        )
        if not won:
            return None
        row = connection.execute(select(notice).filter_by(key=key)).one()
        connection.execute(
            attempt.insert().values(
                notice_key=key, number=row.attempts, batch_id=batch_id, started_at=to_text(at)
            )
        )
        return Claim(notice=_notice(row), attempt=row.attempts, batch_id=batch_id)


def settle(
    store: Store,
    held: Claim,
    outcome: SendOutcome,
    *,
    at: datetime,
    reason: str = "",
    http_status: int | None = None,
    message_id: str | None = None,
    not_before: datetime | None = None,
) -> bool:
    """SUBMITTING → what the answer says; the attempt keeps the facts.

    In a batch an accepted mail is only PREPARED, and a doubtful one stays SUBMITTING until its
    batch is cancelled. False when the notice is not in the hands of this claim any more: the facts
    are kept, and its state is left to whoever moved it.
    """
    after = AFTER_SENDING if held.batch_id is None else IN_A_BATCH
    with store.begin() as connection:
        connection.execute(
            update(attempt)
            .filter_by(notice_key=held.notice.key, number=held.attempt)
            .values(
                ended_at=to_text(at),
                outcome=outcome.value,
                http_status=http_status,
                message_id=message_id,
            )
        )
        return _compare_and_set(
            connection,
            held.notice.key,
            of=(NoticeState.SUBMITTING,),
            attempts=held.attempt,
            values={
                "state": after[outcome].value,
                "reason": reason,
                "version": notice.c.version + 1,
                "changed_at": to_text(at),
                "not_before": to_text(not_before) if not_before else None,
            },
        )


def settle_crashed(store: Store, programme: str, *, at: datetime, reason: str) -> int:
    """SUBMITTING found at start → UNSETTLED: the process died while waiting for an answer.

    What is in a batch is left to the batch: cancelling it settles the doubt.
    """
    in_a_batch = (
        select(attempt.c.notice_key)
        .where(
            attempt.c.notice_key == notice.c.key,
            attempt.c.number == notice.c.attempts,
            attempt.c.batch_id.is_not(None),
        )
        .exists()
    )
    with store.begin() as connection:
        return connection.execute(
            update(notice)
            .where(
                notice.c.programme == programme,
                notice.c.state == NoticeState.SUBMITTING.value,
                ~in_a_batch,
            )
            .values(
                state=NoticeState.UNSETTLED.value,
                reason=reason,
                version=notice.c.version + 1,
                changed_at=to_text(at),
            )
        ).rowcount


def notices_in(store: Store, programme: str, states: Iterable[NoticeState]) -> tuple[Notice, ...]:
    """The notices of a programme in any of the states, by partner and key."""
    return _found(store, programme, notice.c.state.in_([one.value for one in states]))


def notices_of_week(
    store: Store, programme: str, iso_week: str, *, to: str | None = None
) -> tuple[Notice, ...]:
    """Every notice of an ISO week, by partner; `to`: of one person, by the hash of the address."""
    mine = notice.c.iso_week == iso_week
    return _found(store, programme, mine if to is None else mine & (notice.c.recipient_hash == to))


def notices_with(store: Store, programme: str, keys: Collection[str]) -> tuple[Notice, ...]:
    """The notices of these keys, by partner."""
    return _found(store, programme, notice.c.key.in_(sorted(keys))) if keys else ()


def _found(store: Store, programme: str, where: ColumnElement[bool]) -> tuple[Notice, ...]:
    query = (
        select(notice)
        .where(notice.c.programme == programme, where)
        .order_by(notice.c.partner, notice.c.key)
    )
    with store.begin() as connection:
        return tuple(_notice(row) for row in connection.execute(query))


def may_leave_now(store: Store, programme: str, *, at: datetime) -> tuple[str, ...]:
    """Keys of READY notices whose wait, if any, is over; in a fixed order."""
    query = (
        select(notice.c.key)
        .where(
            notice.c.programme == programme,
            notice.c.state == NoticeState.READY.value,
            (notice.c.not_before.is_(None)) | (notice.c.not_before <= to_text(at)),
        )
        .order_by(notice.c.partner, notice.c.key)
    )
    with store.begin() as connection:
        return tuple(connection.execute(query).scalars())


def _keep_item(connection: Connection, new: NewNotice, item: NewItem) -> None:
    values = {
        "programme": new.programme,
        "item_key": item.item_key,
        "notice_key": new.key,
        "finding_key": item.finding_key,
        "due": item.due.isoformat() if item.due else None,
        "level": item.level,
    }
    if insert_once(connection, notice_item, values):
        return
    never_left = select(notice.c.key).where(
        notice.c.state.in_([one.value for one in sorted(NEVER_LEFT)])
    )
    connection.execute(
        update(notice_item)
        .where(
            notice_item.c.programme == new.programme,
            notice_item.c.item_key == item.item_key,
            notice_item.c.notice_key.in_(never_left),
        )
        .values(notice_key=new.key)
    )


def _is_open(connection: Connection, batch_id: str) -> bool:
    state = connection.scalar(
        select(batch.c.state).where(batch.c.batch_id == batch_id).with_for_update()
    )
    return state == BatchState.OPEN.value


def _compare_and_set(
    connection: Connection,
    key: str,
    *,
    of: Collection[NoticeState],
    values: Mapping[str, Any],
    attempts: int | None = None,
) -> bool:
    statement = (
        update(notice)
        .where(notice.c.key == key, notice.c.state.in_([one.value for one in of]))
        .values(**values)
    )
    if attempts is not None:
        statement = statement.where(notice.c.attempts == attempts)
    return connection.execute(statement).rowcount == 1


def _pack(body: Mapping[str, Any]) -> bytes:
    return zlib.compress(orjson.dumps(body), level=6)


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        key=row.key,
        partner=row.partner,
        role=row.role,
        recipient_hash=row.recipient_hash,
        iso_week=row.iso_week,
        logical_date=date.fromisoformat(row.logical_date),
        state=NoticeState(row.state),
        reason=row.reason,
        version=row.version,
        attempts=row.attempts,
        subject=row.subject,
        line_count=row.line_count,
        changed_at=from_text(row.changed_at),
        body=orjson.loads(zlib.decompress(row.body)) if row.body is not None else None,
        kind=row.kind,
        shown_at=from_text(row.shown_at) if row.shown_at else None,
    )
