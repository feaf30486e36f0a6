"""Sample: working days counted one by one, from the rules of French public holidays."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

HARVEST = ((6, 15), (9, 15))  # growers do not work on the programme in summer
HARVESTERS = "agriculteur"
CLOSURES = frozenset({date(2026, 5, 15)})  # the bridge of Ascension, closed in « Paramètres »

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


@cache
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in _AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def _easter(year: int) -> date:
    """The Gregorian rule of Meeus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def works(day: date, *, profile: str = "") -> bool:
    """Whether a partner of that profile works that day."""
    if day.weekday() > 4 or day in _holidays(day.year) or day in CLOSURES:
        return False
    harvest = HARVEST[0] <= (day.month, day.day) <= HARVEST[1]
    return not (harvest and profile == HARVESTERS)


def on_or_before(day: date) -> date:
    """That day when it is worked, else the last worked day before it."""
    while not works(day):
        day -= timedelta(days=1)
    return day


def asked(day: date, *, sent: date) -> date:
    """What we ask for instead: the worked day before when that leaves two, else the one after."""
    before = on_or_before(day)
    if before == day or count(days_after(sent, before)) >= 2:
        return before
    return later(day, 1)


def count(days: Iterable[date], *, profile: str = "") -> int:
    """How many of these days are worked."""
    return sum(works(day, profile=profile) for day in days)


def days_after(first: date, last: date) -> Iterable[date]:
    """The days after `first`, up to `last` included."""
    return (first + timedelta(days=step + 1) for step in range((last - first).days))


def later(day: date, steps: int, *, profile: str = "") -> date:
    """The working day that comes `steps` working days after `day`."""
    while steps > 0:
        day += timedelta(days=1)
        steps -= works(day, profile=profile)
    return day
