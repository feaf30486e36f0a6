"""Sandbox, Sheets: grid data, the cells of a range with their formats."""

from collections.abc import Callable, Mapping
from typing import Any

from vendor_sandbox.workbook.answers.masks import Mask, inside, select, wants
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import EMPTY, Cell, extended_value
from vendor_sandbox.workbook.formulas.writing import formula_text
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import (
    DEFAULT_COLUMN_PIXELS,
    DEFAULT_ROW_PIXELS,
    PLAIN_LINE,
    Line,
    Sheet,
)

_NOTHING: dict[str, Any] = {}


def grid_data(book: Book, sheet: Sheet, area: Area, mask: Mask) -> dict[str, Any]:
    """Return a GridData: rows stop at the last one that holds anything."""
    answer: dict[str, Any] = {}
    if area.top and wants(mask, "startRow"):
        answer["startRow"] = area.top
    if area.left and wants(mask, "startColumn"):
        answer["startColumn"] = area.left
    if wants(mask, "rowData"):
        rows = _row_data(book, sheet, area, inside(mask, "rowData"))
        if rows:
            answer["rowData"] = rows
    if wants(mask, "rowMetadata"):
        answer["rowMetadata"] = _lines(
            sheet.row_lines, area.top, area.bottom, DEFAULT_ROW_PIXELS, inside(mask, "rowMetadata")
        )
    if wants(mask, "columnMetadata"):
        answer["columnMetadata"] = _lines(
            sheet.column_lines,
            area.left,
            area.right,
            DEFAULT_COLUMN_PIXELS,
            inside(mask, "columnMetadata"),
        )
    return answer


def _lines(
    lines: Mapping[int, Line], start: int, end: int, default: int, mask: Mask
) -> list[dict[str, Any]]:
    plain = _line_json(PLAIN_LINE, default, mask)
    found = [plain] * (end - start)
    for index, line in lines.items():
        if start <= index < end:
            found[index - start] = _line_json(line, default, mask)
    return found


def _line_json(line: Line, default: int, mask: Mask) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if line.hidden_by_filter:
        found["hiddenByFilter"] = True
    if line.hidden_by_user:
        found["hiddenByUser"] = True
    found["pixelSize"] = default if line.pixels is None else line.pixels
    return select(found, mask)


def _row_data(book: Book, sheet: Sheet, area: Area, mask: Mask) -> list[dict[str, Any]]:
    if not wants(mask, "values"):
        return []
    build = cell_builder(book, inside(mask, "values"))
    rows: list[dict[str, Any]] = []
    last = 0
    for cells in sheet.rows[area.top : min(area.bottom, len(sheet.rows))]:
        wanted = cells[area.left : area.right]
        while wanted and wanted[-1] is None:
            wanted.pop()
        if wanted:
            rows.append({"values": [_NOTHING if c is None else build(c) for c in wanted]})
            last = len(rows)
        else:
            rows.append(_NOTHING)
    del rows[last:]
    return rows


def cell_json(book: Book, cell: Cell, mask: Mask) -> dict[str, Any]:
    """Return the CellData of one cell."""
    return cell_builder(book, mask)(cell)


def cell_builder(book: Book, mask: Mask) -> Callable[[Cell], dict[str, Any]]:
    """Return a function from a cell to its CellData.

    What does not depend on the cell is worked out once here: a tab has thousands of cells and few
    formats, which cells share.
    """
    put_values = _value_writer(book.locale, mask)
    linked, rare = wants(mask, "hyperlink"), _rare_fields(mask)
    user_format = _format_reader(mask, "userEnteredFormat", lambda own: own or {})
    real_format = _format_reader(
        mask, "effectiveFormat", lambda own: effective_format(book.properties, own)
    )

    def build(cell: Cell) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if cell.value is not None or cell.formula is not None:
            put_values(cell, found)
        if linked and cell.link is not None:
            found["hyperlink"] = cell.link
        if user_format is not None and cell.format:
            shown = user_format(cell.format)
            if shown:
                found["userEnteredFormat"] = shown
        if real_format is not None and cell != EMPTY:
            own = cell.format
            if cell.brought is not None:
                own = {**(own or {}), "numberFormat": cell.number_format}
            found["effectiveFormat"] = real_format(own)
        for name, read, inner in rare:
            extra = read(cell)
            if extra:
                found[name] = select(extra, inner)
        return found

    return build


def _value_writer(locale: str, mask: Mask) -> Callable[[Cell, dict[str, Any]], None]:
    """Return a function that puts the values of a cell into its CellData."""
    entered, effective = wants(mask, "userEnteredValue"), wants(mask, "effectiveValue")
    formatted = wants(mask, "formattedValue")
    entered_mask = inside(mask, "userEnteredValue") if entered else _NOTHING
    effective_mask = inside(mask, "effectiveValue") if effective else _NOTHING

    def put_values(cell: Cell, found: dict[str, Any]) -> None:
        value, formula = cell.value, cell.formula
        extended = extended_value(value)
        if entered:
            typed = (
                extended if formula is None else {"formulaValue": formula_text(cell, locale=locale)}
            )
            found["userEnteredValue"] = select(typed, entered_mask)
        if extended is not None:
            if effective:
                found["effectiveValue"] = select(extended, effective_mask)
            if formatted:
                found["formattedValue"] = displayed(value, cell.number_format, locale=locale)

    return put_values


def _rare_fields(mask: Mask) -> list[tuple[str, Callable[[Cell], Any], Mask]]:
    readers: dict[str, Callable[[Cell], Any]] = {
        "note": lambda cell: cell.note,
        "dataValidation": lambda cell: cell.validation,
        "textFormatRuns": lambda cell: list(cell.runs) if cell.runs else None,
    }
    return [(name, read, inside(mask, name)) for name, read in readers.items() if wants(mask, name)]


def _format_reader(
    mask: Mask, name: str, complete: Callable[[Any], Mapping[str, Any]]
) -> Callable[[Any], dict[str, Any]] | None:
    """Return a function from a format to its wanted part, or None when none is wanted."""
    if not wants(mask, name):
        return None
    inner = inside(mask, name)
    known: dict[int, tuple[Any, dict[str, Any]]] = {}

    def read(own: Any) -> dict[str, Any]:
        # The format itself is kept with the answer, so that its address is not used again.
        found = known.get(id(own))
        if found is None:
            found = (own, select_filled(complete(own), inner))
            known[id(own)] = found
        return found[1]

    return read


def select_filled(resource: Mapping[str, Any], mask: Mask) -> dict[str, Any]:
    """Return the wanted part of a format without objects that the mask left empty."""
    if not mask:
        return dict(resource)
    found: dict[str, Any] = {}
    for name, inner in mask.items():
        if name not in resource:
            continue
        value = resource[name]
        if inner and isinstance(value, Mapping):
            part = select_filled(value, inner)
            if part:
                found[name] = part
        else:
            found[name] = value
    return found


def effective_format(
    properties: Mapping[str, Any], own: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Return a format completed by the spreadsheet's default format."""
    default = properties["defaultFormat"]
    merged = dict(default) | {"hyperlinkDisplayType": "PLAIN_TEXT"}
    for name, value in (own or {}).items():
        if name in {"textFormat", "padding"}:
            merged[name] = {**default.get(name, {}), **value}
        else:
            merged[name] = value
    return merged
