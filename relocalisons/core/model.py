"""Pure: the values that the rooms of the product exchange."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from relocalisons.core.tables.definition import Audience

T = TypeVar("T")


# --- readings of one cell -------------------------------------------------------------------


class Doubt(StrEnum):
    """How sure a reading is (design §4)."""

    CERTAIN = "certain"  # one reading, fully stated
    ABOUT = "about"  # one reading, less precise or completed by us
    AMBIGUOUS = "ambiguous"  # two readings fit; nothing downstream chooses
    ABSENT = "absent"  # empty, or a word for nothing
    UNREADABLE = "unreadable"  # error values, impossible dates, words that are no value


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What one cell says.

    `value` is set only for CERTAIN and ABOUT. `found` is the raw cell value. `fix` is a French
    sentence for whoever typed it (empty when nothing is to be done). `candidates` holds the
    readings that fit when AMBIGUOUS.
    """

    value: T | None
    doubt: Doubt
    found: object = None
    fix: str = ""
    candidates: tuple[Any, ...] = ()

    @property
    def is_set(self) -> bool:
        """Whether there is a value to compute with."""
        return self.doubt in (Doubt.CERTAIN, Doubt.ABOUT)


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """A date known to lie between two days, both included; due on the last one."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount and its unit in canonical spelling (`kg`, `t`, `ha`, `caisse`, `h`, `jour`…)."""

    amount: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class QuantityRange:
    """« 8 à 10 t »: a low and a high amount in one unit."""

    low: Decimal
    high: Decimal
    unit: str | None


class ActionStatus(StrEnum):
    """What a partner says of an action; lateness is computed, never read."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


# --- what was read --------------------------------------------------------------------------


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
    app_properties: Mapping[str, str] = field(default_factory=dict)
    last_modifying_user: str | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.mime_type == "application/vnd.google-apps.folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProblem:
    """A workbook or a tab that could not be read tonight; `message` is French and complete."""

    kind: str  # FindingKind value: source_unreachable | tab_missing | table_emptied | …
    file_id: str
    workbook: str
    tab: str | None
    message: str


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


# --- where a fact stands --------------------------------------------------------------------


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


# --- the programme as understood ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One of the 23. `emails` is empty unless every address of the cell was certain."""

    code: str
    name: str
    profile: str  # as typed: agriculteur, collectivité, …
    contact: str | None
    emails: Reading[tuple[str, ...]]
    phone: str | None
    channel: str | None  # « e-mail » or « téléphone »
    active: bool
    place: RowPlace
    deputy_contact: str | None = None
    deputy_emails: Reading[tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A line of an action plan; doubts are kept in its readings."""

    number: str
    title: str
    work_stream: str | None
    owner: str | None  # partner code; None when it could not be resolved
    planned_start: Reading[DateInterval]
    planned_end: Reading[DateInterval]
    revised_end: Reading[DateInterval]
    actual_start: Reading[DateInterval]
    actual_end: Reading[DateInterval]
    progress: Reading[Decimal]
    status: Reading[ActionStatus]
    predecessors: Reading[tuple[str, ...]]
    milestone: str | None
    deliverables: tuple[str, ...]
    funders: tuple[str, ...]
    struck: bool
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """An expected deliverable and where its file should be."""

    number: str
    title: str
    owner: str | None
    due: Reading[DateInterval]
    revised_due: Reading[DateInterval]
    naming_rule: str | None
    folder: str | None  # as typed: a Drive URL or id
    file_link: str | None
    status: str | None
    expected_format: str | None
    funders_to_cite: str | None
    struck: bool
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeCommitment:
    """The volume of a contract planned for a period."""

    contract: str
    start: Reading[DateInterval]
    end: Reading[DateInterval]
    volume: Reading[Quantity | QuantityRange]
    unit: str | None
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery made under a contract."""

    contract: str
    on: Reading[DateInterval]
    quantity: Reading[Quantity | QuantityRange]
    unit: str | None
    rejected: Reading[Quantity | QuantityRange]
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowingContract:
    """A growing contract with its commitments and deliveries."""

    number: str
    producer: str | None
    buyer: str | None
    supply_chain: str | None
    crop: str | None
    volume: Reading[Quantity | QuantityRange]
    tolerance: Reading[Decimal]  # fraction
    start: Reading[DateInterval]
    end: Reading[DateInterval]
    stage: str | None
    commitments: tuple[VolumeCommitment, ...]
    deliveries: tuple[Delivery, ...]
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Funder:
    """A funder and the facts of its grant agreement."""

    code: str
    name: str
    agreement: str | None
    amount: Reading[Decimal]
    rate: Reading[Decimal]
    eligibility_start: Reading[DateInterval]
    eligibility_end: Reading[DateInterval]
    mention: str | None
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeadline:
    """A line of « Échéancier rapports »."""

    funder: str
    type: str
    period_start: Reading[DateInterval]
    period_end: Reading[DateInterval]
    deadline: Reading[DateInterval]
    status: str | None
    closed: bool
    place: RowPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Everything understood from one snapshot.

    `tables` keeps every table that was read, by canonical name, as one tuple of `SourcedTable`
    (see `core.programme`), so that later subjects find their rows without a new reading.
    """

    code: str
    as_of: date
    partners: tuple[Partner, ...]
    actions: tuple[Action, ...]
    deliverables: tuple[Deliverable, ...]
    contracts: tuple[GrowingContract, ...]
    funders: tuple[Funder, ...]
    report_deadlines: tuple[ReportDeadline, ...]
    items: tuple[DriveItem, ...]
    parameters: Mapping[str, str]
    tables: Mapping[str, tuple[Any, ...]]
    findings: tuple["Finding", ...]  # what reading itself found (cells, tabs, names)
    stale: Mapping[str, datetime] = field(default_factory=dict)  # file id → last good reading

    def partner(self, code: str | None) -> Partner | None:
        """The partner of that code, or None."""
        return next((partner for partner in self.partners if partner.code == code), None)


# --- findings -------------------------------------------------------------------------------


class Severity(StrEnum):
    """How bad it is; with a word, a symbol and a tint, never a colour alone."""

    INFO = "info"
    WATCH = "watch"  # ▲ À surveiller
    ALERT = "alert"  # ■ Alerte


class FindingKind(StrEnum):
    """What a finding is about; the value is part of its stable key and never changes."""

    ACTION_LATE = "action_late"
    ACTION_SLIPPING = "action_slipping"
    ACTION_DUE_SOON = "action_due_soon"
    DELIVERABLE_MISSING = "deliverable_missing"
    DELIVERABLE_DUE_SOON = "deliverable_due_soon"
    VOLUME_SHORTFALL = "volume_shortfall"
    VOLUME_UNKNOWN = "volume_unknown"
    CELL_UNREADABLE = "cell_unreadable"
    CELL_AMBIGUOUS = "cell_ambiguous"
    CELL_MISSING = "cell_missing"
    PARTNER_UNKNOWN = "partner_unknown"
    DUPLICATE_ID = "duplicate_id"
    ADDRESS_UNUSABLE = "address_unusable"
    SOURCE_UNREACHABLE = "source_unreachable"
    TAB_MISSING = "tab_missing"
    COLUMN_MISSING = "column_missing"
    TABLE_EMPTIED = "table_emptied"
    SOURCE_INVALID = "source_invalid"  # a line of « Sources » or « Paramètres » cannot be obeyed


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a good coordinator would write on her list.

    `title` is one French sentence with figures and dates; `action` says what to do. `due` is the
    date in force, `days` the lateness or slippage (calendar days, positive is late), `about`
    tells that a date was only « environ ». `key` = kind + subject and never changes.
    """

    kind: FindingKind
    subject: str
    partner: str | None
    severity: Severity
    audience: Audience
    title: str
    action: str
    label: str  # short name of the subject for people: « A1.2 – Former les cuisiniers »
    evidence: tuple[CellRef, ...] = ()
    due: date | None = None
    days: int | None = None
    about: bool = False
    detail: str = ""

    @property
    def key(self) -> str:
        """The stable key by which store, tabs and mails know this finding."""
        return f"{self.kind.value}:{self.subject}"


class FindingState(StrEnum):
    """Where a finding is in its life, night after night."""

    NEW = "new"
    OPEN = "open"
    WORSE = "worse"
    BETTER = "better"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the coordinator wrote beside a finding or a reminder; texts exactly as typed."""

    key: str
    decision: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedFinding:
    """A finding with its history and the coordinator's words."""

    finding: Finding
    state: FindingState
    first_seen: date
    decision: str = ""
    note: str = ""


def certain(value: T, *, found: object = None) -> Reading[T]:
    """A reading without doubt (builders and tests use it too)."""
    return Reading(value, Doubt.CERTAIN, value if found is None else found)


def absent(found: object = None) -> Reading[Any]:
    """A reading of an empty cell."""
    return Reading(None, Doubt.ABSENT, found)


def iterate_findings(*groups: tuple[Finding, ...]) -> Iterator[Finding]:
    """All findings of several subjects, in order."""
    for group in groups:
        yield from group
