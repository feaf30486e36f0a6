"""Pure: what each row below a header is: data, total, note, blank or the header again."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from relocalisons.core.kernel.definition import ColumnKind, TableSchema
from relocalisons.core.kernel.model import Cell
from relocalisons.core.reading.cells.words import fold, is_void
from relocalisons.core.reading.headers import Header, label_of, raw
from relocalisons.core.reading.labels import header_key


class RowKind(StrEnum):
    """What a row is."""

    DATA = "data"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"
    HEADER = "header"
    SECOND_TABLE = "second_table"  # the titles of another table below this one


_TOTAL = re.compile(
    r"(?:sous[- ]?tota(?:l|ux)|s\.?[/-]\.?t\.?\b|s[- ]total|st\b(?= |$)|tota(?:l|ux)\b|cumul\b"
    r"|somme\b|moyenne\b)"
)
_NOTE = re.compile(
    r"(?:n\.?b\.?\b|nota\b|note\b|remarque|rq\b|attention|legende|source ?:|sources ?:|\*|->|voir "
    r"|merci de|ne pas |exemple|ex\.? ?:|aide\b|mode d'emploi|consigne|derniere mise a jour"
    r"|mis a jour|maj\b)"
)


def is_blank(value: object) -> bool:
    """Whether a raw value shows nothing: None, spaces, or NaN."""
    if isinstance(value, str):
        return not value or value.isspace() or not fold(value)
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
    required = [column.name for column in table.required if column.name in known]
    return len(required) < max(2, len(table.required)) or table.identity is not None


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
        label = label_of(cell)
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
