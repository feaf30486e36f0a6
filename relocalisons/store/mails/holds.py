"""Store: what a person has stopped, and why, until it is lifted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import hold

EVERYTHING = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A stop. `scope` is a partner code, or EVERYTHING; `by` a role, never a name or address."""

    hold_id: int
    scope: str
    reason: str
    by: str
    at: datetime


def put_hold(
    store: Store, *, programme: str, scope: str, reason: str, by: str, at: datetime
) -> Hold:
    """Stop the mails of a partner, or all of them, from now on."""
    values = {
        "programme": programme,
        "scope": scope,
        "reason": reason,
        "put_by": by,
        "put_at": to_text(at),
    }
    with store.begin() as connection:
        statement = hold.insert().values(**values).returning(hold.c.hold_id)
        number = connection.execute(statement).scalar_one()
    return Hold(hold_id=number, scope=scope, reason=reason, by=by, at=at)


def holds_in_force(store: Store, programme: str) -> tuple[Hold, ...]:
    """Every stop that was not lifted, the oldest first."""
    query = (
        select(hold)
        .where(hold.c.programme == programme, hold.c.lifted_at.is_(None))
        .order_by(hold.c.put_at, hold.c.hold_id)
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    return tuple(
        Hold(
            hold_id=row.hold_id,
            scope=row.scope,
            reason=row.reason,
            by=row.put_by,
            at=from_text(row.put_at),
        )
        for row in rows
    )


def ever_held(store: Store, programme: str, *, scope: str, by: str) -> bool:
    """Whether such a stop was ever put, lifted or not."""
    query = select(hold.c.hold_id).filter_by(programme=programme, scope=scope, put_by=by).limit(1)
    with store.begin() as connection:
        return connection.scalar(query) is not None
