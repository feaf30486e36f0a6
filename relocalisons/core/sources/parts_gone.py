"""Pure: what one of the tables of a tab lost since its last good reading: its titles, a column.

Its lines still stand there and would read as taken away, or as said nothing of.
"""

from collections.abc import Iterator, Mapping, Sequence

from relocalisons.core.kernel.model import (
    SourcedTable,
    TablePart,
    TableReading,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words.names import fold

_HALF = 0.5

Columns = Mapping[str, int]


def may_hold_more(now: SourcedTable) -> bool:
    """Whether a tab holds several tables, or rows that say two things and are not read as lines."""
    reading = now.reading
    told = {reading.header_row, *(row.row for row in reading.ignored_rows)}
    return bool(reading.parts) or any(
        number not in reading.readings and number not in told and _says_two(cells)
        for number, cells in enumerate(now.tab.rows, start=1)
    )


def _says_two(cells: Sequence[object]) -> bool:
    return sum(raw(cell) not in (None, "") for cell in cells) > 1


def titles_lost(now: SourcedTable, *, before: SourcedTable) -> int | None:
    """The row (1-based) of the first line of a table that is no longer read; None where all are."""
    label = now.table.label
    if label is None:
        return None
    read = set(_titles(now.reading, label))
    lost = [
        titles
        for rows in _tables(before.reading)
        if (titles := set(_titles(before.reading, label, rows=rows))) and not titles & read
    ]
    if not lost:
        return None
    unread = {
        text: number
        for number, cells in reversed([*enumerate(now.tab.rows, start=1)])
        if number not in now.reading.readings
        for cell in cells
        if isinstance(value := raw(cell), str) and (text := fold(value))
    }
    for titles in lost:
        standing = [unread[title] for title in titles if title in unread]
        if len(standing) >= _HALF * len(titles):
            return min(standing)
    return None


def columns_lost(now: SourcedTable, *, before: SourcedTable) -> Iterator[str]:
    """Headers of ours that one of several tables was asked for, said something of, and lost."""
    label = now.table.label
    if label is None:
        return
    for part in before.reading.parts:
        titles = set(_titles(before.reading, label, rows=part.rows))
        columns = _columns_of(titles, now.reading, label)
        for name in _said(part, before.reading, now.table):
            if columns is not None and name not in columns:
                yield now.table.column(name).header


def _columns_of(titles: set[str], reading: TableReading, label: str) -> Columns | None:
    """The columns of the table that now holds most of these lines; None when none holds any."""
    held = [
        (len(titles & set(_titles(reading, label, rows=part.rows))), part.columns)
        for part in reading.parts
    ] or [(len(titles & set(_titles(reading, label))), reading.columns)]
    count, columns = max(held, key=lambda each: each[0])
    return columns if count else None


def _said(part: TablePart, reading: TableReading, table: TableSchema) -> Iterator[str]:
    """The columns that are asked for and in which a line of that table says something."""
    lines = [cells for row, cells in reading.readings.items() if row in part.rows]
    for column in table.columns:
        if column.asked and any(cells[column.name].found not in (None, "") for cells in lines):
            yield column.name


def _tables(reading: TableReading) -> Iterator[frozenset[int]]:
    """The rows of each of its tables."""
    yield from (part.rows for part in reading.parts)
    if not reading.parts:
        yield frozenset(reading.readings)


def _titles(
    reading: TableReading, label: str, *, rows: frozenset[int] | None = None
) -> Iterator[str]:
    for row, cells in reading.readings.items():
        found = cells[label].found
        if isinstance(found, str) and (rows is None or row in rows) and (text := fold(found)):
            yield text
