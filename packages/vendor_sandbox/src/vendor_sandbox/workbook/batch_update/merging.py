"""Sandbox, Sheets: requests that merge cells and undo it."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.batch_update.targets import target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet


def merge_cells(book: Book, request: Mapping[str, Any]) -> None:
    """Merge a range whole, by columns or by rows; only the first value stays."""
    sheet, area = target_area(book, request)
    _release(sheet, area)
    kind = request.get("mergeType", "MERGE_ALL")
    if kind == "MERGE_COLUMNS":
        parts = [Area(area.top, c, area.bottom, c + 1) for c in range(area.left, area.right)]
    elif kind == "MERGE_ROWS":
        parts = [Area(r, area.left, r + 1, area.right) for r in range(area.top, area.bottom)]
    else:
        parts = [area]
    for part in parts:
        if (part.bottom - part.top) * (part.right - part.left) > 1:
            sheet.merges.append(part)
            _keep_first_value(sheet, part)


def _keep_first_value(sheet: Sheet, area: Area) -> None:
    filled = [each for each in sheet.touched(area) if each[2].has_content]
    first = sheet.cell(area.top, area.left)
    if filled and not first.has_content:
        source = filled[0][2]
        sheet.put(
            area.top,
            area.left,
            first.emptied()._replace(
                value=source.value, formula=source.formula, link=source.link, runs=source.runs
            ),
        )
    for row, column, cell in filled:
        if (row, column) != (area.top, area.left):
            bare = cell.emptied()
            sheet.put(row, column, bare)


def unmerge_cells(book: Book, request: Mapping[str, Any]) -> None:
    """Undo the merges of a range."""
    sheet, area = target_area(book, request)
    _release(sheet, area)


def _release(sheet: Sheet, area: Area) -> None:
    """Drop the merges in a range. Raises ApiError 400 when it cuts through one."""
    for merge in sheet.merges:
        if merge.meets(area) and not area.covers(merge):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [merge for merge in sheet.merges if not merge.meets(area)]


HANDLERS = {"mergeCells": merge_cells, "unmergeCells": unmerge_cells}
