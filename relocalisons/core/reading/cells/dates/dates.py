"""Pure: the date a cell says, as an interval of days due on its last one."""

import re
from datetime import date, datetime
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Doubt, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import (
    CELL,
    EMPTY,
    about,
    advise,
    ambiguous,
    certain,
    read_no_value,
    unreadable,
)
from relocalisons.core.reading.cells.dates.days import EXAMPLE, read_moment
from relocalisons.core.reading.cells.dates.phrases import read_phrase
from relocalisons.core.reading.cells.dates.ranges import read_range, whole_range
from relocalisons.core.reading.cells.dates.spans import (
    day_interval,
    full_year,
    month_interval,
    months_interval,
)
from relocalisons.core.reading.cells.serials import (
    FIRST_FORMATTED,
    FIRST_MEANT,
    FIRST_PLAUSIBLE,
    LAST_FORMATTED,
    LAST_MEANT,
    LAST_PLAUSIBLE,
    day_of,
    parts_of,
)
from relocalisons.core.reading.cells.words import fold, is_void, says_endless

FIRST_PLAUSIBLE_YEAR = day_of(FIRST_PLAUSIBLE).year

_LONGEST_RANGE = 60
# « M12 », « T0+6 »: the last month of an end; « M12 (Feb 2027) » says its date beside.
_PROJECT_MONTH = re.compile(
    r"(?:(?:m|mois|month) ?\+? ?|t ?0 ?\+ ?m?)(\d{1,3})(?: ?(?:mois|months?))?", re.ASCII
)

# The common notation, read without folding; « 26-03-12 » needs more thought.
_FAST = re.compile(
    r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})|([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})"
    r"|([0-9]{4})-([0-9]{2})-([0-9]{2})",
    re.ASCII,
)


def parse_date(value: object, pattern: str | None, default_year: int | None) -> Reading[Any]:
    """The reading of a raw cell value with its display format; `default_year` completes a day."""
    is_text = isinstance(value, str)
    reading = _parse_text(value, default_year) if is_text else _parse(value, pattern)
    interval = reading.value
    if interval is None or FIRST_MEANT.year <= interval.latest.year <= LAST_MEANT.year:
        return reading
    return _far_away(interval)


def _far_away(interval: DateInterval) -> Reading[Any]:
    """A date that nobody waits for; the other order of its last two digits may be the one meant."""
    meant = _swapped(interval) if interval.latest > LAST_MEANT else None
    day = format_date(interval.latest)
    if meant is None:
        return unreadable(f"Le {day} est une date invraisemblable : tapez {EXAMPLE}.")
    return ambiguous(
        f"Le {day} est une date invraisemblable, peut-être le "
        f"{format_date(meant.latest)} : tapez la date voulue.",
        (meant, interval),
    )


def _swapped(interval: DateInterval) -> DateInterval | None:
    """12/03/2026 of 12/03/2062."""
    day = interval.latest
    century, digits = divmod(day.year, 100)
    year = 100 * century + 10 * (digits % 10) + digits // 10
    if interval.earliest != day or not FIRST_PLAUSIBLE_YEAR <= year <= LAST_MEANT.year:
        return None
    return day_interval(year, day.month, day.day)


def _parse(value: object, pattern: str | None) -> Reading[Any]:
    if is_void(value):
        return EMPTY
    if isinstance(value, bool):
        return unreadable(f"{CELL} n’est pas une date : tapez {EXAMPLE}.")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return certain(DateInterval(day, day))
    if isinstance(value, (int, float)):
        return _parse_serial(value, pattern)
    return unreadable(f"Cette cellule n’est pas une date : tapez {EXAMPLE}.")


def _parse_serial(value: int | float, pattern: str | None) -> Reading[Any]:
    parts = parts_of(pattern)
    if parts & {"day", "month", "year"}:
        if not FIRST_FORMATTED <= value < LAST_FORMATTED + 1:
            return unreadable(
                "Cette cellule est au format date mais contient un nombre qui n’en est pas une : "
                f"tapez {EXAMPLE}."
            )
        return _formatted_day(value, parts)
    if 1995 <= value <= 2045 and value == int(value):
        return about(
            months_interval(int(value), 1, 12),
            f"Seule l’année {int(value)} est écrite : tapez le jour exact dès que vous le "
            "connaissez.",
        )
    if 10**7 <= value < 10**8 and value == int(value):
        return _parse_text(str(int(value)), None)  # 20260312 or 12032026
    if not FIRST_PLAUSIBLE <= value < LAST_PLAUSIBLE + 1:
        return unreadable(f"Le nombre {CELL} n’est pas une date : tapez {EXAMPLE}.")
    day = day_of(value)
    if pattern and "0" in pattern:
        return about(
            DateInterval(day, day),
            f"Cette date s’affiche comme un nombre ({CELL}) : donnez à la cellule le format Date, "
            f"elle montrera {format_date(day)}.",
        )
    return certain(DateInterval(day, day))


def _formatted_day(value: int | float, parts: frozenset[str]) -> Reading[Any]:
    """A genuine date. « mars 2026 » typed in a sheet becomes 01/03/2026 shown as a month."""
    day = day_of(value)
    if "day" in parts or day.day != 1:
        exact = DateInterval(day, day)
        return certain(exact) if "year" in parts else _completed_by_sheets(exact)
    whole_year = "month" not in parts and day.month == 1
    interval = (
        months_interval(day.year, 1, 12) if whole_year else month_interval(day.year, day.month)
    )
    return about(
        interval,
        f"La cellule montre une période qui finit le {format_date(interval.latest)} : tapez le "
        "jour exact dès que vous le connaissez.",
    )


def _completed_by_sheets(interval: DateInterval) -> Reading[Any]:
    """« 15/03 » typed in a sheet becomes 15/03 of the year of typing, which nobody typed or saw."""
    return about(
        interval,
        f"L’année de cette date n’est pas affichée : le tableur l’a complétée, c’est le "
        f"{format_date(interval.latest)} ; tapez la date avec son année.",
    )


def _parse_text(found: str, default_year: int | None) -> Reading[Any]:
    match = _FAST.fullmatch(found)
    interval = _fast_interval(match) if match is not None else None
    if interval is not None:
        return Reading(interval, Doubt.CERTAIN, found)
    text = fold(found)
    nothing = read_no_value(text, example=EXAMPLE)
    if nothing is not None:
        return nothing
    text = text.strip("' ").rstrip(".;,:!") or text
    return (
        read_moment(text, default_year)
        or _read_two_ends(text, default_year)
        or _read_without_day(text)
        or read_phrase(text, default_year)
    )


def _read_two_ends(text: str, default_year: int | None) -> Reading[Any] | None:
    ends = read_range(text, default_year) if len(text) <= _LONGEST_RANGE else None
    return whole_range(ends) if ends is not None else None


def project_month(found: object) -> int | None:
    """12 of « M12 », which counts the months of a project; None for any other cell."""
    match = _PROJECT_MONTH.fullmatch(fold(found)) if isinstance(found, str) else None
    return int(match[1]) if match is not None else None


def _read_without_day(text: str) -> Reading[Any] | None:
    """« M12 » waits for the day from which months are counted; « en continu » has no day at all."""
    if _PROJECT_MONTH.fullmatch(text):
        return ambiguous(
            f"{CELL} compte les mois depuis le début du projet : tapez la date, par exemple "
            "12/03/2026."
        )
    if says_endless(text):
        return Reading(None, Doubt.ABSENT, None, advise(f"{CELL} : sans échéance."))
    return None


def _fast_interval(match: re.Match[str]) -> DateInterval | None:
    day, _, month, year, day2, month2, year2, year3, month3, day3 = match.groups()
    if day is not None:
        return day_interval(full_year(year), int(month), int(day))
    if day2 is not None:
        return day_interval(int(year2), int(month2), int(day2))
    return day_interval(int(year3), int(month3), int(day3))
