"""Pure: what is wrong with the header of a table, in words."""

from collections.abc import Iterable, Mapping, Sequence

from relocalisons.core.kernel.definition import Column, TableSchema
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells.advice import advise
from relocalisons.core.reading.headers import Header, column_letter, raw
from relocalisons.core.reading.issues import DataIssue, IssueKind
from relocalisons.core.reading.labels import suggest, vocabulary
from relocalisons.core.reading.rows import is_blank


def header_missing(
    rows: Sequence[Sequence[object]], table: TableSchema, header_row: int | None
) -> DataIssue:
    """No row names enough columns of the table, or the tab is empty."""
    wanted = french.join_words([french.quote(column.header) for column in table.required])
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
    """Required columns that are missing, columns that clash, labels that resemble a column."""
    issues = []
    words = vocabulary(table, aliases)
    missing = [c for c in table.columns if c.name not in header.columns]
    for column in missing:
        if column.name in header.clashes:
            issues.append(_clash_issue(column, header, table))
    wanted = {column.name for column in missing if column.name not in header.clashes}
    close = {
        at: name for at in header.unknown if (name := suggest(header.labels[at], words, wanted))
    }
    for column in missing:
        near = [at for at, name in close.items() if name == column.name]
        if column.required:
            issues.append(_missing_issue(column, near, header, table))
        if near:
            issues.append(_suggestion_issue(column, near[0], header, table))
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
