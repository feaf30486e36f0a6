"""Pure: the coordinator's week: what left, what was held and why, who to call, what was unread."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from relocalisons.core.kernel.model import Audience, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import (
    count_of,
    format_long_date,
    format_moment,
    quote,
    shorten,
    typo,
)
from relocalisons.core.reminders.contacts import broken_promises
from relocalisons.core.reminders.digests import CallEntry, ReminderPlan, UrgentPoint

_LONGEST_SAID = 160

_LEFT = ("accepted", "delivered", "silent")
_WAITING = ("held", "ready", "submitting", "prepared")
_UNSURE = ("unsettled", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOfWeek:
    """A mail to a partner as it stands on Friday; `state` is the store's word for it."""

    partner: str
    person: str
    subject: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsOfWeek:
    """How the service itself did: days on which everything was read, and what failed, in French."""

    days_read: int
    days_expected: int
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersOfWeek:
    """How many answers were read, of how many something was noted by her word, how many wait."""

    read: int = 0
    noted: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekReview:
    """What the weekly mail says. Sentences are French and complete."""

    as_of: date
    mails: tuple[MailOfWeek, ...]
    calls: tuple[CallEntry, ...]
    urgent: tuple[UrgentPoint, ...]
    unread: tuple[str, ...]
    cells: int  # cells in doubt, asked of whoever typed them
    new: int
    settled: int
    open: int
    runs: RunsOfWeek
    suspended: bool = False
    unseen: int = 0  # findings that nobody can tell any more
    lost: tuple[str, ...] = ()  # their names
    today: tuple[str, ...] = ()  # acts of « aujourd’hui », without those of a firm date
    awaited: tuple[str, ...] = ()  # whose answer to a mail may spare a call
    answers: AnswersOfWeek = field(default_factory=AnswersOfWeek)
    promises: tuple[str, ...] = ()  # not kept, with their words

    @property
    def sent(self) -> tuple[MailOfWeek, ...]:
        """What left for sure."""
        return tuple(mail for mail in self.mails if mail.state in _LEFT)

    @property
    def unsure(self) -> tuple[MailOfWeek, ...]:
        """What nobody knows to have arrived: somebody should ask."""
        return tuple(mail for mail in self.mails if mail.state in _UNSURE)

    @property
    def waiting(self) -> tuple[MailOfWeek, ...]:
        """What still waits, for her or for its hour."""
        return tuple(mail for mail in self.mails if mail.state in _WAITING)

    @property
    def not_sent(self) -> tuple[MailOfWeek, ...]:
        """What did not leave, or did not arrive."""
        seen = (*_LEFT, *_WAITING, *_UNSURE)
        return tuple(mail for mail in self.mails if mail.state not in seen)

    @property
    def is_about_mails(self) -> bool:
        """Whether only mails wait for her, or calls that « Relances » alone knows."""
        mails = self.waiting or self.not_sent or self.unsure or self.calls
        return bool(mails) and not (self.today or self.urgent)

    @property
    def all_well(self) -> bool:
        """Whether nothing waits for her: no call, no deadline, no doubt, no failure."""
        trouble = any(
            mail.state in ("refused", "bounced", "dropped", "lapsed") for mail in self.mails
        )
        return not (
            self.calls
            or self.today
            or self.awaited
            or self.urgent
            or self.unread
            or self.unseen
            or self.unsure
            or self.waiting
            or trouble
            or self.runs.failures
            or self.runs.days_read < self.runs.days_expected
            or self.suspended
        )


def review_week(
    *,
    as_of: date,
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    plan: ReminderPlan,
    mails: tuple[MailOfWeek, ...],
    runs: RunsOfWeek,
    settled: int,
    suspended: bool,
    answers: AnswersOfWeek | None = None,
    today: tuple[str, ...] = (),
    awaited: tuple[str, ...] = (),
    called: frozenset[str] = frozenset(),
) -> WeekReview:
    """The review of the ISO week of `as_of`; `settled` counts findings resolved in it.

    `today`: the acts of « aujourd’hui », `awaited`: the partners whose answer to a mail is waited
    for; `called`: the partners whom some of them call,
    and whose call is told there.
    """
    monday = as_of - timedelta(days=as_of.weekday())
    standing = tuple(one for one in tracked if one.is_open)
    new = tuple(one for one in standing if one.first_seen >= monday)
    unseen = tuple(one for one in tracked if one.unseen_since is not None)
    return WeekReview(
        as_of=as_of,
        mails=mails,
        calls=tuple(call for call in plan.call_list if call.partner not in called),
        urgent=plan.urgent,
        unread=_unread(standing, stale=programme.stale),
        cells=_cells(standing),
        new=len(new),
        settled=settled,
        open=len(standing),
        runs=runs,
        suspended=suspended,
        unseen=len(unseen),
        lost=tuple(_lost(one) for one in unseen),
        today=today,
        awaited=awaited,
        answers=answers or AnswersOfWeek(),
        promises=tuple(_promises(programme, as_of=as_of)),
    )


def _cells(standing: Iterable[TrackedFinding]) -> int:
    """Cells in doubt that are asked of whoever typed them; hers are counted in « À ranger »."""
    return sum(
        one.finding.size
        for one in standing
        if one.finding.kind.has(Trait.CELL) and one.finding.audience is not Audience.COORDINATION
    )


def _lost(one: TrackedFinding) -> str:
    """« Forer (VORS), cellule V11 »: whose it is, and the cell that says nothing sure any more."""
    finding = one.finding
    place = next((each for each in finding.evidence if each.cell), None)
    who = f" ({finding.partner})" if finding.partner else ""
    return typo(f"{finding.label}{who}{f', cellule {place.cell}' if place else ''}")


def _promises(programme: Programme, *, as_of: date) -> Iterator[str]:
    """« P02, Luc Blanc : promis pour le 20 mars 2026 (« plutôt le 20 ») »."""
    for code, each in broken_promises(programme, as_of=as_of):
        who = f"{code}, {each.person}" if each.person else code
        said = f" ({quote(shorten(each.said, limit=_LONGEST_SAID))})" if each.said else ""
        if each.promised is not None:
            yield typo(f"{who} : promis pour le {format_long_date(each.promised)}{said}")


def _unread(
    standing: Iterable[TrackedFinding], *, stale: Mapping[str, datetime]
) -> tuple[str, ...]:
    """One sentence a workbook: an erased one would fill the mail with its tabs."""
    by_file: dict[str, list[str]] = {}
    for one in standing:
        finding = one.finding
        if finding.kind.has(Trait.UNREAD):
            place = finding.evidence[0] if finding.evidence else None
            key = place.file_id if place else finding.key
            by_file.setdefault(key, []).append(typo(finding.title))
    sentences: list[str] = []
    for file_id, titles in by_file.items():
        kept = list(dict.fromkeys(titles))
        more = f" Même souci pour {count_of(len(kept) - 1, 'autre tableau', 'autres tableaux')}."
        since = stale.get(file_id)
        used = f" Lecture utilisée en attendant : {format_moment(since)}." if since else ""
        sentences.append(typo(kept[0] + (more if len(kept) > 1 else "") + used))
    return tuple(sentences)
