"""Pure: what earlier readings of the plans tell: how often a date moved, since when a line sleeps.

The store gives one reading a workbook and night; only what changed between two readings counts, so
that reading a workbook again changes nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import Doubt, Row, Snapshot, WorkbookGrid, last_day
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.identity.likeness import Line
from relocalisons.core.reading.identity.pairing import pair_lines
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.table_loader import TableLoader


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFact:
    """A line of a plan in one reading.

    `planned` and `due` are None when their cell is empty or in doubt. `mark` is a fingerprint of
    all that the line shows but its number: it changes when anybody changes what the line says.
    """

    number: str
    planned: date | None
    due: date | None
    mark: str
    title: str = ""
    sheet_id: int = 0
    row: int = 0  # 1-based, where it stood in that reading


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """The lines of one workbook as read on `read_on`; it was last changed on `changed_on`."""

    read_on: date
    changed_on: date
    lines: tuple[LineFact, ...]
    file_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """A date in force that moved later, first seen on `on`."""

    on: date
    before: date
    after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleHistory:
    """By key of action: its postponements, oldest first, and the last day its line changed."""

    postponed: Mapping[str, tuple[Postponement, ...]] = field(
        default_factory=dict[str, tuple[Postponement, ...]]
    )
    unchanged_since: Mapping[str, date] = field(default_factory=dict[str, date])


def plan_lines(
    workbook: WorkbookGrid, *, entries: Iterable[SourceEntry], parameters: Parameters
) -> tuple[LineFact, ...]:
    """The lines of the action plans that the registry finds in a workbook.

    Each number once, and every line that only its title names.
    """
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
        number = row.identity or ""
        if number or row.own_name:
            name = fold(number) or f"{row.place.sheet_id}/{row.number}"
            kept.setdefault(name, _fact(number, row))
    return tuple(kept.values())


def tell_history(
    readings: Iterable[PlanReading], *, names: Mapping[tuple[str, int, int], str] | None = None
) -> ScheduleHistory:
    """What a series of readings tells; they may come in any order.

    A line is followed from reading to reading, whatever its number becomes, and to another file
    once it has left its own; `names` gives the lasting name of what stands today at a file, a tab
    and a row. Without names a line is called by its last number; with them, what stands nowhere
    today is left out. A first reading whose date in force already differs from the planned one
    counts as a first postponement. A date brought forward is no postponement, and the next one
    counts from it. A date in doubt says nothing: the last known one stays.
    """
    ordered = sorted(readings, key=lambda each: (each.read_on, each.changed_on))
    followed = _Followed()
    seen = [followed.recognise(reading) for reading in ordered]
    whole = followed.moved_from()
    postponed: dict[int, list[Postponement]] = {}
    last_due: dict[int, date] = {}
    marks: dict[int, str] = {}
    since: dict[int, date] = {}
    for reading, numbers in zip(ordered, seen, strict=True):
        for line, number in zip(reading.lines, numbers, strict=True):
            which = whole.get(number, number)
            if marks.get(which) != line.mark:
                marks[which] = line.mark
                since[which] = min(reading.changed_on, reading.read_on)
            before = last_due.get(which, line.planned)
            if line.due is None:
                continue
            if before is not None and line.due > before:
                move = Postponement(on=reading.read_on, before=before, after=line.due)
                postponed.setdefault(which, []).append(move)
            last_due[which] = line.due
    keys = {whole.get(which, which): key for which, key in followed.keys(names).items()}
    return ScheduleHistory(
        postponed={
            keys[which]: tuple(moves) for which, moves in postponed.items() if which in keys
        },
        unchanged_since={keys[which]: day for which, day in since.items() if which in keys},
    )


@dataclass(slots=True)
class _Followed:
    """Which line is which, from one reading of a workbook to the next, by a number of our own."""

    standing: dict[str, tuple[tuple[LineFact, int], ...]] = field(
        default_factory=dict[str, tuple[tuple[LineFact, int], ...]]
    )
    last: dict[int, tuple[str, LineFact]] = field(default_factory=dict[int, tuple[str, LineFact]])
    came: dict[int, date] = field(default_factory=dict[int, date])

    def recognise(self, reading: PlanReading) -> tuple[int, ...]:
        """The line behind each one; what did not stand in the reading before it is new."""
        known = self._same(self.standing.get(reading.file_id, ()), reading.lines)
        found: list[int] = []
        for place, line in enumerate(reading.lines):
            which = known.get(place, len(self.last))
            found.append(which)
            self.last[which] = reading.file_id, line
            self.came.setdefault(which, reading.read_on)
        self.standing[reading.file_id] = tuple(zip(reading.lines, found, strict=True))
        return tuple(found)

    def moved_from(self) -> Mapping[int, int]:
        """The line that each one was in another file, which it has left: one of that name alone.

        Two partners who both have « 1 – Réunion de lancement » have two lines.
        """
        here = {which for lines in self.standing.values() for _, which in lines}
        left: dict[tuple[str, str], list[int]] = {}
        new: dict[tuple[str, str], list[int]] = {}
        for which, (_, line) in self.last.items():
            (new if which in here else left).setdefault(_said(line), []).append(which)
        return {
            came[0]: gone[0]
            for said, gone in left.items()
            if len(gone) == 1
            and len(came := new.get(said, [])) == 1
            and self.last[gone[0]][0] != self.last[came[0]][0]
            and self.came[gone[0]] <= self.came[came[0]]
        }

    def _same(
        self, before: Sequence[tuple[LineFact, int]], lines: Sequence[LineFact]
    ) -> dict[int, int]:
        """By place, those that stood in the reading before; most nights all are called alike."""
        if [_said(line) for line in lines] == [_said(line) for line, _ in before]:
            return {place: which for place, (_, which) in enumerate(before)}
        found = pair_lines([_compared(line) for line, _ in before], [*map(_compared, lines)])
        return {j: before[i][1] for i, j in found.same}

    def keys(self, names: Mapping[tuple[str, int, int], str] | None) -> Mapping[int, str]:
        """How findings call each: by the lasting name of its place, else by its last number."""
        if names is None:
            return {which: line.number for which, (_, line) in self.last.items()}
        here = {which for lines in self.standing.values() for _, which in lines}
        places = {
            which: (file_id, line.sheet_id, line.row)
            for which, (file_id, line) in self.last.items()
            if which in here
        }
        return {which: names[place] for which, place in places.items() if place in names}


def _said(line: LineFact) -> tuple[str, str]:
    return fold(line.number), fold(line.title)


def _compared(line: LineFact) -> Line:
    days = (day.isoformat() if day else "" for day in (line.planned, line.due))
    number, title = _said(line)
    return Line(number=number, title=title, cells=(*days, line.mark))


def _fact(number: str, row: Row) -> LineFact:
    revised, planned = row.reading("revised_end"), row.reading("planned_end")
    deciding = revised if revised.doubt is not Doubt.ABSENT else planned
    cells = sorted(item for item in row.cells.items() if item[0] != row.table.identity)
    shown = "\x1f".join(f"{column}={_shown(cell)}" for column, cell in cells)
    mark = hashlib.sha256(f"{row.struck}\x1e{shown}".encode()).hexdigest()[:16]
    return LineFact(
        number=number,
        planned=last_day(planned),
        due=last_day(deciding),
        mark=mark,
        title=row.plain("title"),
        sheet_id=row.place.sheet_id,
        row=row.number,
    )


def _shown(cell: object) -> str:
    value = raw(cell)
    return "" if value is None else str(value).strip()
