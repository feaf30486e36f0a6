"""Sandbox, Sheets: a workbook as .xlsx bytes, formulas with their cached values."""

import hashlib
import io
import math
from datetime import datetime
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell, CellError
from vendor_sandbox.workbook.notation.locales import sheet_locale
from vendor_sandbox.workbook.ranges import Area, cells_text, quoted_title
from vendor_sandbox.workbook.sheet import Line, Sheet
from vendor_sandbox.workbook.xlsx.checks import write_conditional_formats, write_validation
from vendor_sandbox.workbook.xlsx.look import Looks, rgb

# Equal workbooks give equal bytes: the file's own dates say nothing.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  XlsxWriter takes no zone
# Limits of Excel that a cell of the API may pass.
_LONGEST_CELL = 32_767
_LONGEST_TITLE = 31
_LONGEST_LINK = 2_079


def write_workbook(book: Book) -> bytes:
    """Return the .xlsx of a workbook, and remember its hash for the sidecar."""
    buffer = io.BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "use_future_functions": True,
            "nan_inf_to_errors": True,
            "max_url_length": _LONGEST_LINK,
        },
    )
    workbook.set_properties({"title": book.title[:255], "created": _CREATED})
    looks = Looks(workbook, sheet_locale(book.locale))
    titles = excel_titles([sheet.title for sheet in book.sheets])
    worksheets = []
    for sheet, title in zip(book.sheets, titles, strict=True):
        worksheet = workbook.add_worksheet(title)
        worksheets.append(worksheet)
        _write_sheet(worksheet, sheet, looks, locale=book.locale)
    visible = next((i for i, sheet in enumerate(book.sheets) if not sheet.is_hidden), 0)
    worksheets[visible].activate()
    worksheets[visible].set_first_sheet()
    _write_names(workbook, book, titles)
    workbook.close()
    data = buffer.getvalue()
    book.saved_sha256 = hashlib.sha256(data).hexdigest()
    return data


def excel_titles(titles: list[str]) -> list[str]:
    """Return titles that Excel accepts, all different; the sidecar knows the real ones."""
    found: list[str] = []
    for title in titles:
        plain = "".join("_" if letter in "[]:*?/\\" else letter for letter in title)
        plain = plain.strip("'")[:_LONGEST_TITLE] or "_"
        name, number = plain, 2
        while name.lower() in {each.lower() for each in found} or name.lower() == "history":
            suffix = f" ({number})"
            name, number = plain[: _LONGEST_TITLE - len(suffix)] + suffix, number + 1
        found.append(name)
    return found


def _write_names(workbook: Workbook, book: Book, titles: list[str]) -> None:
    places = {sheet.sheet_id: place for place, sheet in enumerate(book.sheets)}
    for named in book.named_ranges:
        place = places.get(named["range"].get("sheetId", 0))
        if place is None:
            continue
        area = book.sheets[place].area_of(named["range"])
        first, _, last = cells_text(area).partition(":")
        text = ":".join(_absolute(part) for part in (first, last) if part)
        try:
            workbook.define_name(named["name"], f"={quoted_title(titles[place])}!{text}")
        except ValueError:  # a name that Excel forbids stays in the sidecar
            continue


def _absolute(reference: str) -> str:
    letters = reference.rstrip("0123456789")
    return f"${letters}${reference[len(letters) :]}"


def _write_sheet(worksheet: Worksheet, sheet: Sheet, looks: Looks, *, locale: str) -> None:
    _write_view(worksheet, sheet)
    for area in sheet.merges:
        _write_merge(worksheet, sheet, area, looks)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                _write_cell(worksheet, row, column, cell, looks)
    _write_lines(worksheet, sheet)
    write_validation(worksheet, sheet, locale=locale)
    write_conditional_formats(worksheet, sheet, looks)
    if sheet.basic_filter and sheet.basic_filter.get("range") is not None:
        area = sheet.area_of(sheet.basic_filter["range"])
        worksheet.autofilter(area.top, area.left, area.bottom - 1, area.right - 1)
    if any(set(each.get("range") or ()) <= {"sheetId"} for each in sheet.protected_ranges):
        worksheet.protect()


def _write_merge(worksheet: Worksheet, sheet: Sheet, area: Area, looks: Looks) -> None:
    if (area.bottom - area.top) * (area.right - area.left) < 2:
        return
    own = looks.of(sheet.cell(area.top, area.left).format)
    worksheet.merge_range(area.top, area.left, area.bottom - 1, area.right - 1, "", own)


def _write_view(worksheet: Worksheet, sheet: Sheet) -> None:
    grid = sheet.properties["gridProperties"]
    if sheet.is_hidden:
        worksheet.hide()
    if grid.get("frozenRowCount") or grid.get("frozenColumnCount"):
        worksheet.freeze_panes(grid.get("frozenRowCount", 0), grid.get("frozenColumnCount", 0))
    if grid.get("hideGridlines"):
        worksheet.hide_gridlines(2)
    if sheet.properties.get("rightToLeft"):
        worksheet.right_to_left()
    if sheet.properties.get("tabColor"):
        worksheet.set_tab_color(rgb(sheet.properties["tabColor"]))


def _write_lines(worksheet: Worksheet, sheet: Sheet) -> None:
    rows, columns = _levels(sheet.row_groups), _levels(sheet.column_groups)
    for index in sorted(sheet.row_lines.keys() | rows.keys()):
        line = sheet.row_lines.get(index, Line())
        options: dict[str, Any] = {"level": rows.get(index, 0)}
        if line.hidden_by_user or line.hidden_by_filter:
            options["hidden"] = True
        worksheet.set_row_pixels(index, 20 if line.pixels is None else line.pixels, None, options)
    for index in sorted(sheet.column_lines.keys() | columns.keys()):
        line = sheet.column_lines.get(index, Line())
        options = {"level": columns.get(index, 0)}
        if line.hidden_by_user or line.hidden_by_filter:
            options["hidden"] = True
        pixels = 64 if line.pixels is None else line.pixels
        worksheet.set_column_pixels(index, index, pixels, None, options)


def _levels(groups: list[dict[str, Any]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for group in groups:
        span = group["range"]
        for index in range(span.get("startIndex", 0), span.get("endIndex", 0)):
            # Excel knows seven levels.
            found[index] = min(7, max(found.get(index, 0), group.get("depth", 1)))
    return found


def _write_cell(worksheet: Worksheet, row: int, column: int, cell: Cell, looks: Looks) -> None:
    own, value = looks.of(cell.format), cell.value
    if cell.link and "HYPERLINK(" not in (cell.formula or "").upper():
        _write_link(worksheet, row, column, cell, own)
    if cell.formula is not None and isinstance(value, CellError) and value.type == "ERROR":
        # Excel refuses a file with a formula it cannot parse; as text it is kept and seen.
        worksheet.write_string(row, column, cell.formula, own)
    elif cell.formula is not None:
        # XlsxWriter takes texts too for a cached value; its annotation says only numbers.
        shown: Any = value.text if isinstance(value, CellError) else value
        worksheet.write_formula(row, column, cell.formula, own, _cached(shown))
    elif isinstance(value, CellError):
        # XlsxWriter has no error cells: the error is written as the formula that gives it.
        worksheet.write_formula(row, column, f"={value.text}", own, _cached(value.text))
    elif isinstance(value, bool):
        worksheet.write_boolean(row, column, value, own)
    elif isinstance(value, str):
        worksheet.write_string(row, column, value[:_LONGEST_CELL], own)
    elif value is not None and math.isfinite(value):
        worksheet.write_number(row, column, value, own)
    elif own is not None:
        worksheet.write_blank(row, column, None, own)
    if cell.note:
        worksheet.write_comment(row, column, cell.note[:_LONGEST_CELL])


def _cached(shown: Any) -> Any:
    return "" if shown is None else shown


def _write_link(worksheet: Worksheet, row: int, column: int, cell: Cell, own: Any) -> None:
    """Register the link; the value is written over it afterwards."""
    link = cell.link or ""
    target = f"internal:{link[1:]}" if link.startswith("#") else link
    if len(link) <= _LONGEST_LINK:
        worksheet.write_url(row, column, target, own, "link")
