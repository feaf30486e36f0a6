"""Pure: the rows of two readings of one table as lines, and which of them are the same."""

from dataclasses import dataclass
from typing import Any

from relocalisons.core.kernel.model import Reading, TableReading, TableSchema
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.reading.identity.likeness import Line
from relocalisons.core.reading.identity.matching import Pair
from relocalisons.core.reading.identity.pairing import pair_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPairs:
    """The same rows in two readings, by 1-based number; those of one only; those to ask about.

    A row of `unsure` may be the same as one or several others; it is neither gone nor new. The
    second row of a number given twice is in none of them: it is no row of its table.
    """

    pairs: tuple[Pair, ...]
    unsure: tuple[Pair, ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]


def pair_rows(before: TableReading, after: TableReading, *, table: TableSchema) -> RowPairs:
    """Match the rows of two readings; both must be read by the same rules, those of today."""
    old, new = rows_of(before), rows_of(after)
    found = pair_lines(lines_of(before, table=table), lines_of(after, table=table))
    return RowPairs(
        pairs=tuple((old[i], new[j]) for i, j in found.same),
        unsure=tuple((old[i], new[j]) for i, j in found.unsure),
        gone=tuple(old[i] for i in found.gone),
        new=tuple(new[j] for j in found.new),
    )


def rows_of(reading: TableReading) -> tuple[int, ...]:
    """The 1-based numbers of its rows, from top to bottom."""
    return reading.rows


def lines_of(reading: TableReading, *, table: TableSchema) -> tuple[Line, ...]:
    """Its rows in the same order, as they are compared."""
    naming = (table.label, table.identity)
    others = [column.name for column in table.columns if column.name not in naming]
    return tuple(
        Line(
            number=_said(reading, row, table.identity).replace(" ", ""),
            title=_said(reading, row, table.label),
            cells=tuple(_said(reading, row, column) for column in others),
        )
        for row in rows_of(reading)
    )


def _said(reading: TableReading, row: int, column: str | None) -> str:
    cell: Reading[Any] | None = reading.readings[row].get(column) if column else None
    found = cell.found if cell is not None else None
    if isinstance(found, str):
        return fold(found)
    return "" if found is None else repr(found)
