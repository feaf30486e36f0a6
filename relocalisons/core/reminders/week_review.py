"""Pure: the coordinator's week: what left, what was settled, what is new, what was unread."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import Finding, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_moment,
    quote,
    shorten,
    typo,
)
from relocalisons.core.reminders.contacts import broken_promises
from relocalisons.core.reminders.digests import ReminderPlan, UrgentPoint

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
    urgent: tuple[UrgentPoint, ...]
    unread: tuple[str, ...]
    settled: tuple[str, ...]  # what and who
    runs: RunsOfWeek
    suspended: bool = False
    news: tuple[str, ...] = ()  # acts that no mail has told
    standing: tuple[str, ...] = ()  # lines of today and of the week told before, and unchanged
    lost: tuple[str, ...] = ()  # what can be read no more since this week, and what to do
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
        """Whether only mails wait for her."""
        mails = self.waiting or self.not_sent or self.unsure
        return bool(mails) and not (self.news or self.standing or self.urgent)

    @property
    def all_well(self) -> bool:
        """Whether nothing waits for her: no act, no deadline, no doubt, no failure."""
        trouble = any(
            mail.state in ("refused", "bounced", "dropped", "lapsed") for mail in self.mails
        )
        return not (
            self.news
            or self.standing
            or self.urgent
            or self.unread
            or self.lost
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
    settled: Iterable[Finding],
    suspended: bool,
    answers: AnswersOfWeek | None = None,
    news: tuple[str, ...] = (),
    standing: tuple[str, ...] = (),
    lost: tuple[str, ...] = (),
) -> WeekReview:
    """The review of the ISO week of `as_of`; `settled` are the findings resolved in it.

    `news`: acts that no mail has told; `standing`: the lines of today and of the week that are
    none; `lost`: what can be read no more since this week.
    """
    return WeekReview(
        as_of=as_of,
        mails=mails,
        urgent=plan.urgent,
        unread=_unread((one for one in tracked if one.is_open), stale=programme.stale),
        settled=tuple(dict.fromkeys(_settled(settled, programme=programme, as_of=as_of))),
        runs=runs,
        suspended=suspended,
        news=news,
        standing=standing,
        lost=lost,
        answers=answers or AnswersOfWeek(),
        promises=tuple(_promises(programme, as_of=as_of)),
    )


def _settled(found: Iterable[Finding], *, programme: Programme, as_of: date) -> Iterator[str]:
    """« Forer et raccorder (Karim Belhadj), nouvelle date : 30 octobre 2026 »: what and who.

    A cell or a name that was put in order is no news of the week.
    """
    actions = {action.key: action for action in programme.actions}
    for finding in found:
        if not finding.kind.gesture.is_act or not finding.label:
            continue
        partner = programme.partner(finding.partner)
        who = (partner.contact or partner.code) if partner is not None else ""
        action = actions.get(finding.subject)
        due = action_due(action) if action is not None and is_open(action) else None
        moved = due is not None and due.day > as_of and due.day != finding.due
        day = f", nouvelle date{NBSP}: {format_long_date(due.day)}" if moved and due else ""
        yield typo(f"{finding.label}{f' ({who})' if who else ''}{day}")


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
