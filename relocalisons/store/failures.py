"""Store: failures of flows, told once per cause and forgotten when the flow works again."""

from datetime import datetime

from sqlalchemy import delete, select, update

from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import failure


def note_failure(
    store: Store, *, programme: str, kind: str, cause: str, at: datetime
) -> tuple[bool, datetime]:
    """(whether it is still to be told, since when it lasts)."""
    key = {"programme": programme, "kind": kind, "cause": cause}
    with store.begin() as connection:
        insert_once(connection, failure, key | {"since": to_text(at), "told": False})
        row = connection.execute(select(failure.c.since, failure.c.told).filter_by(**key)).one()
    return not row.told, from_text(row.since)


def failing(store: Store, *, programme: str) -> frozenset[str]:
    """The kinds of flows that have not worked since they failed."""
    query = select(failure.c.kind).where(failure.c.programme == programme)
    with store.begin() as connection:
        return frozenset(connection.execute(query).scalars())


def failure_told(store: Store, *, programme: str, kind: str, cause: str) -> None:
    """Its mail was accepted: the same cause is not told again.

    Called after the mail, not before: a failure told twice costs a glance, one never told costs
    the follow-up.
    """
    with store.begin() as connection:
        connection.execute(
            update(failure).filter_by(programme=programme, kind=kind, cause=cause).values(told=True)
        )


def forget_failures(store: Store, *, programme: str, kind: str) -> int:
    """The flow works again: its causes may be told anew; how many there were."""
    with store.begin() as connection:
        return connection.execute(
            delete(failure).where(failure.c.programme == programme, failure.c.kind == kind)
        ).rowcount
