"""One worksheet of an .xlsx: the cells that hold something, merges, hidden rows; in one pass."""

import math
import re
import zipfile
from collections.abc import Mapping

from relocalisons.core.kernel.model import Cell, Merge
from relocalisons.core.kernel.sheets import column_index
from tasks.intake.files.archive import Budget, Handlers, walk
from tasks.intake.files.sheet import (
    PLAIN,
    REFUSED_CELL,
    USUAL_DATE,
    CellLook,
    Sheet,
    dated,
    serial_of,
    whole_of,
)
from tasks.intake.xlsx.book import TRUE, Book, SheetPart, Texts, decoded

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LONGEST_NUMBER = 40  # characters; Excel writes 17 digits at most


def read_sheet(
    archive: zipfile.ZipFile, part: SheetPart, book: Book, budget: Budget, *, left: int
) -> Sheet:
    """The cells of one sheet, at most `left` of them.

    Raises UnreadableWorkbookError (French), or one of `archive.BROKEN`.
    """
    reader = _Reader(book, left=left)
    walk(archive, part.part, reader.handlers, budget)
    return reader.sheet


class _Reader:
    """The handlers of one pass, and the cell that is open."""

    def __init__(self, book: Book, *, left: int) -> None:
        self.sheet = Sheet(left=left)
        self.handlers = Handlers(start=self._start, end=self._end, text=self._text)
        self._book = book
        self._row = self._column = 0
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
            self._row = whole_of(attributes.get("r"), self._row + 1)
            self._column = 0
            if attributes.get("hidden") in TRUE:
                self.sheet.hide(self._row)
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
        self.sheet.put(self._row, self._column, self._read(attributes))

    def _read(self, attributes: Mapping[str, str]) -> object:
        kind, look = attributes.get("t", "n"), self._look(attributes)
        if kind == "inlineStr":
            return look.shown(self._inline.take() if self._has_inline else None)
        if self._value is None or (not self._value and kind != "str"):
            return REFUSED_CELL if self._has_formula else None
        raw = "".join(self._value)
        if kind == "s":
            place = whole_of(raw, -1)
            known = 0 <= place < len(self._book.texts)
            return look.shown(self._book.texts[place] if known else REFUSED_CELL)
        if kind == "b":
            return look.shown(raw in TRUE)
        if kind in ("str", "e"):
            return look.shown(decoded(raw))
        if kind == "d":
            return Cell(serial_of(raw), look.pattern or USUAL_DATE, look.struck, None)
        return look.shown(_number(raw, look, from_1904=self._book.from_1904))

    def _look(self, attributes: Mapping[str, str]) -> CellLook:
        place = whole_of(attributes.get("s"), 0)
        return self._book.looks[place] if 0 <= place < len(self._book.looks) else PLAIN

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, bottom = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if top is None or bottom is None:
            return  # whole columns or rows
        self.sheet.merge(
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
    return dated(value, look, from_1904=from_1904)
