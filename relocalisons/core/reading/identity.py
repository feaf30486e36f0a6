"""Pure: the same row on two nights: by its id, else by what it says.

A row that vanishes is an event to report, never silence. A row copied to start a new one has its id
twice; a row whose id was retyped is still the same row when everything else is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relocalisons.core.kernel.model import Reading, TableReading, TableSchema
from relocalisons.core.reading.cells.words import fold

# Two rows without id are one when at least this share of their filled cells is equal.
ALIKE = 0.6
# Beyond this, rows that changed are told as deleted and added: a sheet was replaced.
MOST_COMPARISONS = 250_000

Cells = Mapping[str, Reading[Any]]


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
    pairs: list[tuple[int, int]] = []
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
    pairs: list[tuple[int, int]] = []
    for _, _, row, other in scored:
        if row in old and other in new:
            pairs.append((row, other))
            del old[row], new[other]
    return pairs


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    filled = [(a, b) for a, b in zip(first, second, strict=True) if a or b]
    return sum(a == b for a, b in filled) / len(filled) if filled else 0.0
