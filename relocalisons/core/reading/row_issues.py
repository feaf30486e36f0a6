"""Pure: what is wrong with the header, the rows and the cells of a table, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from relocalisons.core.kernel.model import (
    Column,
    DataIssue,
    IssueKind,
    Reading,
    TableReading,
    TableSchema,
    column_letter,
    raw,
)
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cell_issues import short
from relocalisons.core.reading.cells.advice import advise
from relocalisons.core.reading.headers import Header, header_words, is_complete
from relocalisons.core.reading.labels import suggest, vocabulary
from relocalisons.core.reading.recognition.tables_found import FoundColumns
from relocalisons.core.reading.rows import RowKind, is_blank, title_of_table

Readings = Mapping[int, Mapping[str, Reading[Any]]]

# How alike a title must be to one that we know for its cells to be in doubt, instead of nothing.
LIKE_ENOUGH = 0.7

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
    RowKind.LEGEND: (
        IssueKind.ROW_NOTE,
        "Cette ligne dit quoi remplir : elle n’est pas lue comme une donnée.",
    ),
    RowKind.SECTION: (
        IssueKind.ROW_NOTE,
        "Cette ligne est lue comme le titre des lignes qui suivent, pas comme une donnée.",
    ),
    RowKind.SECOND_TABLE: (IssueKind.SECOND_TABLE, ""),  # its sentence says which
    RowKind.HEADER: (
        IssueKind.ROW_HEADER,
        "Cette ligne répète les titres des colonnes : elle n’est pas lue comme une donnée.",
    ),
}


def row_issue(
    kind: RowKind, row: Sequence[object], at: int, table: TableSchema
) -> DataIssue | None:
    """What is said of the row `at` (0-based) that is no data; nothing of a blank one."""
    if kind not in _TOLD:
        return None
    issue, sentence = _TOLD[kind]
    first = next(column for column, cell in enumerate(row) if not is_blank(raw(cell)))
    found = short(raw(row[first]))
    if kind is RowKind.SECOND_TABLE:
        found, sentence = _second_table(row, at, table)
    return DataIssue(
        kind=issue,
        table=table.name,
        column=None,
        row=at + 1,
        cell=f"{column_letter(first)}{at + 1}",
        found=found,
        fix=advise(sentence),
    )


def _second_table(row: Sequence[object], at: int, table: TableSchema) -> tuple[str, str]:
    """The titles of another table, and what is said of it."""
    titles = [label for cell in row if (label := header_words(cell))]
    other = title_of_table(row)
    name = f" (« {other} »)" if other and other != table.title else ""
    return french.shorten(" | ".join(titles), limit=120), (
        f"Un second tableau{name} commence à la ligne {at + 1}, sous « {table.title} » : il "
        "n’est pas lu. Mettez-le dans un onglet à lui."
    )


def keep_first(
    readings: Readings,
    struck: frozenset[int],
    table: TableSchema,
    *,
    columns: Callable[[int], Mapping[str, int]],
) -> tuple[list[int], list[DataIssue]]:
    """Rows to keep: of two rows with one identity the first, a struck one giving way.

    `columns`: where each canonical column stands in a row.
    """
    identity = table.identity
    if identity is None:
        return list(readings), []
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
                cell = f"{column_letter(columns(row)[identity])}{row + 1}"
                issues.append(_double(table, row_id, keep, row, cell, again=again))
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


def header_missing(
    rows: Sequence[Sequence[object]], table: TableSchema, header_row: int | None
) -> DataIssue:
    """No row names enough columns of the table, or the tab is empty."""
    titles = [french.quote(column.header) for column in table.needed]
    if table.either:
        titles.append(
            french.join_words([french.quote(c.header) for c in table.either if c.asked], last="ou")
            or french.quote(table.either[0].header)
        )
    wanted = french.join_words(titles)
    if all(is_blank(raw(cell)) for row in rows for cell in row):
        state = "L’onglet est vide"
    else:
        where = f" à la ligne {header_row}" if header_row else ""
        state = f"La ligne d’en-tête du tableau « {table.title} » n’a pas été trouvée{where}"
    return DataIssue(
        kind=IssueKind.HEADER_MISSING,
        table=table.name,
        column=None,
        row=None,
        cell="",
        found="",
        fix=advise(f"{state} : remettez une ligne de titres de colonnes avec {wanted}."),
    )


def column_issues(
    header: Header, table: TableSchema, aliases: Mapping[str, Iterable[str]]
) -> list[DataIssue]:
    """Needed columns that are missing, columns that clash, labels that resemble a column."""
    words = vocabulary(table, aliases)
    missing = [c for c in table.columns if c.name not in header.columns]
    issues = [
        _clash_issue(column, header, table) for column in missing if column.name in header.clashes
    ]
    wanted = {column.name for column in missing if column.name not in header.clashes}
    close = {
        at: name for at in header.unknown if (name := suggest(header.labels[at], words, wanted))
    }
    for column in missing:
        near = [at for at, name in close.items() if name == column.name]
        if column.needed:
            issues.append(_missing_issue(column, near, header, table))
        if near:
            issues.append(_suggestion_issue(column, near[0], header, table))
    known = {column.name for column in table.columns} - wanted
    if (
        table.either
        and not is_complete(header, table)
        and known.isdisjoint(column.name for column in table.either)
    ):
        issues.append(_missing_issue(table.either[0], [], header, table))
    return issues


def _clash_issue(column: Column, header: Header, table: TableSchema) -> DataIssue:
    letters = [column_letter(at) for at in header.clashes[column.name]]
    labels = " | ".join(header.labels[at] for at in header.clashes[column.name])
    return DataIssue(
        kind=IssueKind.COLUMN_DUPLICATE,
        table=table.name,
        column=column.name,
        row=header.last_row + 1,
        cell=f"{letters[1]}{header.last_row + 1}",
        found=labels[:120],
        fix=advise(
            f"Les colonnes {french.join_words(letters)} veulent toutes dire « {column.header} » : "
            "donnez un autre titre à celles qu’il ne faut pas lire."
        ),
    )


def _missing_issue(
    column: Column, near: list[int], header: Header, table: TableSchema
) -> DataIssue:
    labels = [label for _, label in sorted(header.labels.items())]
    hint = (
        f" La colonne {column_letter(near[0])} « {header.labels[near[0]]} » y ressemble."
        if near
        else ""
    )
    return DataIssue(
        kind=IssueKind.COLUMN_MISSING,
        table=table.name,
        column=column.name,
        row=header.last_row + 1,
        cell="",
        found=french.shorten(" | ".join(labels), limit=120),
        fix=advise(
            f"La colonne « {column.header} » manque dans le tableau « {table.title} » : "
            f"ajoutez-la, ou redonnez ce titre à la colonne qui la remplace.{hint}"
        ),
    )


def _suggestion_issue(column: Column, at: int, header: Header, table: TableSchema) -> DataIssue:
    letter = column_letter(at)
    return DataIssue(
        kind=IssueKind.COLUMN_SUGGESTED,
        table=table.name,
        column=column.name,
        row=header.last_row + 1,
        cell=f"{letter}{header.last_row + 1}",
        found=header.labels[at][:120],
        fix=advise(
            f"La colonne {letter} « {header.labels[at]} » ressemble à « {column.header} » mais "
            f"n’est pas lue : si c’est bien elle, renommez-la « {column.header} »."
        ),
    )


def likely_issues(found: FoundColumns, table: TableSchema) -> Iterator[DataIssue]:
    """Columns that clash, and those that are only likely and not read: each is asked about."""
    header = found.header
    for name in header.clashes:
        yield _clash_issue(table.column(name), header, table)
    for column in table.columns:
        claim = found.pairs.likely.get(column.name)
        is_read = claim is None or column.name in header.columns
        if claim is not None and not is_read and claim.likeness >= LIKE_ENOUGH:
            yield _suggestion_issue(column, claim.column, header, table)


def unsure_lines(
    rows: Sequence[Sequence[object]], unsure: Sequence[int], header: Header, table: TableSchema
) -> Iterator[DataIssue]:
    """One question about all lines that have a title and nothing more."""
    if not unsure:
        return
    at = header.columns["title"]
    titles = [french.quote(french.shorten(str(raw(rows[row][at])), limit=40)) for row in unsure]
    lines = french.join_words([str(row + 1) for row in unsure[:20]])
    yield DataIssue(
        kind=IssueKind.TITLES_ALONE,
        table=table.name,
        column="title",
        row=None,
        cell=f"{column_letter(at)}{unsure[0] + 1}",
        found=french.shorten(french.join_words(titles), limit=120),
        fix=advise(
            f"Les lignes {lines} n’ont qu’un titre : elles sont lues comme des actions sans date. "
            "Si ce sont des titres de parties, écrivez-les en majuscules."
            if len(unsure) > 1
            else f"La ligne {lines} n’a qu’un titre : elle est lue comme une action sans date. Si "
            "c’est le titre d’une partie, écrivez-le en majuscules."
        ),
    )


def other_table(
    rows: Sequence[Sequence[object]], other: TableReading, table: TableSchema
) -> DataIssue:
    """Another table of the same kind in the tab, where only one was asked for."""
    at = max((other.header_row or 1) - 1, 0)
    return DataIssue(
        kind=IssueKind.SECOND_TABLE,
        table=table.name,
        column=None,
        row=at + 1,
        cell=f"A{at + 1}",
        found=french.shorten(
            " | ".join(label for c in rows[at] if (label := header_words(c))), limit=120
        ),
        fix=advise(
            f"Un second tableau « {table.title} » commence à la ligne {at + 1} : mettez-le dans un "
            "onglet à lui, ou donnez-lui les mêmes titres."
        ),
    )
