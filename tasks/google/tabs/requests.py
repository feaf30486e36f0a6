"""The batchUpdate requests that bring a tab of the service up to date, and whether any is needed.

Cells are typed values (`stringValue`, `numberValue`), so no text is ever parsed as a formula;
`formulaValue` comes only from `Formula`, which core builds from addresses of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from relocalisons.core.kernel.model import Cell, TabGrid, WorkbookGrid
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.pilotage.tab_rewrite import Lost, RowWrite, TabRewrite, plan_rewrite
from relocalisons.core.programme.decisions.decision_tabs import find_order
from relocalisons.core.programme.decisions.own_tabs import NewTab, own_tab
from relocalisons.core.views.own_tab import CellValue, Formula, Look, OwnTab
from tasks.google.tabs.cells import cell_data
from tasks.google.tabs.columns import column_steps
from tasks.google.tabs.frame import frame

VALUE_AND_LOOK = "userEnteredValue,userEnteredFormat"


@dataclass(frozen=True, slots=True, kw_only=True)
class TabWrite:
    """A tab to bring up to date; `shared` tabs hold cells of hers and are rewritten by rows.

    `spent`: the words of a « tout envoyer » that has acted: they are taken out of their cell,
    unless she typed others there meanwhile.
    """

    tab: OwnTab
    shared: bool
    spent: str = ""


def tab_requests(
    current: TabGrid | None, write: TabWrite, *, new: NewTab | None, lost: Lost | None = None
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
    elif not current.rows and tab.made_at is not None:
        requests.append(_moved(sheet_id, to=tab.made_at))
    fresh = current is None or not current.rows
    if write.shared and current is not None and (steps := column_steps(current, tab)):
        requests += steps.requests
        current, fresh = steps.after, True
        tab = replace(tab, filter_row=None)  # hers, and it has moved along
    if write.shared:
        plan = plan_rewrite(current, tab, lost=lost)
        requests += _row_steps(plan, sheet_id)
        requests += _cell_steps(plan, tab, sheet_id)
        last_row = plan.last_row
        if plan.columns != tuple(range(len(tab.widths))):
            tab = replace(tab, choices=())  # she has moved columns: their lists moved with them
        requests += _in_order(plan, tab, sheet_id)
    else:
        last_row = max(len(tab.rows), len(current.rows) if current is not None else 0)
        requests.append(_whole(tab, sheet_id, rows=last_row))
    requests += frame(tab, sheet_id, last_row=last_row, fresh=fresh)
    return requests


def _in_order(plan: TabRewrite, tab: OwnTab, sheet_id: int) -> Iterator[dict[str, Any]]:
    """Rows by the number of one column: whole rows, with her words and columns of her own."""
    if tab.sorted_by is None or tab.sorted_by not in plan.columns:
        return
    first = plan.inserted_at or tab.frozen_rows  # below the header
    if plan.last_row - first < 2:
        return
    yield {
        "sortRange": {
            "range": {"sheetId": sheet_id, "startRowIndex": first, "endRowIndex": plan.last_row},
            "sortSpecs": [
                {
                    "dimensionIndex": plan.columns.index(tab.sorted_by),
                    "sortOrder": "ASCENDING",
                }
            ],
        }
    }


def spent_order(current: TabGrid | None, write: TabWrite) -> Iterator[dict[str, Any]]:
    """Take the words of a spent order out of their cell: those words only, by what they say.

    Found and replaced, not written over: what she types there until the write is not wiped.
    """
    order = find_order(current.rows) if current is not None and write.spent else None
    if current is None or order is None or order.words != write.spent:
        return
    yield {
        "findReplace": {
            "find": order.words,
            "replacement": "",
            "matchCase": True,
            "matchEntireCell": True,
            "range": {
                "sheetId": current.sheet_id,
                "startRowIndex": order.row,
                "endRowIndex": order.row + 1,
                "startColumnIndex": order.column,
                "endColumnIndex": order.column + 1,
            },
        }
    }


def is_up_to_date(book: WorkbookGrid, write: TabWrite) -> bool:
    """Whether nothing of that tab has to be written."""
    current = own_tab(book, write.tab.title)
    if current is None or any(spent_order(current, write)):
        return False
    if write.shared:
        if column_steps(current, write.tab) is not None:
            return False
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
    value = raw(cell)
    if isinstance(value, Formula):
        return value.shown
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value


def _add_sheet(tab: OwnTab, sheet_id: int, *, title: str) -> dict[str, Any]:
    grid = {"rowCount": max(len(tab.rows) + 50, 200), "columnCount": max(len(tab.widths), 12)}
    properties = {"sheetId": sheet_id, "title": title, "gridProperties": grid}
    at = {} if tab.made_at is None else {"index": tab.made_at}
    return {"addSheet": {"properties": properties | at}}


def _moved(sheet_id: int, *, to: int) -> dict[str, Any]:
    properties = {"sheetId": sheet_id, "index": to}
    return {"updateSheetProperties": {"properties": properties, "fields": "index"}}


def _row_steps(plan: TabRewrite, sheet_id: int) -> Iterator[dict[str, Any]]:
    for row in plan.deleted:
        yield {"deleteDimension": {"range": _rows_range(sheet_id, row, row + 1)}}
        if row in plan.replaced:
            yield _blank_rows(sheet_id, row, 1)
    if plan.inserted:
        yield _blank_rows(sheet_id, plan.inserted_at, plan.inserted)


def _blank_rows(sheet_id: int, at: int, count: int) -> dict[str, Any]:
    where = _rows_range(sheet_id, at, at + count)
    return {"insertDimension": {"range": where, "inheritFromBefore": False}}


def _cell_steps(plan: TabRewrite, tab: OwnTab, sheet_id: int) -> Iterator[dict[str, Any]]:
    """One updateCells for each run of rows and columns that may be written together."""
    looks = _looks_by_row(tab)
    yield from _grown(plan, tab, sheet_id)
    numbered = enumerate(sorted(plan.writes, key=lambda write: write.row))
    for (_, runs), block in groupby(numbered, key=lambda each: _together(*each)):
        writes = [write for _, write in block]
        for first, last in runs:
            yield {
                "updateCells": {
                    "start": {
                        "sheetId": sheet_id,
                        "rowIndex": writes[0].row,
                        "columnIndex": first,
                    },
                    "fields": VALUE_AND_LOOK,
                    "rows": [
                        {
                            "values": [
                                cell_data(
                                    write.cells[column],
                                    looks.get(write.wanted_row, ()),
                                    plan.columns[column],
                                )
                                for column in range(first, last)
                            ]
                        }
                        for write in writes
                    ],
                }
            }


def _together(number: int, write: RowWrite) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The same for rows that follow each other and fill the same columns."""
    return write.row - number, tuple(_runs(write.cells))


def _grown(plan: TabRewrite, tab: OwnTab, sheet_id: int) -> Iterator[dict[str, Any]]:
    """Room for the rows that are not inserted: an existing blank tab may be short."""
    if plan.inserted == 0 and not plan.kept:
        yield {
            "appendDimension": {"sheetId": sheet_id, "dimension": "ROWS", "length": len(tab.rows)}
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


def _runs(cells: Sequence[CellValue | Cell]) -> Iterator[tuple[int, int]]:
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
