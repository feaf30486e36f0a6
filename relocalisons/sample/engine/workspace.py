"""Sample: the workspace in memory (tabs, workbooks, files) and how an edit changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.ids import sheet_id

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCUMENT = "application/vnd.google-apps.document"
FOLDER = "application/vnd.google-apps.folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownColumn:
    """A column as it stands in a tab; `name` is None for a column of the partner's own."""

    name: str | None
    header: str
    group: str = ""  # the wider header above it, when the tab has two lines of headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab: lines above the headers, one or two lines of headers, then the rows."""

    owner: str  # partner code, or « pilotage »
    title: str
    table: str | None = None
    columns: tuple[ShownColumn, ...] = ()
    above: tuple[str, ...] = ()  # one text a line; empty for a blank line
    two_headers: bool = False
    merged_group: str | None = None  # the column merged downwards
    rows: tuple[Row, ...] = ()
    hidden: bool = False

    @property
    def sheet_id(self) -> int:
        """The id by which Google knows the tab."""
        return sheet_id(self.owner, self.title)

    @property
    def header_row(self) -> int:
        """1-based row of the last line of headers."""
        return len(self.above) + (2 if self.two_headers else 1)

    def row_number(self, uid: str) -> int:
        """1-based row of a line; KeyError when it is not there."""
        for index, row in enumerate(self.rows):
            if row.uid == uid:
                return self.header_row + 1 + index
        raise KeyError(f"{self.owner}/{self.title}: {uid}")

    def column_index(self, name: str) -> int:
        """0-based place of a canonical column; KeyError when the tab lacks it."""
        for index, column in enumerate(self.columns):
            if column.name == name:
                return index
        raise KeyError(f"{self.owner}/{self.title}: {name}")

    def row(self, uid: str) -> Row:
        """The line of that name; KeyError when it is not there."""
        return self.rows[self.row_number(uid) - self.header_row - 1]

    def with_row(self, row: Row) -> "Tab":
        """The same tab with one line replaced."""
        return replace(self, rows=tuple(row if each.uid == row.uid else each for each in self.rows))

    def without_row(self, uid: str) -> "Tab":
        """The same tab with one line gone."""
        return replace(self, rows=tuple(each for each in self.rows if each.uid != uid))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A spreadsheet of the drive: « Pilotage » or a partner's."""

    owner: str
    file_id: str
    name: str
    parent_id: str
    editor: str  # who touched it last
    modified_at: datetime
    tabs: tuple[Tab, ...]

    def tab_of(self, table: str) -> Tab:
        """The tab that holds a canonical table; KeyError when there is none."""
        for tab in self.tabs:
            if tab.table == table:
                return tab
        raise KeyError(f"{self.name}: {table}")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file or a folder of the drive, spreadsheets apart."""

    file_id: str
    name: str
    parent_id: str
    mime_type: str
    created_at: datetime
    modified_at: datetime
    editor: str
    content: bytes | None = None
    public: bool = False  # anyone who has the link can read it

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mime_type == FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Everything in the shared drive on a given evening."""

    workbooks: Mapping[str, Workbook] = field(default_factory=dict)  # by owner
    files: tuple[File, ...] = ()

    def tab(self, owner: str, table: str) -> Tab:
        """The tab of a canonical table in an owner's workbook."""
        return self.workbooks[owner].tab_of(table)

    def tables(self, table: str) -> tuple[Tab, ...]:
        """Every tab of a canonical table, « Pilotage » first, then by partner code."""
        owners = sorted(self.workbooks, key=lambda owner: (owner != "pilotage", owner))
        return tuple(
            tab for owner in owners for tab in self.workbooks[owner].tabs if tab.table == table
        )

    def with_tab(self, tab: Tab, *, editor: str, at: datetime) -> "Workspace":
        """The same workspace with one tab replaced by its owner's new one."""
        book = self.workbooks[tab.owner]
        tabs = tuple(tab if each.title == tab.title else each for each in book.tabs)
        changed = replace(book, tabs=tabs, editor=editor, modified_at=at)
        return replace(self, workbooks={**self.workbooks, tab.owner: changed})


def a1(row: int, column: int) -> str:
    """The address of a cell: 1-based row, 0-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
