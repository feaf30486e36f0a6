"""Sandbox, Sheets: requests that merge and unmerge cells."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relocalisons.sandbox.sheets.batch_update.targets import target_area
from relocalisons.sandbox.sheets.cells import Cell
from relocalisons.sandbox.sheets.failures import invalid
from relocalisons.sandbox.sheets.ranges import Area

if TYPE_CHECKING:
    from relocalisons.sandbox.sheets.spreadsheet import Spreadsheet


def merge_cells(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Merge a range into one cell, or its columns, or its rows; the top-left value stays."""
    sheet, area = target_area(book, request)
    kind = request.get("mergeType", "MERGE_ALL")
    if kind == "MERGE_COLUMNS":
        parts = [Area(area.top, column, area.bottom, column + 1)
                 for column in range(area.left, area.right)]  # fmt: skip
    elif kind == "MERGE_ROWS":
        parts = [Area(row, area.left, row + 1, area.right)
                 for row in range(area.top, area.bottom)]  # fmt: skip
    else:
        parts = [area]
    for part in parts:
        if any(part.meets(other) and not part.covers(other) for other in sheet.merges):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
        sheet.merges = [other for other in sheet.merges if not part.meets(other)]
        if (part.bottom - part.top, part.right - part.left) == (1, 1):
            continue
        for row, column, cell in list(sheet.touched(part)):
            if (row, column) != (part.top, part.left):
                sheet.put(row, column, Cell(format=cell.format))
        sheet.merges.append(part)


def unmerge_cells(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Unmerge whatever lies wholly in a range."""
    sheet, area = target_area(book, request)
    if any(area.meets(other) and not area.covers(other) for other in sheet.merges):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [other for other in sheet.merges if not area.covers(other)]


HANDLERS = {"mergeCells": merge_cells, "unmergeCells": unmerge_cells}
