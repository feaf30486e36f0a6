"""The service's own tabs of « Pilotage »: one atomic batchUpdate, only where content changed.

Cells are typed values (`stringValue`, `numberValue`), so no text is ever parsed as a formula;
`formulaValue` comes only from `Formula`, which core builds from addresses of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import gspread

from relocalisons.core.model import Cell, TabGrid, WorkbookGrid
from relocalisons.core.own_tabs import (
    NewTab,
    known_tabs,
    new_tab,
    own_tab,
    say_own_tabs,
    with_own_tabs,
)
from relocalisons.core.reports.own_tab import CellValue, Formula, Look, OwnTab
from relocalisons.core.reports.tab_rewrite import TabRewrite, keys_by_row, plan_rewrite
from tasks.google_sheets import edit_and_read, edit_workbook, read_values
from tasks.tab_cells import cell_data
from tasks.tab_frame import frame

READING_IS_FRESH = 5.0  # seconds
VALUE_AND_LOOK = "userEnteredValue,userEnteredFormat"


@dataclass(frozen=True, slots=True, kw_only=True)
class TabWrite:
    """A tab to bring up to date; `shared` tabs hold cells of hers and are rewritten by rows."""

    tab: OwnTab
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TabsWritten:
    """Titles written, left because nothing had changed, left because she was moving rows.

    `said`: French sentences on tabs of ours that she renamed, deleted, copied or replaced.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    busy: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    after: WorkbookGrid | None = None  # the workbook as it stands after the write, if there was one


def write_tabs(
    client: gspread.Client,
    pilotage: WorkbookGrid,
    tabs: Iterable[TabWrite],
    *,
    seconds_since_reading: float = 0.0,
    clock: Callable[[], datetime] | None = None,
) -> TabsWritten:
    """Write the tabs whose content differs from what was read; nothing else is touched.

    A tab of ours is followed by its id under whatever name she gave it; one that is gone, or that
    she made her own, is made again beside what she did.

    With a `clock` the answer holds the workbook as it stands after the write.

    Rows are deleted and inserted by their number. When the reading is older than a few seconds,
    the rows of shared tabs are looked at once more, and a tab in which one has moved meanwhile is
    left for the next run: a decision must never end beside another row.
    """
    requests: list[dict[str, Any]] = []
    written: list[str] = []
    unchanged: list[str] = []
    tabs = tuple(tabs)
    busy = (
        _tabs_with_moved_rows(client, pilotage, tabs)
        if seconds_since_reading > READING_IS_FRESH
        else ()
    )
    made: dict[str, NewTab] = {}
    for write in tabs:
        title = write.tab.title
        if title in busy:
            continue
        current = own_tab(pilotage, title)
        if current is not None and _same_content(current, write):
            unchanged.append(title)
            continue
        if current is None:
            made[title] = new_tab(pilotage, title)
        requests += tab_requests(current, write, new=made.get(title))
        written.append(title)
    after = None
    if requests and clock is not None:
        known = {**known_tabs(pilotage), **{title: new.sheet_id for title, new in made.items()}}
        after = with_own_tabs(edit_and_read(client, pilotage, requests, clock=clock), known)
    elif requests:
        edit_workbook(client, pilotage.file_id, requests, name=pilotage.name)
    return TabsWritten(
        written=tuple(written),
        unchanged=tuple(unchanged),
        busy=busy,
        said=say_own_tabs(pilotage, made=made),
        after=after,
    )


def _tabs_with_moved_rows(
    client: gspread.Client, pilotage: WorkbookGrid, tabs: Iterable[TabWrite]
) -> tuple[str, ...]:
    """Titles of shared tabs whose rows are no longer where they were read; one request."""
    titles = [write.tab.title for write in tabs if write.shared]
    shared = {title: tab for title in titles if (tab := own_tab(pilotage, title)) is not None}
    if not shared:
        return ()
    called = [tab.title for tab in shared.values()]
    found = read_values(client, pilotage.file_id, called, name=pilotage.name)
    return tuple(
        title
        for (title, tab), rows in zip(shared.items(), found, strict=True)
        if keys_by_row(rows) != keys_by_row(tab.rows)
    )


def tab_requests(
    current: TabGrid | None, write: TabWrite, *, new: NewTab | None
) -> list[dict[str, Any]]:
    """The batchUpdate requests that bring one tab up to date; `new` is the place of a missing one.

    Raises ValueError when there is neither a tab nor a place for it.
    """
    tab = write.tab
    place = current or new
    if place is None:
        raise ValueError(f"{tab.title}: neither a tab nor a place for a new one")
    sheet_id = place.sheet_id
    requests: list[dict[str, Any]] = []
    if current is None:
        requests.append(_add_sheet(tab, sheet_id, title=place.title))
    fresh = current is None or not current.rows
    if write.shared:
        plan = plan_rewrite(current, tab)
        requests += _row_steps(plan, sheet_id)
        requests += _cell_steps(plan, tab, sheet_id)
        last_row = plan.last_row
        if plan.columns != tuple(range(len(tab.widths))):
            tab = replace(tab, choices=())  # she has moved columns: their lists moved with them
    else:
        last_row = max(len(tab.rows), len(current.rows) if current is not None else 0)
        requests.append(_whole(tab, sheet_id, rows=last_row))
    requests += frame(tab, sheet_id, last_row=last_row, fresh=fresh)
    return requests


def _same_content(current: TabGrid, write: TabWrite) -> bool:
    if write.shared:
        return not _differs(current, plan_rewrite(current, write.tab))
    return _trimmed(current.rows) == _trimmed(write.tab.values)


def _differs(current: TabGrid, plan: TabRewrite) -> bool:
    if plan.deleted or plan.inserted or (not plan.kept and not current.rows):
        return True
    for write in plan.writes:
        row = current.rows[write.row] if write.row < len(current.rows) else ()
        for column, cell in enumerate(write.cells):
            if cell is None:
                continue
            there = row[column] if column < len(row) else None
            if _shown(there) != _shown(cell):
                return True
    return False


def _trimmed(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """Rows as shown, without the blanks at the end of rows and of the tab."""
    shown = [[_shown(cell) for cell in row] for row in rows]
    for row in shown:
        while row and row[-1] == "":
            row.pop()
    while shown and not shown[-1]:
        shown.pop()
    return shown


def _shown(cell: object) -> object:
    value = cell.value if isinstance(cell, Cell) else cell
    if isinstance(value, Formula):
        return value.shown
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value


def _add_sheet(tab: OwnTab, sheet_id: int, *, title: str) -> dict[str, Any]:
    grid = {"rowCount": max(len(tab.rows) + 50, 200), "columnCount": max(len(tab.widths), 12)}
    return {
        "addSheet": {"properties": {"sheetId": sheet_id, "title": title, "gridProperties": grid}}
    }


def _row_steps(plan: TabRewrite, sheet_id: int) -> Iterator[dict[str, Any]]:
    for row in plan.deleted:
        yield {"deleteDimension": {"range": _rows_range(sheet_id, row, row + 1)}}
    if plan.inserted:
        yield {
            "insertDimension": {
                "range": _rows_range(sheet_id, plan.inserted_at, plan.inserted_at + plan.inserted),
                "inheritFromBefore": False,
            }
        }


def _cell_steps(plan: TabRewrite, tab: OwnTab, sheet_id: int) -> Iterator[dict[str, Any]]:
    """One updateCells for each run of rows and columns that may be written together."""
    looks = _looks_by_row(tab)
    block: list[dict[str, Any]] = []
    start: tuple[int, tuple[tuple[int, int], ...]] | None = None
    yield from _grown(plan, tab, sheet_id)
    for write in sorted(plan.writes, key=lambda write: write.row):
        runs = tuple(_runs(write.cells))
        following = start is not None and start == (write.row - len(block), runs)
        if block and not following:
            yield from _update_block(block, start, sheet_id, columns=plan.columns)
            block = []
        if not block:
            start = (write.row, runs)
        block.append(
            {
                "cells": write.cells,
                "looks": looks.get(write.wanted_row, ()),
            }
        )
    if block:
        yield from _update_block(block, start, sheet_id, columns=plan.columns)


def _grown(plan: TabRewrite, tab: OwnTab, sheet_id: int) -> Iterator[dict[str, Any]]:
    """Room for the rows that are not inserted: an existing blank tab may be short."""
    if plan.inserted == 0 and not plan.kept:
        yield {
            "appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": len(tab.rows)}
        }


def _update_block(
    block: list[dict[str, Any]],
    start: tuple[int, tuple[tuple[int, int], ...]] | None,
    sheet_id: int,
    *,
    columns: Sequence[int | None],
) -> Iterator[dict[str, Any]]:
    if start is None:
        return
    first_row, runs = start
    for first, last in runs:
        yield {
            "updateCells": {
                "start": {"sheetId": sheet_id, "rowIndex": first_row, "columnIndex": first},
                "fields": VALUE_AND_LOOK,
                "rows": [
                    {
                        "values": [
                            cell_data(row["cells"][column], row["looks"], columns[column])
                            for column in range(first, last)
                        ]
                    }
                    for row in block
                ],
            }
        }


def _whole(tab: OwnTab, sheet_id: int, *, rows: int) -> dict[str, Any]:
    """The whole tab; cells of the range that get no value are cleared."""
    looks = _looks_by_row(tab)
    return {
        "updateCells": {
            "range": {
                "sheetId": sheet_id,
                "startRowIndex": 0,
                "endRowIndex": rows,
                "startColumnIndex": 0,
                "endColumnIndex": len(tab.widths),
            },
            "fields": VALUE_AND_LOOK,
            "rows": [
                {
                    "values": [
                        cell_data(cell, looks.get(number, ()), column)
                        for column, cell in enumerate(row)
                    ]
                }
                for number, row in enumerate(tab.rows)
            ],
        }
    }


def _rows_range(sheet_id: int, first: int, last: int) -> dict[str, Any]:
    return {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": first, "endIndex": last}


def _runs(cells: Sequence[CellValue]) -> Iterator[tuple[int, int]]:
    """(first, end) of each run of cells to write; None cells are hers."""
    first: int | None = None
    for column, cell in enumerate((*cells, None)):
        if cell is not None and first is None:
            first = column
        elif cell is None and first is not None:
            yield first, column
            first = None


def _looks_by_row(tab: OwnTab) -> dict[int, tuple[Look, ...]]:
    by_row: dict[int, tuple[Look, ...]] = {}
    for look in tab.looks:
        for row in range(look.first_row, look.last_row):
            by_row[row] = (*by_row.get(row, ()), look)
    return by_row
