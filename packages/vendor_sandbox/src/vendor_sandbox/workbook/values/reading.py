"""Sandbox, Sheets: spreadsheets.values: reading ranges of values."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell, CellError
from vendor_sandbox.workbook.formulas.writing import formula_text
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet

_DATE_TYPES = frozenset({"DATE", "TIME", "DATE_TIME"})


class Rendering(NamedTuple):
    """How values are given: valueRenderOption and dateTimeRenderOption."""

    value: str = "FORMATTED_VALUE"
    date_time: str = "SERIAL_NUMBER"


def rendered(cell: Cell, rendering: Rendering, *, locale: str) -> Any:
    """Return the JSON value of a cell; an empty cell is an empty text."""
    value = cell.value
    if rendering.value == "FORMATTED_VALUE":
        return displayed(value, cell.number_format, locale=locale)
    if rendering.value == "FORMULA" and cell.formula is not None:
        return formula_text(cell, locale=locale)
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.text
    if rendering.date_time == "FORMATTED_STRING" and not isinstance(value, str | bool):
        number_format = cell.number_format
        if number_format and number_format.get("type") in _DATE_TYPES:
            return displayed(value, number_format, locale=locale)
    return value


def value_range(
    book: Book,
    sheet: Sheet,
    area: Area,
    rendering: Rendering,
    *,
    major_dimension: str = "ROWS",
) -> dict[str, Any]:
    """Return a ValueRange: trailing empty cells and lines left out, no `values` when all are."""
    locale = book.locale
    columns = major_dimension == "COLUMNS"
    bottom = min(area.bottom, len(sheet.rows))
    lines: list[list[Any]] = []
    for cells in sheet.rows[area.top : bottom]:
        line = [
            rendered(cell, rendering, locale=locale)
            if cell is not None and (cell.value is not None or cell.formula is not None)
            else ""
            for cell in cells[area.left : area.right]
        ]
        lines.append(line if columns else _trimmed(line))
    if columns:
        width = max((len(line) for line in lines), default=0)
        lines = [
            _trimmed([line[column] if column < len(line) else "" for line in lines])
            for column in range(width)
        ]
    while lines and not lines[-1]:
        lines.pop()
    answer: dict[str, Any] = {"range": sheet.text_of(area), "majorDimension": major_dimension}
    if lines:
        answer["values"] = lines
    return answer


def _trimmed(line: list[Any]) -> list[Any]:
    while line and line[-1] == "":
        line.pop()
    return line


def batch_get(
    book: Book, ranges: Sequence[str], rendering: Rendering, *, major_dimension: str
) -> dict[str, Any]:
    """Return the answer of values.batchGet, in the order asked."""
    found = [book.locate(text) for text in ranges]
    answer: dict[str, Any] = {"spreadsheetId": book.spreadsheet_id}
    if found:
        answer["valueRanges"] = [
            value_range(book, sheet, area, rendering, major_dimension=major_dimension)
            for sheet, area in found
        ]
    return answer
