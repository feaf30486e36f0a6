"""Pure: tables out of reach, or not wholly read, as findings: a workbook is told once for all."""

from collections.abc import Collection, Iterable

from relocalisons.core.kernel.model import Finding, KnownLine, Partner, WorkbookGrid
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.sources.structure import (
    SourceKind,
    columns_missing,
    tab_missing,
    tab_renamed,
    table_emptied,
    workbook_unreachable,
)
from relocalisons.core.sources.table_problems import TableProblem
from relocalisons.core.tables import BY_NAME


def tabs_removed(
    lines: Iterable[KnownLine], *, workbooks: Iterable[WorkbookGrid]
) -> frozenset[tuple[str, str]]:
    """(table, file id) of the lines that were read in a tab which is no more in its workbook.

    Where the tab still stands under another title, or « Sources » names another one, she mends it.
    """
    standing = {book.file_id: {tab.sheet_id for tab in book.tabs} for book in workbooks}
    held: dict[tuple[str, str], set[int]] = {}
    for line in lines:
        if line.gone_at is None:
            held.setdefault((line.table, line.file_id), set()).add(line.sheet_id)
    return frozenset(
        where for where, tabs in held.items() if tabs.isdisjoint(standing.get(where[1], tabs))
    )


def describe_problems(
    problems: Iterable[TableProblem],
    *,
    partners: tuple[Partner, ...],
    removed: Collection[tuple[str, str]] = (),
) -> tuple[Finding, ...]:
    """Tables out of reach, in words; a workbook that cannot be read is told once for all.

    `removed`: see `tabs_removed`.
    """
    unread: dict[str, list[TableProblem]] = {}
    found: list[Finding] = []
    for problem in problems:
        if problem.kind is SourceKind.SOURCE_UNREACHABLE:
            unread.setdefault(problem.entry.file_id, []).append(problem)
        else:
            found.append(describe_problem(problem, partners=partners, removed=removed))
    return (*found, *(_unreachable(each, partners=partners) for each in unread.values()))


def _unreachable(problems: list[TableProblem], *, partners: tuple[Partner, ...]) -> Finding:
    first = problems[0]
    owners = {problem.entry.partner for problem in problems}
    code = first.entry.partner if len(owners) == 1 else None
    return workbook_unreachable(
        subject=f"{code or PILOTAGE}/{first.entry.file_id}",
        tables=tuple(dict.fromkeys(BY_NAME[one.entry.table].title for one in problems)),
        workbook=first.place.workbook,
        message=first.message,
        advice=first.advice,
        place=first.place,
        partner=next((each for each in partners if each.code == code), None),
        stale_since=first.stale_since,
    )


def describe_problem(
    problem: TableProblem,
    *,
    partners: tuple[Partner, ...],
    removed: Collection[tuple[str, str]] = (),
) -> Finding:
    """A table out of reach, in words."""
    entry = problem.entry
    table = BY_NAME[entry.table]
    subject = f"{entry.partner or PILOTAGE}/{entry.table}"
    partner = next((each for each in partners if each.code == entry.partner), None)
    if problem.kind is SourceKind.TAB_MISSING:
        return tab_missing(
            subject=subject,
            table_title=table.title,
            wanted=entry.tab,
            tabs=problem.names,
            renamed=problem.renamed,
            place=problem.place,
            partner=partner,
            stale_since=problem.stale_since,
            removed=(entry.table, entry.file_id) in removed,
        )
    if problem.kind is SourceKind.TAB_RENAMED:
        return tab_renamed(subject=subject, wanted=entry.tab, place=problem.place, partner=partner)
    if problem.kind is SourceKind.COLUMN_MISSING:
        return columns_missing(
            subject=subject,
            table_title=table.title,
            headers=problem.names,
            advice=problem.message,
            place=problem.place,
            partner=partner,
            stale_since=problem.stale_since,
            stops=problem.stops,
            guessed=problem.guessed,
        )
    if problem.kind is SourceKind.TABLE_EMPTIED:
        return table_emptied(
            subject=subject,
            table_title=table.title,
            rows_before=problem.rows_before,
            place=problem.place,
            partner=partner,
            stale_since=problem.stale_since,
        )
    return _unreachable([problem], partners=partners)
