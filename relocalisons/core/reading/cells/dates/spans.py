"""Pure: intervals of days: parts of months, weeks, quarters; and what to say when one is "
"missing."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, unreadable

# Spellings of months in folded text. « jui » is not there: it may be juin or juillet.
MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil juill jul july",
            "aout aou aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"

LEAP_YEAR = 2024  # no other year has more days

Build = Callable[[int], DateInterval | None]


@lru_cache(maxsize=8192)
def day_interval(year: int, month: int, day: int) -> DateInterval | None:
    """One day; None when no calendar has it, or outside 1900–2199."""
    if not 1900 <= year <= 2199:
        return None
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return DateInterval(exact, exact)


@lru_cache(maxsize=8192)
def month_interval(year: int, month: int, part: str | None = None) -> DateInterval:
    """A month, or its beginning (1–10), middle (10–20) or end (21–last)."""
    last = monthrange(year, month)[1]
    first_day, last_day = {"debut": (1, 10), "mi": (10, 20), "fin": (21, last)}.get(
        part or "", (1, last)
    )
    return DateInterval(date(year, month, first_day), date(year, month, last_day))


@lru_cache(maxsize=8192)
def months_interval(year: int, first: int, last: int, part: str | None = None) -> DateInterval:
    """A run of months, or its first, middle or last third."""
    third = max((last - first + 1) // 3, 1)
    if part == "debut":
        last = first + third - 1
    elif part == "fin":
        first = last - third + 1
    elif part == "mi":
        first, last = first + third, last - third
    return DateInterval(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


@lru_cache(maxsize=8192)
def week_interval(year: int, week: int) -> DateInterval | None:
    """An ISO week, Monday to Sunday; None when the year has no such week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return DateInterval(monday, monday + timedelta(days=6))


def other_year(interval: DateInterval, year: int) -> DateInterval:
    """The same days in the year in which they end; 29 February becomes the 28th."""
    shift = year - interval.latest.year
    return DateInterval(
        *(_in_same_place(day, shift) for day in (interval.earliest, interval.latest))
    )


def _in_same_place(day: date, shift: int) -> date:
    year = day.year + shift
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def full_year(text: str) -> int:
    """2026 of `2026`, `26` or `'26`; 69 and below are of this century."""
    digits = text.lstrip("'")
    year = int(digits)
    if len(digits) > 2:  # « 0001 » is what a machine writes for no date
        return year
    return year + (2000 if year < 70 else 1900)


def in_year(build: Build, *, year: int | None, default_year: int | None) -> Reading[Any]:
    """A period or day of a year, stated or completed; a missing year without default is a question.

    `build` gives None for a year that has no such day or week.
    """
    if year is not None:
        interval = build(year)
        return impossible() if interval is None else about_period(interval)
    if default_year is None:
        return ambiguous(
            f"Il manque l’année dans {CELL} : tapez la date complète, par exemple 15/03/2026."
        )
    interval = build(default_year)
    if interval is None:
        return impossible(f"pas en {default_year}")
    return about(
        interval,
        f"Il manque l’année dans {CELL} : {default_year} est retenu en attendant, soit le "
        f"{format_date(interval.latest)} ; tapez la date complète.",
    )


@lru_cache(maxsize=8192)
def about_period(interval: DateInterval) -> Reading[Any]:
    """A period that is understood, due on its last day."""
    return about(
        interval,
        f"{CELL} est lu comme une période qui finit le {format_date(interval.latest)} ; tapez le "
        "jour exact dès que vous le connaissez.",
    )


@lru_cache(maxsize=64)
def impossible(because: str = "") -> Reading[Any]:
    """A date that no calendar has; it is never moved to a neighbour."""
    reason = f" ({because})" if because else ""
    return unreadable(
        f"La date {CELL} n’existe pas{reason} : tapez la date voulue, par exemple 28/02/2026.",
    )
