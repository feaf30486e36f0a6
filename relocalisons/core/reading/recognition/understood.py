"""Pure: what each column of a tab was taken for and why, and which rows are no lines, in words."""

from collections.abc import Iterator, Sequence

from relocalisons.core.kernel.model import (
    ColumnUnderstood,
    IgnoredRow,
    Sureness,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells.advice import shown
from relocalisons.core.reading.headers import Header
from relocalisons.core.reading.rows import RowKind, is_blank

_WHY = {
    RowKind.TOTAL: "un total",
    RowKind.NOTE: "une remarque",
    RowKind.HEADER: "les titres des colonnes, répétés",
    RowKind.SECOND_TABLE: "les titres d’un autre tableau",
}


def columns_understood(header: Header, table: TableSchema) -> tuple[ColumnUnderstood, ...]:
    """Every column that has a title, from left to right."""
    meanings = {column: name for name, column in header.columns.items()}
    return tuple(
        ColumnUnderstood(
            column=column,
            label=label,
            meaning=meanings.get(column),
            sureness=Sureness.KNOWN if column in meanings else Sureness.UNREAD,
            why=_why(column, meanings.get(column), header, table),
        )
        for column, label in sorted(header.labels.items())
    )


def _why(column: int, meaning: str | None, header: Header, table: TableSchema) -> str:
    if meaning is not None:
        return "titre connu"
    for name, claimants in header.clashes.items():
        if column in claimants:
            wanted = french.quote(table.column(name).header)
            return f"plusieurs colonnes veulent dire {wanted}"
    return "titre inconnu"


def rows_ignored(
    rows: Sequence[Sequence[object]], kinds: Sequence[tuple[int, RowKind]]
) -> Iterator[IgnoredRow]:
    """The rows below a header that are no lines, in order; blank ones are not worth a word."""
    for at, kind in kinds:
        if kind in _WHY:
            said = next(raw(cell) for cell in rows[at] if not is_blank(raw(cell)))
            text = french.shorten(said, limit=120) if isinstance(said, str) else shown(said)
            yield IgnoredRow(row=at + 1, text=text.strip("«»\u00a0 "), why=_WHY[kind])
