"""Pure: workbooks and Drive items as they were read, and the address of what they prove."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cell:
    """A raw cell with what the values alone would lose.

    `value` is None, bool, int, float or str; a genuine date is its serial number (epoch
    1899-12-30) with a date `format` pattern such as `dd/mm/yyyy`. An error cell holds its text
    (`#REF!`).
    """

    value: object
    format: str | None = None
    struck: bool = False
    hyperlink: str | None = None


def raw(cell: object) -> object:
    """The raw value of a cell, whether wrapped or not."""
    return cell.value if isinstance(cell, Cell) else cell


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block, 0-based, ends excluded."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TabGrid:
    """One tab as read: rows of raw values or `Cell`, ragged, trailing blanks left out."""

    sheet_id: int
    title: str
    rows: tuple[tuple[object, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()  # 0-based
    hidden: bool = False
    height: int = field(default=0, compare=False)  # rows of its grid, blank ones too; 0: not known
    own: str = field(default="", compare=False)  # title of the service's own tab that this one is
    # Every value was typed: none changes unless somebody edits the file. False: one may, or nobody
    # looked.
    typed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookGrid:
    """One workbook as read, with its provenance."""

    file_id: str
    name: str
    version: str  # Drive `version`: moves on any change
    modified_time: datetime
    read_at: datetime
    tabs: tuple[TabGrid, ...]
    locale: str = "fr_FR"

    def tab(self, title: str) -> TabGrid | None:
        """The tab of that title, or None."""
        return next((tab for tab in self.tabs if tab.title == title), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveItem:
    """A file or folder of the project Drive, as listed."""

    file_id: str
    name: str
    mime_type: str
    parent_id: str | None
    modified_time: datetime
    version: str
    size: int | None = None  # bytes; None for native Google files and folders
    md5: str | None = None
    web_link: str = ""
    trashed: bool = False
    app_properties: Mapping[str, str] = field(default_factory=dict[str, str])
    last_modifying_user: str | None = None
    # Ids of the rights on it, inherited ones included; None when the Drive does not tell.
    permission_ids: tuple[str, ...] | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mime_type == "application/vnd.google-apps.folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProblem:
    """A workbook or a tab that could not be read tonight; `message` is French and complete.

    `advice` says what to do when the file is there and is not one that can be read.
    """

    kind: str  # value of a SourceKind: source_unreachable | tab_missing | table_emptied | …
    file_id: str
    workbook: str
    tab: str | None
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything read in one night; kept before anything is concluded from it."""

    snapshot_id: str
    read_at: datetime
    workbooks: tuple[WorkbookGrid, ...]
    items: tuple[DriveItem, ...]
    problems: tuple[SourceProblem, ...] = ()

    def workbook(self, file_id: str) -> WorkbookGrid | None:
        """The workbook of that id, or None."""
        return next((book for book in self.workbooks if book.file_id == file_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRef:
    """The address of a cell that proves something; `cell` is A1 (`E17`), or empty for a tab."""

    file_id: str
    workbook: str
    tab: str
    sheet_id: int
    cell: str = ""

    def __str__(self) -> str:
        """« Suivi Chambre 06 », onglet « Livrables », cellule E17."""
        place = f"« {self.workbook} », onglet « {self.tab} »"
        return f"{place}, cellule {self.cell}" if self.cell else place


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlace:
    """Where a row stands, and the letters of its columns by canonical name."""

    file_id: str
    workbook: str
    tab: str
    sheet_id: int
    row: int  # 1-based, as people see it
    letters: Mapping[str, str]

    def cell(self, column: str) -> CellRef:
        """The cell of a canonical column, or of the row's first cell when the column is absent."""
        letter = self.letters.get(column, "A")
        return CellRef(
            file_id=self.file_id,
            workbook=self.workbook,
            tab=self.tab,
            sheet_id=self.sheet_id,
            cell=f"{letter}{self.row}",
        )


def column_letter(column: int) -> str:
    """`A` of 0, `Z` of 25, `AA` of 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(cell: str) -> int:
    """`E17` → 4."""
    index = 0
    for letter in cell.rstrip("0123456789"):
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def cell_row(cell: str) -> int:
    """`E17` → 17; 0 where no row is named."""
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
