"""Store: failures of flows, told once per cause and forgotten when the flow works again."""

from datetime import datetime

from sqlalchemy import delete, select

from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import failure


def note_failure(
    store: Store, *, programme: str, kind: str, cause: str, at: datetime
) -> tuple[bool, datetime]:
    """(whether it is to be told, since when it lasts); the second time of a cause is not."""
    key = {"programme": programme, "kind": kind, "cause": cause}
    with store.begin() as connection:
        is_new = insert_once(connection, failure, key | {"since": to_text(at), "told": True})
        since = connection.scalar(select(failure.c.since).filter_by(**key))
    return is_new, from_text(since) if since else at


def forget_failures(store: Store, *, programme: str, kind: str) -> int:
    """The flow works again: its causes may be told anew; how many there were."""
    with store.begin() as connection:
        return connection.execute(
            delete(failure).where(failure.c.programme == programme, failure.c.kind == kind)
        ).rowcount
