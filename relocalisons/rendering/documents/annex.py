"""Rendering: the sheets of a view model → an XLSX file with typed cells, filters, frozen panes."""

import io
from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from relocalisons.core.views.rag import SYMBOLS
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue, LinkedText
from relocalisons.rendering.archive import normalise_archive
from relocalisons.rendering.documents.typst_pdf import AUTHOR
from relocalisons.rendering.palette import PALE, PRIMARY, RULE, STATUS

# Invariant codes: each reader sees the separators of their own language.
NUMBER_FORMATS = {
    "number": "#,##0.##",
    "money": '#,##0.00\\ "€"',
    "percent": "0%",
    "date": "dd/mm/yyyy",
    "days": "0",
}
_LEVEL_OF_SYMBOL = {symbol: level.value for level, symbol in SYMBOLS.items()}
HEADER_ROW = 2


def render_xlsx(sheets: tuple[AnnexSheet, ...], *, title: str, dated: date) -> bytes:
    """One worksheet a sheet; numbers and dates are real ones, None is an empty cell.

    Text is always written as text: a cell that begins with `=` is never a formula.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False},
    )  # fmt: skip
    book.set_properties(
        {"title": title, "author": AUTHOR, "created": datetime(dated.year, dated.month, dated.day)}  # noqa: DTZ001 — XlsxWriter wants a naive datetime
    )
    look = _Look(book)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.title[:31]), sheet, look=look)
    book.close()
    return normalise_archive(target.getvalue(), dated=dated)


class _Look:
    """The formats of one workbook, made once."""

    def __init__(self, book: Workbook) -> None:
        base = {"font_name": "Lato", "font_size": 10, "valign": "top"}
        line = {"bottom": 1, "bottom_color": RULE}
        self.title = book.add_format({**base, "bold": True, "font_size": 14, "font_color": PRIMARY})
        self.intro = book.add_format({**base, "font_color": "#5A6672"})
        self.header = book.add_format(
            {**base, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": PRIMARY,
             "text_wrap": True}
        )  # fmt: skip
        self.figure_header = book.add_format(
            {**base, "bold": True, "bg_color": PALE, "bottom": 2, "bottom_color": PRIMARY,
             "text_wrap": True, "align": "right"}
        )  # fmt: skip
        self.text = book.add_format({**base, **line, "text_wrap": True})
        self.kinds = {
            kind: book.add_format({**base, **line, "num_format": code})
            for kind, code in NUMBER_FORMATS.items()
        }
        self.whole = book.add_format({**base, **line, "num_format": "#,##0"})
        self.levels = {
            level: book.add_format(
                {**base, **line, "bold": True, "font_color": colours[0], "bg_color": colours[1]}
            )
            for level, colours in STATUS.items()
        }

    def of(self, value: AnnexValue, column: AnnexColumn) -> Format:
        """The format of one cell."""
        if isinstance(value, date):
            return self.kinds["date"]
        if isinstance(value, Decimal | int):
            if column.kind == "number" and value == int(value):
                return self.whole
            return self.kinds.get(column.kind, self.kinds["number"])
        if column.kind == "status" and isinstance(value, str):
            return self.levels.get(_LEVEL_OF_SYMBOL.get(value[:1], ""), self.text)
        return self.text


def _write(page: Worksheet, sheet: AnnexSheet, *, look: _Look) -> None:
    page.hide_gridlines(2)
    page.write_string(0, 0, sheet.title, look.title)
    page.write_string(1, 0, sheet.intro, look.intro)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        is_figure = column.kind in NUMBER_FORMATS
        header = look.figure_header if is_figure else look.header
        page.write_string(HEADER_ROW, index, column.header, header)
    for offset, row in enumerate(sheet.rows, start=HEADER_ROW + 1):
        for index, value in enumerate(row):
            _write_cell(page, offset, index, value, look.of(value, sheet.columns[index]))
    last = HEADER_ROW + max(len(sheet.rows), 1)
    page.autofilter(HEADER_ROW, 0, last, len(sheet.columns) - 1)
    page.freeze_panes(HEADER_ROW + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_ROW)
    page.set_footer("&L&8&A&R&8page &P sur &N")


def _write_cell(page: Worksheet, row: int, column: int, value: AnnexValue, style: Format) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time()), style)
    elif isinstance(value, Decimal | int):
        page.write_number(row, column, float(value), style)
    elif isinstance(value, LinkedText):
        page.write_url(row, column, value.url, style, value.text)
    else:
        page.write_string(row, column, value, style)
