"""One worksheet of an .xlsx: the cells that hold something, merges, hidden rows; in one pass.

Only what holds something is kept, by its place: a million blank rows, a false dimension or a cell
far away cost nothing.
"""

import math
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.utils.datetime import to_excel

from relocalisons.core.kernel.model import Cell, Merge
from relocalisons.core.kernel.sheets import column_index
from tasks.intake.xlsx.archive import Budget, Handlers, walk
from tasks.intake.xlsx.book import TRUE, Book, CellLook, SheetPart, Texts, decoded

MOST_ROWS = 50_000
MOST_COLUMNS = 256
_MOST_MERGED = 200_000  # rows of all merges together: a table has a few for each group of lines

# How a cell beyond the caps, or a formula that nothing computed, reads: unreadable, never empty.
REFUSED_CELL = "#VALEUR!"
_OUT_OF_CALENDAR = "#VALUE!"  # what Excel shows for a number that is no date: ####

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LONGEST_NUMBER = 40  # characters; Excel writes 17 digits at most
_FROM_1904 = 1462  # days between the two epochs
_LAST_DAY = 2_958_466  # 31/12/9999
_PLAIN = CellLook()


@dataclass(slots=True)
class Sheet:
    """What one pass brings home. Rows and columns are 1-based.

    `full`: the file holds more cells than are read, from that row on nothing is.
    """

    rows: dict[int, dict[int, object]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    cells: int = 0
    has_more_rows: bool = False
    has_more_columns: bool = False
    has_more_merges: bool = False
    full: bool = False


def read_sheet(
    archive: zipfile.ZipFile, part: SheetPart, book: Book, budget: Budget, *, left: int
) -> Sheet:
    """The cells of one sheet, at most `left` of them.

    Raises UnreadableWorkbookError (French), or one of `xlsx_archive.BROKEN`.
    """
    reader = _Reader(book, left=left)
    walk(archive, part.part, reader.handlers, budget)
    return reader.sheet


class _Reader:
    """The handlers of one pass, and the cell that is open."""

    def __init__(self, book: Book, *, left: int) -> None:
        self.sheet = Sheet()
        self.handlers = Handlers(start=self._start, end=self._end, text=self._text)
        self._book, self._left = book, left
        self._row = self._column = 0
        self._merged = 0
        self._cell: Mapping[str, str] | None = None
        self._value: list[str] | None = None  # of `v`; None when there was none
        self._in_value = self._has_formula = self._has_inline = False
        self._inline = Texts()

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._cell is not None:
            self._within_cell(tag)
        elif tag == "c":
            self._open(attributes)
        elif tag == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0
            if attributes.get("hidden") in TRUE and self._row <= MOST_ROWS:
                self.sheet.hidden.add(self._row - 1)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _within_cell(self, tag: str) -> None:
        if tag == "v":
            self._value = self._value or []
            self._in_value = True
        elif tag == "f":
            self._has_formula = True
        elif tag == "is":
            self._has_inline = True
        elif self._has_inline:
            self._inline.start(tag)

    def _text(self, text: str) -> None:
        if self._in_value and self._value is not None:
            self._value.append(text)
        elif self._has_inline:
            self._inline.text(text)

    def _end(self, tag: str) -> None:
        if tag == "v":
            self._in_value = False
        elif tag == "c" and self._cell is not None:
            self._close(self._cell)
        elif self._has_inline:
            self._inline.end(tag)

    def _open(self, attributes: Mapping[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place is not None:
            self._column, self._row = column_index(place[1]) + 1, int(place[2])
        else:
            self._column += 1
        self._cell, self._value = attributes, None
        self._in_value = self._has_formula = self._has_inline = False

    def _close(self, attributes: Mapping[str, str]) -> None:
        self._cell = None
        value = self._read(attributes)
        if value is None or value == "":
            return
        if self._row > MOST_ROWS:
            self.sheet.has_more_rows = True
        elif self._column > MOST_COLUMNS:
            self.sheet.has_more_columns = True
        elif not self.sheet.full:
            self._keep(value)

    def _keep(self, value: object) -> None:
        self.sheet.cells += 1
        if self.sheet.cells > self._left:
            self.sheet.full = True
            self.sheet.rows.pop(self._row, None)  # half a row would be read as a whole one
            return
        cells = self.sheet.rows.setdefault(self._row, {})
        # Two cells at one place: nobody can say which of them Excel would keep.
        cells[self._column] = REFUSED_CELL if self._column in cells else value

    def _read(self, attributes: Mapping[str, str]) -> object:
        kind = attributes.get("t", "n")
        if kind == "inlineStr":
            return self._shown(self._inline.take() if self._has_inline else None, attributes)
        if self._value is None or (not self._value and kind != "str"):
            return REFUSED_CELL if self._has_formula else None
        raw = "".join(self._value)
        look = self._look(attributes)
        if kind == "s":
            place = _whole(raw, -1)
            known = 0 <= place < len(self._book.texts)
            return self._shown(self._book.texts[place] if known else REFUSED_CELL, attributes)
        if kind == "b":
            return self._shown(raw in TRUE, attributes)
        if kind in ("str", "e"):
            return self._shown(decoded(raw), attributes)
        if kind == "d":
            return Cell(_serial(raw), look.pattern or "dd/mm/yyyy", look.struck, None)
        return self._shown(_number(raw, look, from_1904=self._book.from_1904), attributes)

    def _shown(self, value: object, attributes: Mapping[str, str]) -> object:
        look = self._look(attributes)
        if value is None or value == "" or not (look.pattern or look.struck):
            return value
        return Cell(value, look.pattern, look.struck, None)

    def _look(self, attributes: Mapping[str, str]) -> CellLook:
        place = _whole(attributes.get("s"), 0)
        return self._book.looks[place] if 0 <= place < len(self._book.looks) else _PLAIN

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, bottom = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if top is None or bottom is None or not 0 < int(top[2]) <= int(bottom[2]) <= MOST_ROWS:
            return  # whole columns or rows: nothing that a table is made of
        self._merged += int(bottom[2]) - int(top[2]) + 1
        if self._merged > _MOST_MERGED:
            self.sheet.has_more_merges = True
            return
        self.sheet.merges.append(
            Merge(
                int(top[2]) - 1, int(bottom[2]), column_index(top[1]), column_index(bottom[1]) + 1
            )
        )


def _number(raw: str, look: CellLook, *, from_1904: bool) -> object:
    """An int or a float; a date is its serial number (epoch 1899-12-30)."""
    if len(raw) > _LONGEST_NUMBER or "_" in raw:
        return REFUSED_CELL
    try:
        value = float(raw) if set(raw) & set(".eEnN") else int(raw)
    except ValueError:
        return REFUSED_CELL
    if not math.isfinite(value):
        return REFUSED_CELL
    if not look.is_date:
        return value
    if from_1904 and not look.is_span and value >= 1:
        value += _FROM_1904
    if not look.is_span and not 0 <= value < _LAST_DAY:
        return _OUT_OF_CALENDAR
    return int(value) if float(value).is_integer() else value


def _serial(raw: str) -> object:
    try:
        serial = float(to_excel(datetime.fromisoformat(raw.strip())))
    except ValueError:
        return REFUSED_CELL
    return int(serial) if serial.is_integer() else serial


def _whole(text: str | None, otherwise: int) -> int:
    """A small whole number, or what stands in for one that is missing or absurd."""
    return int(text) if text and len(text) <= 9 and text.isdecimal() else otherwise
