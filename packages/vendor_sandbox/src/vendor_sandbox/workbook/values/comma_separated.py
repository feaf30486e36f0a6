"""Sandbox, Sheets: a tab from CSV text, and back."""

import csv
import io

from vendor_sandbox.workbook.book import AnyBook, Book
from vendor_sandbox.workbook.cells import EMPTY
from vendor_sandbox.workbook.formulas.recalculation import recalculate
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.values.writing import with_value


def spreadsheet_from_csv(kind: type[AnyBook], text: str, *, title: str, locale: str) -> AnyBook:
    """Return a workbook with one tab, named like the file, its values read as typed."""
    # Recorded: an import gets this zone, a new spreadsheet Etc/GMT.
    book = kind(title=title, locale=locale, time_zone="America/Los_Angeles")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    width = max((len(row) for row in rows), default=0)
    sheet = Sheet.new(0, title[:100] or "Sheet1", rows=max(1000, len(rows)), columns=max(26, width))
    book.sheets.append(sheet)
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if value:
                sheet.put(row, column, with_value(EMPTY, value, "USER_ENTERED", locale=locale))
    recalculate(book)
    return book


def csv_of(book: Book, sheet: Sheet) -> str:
    """Return a tab as displayed: CRLF between rows, none after the last (recorded)."""
    used = sheet.used()
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in range(used.bottom):
        cells = [sheet.cell(row, column) for column in range(used.right)]
        writer.writerow(
            [displayed(cell.value, cell.number_format, locale=book.locale) for cell in cells]
        )
    return buffer.getvalue().removesuffix("\r\n")
