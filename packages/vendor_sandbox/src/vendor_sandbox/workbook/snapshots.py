"""Sandbox, Sheets: a tab as JSON, for sidecars and for copies to another spreadsheet."""

from typing import Any

from vendor_sandbox.workbook.cells import Cell, CellError
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Line, Row, Sheet

_RULES = (
    "row_groups",
    "column_groups",
    "conditional_formats",
    "protected_ranges",
    "filter_views",
    "banded_ranges",
    "basic_filter",
)


def sheet_to_json(sheet: Sheet) -> dict[str, Any]:
    """Return everything a tab holds; formats that are shared are written once."""
    formats: list[Any] = []
    known: dict[int, int] = {}
    rows = [[_cell_to_json(cell, formats, known) for cell in row] for row in sheet.rows]
    return {
        "sheetId": sheet.sheet_id,
        "properties": sheet.properties,
        "formats": formats,
        "rows": rows,
        "rowLines": [[number, *line] for number, line in sheet.row_lines.items()],
        "columnLines": [[number, *line] for number, line in sheet.column_lines.items()],
        "merges": [list(area) for area in sheet.merges],
        **{name: getattr(sheet, name) for name in _RULES},
    }


def sheet_from_json(data: dict[str, Any]) -> Sheet:
    """Return the tab that `sheet_to_json` described."""
    sheet = Sheet(data["sheetId"], dict(data["properties"]))
    sheet.rows = [_row_from_json(row, data["formats"]) for row in data["rows"]]
    sheet.row_lines = {number: Line(*line) for number, *line in data["rowLines"]}
    sheet.column_lines = {number: Line(*line) for number, *line in data["columnLines"]}
    sheet.merges = [Area(*area) for area in data["merges"]]
    for name in _RULES:
        setattr(sheet, name, data[name])
    return sheet


def _cell_to_json(cell: Cell | None, formats: list[Any], known: dict[int, int]) -> list[Any] | None:
    if cell is None:
        return None
    value = list(cell.value) if isinstance(cell.value, CellError) else cell.value
    number = None
    if cell.format is not None:
        number = known.get(id(cell.format))
        if number is None:
            number = known[id(cell.format)] = len(formats)
            formats.append(cell.format)
    parts = [value, cell.formula, number, cell.link, cell.note, cell.validation, cell.runs]
    parts.append(cell.brought)
    while parts and parts[-1] is None:
        parts.pop()
    return parts


def _row_from_json(row: list[Any], formats: list[Any]) -> Row:
    return [None if parts is None else _cell_from_json(parts, formats) for parts in row]


def _cell_from_json(parts: list[Any], formats: list[Any]) -> Cell:
    value, formula, number, link, note, validation, runs, brought = (*parts, *[None] * 8)[:8]
    return Cell(
        value=CellError(*value) if isinstance(value, list) else value,
        formula=formula,
        format=None if number is None else formats[number],
        link=link,
        note=note,
        validation=validation,
        runs=None if runs is None else tuple(runs),
        brought=brought,
    )
