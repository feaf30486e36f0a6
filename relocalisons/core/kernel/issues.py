"""Pure: what is reported of a table, and the table as read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from relocalisons.core.kernel.readings import Reading
from relocalisons.core.kernel.sheets import TabGrid

if TYPE_CHECKING:  # half a second of every run, for what few ask
    import pandas as pd


class IssueKind(StrEnum):
    """What is wrong or worth knowing; values equal those of kinds of findings where both exist."""

    CELL_UNREADABLE = "cell_unreadable"
    CELL_AMBIGUOUS = "cell_ambiguous"
    CELL_MISSING = "cell_missing"
    DUPLICATE_ID = "duplicate_id"
    COLUMN_MISSING = "column_missing"
    COLUMN_DUPLICATE = "column_duplicate"  # two columns claim one meaning: neither is read
    HEADER_MISSING = "header_missing"
    SECOND_TABLE = "second_table"  # another table below the first one is not read
    COLUMN_EMPTY = "column_empty"  # asked for, and empty on most lines: said once
    COLUMN_DOUBTFUL = "column_doubtful"  # unreadable or ambiguous on most lines: said once
    TITLES_ALONE = "titles_alone"  # titles alone: actions without date, or titles of parts?
    # For information only: nothing is wrong with the data that are read.
    COLUMN_SUGGESTED = "column_suggested"
    ROW_NOTE = "row_note"
    ROW_TOTAL = "row_total"
    ROW_HEADER = "row_header"  # the header repeated further down
    ROW_STRUCK_DUPLICATE = "row_struck_duplicate"  # an id struck through and written anew


@dataclass(frozen=True, slots=True, kw_only=True)
class DataIssue:
    """One thing to put right, or to know, in a sheet.

    `column` is canonical; `row` is 1-based; `cell` is A1 (empty when no cell is meant); `found` is
    at most 120 characters; `fix` is a complete French sentence; `row_id` is the identity of the row
    when it has one; `rows`, those of which a whole column is told.
    """

    kind: IssueKind
    table: str
    column: str | None
    row: int | None
    cell: str
    found: str
    fix: str
    row_id: str | None = None
    rows: tuple[int, ...] = ()


class Verdict(StrEnum):
    """What becomes of a table as it was understood."""

    APPLIED = "applied"  # its columns are known for sure, or she said which they are: followed
    PROPOSED = "proposed"  # some that it needs are guessed: read, and followed after her « oui »
    REFUSED = "refused"  # it cannot be read as this table


class Sureness(StrEnum):
    """How it is known what a column means."""

    HERS = "hers"  # she said so
    KNOWN = "known"  # a title that we know, and nothing in the cells against it
    LIKELY = "likely"  # a title like one that we know, or what the cells hold: to be confirmed
    UNREAD = "unread"  # nothing is read in it


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUnderstood:
    """One column of a tab and what it was taken for.

    `column` is 0-based; `label` is its title as typed (both rows of a title on two), « colonne B »
    where it has none; `meaning` is canonical, None where nothing is read; `why` is French, without
    a full stop: « titre connu, 24 textes différents ».
    """

    column: int
    label: str
    meaning: str | None
    sureness: Sureness
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredRow:
    """A row of a table that is no line of it: 1-based, what it says in short, why (French)."""

    row: int
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoredTab:
    """A tab of a workbook in which no such table was found, and why (French)."""

    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """One of several tables of a tab that are read as one, with the columns that it has.

    `header_row`: 1-based row of its last line of titles; `rows`: its 1-based rows, that one too.
    """

    header_row: int
    rows: frozenset[int]
    columns: Mapping[str, int]
    understood: tuple[ColumnUnderstood, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """A table as read from one tab.

    rows: 1-based sheet rows of its lines, from top to bottom. The second row of a duplicated
    identity is not among them (nor a struck one that was written anew). names: every canonical name
    of the schema in its order. header_row: 1-based row of the last header line, None when not found
    (there are then no rows). readings: row → column → reading, of every data row and canonical
    column. columns: canonical name → 0-based column, only those present. struck, hidden: 1-based
    data rows that are struck through or hidden.
    extra_headers: headers that nobody knows. understood: every column from left to right, read or
    not. ignored_rows: rows below the header that are no lines. verdict, and why when it is not
    APPLIED (a French sentence). parts: the tables that it is made of, from top to bottom, where a
    tab holds several; header_row and understood are then those of the first, and columns tell
    which canonical columns there are: where each stands in a row is `columns_at`.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    issues: tuple[DataIssue, ...]
    header_row: int | None
    readings: Mapping[int, Mapping[str, Reading[Any]]]
    columns: Mapping[str, int]
    struck: frozenset[int]
    hidden: frozenset[int]
    extra_headers: tuple[str, ...]
    understood: tuple[ColumnUnderstood, ...] = ()
    ignored_rows: tuple[IgnoredRow, ...] = ()
    verdict: Verdict = Verdict.APPLIED
    why: str = ""
    parts: tuple[TablePart, ...] = ()

    def columns_at(self, row: int) -> Mapping[str, int]:
        """Canonical name → 0-based column, in the table to which a 1-based row belongs."""
        if not self.parts:
            return self.columns
        return next((part.columns for part in self.parts if row in part.rows), self.columns)

    def titles_of(self, row: int) -> int:
        """The 1-based row of the titles under which a row stands; 1 where there are none."""
        if not self.parts:
            return self.header_row or 1
        held = (part.header_row for part in self.parts if row in part.rows)
        return next(held, self.header_row or 1)

    @property
    def frame(self) -> "pd.DataFrame":
        """Made when asked: index = `rows`, columns = `names`, values = what is certain or about.

        None for the rest. Objects, as they were read.
        """
        import pandas as pd

        values = [[self._value(row, name) for name in self.names] for row in self.rows]
        index = pd.Index(self.rows, name="row", dtype="int64")
        # Without a dtype, pandas makes a column of texts its own kind of text, and None a NaN.
        return pd.DataFrame(values, index=index, columns=list(self.names), dtype=object)

    def _value(self, row: int, name: str) -> object:
        reading = self.readings[row].get(name)
        return None if reading is None else reading.value


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table as read, and the tab in which it was found."""

    tab: TabGrid
    reading: TableReading


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReading:
    """The tables of one kind that a workbook holds, best first, and the tabs that hold none."""

    tables: tuple[FoundTable, ...]
    ignored: tuple[IgnoredTab, ...]
