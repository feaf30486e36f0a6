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
    order: list[int | None] = list(range(len(there)))  # what stands at each place: an old column
    requests: list[dict[str, Any]] = [_unmerged(current.sheet_id, rows=header.row)]
    for place, name in enumerate(wanted):
        old = tab.formerly.index(name) if name in tab.formerly else None
        if old is None:
            requests += _new_column(current.sheet_id, place, name, row=header.row)
            order.insert(place, None)
        elif (at := order.index(old)) != place:
            requests.append(_moved(current.sheet_id, at, to=place))
            order.insert(place, order.pop(at))
    rows = [_arranged(row, order) for row in current.rows]
    for place, name in enumerate(wanted):
        if order[place] is None:
            rows[header.row][place] = name
    after = replace(current, rows=tuple(tuple(row) for row in rows))
    return ColumnSteps(requests=tuple(requests), after=after)


def _arranged(row: Sequence[object], order: Sequence[int | None]) -> list[Any]:
    return [row[old] if old is not None and old < len(row) else None for old in order]


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
    return {
        "sheetId": sheet_id,
        "dimension": "COLUMNS",
        "startIndex": column,
        "endIndex": column + 1,
    }
