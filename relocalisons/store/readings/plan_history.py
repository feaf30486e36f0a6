"""Store: what kept readings tell of the plans' past, each version of a workbook looked at once."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, select

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.plan.schedule_history import LineFact, PlanReading
from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.readings.snapshots import workbook_of
from relocalisons.store.schema import blob, snapshot, snapshot_workbook

_FORM = "plan lines 3"  # of what is derived; another number has everything derived again

Teller = Callable[[WorkbookGrid], tuple[LineFact, ...]]


def plan_readings(
    store: Store,
    programme: str,
    *,
    files: Iterable[str],
    until: datetime,
    tell: Teller,
    rule: str,
) -> tuple[PlanReading, ...]:
    """The plans of those files in every kept reading up to an instant, that instant included.

    `tell` finds the lines of a workbook; `rule` names how (registry, aliases): lines found under
    one rule are kept beside the workbook and used again as long as the rule is the same. A reading
    equal to the one before it is left out: it tells nothing new.
    """
    query = (
        select(snapshot_workbook)
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .where(
            snapshot.c.programme == programme,
            snapshot_workbook.c.file_id.in_(sorted(set(files))),
            snapshot_workbook.c.read_at <= to_text(until),
        )
        .order_by(snapshot_workbook.c.read_at)
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
        return tuple(_readings(connection, rows, tell=tell, rule=rule))


def _readings(
    connection: Connection, rows: Iterable[Any], *, tell: Teller, rule: str
) -> Iterator[PlanReading]:
    last: dict[str, str] = {}
    for row in rows:
        if last.get(row.file_id) == row.digest:
            continue
        last[row.file_id] = row.digest
        yield PlanReading(
            read_on=from_text(row.read_at).date(),
            changed_on=from_text(row.modified_time).date(),
            lines=_lines(connection, row, tell=tell, rule=rule),
            file_id=row.file_id,
        )


def _lines(connection: Connection, row: Any, *, tell: Teller, rule: str) -> tuple[LineFact, ...]:
    name = hashlib.sha256(f"{_FORM}\n{rule}\n{row.file_id}\n{row.digest}".encode()).hexdigest()
    known = connection.scalar(select(blob.c.content).where(blob.c.digest == name))
    if known is not None:
        return tuple(_from(data) for data in orjson.loads(zlib.decompress(known)))
    lines = tell(workbook_of(connection, row))
    content = zlib.compress(orjson.dumps([_to(line) for line in lines]))
    insert_once(connection, blob, {"digest": name, "content": content})
    return lines


def _to(line: LineFact) -> list[str | int | None]:
    return [
        line.number,
        line.planned.isoformat() if line.planned else None,
        line.due.isoformat() if line.due else None,
        line.mark,
        line.title,
        line.sheet_id,
        line.row,
    ]


def _from(data: list[Any]) -> LineFact:
    number, planned, due, mark, title, sheet_id, row = data
    return LineFact(
        number=number,
        planned=date.fromisoformat(planned) if planned else None,
        due=date.fromisoformat(due) if due else None,
        mark=mark,
        title=title,
        sheet_id=sheet_id,
        row=row,
    )
