"""Pure: what the week's plan is made of: digests, calls, and what is not sent with its reason."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relocalisons.core.kernel.model import CellRef, FindingKind

ANSWER_WITHIN = timedelta(days=7)  # the next digest


class DigestGroup(StrEnum):
    """The parts of a digest, in their order."""

    LATE = "late"
    THIS_WEEK = "this_week"
    UPCOMING = "upcoming"
    OTHER = "other"  # asked for without a date, or long before it
    CELLS = "cells"


class DigestKind(StrEnum):
    """What a stored message to a partner is."""

    DIGEST = "digest"  # the one message of the week
    ESCALATION = "escalation"  # to the deputy of somebody who does not answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLine:
    """One thing asked of a person.

    `number` is what she would say on the phone (`A1.2`), `label` the number with its title.
    `status` says how late it is on the day of the digest; `text` is what to know or do, possibly
    empty. `place` is None when the partner has no access to the cell. `level` counts the digests
    that asked for it, this one included. `names_partner` is the code of another partner whom the
    line names: such a line leaves only with its own approval. `mark` is what its row said
    (`reminders.row_marks`), empty without a row that the partner may open. `already_told` says in
    how many messages its reader read of it; `size`, how many cells it asks for; `rank` is its place
    in the message, from 0 (0 for all of them in messages stored by older versions).
    """

    finding_key: str
    kind: FindingKind
    number: str
    label: str
    text: str
    status: str
    due: date | None
    about: bool
    level: int
    place: CellRef | None
    names_partner: str | None = None
    mark: str = ""
    already_told: str = ""
    size: int = 1
    rank: int = 0

    @property
    def key(self) -> str:
        """Distinguishes the line from its neighbour about the same finding."""
        named = f">{self.names_partner}" if self.names_partner else ""
        return f"{self.finding_key}{named}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestBlock:
    """The lines of one part, the oldest due date first."""

    group: DigestGroup
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The one message of the week to one person.

    `sheet` is where its button leads, None when no line has a place that the person may open.
    `settled` counts the lines taken out because they were settled since the digest was prepared,
    `thanked` those of the last digest that are settled: the message says thank you for them.
    `about_person` is, for an escalation, whom we could not reach.
    """

    partner: str
    partner_name: str
    profile: str
    person: str
    as_of: date
    blocks: tuple[DigestBlock, ...]
    role: str = "référent"
    sheet: CellRef | None = None
    settled: int = 0
    thanked: int = 0
    kind: DigestKind = DigestKind.DIGEST
    about_person: str = ""
    opening: str = ""  # her own first sentence, empty for the usual one
    answer_by: date | None = None  # a working day; None in digests stored by older versions
    salutation: str = ""  # in her words; empty for the usual one
    welcome: bool = False  # the first message to a partner that has just come; maybe no line

    @property
    def lines(self) -> tuple[DigestLine, ...]:
        """All lines, in the order in which they are read."""
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def asked(self) -> tuple[DigestLine, ...]:
        """What it asks for, as its heading counts: what names another partner completes a line."""
        return tuple(line for line in self.lines if not line.names_partner)

    @property
    def naming_lines(self) -> tuple[DigestLine, ...]:
        """The lines that name another partner, and need their own approval."""
        return tuple(line for line in self.lines if line.names_partner)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEntry:
    """Somebody to telephone, with why, and at most three talking points.

    `on` is the day of the call: six a day are what one can make. `asked`: key of each finding that
    it speaks of, and what to say; `written`, the day of the last message to that person; `others`,
    who else of the organisation is known. `role` is empty for the general
    contact. `last_contact` and `promise` are sentences from
    « Contacts », `deputy` names who else may be asked; empty when there is nothing to say.
    """

    partner: str
    partner_name: str
    person: str
    phone: str | None
    reason: str
    points: tuple[str, ...]
    lines: int  # how many things wait, beyond the three points
    role: str = ""
    last_contact: str = ""
    promise: str = ""
    deputy: str = ""
    on: date | None = None
    asked: tuple[tuple[str, str], ...] = ()
    written: date | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentPoint:
    """A hard deadline: no cap and no quiet period holds it back from the coordinator's list."""

    finding_key: str
    label: str
    due: date | None
    status: str
    waits_for: str = ""  # what she must fill in first: asked in one mail, then counted
    seen: str = ""  # « vu le 6 mai », of a paper due that she put to sleep: its day stands
    asleep: bool = False  # it is, and its week has not come
    convenes: bool = False  # its day is the last one to convene, not that of the meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What is not sent, and why; `finding_key` is None when it is the whole message."""

    partner: str  # code, or empty when nobody could be found
    reason: str
    finding_key: str | None = None
    label: str = ""
    role: str = ""  # empty for the general contact
    doubted: bool = False  # a cell of its line is in doubt, and « À faire » says which


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPlan:
    """The week's reminders, by partner code."""

    digests: tuple[Digest, ...]
    call_list: tuple[CallEntry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    urgent: tuple[UrgentPoint, ...] = ()


def iso_week(day: date) -> str:
    """`2026-W10`: the week by which « at most one a week » is counted."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
