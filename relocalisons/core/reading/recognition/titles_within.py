"""Pure: titles that nobody knows, among the lines of a table: another one begins there.

Read on as lines of the first one, they would be an action and those below them its neighbours.
"""

from collections.abc import Sequence

from relocalisons.core.kernel.model import Column, ColumnKind, Doubt, TableSchema, raw
from relocalisons.core.reading.cells.readers import read_date, read_status
from relocalisons.core.reading.cells.words import is_void
from relocalisons.core.reading.headers import Header, header_words
from relocalisons.core.reading.labels import header_key
from relocalisons.core.reading.recognition.lexicon import SURE, Lexicon
from relocalisons.core.reading.recognition.titles_row import TitlesRow

Rows = Sequence[Sequence[object]]

_SHORT = 40  # signs of a title
_READERS = {ColumnKind.DATE: read_date, ColumnKind.STATUS: read_status}


def title_row_at(rows: Rows, at: int) -> TitlesRow:
    """A row (0-based) taken as one of titles."""
    labels = {
        column: label for column, cell in enumerate(rows[at]) if (label := header_words(cell))
    }
    return TitlesRow(first_row=at, last_row=at, labels=labels, score=0.0)


def find_titles_within(
    rows: Rows, own: Sequence[int], header: Header, table: TableSchema, lexicon: Lexicon
) -> Sequence[int] | None:
    """The rows (0-based) of another table among those of a table, from its titles on; or None.

    It ends where the titles of the first table come back.
    """
    typed = {
        header.columns[column.name]: column
        for column in table.columns
        if column.kind in _READERS and column.name in header.columns
    }
    for place, at in enumerate(own[:-1]):
        after_a_gap = at > 0 and _said(rows[at - 1]) <= 1
        if _is_again(rows[at], header):
            continue
        if not after_a_gap or not _are_titles(rows[at], typed, lexicon) or _said(rows[at + 1]) < 2:
            continue
        rest = list(own[place:])
        again = [n for n, row in enumerate(rest) if n and _is_again(rows[row], header)]
        return rest[: again[0]] if again else rest
    return None


def _said(row: Sequence[object]) -> int:
    return sum(not is_void(value := raw(cell)) and value != "" for cell in row)


def _are_titles(row: Sequence[object], typed: dict[int, Column], lexicon: Lexicon) -> bool:
    """Short different words, one of them a title that is known or two where a date or a status is.

    None of them reads where a date or a status stands in the table above.
    """
    texts: dict[int, str] = {}
    for column, cell in enumerate(row):
        value = raw(cell)
        if is_void(value) or value == "":
            continue
        if not isinstance(value, str) or len(value) > _SHORT or any(map(str.isdigit, value)):
            return False
        texts[column] = header_words(cell)
    if len(texts) < 2 or len(set(map(header_key, texts.values()))) < len(texts):
        return False
    there = [column for column in typed if column in texts]
    if any(_READERS[typed[c].kind](texts[c]).doubt is not Doubt.UNREADABLE for c in there):
        return False
    known = any(fit.likeness >= SURE for label in texts.values() for fit in lexicon.known(label))
    return bool(there) and (known or len(there) > 1)


def _is_again(row: Sequence[object], header: Header) -> bool:
    labels = {header_key(header_words(cell)) for cell in row} - {""}
    own = {header_key(header.labels[column]) for column in header.columns.values()}
    return len(labels & own) >= 2
