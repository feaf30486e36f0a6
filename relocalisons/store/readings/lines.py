"""Store: the lines of the tables under their lasting names, and the readings that hold them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from relocalisons.core.kernel.model import KnownLine, KnownLines, WorkbookGrid
from relocalisons.core.programme.lines.known import Key, key_of
from relocalisons.store.inserting import put_all
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.readings.snapshots import workbook_of
from relocalisons.store.schema import line, snapshot, snapshot_workbook

_LONGEST_NAME = 400


def known_lines(store: Store, programme: str) -> KnownLines:
    """Every line that was ever named, with the kept workbooks in which they were last read."""
    with store.begin() as connection:
        rows = connection.execute(select(line).where(line.c.programme == programme)).all()
        known = tuple(_from_row(row) for row in rows)
        wanted = {(row.file_id, row.last_seen) for row in rows if row.gone_at is None}
        books, stood = _books(connection, programme, wanted)
        return KnownLines(lines=known, books=books, stood=stood)


def keep_lines(store: Store, programme: str, lines: Iterable[KnownLine]) -> None:
    """Remember the lines as they are now; those that did not change are not written again."""
    wanted = {key_of(one): one for one in lines if len(one.name) <= _LONGEST_NAME}
    with store.begin() as connection:
        mine = line.c.programme == programme
        rows = connection.execute(select(line).where(mine)).all()
        stands = {key_of(_from_row(row)): dict(row._mapping) for row in rows}
        now = {key: _to_row(one, programme) for key, one in wanted.items()}
        for key in stands.keys() - now.keys():
            connection.execute(delete(line).where(mine, *_is(key)))
        put_all(
            connection,
            line,
            [row for key, row in now.items() if stands.get(key) != row],
        )


def _books(
    connection: Connection, programme: str, wanted: set[tuple[str, str]]
) -> tuple[tuple[WorkbookGrid, ...], dict[tuple[str, datetime], datetime]]:
    """A workbook that nobody touched is in many snapshots with the same reading: one is enough.

    And when the last of them found it so.
    """
    if not wanted:
        return (), {}
    query = (
        select(snapshot_workbook, snapshot.c.read_at.label("found_at"))
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .where(
            snapshot.c.programme == programme,
            snapshot_workbook.c.file_id.in_(sorted({file_id for file_id, _ in wanted})),
            snapshot_workbook.c.read_at.in_(sorted({read_at for _, read_at in wanted})),
        )
        .order_by(snapshot.c.read_at)
    )
    found = {
        (row.file_id, row.read_at): row
        for row in connection.execute(query)
        if (row.file_id, row.read_at) in wanted
    }
    books = tuple(workbook_of(connection, row) for _, row in sorted(found.items()))
    return books, {
        (file_id, from_text(read_at)): from_text(row.found_at)
        for (file_id, read_at), row in found.items()
    }


def _is(key: Key) -> tuple[Any, ...]:
    columns = (line.c.table_name, line.c.owner, line.c.name, line.c.rank)
    return tuple(column == value for column, value in zip(columns, key, strict=True))


def _to_row(one: KnownLine, programme: str) -> dict[str, Any]:
    return {
        "programme": programme,
        "table_name": one.table,
        "owner": one.owner,
        "name": one.name,
        "rank": one.rank,
        "file_id": one.file_id,
        "sheet_id": one.sheet_id,
        "row": one.row,
        "number": mask_addresses(one.number),
        "title": mask_addresses(one.title),
        "mark": one.mark,
        "last_seen": to_text(one.seen),
        "asked": one.asked,
        "gone_at": to_text(one.gone_at) if one.gone_at else None,
    }


def _from_row(row: Any) -> KnownLine:
    return KnownLine(
        table=row.table_name,
        owner=row.owner,
        name=row.name,
        rank=row.rank,
        file_id=row.file_id,
        sheet_id=row.sheet_id,
        row=row.row,
        number=row.number,
        title=row.title,
        mark=row.mark,
        seen=from_text(row.last_seen),
        asked=row.asked,
        gone_at=from_text(row.gone_at) if row.gone_at else None,
    )
