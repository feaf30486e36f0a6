"""Pure: a reader that parses each distinct cell once; same cell, same reading."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from relocalisons.core.kernel.model import Cell, Reading
from relocalisons.core.reading.cells.advice import seal

# A programme has a few thousand distinct cells; the bounds only protect a long-lived process.
MOST_CELLS = 100_000
LONGEST_KEPT = 200

Parse = Callable[[object, Any], Reading[Any]]
_PLAIN = frozenset((str, int, float, type(None)))


class CellReader:
    """Reads raw values and `Cell`s of one kind, remembering what it has read.

    `parse(raw value, extra)` judges a cell alone; `extra` is its display format, or its link for
    the kinds where the link counts (`by_link`).
    """

    __slots__ = ("_by_link", "_cells", "_parse", "_plain")

    def __init__(self, parse: Parse, *, by_link: bool = False) -> None:
        self._parse = parse
        self._by_link = by_link
        self._plain = _PlainMemo(parse)
        self._cells: dict[tuple[type, object, str | None], Reading[Any]] = {}

    def read(self, value: object) -> Reading[Any]:
        """The reading of one cell."""
        if type(value) in _PLAIN:
            return self._plain[value]
        if isinstance(value, Cell):
            return self._read_cell(value)
        if value is True or value is False:
            return self._remember(bool, value, None)
        return self._parse_anew(value, None)

    def read_column(self, values: Sequence[object]) -> list[Reading[Any]]:
        """The readings of a whole column, in order."""
        if _PLAIN.issuperset(map(type, values)):
            return list(map(self._plain.__getitem__, values))
        memo, read = self._plain, self.read
        return [memo[value] if type(value) in _PLAIN else read(value) for value in values]

    def _read_cell(self, cell: Cell) -> Reading[Any]:
        value = cell.value
        kind = type(value)
        extra = cell.hyperlink if self._by_link else cell.format
        if not isinstance(extra, str) or (kind is str and not self._by_link):
            extra = None  # a format says nothing of a text
        if kind in _PLAIN and extra is None:
            return self._plain[value]
        if kind not in _PLAIN and kind is not bool:
            return self._parse_anew(value, extra)
        return self._remember(kind, value, extra)

    def _remember(self, kind: type, value: object, extra: str | None) -> Reading[Any]:
        key = (kind, value, extra)
        reading = self._cells.get(key)
        if reading is None:
            reading = self._parse_anew(value, extra)
            if len(self._cells) < MOST_CELLS and _is_short(value):
                self._cells[key] = reading
        return reading

    def _parse_anew(self, value: object, extra: str | None) -> Reading[Any]:
        plain = value.item() if isinstance(value, np.generic) else value
        return seal(self._parse(plain, extra), value)


class _PlainMemo(dict[Any, Reading[Any]]):
    """Readings of plain values; True would be found under 1, so booleans stay out."""

    __slots__ = ("_parse",)

    def __init__(self, parse: Parse) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, value: object) -> Reading[Any]:
        reading = seal(self._parse(value, None), value)
        if len(self) < MOST_CELLS and _is_short(value):
            self[value] = reading
        return reading


def _is_short(value: object) -> bool:
    return not isinstance(value, str) or len(value) <= LONGEST_KEPT
