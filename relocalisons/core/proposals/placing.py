"""Pure: where an entry goes in « Pilotage » as it stands: a free line, or its empty cell."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.kernel.rows import SourcedTable
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.proposals.entries import Entry
from relocalisons.core.sources.sources import read_own


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWrite:
    """A value for one empty cell of hers; row and column are 0-based."""

    sheet_id: int
    row: int
    column: int
    value: str | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The cells of each entry, by its mark.

    `there`: marks that a tab says already. `missed`: those whose tab, column or cell is not what it
    was; nothing is written of them.
    """

    writes: tuple[CellWrite, ...] = ()
    grown: dict[int, int] = field(default_factory=dict[int, int])  # sheet id → rows it must have
    marks: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()


def place_entries(entries: Iterable[Entry], pilotage: WorkbookGrid) -> Placed:
    """The cells to write; a mark that stands there was written by a night that died."""
    writes: list[CellWrite] = []
    grown: dict[int, int] = {}
    marks, there, missed = set[str](), set[str](), set[str]()
    tables: dict[str, SourcedTable | None] = {}
    taken: dict[int, set[int]] = {}
    for entry in entries:
        name = entry.table.name
        if name not in tables:
            tables[name] = read_own(pilotage, entry.table)
        table = tables[name]
        if table is None or table.reading.header_row is None:
            missed.add(entry.mark)
            continue
        if _says(table.tab, entry.mark):
            there.add(entry.mark)
            continue
        columns, sheet = table.reading.columns, table.tab.sheet_id
        row = _line(entry, table, taken.setdefault(sheet, set()))
        if row is None or not columns.keys() >= _needed(entry):
            missed.add(entry.mark)
            continue
        taken[sheet].add(row)
        if row >= table.tab.height:
            grown[sheet] = max(grown.get(sheet, 0), row + 1 - table.tab.height)
        marks.add(entry.mark)
        writes += [
            CellWrite(sheet_id=sheet, row=row, column=columns[name], value=value)
            for name, value in entry.values.items()
            if name in columns
        ]
        if entry.beside is not None:
            writes += _beside(entry.beside, pilotage)
    return Placed(
        writes=tuple(writes), grown=grown, marks=frozenset(marks), there=frozenset(there),
        missed=frozenset(missed),
    )  # fmt: skip


def _beside(entry: Entry, pilotage: WorkbookGrid) -> list[CellWrite]:
    """The cell of another tab, if that tab is hers and the cell still stands empty."""
    table = read_own(pilotage, entry.table)
    if table is None or table.reading.header_row is None or not _is_there(entry, pilotage):
        return []
    columns = table.reading.columns
    row = _line(entry, table, set())
    if row is None or not columns.keys() >= set(entry.values):
        return []
    return [
        CellWrite(sheet_id=table.tab.sheet_id, row=row, column=columns[name], value=value)
        for name, value in entry.values.items()
    ]


def _is_there(entry: Entry, pilotage: WorkbookGrid) -> bool:
    return entry.at is not None and entry.at.file_id == pilotage.file_id


def _needed(entry: Entry) -> set[str]:
    """Columns without which the line would say less than she accepted: all but who and why."""
    return set(entry.values) - {"person", "comment"}


def _line(entry: Entry, table: SourcedTable, taken: set[int]) -> int | None:
    """0-based row: of the empty cell if it is still empty, else the first free one below."""
    if entry.at is not None:
        row = entry.at.row - 1
        cells = (_cell(table.tab, row, table.reading.columns.get(name)) for name in entry.values)
        stands = entry.at.sheet_id == table.tab.sheet_id and row + 1 in table.reading.rows
        return row if stands and row not in taken and not any(cells) else None
    last = max((table.reading.header_row or 0, *table.reading.rows, *(row + 1 for row in taken)))
    row = last
    while any(_is_filled(cell) for cell in _cells(table.tab, row)):
        row += 1
    return row


def _cells(tab: TabGrid, row: int) -> tuple[object, ...]:
    return tab.rows[row] if row < len(tab.rows) else ()


def _cell(tab: TabGrid, row: int, column: int | None) -> bool:
    cells = _cells(tab, row)
    return column is not None and column < len(cells) and _is_filled(cells[column])


def _is_filled(cell: object) -> bool:
    """Whether somebody typed there: an unticked box stands on every line of some sheets."""
    value = raw(cell)
    return value is not None and value is not False and str(value).strip() != ""


def _says(tab: TabGrid, mark: str) -> bool:
    ended = f"{mark})"  # « /1 » is no part of « /12 »
    return any(ended in str(raw(cell)) for row in tab.rows for cell in row if cell is not None)
