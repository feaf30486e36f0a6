"""Store: scheduled-send batches of the two-phase policy, by the arrows of `notice_states`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, select, update

from relocalisons.store.mails.notice_states import (
    BATCH_MOVES,
    HOLDS_A_SLOT,
    BatchState,
    NoticeState,
)
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import attempt, batch, notice

_INSIDE = (NoticeState.SUBMITTING.value, NoticeState.PREPARED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch as it stands. `filled`: something was, or may have been, put in it."""

    batch_id: str
    programme: str
    state: BatchState
    send_at: datetime
    changed_at: datetime
    filled: bool


def keep_batch(
    store: Store, batch_id: str, *, programme: str, send_at: datetime, at: datetime
) -> None:
    """A batch that SendGrid named, before its pause is asked for."""
    with store.begin() as connection:
        connection.execute(
            batch.insert().values(
                batch_id=batch_id,
                programme=programme,
                state=BatchState.NEW.value,
                send_at=to_text(send_at),
                changed_at=to_text(at),
            )
        )


def pause_known(store: Store, batch_id: str, *, at: datetime) -> bool:
    """NEW → OPEN: from now on it may be filled."""
    return _move_alone(store, batch_id, of=(BatchState.NEW,), to=BatchState.OPEN, at=at)


def decide_release(store: Store, batch_id: str, *, at: datetime) -> bool:
    """OPEN → RELEASING, only when every mail in it is known to be accepted."""
    with store.begin() as connection:
        if not _lock(connection, batch_id):
            return False
        doubtful = _inside(batch_id, (NoticeState.SUBMITTING.value,))
        if connection.scalar(select(func.count()).select_from(notice).where(doubtful)):
            return False
        return _move(connection, batch_id, of=(BatchState.OPEN,), to=BatchState.RELEASING, at=at)


def release_known(store: Store, batch_id: str, *, at: datetime) -> int:
    """RELEASING → RELEASED, its mails ACCEPTED, in one transaction; how many."""
    return _end(
        store,
        batch_id,
        of=BatchState.RELEASING,
        to=BatchState.RELEASED,
        notices=NoticeState.ACCEPTED,
        reason="",
        at=at,
    )


def decide_cancel(store: Store, batch_id: str, *, at: datetime) -> bool:
    """NEW or OPEN → CANCELLING: any doubt about one mail is a doubt about the batch."""
    return _move_alone(
        store, batch_id, of=(BatchState.NEW, BatchState.OPEN), to=BatchState.CANCELLING, at=at
    )


def cancel_known(store: Store, batch_id: str, *, at: datetime) -> int:
    """CANCELLING → CANCELLED, its mails READY again, in one transaction; how many."""
    return _end(
        store,
        batch_id,
        of=BatchState.CANCELLING,
        to=BatchState.CANCELLED,
        notices=NoticeState.READY,
        reason="",
        at=at,
    )


def hold_is_lost(store: Store, batch_id: str, *, reason: str, at: datetime) -> int:
    """RELEASING or CANCELLING → LOST, its mails UNSETTLED; how many. A person must look."""
    return sum(
        _end(
            store,
            batch_id,
            of=state,
            to=BatchState.LOST,
            notices=NoticeState.UNSETTLED,
            reason=reason,
            at=at,
        )
        for state in (BatchState.RELEASING, BatchState.CANCELLING)
    )


def decide_close(store: Store, batch_id: str, *, at: datetime) -> bool:
    """NEW → CLOSING: from now on nobody can fill it, so that its pause may be taken away."""
    return _move_alone(store, batch_id, of=(BatchState.NEW,), to=BatchState.CLOSING, at=at)


def slot_is_free(store: Store, batch_id: str, *, at: datetime) -> bool:
    """CANCELLED and discarded, or CLOSING → CLOSED."""
    return _move_alone(
        store, batch_id, of=(BatchState.CANCELLED, BatchState.CLOSING), to=BatchState.CLOSED, at=at
    )


def batches_in(store: Store, programme: str, states: Iterable[BatchState]) -> tuple[Batch, ...]:
    """The batches of a programme in any of the states, the oldest first."""
    filled = exists().where(attempt.c.batch_id == batch.c.batch_id).label("filled")
    query = (
        select(batch, filled)
        .where(batch.c.programme == programme, batch.c.state.in_([one.value for one in states]))
        .order_by(batch.c.send_at, batch.c.batch_id)
    )
    with store.begin() as connection:
        return tuple(
            Batch(
                batch_id=row.batch_id,
                programme=row.programme,
                state=BatchState(row.state),
                send_at=from_text(row.send_at),
                changed_at=from_text(row.changed_at or row.send_at),
                filled=bool(row.filled),
            )
            for row in connection.execute(query)
        )


def slots_held(store: Store) -> int:
    """How many of SendGrid's slots this store holds, all programmes together."""
    query = select(func.count()).where(batch.c.state.in_([one.value for one in HOLDS_A_SLOT]))
    with store.begin() as connection:
        return connection.scalar(query.select_from(batch)) or 0


def _end(
    store: Store,
    batch_id: str,
    *,
    of: BatchState,
    to: BatchState,
    notices: NoticeState,
    reason: str,
    at: datetime,
) -> int:
    """Move a batch and what is in it together: a crash in between must not part them."""
    with store.begin() as connection:
        if not _lock(connection, batch_id) or not _move(
            connection, batch_id, of=(of,), to=to, at=at
        ):
            return 0
        return connection.execute(
            update(notice)
            .where(_inside(batch_id, _INSIDE))
            .values(
                state=notices.value,
                reason=reason,
                version=notice.c.version + 1,
                changed_at=to_text(at),
                not_before=None,
            )
        ).rowcount


def _inside(batch_id: str, states: Collection[str]) -> ColumnElement[bool]:
    """The notices whose last attempt is in this batch."""
    last = (
        select(attempt.c.notice_key)
        .where(
            attempt.c.notice_key == notice.c.key,
            attempt.c.number == notice.c.attempts,
            attempt.c.batch_id == batch_id,
        )
        .exists()
    )
    return notice.c.state.in_(states) & last


def _lock(connection: Connection, batch_id: str) -> bool:
    """Keep others from filling it meanwhile (on SQLite the transaction already does)."""
    query = select(batch.c.batch_id).where(batch.c.batch_id == batch_id).with_for_update()
    return connection.scalar(query) is not None


def _move_alone(
    store: Store, batch_id: str, *, of: Collection[BatchState], to: BatchState, at: datetime
) -> bool:
    with store.begin() as connection:
        return _move(connection, batch_id, of=of, to=to, at=at)


def _move(
    connection: Connection,
    batch_id: str,
    *,
    of: Collection[BatchState],
    to: BatchState,
    at: datetime,
) -> bool:
    for one in of:
        if to not in BATCH_MOVES.get(one, frozenset()):
            raise ValueError(f"a batch does not go from {one.value} to {to.value}")
    return (
        connection.execute(
            update(batch)
            .where(batch.c.batch_id == batch_id, batch.c.state.in_([one.value for one in of]))
            .values(state=to.value, changed_at=to_text(at))
        ).rowcount
        == 1
    )
