"""Pure: from a snapshot and the registry to tables; an older reading stands in when needed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from relocalisons.core.kernel.model import (
    DateInterval,
    Snapshot,
    SourcedTable,
    TabGrid,
    TableReading,
    UnreadTable,
    WorkbookGrid,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.stacked import read_tab
from relocalisons.core.sources.parts_gone import may_hold_more
from relocalisons.core.sources.sources import SourceEntry, place_of_source, tab_of_source
from relocalisons.core.sources.structure import SourceKind
from relocalisons.core.sources.table_problems import (
    TableProblem,
    column_gone,
    columns_missing,
    link_leads_nowhere,
    place_of,
    tab_missing,
    tab_renamed,
)
from relocalisons.core.sources.words import is_table_file
from relocalisons.core.tables import BY_NAME

STALE_FOR = timedelta(days=14)  # an older reading says too little about today
TABLES_AT_HAND = 512  # those of a programme, twice over


def is_too_old(read_at: datetime, *, at: datetime) -> bool:
    """Whether a reading says too little by now: its fourteenth day is its last.

    Days are counted, not hours: a night that starts some seconds later than two weeks ago is still
    the fourteenth.
    """
    return (at.date() - read_at.date()) > STALE_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTables:
    """The tables in force, the problems met on the way, and the tables with nothing in force.

    `faded`: the last good reading of an unread table, however old: it says which lines there were,
    and nothing about today. `entries` and `faded_entries` are theirs, in the same order.
    """

    tables: tuple[SourcedTable, ...]
    problems: tuple[TableProblem, ...]
    unread: tuple[UnreadTable, ...] = ()
    faded: tuple[SourcedTable, ...] = ()
    entries: tuple[SourceEntry, ...] = ()
    faded_entries: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLoader:
    """Reads each entry of the registry in one snapshot, else in the `previous` one.

    `aliases`: canonical table → canonical column → other headers.
    """

    snapshot: Snapshot
    previous: Snapshot | None = None
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict[str, Mapping[str, tuple[str, ...]]]
    )
    default_year: int | None = None
    programme: DateInterval | None = None  # from its first to its last day
    partners: frozenset[str] = frozenset()  # how they are called, folded as names

    def load(self, entries: Iterable[SourceEntry]) -> LoadedTables:
        """Read all entries in order; one that fails never stops the others."""
        tables: list[SourcedTable] = []
        problems: list[TableProblem] = []
        unread: list[UnreadTable] = []
        faded: list[SourcedTable] = []
        read: list[SourceEntry] = []
        lost: list[SourceEntry] = []
        entries = tuple(entries)
        named = self._named(entries)
        renamed = self._renamed(entries, named=named)
        doubles = self._doubles(entries)
        for entry in entries:
            book = doubles.get(place_of_source(entry))
            if book is not None:  # its rows are those of another line, and count once
                problems.append(tab_missing(entry, book))
                unread.append(_unread_table(problems[-1], last=None))
                continue
            tab = renamed.get(place_of_source(entry))
            table, problem = self._read(entry, renamed=tab, named=named)
            if tab is not None and table is not None and table.tab is tab:
                problems.append(tab_renamed(entry, tab, workbook=table.workbook))
            if table is not None:
                tables.append(table)
                read.append(entry)
            if problem is not None:
                problems.append(problem)
                if table is None:
                    last = self._last_good(entry)
                    unread.append(_unread_table(problem, last=last))
                    faded += [last] if last is not None else []
                    lost += [entry] if last is not None else []
        return LoadedTables(
            tables=tuple(tables),
            problems=tuple(problems),
            unread=tuple(unread),
            faded=tuple(faded),
            entries=tuple(read),
            faded_entries=tuple(lost),
        )

    def reread(
        self, entry: SourceEntry, workbook: WorkbookGrid, *, sheet_id: int
    ) -> SourcedTable | None:
        """The table of a tab of an earlier reading, whatever it was called, by today's rules."""
        tab = next((tab for tab in workbook.tabs if tab.sheet_id == sheet_id), None)
        if tab is None:
            return None
        if tab is not tab_of_source(workbook, entry):
            workbook = replace(workbook, tabs=(replace(tab, title=entry.tab, hidden=False),))
        alone = replace(self.snapshot, workbooks=(workbook,), problems=())
        return self._attempt(replace(entry, file_id=workbook.file_id), alone).table

    def _read(
        self, entry: SourceEntry, *, renamed: TabGrid | None, named: Collection[tuple[str, int]]
    ) -> tuple[SourcedTable | None, TableProblem | None]:
        attempt = self._attempt(entry, self.snapshot, renamed=renamed)
        problem = attempt.problem or self._emptied(entry, attempt)
        if problem is None or not problem.stops:
            problem = self._column_gone(entry, attempt) or problem
        if problem is not None and not problem.stops:
            return attempt.table, problem
        if problem is None:
            unreachable = self._unreachable(entry)
            if unreachable is None:
                return attempt.table, None
            # The shell already put an older reading of this workbook in the snapshot.
            since = attempt.workbook.read_at if attempt.workbook else None
            table = replace(attempt.table, stale_since=since) if attempt.table else None
            return table, replace(unreachable, stale_since=since)
        older = self._older(entry)
        if older is not None and attempt.tab is None and _place_of_tab(older) in named:
            older = None  # its lines are read tonight, by the line that names the tab
        since = older.stale_since if older else None
        before = self._tab_before(entry, attempt.workbook) if attempt.tab is None else None
        return older, replace(
            problem, stale_since=since, renamed=before.title if before is not None else None
        )

    def _attempt(
        self, entry: SourceEntry, snapshot: Snapshot, *, renamed: TabGrid | None = None
    ) -> "_Attempt":
        table = BY_NAME[entry.table]
        workbook = snapshot.workbook(entry.file_id)
        if workbook is None:
            return _Attempt(problem=self._unreachable(entry) or link_leads_nowhere(entry))
        tab = tab_of_source(workbook, entry) or renamed
        if tab is None:
            return _Attempt(workbook=workbook, problem=tab_missing(entry, workbook))
        reading = _reading_of(
            _SameTab(tab),
            entry.table,
            self.default_year,
            workbook.read_at.date(),
            tuple(_joined(self.aliases.get(entry.table, {}), entry.columns).items()),
            tuple(entry.refused.items()),
            entry.header_row,
            self.programme,
            entry.apart,
            self.partners,
        )
        sourced = SourcedTable(
            table=table,
            partner=entry.partner,
            absorbed=entry.absorbed,
            workbook=workbook,
            tab=tab,
            reading=reading,
        )
        problem = columns_missing(entry, sourced)
        return _Attempt(workbook=workbook, tab=tab, table=sourced, problem=problem)

    def _unreachable(self, entry: SourceEntry) -> TableProblem | None:
        for problem in self.snapshot.problems:
            if (
                problem.file_id == entry.file_id
                and problem.kind == SourceKind.SOURCE_UNREACHABLE.value
            ):
                return TableProblem(
                    kind=SourceKind.SOURCE_UNREACHABLE,
                    entry=entry,
                    place=place_of(entry, workbook=problem.workbook),
                    message=problem.message,
                    advice=problem.advice,
                )
        return None

    def _emptied(self, entry: SourceEntry, attempt: "_Attempt") -> TableProblem | None:
        """A table without rows that had some: somebody may have erased it by accident."""
        if attempt.table is None or attempt.table.reading.readings:
            return None
        before = self._older(entry)
        rows = len(before.reading.readings) if before else 0
        if not rows or attempt.workbook is None:
            return None
        return TableProblem(
            kind=SourceKind.TABLE_EMPTIED,
            entry=entry,
            place=place_of(entry, workbook=attempt.workbook.name, tab=attempt.tab),
            rows_before=rows,
        )

    def _column_gone(self, entry: SourceEntry, attempt: "_Attempt") -> TableProblem | None:
        if attempt.table is None:
            return None
        known = attempt.table.reading.columns
        has_all = all(each.name in known for each in attempt.table.table.columns if each.asked)
        if has_all and not may_hold_more(attempt.table):
            return None
        before = self._older(entry)
        advice = attempt.problem.message if attempt.problem else ""
        return column_gone(entry, attempt.table, before=before, advice=advice) if before else None

    def _older(self, entry: SourceEntry) -> SourcedTable | None:
        """The table as last well read, when that is not too long ago."""
        last = self._last_good(entry)
        if last is None or is_too_old(last.workbook.read_at, at=self.snapshot.read_at):
            return None
        return last

    def _last_good(self, entry: SourceEntry) -> SourcedTable | None:
        """The table as last well read, however long ago."""
        if self.previous is None:
            return None
        attempt = self._attempt(entry, self.previous)
        if attempt.table is None or attempt.workbook is None:
            return None
        if attempt.problem is not None and attempt.problem.stops:
            return None
        return replace(attempt.table, stale_since=attempt.workbook.read_at)

    def _doubles(
        self, entries: Iterable[SourceEntry]
    ) -> Mapping[tuple[str, str, str], WorkbookGrid]:
        """Lines of « Sources » that no tab is called as, led by a usual title to the tab that
        another line of the same table names or came to first; and their workbooks.
        """
        found: dict[tuple[str, str, int], list[tuple[bool, SourceEntry, WorkbookGrid]]] = {}
        for entry in entries:
            book = self.snapshot.workbook(entry.file_id)
            tab = tab_of_source(book, entry) if book is not None else None
            if book is not None and tab is not None:
                where = entry.table, book.file_id, tab.sheet_id
                is_other = fold(tab.title) != fold(entry.tab)
                found.setdefault(where, []).append((is_other, entry, book))
        return {
            place_of_source(entry): book
            for group in found.values()
            for is_other, entry, book in sorted(group, key=lambda one: one[0])[1:]
            if is_other
        }

    def _named(self, entries: Iterable[SourceEntry]) -> frozenset[tuple[str, int]]:
        """(file id, sheet id) of the tabs that lines of « Sources » name."""
        books = {book.file_id: book for book in self.snapshot.workbooks}
        found = ((each, books.get(each.file_id)) for each in entries)
        tabs = ((e.file_id, tab_of_source(book, e)) for e, book in found if book is not None)
        return frozenset((file_id, tab.sheet_id) for file_id, tab in tabs if tab is not None)

    def _renamed(
        self, entries: Iterable[SourceEntry], *, named: Collection[tuple[str, int]]
    ) -> Mapping[tuple[str, str, str], TabGrid]:
        """Place of a source → the tab that bears another title tonight and is the same one.

        Google never changes the id of a tab; tabs of a dropped file only have their order. A hidden
        tab was put away, and one that a line of « Sources » names is that line's.
        """
        found: dict[tuple[str, str, str], TabGrid] = {}
        for entry in entries:
            book = self.snapshot.workbook(entry.file_id)
            if book is None or is_table_file(book.name) or tab_of_source(book, entry) is not None:
                continue
            tab = self._tab_before(entry, book)
            if tab is not None and not tab.hidden and (book.file_id, tab.sheet_id) not in named:
                found[place_of_source(entry)] = tab
        return found

    def _tab_before(self, entry: SourceEntry, workbook: WorkbookGrid | None) -> TabGrid | None:
        """The tab that has the id which the wanted title had when it was last soundly read."""
        before = self.previous.workbook(entry.file_id) if self.previous is not None else None
        known = tab_of_source(before, entry) if before is not None else None
        if known is None or workbook is None:
            return None
        return next((tab for tab in workbook.tabs if tab.sheet_id == known.sheet_id), None)


def _place_of_tab(table: SourcedTable) -> tuple[str, int]:
    return table.workbook.file_id, table.tab.sheet_id


@dataclass(frozen=True, slots=True, eq=False)
class _SameTab:
    """A tab that equals itself only: comparing cell by cell would cost as much as reading it."""

    tab: TabGrid

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameTab) and self.tab is other.tab

    def __hash__(self) -> int:
        return id(self.tab)


@lru_cache(maxsize=TABLES_AT_HAND)
def _reading_of(
    same: _SameTab,
    table: str,
    default_year: int | None,
    read_on: date,
    aliases: tuple[tuple[str, tuple[str, ...]], ...],
    refused: tuple[tuple[str, tuple[str, ...]], ...],
    header_row: int | None,
    programme: DateInterval | None,
    apart: frozenset[int],
    partners: frozenset[str],
) -> TableReading:
    """What one tab says of one table; read once, however many steps of a night ask for it."""
    return read_tab(
        same.tab,
        BY_NAME[table],
        default_year=default_year,
        read_on=read_on,
        extra_aliases=dict(aliases),
        refused=dict(refused),
        header_row=header_row,
        programme=programme,
        apart=apart,
        partners=partners,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """How far one entry could be read in one snapshot."""

    workbook: WorkbookGrid | None = None
    tab: TabGrid | None = None
    table: SourcedTable | None = None
    problem: TableProblem | None = None


def _joined(
    one: Mapping[str, tuple[str, ...]], two: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    return {name: (*one.get(name, ()), *two.get(name, ())) for name in (*one, *two)}


def _unread_table(problem: TableProblem, *, last: SourcedTable | None) -> UnreadTable:
    return UnreadTable(
        table=problem.entry.table,
        partner=problem.entry.partner,
        file_id=problem.entry.file_id,
        workbook=problem.place.workbook,
        last_read=last.workbook.read_at if last is not None else None,
    )
