"""Pure: findings about tables stacked below one that is followed: they are not read, and told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from relocalisons.core.kernel.issues import DataIssue, IssueKind
from relocalisons.core.kernel.model import Audience, Finding, Partner, Severity, SourcedTable
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import NBSP, join_words, quote, typo
from relocalisons.core.sources.structure import SourceKind


def find_stacked_tables(
    tables: Mapping[str, tuple[SourcedTable, ...]],
    *,
    followed: Iterable[str],
    partners: tuple[Partner, ...],
) -> Iterator[Finding]:
    """One finding a table below which others begin, unless a line of « Sources » reads them.

    Such a line names the row of titles, on which the second header ends.
    """
    headers = {
        (table.workbook.file_id, table.tab.sheet_id, table.reading.header_row)
        for group in tables.values()
        for table in group
    }
    for table in (table for name in followed for table in tables.get(name, ())):
        book, tab = table.workbook.file_id, table.tab.sheet_id
        unread = [
            issue
            for issue in table.reading.issues
            if issue.kind is IssueKind.SECOND_TABLE
            and not {(book, tab, (issue.row or 0) + below) for below in (0, 1)} & headers
        ]
        if unread:
            owner = next((each for each in partners if each.code == table.partner), None)
            yield _stacked(table, unread, partner=owner)


def _stacked(table: SourcedTable, unread: list[DataIssue], *, partner: Partner | None) -> Finding:
    many = len(unread) > 1
    rows = join_words([str(issue.row) for issue in unread])
    begins = "d’autres tableaux commencent aux lignes" if many else "un autre commence à la ligne"
    order = "Les mettre chacun" if many else "Le mettre"
    ask = f", ou le demander à {contact_of(partner)}" if partner else ""
    place = table.place(unread[0].row or 1).cell("")
    return Finding(
        kind=SourceKind.SOURCE_TRUNCATED,
        subject=f"{table.owner}/{table.table.name}/second_table",
        partner=partner.code if partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"Sous le tableau {quote(typo(table.table.title))} de l’onglet "
        f"{quote(typo(table.tab.title))} du classeur {quote(typo(table.workbook.name))}, {begins} "
        f"{rows}{NBSP}: {'ils ne sont pas lus' if many else 'il n’est pas lu'}.",
        action=f"{order} dans un onglet à part{ask}, ou l’inscrire dans {quote('Sources')} avec sa "
        "ligne d’en-tête. Ce qui est au-dessus est lu et suivi.",
        label=f"{typo(table.workbook.name)} – {typo(table.tab.title)}",
        evidence=(replace(place, cell=unread[0].cell),),
        detail=" ".join(issue.fix for issue in unread),
    )
