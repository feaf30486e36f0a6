"""Pure: the coordinator's week: what left, what was settled, what is new, what was unread."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Finding, Programme, Severity, TrackedFinding, Trait
from relocalisons.core.kernel.wording import number_in
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_moment,
    name_some,
    quote,
    shorten,
    typo,
)
from relocalisons.core.programme.rules.words import is_clear_no
from relocalisons.core.reminders.digests import ReminderPlan, UrgentPoint
from relocalisons.core.reminders.rules.kept_promises import PromiseDue, promises_due
from relocalisons.core.sources.words import OpenName, read_open_name
from relocalisons.core.tables import CONTACTS

_LONGEST_SAID = 160
_MOST_PEOPLE = 2  # of one matter, by name

_LEFT = ("accepted", "delivered", "silent")
_WAITING = ("held", "ready", "submitting", "prepared")
_UNSURE = ("unsettled", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something by its name; `url` opens its row or its cell, empty where it has none.

    `brief`: the same in few words, whole, where the name would be cut; empty where there is none.
    """

    words: str
    url: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """What opens the rows of her tabs by their key, the tabs by their title, and any cell."""

    rows: Mapping[str, str] = field(default_factory=dict[str, str])
    tabs: Mapping[str, str] = field(default_factory=dict[str, str])
    links: CellLinks = field(default_factory=CellLinks)

    def row(self, key: str, *, tab: str = "") -> str:
        """The row of a key, else the tab on which it would stand; empty without either."""
        return self.rows.get(key) or self.tabs.get(tab, "")

    def finding(self, finding: Finding) -> str:
        """Its row in « Anomalies », else the cell that tells of it."""
        place = finding.evidence[0] if finding.evidence else None
        return self.rows.get(finding.key) or (self.links.to(place) if place else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOfWeek:
    """A mail to a partner as it stands on Friday; `state` is the store's word for it."""

    partner: str
    person: str
    subject: str
    state: str
    reason: str = ""
    key: str = ""  # of its row in « Relances »


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
    unread: tuple[Told, ...]
    settled: tuple[Told, ...]  # what and who
    runs: RunsOfWeek
    suspended: bool = False
    suspended_at: str = ""  # opens the row of « Paramètres » that says so
    news: tuple[Told, ...] = ()  # acts that no mail has told
    standing: tuple[Told, ...] = ()  # lines of today and of the week told before, and unchanged
    lost: tuple[Told, ...] = ()  # cells that can be read no more since this week, with their tab
    answers: AnswersOfWeek = field(default_factory=AnswersOfWeek)
    promises: tuple[Told, ...] = ()  # not kept, with their words: said whole
    kept: tuple[Told, ...] = ()  # promises whose day came, and what the sheets show of them
    opens: Opens = field(default_factory=Opens)
    alerts: int = 0  # ■ that stand in the sheets, whatever she said of them but that they are over
    red: tuple[str, ...] = ()  # codes of the partners and funders that an act makes ■
    seen: int = 0  # points that her « vu » put to sleep: open all the same

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
    def pressing(self) -> tuple[UrgentPoint, ...]:
        """The firm dates that she has not put to sleep."""
        return tuple(point for point in self.urgent if not point.asleep)

    @property
    def is_about_mails(self) -> bool:
        """Whether only mails wait for her."""
        mails = self.waiting or self.not_sent or self.unsure
        acts = self.news or self.standing or self.pressing or self.answers.waiting
        return bool(mails) and not acts

    @property
    def all_well(self) -> bool:
        """Whether nothing waits for her and nothing is red: « vu » settles no alert."""
        return self.is_quiet and not (self.alerts or self.red)

    @property
    def has_only_alerts(self) -> bool:
        """Whether nothing waits for her, and something is red all the same."""
        return self.is_quiet and not self.all_well

    @property
    def is_quiet(self) -> bool:
        """Whether nothing waits for her: no act, no deadline, no doubt, no failure."""
        trouble = any(
            mail.state in ("refused", "bounced", "dropped", "lapsed") for mail in self.mails
        )
        return not (
            self.news
            or self.standing
            or self.pressing
            or self.unread
            or self.lost
            or self.answers.waiting
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
    news: tuple[Told, ...] = (),
    standing: tuple[Told, ...] = (),
    lost: tuple[Told, ...] = (),
    opens: Opens | None = None,
    promises: tuple[PromiseDue, ...] | None = None,
    red: tuple[str, ...] = (),
) -> WeekReview:
    """The review of the ISO week of `as_of`; `settled` are the findings resolved in it.

    Of these nothing is said about which something else stands, asleep or out of sight too: late
    instead of due soon, blocked instead of late, it only changed its key.

    `news`: acts that no mail has told; `standing`: the lines of today and of the week that are
    none; `lost`: what can be read no more since this week; `opens`: what opens each of them.
    `promises`: those whose day has come, without what she closed; None: all of them; `red`: codes
    of the partners and funders that an act makes ■.
    """
    opens = opens or Opens()
    tracked = tuple(tracked)
    due = promises_due(programme, tracked, as_of=as_of) if promises is None else promises
    left = [one for one in settled if not _stands_otherwise(one, tracked)]
    return WeekReview(
        as_of=as_of,
        mails=mails,
        urgent=plan.urgent,
        unread=_unread((one for one in tracked if one.is_open), stale=programme.stale, opens=opens),
        settled=_each_once(_settled(left, programme=programme, as_of=as_of, opens=opens)),
        runs=runs,
        suspended=suspended,
        suspended_at=_suspended_at(programme, opens=opens),
        news=news,
        standing=standing,
        lost=lost,
        answers=answers or AnswersOfWeek(),
        promises=tuple(_promises(due, opens=opens)),
        kept=tuple(_kept(due, opens=opens)),
        opens=opens,
        alerts=sum(_is_alert(one, as_of=as_of) for one in tracked),
        red=red,
        seen=sum(map(_is_seen, tracked)),
    )


def _is_alert(one: TrackedFinding, *, as_of: date) -> bool:
    """Whether it is red and not over: a « fait » is trusted until its cell must have followed."""
    until = one.word.until
    done = one.word.meaning is Meaning.DONE and until is not None and as_of < until
    over = done or one.word.meaning is Meaning.VOID
    is_red = one.finding.severity is Severity.ALERT and one.finding.kind.gesture.is_act
    return is_red and one.is_open and not over


def _is_seen(one: TrackedFinding) -> bool:
    is_point = one.finding.severity is not Severity.INFO and one.finding.kind.gesture.is_act
    return is_point and one.is_open and one.word.meaning is Meaning.SEEN


def _suspended_at(programme: Programme, *, opens: Opens) -> str:
    rows = (
        row
        for row in programme.rows("parameters")
        if read_open_name(row.text("name")) is OpenName.SUSPEND
        and not is_clear_no(row.text("value"))
    )
    row = next(rows, None)
    return opens.links.to(row.place.cell("value")) if row is not None else ""


def _stands_otherwise(settled: Finding, tracked: Iterable[TrackedFinding]) -> bool:
    """Whether what it names stands under another key."""
    standing = (one.finding for one in tracked if one.is_open or one.unseen_since is not None)
    return any(one.label == settled.label for one in standing)


def _each_once(found: Iterable[Told]) -> tuple[Told, ...]:
    """One line for those of the same words: the first opens."""
    by_words: dict[str, Told] = {}
    for one in found:
        by_words.setdefault(one.words, one)
    return tuple(by_words.values())


def _settled(
    found: Iterable[Finding], *, programme: Programme, as_of: date, opens: Opens
) -> Iterator[Told]:
    """« Forer et raccorder (Karim Belhadj), nouvelle date : 30 octobre 2026 »: what and who.

    What was asked of many of one matter is one point. A cell or a name that was put in order is no
    news of the week.
    """
    actions = {action.key: action for action in programme.actions}
    codes = {partner.code for partner in programme.partners}
    about: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for finding in found:
        if not finding.kind.gesture.is_act or not finding.label:
            continue
        partner = programme.partner(finding.partner)
        who = (partner.contact or partner.code) if partner is not None else ""
        action = actions.get(finding.subject)
        due = action_due(action) if action is not None and is_open(action) else None
        moved = due is not None and due.day > as_of and due.day != finding.due
        day = f", nouvelle date{NBSP}: {format_long_date(due.day)}" if moved and due else ""
        about.setdefault((finding.label, day), []).append((who, finding))
    for (label, day), alike in about.items():
        names = list(dict.fromkeys(who for who, _ in alike if who))
        whose = f" ({name_some(names, limit=_MOST_PEOPLE)})" if names else ""
        yield Told(
            words=typo(f"{label}{whose}{day}"),
            url=opens.finding(alike[0][1]),
            brief=typo(_briefly(label, whose, codes=codes)),
        )


def _briefly(label: str, whose: str, *, codes: Collection[str]) -> str:
    """« 6.4 (Anne Blanc) » of « 6.4 – Marché … », « Suivi ALE – Plan d’action (…) » of a name.

    What begins with a partner's code is whole, and the code says whose it is.
    """
    first, *others = label.split(" – ")
    if first in codes:
        return label
    brief = number_in(label) or (f"{first} – {others[-1]}" if others else first)
    return f"{brief}{whose}"


def _kept(due: Iterable[PromiseDue], *, opens: Opens) -> Iterator[Told]:
    """« CAU, Julie Roussel : L04 « validé » »."""
    for one in due:
        if one.kept:
            words = typo(f"{_who(one)}{NBSP}: {one.kept}")
            yield Told(words=words, url=_place(one, opens=opens))


def _promises(due: Iterable[PromiseDue], *, opens: Opens) -> Iterator[Told]:
    """« P02, Luc Blanc : promis pour le 20 mars 2026 (« plutôt le 20 ») »."""
    for one in due:
        each = one.contact
        short = shorten(each.said, limit=_LONGEST_SAID)
        rest = f", la suite dans {quote(CONTACTS.title)}" if short.endswith("…") else ""
        said = f" ({quote(short)}{rest})" if each.said else ""
        if each.promised is not None and not one.kept:
            words = typo(f"{_who(one)} : promis pour le {format_long_date(each.promised)}{said}")
            yield Told(words=words, url=_place(one, opens=opens))


def _who(one: PromiseDue) -> str:
    return f"{one.partner}, {one.contact.person}" if one.contact.person else one.partner


def _place(one: PromiseDue, *, opens: Opens) -> str:
    return opens.links.to(one.contact.place) if one.contact.place else ""


def _unread(
    standing: Iterable[TrackedFinding], *, stale: Mapping[str, datetime], opens: Opens
) -> tuple[Told, ...]:
    """One sentence a workbook: an erased one would fill the mail with its tabs."""
    by_file: dict[str, list[str]] = {}
    first: dict[str, Finding] = {}
    for one in standing:
        finding = one.finding
        if finding.kind.has(Trait.UNREAD):
            place = finding.evidence[0] if finding.evidence else None
            key = place.file_id if place else finding.key
            by_file.setdefault(key, []).append(typo(finding.title))
            first.setdefault(key, finding)
    sentences: list[Told] = []
    for file_id, titles in by_file.items():
        kept = list(dict.fromkeys(titles))
        more = f" Même souci pour {count_of(len(kept) - 1, 'autre tableau', 'autres tableaux')}."
        since = stale.get(file_id)
        used = f" Lecture utilisée en attendant : {format_moment(since)}." if since else ""
        words = typo(kept[0] + (more if len(kept) > 1 else "") + used)
        sentences.append(Told(words=words, url=opens.finding(first[file_id])))
    return tuple(sentences)
