"""Pure: « À faire aujourd’hui »: what cannot wait for tomorrow, the most pressing first.

She reads it on a phone between two meetings: one line a thing to do, beginning with the verb, a
few lines of each kind, and where the others are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from relocalisons.core.acts.acts import is_awake
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.model import FindingState, Programme, Severity, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_day,
    join_words,
    quote,
    say_moment,
    shorten,
    typo,
)
from relocalisons.core.pilotage.dashboard.findings import Part
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.programme.standing import say_cannot
from relocalisons.core.reminders.contacts import LastContact, last_contacts
from relocalisons.core.reminders.digests import CallEntry
from relocalisons.core.reminders.urgent import find_urgent
from relocalisons.core.views.own_tab import CellValue, Tint, link, plain

_LONGEST = 150  # characters
_EACH = 5  # lines of one kind; the rest is counted
_SOON = timedelta(days=7)  # a hard deadline within a week is today's business
_PROMISE_KEPT_FOR = timedelta(days=30)  # an older promise is history


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinatorInbox:
    """What waits for her beside the findings.

    `waiting` counts the reminders to decide before `deadline` (programme's time zone, None when
    there are none), `invitations` those to meetings. `tabs` maps a tab title of « Pilotage » to
    its address.
    """

    waiting: int = 0
    deadline: datetime | None = None
    invitations: int = 0
    call_list: tuple[CallEntry, ...] = ()
    tabs: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    tint: Tint
    verb: str
    what: str
    tab: str = ""


def today_part(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    inbox: CoordinatorInbox,
    as_of: date,
) -> Part:
    """The first part of the tab; « tout va bien » when nothing waits for her and all is read."""
    tasks = [
        *_mails(inbox),
        *_deadlines(tracked, calendar=working_days(programme), as_of=as_of),
        *_alerts(tracked, as_of=as_of),
        *_talk_again(tracked, as_of=as_of),
        *_calls(inbox),
        *_promises(programme, inbox=inbox, as_of=as_of),
        *_addresses(tracked),
    ] or [_nothing(tracked, programme=programme, as_of=as_of)]
    return Part(
        heading="À faire aujourd’hui",
        columns=(),
        lines=tuple((task.tint, _row(task, inbox=inbox)) for task in tasks),
    )


def _nothing(tracked: tuple[TrackedFinding, ...], *, programme: Programme, as_of: date) -> _Task:
    """Nothing presses; « tout va bien » only where nothing waits and everything could be read."""
    unseen = sum(one.unseen_since is not None for one in tracked)
    waiting = sum(
        one.finding.severity is not Severity.INFO and is_awake(one, as_of=as_of) for one in tracked
    )
    if waiting and not (unseen or programme.unread or programme.stale):
        points = count_of(waiting, "point")
        return _Task(
            tint=Tint.FINE,
            verb="● Rien",
            what=f"Rien ne presse{NBSP}: {points} à regarder quand vous pourrez, dans "
            f"{quote('Anomalies')}.",
            tab="Anomalies",
        )
    if not (unseen or programme.unread or programme.stale):
        return _Task(
            tint=Tint.FINE, verb="● Rien", what="Tout va bien : rien n’attend votre décision."
        )
    apart = f", et {count_of(unseen, 'constat')} {say_cannot(unseen)}" if unseen else ""
    what = f"rien n’attend votre décision, mais tout n’a pas pu être lu{apart}"
    return _Task(tint=Tint.GREY, verb="○ Rien", what=what[0].upper() + what[1:] + ".")


def _row(task: _Task, *, inbox: CoordinatorInbox) -> tuple[CellValue, ...]:
    address = inbox.tabs.get(task.tab, "")
    opened = link(address, "Ouvrir") if address else ""
    # Beyond this the text would run under the link.
    return (task.verb, plain(shorten(task.what, limit=_LONGEST)), "", "", "", opened)


def _mails(inbox: CoordinatorInbox) -> Iterator[_Task]:
    before = f" à valider avant {say_moment(inbox.deadline)}" if inbox.deadline else ""
    waiting = [
        *((f"{count_of(inbox.waiting, 'relance')}{before}",) if inbox.waiting and before else ()),
        *(
            (f"{count_of(inbox.invitations, 'convocation')} à valider",)
            if inbox.invitations
            else ()
        ),
    ]
    if waiting:
        yield _Task(
            tint=Tint.WATCH,
            verb="▲ Décider",
            what=f"{join_words(waiting)}, dans {quote('Relances')}",
            tab="Relances",
        )


def _deadlines(
    tracked: tuple[TrackedFinding, ...], *, calendar: WorkCalendar, as_of: date
) -> Iterator[_Task]:
    """Reports, claims, notices of meetings: what is lost there is lost for good."""
    near = [
        point
        for point in find_urgent(tracked, calendar=calendar, as_of=as_of)
        if point.due is not None and point.due <= as_of + _SOON
    ]
    for point in near[:_EACH]:
        action = point.action[:1].lower() + point.action[1:]
        yield _Task(
            tint=Tint.ALERT,
            verb="■ Échéance",
            what=f"{point.label} ({point.status}){NBSP}: {action}",
            tab="Anomalies",
        )
    yield from _others(len(near), "échéance ferme", "échéances fermes", tint=Tint.ALERT)


def _alerts(tracked: tuple[TrackedFinding, ...], *, as_of: date) -> Iterator[_Task]:
    waiting = [
        one
        for one in tracked
        if one.finding.severity is Severity.ALERT and is_awake(one, as_of=as_of)
    ]
    if not waiting:
        return
    states = Counter(one.state for one in waiting)
    words = {FindingState.NEW: "nouvelle", FindingState.WORSE: "aggravée"}
    news = [count_of(states[one], word) for one, word in words.items() if states[one]]
    fresh = f", dont {join_words(news)} depuis le dernier passage" if news else ""
    yield _Task(
        tint=Tint.ALERT,
        verb="■ Regarder",
        what=f"{count_of(len(waiting), 'alerte')} à décider{fresh}, dans {quote('Anomalies')}",
        tab="Anomalies",
    )


def _talk_again(tracked: tuple[TrackedFinding, ...], *, as_of: date) -> Iterator[_Task]:
    """What she had put off until today, or until a day that is past."""
    due = [
        (one.word.until, f"{one.finding.label} ({_what_comes_back(one.word)})")
        for one in tracked
        if one.is_open and one.word.until is not None and one.word.until <= as_of
    ]
    for _, what in sorted(due)[:_EACH]:
        yield _Task(tint=Tint.WATCH, verb="▲ Revoir", what=what, tab="Anomalies")
    yield from _others(len(due), "point à revoir", "points à revoir", tint=Tint.WATCH)


def _what_comes_back(word: Understood) -> str:
    if word.meaning is Meaning.ASKED:
        return "date à préciser"
    said = "délai accordé jusqu’au" if word.meaning is Meaning.GRANTED else "à reparler le"
    return f"{said} {format_day(word.until)}" if word.until else said


def _calls(inbox: CoordinatorInbox) -> Iterator[_Task]:
    for entry in inbox.call_list[:_EACH]:
        phone = f", {entry.phone}" if entry.phone else ""
        yield _Task(
            tint=Tint.WATCH,
            verb="▲ Appeler",
            what=f"{entry.person} ({entry.partner}){phone}{NBSP}: {entry.reason}",
            tab="Relances",
        )
    yield from _others(
        len(inbox.call_list), "appel", "appels", tint=Tint.WATCH, where=", dans « Relances »"
    )


def _promises(programme: Programme, *, inbox: CoordinatorInbox, as_of: date) -> Iterator[_Task]:
    """What a partner had promised for today or before, without any exchange since."""
    called = {entry.partner for entry in inbox.call_list}
    broken = [
        (each.promised, code, each)
        for code, each in last_contacts(programme).items()
        if each.promised is not None
        and as_of - _PROMISE_KEPT_FOR <= each.promised <= as_of
        and code not in called
    ]
    for promised, code, each in sorted(broken, key=lambda found: found[:2])[:_EACH]:
        what = f"{_who(programme, code, each)}{NBSP}: promis pour le {format_day(promised)}"
        said = f" ({quote(each.said)})" if each.said else ""
        yield _Task(tint=Tint.WATCH, verb="▲ Promesse", what=what + said, tab="Contacts")
    yield from _others(len(broken), "promesse", "promesses", tint=Tint.WATCH)


def _who(programme: Programme, code: str, contact: LastContact) -> str:
    partner = programme.partner(code)
    return f"{contact.person or (typo(partner.name) if partner else code)} ({code})"


def _addresses(tracked: tuple[TrackedFinding, ...]) -> Iterator[_Task]:
    kinds = (ReadingKind.ADDRESS_UNUSABLE, ReadingKind.ADDRESSES_UNUSABLE)
    count = sum(one.finding.size for one in tracked if one.finding.kind in kinds and one.is_open)
    if count:
        yield _Task(
            tint=Tint.WATCH,
            verb="▲ Corriger",
            what=f"{count_of(count, 'adresse')} e-mail à corriger, dans {quote('Partenaires')}",
            tab="Partenaires",
        )


def _others(found: int, one: str, many: str, *, tint: Tint, where: str = "") -> Iterator[_Task]:
    if found > _EACH:
        rest = found - _EACH
        yield _Task(
            tint=tint, verb="", what=f"et {count_of(rest, f'autre {one}', f'autres {many}')}{where}"
        )
