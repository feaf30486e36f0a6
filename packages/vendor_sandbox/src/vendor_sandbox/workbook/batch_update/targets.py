"""Sandbox, Sheets: the cells that a request is about."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import exceeds_grid, invalid, no_grid
from vendor_sandbox.workbook.ranges import Area, grid_range_box
from vendor_sandbox.workbook.sheet import Sheet


def target_area(
    book: Book, request: Mapping[str, Any], *, key: str = "range"
) -> tuple[Sheet, Area]:
    """Return the tab and the cells of the GridRange under `key`. Raises ApiError 400."""
    grid_range = request.get(key)
    if grid_range is None:
        raise invalid(f"{key} is required.")
    return resolved(book, grid_range)


def resolved(book: Book, grid_range: Mapping[str, Any]) -> tuple[Sheet, Area]:
    """Return the tab and the cells of a GridRange, which must lie in the grid."""
    sheet = grid_sheet(book, grid_range.get("sheetId", 0))
    box = grid_range_box(grid_range)
    for start, end, what in (
        (box.top, box.bottom, "Row"),
        (box.left, box.right, "Column"),
    ):
        if (start or 0) < 0 or (end is not None and end < 0):
            raise invalid(f"GridRange.start{what}Index must be positive.")
        if end is not None and end <= (start or 0):
            raise invalid(
                f"GridRange.end{what}Index must be after start{what}Index: {start or 0} >= {end}"
            )
    area = Area(
        box.top or 0,
        box.left or 0,
        sheet.row_count if box.bottom is None else box.bottom,
        sheet.column_count if box.right is None else box.right,
    )
    if area.bottom > sheet.row_count or area.right > sheet.column_count or area.is_empty:
        shown = Area(
            area.top, area.left, max(area.bottom, area.top + 1), max(area.right, area.left + 1)
        )
        raise exceeds_grid(sheet.text_of(shown), rows=sheet.row_count, columns=sheet.column_count)
    return sheet, area


def grid_sheet(book: Book, sheet_id: int) -> Sheet:
    """Return the tab of a range. Raises ApiError 400 (`No grid with id`)."""
    try:
        return book.sheet(sheet_id)
    except ApiError as problem:
        raise no_grid(sheet_id) from problem


def line_range(
    book: Book, request: Mapping[str, Any], *, key: str = "range"
) -> tuple[Sheet, str, int, int]:
    """Return the tab, `ROWS` or `COLUMNS`, start and end of a DimensionRange.

    Raises ApiError 400 when it is not inside the tab.
    """
    wanted = request.get(key)
    if wanted is None:
        raise invalid(f"{key} is required.")
    dimension = wanted.get("dimension")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise invalid("range.dimension is required.")
    sheet = grid_sheet(book, wanted.get("sheetId", 0))
    count = sheet.row_count if dimension == "ROWS" else sheet.column_count
    start, end = wanted.get("startIndex", 0), wanted.get("endIndex", count)
    if start < 0:
        raise invalid(f"range.startIndex must be positive: {start}")
    if end <= start:
        raise invalid(f"range.endIndex must be after startIndex: {start} >= {end}")
    return sheet, dimension, start, end
