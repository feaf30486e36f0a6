"""Store: `INSERT … ON CONFLICT`, which both databases have and SQLAlchemy names twice."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

_AT_ONCE = 500  # rows a statement: SQLite takes 32,766 values in one


def insert_once(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless one of its unique keys is taken; True when it was inserted."""
    # RETURNING, because `rowcount` of an INSERT is -1 on PostgreSQL whenever SQLAlchemy asks for
    # generated columns (seen, 2.1): a new row would have been taken for a known one.
    statement = (
        _insert(connection, table)
        .values(**values)
        .on_conflict_do_nothing()
        .returning(*table.primary_key.columns)
    )
    return connection.execute(statement).first() is not None


def insert_all_once(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """The same for rows that fill the same columns, in few statements; how many were new.

    Row by row, twenty thousand events took longer than whoever tells them waits. Nothing is read
    back: an account of PostgreSQL that may only insert can do it.
    """
    statement = _insert(connection, table).on_conflict_do_nothing()
    # Without the option a driver's count is lost whenever SQLAlchemy asks for generated columns.
    statement = statement.execution_options(preserve_rowcount=True)
    return sum(
        connection.execute(
            statement.values([dict(row) for row in rows[first : first + _AT_ONCE]])
        ).rowcount
        for first in range(0, len(rows), _AT_ONCE)
    )


def put(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or replace what stands under its primary key."""
    put_all(connection, table, [values])


def put_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """The same for rows that fill the same columns, in one statement; nothing when there is none.

    A night keeps a line per finding: row by row, that took longer than finding them.
    """
    if not rows:
        return
    keys = [column.name for column in table.primary_key.columns]
    statement = _insert(connection, table)
    rest = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=rest),
        [dict(values) for values in rows],
    )


def _insert(connection: Connection, table: Table) -> Any:
    # The database in use has loaded what is its own; no start waits for the other's.
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert
    return insert(table)
