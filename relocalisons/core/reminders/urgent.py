"""Pure: hard deadlines, which no cap and no quiet period keeps from the coordinator's list."""

from collections.abc import Iterable
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import asked_day, say_fixed
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.findings.finding import PAPER_WAKES
from relocalisons.core.kernel.findings.gestures import Party
from relocalisons.core.kernel.model import TrackedFinding, Trait
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_long_date,
    format_short_date,
    join_words,
    quote,
    typo,
)
from relocalisons.core.programme.standing import say_unseen_since
from relocalisons.core.reminders.digests import UrgentPoint
from relocalisons.core.tables import REMINDERS

_NEAR = timedelta(days=30)
_AT_LEAST = 2  # shown however far they are
_MOST_NAMED = 3
FIRM_ROW = "ferme:toutes"  # the key of the one row of « Relances » that has them all


def find_urgent(
    tracked: Iterable[TrackedFinding], *, calendar: WorkCalendar, as_of: date
) -> tuple[UrgentPoint, ...]:
    """Hard deadlines that she has not settled herself, the nearest first.

    One whose line cannot be read any more is still lost for good when it passes: it stays, and
    that is said; so does a report or a claim that she has seen, until it is sent, and whatever else
    she has seen on its last day and the working day before.
    """
    points = [
        _point(one, calendar=calendar, as_of=as_of)
        for one in tracked
        if one.finding.kind.has(Trait.HARD)
        and (one.is_open or one.unseen_since is not None)
        and (_waits(one, as_of) or _is_last_chance(one, calendar=calendar, as_of=as_of))
    ]
    return tuple(sorted(points, key=lambda point: (point.due or date.max, point.finding_key)))


def nearest(points: Iterable[UrgentPoint], *, as_of: date) -> tuple[UrgentPoint, ...]:
    """Those within thirty days, and as many more as make two: what is farther can wait its turn.

    What has no date is near; what waits for her to fill it in is no matter of dates, and stays.
    """
    points = tuple(points)
    dated = [point for point in points if not point.waits_for]
    near = [point for point in dated if point.due is None or point.due <= as_of + _NEAR]
    kept = {point.finding_key for point in (near if len(near) >= _AT_LEAST else dated[:_AT_LEAST])}
    return tuple(point for point in points if point.waits_for or point.finding_key in kept)


def firm_of(points: Iterable[UrgentPoint]) -> tuple[UrgentPoint, ...]:
    """Those whose day is to be kept: not those that wait for her to fill something in."""
    return tuple(point for point in points if not point.waits_for)


def before_sunday(points: Iterable[UrgentPoint], *, as_of: date) -> tuple[UrgentPoint, ...]:
    """Those of the week of `as_of`, those that are past, and those without a day.

    Friday's mail names the others: a day that is farther is not told again on Tuesday.
    """
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    return tuple(one for one in points if one.due is None or one.due <= sunday)


def named_dates(points: Iterable[UrgentPoint], *, as_of: date) -> tuple[str, ...]:
    """The first three: « 29 mai – AEL, rapport… (vu le 6 mai) »; `FIRM_ROW` opens them all."""
    points = firm_of(nearest(points, as_of=as_of))[:_MOST_NAMED]
    return tuple(_name(point, as_of=as_of) for point in points)


def more_dates(points: Iterable[UrgentPoint], *, as_of: date) -> str:
    """« et 2 autres, dans « Relances » », beyond those that are named."""
    rest = len(firm_of(nearest(points, as_of=as_of))) - _MOST_NAMED
    return f"et {count_of(rest, 'autre')}, dans {quote(REMINDERS.title)}" if rest > 0 else ""


def say_next(points: Iterable[UrgentPoint], *, as_of: date) -> tuple[str, ...]:
    """« échéance AEL le 20 mai », the nearest for a subject; nothing where there is none."""
    point = next(iter(firm_of(points)), None)
    if point is None:
        return ()
    whose = point.label.partition(" – ")[0]
    verb = "échéance passée" if point.due is not None and point.due < as_of else "échéance"
    return (f"{verb} {whose}{f' le {_day(point.due, as_of=as_of)}' if point.due else ''}",)


def say_urgent(points: Iterable[UrgentPoint]) -> tuple[str, ...]:
    """« 10 échéances fermes à tenir », « 2 réunions à compléter »: the one count of them.

    What waits for her to fill it in has no deadline to keep yet, and is counted apart.
    """
    points = tuple(points)
    return (*(f"{words} à tenir" for words in say_firm(points)), *say_stuck(points))


def say_firm(points: Iterable[UrgentPoint]) -> tuple[str, ...]:
    """« 10 échéances fermes »; nothing where there is none."""
    firm = sum(not point.waits_for for point in points)
    return (count_of(firm, "échéance ferme", "échéances fermes"),) if firm else ()


def say_stuck(points: Iterable[UrgentPoint]) -> tuple[str, ...]:
    """« 2 réunions à compléter »; nothing where there is none."""
    stuck = sum(bool(point.waits_for) for point in points)
    return (f"{count_of(stuck, 'réunion', 'réunions')} à compléter",) if stuck else ()


def say_each(points: Iterable[UrgentPoint]) -> str:
    """« 2 échéances fermes », then a line each: « • AEL – Rapport : dans 10 jours, le 29 mai »."""
    points = tuple(points)
    head = join_words((*say_firm(points), *say_stuck(points)))
    each = (f"• {point.label}{NBSP}: {point.status}" for point in points)
    return typo("\n".join((head, *each)))


def _waits(one: TrackedFinding, as_of: date) -> bool:
    decision = one.word
    if decision.meaning is Meaning.VOID:
        return False
    if decision.meaning is Meaning.SEEN and one.finding.kind.is_paper_due:
        return True
    if decision.meaning in (Meaning.SEEN, Meaning.DONE, Meaning.CALLED, Meaning.GRANTED):
        return decision.until is not None and decision.until <= as_of
    return True


def _is_last_chance(one: TrackedFinding, *, calendar: WorkCalendar, as_of: date) -> bool:
    """Whether she has put aside what must be done today or on the next working day."""
    due = one.finding.due
    if one.word.meaning is not Meaning.SEEN or due is None:
        return False
    next_day = calendar.day_at(calendar.index_of(as_of + timedelta(days=1)))
    return as_of <= due <= next_day


def _point(one: TrackedFinding, *, calendar: WorkCalendar, as_of: date) -> UrgentPoint:
    finding = one.finding
    status = _status(finding.due, calendar=calendar, as_of=as_of)
    if one.unseen_since is not None:
        status += f", {say_unseen_since(one.unseen_since, last_read=one.last_read)}"
    seen = _seen(one, as_of=as_of)
    gesture = finding.kind.gesture
    return UrgentPoint(
        finding_key=finding.key,
        label=finding.label,
        due=finding.due,
        status=f"{status}, {seen}" if seen else status,
        waits_for=finding.waits_for,
        seen=seen,
        asleep=bool(seen) and (finding.due is None or finding.due - PAPER_WAKES > as_of),
        convenes=gesture.party is Party.MEETING,
    )


def _seen(one: TrackedFinding, *, as_of: date) -> str:
    """« vu le 6 mai », « à reparler le 20 mai »; nothing once that day has come."""
    word = one.word
    if word.meaning is not Meaning.SEEN:
        return ""
    if word.until is not None:
        return f"à reparler le {_day(word.until, as_of=as_of)}" if word.until > as_of else ""
    return f"vu le {_day(word.seen_on, as_of=as_of)}" if word.seen_on is not None else "vu"


def _name(point: UrgentPoint, *, as_of: date) -> str:
    who, _, what = point.label.partition(" – ")
    # « Demande de paiement » in the middle of a line; « COPIL » stays as it is.
    what = what if what[1:2].isupper() else f"{what[:1].lower()}{what[1:]}"
    said = f"convoquer {what or who}" if point.convenes else f"{who}, {what}" if what else who
    late = point.due is not None and point.due < as_of
    apart = ", ".join(filter(None, ("passé" if late else "", point.seen)))
    day = f"{_day(point.due, as_of=as_of)} – " if point.due is not None else ""
    return typo(f"{day}{said}{f' ({apart})' if apart else ''}")


def _day(day: date, *, as_of: date) -> str:
    return format_short_date(day) if day.year == as_of.year else format_long_date(day)


def _status(due: date | None, *, calendar: WorkCalendar, as_of: date) -> str:
    if due is None:
        return "échéance ferme"
    if due < as_of:
        return f"{count_days((as_of - due).days)} de retard"
    if due == as_of:
        return "aujourd’hui"
    left = (asked_day(due, told_on=as_of, calendar=calendar) - as_of).days
    said = say_fixed(due, told_on=as_of, calendar=calendar)
    return f"{f'dans {count_days(left)}' if left else 'aujourd’hui'}, le {said}"
