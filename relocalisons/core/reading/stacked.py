"""Pure: another table below the first one in a tab, told by its row of titles."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from relocalisons.core.kernel.definition import ColumnKind, TableSchema
from relocalisons.core.reading.headers import Header, label_of, raw
from relocalisons.core.reading.labels import header_key, without_measure
from relocalisons.core.reading.rows import RowKind, classify, is_blank, repeats_header
from relocalisons.core.tables import TABLES

Rows = Sequence[Sequence[object]]

# Fewer titles are a remark in two columns: « Légende », « vert ».
FEWEST_TITLES = 3
# Titles of columns that no table of ours has are rarely more than these in a row of titles.
KNOWN_SHARE = 0.5

# Where a title of a column is no value.
_NO_TITLES = frozenset(
    (
        ColumnKind.DATE, ColumnKind.NUMBER, ColumnKind.MONEY, ColumnKind.PERCENT,
        ColumnKind.PROGRESS, ColumnKind.QUANTITY, ColumnKind.STATUS, ColumnKind.EMAIL,
        ColumnKind.ID,
    )
)  # fmt: skip


def kinds_of_rows(rows: Rows, header: Header, table: TableSchema) -> Iterator[tuple[int, RowKind]]:
    """Each row below a header and what it is; a second table ends the first one.

    Its rows are of no kind of the first and are left out, until the header of the first comes back.
    """
    typed = frozenset(
        header.columns[column.name]
        for column in table.columns
        if column.kind in _NO_TITLES and column.name in header.columns
    )
    named = header.columns.get(table.identity or "")
    is_inside = True
    for at in range(header.last_row + 1, len(rows)):
        row = rows[at]
        if is_inside and _begins_another(row, header, typed=typed, named=named):
            is_inside = False
            yield at, RowKind.SECOND_TABLE
        elif is_inside:
            yield at, classify(row, header, table)
        elif repeats_header(row, header):
            is_inside = True
            yield at, RowKind.HEADER


def _begins_another(
    row: Sequence[object], header: Header, *, typed: frozenset[int], named: int | None
) -> bool:
    """Whether a row holds titles of columns, and not those of the header at their places."""
    titles = {}
    for column, cell in enumerate(row):
        value = raw(cell)
        if isinstance(value, str):
            if not is_blank(value):
                titles[column] = label_of(cell)
        elif not is_blank(value):
            return False
    if len(titles) < FEWEST_TITLES or not typed & titles.keys():
        return False
    known = {column for column, title in titles.items() if _is_title(title)}
    identity = titles.get(named) if named is not None else None
    if identity is not None and named not in known and any(map(str.isdigit, identity)):
        return False  # « A1.3 »: a line of the first table
    enough = len(known) >= FEWEST_TITLES - 1 and len(known) >= KNOWN_SHARE * len(titles)
    return enough and bool(known & typed) and not repeats_header(row, header)


@lru_cache(maxsize=8192)
def _is_title(label: str) -> bool:
    titles = _titles()
    return header_key(label) in titles or header_key(without_measure(label)) in titles


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(
        header_key(label)
        for table in TABLES
        for column in table.columns
        for label in (column.header, *column.aliases)
    ) - {""}


def title_of_table(row: Sequence[object]) -> str | None:
    """The usual title of the table that a row of titles resembles most; None for none of ours."""
    keys = {header_key(label_of(cell)) for cell in row} - {""}
    scores = {
        table.title: sum(
            not keys.isdisjoint(map(header_key, (column.header, *column.aliases)))
            for column in table.columns
        )
        for table in TABLES
    }
    best = max(scores, key=lambda title: scores[title])
    return best if scores[best] >= FEWEST_TITLES else None
