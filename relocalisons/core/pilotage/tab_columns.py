"""Pure: where the columns of ours stand in a tab that she also writes in."""

from collections.abc import Sequence
from functools import lru_cache

from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.decisions.shared_header import (
    DECISION,
    KEY,
    NOTE,
    SharedHeader,
    shown_text,
)

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
