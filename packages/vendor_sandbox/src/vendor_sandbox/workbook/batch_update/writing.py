"""Sandbox, Sheets: cells written by rows: in a range, from a coordinate, or appended."""

from collections.abc import Mapping, Sequence
from typing import Any

from vendor_sandbox.workbook.answers.masks import Mask, updated, wants
from vendor_sandbox.workbook.answers.schema import require_mask
from vendor_sandbox.workbook.batch_update.formats import with_colour_twins, with_mask_twins
from vendor_sandbox.workbook.batch_update.tabs import required_mask
from vendor_sandbox.workbook.batch_update.targets import grid_sheet, target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell, error
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.formulas.writing import canonical_formula, shifted_formula
from vendor_sandbox.workbook.notation.entering import is_web_address
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.values.writing import LONGEST_TEXT

# Fields of CellData that only Google writes.
_READ_ONLY = ("effectiveValue", "formattedValue", "effectiveFormat", "hyperlink")


def cell_mask(request: Mapping[str, Any]) -> Mask:
    """Return the mask of a request about cells. Raises ApiError 400."""
    mask = required_mask(request)
    require_mask(mask, "CellData")
    for name in _READ_ONLY:
        if name in mask:
            raise invalid(f"Field is read-only: {name}")
    return mask


def with_data(book: Book, cell: Cell, data: Mapping[str, Any], mask: Mask) -> Cell:
    """Return a cell changed by CellData where the mask says so."""
    if wants(mask, "userEnteredValue"):
        cell = _with_value(book, cell, data.get("userEnteredValue") or {})
    if wants(mask, "userEnteredFormat"):
        cell = _with_format(cell, data.get("userEnteredFormat") or {}, mask)
    if wants(mask, "note"):
        cell = cell._replace(note=data.get("note") or None)
    if wants(mask, "dataValidation"):
        cell = cell._replace(validation=data.get("dataValidation") or None)
    if wants(mask, "textFormatRuns") and ("textFormatRuns" in data or mask):
        runs = with_colour_twins(data.get("textFormatRuns") or [])
        cell = cell._replace(runs=tuple(runs) or None)
        cell = cell._replace(link=_link_in(runs) or cell.link)
    return cell


def _link_in(runs: Sequence[Mapping[str, Any]]) -> str | None:
    links = {(run.get("format") or {}).get("link", {}).get("uri") for run in runs} - {None}
    return links.pop() if len(links) == 1 else None


def _with_value(book: Book, cell: Cell, extended: Mapping[str, Any]) -> Cell:
    bare = cell.emptied()
    if "formulaValue" in extended:
        text = extended["formulaValue"]
        if not text.startswith("="):
            raise invalid(f'Invalid formulaValue: "{text}". It must start with =.')
        formula, problem = canonical_formula(text, locale=book.locale)
        return bare._replace(formula=formula, value=problem)
    if "stringValue" in extended:
        text = extended["stringValue"]
        if len(text) > LONGEST_TEXT:
            raise invalid(
                "Your input contains more than the maximum of 50000 characters in a single cell."
            )
        link = text.strip() if is_web_address(text) else None
        return bare._replace(value=text or None, link=link)
    for name in ("numberValue", "boolValue"):
        if name in extended:
            return bare._replace(value=extended[name])
    if "errorValue" in extended:
        kind = extended["errorValue"].get("type") or "ERROR"
        return bare._replace(value=error(kind if kind in _ERRORS else "ERROR"))
    return bare


_ERRORS = {"ERROR", "NULL_VALUE", "DIVIDE_BY_ZERO", "VALUE", "REF", "NAME", "NUM", "N_A"}


def _with_format(cell: Cell, wanted: Mapping[str, Any], mask: Mask) -> Cell:
    inner = mask.get("userEnteredFormat") if mask else None
    twins = with_colour_twins(wanted)
    merged = updated(cell.format or {}, twins, with_mask_twins(inner or {}))
    _require_number_format(merged.get("numberFormat"))
    link = (merged.get("textFormat") or {}).get("link", {}).get("uri")
    cell = cell._replace(format=merged or None)
    return cell._replace(link=link) if link else cell


def _require_number_format(number_format: Mapping[str, Any] | None) -> None:
    kind = (number_format or {}).get("type")
    if number_format and (not kind or kind == "NUMBER_FORMAT_TYPE_UNSPECIFIED"):
        raise invalid("numberFormat.type is required.")


def write_rows(
    book: Book,
    sheet: Sheet,
    rows: Sequence[Mapping[str, Any]],
    mask: Mask,
    *,
    top: int,
    left: int,
    limit: Area | None = None,
) -> None:
    """Write RowData from a corner; with a limit, its other cells have their fields cleared."""
    for row, row_data in enumerate(rows, start=top):
        for column, data in enumerate((row_data or {}).get("values") or (), start=left):
            _require_inside(sheet, row, column, limit)
            sheet.put(row, column, with_data(book, sheet.cell(row, column), data or {}, mask))
    if limit is None:
        return
    for row, column, cell in list(sheet.touched(limit)):
        given = rows[row - top].get("values") or () if row - top < len(rows) else ()
        if column - left >= len(given):
            sheet.put(row, column, with_data(book, cell, {}, mask))


def _require_inside(sheet: Sheet, row: int, column: int, limit: Area | None) -> None:
    inside = limit or sheet.whole
    if row >= inside.bottom:
        raise invalid(
            f"Attempting to write row: {row}, beyond the last requested row of: {inside.bottom - 1}"
        )
    if column >= inside.right:
        raise invalid(
            f"Attempting to write column: {column}, beyond the last requested column of: "
            f"{inside.right - 1}"
        )


def update_cells(book: Book, request: Mapping[str, Any]) -> None:
    """Write rows into a range, or from a start."""
    mask = cell_mask(request)
    rows = request.get("rows") or ()
    if "range" in request:
        sheet, area = target_area(book, request)
        write_rows(book, sheet, rows, mask, top=area.top, left=area.left, limit=area)
        return
    start = request.get("start")
    if start is None:
        raise invalid("Either 'start' or 'range' must be specified.")
    sheet = grid_sheet(book, start.get("sheetId", 0))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    write_rows(book, sheet, rows, mask, top=top, left=left)


def repeat_cell(book: Book, request: Mapping[str, Any]) -> None:
    """Write the same cell all over a range; a formula moves its references along."""
    mask = cell_mask(request)
    sheet, area = target_area(book, request)
    data = request.get("cell") or {}
    plain = _without_values(data) if wants(mask, "userEnteredValue") else data
    formula = None
    if wants(mask, "userEnteredValue"):
        text = (data.get("userEnteredValue") or {}).get("formulaValue")
        if text:
            formula = with_data(book, Cell(), data, {"userEnteredValue": {}})
            plain = data
    known: dict[Cell, Cell] = {}

    def change(cell: Cell) -> Cell:
        if cell not in known:
            known[cell] = with_data(book, cell, plain if formula else data, mask)
        return known[cell]

    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            before = sheet.cell(row, column)
            after = (
                change(before)
                if _is_hashable(before)
                else with_data(book, before, plain if formula else data, mask)
            )
            if formula is not None and formula.formula is not None and formula.value is None:
                moved = shifted_formula(
                    formula.formula, rows=row - area.top, columns=column - area.left
                )
                after = after._replace(formula=moved, value=None)
            sheet.put(row, column, after)


def _without_values(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "userEnteredValue"}


def _is_hashable(cell: Cell) -> bool:
    return cell.format is None and cell.validation is None and cell.runs is None


def append_cells(book: Book, request: Mapping[str, Any]) -> None:
    """Write rows after the last row with data, growing the tab as needed."""
    mask = cell_mask(request)
    sheet = grid_sheet(book, request.get("sheetId", 0))
    rows = request.get("rows") or ()
    top = sheet.used().bottom
    width = max((len(row.get("values") or ()) for row in rows), default=0)
    if width > sheet.column_count:
        raise invalid(
            f"Attempting to write column: {sheet.column_count}, beyond the last requested column "
            f"of: {sheet.column_count - 1}"
        )
    if top + len(rows) > sheet.row_count:
        sheet.set_size(rows=top + len(rows))
    write_rows(book, sheet, rows, mask, top=top, left=0)


HANDLERS = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
}
