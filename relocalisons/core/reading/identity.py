"""Pure: the same row on two nights: by its id, else by what it says; what was added, lost, moved.

A row that vanishes is an event to report, never silence. A row copied to start a new one has its id
twice; a row whose id was retyped is still the same row when everything else is.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relocalisons.core.kernel.definition import TableSchema
from relocalisons.core.kernel.model import Reading
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.reading.issues import TableReading

# Two rows without id are one when at least this share of their filled cells is equal.
ALIKE = 0.6
# Beyond this, rows that changed are told as deleted and added: a sheet was replaced.
MOST_COMPARISONS = 250_000

Cells = Mapping[str, Reading[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell typed over: raw values before and after."""

    key: str
    column: str
    row: int
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChanges:
    """What happened to the rows of a table between two readings.

    Keys are ids, or `ligne 12` for a row without one (its row number in the reading it comes from).
    moved: key, row before, row after. renumbered: id before, id after, of rows equal in all else.
    duplicated: ids that stand twice after and did not before.
    """

    added: tuple[str, ...]
    deleted: tuple[str, ...]
    moved: tuple[tuple[str, int, int], ...]
    renumbered: tuple[tuple[str, str], ...]
    duplicated: tuple[str, ...]
    edited: tuple[CellChange, ...]


def fingerprint(cells: Cells, *, table: TableSchema) -> tuple[str, ...]:
    """What a row says, id apart, as comparable text in the order of the schema."""
    return tuple(
        _comparable(cells[column.name]) if column.name in cells else ""
        for column in table.columns
        if column.name != table.identity
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPairs:
    """The same rows in two readings, by number; those of one reading only; those paired by content.

    `found` are the pairs without a common id. Copies of a paired row are in none of them.
    """

    pairs: tuple[tuple[int, int], ...]
    found: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def pair_rows(before: TableReading, after: TableReading, *, table: TableSchema) -> RowPairs:
    """Match the rows of two readings: by id, else by what they say."""
    old, new = _by_id(before, table), _by_id(after, table)
    pairs = [(old[key][0], new[key][0]) for key in old if key in new]
    left = _unpaired(before, {row for row, _ in pairs}, old)
    right = _unpaired(after, {row for _, row in pairs}, new)
    found = _pair_by_content(before, after, left, right, table)
    left = [row for row in left if row not in {row for row, _ in found}]
    right = [row for row in right if row not in {row for _, row in found}]
    return RowPairs(
        pairs=tuple(sorted(pairs + found)), found=tuple(found), gone=tuple(left), new=tuple(right)
    )


def compare_rows(before: TableReading, after: TableReading, *, table: TableSchema) -> RowChanges:
    """What changed in a table from one reading to the next."""
    old, new = _by_id(before, table), _by_id(after, table)
    matched = pair_rows(before, after, table=table)
    pairs = matched.pairs
    return RowChanges(
        added=tuple(_key(after, row, table) for row in matched.new),
        deleted=tuple(_key(before, row, table) for row in matched.gone),
        moved=tuple(
            (_key(after, new_row, table), old_row, new_row) for old_row, new_row in _moved(pairs)
        ),
        renumbered=tuple(
            names
            for old_row, new_row in matched.found
            if (names := (_key(before, old_row, table), _key(after, new_row, table)))
            and _id(before.readings[old_row], table) != _id(after.readings[new_row], table)
        ),
        duplicated=tuple(
            _key(after, rows[1], table)
            for key, rows in new.items()
            if len(rows) > 1 and len(old.get(key, ())) < 2
        ),
        edited=tuple(_edited(before, after, pairs, table)),
    )


def _comparable(reading: Reading[Any]) -> str:
    found = reading.found
    if isinstance(found, str):
        return fold(found)
    return "" if found is None else repr(found)


def _id(cells: Cells, table: TableSchema) -> str:
    value = cells[table.identity].value if table.identity else None
    return value.casefold().replace(" ", "") if isinstance(value, str) else ""


def _by_id(reading: TableReading, table: TableSchema) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, cells in reading.readings.items():
        if name := _id(cells, table):
            rows.setdefault(name, []).append(row)
    return rows


def _unpaired(
    reading: TableReading, paired: set[int], by_id: Mapping[str, Sequence[int]]
) -> list[int]:
    """Rows to look for by content; the copy of a row that was found is no row to look for."""
    copies = {row for rows in by_id.values() if rows[0] in paired for row in rows[1:]}
    return [row for row in reading.readings if row not in paired and row not in copies]


def _key(reading: TableReading, row: int, table: TableSchema) -> str:
    value = reading.readings[row][table.identity].value if table.identity else None
    return value if isinstance(value, str) else f"ligne {row}"


def _pair_by_content(
    before: TableReading,
    after: TableReading,
    left: Sequence[int],
    right: Sequence[int],
    table: TableSchema,
) -> list[tuple[int, int]]:
    """Rows without a common id that say the same, exactly; without any id, mostly is enough."""
    old = {row: fingerprint(before.readings[row], table=table) for row in left}
    new = {row: fingerprint(after.readings[row], table=table) for row in right}
    pairs = _pair_equal(old, new)
    if table.identity is None and len(old) * len(new) <= MOST_COMPARISONS:
        pairs += _pair_alike(old, new)
    return pairs


def _pair_equal(
    old: dict[int, tuple[str, ...]], new: dict[int, tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Pairs of rows that say exactly the same, in order; they leave `old` and `new`."""
    places: dict[tuple[str, ...], list[int]] = {}
    for row, content in new.items():
        if any(content):
            places.setdefault(content, []).append(row)
    pairs = []
    for row, content in list(old.items()):
        if places.get(content):
            pairs.append((row, places[content].pop(0)))
    for row, other in pairs:
        del old[row], new[other]
    return pairs


def _pair_alike(
    old: dict[int, tuple[str, ...]], new: dict[int, tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Pairs of rows that say mostly the same, the most alike first."""
    scored = sorted(
        (-likeness, abs(row - other), row, other)
        for row, first in old.items()
        for other, second in new.items()
        if (likeness := _likeness(first, second)) >= ALIKE
    )
    pairs = []
    for _, _, row, other in scored:
        if row in old and other in new:
            pairs.append((row, other))
            del old[row], new[other]
    return pairs


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    filled = [(a, b) for a, b in zip(first, second, strict=True) if a or b]
    return sum(a == b for a, b in filled) / len(filled) if filled else 0.0


def _moved(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs out of order, as few as possible: rows pushed down by an insertion have not moved."""
    tails: list[int] = []
    links: list[tuple[int, int | None]] = []  # index of the last element, link to the one before
    ends: list[int] = []
    for at, (_, new_row) in enumerate(pairs):
        place = bisect_left(tails, new_row)
        previous = ends[place - 1] if place else None
        links.append((at, previous))
        tails[place : place + 1] = [new_row]
        ends[place : place + 1] = [at]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = links[at][1]
    return [pair for index, pair in enumerate(pairs) if index not in kept]


def _edited(
    before: TableReading,
    after: TableReading,
    pairs: Sequence[tuple[int, int]],
    table: TableSchema,
) -> list[CellChange]:
    changes = []
    for old_row, new_row in pairs:
        old, new = before.readings[old_row], after.readings[new_row]
        for column in table.columns:
            name = column.name
            if name == table.identity or _comparable(old[name]) == _comparable(new[name]):
                continue
            changes.append(
                CellChange(
                    key=_key(after, new_row, table),
                    column=name,
                    row=new_row,
                    before=old[name].found,
                    after=new[name].found,
                )
            )
    return changes
