"""Pure: what earlier readings of the plans tell: how often a date moved, since when a line sleeps.

The store gives one reading a workbook and night; only what changed between two readings counts, so
that reading a workbook again changes nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import Doubt, Row, Snapshot, WorkbookGrid, last_day
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.table_loader import TableLoader


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFact:
    """A line of a plan in one reading.

    `planned` and `due` are None when their cell is empty or in doubt. `mark` is a fingerprint of
    all that the line shows: it changes when anybody changes the line, wherever it stands.
    """

    number: str
    planned: date | None
    due: date | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """The lines of one workbook as read on `read_on`; it was last changed on `changed_on`."""

    read_on: date
    changed_on: date
    lines: tuple[LineFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """A date in force that moved later, first seen on `on`."""

    on: date
    before: date
    after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleHistory:
    """By action number: its postponements, oldest first, and the last day its line changed."""

    postponed: Mapping[str, tuple[Postponement, ...]] = field(
        default_factory=dict[str, tuple[Postponement, ...]]
    )
    unchanged_since: Mapping[str, date] = field(default_factory=dict[str, date])


def plan_lines(
    workbook: WorkbookGrid, *, entries: Iterable[SourceEntry], parameters: Parameters
) -> tuple[LineFact, ...]:
    """The lines of the action plans that the registry finds in a workbook, each number once."""
    snapshot = Snapshot(
        snapshot_id="", read_at=workbook.read_at, workbooks=(workbook,), items=(), problems=()
    )
    wanted = (
        entry for entry in entries if entry.table == "actions" and entry.file_id == workbook.file_id
    )
    loader = TableLoader(snapshot=snapshot, aliases=parameters.aliases, programme=parameters.lasts)
    tables = loader.load(wanted).tables
    kept: dict[str, LineFact] = {}
    for row in (row for table in tables for row in table.rows):
        number = row.identity
        if number:
            kept.setdefault(fold(number), _fact(number, row))
    return tuple(kept.values())


def tell_history(readings: Iterable[PlanReading]) -> ScheduleHistory:
    """What a series of readings tells; they may come in any order.

    A first reading whose date in force already differs from the planned one counts as a first
    postponement. A date brought forward is no postponement, and the next one counts from it.
    A date in doubt says nothing: the last known one stays.
    """
    postponed: dict[str, list[Postponement]] = {}
    last_due: dict[str, date] = {}
    marks: dict[str, str] = {}
    since: dict[str, date] = {}
    for reading in sorted(readings, key=lambda each: (each.read_on, each.changed_on)):
        for line in reading.lines:
            if marks.get(line.number) != line.mark:
                marks[line.number] = line.mark
                since[line.number] = min(reading.changed_on, reading.read_on)
            before = last_due.get(line.number, line.planned)
            if line.due is None:
                continue
            if before is not None and line.due > before:
                move = Postponement(on=reading.read_on, before=before, after=line.due)
                postponed.setdefault(line.number, []).append(move)
            last_due[line.number] = line.due
    return ScheduleHistory(
        postponed={number: tuple(moves) for number, moves in postponed.items()},
        unchanged_since=since,
    )


def _fact(number: str, row: Row) -> LineFact:
    revised, planned = row.reading("revised_end"), row.reading("planned_end")
    deciding = revised if revised.doubt is not Doubt.ABSENT else planned
    shown = "\x1f".join(f"{column}={_shown(cell)}" for column, cell in sorted(row.cells.items()))
    mark = hashlib.sha256(f"{row.struck}\x1e{shown}".encode()).hexdigest()[:16]
    return LineFact(number=number, planned=last_day(planned), due=last_day(deciding), mark=mark)


def _shown(cell: object) -> str:
    value = raw(cell)
    return "" if value is None else str(value).strip()
