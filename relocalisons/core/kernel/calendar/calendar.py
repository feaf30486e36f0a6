"""Pure: working days in France, by an integer index table that covers 2015 to 2045.

Dates become working-day indices once; plans are then computed in integers and turned back. The
answers are those of numpy's busday functions, at a fraction of their cost (`make bench`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.calendar.public_holidays import public_holidays

FIRST_DAY = date(2015, 1, 1)
LAST_DAY = date(2045, 12, 31)

_FIRST_ORDINAL = FIRST_DAY.toordinal()
_DAY_COUNT = LAST_DAY.toordinal() - _FIRST_ORDINAL + 1


class Roll(StrEnum):
    """Where a day off goes before working days are counted from it."""

    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The working days between `FIRST_DAY` and `LAST_DAY`, both included.

    The index of a day is the number of working days strictly before it, counted from
    `FIRST_DAY`: a working day and the days off just before it share one index. A day outside the
    table raises OverflowError: a year typed as 2206 must be told, not computed with.
    """

    days_off: frozenset[date]  # weekends apart
    table: tuple[int, ...] = field(repr=False)  # index by day number; one entry more than days
    worked: tuple[date, ...] = field(repr=False)  # working day by index

    # What plans ask for most is asked of the table at once: a call more would be half of its time.

    def is_working(self, day: date) -> bool:
        """Whether people work that day."""
        number = day.toordinal() - _FIRST_ORDINAL
        if not 0 <= number < _DAY_COUNT:
            raise _outside(day)
        return self.table[number + 1] > self.table[number]

    def index_of(self, day: date) -> int:
        """The number of working days strictly before `day`."""
        number = day.toordinal() - _FIRST_ORDINAL
        if not 0 <= number < _DAY_COUNT:
            raise _outside(day)
        return self.table[number]

    def day_at(self, index: int) -> date:
        """The working day of that index; OverflowError outside the table."""
        if not 0 <= index < len(self.worked):
            raise OverflowError(f"working day {index} is outside {FIRST_DAY}..{LAST_DAY}")
        return self.worked[index]

    def roll(self, day: date, *, to: Roll = Roll.FORWARD) -> date:
        """`day` itself when people work, else the next or the previous working day."""
        if self.is_working(day):
            return day
        return self.day_at(self.index_of(day) - (to is Roll.BACKWARD))

    def count(self, start: date, end: date) -> int:
        """Working days from `start` (included) to `end` (excluded).

        When `end` comes first the answer is minus the days from `end` (excluded) to `start`
        (included), as `numpy.busday_count` answers.
        """
        first, last = start.toordinal() - _FIRST_ORDINAL, end.toordinal() - _FIRST_ORDINAL
        if 0 <= first <= last < _DAY_COUNT:
            return self.table[last] - self.table[first]
        if 0 <= last < first < _DAY_COUNT:
            return self.table[last + 1] - self.table[first + 1]
        raise _outside(end if 0 <= first < _DAY_COUNT else start)

    def between(self, start: date, end: date) -> int:
        """How many working days `end` is after `start`: `end` included, `start` not; signed."""
        return self.table[_number(end) + 1] - self.table[_number(start) + 1]


def build_calendar(days_off: Iterable[date]) -> WorkCalendar:
    """A calendar whose days off are Saturdays, Sundays and `days_off`."""
    off = frozenset(days_off)
    table = [0]
    worked: list[date] = []
    for number in range(_DAY_COUNT):
        day = date.fromordinal(_FIRST_ORDINAL + number)
        if day.weekday() < 5 and day not in off:
            worked.append(day)
        table.append(len(worked))
    return WorkCalendar(days_off=off, table=tuple(table), worked=tuple(worked))


@lru_cache(maxsize=16)
def french_calendar(
    *, region: str | None = None, closures: frozenset[date] = frozenset()
) -> WorkCalendar:
    """France's public holidays, those of a `region`, and the programme's own `closures`.

    `region` is one of `REGIONS` (`57` Moselle, `6AE` Alsace, `974` La Réunion), else KeyError.
    Closures come from « Paramètres ».
    """
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return build_calendar(closures | public_holidays(years, region=region))


def _number(day: date) -> int:
    number = day.toordinal() - _FIRST_ORDINAL
    if not 0 <= number < _DAY_COUNT:
        raise _outside(day)
    return number


def _outside(day: date) -> OverflowError:
    return OverflowError(f"{day} is outside the working-day table {FIRST_DAY}..{LAST_DAY}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A month, both days included."""

    start: date
    end: date


def is_first_working_day(as_of: date, *, calendar: WorkCalendar) -> bool:
    """Whether `as_of` is the first working day of its month."""
    return calendar.is_working(as_of) and _worked_before(as_of, calendar) == 0


def is_second_working_day(as_of: date, *, calendar: WorkCalendar) -> bool:
    """Whether `as_of` is the second working day of its month."""
    return calendar.is_working(as_of) and _worked_before(as_of, calendar) == 1


def _worked_before(day: date, calendar: WorkCalendar) -> int:
    """The working days of its month before a day."""
    return calendar.count(day.replace(day=1), day)


def month_before(as_of: date) -> Period:
    """The whole month before the one of `as_of`."""
    end = as_of.replace(day=1) - timedelta(days=1)
    return Period(start=end.replace(day=1), end=end)
