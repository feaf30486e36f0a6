"""Pure: where our columns stand in a tab that she also writes in, and what its cells say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from relocalisons.core.kernel.model import Cell
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.decisions.shared_header import (
    DECISION,
    KEY,
    NOTE,
    SharedHeader,
    shown_text,
)
from relocalisons.core.views.own_tab import CellValue, Formula, OwnTab

HERS = (DECISION, NOTE)


Places = tuple[int | None, ...]
"""For each wanted column, its column in the tab as read; None where it is not there any more."""


def places_of(wanted: Sequence[object], current: Sequence[object], header: SharedHeader) -> Places:
    """Where each wanted column stands in the tab as read.

    By its header; and by its place where she only renamed it, all the others standing where we
    put them. « Décision » is never told by its place: that is `find_header`'s to say. A column
    that she took away is not brought back.
    """
    names = [name_of(cell) for cell in wanted]
    found = {name: header.columns[name] for name in names if name in header.columns}
    in_place = all(found[name] == number for number, name in enumerate(names) if name in found)
    renamed = in_place and len(current) >= len(names) and len(found) * 2 > len(names)
    return tuple(found.get(name, number if renamed else None) for number, name in enumerate(names))


def coordinator_columns(header: Sequence[object]) -> tuple[int, ...]:
    """« Décision » and « Note » among our columns, in this order."""
    names = [name_of(cell) for cell in header]
    return tuple(names.index(name) for name in HERS if name in names)


def key_column(header: Sequence[object]) -> int:
    """« Clé » among our columns."""
    return next(column for column, cell in enumerate(header) if name_of(cell) == KEY)


def name_of(cell: object) -> str:
    """A header as names are compared."""
    return _folded(shown_text(cell))


@lru_cache(maxsize=1_024)
def _folded(header: str) -> str:
    return normalised(header)


Row = Sequence[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The wanted tab beside the tab as read: header rows, columns, wanted rows by key."""

    wanted: OwnTab
    head: int
    top: int
    places: Places
    by_key: Mapping[str, int]

    @property
    def key_at(self) -> int | None:
        """« Clé » in the tab as read."""
        return self.places[key_column(self.wanted.rows[self.head])]

    @property
    def hers(self) -> tuple[int | None, ...]:
        """« Décision » and « Note » in the tab as read."""
        return tuple(self.places[one] for one in coordinator_columns(self.wanted.rows[self.head]))

    @property
    def refreshed(self) -> tuple[int, ...]:
        """The wanted columns that are written on a row that stays."""
        head = self.wanted.rows[self.head]
        kept = {*coordinator_columns(head), key_column(head), *self.wanted.settled}
        return tuple(one for one in range(len(head)) if one not in kept)

    def wanted_row_of(self, key: str) -> tuple[CellValue, ...] | None:
        """The wanted row of a key; None of one that is gone."""
        return self.wanted_row(key) if key in self.by_key else None

    def wanted_row(self, key: str) -> tuple[CellValue, ...]:
        """The wanted row of a key."""
        return self.wanted.rows[self.by_key[key]]


def says_the_same(row: Row, wanted: Sequence[CellValue], layout: Layout) -> bool:
    """Whether a row shows what it is about, and leads where it should."""
    return all(
        same_text(_cell(row, layout.places[one]), wanted[one])
        for one in layout.wanted.settled
        if layout.places[one] is not None
    )


def same_text(there: object, wanted: CellValue) -> bool:
    """Whether a cell as read shows the wanted text, and leads where it should."""
    link = there.hyperlink if isinstance(there, Cell) else None
    if isinstance(wanted, Formula):
        if link and f'"{link}"' not in wanted.text:
            return False
        return shown_text(there) == wanted.shown
    # The apostrophe of `plain` is a sign for spreadsheets: some take it, some leave it.
    return shown_text(there).lstrip("'") == wanted_text(wanted)


def text_at(row: Row, place: int | None) -> str:
    """The text of a cell as read; empty where there is none."""
    return shown_text(_cell(row, place))


def wanted_text(cell: CellValue) -> str:
    """The text of a cell to be written, as it will be shown."""
    if isinstance(cell, Formula):
        return cell.shown
    return "" if cell is None else str(cell).strip().lstrip("'")


def _cell(row: Row, place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else None
