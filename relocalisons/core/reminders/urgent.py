"""Pure: hard deadlines, which no cap and no quiet period keeps from the coordinator's list."""

from collections.abc import Iterable
from datetime import date

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import asked_day, say_fixed
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.model import TrackedFinding, Trait
from relocalisons.core.kernel.words.french import count_days, count_of, typo
from relocalisons.core.programme.standing import say_unseen_since
from relocalisons.core.reminders.digests import UrgentPoint


def find_urgent(
    tracked: Iterable[TrackedFinding], *, calendar: WorkCalendar, as_of: date
) -> tuple[UrgentPoint, ...]:
    """Hard deadlines that she has not settled herself, the nearest first.

    One whose line cannot be read any more is still lost for good when it passes: it stays, and
    that is said.
    """
    points = [
        _point(one, calendar=calendar, as_of=as_of)
        for one in tracked
        if one.finding.kind.has(Trait.HARD)
        and (one.is_open or one.unseen_since is not None)
        and _waits(one, as_of)
    ]
    return tuple(sorted(points, key=lambda point: (point.due or date.max, point.finding_key)))


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


def _waits(one: TrackedFinding, as_of: date) -> bool:
    decision = one.word
    if decision.meaning is Meaning.VOID:
        return False
    if decision.meaning in (Meaning.SEEN, Meaning.DONE, Meaning.GRANTED):
        return decision.until is not None and decision.until <= as_of
    return True


def _point(one: TrackedFinding, *, calendar: WorkCalendar, as_of: date) -> UrgentPoint:
    finding = one.finding
    status = _status(finding.due, calendar=calendar, as_of=as_of)
    if one.unseen_since is not None:
        status += f", {say_unseen_since(one.unseen_since, last_read=one.last_read)}"
    return UrgentPoint(
        finding_key=finding.key,
        partner=finding.partner or "",
        label=finding.label,
        what=typo(finding.title),
        action=typo(finding.action),
        due=finding.due,
        status=status,
        waits_for=finding.waits_for,
    )


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
