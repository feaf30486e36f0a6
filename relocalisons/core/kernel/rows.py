"""Pure: a table as read and its rows, with their places, whatever columns its sheet really has."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from relocalisons.core.kernel.definition import TableSchema
from relocalisons.core.kernel.issues import IssueKind, TableReading
from relocalisons.core.kernel.readings import Doubt, Reading, Said, W, WordDoubt, absent, last_day
from relocalisons.core.kernel.sheets import (
    CellRef,
    RowPlace,
    TabGrid,
    WorkbookGrid,
    column_index,
    column_letter,
    raw,
)
from relocalisons.core.kernel.words.yes_no import is_no, is_yes

PILOTAGE = "pilotage"  # the owner, in keys, of what the coordinator keeps herself
LASTING_MARK = "~"  # begins the key of a row that no number names


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A data row; a column that its sheet lacks reads ABSENT, like an empty cell."""

    number: int  # 1-based, as people see it
    table: TableSchema
    partner: str | None  # in whose workbook it stands
    place: RowPlace
    struck: bool
    hidden: bool
    readings: dict[str, Reading[Any]]
    cells: dict[str, object]
    absorbed: str | None = None  # whose workbook it was before that partner merged into `partner`
    name: str = ""  # given once, whatever its number and words become; empty before it is named

    def reading(self, column: str) -> Reading[Any]:
        """The reading of a canonical column; KeyError when its table has none of that name."""
        found = self.readings.get(column)
        if found is None:
            self.table.column(column)  # a name that no table has is our slip, not an empty cell
            return absent()
        return found

    def text(self, column: str) -> str | None:
        """What the cell says as one line of text; None when it says nothing or is unreadable."""
        value = self.reading(column).value
        if value is None:
            return None
        if isinstance(value, tuple):
            value = "; ".join(map(str, cast("tuple[Any, ...]", value)))
        if isinstance(value, Decimal) and value == value.to_integral_value():
            value = int(value)
        return " ".join(str(value).split()) or None

    def plain(self, column: str) -> str:
        """The same; empty when it says nothing or is unreadable."""
        return self.text(column) or ""

    def ids(self, column: str) -> tuple[str, ...]:
        """The ids of the cell; empty when there are none or they are in doubt."""
        value = self.reading(column).value
        if isinstance(value, tuple):
            return tuple(map(str, cast("tuple[Any, ...]", value)))
        return (str(value),) if value is not None else ()

    def words(self, column: str) -> tuple[str, ...]:
        """A list typed as text, cut at `;`, `,` and `/`."""
        text = self.plain(column).replace(",", ";").replace("/", ";")
        return tuple(part.strip() for part in text.split(";") if part.strip())

    def decimal(self, column: str) -> Decimal | None:
        """The figure of a cell; None when absent or in doubt."""
        value = self.reading(column).value
        return value if isinstance(value, Decimal) else None

    def last_day(self, column: str) -> date | None:
        """The last day that a date cell may mean; None when absent or in doubt."""
        return last_day(self.reading(column))

    def is_doubtful(self, *columns: str) -> bool:
        """Whether something stands in one of these cells that nobody can read for sure."""
        unsure = (Doubt.AMBIGUOUS, Doubt.UNREADABLE)
        return any(self.reading(column).doubt in unsure for column in columns)

    def typed(self, column: str) -> str:
        """The words of a cell as typed, those for nothing too (« ??? », « à compléter »)."""
        text, value = self.text(column), raw(self.cells.get(column))
        return text or (" ".join(value.split()) if isinstance(value, str) else "")

    def said(self, column: str, judge: Callable[[str | None], Said[W]]) -> Said[W]:
        """What the words of a cell say; one that cannot be read for sure is a doubt."""
        if self.is_doubtful(column):
            return Said(doubt=WordDoubt.UNREADABLE, text=self.typed(column))
        return judge(self.typed(column))

    def says_no(self, column: str) -> bool:
        """Whether a yes/no cell says no; an empty or unreadable one does not."""
        value = self.reading(column).value
        return value is False or (isinstance(value, str) and is_no(value))

    def says_yes(self, column: str) -> bool:
        """Whether a yes/no cell says yes."""
        value = self.reading(column).value
        return value is True or (isinstance(value, str) and is_yes(value))

    @property
    def owner(self) -> str:
        """Its partner as finding keys name it, for ever: a code, or `pilotage`."""
        return self.absorbed or self.partner or PILOTAGE

    @property
    def identity(self) -> str | None:
        """The value that names the row, when its table has one."""
        return self.text(self.table.identity) if self.table.identity else None

    @property
    def key(self) -> str:
        """How people call the row: its identity, else « ligne 17 »."""
        return self.identity or f"ligne {self.number}"

    @property
    def own_name(self) -> str:
        """What names it in a table without any column of numbers: its title; else nothing."""
        is_numbered = self.table.identity is None or self.table.identity in self.place.letters
        return "" if is_numbered or self.table.label is None else self.plain(self.table.label)

    @property
    def lasting_key(self) -> str:
        """How keys call the row: its lasting name, whatever number it bears today."""
        return self.name or self.first_key

    @property
    def first_key(self) -> str:
        """What a row is called as long as it has no name: its identity, else a mark of its words.

        A row number would give the decision of one line to another one as soon as somebody sorts
        the sheet or adds a line on top. The columns that name lines (`naming`) say it best:
        the rest is filled in later. Two lines that say the same have the same mark.
        """
        if self.identity:
            return self.identity
        said = self._said(column.name for column in self.table.naming)
        said = said if any(said) else self._said(column.name for column in self.table.columns)
        return LASTING_MARK + hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:8]

    def _said(self, columns: Iterable[str]) -> tuple[str, ...]:
        return tuple(_comparable(self.cells.get(column)) for column in columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """A line as it was last read: its lasting name, and where and how it stood then.

    `owner` is whose it was when it was named; with table, name and rank it is the line. `row` is
    its 1-based place in the reading of `seen`, the one of its workbook, 0 where our own rules skip
    it; `mark` tells all its cells.
    """

    table: str  # canonical name
    owner: str
    name: str
    file_id: str
    sheet_id: int
    row: int
    number: str  # as typed; empty without
    title: str  # what it is called; maybe empty
    mark: str
    seen: datetime
    rank: int = 0  # among lines that said the same when lines were first named, and share a name
    asked: bool = False  # whether a row of a later reading may be this line
    gone_at: datetime | None = None  # when its table was first read without it


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLines:
    """Every line that was ever named, and the workbooks in which they were last read.

    `apart`: owner/table/name of lines asked about of which she said that the row is another one.
    `stood`: file and reading of it → when the Drive last had that file as in that reading.
    """

    lines: tuple[KnownLine, ...] = ()
    books: tuple[WorkbookGrid, ...] = ()
    stood: Mapping[tuple[str, datetime], datetime] = field(
        default_factory=dict[tuple[str, datetime], datetime]
    )
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureLine:
    """A row of which nobody knows whether it is a line known before; `name` is its own tonight."""

    known: KnownLine
    name: str
    owner: str
    key: str  # how people call the row
    title: str
    place: RowPlace


@dataclass(frozen=True, kw_only=True)
class SourcedTable:
    """A table as read, and where; `partner` is None for the coordinator's own."""

    table: TableSchema
    partner: str | None = None
    workbook: WorkbookGrid
    tab: TabGrid
    reading: TableReading
    stale_since: datetime | None = None  # set when this is an older reading still in force
    absorbed: str | None = None  # whose it was before that partner merged into `partner`
    names: Mapping[int, str] = field(default_factory=dict[int, str])  # by row number

    @property
    def owner(self) -> str:
        """Its partner as finding keys name it, for ever: a code, or `pilotage`."""
        return self.absorbed or self.partner or PILOTAGE

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its data rows from top to bottom; a night asks for them some five times a table."""
        return tuple(self._rows())

    @property
    def whole_tab(self) -> CellRef:
        """Where it stands, no cell in particular."""
        return CellRef(
            file_id=self.workbook.file_id,
            workbook=self.workbook.name,
            tab=self.tab.title,
            sheet_id=self.tab.sheet_id,
        )

    def place(self, number: int) -> RowPlace:
        """Where its row of that 1-based number stands, with the letters of its columns."""
        return RowPlace(
            file_id=self.workbook.file_id,
            workbook=self.workbook.name,
            tab=self.tab.title,
            sheet_id=self.tab.sheet_id,
            row=number,
            letters=self._letters[self.reading.titles_of(number)],
        )

    @cached_property
    def _letters(self) -> dict[int, dict[str, str]]:
        """By the row of titles: canonical column → letter."""
        reading = self.reading
        return {
            titles: {column: column_letter(index) for column, index in columns.items()}
            for titles, columns in _columns_by_titles(reading)
        }

    def _rows(self) -> Iterator[Row]:
        reading = self.reading
        doubtful = {
            titles: doubtful_columns(reading, titles=titles)
            for titles, _ in _columns_by_titles(reading)
        }
        for number in reading.rows:
            cells = self.tab.rows[number - 1] if number <= len(self.tab.rows) else ()
            readings = dict(reading.readings[number])
            for column, at in doubtful[reading.titles_of(number)].items():
                if at is None or (at < len(cells) and _comparable(cells[at])):
                    readings[column] = Reading(None, Doubt.AMBIGUOUS)
            yield Row(
                number=number,
                table=self.table,
                partner=self.partner,
                absorbed=self.absorbed,
                place=self.place(number),
                struck=number in reading.struck,
                hidden=number in reading.hidden,
                readings=readings,
                name=self.names.get(number, ""),
                cells={
                    column: cells[index]
                    for column, index in reading.columns_at(number).items()
                    if index < len(cells)
                },
            )


def _columns_by_titles(reading: TableReading) -> Iterator[tuple[int, Mapping[str, int]]]:
    """The rows of titles of a reading, each with the columns of its table."""
    yield reading.header_row or 1, reading.columns
    yield from ((part.header_row, part.columns) for part in reading.parts)


def doubtful_columns(
    reading: TableReading, *, titles: int | None = None
) -> Mapping[str, int | None]:
    """Canonical columns that are not read although the sheet seems to have them.

    Two columns claim one meaning (None), or a header nobody knows looks like it (its 0-based
    column). Their cells are in doubt, not absent: a postponed date kept under a new header must
    not make its action late. `titles`: only those of the table under that row of titles, where a
    tab holds several.
    """
    found: dict[str, int | None] = {}
    for issue in reading.issues:
        columns = reading.columns_at(issue.row or 0)
        if issue.column is None or issue.column in columns:
            continue
        if titles is not None and reading.parts and issue.row != titles:
            continue
        if issue.kind is IssueKind.COLUMN_DUPLICATE:
            found[issue.column] = None
        elif issue.kind is IssueKind.COLUMN_SUGGESTED:
            found[issue.column] = column_index(issue.cell)
    return found


def _comparable(cell: object) -> str:
    value = raw(cell)
    return "" if value is None else " ".join(str(value).casefold().split())
