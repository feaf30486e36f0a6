"""Pure: why a table of « Sources » could not be read tonight, or not wholly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from relocalisons.core.kernel.model import (
    CellRef,
    DataIssue,
    FindingKind,
    IssueKind,
    SourcedTable,
    Sureness,
    TabGrid,
    TableReading,
    Verdict,
    WorkbookGrid,
)
from relocalisons.core.kernel.rows import doubtful_columns
from relocalisons.core.sources.parts_gone import columns_lost, titles_lost
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.structure import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProblem:
    """Why a table could not be read tonight; it is worded once the partners are known."""

    kind: FindingKind
    entry: SourceEntry
    place: CellRef
    message: str = ""
    advice: str = ""  # what to do about it, when there is more to say than to look at the share
    names: tuple[str, ...] = ()  # the tabs found, or the headers missing
    renamed: str | None = None
    rows_before: int = 0
    stale_since: datetime | None = None  # the older reading that stands in, if any
    guessed: bool = False  # `names` are columns that wait for her « oui »
    stops: bool = True  # False when the rest of the table can still be followed


def link_leads_nowhere(entry: SourceEntry) -> TableProblem:
    """Its workbook was not read at all."""
    return TableProblem(
        kind=SourceKind.SOURCE_UNREACHABLE,
        entry=entry,
        place=place_of(entry, workbook=entry.file_id),
        message="le lien de « Sources » ne mène à aucun classeur lu",
    )


def tab_missing(entry: SourceEntry, workbook: WorkbookGrid) -> TableProblem:
    """No tab of that title; those that there are are named."""
    return TableProblem(
        kind=SourceKind.TAB_MISSING,
        entry=entry,
        place=place_of(entry, workbook=workbook.name),
        names=tuple(tab.title for tab in workbook.tabs),
    )


def tab_renamed(entry: SourceEntry, tab: TabGrid, *, workbook: WorkbookGrid) -> TableProblem:
    """The tab of a line of « Sources » bears another title; it is read all the same."""
    return TableProblem(
        kind=SourceKind.TAB_RENAMED,
        entry=entry,
        place=place_of(entry, workbook=workbook.name, tab=tab),
        renamed=tab.title,
        stops=False,
    )


def columns_missing(entry: SourceEntry, sourced: SourcedTable) -> TableProblem | None:
    """Columns that are missing or in doubt; only a needed one stops the table."""
    reading, table = sourced.reading, sourced.table
    needed = {column.name for column in table.needed}
    doubtful = doubtful_columns(reading)
    stopping = [
        issue
        for issue in reading.issues
        if issue.kind in (IssueKind.HEADER_MISSING, IssueKind.COLUMN_MISSING)
        or (issue.kind is IssueKind.COLUMN_DUPLICATE and issue.column in needed)
    ]
    unsure = [issue for issue in reading.issues if _is_about(issue, doubtful)]
    issues = stopping or unsure
    if reading.verdict is Verdict.PROPOSED:
        return _proposed(entry, sourced)
    if not issues:
        return None
    columns = dict.fromkeys(issue.column for issue in issues if issue.column)
    return TableProblem(
        kind=SourceKind.COLUMN_MISSING,
        entry=entry,
        place=place_of(entry, workbook=sourced.workbook.name, tab=sourced.tab),
        names=tuple(table.column(column).header for column in columns),
        message=" ".join(dict.fromkeys(issue.fix for issue in issues if issue.fix)),
        stops=bool(stopping),
    )


def _is_filled(reading: TableReading, column: str) -> bool:
    return column in reading.columns and any(
        cells[column].found not in (None, "") for cells in reading.readings.values()
    )


def column_gone(
    entry: SourceEntry, sourced: SourcedTable, *, before: SourcedTable, advice: str
) -> TableProblem | None:
    """A column that people filled in `before` and that has no title any more.

    Read on without it, a plan would have no late line left: what it said would turn green. The same
    of a table of the tab that has no titles any more: its lines would read as taken away.
    """
    gone = [
        column.header
        for column in sourced.table.columns
        if column.asked
        and column.name not in sourced.reading.columns
        and _is_filled(before.reading, column.name)
        and not (column.name == "planned_end" and _is_actual_now(sourced, before=before))
    ]
    gone += [header for header in columns_lost(sourced, before=before) if header not in gone]
    lost = None if gone else titles_lost(sourced, before=before)
    if lost is not None:
        advice = f"Les lignes d’un tableau, à partir de la ligne {lost}, n’ont plus de titres lus."
    elif not gone:
        return None
    return TableProblem(
        kind=SourceKind.COLUMN_MISSING,
        entry=entry,
        place=place_of(entry, workbook=sourced.workbook.name, tab=sourced.tab),
        names=tuple(gone),
        message=advice,
    )


def _is_actual_now(sourced: SourcedTable, *, before: SourcedTable) -> bool:
    """« Date d'achèvement » whose dated lines have all ended: no open line had a day in it."""
    titles = {one.label for one in before.reading.understood if one.meaning == "planned_end"}
    return any(
        one.label in titles and one.meaning == "actual_end" for one in sourced.reading.understood
    )


def _proposed(entry: SourceEntry, sourced: SourcedTable) -> TableProblem:
    """A table of which some columns are guessed: nothing is followed before she says « oui »."""
    guessed = [
        each.meaning
        for each in sourced.reading.understood
        if each.sureness is Sureness.LIKELY and each.meaning is not None
    ]
    return TableProblem(
        kind=SourceKind.COLUMN_MISSING,
        entry=entry,
        place=place_of(entry, workbook=sourced.workbook.name, tab=sourced.tab),
        names=tuple(sourced.table.column(name).header for name in guessed),
        message=sourced.reading.why,
        guessed=bool(guessed),
    )


def _is_about(issue: DataIssue, columns: Mapping[str, int | None]) -> bool:
    about = (IssueKind.COLUMN_DUPLICATE, IssueKind.COLUMN_SUGGESTED)
    return issue.kind in about and issue.column in columns


def place_of(entry: SourceEntry, *, workbook: str, tab: TabGrid | None = None) -> CellRef:
    """The tab, as far as it is known."""
    return CellRef(
        file_id=entry.file_id,
        workbook=workbook,
        tab=tab.title if tab else entry.tab,
        sheet_id=tab.sheet_id if tab else 0,
    )
