"""The sample's workspace as the reader receives it, without a sandbox in between."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import groupby

from relocalisons.core.kernel.model import Cell, DriveItem, Merge, Snapshot, TabGrid, WorkbookGrid
from relocalisons.core.sources.sources import Registry
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Form, Row, Typed
from relocalisons.sample.engine.workspace import SPREADSHEET, File, Tab, Workbook, Workspace

EPOCH = date(1899, 12, 30)
_GRIDS: dict[int, tuple[Tab, TabGrid]] = {}
FORMATS = {
    Form.DATE: "dd/mm/yyyy",
    Form.DAY: "dd/mm",
    Form.PERCENT: "0%",
    Form.MONEY: '#,##0.00 "€"',
}


def snapshot_of(workspace: Workspace, *, on: date) -> Snapshot:
    """What a night of that evening reads."""
    read_at = datetime.combine(on, time(4, 30), tzinfo=UTC)
    return Snapshot(
        snapshot_id=f"s-{on}",
        read_at=read_at,
        workbooks=tuple(_workbook(book, read_at) for book in workspace.workbooks.values()),
        items=tuple(_item(file) for file in workspace.files)
        + tuple(_item_of(book) for book in workspace.workbooks.values()),
    )


def in_one_workbook(snapshot: Snapshot, registry: Registry) -> tuple[Snapshot, Registry]:
    """The other layout: one workbook whose tabs are « Plan d'action P07 », « Livrables P07 »…"""
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    owners = {each.file_id: each.partner for each in registry.entries if each.partner}
    moved = [
        replace(tab, title=f"{tab.title} {owners[book.file_id]}", sheet_id=number)
        for number, (book, tab) in enumerate(
            (book, tab)
            for book in snapshot.workbooks
            if book.file_id in owners
            for tab in book.tabs
        )
    ]
    entries = tuple(
        replace(each, file_id=ids.PILOTAGE, tab=f"{each.tab} {each.partner}")
        if each.partner
        else each
        for each in registry.entries
    )
    book = replace(pilotage, tabs=(*pilotage.tabs, *moved))
    return replace(snapshot, workbooks=(book,)), replace(registry, entries=entries)


def _workbook(book: Workbook, read_at: datetime) -> WorkbookGrid:
    return WorkbookGrid(
        file_id=book.file_id,
        name=book.name,
        version="1",
        modified_time=book.modified_at,
        read_at=read_at,
        tabs=tuple(_tab(tab) for tab in book.tabs),
    )


def _tab(tab: Tab) -> TabGrid:
    """The same grid for the same tab, as the store gives it: what was read of it is known again."""
    known, grid = _GRIDS.get(id(tab), (None, None))
    if known is tab and grid is not None:
        return grid
    _GRIDS[id(tab)] = tab, (grid := _grid(tab))
    return grid


def _grid(tab: Tab) -> TabGrid:
    rows: list[tuple[object, ...]] = [(line or None,) for line in tab.above]
    if tab.columns and tab.two_headers:
        rows.append(tuple(column.group or None for column in tab.columns))
    if tab.columns:
        rows.append(tuple(column.header for column in tab.columns))
    rows.extend(_row(tab, row) for row in tab.rows)
    hidden = frozenset(tab.header_row + at for at, row in enumerate(tab.rows) if row.hidden)
    grid, merges = _merged(tab, rows)
    return TabGrid(
        sheet_id=tab.sheet_id,
        title=tab.title,
        rows=grid,
        merges=merges,
        hidden_rows=hidden,
        hidden=tab.hidden,
    )


def _row(tab: Tab, row: Row) -> tuple[object, ...]:
    if row.note is not None:
        return (row.note,)
    return tuple(
        _cell(row.cell(column.name), struck=row.struck) if column.name else None
        for column in tab.columns
    )


def _cell(typed: Typed, *, struck: bool) -> object:
    value: object = typed.value
    if value is None:
        return None
    if isinstance(value, date):
        value = (value - EPOCH).days
    return Cell(value, FORMATS.get(typed.form), struck=struck)


def _merged(
    tab: Tab, rows: list[tuple[object, ...]]
) -> tuple[tuple[tuple[object, ...], ...], tuple[Merge, ...]]:
    """Group cells keep their value in the top cell of each run only."""
    if not tab.merged_group:
        return tuple(rows), ()
    column = tab.column_index(tab.merged_group)
    merges = []
    runs = groupby(enumerate(tab.rows), key=lambda pair: pair[1].cell(tab.merged_group).value)
    for value, run in runs:
        places = [tab.header_row + place for place, _ in run]
        if value is None or len(places) < 2:
            continue
        merges.append(Merge(places[0], places[-1] + 1, column, column + 1))
        for at in places[1:]:
            cells = list(rows[at])
            if len(cells) > column:
                cells[column] = None
            rows[at] = tuple(cells)
    return tuple(rows), tuple(merges)


def _item(file: File) -> DriveItem:
    return DriveItem(
        file_id=file.file_id,
        name=file.name,
        mime_type=file.mime_type,
        parent_id=file.parent_id,
        modified_time=file.modified_at,
        version="1",
        size=None if file.content is None else len(file.content),
        permission_ids=("members", *(("anyoneWithLink",) if file.public else ())),
    )


def _item_of(book: Workbook) -> DriveItem:
    return DriveItem(
        file_id=book.file_id,
        name=book.name,
        mime_type=SPREADSHEET,
        parent_id=book.parent_id,
        modified_time=book.modified_at,
        version="1",
    )
