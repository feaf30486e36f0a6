"""A tab whose columns stand as an older version put them is brought into today's order, once.

Whole columns are moved, with all they hold, so nothing that she wrote is copied or lost. Where she
has moved, renamed or inserted a single one, the order is hers and stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.programme.decisions.shared_header import find_header, shown_text
from relocalisons.core.views.own_tab import OwnTab


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSteps:
    """The requests, in order, and the tab as it stands after them."""

    requests: tuple[dict[str, Any], ...]
    after: TabGrid


def column_steps(current: TabGrid, tab: OwnTab) -> ColumnSteps | None:
    """What brings an older order of columns into today's; None where there is nothing to do."""
    header, wanted_at = find_header(current.rows), find_header(tab.rows)
    if not tab.formerly or header is None or wanted_at is None:
        return None
    if any(merge.last_row > header.row for merge in current.merges):
        return None  # no column moves through cells that she merged
    there = [shown_text(cell) for cell in current.rows[header.row]]
    if tuple(there[: len(tab.formerly)]) != tab.formerly:
        return None
    wanted = [shown_text(cell) for cell in tab.rows[wanted_at.row]]
    above = current.rows[: header.row]  # « tout envoyer » and what she wrote there stay in place
    width = max(map(len, (there, *above)))
    order: list[int | None] = list(range(width))  # what stands at each place: an old column
    requests: list[dict[str, Any]] = [_unmerged(current.sheet_id, rows=header.row)]
    for place, name in enumerate(wanted):
        old = tab.formerly.index(name) if name in tab.formerly else None
        if old is None:
            requests += _new_column(current.sheet_id, place, name, row=header.row)
            order.insert(place, None)
        elif (at := order.index(old)) != place:
            requests.append(_moved(current.sheet_id, at, to=place))
            order.insert(place, order.pop(at))
    requests += _put_back(current.sheet_id, order, rows=header.row)
    rows = [_arranged(row, order) for row in current.rows[header.row :]]
    for place, name in enumerate(wanted):
        if order[place] is None:
            rows[0][place] = name
    rows[:0] = [list(row) for row in above]
    after = replace(current, rows=tuple(tuple(row) for row in rows))
    return ColumnSteps(requests=tuple(requests), after=after)


def _arranged(row: Sequence[object], order: Sequence[int | None]) -> list[Any]:
    return [row[old] if old is not None and old < len(row) else None for old in order]


def _put_back(
    sheet_id: int, order: Sequence[int | None], *, rows: int
) -> tuple[dict[str, Any], ...]:
    """What stood above the header, back where it was: cut out whole, whatever is there by now."""
    if not rows:
        return ()
    aside = {"range": _span(sheet_id, "ROWS", rows, rows)}
    whole = _area(sheet_id, first_row=0, rows=rows, first_column=0, columns=len(order))
    requests: list[dict[str, Any]] = [
        {"insertDimension": {**aside, "inheritFromBefore": True}},
        _cut(whole, row=rows, column=0),
    ]
    for place, old in enumerate(order):
        if old is not None:
            strip = _area(sheet_id, first_row=rows, rows=rows, first_column=place, columns=1)
            requests.append(_cut(strip, row=0, column=old))
    return (*requests, {"deleteDimension": aside})


def _cut(area: dict[str, Any], *, row: int, column: int) -> dict[str, Any]:
    there = {"sheetId": area["sheetId"], "rowIndex": row, "columnIndex": column}
    return {"cutPaste": dict(source=area, destination=there, pasteType="PASTE_NORMAL")}  # noqa: C408


def _area(
    sheet_id: int, *, first_row: int, rows: int, first_column: int, columns: int
) -> dict[str, Any]:
    return {
        "sheetId": sheet_id,
        "startRowIndex": first_row,
        "endRowIndex": first_row + rows,
        "startColumnIndex": first_column,
        "endColumnIndex": first_column + columns,
    }


def _moved(sheet_id: int, column: int, *, to: int) -> dict[str, Any]:
    return {"moveDimension": dict(source=_columns(sheet_id, column), destinationIndex=to)}  # noqa: C408


def _new_column(sheet_id: int, place: int, name: str, *, row: int) -> tuple[dict[str, Any], ...]:
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": place}
    cell = {"userEnteredValue": {"stringValue": name}}
    return (
        {"insertDimension": {"range": _columns(sheet_id, place), "inheritFromBefore": place > 0}},
        {
            "updateCells": {
                "start": start,
                "fields": "userEnteredValue",
                "rows": [{"values": [cell]}],
            }
        },
    )


def _unmerged(sheet_id: int, *, rows: int) -> dict[str, Any]:
    """Title and help were one cell across: no column moves through a merged cell."""
    area = {"sheetId": sheet_id, "startRowIndex": 0, "endRowIndex": max(rows, 1)}
    return {"unmergeCells": {"range": area}}


def _columns(sheet_id: int, column: int) -> dict[str, Any]:
    return _span(sheet_id, "COLUMNS", column, 1)


def _span(sheet_id: int, dimension: str, first: int, count: int) -> dict[str, Any]:
    return {
        "sheetId": sheet_id,
        "dimension": dimension,
        "startIndex": first,
        "endIndex": first + count,
    }
