"""Sandbox, Sheets: A1 notation, and boxes, the rectangles of cells that it names."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

MAX_COLUMNS = 18_278  # column ZZZ
MAX_ROWS = 10_000_000

_CELL = re.compile(r"(\$?[A-Za-z]{1,3})?(\$?[0-9]{1,8})?")
_LOOKS_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+")
_LOOKS_LIKE_R1C1 = re.compile(r"[Rr](\[?-?[0-9]*\]?)[Cc](\[?-?[0-9]*\]?)")
_ABSOLUTE_R1C1 = re.compile(r"[Rr]([0-9]{1,8})[Cc]([0-9]{1,6})")
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Box(NamedTuple):
    """Rows `top` to `bottom` and columns `left` to `right`, zero-based, ends excluded.

    None is an open side: from the first, or to the last, row or column of the tab.
    """

    top: int | None = None
    left: int | None = None
    bottom: int | None = None
    right: int | None = None


class Area(NamedTuple):
    """A box without open sides."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no cell in it."""
        return self.bottom <= self.top or self.right <= self.left

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies in it."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meets(self, other: "Area") -> bool:
        """Tell whether the two share a cell."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def covers(self, other: "Area") -> bool:
        """Tell whether the other lies entirely in it."""
        return (
            self.top <= other.top
            and self.left <= other.left
            and other.bottom <= self.bottom
            and other.right <= self.right
        )

    def common(self, other: "Area") -> "Area":
        """Return the cells that both have; it may be empty."""
        return Area(
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )


def column_name(index: int) -> str:
    """Return the letters of a zero-based column: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the zero-based column of letters: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def quoted_title(title: str) -> str:
    """Return a tab title as ranges in answers write it: bare only when nothing can be misread."""
    bare = (
        _PLAIN_TITLE.fullmatch(title)
        and not _LOOKS_LIKE_CELL.fullmatch(title)
        and not _LOOKS_LIKE_R1C1.fullmatch(title)
        and title.upper() not in {"TRUE", "FALSE"}
    )
    return title if bare else "'" + title.replace("'", "''") + "'"


def split_title(text: str) -> tuple[str | None, str | None] | None:
    """Split `'Tab'!A1` into title and cells; None when quotes or `!` are wrong.

    A quoted text alone is a title; a bare text alone may be cells, a title or a named range and
    comes back as cells, for the caller to decide.
    """
    if text.startswith("'"):
        position, title = 1, ""
        while True:
            end = text.find("'", position)
            if end < 0:
                return None
            title += text[position:end]
            if text[end + 1 : end + 2] != "'":
                rest = text[end + 1 :]
                break
            title, position = title + "'", end + 2
        if rest == "":
            return title, None
        return (title, rest[1:]) if rest[0] == "!" else None
    title, mark, cells = text.rpartition("!")
    if not mark:
        return None, text
    return (title, cells) if title else None


def parse_cells(text: str) -> Box | None:
    """Return the box of `A1`, `A1:B2`, `A:A`, `2:3`, `A5:A`, `R1C1` and their like, else None."""
    first, mark, last = text.partition(":")
    if not mark:
        one = _parse_corner(first)
        if one is None or None in one:
            return None
        row, column = one
        return Box(row, column, row + 1, column + 1)  # type: ignore[operator]
    start, end = _parse_corner(first), _parse_corner(last)
    if start is None or end is None:
        return None
    top, bottom = _span(start[0], end[0])
    left, right = _span(start[1], end[1])
    if (top, bottom) == (None, None) and (left, right) == (None, None):
        return None
    return Box(top, left, bottom, right)


def _parse_corner(text: str) -> tuple[int | None, int | None] | None:
    """Return (row, column), one of which may be missing; None when it is no corner."""
    absolute = _ABSOLUTE_R1C1.fullmatch(text)
    if absolute:
        row, column = int(absolute[1]), int(absolute[2])
        return (row - 1, column - 1) if row and column else None
    found = _CELL.fullmatch(text)
    if not text or not found:
        return None
    column = column_index(found[1].lstrip("$")) if found[1] else None
    row = int(found[2].lstrip("$")) - 1 if found[2] else None
    if row is not None and row < 0:
        return None
    return row, column


def _span(one: int | None, other: int | None) -> tuple[int | None, int | None]:
    """Return a start and an excluded end; a side given once stays open towards the end."""
    if one is None or other is None:
        start = other if one is None else one
        return start, None
    return min(one, other), max(one, other) + 1


def cells_text(area: Area) -> str:
    """Return an area in A1 notation: `B2` for one cell, else `A1:B2`."""
    first = f"{column_name(area.left)}{area.top + 1}"
    last = f"{column_name(area.right - 1)}{area.bottom}"
    return first if first == last else f"{first}:{last}"


def grid_range_box(grid_range: Mapping[str, Any]) -> Box:
    """Return the box of a GridRange body."""
    return Box(
        grid_range.get("startRowIndex"),
        grid_range.get("startColumnIndex"),
        grid_range.get("endRowIndex"),
        grid_range.get("endColumnIndex"),
    )


def grid_range_json(sheet_id: int, box: Box | Area) -> dict[str, int]:
    """Return a GridRange; an id of 0 is left out, as Google does, open sides too."""
    found: dict[str, int] = {"sheetId": sheet_id} if sheet_id else {}
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    sides = zip(names, (box[0], box[2], box[1], box[3]), strict=True)
    return found | {name: value for name, value in sides if value is not None}
