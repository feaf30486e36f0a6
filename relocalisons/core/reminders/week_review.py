"""Pure: the coordinator's week: what left, what was held and why, who to call, what was unread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relocalisons.core.kernel.model import Programme, Severity, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import count_of, format_moment, quote, typo
from relocalisons.core.reminders.digests import CallEntry, ReminderPlan, UrgentPoint

MOST_NEWS = 6

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
class WeekReview:
    """What the weekly mail says. Sentences are French and complete."""

    as_of: date
    mails: tuple[MailOfWeek, ...]
    calls: tuple[CallEntry, ...]
    urgent: tuple[UrgentPoint, ...]
    unread: tuple[str, ...]
    cells: int  # cells in doubt, asked of whoever typed them
    held: tuple[str, ...]  # reasons why lines are not told, most frequent first, as sentences
    new: int
    settled: int
    open: int
    alerts: tuple[str, ...]  # the new ones of the week
    more_alerts: int
    runs: RunsOfWeek
    suspended: bool = False
    unseen: int = 0  # findings that nobody can tell any more

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
    def all_well(self) -> bool:
        """Whether nothing waits for her: no call, no deadline, no doubt, no failure."""
        trouble = any(
            mail.state in ("refused", "bounced", "dropped", "lapsed") for mail in self.mails
        )
        return not (
            self.calls
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
) -> WeekReview:
    """The review of the ISO week of `as_of`; `settled` counts findings resolved in it."""
    monday = as_of - timedelta(days=as_of.weekday())
    standing = tuple(one for one in tracked if one.is_open)
    new = tuple(one for one in standing if one.first_seen >= monday)
    alerts = [one.finding.title for one in new if one.finding.severity is Severity.ALERT]
    return WeekReview(
        as_of=as_of,
        mails=mails,
        calls=plan.call_list,
        urgent=plan.urgent,
        unread=_unread(standing, stale=programme.stale),
        cells=sum(one.finding.size for one in standing if one.finding.kind.has(Trait.CELL)),
        held=_held(plan),
        new=len(new),
        settled=settled,
        open=len(standing),
        alerts=tuple(typo(title) for title in alerts[:MOST_NEWS]),
        more_alerts=max(len(alerts) - MOST_NEWS, 0),
        runs=runs,
        suspended=suspended,
        unseen=sum(one.unseen_since is not None for one in tracked),
    )


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


def _held(plan: ReminderPlan) -> tuple[str, ...]:
    """« P04 : partenaire en pause jusqu’au … », people only: lines have their tab."""
    people: dict[str, list[str]] = {}
    for entry in plan.skipped:
        quiet = entry.reason.startswith(("rien à signaler", "un message est déjà"))
        called = any(
            call.partner == entry.partner and call.role == entry.role for call in plan.call_list
        )
        if entry.finding_key is None and not quiet and not called:
            who = f"{entry.partner} ({entry.role})" if entry.role else entry.partner
            people.setdefault(entry.reason, []).append(who)
    ordered = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(typo(f"{', '.join(who)} : {reason}.") for reason, who in ordered)


def say_mail(mail: MailOfWeek) -> str:
    """« P07, Jeanne Brun : 2 actions à mettre à jour avant le 10 mars »."""
    who = f"{mail.partner}, {mail.person}" if mail.person else mail.partner
    return typo(f"{who} : {quote(mail.subject)}")
