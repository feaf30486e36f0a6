"""Pure: a finding, its life, and what the coordinator decided about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.tables.definition import Audience
from relocalisons.core.values.sheets import CellRef


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
    SOURCE_COPIES = "source_copies"  # several files look like one source: she says which counts
    SOURCE_TRUNCATED = "source_truncated"  # a file holds more than can be read of it
    ACTION_STALE = "action_stale"  # under way, and its line has not changed for long
    ACTION_BLOCKED = "action_blocked"  # waits for a late action of another partner
    THIRD_POSTPONEMENT = "third_postponement"
    BASELINE_OVERWRITTEN = "baseline_overwritten"
    RIPPLE = "ripple"  # a delay reaches a milestone or a deliverable of another partner
    DEPENDENCY_CYCLE = "dependency_cycle"
    DEPENDENCY_UNKNOWN = "dependency_unknown"  # names an action that is in no plan
    DONE_WITHOUT_END = "done_without_end"
    END_BEFORE_START = "end_before_start"
    DONE_BEFORE_PREDECESSOR = "done_before_predecessor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a good coordinator would write on her list.

    `title` is one French sentence with figures and dates; `action` says what to do. `due` is the
    date in force, `days` the lateness or slippage (calendar days, positive is late), `about`
    tells that a date was only « environ ». `key` = kind + subject and never changes. `ask` is what
    the partner concerned is asked, said to them; empty when the matter is not for their mail.
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
    ask: str = ""

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
