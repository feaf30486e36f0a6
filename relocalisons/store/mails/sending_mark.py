"""Store: how many times a programme's store began to send, to be compared with the Drive's count.

A store restored from a backup counts less than the Drive does: what it believes to be unsent may
have left since.
"""

from datetime import datetime

from sqlalchemy import select, update

from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import sending_mark


def mark_of(store: Store, programme: str) -> int | None:
    """The count; None for a programme that never sent anything for real."""
    with store.begin() as connection:
        return connection.scalar(select(sending_mark.c.number).filter_by(programme=programme))


def next_mark(store: Store, programme: str, *, at: datetime) -> int:
    """Count one more beginning, committed before anything is sent; the new count."""
    row = {"programme": programme, "number": 1, "marked_at": to_text(at)}
    with store.begin() as connection:
        if insert_once(connection, sending_mark, row):
            return 1
        return connection.execute(
            update(sending_mark)
            .filter_by(programme=programme)
            .values(number=sending_mark.c.number + 1, marked_at=to_text(at))
            .returning(sending_mark.c.number)
        ).scalar_one()


def raise_mark(store: Store, programme: str, *, to: int, at: datetime) -> None:
    """A person has looked at a restored store: count from the Drive's number on, never back."""
    row = {"programme": programme, "number": to, "marked_at": to_text(at)}
    with store.begin() as connection:
        if not insert_once(connection, sending_mark, row):
            connection.execute(
                update(sending_mark)
                .where(sending_mark.c.programme == programme, sending_mark.c.number < to)
                .values(number=to, marked_at=to_text(at))
            )
