"""Pure: what is wrong with the rows and cells of a table, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relocalisons.core.kernel.definition import Column, ColumnKind, TableSchema
from relocalisons.core.kernel.model import ActionStatus, Doubt, Reading
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells.advice import advise, shown
from relocalisons.core.reading.headers import Header, column_letter, label_of, raw
from relocalisons.core.reading.issues import DataIssue, IssueKind
from relocalisons.core.reading.rows import RowKind, is_blank
from relocalisons.core.reading.said_ends import END, SAID_IN
from relocalisons.core.reading.stacked import title_of_table

Readings = Mapping[int, Mapping[str, Reading[Any]]]

# Any text is a text: these columns are only unreadable where they hold an error value.
LENIENT = frozenset(
    (ColumnKind.TEXT, ColumnKind.CHOICE, ColumnKind.PARTNER, ColumnKind.URL, ColumnKind.YESNO)
)

_TOLD = {
    RowKind.TOTAL: (
        IssueKind.ROW_TOTAL,
        "Cette ligne est un total : elle n’est jamais additionnée.",
    ),
    RowKind.NOTE: (
        IssueKind.ROW_NOTE,
        "Cette ligne est lue comme une remarque, pas comme une donnée : donnez-lui un numéro si "
        "elle en est une.",
    ),
    RowKind.HEADER: (
        IssueKind.ROW_HEADER,
        "Cette ligne répète les titres des colonnes : elle n’est pas lue comme une donnée.",
    ),
}


def row_issue(
    kind: RowKind, row: Sequence[object], at: int, table: TableSchema
) -> DataIssue | None:
    """What is said of the row `at` (0-based) that is no data; nothing of a blank one."""
    if kind is RowKind.SECOND_TABLE:
        return _second_table(row, at, table)
    if kind not in _TOLD:
        return None
    issue, sentence = _TOLD[kind]
    first = next(column for column, cell in enumerate(row) if not is_blank(raw(cell)))
    return DataIssue(
        kind=issue,
        table=table.name,
        column=None,
        row=at + 1,
        cell=f"{column_letter(first)}{at + 1}",
        found=_short(raw(row[first])),
        fix=advise(sentence),
    )


def _second_table(row: Sequence[object], at: int, table: TableSchema) -> DataIssue:
    titles = [label for cell in row if (label := label_of(cell))]
    other = title_of_table(row)
    name = f" (« {other} »)" if other and other != table.title else ""
    first = next(column for column, cell in enumerate(row) if not is_blank(raw(cell)))
    return DataIssue(
        kind=IssueKind.SECOND_TABLE,
        table=table.name,
        column=None,
        row=at + 1,
        cell=f"{column_letter(first)}{at + 1}",
        found=french.shorten(" | ".join(titles), limit=120),
        fix=advise(
            f"Un second tableau{name} commence à la ligne {at + 1}, sous « {table.title} » : il "
            "n’est pas lu. Mettez-le dans un onglet à lui."
        ),
    )


def keep_first(
    readings: Readings, struck: frozenset[int], header: Header, table: TableSchema
) -> tuple[list[int], list[DataIssue]]:
    """Rows to keep: of two rows with one identity the first, a struck one giving way."""
    identity = table.identity
    if identity is None or identity not in header.columns:
        return list(readings), []
    letter = column_letter(header.columns[identity])
    groups: dict[str, list[int]] = {}
    for row, cells in readings.items():
        value = cells[identity].value
        if isinstance(value, str):
            groups.setdefault(value.casefold().replace(" ", ""), []).append(row)
    dropped: set[int] = set()
    issues: list[DataIssue] = []
    for rows in (rows for rows in groups.values() if len(rows) > 1):
        live = [row for row in rows if row not in struck] or rows[:1]
        keep = live[0]
        dropped |= set(rows) - {keep}
        row_id = str(readings[keep][identity].value)
        for row in rows:
            if row != keep:
                again = row in live
                issues.append(_double(table, row_id, keep, row, f"{letter}{row + 1}", again=again))
    return [row for row in readings if row not in dropped], issues


def _double(
    table: TableSchema, row_id: str, keep: int, row: int, cell: str, *, again: bool
) -> DataIssue:
    if again:
        kind = IssueKind.DUPLICATE_ID
        fix = (
            f"Le numéro « {row_id} » est déjà celui de la ligne {keep + 1}, seule prise en compte "
            f": donnez un autre numéro à la ligne {row + 1}, ou supprimez-la."
        )
    else:
        kind = IssueKind.ROW_STRUCK_DUPLICATE
        fix = f"La ligne barrée « {row_id} » est remplacée par la ligne {keep + 1}."
    return DataIssue(
        kind=kind,
        table=table.name,
        column=table.identity,
        row=row + 1,
        cell=cell,
        found=row_id[:120],
        fix=advise(fix),
        row_id=row_id,
    )


def cell_issues(
    readings: Readings,
    *,
    kept: Sequence[int],
    struck: frozenset[int],
    header: Header,
    table: TableSchema,
) -> Iterator[DataIssue]:
    """Doubtful and missing cells of the rows that count: neither struck through nor given up."""
    columns = [(c, c.name) for c in table.columns if c.name in header.columns]
    if SAID_IN in header.columns and END not in header.columns:
        # What a status says of the end of an action is asked where it is said.
        columns += [(c, SAID_IN) for c in table.columns if c.name == END]
    status = next((c.name for c, _ in columns if c.kind is ColumnKind.STATUS), None)
    for row in kept:
        cells = readings[row]
        is_dropped = status is not None and cells[status].value is ActionStatus.DROPPED
        if row in struck or is_dropped:
            continue
        row_id = cells[table.identity].value if table.identity else None
        for column, where in columns:
            kind = _kind_of(column, cells[column.name])
            if kind is None:
                continue
            yield DataIssue(
                kind=kind,
                table=table.name,
                column=where,
                row=row + 1,
                cell=f"{column_letter(header.columns[where])}{row + 1}",
                found=_short(cells[column.name].found),
                fix=cells[column.name].fix or _missing(column),
                row_id=row_id if isinstance(row_id, str) else None,
            )


def _kind_of(column: Column, reading: Reading[Any]) -> IssueKind | None:
    if reading.doubt is Doubt.ABSENT:
        return IssueKind.CELL_MISSING if column.required else None
    if column.kind in LENIENT:
        is_error = reading.doubt is Doubt.UNREADABLE and column.kind is not ColumnKind.YESNO
        return IssueKind.CELL_UNREADABLE if is_error else None
    if reading.doubt is Doubt.UNREADABLE:
        return IssueKind.CELL_UNREADABLE
    return IssueKind.CELL_AMBIGUOUS if reading.doubt is Doubt.AMBIGUOUS else None


def _missing(column: Column) -> str:
    return advise(f"La case « {column.header} » est vide : remplissez-la.")


def _short(value: object) -> str:
    """A raw value as a text of at most 120 characters, for the report."""
    if value is None:
        return ""
    if isinstance(value, str):
        return french.shorten(value, limit=120)
    return shown(value).strip("«» \u00a0")
