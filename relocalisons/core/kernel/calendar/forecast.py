"""Pure: which date is in force, whether an action is open, when it should finish, how it slips."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY, WorkCalendar
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    DateInterval,
    Doubt,
    Reading,
    last_day,
)
from relocalisons.core.kernel.words.events import takes_one_day

CLOSED = (ActionStatus.DONE, ActionStatus.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInForce:
    """The day on which something is due; `about` when the sheet only says « environ »."""

    day: date
    about: bool
    column: str  # canonical column that decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Slippage:
    """How far an action's expected finish is from its baseline; None is unknown, never 0.

    `working_days` is also None when a date is outside the working-day table.
    """

    number: str
    baseline: date | None
    expected_finish: date | None
    calendar_days: int | None
    working_days: int | None
    about: bool


def choose_date(
    revised: Reading[DateInterval],
    planned: Reading[DateInterval],
    *,
    columns: tuple[str, str],
) -> DateInForce | None:
    """The revised date if one is given, else the planned one; due on the last day of its interval.

    None (unknown) when the deciding reading is unreadable, ambiguous or absent: a revised date
    that cannot be read is never replaced by the planned one, because somebody did change it.
    """
    for reading, column in zip((revised, planned), columns, strict=True):
        if reading.is_set and reading.value is not None:
            about = reading.doubt is Doubt.ABOUT
            return DateInForce(day=reading.value.latest, about=about, column=column)
        if reading.doubt is not Doubt.ABSENT:
            return None
    return None


def cells_that_tell(
    revised: Reading[DateInterval],
    planned: Reading[DateInterval],
    *,
    columns: tuple[str, str],
    as_of: date,
) -> tuple[str, ...] | None:
    """The cells that must be read before anybody can tell whether a day has passed.

    None where it cannot have passed; empty where it has. A revised date that nobody can read may
    be any later one: then the planned date, or one of the readings that fit, must have passed.
    """
    doubtful: list[str] = []
    for reading, column in zip((revised, planned), columns, strict=True):
        if reading.doubt is Doubt.ABSENT:
            continue
        if reading.is_set and reading.value is not None:
            return tuple(doubtful) if reading.value.latest < as_of else None
        doubtful.append(column)
        fitting = [one.latest for one in reading.candidates if isinstance(one, DateInterval)]
        if fitting:
            return tuple(doubtful) if min(fitting) < as_of else None
    return tuple(doubtful) or None


def action_due(action: Action) -> DateInForce | None:
    """The day an action is due: its revised end, else its planned end; None when unknown."""
    return choose_date(
        action.revised_end, action.planned_end, columns=("revised_end", "planned_end")
    )


def is_open(action: Action) -> bool | None:
    """Whether work remains on an action; None when its status cannot be told.

    « En attente », « reporté », « stand-by »: which of two it means is asked, but both are open.

    Struck through, dropped, done, with an actual end, or left by an owner who is gone: closed.
    Progress alone never closes an
    action, and « ok? » closes nothing.
    """
    if action.struck or action.left or action.actual_end.is_set:
        return False
    if not action.status.is_set:
        meant = frozenset(action.status.candidates)
        return True if meant and meant.isdisjoint(CLOSED) else None
    return action.status.value not in CLOSED


def baseline_end(action: Action, *, baseline: Mapping[str, date]) -> date | None:
    """The frozen baseline of an action, else the planned end of its sheet; None when unset."""
    frozen = baseline.get(action.key)
    if frozen is not None:
        return frozen
    return last_day(action.planned_end)


def expected_finish(
    action: Action, *, as_of: date, calendar: WorkCalendar, told_on: date | None = None
) -> DateInForce | None:
    """When an action should finish, seen on `as_of`; None when it cannot be told.

    Closed: its actual end, else the date in force when that is not after `as_of` (nobody said
    better), else `as_of`. Dropped, struck or left: None, it will not finish.
    Open: the date in force or, if that is later and it has started, the day on which the share of
    its planned working days that its progress leaves is used up, from the day on which its line
    last told something (`told_on`; today where that is not known): a day that passes without a
    word moves no forecast (ADR 0078). Of what has not begun nothing is computed: `overdue_start`.
    Never earlier than `as_of`: an open action cannot finish in the past. An event of one day takes
    place on its date: what is prepared before it is no work that would last beyond.
    """
    if action.struck or action.left or action.status.value is ActionStatus.DROPPED:
        return None
    actual = action.actual_end
    if actual.is_set and actual.value is not None:
        about = actual.doubt is Doubt.ABOUT
        return DateInForce(day=actual.value.latest, about=about, column="actual_end")
    due = action_due(action)
    opened = is_open(action)
    if due is None or opened is None:
        return None
    if not opened:
        return DateInForce(day=min(due.day, as_of), about=True, column=due.column)
    done = action.progress.value if action.actual_start.is_set else None
    told = min(told_on or as_of, as_of)
    remaining = _finish_of_remaining_work(action, done, since=told, calendar=calendar)
    finish = max(due.day, as_of, remaining or as_of)
    about = due.about or finish != due.day
    return DateInForce(day=finish, about=about, column=due.column)


def has_not_begun(action: Action) -> bool:
    """Whether an open action is « à venir » for sure.

    Where nobody writes any progress, « à venir » may have stayed where it was.
    """
    to_come = action.status.value is ActionStatus.PLANNED and "progress" not in action.unsaid
    return to_come and bool(is_open(action)) and not action.actual_start.is_set


def overdue_start(action: Action, *, as_of: date, calendar: WorkCalendar) -> date | None:
    """The planned start of an action of which no sign has come, and which no longer fits its dates.

    None while the work planned may still be done before the date in force.
    """
    due, start = action_due(action), action.planned_start.value
    if due is None or start is None or not has_not_begun(action):
        return None
    finish = _finish_of_remaining_work(action, Decimal(0), since=as_of, calendar=calendar)
    return start.latest if finish is not None and finish > due.day else None


def measure_slippage(
    actions: Iterable[Action],
    *,
    baseline: Mapping[str, date],
    as_of: date,
    calendar: WorkCalendar,
    changed: Mapping[str, date] | None = None,
) -> tuple[Slippage, ...]:
    """Compare each action's expected finish with its baseline.

    Slippage is expected finish minus baseline end, in calendar days and in working days; positive
    means late. The expected finish is the actual one if the action is closed; otherwise the
    forecast, but never earlier than `as_of`. `changed`: key → day on which its line last changed.

    Shape: one Slippage per action in, same order.
    Missing: no baseline, no readable date or an unknown status gives None, never 0: an action
    without baseline is not on time.
    Source: PMI practice standard for scheduling, finish variance.
    """
    return tuple(
        _slippage(
            action,
            baseline=baseline,
            as_of=as_of,
            calendar=calendar,
            told_on=(changed or {}).get(action.key),
        )
        for action in actions
    )


def _slippage(
    action: Action,
    *,
    baseline: Mapping[str, date],
    as_of: date,
    calendar: WorkCalendar,
    told_on: date | None,
) -> Slippage:
    planned = baseline_end(action, baseline=baseline)
    expected = expected_finish(action, as_of=as_of, calendar=calendar, told_on=told_on)
    calendar_days = working_days = None
    if planned is not None and expected is not None:
        calendar_days = (expected.day - planned).days
        if _is_in_table(planned, expected.day):
            working_days = calendar.between(planned, expected.day)
    return Slippage(
        number=action.key,
        baseline=planned,
        expected_finish=expected.day if expected else None,
        calendar_days=calendar_days,
        working_days=working_days,
        about=expected.about if expected else False,
    )


def _finish_of_remaining_work(
    action: Action, progress: Decimal | None, *, since: date, calendar: WorkCalendar
) -> date | None:
    """The last day of what `progress` leaves to be done from `since`; None when not known."""
    start, end = action.planned_start.value, action.planned_end.value
    if start is None or end is None or progress is None:
        return None
    if not (start.earliest <= end.latest and _is_in_table(start.earliest, end.latest, since)):
        return None
    if start.earliest >= since or (not progress and takes_one_day(action.title)):
        return None  # it may still start in time, or take place on its day
    planned_days = calendar.between(start.earliest, end.latest) + calendar.is_working(
        start.earliest
    )
    share = Decimal(1) - min(max(progress, Decimal(0)), Decimal(1))
    days = math.ceil(planned_days * share)
    last = calendar.index_of(since) + days - 1
    return calendar.day_at(last) if days > 0 and last < len(calendar.worked) else None


def _is_in_table(*days: date) -> bool:
    """Whether working days can be counted from and to all these days."""
    return all(FIRST_DAY <= day <= LAST_DAY for day in days)
