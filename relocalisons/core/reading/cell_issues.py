"""Pure: cells in doubt and empty ones that are asked for; a column of them is one question.

A cell is asked about by itself while it is an exception. Where most lines of a column say nothing,
or nothing that can be read, that is how the sheet is kept: it is said once for the whole column.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from relocalisons.core.kernel.model import (
    ActionStatus,
    Column,
    ColumnKind,
    DataIssue,
    Doubt,
    IssueKind,
    Reading,
    TableSchema,
    column_letter,
)
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells.advice import advise, shown
from relocalisons.core.reading.cells.words import fold, says_endless
from relocalisons.core.reading.headers import Header
from relocalisons.core.reading.said_ends import END, SAID_IN

Readings = Mapping[int, Mapping[str, Reading[Any]]]

# Any text is a text: these columns are only unreadable where they hold an error value.
LENIENT = frozenset(
    (ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.PARTNER, ColumnKind.URL, ColumnKind.YESNO)
)
# From so many lines on, and from that share of all, a column is asked about instead of its cells.
FEWEST_TOGETHER = 5
SHARE_TOGETHER = 0.5
_MOST_QUOTED = 3

_TOGETHER = {
    IssueKind.CELL_MISSING: IssueKind.COLUMN_EMPTY,
    IssueKind.CELL_UNREADABLE: IssueKind.COLUMN_DOUBTFUL,
    IssueKind.CELL_AMBIGUOUS: IssueKind.COLUMN_DOUBTFUL,
}


def cell_issues(
    readings: Readings,
    *,
    kept: Sequence[int],
    struck: frozenset[int],
    header: Header,
    table: TableSchema,
    unsure: Collection[int] = (),
) -> Iterator[DataIssue]:
    """Doubtful and missing cells of the rows that count: neither struck through nor given up.

    `unsure` rows are asked about as a whole elsewhere: none of their cells is missing.
    """
    columns = [(c, c.name) for c in table.columns if c.name in header.columns]
    if SAID_IN in header.columns and END not in header.columns:
        # What a status says of the end of an action is asked where it is said.
        columns += [(c, SAID_IN) for c in table.columns if c.name == END]
    status = next((c.name for c, _ in columns if c.kind is ColumnKind.STATUS), None)
    counted = [
        row
        for row in kept
        if row not in struck
        and row not in unsure
        and (status is None or readings[row][status].value is not ActionStatus.DROPPED)
    ]
    together: dict[str, IssueKind] = {}
    for column, where in columns:
        kinds = [_kind_of(column, readings[row][column.name]) for row in counted]
        for kind, told in _TOGETHER.items():
            count = kinds.count(kind)
            if count >= FEWEST_TOGETHER and count >= SHARE_TOGETHER * len(counted):
                together[column.name] = kind
                rows = [row for row, one in zip(counted, kinds, strict=True) if one is kind]
                cells = [readings[row][column.name] for row in rows]
                issue = _of_column(told, column, cells, len(counted), header, table, where)
                yield replace(issue, rows=tuple(row + 1 for row in rows))
    for row in counted:
        cells = readings[row]
        row_id = cells[table.identity].value if table.identity else None
        for column, where in columns:
            kind = _kind_of(column, cells[column.name])
            if kind is None or together.get(column.name) is kind:
                continue
            yield DataIssue(
                kind=kind,
                table=table.name,
                column=where,
                row=row + 1,
                cell=f"{column_letter(header.columns[where])}{row + 1}",
                found=short(cells[column.name].found),
                fix=cells[column.name].fix or _missing(column),
                row_id=row_id if isinstance(row_id, str) else None,
            )


def _kind_of(column: Column, reading: Reading[Any]) -> IssueKind | None:
    if reading.doubt is Doubt.ABSENT:
        return IssueKind.CELL_MISSING if column.asked and not _is_endless(column, reading) else None
    if column.kind in LENIENT:
        is_error = reading.doubt is Doubt.UNREADABLE and column.kind is not ColumnKind.YESNO
        return IssueKind.CELL_UNREADABLE if is_error else None
    if reading.doubt is Doubt.UNREADABLE:
        return IssueKind.CELL_UNREADABLE
    return IssueKind.CELL_AMBIGUOUS if reading.doubt is Doubt.AMBIGUOUS else None


def _is_endless(column: Column, reading: Reading[Any]) -> bool:
    """« en continu »: there is no end, so that none is missing."""
    found = reading.found
    return column.kind is ColumnKind.DATE and isinstance(found, str) and says_endless(fold(found))


def _of_column(
    kind: IssueKind,
    column: Column,
    cells: Sequence[Reading[Any]],
    lines: int,
    header: Header,
    table: TableSchema,
    where: str,
) -> DataIssue:
    at = header.columns[where]
    title = french.quote(header.labels.get(at) or column.header)
    count, total = french.count_of(len(cells), "ligne"), french.format_number(lines)
    found = list(dict.fromkeys(short(cell.found) for cell in cells if cell.found is not None))
    quoted = french.join_words([french.quote(text) for text in found[:_MOST_QUOTED]])
    if kind is IssueKind.COLUMN_EMPTY:
        fix = (
            f"La colonne {title} est vide sur {count} (de {total}) : remplissez-la, ou laissez-la."
        )
    else:
        first = next((cell.fix for cell in cells if cell.fix), "")
        fix = f"La colonne {title} ne se lit pas sur {count} (de {total}) : {quoted}. {first}"
    return DataIssue(
        kind=kind,
        table=table.name,
        column=where,
        row=None,
        cell=f"{column_letter(at)}{header.last_row + 1}",
        found=french.shorten(quoted, limit=120),
        fix=advise(fix.strip()),
    )


def _missing(column: Column) -> str:
    return advise(f"La case « {column.header} » est vide : remplissez-la.")


def short(value: object) -> str:
    """A raw value as a text of at most 120 characters, for the report."""
    if value is None:
        return ""
    if isinstance(value, str):
        return french.shorten(value, limit=120)
    return shown(value).strip("«» \u00a0")
