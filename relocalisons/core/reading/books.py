"""Pure: the tables of one kind that a workbook holds, wherever they stand: `read_book`."""

from collections.abc import Iterable, Mapping
from datetime import date

from relocalisons.core.kernel.model import (
    BookReading,
    DateInterval,
    FoundTable,
    IgnoredTab,
    Sureness,
    TableSchema,
    Verdict,
    WorkbookGrid,
)
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.reading.cells.advice import advise
from relocalisons.core.reading.grid import read_tables


def read_book(
    book: WorkbookGrid,
    table: TableSchema,
    *,
    default_year: int | None = None,
    extra_aliases: Mapping[str, Iterable[str]] | None = None,
    read_on: date | None = None,
    programme: DateInterval | None = None,
    partners: frozenset[str] = frozenset(),
) -> BookReading:
    """Read every table of that kind in the visible tabs of a workbook.

    Tables that are applied come first, then the longest. A tab that holds none is named with the
    reason.
    """
    found: list[FoundTable] = []
    ignored: list[IgnoredTab] = []
    for tab in book.tabs:
        if tab.hidden:
            ignored.append(IgnoredTab(title=tab.title, why="onglet masqué"))
            continue
        readings = read_tables(
            tab,
            table,
            default_year=default_year,
            extra_aliases=extra_aliases,
            read_on=read_on,
            programme=programme,
            partners=partners,
            below=True,
        )
        kept = [each for each in readings if each.verdict is not Verdict.REFUSED]
        found += [FoundTable(tab=tab, reading=each) for each in kept]
        if not kept:
            ignored.append(IgnoredTab(title=tab.title, why=_reason(readings[0].why, table)))
    if any(each.reading.verdict is Verdict.APPLIED for each in found):
        for each in [each for each in found if not _has_title(each)]:
            found.remove(each)
            ignored.append(IgnoredTab(title=each.tab.title, why=each.reading.why))
    found.sort(
        key=lambda each: (
            each.reading.verdict is not Verdict.APPLIED,
            -len(each.reading.readings),
        )
    )
    return BookReading(tables=tuple(found), ignored=tuple(ignored))


def _has_title(found: FoundTable) -> bool:
    """Whether its column of titles is known for sure."""
    sure = (Sureness.KNOWN, Sureness.HERS)
    understood = found.reading.understood
    return found.reading.verdict is Verdict.APPLIED or any(
        each.meaning == "title" and each.sureness in sure for each in understood
    )


def _reason(why: str, table: TableSchema) -> str:
    return why or advise(f"aucune ligne de titres du tableau {quote(table.title)}")
