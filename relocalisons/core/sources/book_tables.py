"""Pure: which table each tab of a workbook holds, when nobody says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import (
    FoundTable,
    IgnoredTab,
    Sureness,
    TableSchema,
    Verdict,
    WorkbookGrid,
)
from relocalisons.core.reading.books import read_book
from relocalisons.core.reading.stacked import join_tables
from relocalisons.core.sources.sources import find_table

# What people keep in files of their own; of two that fit a tab equally, the first one.
LOOKED_FOR: tuple[TableSchema, ...] = (
    schema.ACTIONS,
    schema.DELIVERABLES,
    schema.EXPENSES,
    schema.TIMESHEETS,
    schema.DELIVERIES,
    schema.CERTIFICATES,
    schema.VISITS,
    schema.CONTRACTS,
    schema.MEETINGS,
    schema.DECISIONS,
    schema.INDICATORS,
)

_ENOUGH_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTable:
    """A table that a workbook holds, the tab in which it stands, and how it reads.

    Sure tables of one kind in one tab are read as one; `beside`: others of its kind in that tab,
    which are not followed with it.
    """

    table: TableSchema
    found: FoundTable
    beside: tuple[FoundTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BookTables:
    """What a workbook holds, in the order of its tabs; `ignored`: tabs in which nothing was found.

    The reasons are those of the first table looked for.
    """

    tables: tuple[BookTable, ...]
    ignored: tuple[IgnoredTab, ...]


def tables_of_book(
    book: WorkbookGrid,
    *,
    read_on: date,
    wanted: Iterable[TableSchema] = LOOKED_FOR,
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    partners: frozenset[str] = frozenset(),
) -> BookTables:
    """The likeliest table of each tab: the one its title names, else the one that reads best.

    Of plans alone is a guess worth a question; another table is found when it is sure, or when the
    tab bears its title. Two columns are not enough: a list of people has a name and a structure.
    A table is read best when it is followed as it stands, then when most of the tab's columns mean
    something in it. `aliases`: canonical table → column → titles that the coordinator said.
    `partners`: how those of the programme are called, folded as names.
    """
    wanted = tuple(wanted)
    by_tab: dict[int, list[BookTable]] = {}
    ignored: dict[str, IgnoredTab] = {}
    for table in wanted:
        read = read_book(
            book,
            table,
            read_on=read_on,
            extra_aliases=(aliases or {}).get(table.name),
            partners=partners,
        )
        for found in read.tables:
            if not _is_likely(found, table):
                continue
            by_tab.setdefault(found.tab.sheet_id, []).append(BookTable(table=table, found=found))
        for tab in read.ignored:
            ignored.setdefault(tab.title, tab)
    best: list[BookTable] = []
    for tab in book.tabs:
        candidates = by_tab.get(tab.sheet_id)
        if candidates:
            likeliest = max(candidates, key=lambda each: _rank(each, wanted)).table
            alike = [each.found.reading for each in candidates if each.table == likeliest]
            alike.sort(key=lambda reading: reading.header_row or 0)
            whole, others = join_tables(alike, likeliest)
            best.append(
                BookTable(
                    table=likeliest,
                    found=FoundTable(tab=tab, reading=whole),
                    beside=tuple(FoundTable(tab=tab, reading=each) for each in others),
                )
            )
            ignored.pop(tab.title, None)
    return BookTables(tables=tuple(best), ignored=tuple(ignored.values()))


def _is_likely(found: FoundTable, table: TableSchema) -> bool:
    if table is schema.ACTIONS or find_table(found.tab.title) == table:
        return True
    reading = found.reading
    return reading.verdict is Verdict.APPLIED and len(reading.columns) >= _ENOUGH_COLUMNS


def _rank(candidate: BookTable, wanted: tuple[TableSchema, ...]) -> tuple[bool, bool, float, int]:
    reading = candidate.found.reading
    titled = len(reading.understood)
    read = sum(column.sureness is not Sureness.UNREAD for column in reading.understood)
    return (
        find_table(candidate.found.tab.title) == candidate.table,
        reading.verdict is Verdict.APPLIED,
        read / titled if titled else 0.0,
        -wanted.index(candidate.table),
    )
