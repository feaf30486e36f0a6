"""Pure: the programme as understood; every doubt is kept in its readings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from relocalisons.core.kernel.definition import Subject, SubjectOn
from relocalisons.core.kernel.drive_files import DriveTree, index_items
from relocalisons.core.kernel.findings.finding import Finding
from relocalisons.core.kernel.partners import Partner, PartnerNames, index_names
from relocalisons.core.kernel.readings import (
    ActionStatus,
    DateInterval,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.kernel.rows import KnownLine, Row, SourcedTable, UnsureLine
from relocalisons.core.kernel.sheets import DriveItem, RowPlace
from relocalisons.core.kernel.words.names import fold

T = TypeVar("T")
P = ParamSpec("P")


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
    last_read: date | None = None  # set when its plan cannot be read any more: all in doubt
    left: bool = False  # its owner left the programme before it was finished
    unsaid: frozenset[str] = frozenset()  # columns that the whole of its plan leaves empty
    name: str = ""  # lasting; the number, as long as that never changed
    amended: str = ""  # the amendment that says its planned end, which its cell may not
    typed_end: Reading[DateInterval] | None = None  # its cell « Fin prévue », when amended

    @property
    def key(self) -> str:
        """What keys, links and the baseline call it; people see today's number."""
        return self.name or self.number


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
    last_read: date | None = None  # set when its table cannot be read any more: all in doubt
    left: bool = False  # its owner left the programme; its file may be there all the same
    name: str = ""  # lasting; the number, as long as that never changed
    amended: str = ""  # the amendment that says its day, which its cell may not

    @property
    def key(self) -> str:
        """What keys, links and the baseline call it; people see today's number."""
        return self.name or self.number


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
    name: str = ""  # lasting; the number, as long as that never changed

    @property
    def key(self) -> str:
        """What papers remember it by; people see today's number."""
        return self.name or self.number


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
    left: bool = False  # « Envoyé le » is filled in


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRule:
    """When the partners of a profile do not work on the programme.

    Either a `zone` of school holidays, or the same days every year from `first` to `last`
    ((month, day), both included; over New Year when `last` comes first).
    """

    profile: str
    zone: str | None = None
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """What « Paramètres » says of working days."""

    region: str | None = None
    closures: frozenset[date] = frozenset()
    rests: tuple[RestRule, ...] = ()

    @property
    def zones(self) -> frozenset[str]:
        """The zones of school holidays that are asked for."""
        return frozenset(rule.zone for rule in self.rests if rule.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadTable:
    """A table of the registry of which no reading is in force: nothing is concluded of it.

    `partner` is None for a table of « Pilotage » or of several partners; `last_read` None when it
    was never well read.
    """

    table: str  # canonical name
    partner: str | None
    file_id: str
    workbook: str
    last_read: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Everything understood from one snapshot.

    Actions and deliverables of unread tables are there with nothing but what names them.
    `tables` keeps every table that was read, by canonical name, so that later subjects find their
    rows without a new reading. What follows from the whole is derived once and kept: the names of
    its partners, the tree of its Drive, and whatever is built by a `once_a_programme`.
    """

    code: str  # for keys and commands; people read `name`
    name: str
    as_of: date
    partners: tuple[Partner, ...]
    actions: tuple[Action, ...]
    deliverables: tuple[Deliverable, ...]
    contracts: tuple[GrowingContract, ...]
    funders: tuple[Funder, ...]
    report_deadlines: tuple[ReportDeadline, ...]
    items: tuple[DriveItem, ...]
    parameters: Mapping[str, str]
    tables: Mapping[str, tuple[SourcedTable, ...]]
    findings: tuple[Finding, ...]  # what reading itself found (cells, tabs, names)
    stale: Mapping[str, datetime] = field(
        default_factory=dict[str, datetime]
    )  # file id → last good reading
    unread: tuple[UnreadTable, ...] = ()
    working_time: WorkingTime = field(default_factory=WorkingTime)
    synonyms: Mapping[str, str] = field(
        default_factory=dict[str, str]
    )  # other spelling → partner code
    reminder_lines: tuple[Row, ...] = ()  # rows of « Paramètres » for `core.programme.rules.rules`
    # Folded spelling of a partner that merged into another → its own code, kept in finding keys.
    absorbed: Mapping[str, str] = field(default_factory=dict[str, str])
    # What is followed beside the plan, and why; a programme built from parts follows all of it.
    subjects: Mapping[Subject, SubjectOn] = field(
        default_factory=lambda: dict.fromkeys(Subject, SubjectOn.KEPT)
    )
    # (file id, folded tab) of the tables that she no longer wants followed
    set_aside: frozenset[tuple[str, str]] = frozenset()
    lines: tuple[KnownLine, ...] = ()  # every line that ever was, to be remembered
    gone_lines: tuple[KnownLine, ...] = ()  # those that left a table read tonight, for a week
    # By table, owner, name and rank of a line that went tonight: how it was last read.
    last_rows: Mapping[tuple[str, str, str, int], Row] = field(
        default_factory=dict[tuple[str, str, str, int], Row]
    )
    unsure_lines: tuple[UnsureLine, ...] = ()  # rows that may be a line known before
    cleared: frozenset[str] = frozenset()  # texts, folded, that she found to tell nothing private
    # Subjects of double invoices, and of claims not noted, of which she said « sans objet ».
    settled: frozenset[str] = frozenset()
    derived: dict[object, Any] = field(default_factory=dict[object, Any], init=False, repr=False)

    def follows(self, *subjects: Subject) -> bool:
        """Whether one of these subjects is on."""
        return any(subject in self.subjects for subject in subjects)

    def partner(self, code: str | None) -> Partner | None:
        """The partner of that code, or None."""
        return next((partner for partner in self.partners if partner.code == code), None)

    @cached_property
    def names(self) -> PartnerNames:
        """Every spelling of its partners."""
        return index_names(self.partners, synonyms=self.synonyms)

    @cached_property
    def drive(self) -> DriveTree:
        """The files and folders of its Drive."""
        return index_items(self.items)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table in all workbooks that hold it, struck ones left out, in order."""
        return tuple(
            row for read in self.tables.get(table, ()) for row in read.rows if not row.struck
        )

    def numbered_rows(self, table: str) -> tuple[Row, ...]:
        """Those that a number names, struck ones left out; of two with one number the first."""
        kept: dict[str, Row] = {}
        for row in self.rows(table):
            if row.identity:
                kept.setdefault(fold(row.identity), row)
        return tuple(kept.values())

    def row_at(self, place: RowPlace, *, table: str) -> Row | None:
        """The row of a table behind an entity, with the columns it does not hold; maybe struck."""
        return self._by_place.get((table, place.file_id, place.sheet_id, place.row))

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str, int, int], Row]:
        rows = (row for tables in self.tables.values() for read in tables for row in read.rows)
        return {
            (row.table.name, row.place.file_id, row.place.sheet_id, row.number): row for row in rows
        }

    def whose(self, row: Row, column: str = "partner") -> str | None:
        """The partner in whose workbook a row stands, else the one that its cell names."""
        return row.partner or self.names.code_of(row.text(column))

    def keyed_as(self, row: Row, column: str = "partner") -> str | None:
        """The same partner as the keys of findings call it: by its code from before it merged."""
        if row.partner:
            return row.absorbed or row.partner
        return self.absorbed.get(fold(row.text(column) or "")) or self.whose(row, column)


def once_a_programme(
    build: Callable[Concatenate[Programme, P], T],
) -> Callable[Concatenate[Programme, P], T]:
    """Decorator: what is built of a programme, and of a day or the like, is built once for each.

    What is asked besides must be hashable, what is built is shared and never changed.
    """
    name = f"{build.__module__}.{build.__qualname__}"

    @wraps(build)
    def built(programme: Programme, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (name, args, tuple(kwargs.items()))
        if asked not in programme.derived:
            programme.derived[asked] = build(programme, *args, **kwargs)
        return cast("T", programme.derived[asked])

    return built
