"""Pure: where the header of a table is in a tab, and which column has which meaning."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from relocalisons.core.kernel.model import Merge, TableSchema, raw
from relocalisons.core.reading.cells.numbers.measures import measure_of
from relocalisons.core.reading.cells.words import fold, is_void, tidy
from relocalisons.core.reading.labels import (
    Vocabulary,
    header_key,
    meaning_of,
    vocabulary,
)

# A header stands near the top; titles, logos and instructions rarely take more rows than this.
DEEPEST_HEADER = 60
LONGEST_HEADER = 160

Grid = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header as found: rows are 0-based; `columns` is canonical name → 0-based column."""

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    labels: Mapping[int, str]  # every column that has a label, as typed
    measures: Mapping[str, str]  # canonical name → what its label measures in: see `measure_of`
    clashes: Mapping[str, tuple[int, ...]]  # canonical name → columns that all claim it
    unknown: tuple[int, ...]


def header_words(cell: object) -> str:
    """The text of a header cell, tidied; empty for anything that is no label."""
    value = raw(cell)
    if isinstance(value, str) and len(value) <= LONGEST_HEADER:
        return tidy(value)
    return ""


def find_header(
    grid: Grid,
    table: TableSchema,
    *,
    merges: Sequence[Merge] = (),
    extra_aliases: Mapping[str, Iterable[str]],
    header_row: int | None = None,
) -> Header | None:
    """The header that names most columns of the table, on one row or two; None when none does.

    `header_row` (1-based) limits the search to that row as the last row of the header.
    """
    words = vocabulary(table, extra_aliases)
    best: tuple[float, Header] | None = None
    lasts = range(min(len(grid), DEEPEST_HEADER))
    if header_row is not None:
        lasts = range(max(header_row - 1, 0), min(header_row, len(grid)))
    for last in lasts:
        if best is not None and last > best[1].last_row + 1 and is_complete(best[1], table):
            break  # the rows of the table itself follow
        for first in (last, last - 1):
            header = _read_header(grid, table, words, merges, first=first, last=last)
            if header is None:
                continue
            score = _score(header, table)
            # Two rows must say more than one: a title above a header adds nothing.
            if best is None or score > best[0] + (0.5 if first != last else 0):
                best = (score, header)
    if best is None:
        return None
    wanted = max(2, min(3, len(table.naming)))
    return best[1] if best[0] >= wanted else None


def is_complete(header: Header, table: TableSchema) -> bool:
    """Whether every column is there that is needed or whose cells are asked for."""
    return all(
        column.name in header.columns for column in table.columns if column.needed or column.asked
    )


def _score(header: Header, table: TableSchema) -> float:
    named = len(header.columns) + len(header.clashes)
    naming = sum(column.name in header.columns for column in table.naming)
    return named + 0.1 * naming


def _read_header(
    grid: Grid,
    table: TableSchema,
    words: Vocabulary,
    merges: Sequence[Merge],
    *,
    first: int,
    last: int,
) -> Header | None:
    if first < 0:
        return None
    lower = [header_words(cell) for cell in grid[last]]
    if first == last:
        labels = {column: label for column, label in enumerate(lower) if label}
        found = {column: meaning_of(label, words) for column, label in labels.items()}
    else:
        upper = spread_labels(grid[first], lower, merges, row=first)
        if not any(upper) or not any(lower):
            return None
        labels, found = _join_rows(upper, lower, words)
        said_below = sum(bool(found[at]) and at < len(lower) and bool(lower[at]) for at in found)
        if said_below < 2:  # the second row is no header: data, or a title below the first
            return None
    if not labels:
        return None
    return _assign(table, labels, found, first=first, last=last)


def spread_labels(
    top: Sequence[object], lower: Sequence[str], merges: Sequence[Merge], *, row: int
) -> list[str]:
    """The labels of the upper row, each over all the columns that it covers.

    A label covers its merge; where merges are not known, it covers the empty cells after it that
    have a label below.
    """
    width = max(len(top), len(lower))
    labels = [header_words(top[column]) if column < len(top) else "" for column in range(width)]
    spread = list(labels)
    here = [m for m in merges if m.first_row == row and 0 <= m.first_column < width]
    for merge in here:
        for column in range(merge.first_column, min(merge.last_column, width)):
            spread[column] = labels[merge.first_column]
    if not here:
        current = ""
        for column in range(width):
            current = labels[column] or current
            below = lower[column] if column < len(lower) else ""
            spread[column] = labels[column] or (current if below else "")
    return spread


def _join_rows(
    upper: Sequence[str], lower: Sequence[str], words: Vocabulary
) -> tuple[dict[int, str], dict[int, tuple[str, int] | None]]:
    """Labels and meanings of a header on two rows: « Prévu » over « Début » is « Début prévu »."""
    labels: dict[int, str] = {}
    found: dict[int, tuple[str, int] | None] = {}
    repeated = {label for label, count in Counter(map(header_key, lower)).items() if count > 1}
    for column, above in enumerate(upper):
        below = lower[column] if column < len(lower) else ""
        if not above and not below:
            continue
        labels[column] = tidy(f"{above} {below}")
        if above and below and above != below:
            joined = meaning_of(f"{below} {above}", words) or meaning_of(f"{above} {below}", words)
            # « Fin » under two different headings means nothing by itself.
            alone = None if header_key(below) in repeated else meaning_of(below, words)
            found[column] = joined or alone
        else:
            found[column] = meaning_of(below or above, words)
    return labels, found


def _assign(
    table: TableSchema,
    labels: Mapping[int, str],
    found: Mapping[int, tuple[str, int] | None],
    *,
    first: int,
    last: int,
) -> Header:
    claims: dict[str, list[tuple[int, int]]] = {}
    for column, meaning in sorted(found.items()):
        if meaning is not None:
            claims.setdefault(meaning[0], []).append((meaning[1], column))
    columns: dict[str, int] = {}
    clashes: dict[str, tuple[int, ...]] = {}
    for name, claimants in claims.items():
        best = min(rank for rank, _ in claimants)
        winners = tuple(column for rank, column in claimants if rank == best)
        if len(winners) == 1:
            columns[name] = winners[0]
        else:
            clashes[name] = winners
    used = set(columns.values()) | {column for group in clashes.values() for column in group}
    measures = {
        name: measure
        for name, column in columns.items()
        if (measure := measure_of(labels[column], table.column(name)))
    }
    return Header(
        first_row=first,
        last_row=last,
        columns=columns,
        labels=labels,
        measures=measures,
        clashes=clashes,
        unknown=tuple(column for column in sorted(labels) if column not in used),
    )


def resolve_clashes(grid: Grid, header: Header) -> Header:
    """Of two columns with one meaning, an empty one or an equal one takes nothing away."""
    columns, clashes = dict(header.columns), dict(header.clashes)
    for name, claimants in header.clashes.items():
        contents = [_content(grid, column, header.last_row + 1) for column in claimants]
        filled = [at for at, content in enumerate(contents) if any(content)]
        if all(contents[at] == contents[filled[0]] for at in filled):
            columns[name] = claimants[filled[0] if filled else 0]
            del clashes[name]
    return replace(header, columns=columns, clashes=clashes)


def _content(grid: Grid, column: int, first: int) -> list[str]:
    """What a column shows, as comparable text."""
    values = (raw(row[column]) if column < len(row) else None for row in grid[first:])
    return [_comparable(value) for value in values]


def _comparable(value: object) -> str:
    if isinstance(value, str):
        return fold(value)
    return f"{value!r}" if isinstance(value, (bool, int, float)) and not is_void(value) else ""
