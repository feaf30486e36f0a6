"""Pure: what each row below a header is: data, total, note, blank or the header again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.model import Cell, ColumnKind, TableSchema, raw
from relocalisons.core.reading.cells.words import fold, is_void
from relocalisons.core.reading.headers import Header, header_words
from relocalisons.core.reading.labels import header_key, without_measure
from relocalisons.core.tables import TABLES


class RowKind(StrEnum):
    """What a row is."""

    DATA = "data"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"
    HEADER = "header"
    SECOND_TABLE = "second_table"  # the titles of another table below this one
    SECTION = "section"  # the title of a part, or a line that sums up those below it
    LEGEND = "legend"  # what to type in the columns, an example
    TITLE_ALONE = "title_alone"  # a part or an action: its table tells


_TOTAL = re.compile(
    r"(?:sous[- ]?tota(?:l|ux)|s\.?[/-]\.?t\.?\b|s[- ]total|st\b(?= |$)|tota(?:l|ux)\b|cumul\b"
    r"|somme\b|moyenne\b|grand total\b|average\b|sub-?total\b)"
)
_NOTE = re.compile(
    r"(?:n\.?b\.?\b|nota\b|note\b|remarque|rq\b|attention|legende|source ?:|sources ?:|\*|->|voir "
    r"|merci de|ne pas |exemple|ex\.? ?:|aide\b(?! publique)|mode d'emploi|consigne"
    r"|derniere mise a jour|mis a jour|maj\b)"
)


def is_blank(value: object) -> bool:
    """Whether a raw value shows nothing: None, spaces, or NaN."""
    if isinstance(value, str):
        # Nearly every cell begins with a letter or a digit, and then shows it.
        return not value[:1].isalnum() and (not value or value.isspace() or not fold(value))
    return is_void(value)


def classify(row: Sequence[object], header: Header, table: TableSchema) -> RowKind:
    """What a row is, from its raw values alone."""
    shown = [(column, value) for column, cell in enumerate(row) if not is_blank(value := raw(cell))]
    # An unticked box is FAUX in every row on which a sheet offers one.
    if all(value is False for _, value in shown):
        return RowKind.BLANK
    if repeats_header(row, header):
        return RowKind.HEADER
    by_column = dict(shown)
    known = {name: by_column[c] for name, c in header.columns.items() if c in by_column}
    identity = known.get(table.identity) if table.identity else None
    first_text = next((fold(v) for _, v in shown if isinstance(v, str)), "")
    if _is_total(first_text, identity, known, table):
        return RowKind.TOTAL
    if not known:
        return RowKind.NOTE
    if identity is not None and _looks_like_id(identity):
        return RowKind.DATA
    return _weigh(known, first_text, identity, table)


def _is_total(
    first_text: str, identity: object, known: Mapping[str, object], table: TableSchema
) -> bool:
    if not _TOTAL.match(first_text):
        return False
    if isinstance(identity, str) and fold(identity) == first_text:
        return True
    if identity is not None:
        return False  # « A2.4 | Total des volumes à contractualiser » is an action
    naming = [column.name for column in table.naming if column.name in known]
    return len(naming) < max(2, len(table.naming)) or table.identity is not None


def _weigh(
    known: Mapping[str, object], first_text: str, identity: object, table: TableSchema
) -> RowKind:
    """A row whose identity is absent or unlike one: data when it says at least two things."""
    kinds = {column.name: column.kind for column in table.columns}
    if len(known) == 1:
        return RowKind.NOTE
    if _NOTE.match(first_text) and len(known) <= 2:
        return RowKind.NOTE
    groups = {column.name for column in table.columns if column.group}
    identifying = [name for name in known if name not in groups]
    if table.identity and identity is None and len(identifying) == 1:
        return RowKind.NOTE
    only_defaults = all(
        kinds[name] in (ColumnKind.STATUS, ColumnKind.YESNO) for name in identifying
    )
    return RowKind.NOTE if only_defaults else RowKind.DATA


def _looks_like_id(value: object) -> bool:
    """`A2.3`, 12, `D-2026-014` or a word; not « attention voir avec Paul »."""
    if not isinstance(value, str):
        return True
    folded = fold(value)
    if len(folded) > 40 or _NOTE.match(folded):
        return False
    return " " not in folded or (any(map(str.isdigit, folded)) and folded.count(" ") <= 2)


def repeats_header(row: Sequence[object], header: Header) -> bool:
    """Whether a row holds the titles of the header again, as at a page break."""
    same = total = 0
    for column in header.columns.values():
        cell = row[column] if column < len(row) else None
        if is_blank(raw(cell)):
            continue
        total += 1
        label = header_words(cell)
        same += bool(label) and header_key(header.labels[column]).endswith(
            header_key(label) or "\0"
        )
    return same >= 2 and same >= 0.6 * total


def is_struck(row: Sequence[object], header: Header, table: TableSchema) -> bool:
    """Whether a data row is struck through: its identity, or at least half of its cells."""
    cells = [row[c] for c in header.columns.values() if c < len(row) and not is_blank(raw(row[c]))]
    struck = [cell for cell in cells if type(cell) is Cell and cell.struck]
    if not struck:
        return False
    at = header.columns.get(table.identity or "")
    identity = row[at] if at is not None and at < len(row) else None
    if type(identity) is Cell and identity.struck and not is_blank(identity.value):
        return True
    return 2 * len(struck) >= len(cells)


Rows = Sequence[Sequence[object]]

# Fewer titles are a remark in two columns: « Légende », « vert ».
FEWEST_TITLES = 3
# Titles of columns that no table of ours has are rarely more than these in a row of titles.
KNOWN_SHARE = 0.5

# Where a title of a column is no value.
_NO_TITLES = frozenset(
    (
        ColumnKind.DATE,
        ColumnKind.NUMBER,
        ColumnKind.MONEY,
        ColumnKind.PERCENT,
        ColumnKind.PROGRESS,
        ColumnKind.QUANTITY,
        ColumnKind.STATUS,
        ColumnKind.EMAIL,
        ColumnKind.ID,
    )
)


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
    titles: dict[int, str] = {}
    for column, cell in enumerate(row):
        value = raw(cell)
        if isinstance(value, str):
            if not is_blank(value):
                titles[column] = header_words(cell)
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
    keys = {header_key(header_words(cell)) for cell in row} - {""}
    scores = {
        table.title: sum(
            not keys.isdisjoint(map(header_key, (column.header, *column.aliases)))
            for column in table.columns
        )
        for table in TABLES
    }
    best = max(scores, key=lambda title: scores[title])
    return best if scores[best] >= FEWEST_TITLES else None
