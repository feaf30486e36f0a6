"""Pure: the programme as understood; every doubt is kept in its readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.findings import Finding
from relocalisons.core.kernel.readings import (
    ActionStatus,
    DateInterval,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.kernel.sheets import DriveItem, RowPlace
from relocalisons.core.kernel.working_time import WorkingTime


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
    last_read: date | None = None  # set when its plan cannot be read any more: all in doubt


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Everything understood from one snapshot.

    Actions and deliverables of unread tables are there with nothing but what names them.
    `tables` keeps every table that was read, by canonical name, as one tuple of `SourcedTable`
    (see `core.programme.programme`), so that later subjects find their rows without a new reading.
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
    tables: Mapping[str, tuple[Any, ...]]
    findings: tuple[Finding, ...]  # what reading itself found (cells, tabs, names)
    stale: Mapping[str, datetime] = field(default_factory=dict)  # file id → last good reading
    unread: tuple[UnreadTable, ...] = ()
    working_time: WorkingTime = field(default_factory=WorkingTime)
    synonyms: Mapping[str, str] = field(default_factory=dict)  # other spelling → partner code
    reminder_lines: tuple[Any, ...] = ()  # rows of « Paramètres » for `core.programme.rules.rules`
    cleared: frozenset[str] = frozenset()  # texts, folded, that she found to tell nothing private

    def partner(self, code: str | None) -> Partner | None:
        """The partner of that code, or None."""
        return next((partner for partner in self.partners if partner.code == code), None)
