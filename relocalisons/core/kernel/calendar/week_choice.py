"""Pure: which day or days a form means by « cette semaine », « la semaine dernière », « autre »."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import RequestError

WeekChoice = Literal["cette semaine", "la semaine dernière", "autre (date)"]
SpanChoice = Literal[
    "les sept derniers jours", "cette semaine", "la semaine dernière", "autre (dates)"
]
WEEKS: tuple[WeekChoice, ...] = get_args(WeekChoice)
THIS_WEEK, LAST_WEEK, OTHER = WEEKS
SEVEN_DAYS, _, _, OTHERS = get_args(SpanChoice)

# On which day of a week that is over its flow would have run: Tuesday, Friday.
_USUAL_DAY: Mapping[RunKind, int] = {RunKind.PARTNER_REMINDERS: 1, RunKind.WEEKLY_SUMMARY: 4}
_WEEK = timedelta(days=7)


def day_asked(kind: RunKind, *, week: str, other: date | None, today: date) -> date | None:
    """The day that a run of this flow is asked to be about; None: that of its schedule.

    A date that was typed without « autre (date) » is obeyed: it is what was meant.
    Raises RequestError when « autre (date) » comes without one.
    """
    if week == LAST_WEEK and kind in _USUAL_DAY:
        return _monday(today) - _WEEK + timedelta(days=_USUAL_DAY[kind])
    return _required(other) if week == OTHER else other


def day_of_week_asked(week: str, *, other: date | None, today: date) -> date:
    """A day of the week that a form means. Raises RequestError as above."""
    if week == LAST_WEEK:
        return today - _WEEK
    return _required(other) if week == OTHER else other or today


def span_asked(
    span: str, *, since: date | None, until: date | None, today: date
) -> tuple[date, date]:
    """The two evenings that are compared: those typed, else those of the choice."""
    monday = _monday(today)
    if span == LAST_WEEK:
        return monday - timedelta(days=8), monday - timedelta(days=1)
    if span == OTHERS and since is None and until is None:
        raise RequestError(f"« {OTHERS} » demande au moins une des deux dates : rien n’a été fait.")
    last = until or today
    first = monday - timedelta(days=1) if span == THIS_WEEK else last - _WEEK
    return since or first, last


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _required(other: date | None) -> date:
    if other is None:
        raise RequestError(f"« {OTHER} » demande une date : rien n’a été fait.")
    return other
