"""Pure: the month that a report speaks of, and the working day on which it is made."""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import WorkCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, both days included."""

    start: date
    end: date


def is_first_working_day(as_of: date, *, calendar: WorkCalendar) -> bool:
    """Whether `as_of` is the first working day of its month."""
    first = as_of.replace(day=1)
    return calendar.is_working(as_of) and not any(
        calendar.is_working(first + timedelta(days=number)) for number in range(as_of.day - 1)
    )


def is_second_working_day(as_of: date, *, calendar: WorkCalendar) -> bool:
    """Whether `as_of` is the second working day of its month."""
    first = as_of.replace(day=1)
    before = [first + timedelta(days=number) for number in range(as_of.day - 1)]
    return calendar.is_working(as_of) and sum(map(calendar.is_working, before)) == 1


def month_before(as_of: date) -> Period:
    """The whole month before the one of `as_of`."""
    end = as_of.replace(day=1) - timedelta(days=1)
    return Period(start=end.replace(day=1), end=end)
