"""An .xls of Excel 97 to 2003: values, looks, merges and hidden rows.

xlrd is plain Python and keeps ragged rows: what it costs follows the size of the file, which is
capped, and not the width and height that the file claims.
"""

import io
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as XlsSheet

from relocalisons.core.kernel.model import Merge
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import BROKEN, Budget
from tasks.intake.files.kinds import damaged, locked
from tasks.intake.files.sheet import (
    GENERAL,
    PLAIN,
    REFUSED_CELL,
    CellLook,
    Sheet,
    TitledSheet,
    dated,
    look_of,
)  # fmt: skip

_RAISED = (*BROKEN, XLRDError, CompDocError, struct.error, AssertionError, AttributeError,
           MemoryError, ArithmeticError)  # fmt: skip
_LARGEST_WHOLE = 1e15  # beyond it a float no longer tells units apart
_T = TypeVar("_T")


def read_xls(
    data: bytes, budget: Budget, *, most_tabs: int, most_cells: int
) -> Iterator[TitledSheet]:
    """The worksheets in their order. Raises UnreadableWorkbookError (French)."""
    book = _guarded(
        lambda: xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    )
    looks = _guarded(lambda: _looks(book))
    left = most_cells
    for at in range(min(book.nsheets, most_tabs + 1)):
        budget.check()
        found = _guarded(lambda at=at, left=left: _sheet(book, at, looks, budget, left=left))
        left = max(left - found.sheet.cells, 0)
        yield found


def _guarded(read: Callable[[], _T]) -> _T:
    """The result of reading, or what to tell of a file that lies."""
    try:
        return read()
    except UnreadableWorkbookError:
        raise
    except _RAISED as error:
        raise (locked() if "encrypted" in str(error) else damaged()) from error


def _looks(book: Book) -> Mapping[int, CellLook]:
    """The looks by the number that cells give."""
    found: dict[int, CellLook] = {}
    for number, style in enumerate(book.xf_list):
        known = book.format_map.get(style.format_key)
        struck = bool(book.font_list[style.font_index].struck_out)
        found[number] = look_of(known.format_str if known else GENERAL, struck=struck)
    return found


def _sheet(
    book: Book, at: int, looks: Mapping[int, CellLook], budget: Budget, *, left: int
) -> TitledSheet:
    source, from_1904 = book.sheet_by_index(at), book.datemode == 1
    sheet = Sheet(left=left)
    for row in range(source.nrows):
        budget.check()
        for column in range(source.row_len(row)):
            sheet.put(row + 1, column + 1, _value(source, row, column, looks, from_1904=from_1904))
    for row, how in source.rowinfo_map.items():
        if how.hidden:
            sheet.hide(row + 1)
    for first_row, last_row, first_column, last_column in source.merged_cells:
        sheet.merge(Merge(first_row, last_row, first_column, last_column))
    hidden = bool(source.visibility)
    book.unload_sheet(at)
    return TitledSheet(title=source.name, hidden=hidden, sheet=sheet)


def _value(
    source: XlsSheet, row: int, column: int, looks: Mapping[int, CellLook], *, from_1904: bool
) -> object:
    kind = source.cell_type(row, column)
    value: Any = source.cell_value(row, column)  # as its type says
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    look = looks.get(source.cell_xf_index(row, column) or 0, PLAIN)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return look.shown(bool(value))
    if kind == xlrd.XL_CELL_ERROR:
        return look.shown(error_text_from_code.get(value, REFUSED_CELL))
    if kind == xlrd.XL_CELL_TEXT:
        return look.shown(value)
    if not abs(value) < 1e300:
        return REFUSED_CELL
    whole = int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value
    return look.shown(dated(whole, look, from_1904=from_1904))
