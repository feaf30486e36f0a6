"""Pure: a finding, its life, and what the coordinator decided about it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Flag, StrEnum, auto
from typing import NamedTuple

from relocalisons.core.kernel.decisions import NOTHING_SAID, Understood
from relocalisons.core.kernel.definition import Audience
from relocalisons.core.kernel.findings.gestures import Gesture, Party
from relocalisons.core.kernel.sheets import CellRef

PAPER_WAKES = timedelta(days=7)
"""How long before its last day a paper due to a funder wakes, whatever she had seen."""


class Severity(StrEnum):
    """How bad it is; with a word, a symbol and a tint, never a colour alone."""

    INFO = "info"
    WATCH = "watch"  # ▲ À surveiller
    ALERT = "alert"  # ■ Alerte


class Trait(Flag):
    """What the product does with every finding of a kind, wherever it is made."""

    NONE = 0
    OUT_OF_REACH = auto()  # a workbook, tab, column or table is lost: nothing is concluded from it
    UNREAD = auto()  # told among what was not read as expected: lost, or not obeyed
    CELL = auto()  # one cell, to be made precise by whoever typed it
    ABOUT_DOUBT = auto()  # made because a cell is in doubt, which is no reason to hide it
    NIGHT_SUMMARY = auto()  # a new one is told with its cell when the night ends
    TO_PRECISE = auto()  # asked of partners as a cell to type better, without a date
    FROM_LISTING = auto()  # concluded from the Drive's listing: an unread Drive is not an empty one
    LINE_GONE = auto()  # its line counts nowhere any more, and has taken its findings with it
    BY_DATE = auto()  # judged by the date in force of its action or deliverable
    DATED = auto()  # reminders go by that date: late, or due soon
    KNOWN_DATE = auto()  # its owner set its date, took part in that, or reads it on own papers
    HARD = auto()  # its date cannot be moved by anybody here: what is lost is lost for good
    TO_COME = auto()  # an end that moves
    FINANCIAL = auto()  # asked of whoever keeps a partner's accounts
    COMMUNICATION = auto()  # asked of whoever communicates at a partner's
    TOGETHER = auto()  # several cells in one line: one more of them is news
    COLUMN = auto()  # a whole column as it is kept: how many cells that makes is no news


class FindingKind(StrEnum):
    """What a finding is about; each subject declares its own kinds as members of a class below.

    The value is part of the finding's stable key and never changes. `gesture` is what it asks of
    the coordinator. `lighter` is the value of the kind that told the same line before it became
    graver (« à échéance proche », then « en retard »); empty without one.
    """

    _value_: str
    gesture: Gesture
    traits: Trait
    lighter: str

    def __new__(
        cls, value: str, gesture: Gesture, traits: Trait = Trait.NONE, lighter: str = ""
    ) -> "FindingKind":
        """A member as it is declared: stored value, gesture, traits, the lighter kind."""
        kind = str.__new__(cls, value)
        kind._value_, kind.gesture, kind.traits, kind.lighter = value, gesture, traits, lighter
        return kind

    def has(self, trait: Trait) -> bool:
        """Whether its subject declared that trait."""
        return trait in self.traits

    @property
    def is_paper_due(self) -> bool:
        """Whether it is a report or a claim with a firm day, until it is sent."""
        return self.gesture.party is Party.DEADLINE and self.has(Trait.HARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a good coordinator would write on her list.

    `title` is one French sentence with figures and dates; `action` says what to do. `due` is the
    date in force, `days` the lateness or slippage (calendar days, positive is late), `about`
    tells that a date was only « environ ». `key` = kind + subject and never changes. `ask` is what
    the partner concerned is asked, said to them; empty when the matter is not for their mail.
    `asked`: whom to ask about it, where that is not its partner: a code, or a name as typed.
    `members`: the keys of what is told together here, of one cell each; empty for one thing.
    `headline`: what the title of its act says of it, where its label says too little.
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
    waits_for: str = ""  # what she must fill in before the usual action can be taken; mailed once
    asked: str = ""
    members: tuple[str, ...] = ()
    headline: str = ""

    @property
    def key(self) -> str:
        """The stable key by which store, tabs and mails know this finding."""
        return f"{self.kind.value}:{self.subject}"

    @property
    def size(self) -> int:
        """How many things it tells."""
        return max(len(self.members), 1)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Those of its members, its own where it stands alone."""
        return tuple(key.partition(":")[2] for key in self.members) or (self.subject,)


class FindingState(StrEnum):
    """Where a finding is in its life, night after night; the value is stored and never changes."""

    NEW = "new"
    OPEN = "open"
    WORSE = "worse"
    BETTER = "better"
    RESOLVED = "resolved"  # today's reading shows that its cause is gone
    OUT_OF_SIGHT = "out_of_sight"  # nothing that can be read today says whether it still stands
    DEPARTED = "departed"  # its line left the table: the finding of that line goes on
    SUCCEEDED = "succeeded"  # stored, never shown: a graver or lighter one tells its line now


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the coordinator wrote beside a finding or a reminder; texts exactly as typed."""

    key: str
    decision: str
    note: str


class FirmDay(NamedTuple):
    """A funder's day, which nobody here can move, and the working day before it."""

    eve: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedFinding:
    """A finding with its history and the coordinator's words.

    `decision` and `note` are shown as she typed them; `word` is what she decided, understood once.
    `unseen_since` is the first day on which it could not be told any more, `last_read` the day of
    the last good reading where one is known; both None unless it is out of sight. `decided_by`
    names the deputy who decided while the coordinator was away. `gathers`: how many lines of the
    days before it tells together from this day on. `last_useful`: the last day on which its
    gesture helps; `firm_day`: that of a funder's paper, or its milestone, and the working day
    before it; `seen_until`: the day on which her « vu » is over. All once its act is known.
    """

    finding: Finding
    state: FindingState
    first_seen: date
    decision: str = ""
    note: str = ""
    word: Understood = NOTHING_SAID
    unseen_since: date | None = None
    last_read: date | None = None
    decided_by: str = ""
    gathers: int = 0
    last_useful: date | None = field(default=None, compare=False)
    firm_day: FirmDay | None = field(default=None, compare=False)
    seen_until: date | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether it is known to stand today: what nobody can tell is not open, nor resolved."""
        return self.state in _OPEN


_OPEN = (FindingState.NEW, FindingState.OPEN, FindingState.WORSE, FindingState.BETTER)
