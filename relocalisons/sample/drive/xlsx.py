"""Sample: writes a workbook as the .xlsx that the sandbox serves as a spreadsheet."""

import io
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from relocalisons.sample.engine.cells import Form, Row, Typed
from relocalisons.sample.engine.workspace import Tab, Workbook, a1

_NUMBER_FORMATS = {
    Form.DATE: "dd/mm/yyyy",
    Form.DAY: "dd/mm",
    Form.PERCENT: "0%",
    Form.MONEY: '#,##0.00 "€"',
}
_BROKEN = {"#REF!": "=#REF!", "#DIV/0!": "=1/0", "#N/A": "=NA()"}
_CREATED = datetime(2026, 1, 2, 9, 0)  # noqa: DTZ001 (the file format knows no time zone)


class _Formats:
    """The cell formats of one workbook, made once each."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Form, bool], Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.group = book.add_format(
            {"bold": True, "align": "center", "bg_color": "#DCE6DC", "border": 1}
        )
        self.header = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEF3EE", "bottom": 1}
        )
        self.merged = book.add_format({"valign": "top", "text_wrap": True})
        self.note = book.add_format({"italic": True, "font_color": "#7A5200"})
        self.total = book.add_format({"bold": True, "top": 1, "num_format": '#,##0.00 "€"'})

    def cell(self, form: Form, *, struck: bool) -> Format:
        """The format of a cell, struck through or not."""
        key = (form, struck)
        if key not in self._made:
            wanted: dict[str, object] = {"font_strikeout": struck}
            if form in _NUMBER_FORMATS:
                wanted["num_format"] = _NUMBER_FORMATS[form]
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def write_workbook(workbook: Workbook) -> bytes:
    """The .xlsx of a workbook: dates are dates, titles and merges stand as people put them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"title": workbook.name, "created": _CREATED})
    formats = _Formats(book)
    for tab in workbook.tabs:
        sheet = book.add_worksheet(tab.title)
        if tab.hidden:
            sheet.hide()
        _write_tab(sheet, tab, formats)
    book.close()
    return buffer.getvalue()


def _write_tab(sheet: Worksheet, tab: Tab, formats: _Formats) -> None:
    for index, line in enumerate(tab.above):
        if line:
            sheet.write_string(index, 0, line, formats.title if index == 0 else None)
    if not tab.columns:
        return
    if tab.two_headers:
        _write_groups(sheet, tab, formats)
    top = tab.header_row - 1
    for index, column in enumerate(tab.columns):
        sheet.write_string(top, index, column.header, formats.header)
        sheet.set_column(index, index, 34 if column.name in ("title", "decision", "text") else 15)
    sheet.freeze_panes(top + 1, 1)
    for index, row in enumerate(tab.rows):
        _write_row(sheet, top + 1 + index, tab, row, formats)
    if tab.merged_group:
        _merge_group(sheet, tab, formats)


def _write_groups(sheet: Worksheet, tab: Tab, formats: _Formats) -> None:
    top = tab.header_row - 2
    starts = [index for index, column in enumerate(tab.columns) if column.group]
    for start, end in zip(starts, [*starts[1:], len(tab.columns)], strict=True):
        label = tab.columns[start].group
        if end - start > 1:
            sheet.merge_range(top, start, top, end - 1, label, formats.group)
        else:
            sheet.write_string(top, start, label, formats.group)


def _write_row(sheet: Worksheet, at: int, tab: Tab, row: Row, formats: _Formats) -> None:
    if row.hidden:
        sheet.set_row(at, None, None, {"hidden": True})
    if row.note is not None:
        sheet.write_string(at, 0, row.note, formats.total if row.total_of else formats.note)
        if row.total_of:
            _write_total(sheet, at, tab, row.total_of, formats)
        return
    for index, column in enumerate(tab.columns):
        if column.name is None or (column.name == tab.merged_group):
            continue
        _write_cell(sheet, at, index, row.cell(column.name), formats, struck=row.struck)


def _write_cell(
    sheet: Worksheet, at: int, index: int, typed: Typed, formats: _Formats, *, struck: bool
) -> None:
    value = typed.value
    shown = formats.cell(typed.form, struck=struck)
    if value is None:
        return
    if typed.form is Form.ERROR:
        error: Any = str(value)  # the stub of XlsxWriter wants an int
        sheet.write_formula(at, index, _BROKEN[str(value)], shown, error)
    elif isinstance(value, date):
        sheet.write_datetime(at, index, datetime.combine(value, time()), shown)
    elif isinstance(value, str):
        sheet.write_string(at, index, value, shown)
    else:
        sheet.write_number(at, index, value, shown)


def _write_total(sheet: Worksheet, at: int, tab: Tab, column: str, formats: _Formats) -> None:
    index = tab.column_index(column)
    values = [row.cell(column).value for row in tab.rows if row.is_data]
    # SUM leaves out the amounts that somebody typed as text, as a real sheet does.
    result: Any = round(sum(value for value in values if isinstance(value, int | float)), 2)
    first, last = a1(tab.header_row + 1, index), a1(at, index)
    sheet.write_formula(at, index, f"=SUM({first}:{last})", formats.total, result)


def _merge_group(sheet: Worksheet, tab: Tab, formats: _Formats) -> None:
    column = tab.merged_group or ""
    index = tab.column_index(column)
    runs = groupby(enumerate(tab.rows), key=lambda pair: pair[1].cell(column).value)
    for value, run in runs:
        places = [tab.header_row + place for place, _ in run]
        if value is None:
            continue
        if len(places) > 1:
            sheet.merge_range(places[0], index, places[-1], index, str(value), formats.merged)
        else:
            sheet.write_string(places[0], index, str(value), formats.merged)
