"""Sandbox, Sheets: requests about rows and columns: insert, delete, append, their sizes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relocalisons.sandbox.sheets.batch_update.targets import grid_sheet, line_range
from relocalisons.sandbox.sheets.failures import invalid
from relocalisons.sandbox.sheets.shifting import delete_lines, insert_lines
from relocalisons.sandbox.sheets.sheet import PLAIN_LINE

if TYPE_CHECKING:
    from relocalisons.sandbox.sheets.spreadsheet import Spreadsheet


def insert_dimension(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Insert blank rows or columns."""
    sheet, dimension, start, end = line_range(book, request)
    insert_lines(
        book,
        sheet,
        dimension,
        at=start,
        count=end - start,
        inherit_before=bool(request.get("inheritFromBefore")),
    )


def delete_dimension(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Delete rows or columns; a tab keeps at least one of each."""
    sheet, dimension, start, end = line_range(book, request)
    count = sheet.row_count if dimension == "ROWS" else sheet.column_count
    end = min(end, count)
    if end - start >= count:
        kind = "rows" if dimension == "ROWS" else "columns"
        raise invalid(f"You can't delete all the {kind} on the sheet.")
    delete_lines(book, sheet, dimension, start=start, end=end)


def append_dimension(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Add rows or columns at the end."""
    sheet = grid_sheet(book, request.get("sheetId", 0))
    length = request.get("length", 0)
    if length <= 0:
        raise invalid("length must be positive.")
    if request.get("dimension") == "COLUMNS":
        sheet.set_size(columns=sheet.column_count + length)
    else:
        sheet.set_size(rows=sheet.row_count + length)


def update_dimension_properties(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Set the size of rows or columns, or hide them."""
    sheet, dimension, start, end = line_range(book, request)
    properties = request.get("properties") or {}
    fields = {name.strip() for name in str(request.get("fields", "")).split(",")}
    if not fields - {""}:
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    lines = sheet.row_lines if dimension == "ROWS" else sheet.column_lines
    for number in range(start, end):
        line = lines.get(number, PLAIN_LINE)
        if fields & {"pixelSize", "*"}:
            line = line._replace(pixels=properties.get("pixelSize"))
        if fields & {"hiddenByUser", "*"}:
            line = line._replace(hidden_by_user=bool(properties.get("hiddenByUser")))
        if line == PLAIN_LINE:
            lines.pop(number, None)
        else:
            lines[number] = line


HANDLERS = {
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "appendDimension": append_dimension,
    "updateDimensionProperties": update_dimension_properties,
}
