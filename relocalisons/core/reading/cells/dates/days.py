"""Pure: one day, in every notation that people type, read day first."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from relocalisons.core.kernel.model import DateInterval, Doubt, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, certain, unreadable
from relocalisons.core.reading.cells.dates.periods import read_period
from relocalisons.core.reading.cells.dates.spans import (
    LEAP_YEAR,
    MONTH,
    MONTHS,
    day_interval,
    full_year,
    impossible,
    in_year,
    month_interval,
)
from relocalisons.core.reading.cells.serials import FIRST_PLAUSIBLE, LAST_PLAUSIBLE, day_of

_PARIS = ZoneInfo("Europe/Paris")

EXAMPLE = "un jour, par exemple 12/03/2026"

_WEEKDAYS = {
    "lundi": 0, "lun": 0, "monday": 0, "mardi": 1, "mar": 1, "tuesday": 1, "mercredi": 2, "mer": 2,
    "wednesday": 2, "jeudi": 3, "jeu": 3, "thursday": 3, "vendredi": 4, "ven": 4, "vend": 4,
    "friday": 4, "samedi": 5, "sam": 5, "saturday": 5, "dimanche": 6, "dim": 6, "sunday": 6,
}  # fmt: skip
# « mar 26 » is no Tuesday: a weekday comes before a day and something more.
_WEEKDAY = re.compile(
    "(" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\.?,? (?:le )?"
    r"(?=[0-9]{1,2}[^0-9]+[0-9a-z])"
)

_SEP = r"(?: ?[/.\\,-] ?| )"
_YEAR = r"[0-9]{4}|'?[0-9]{2}"
_NUMERIC = re.compile(rf"([0-9]{{1,2}}){_SEP}([0-9]{{1,2}}){_SEP}({_YEAR})", re.ASCII)
_ISO = re.compile(rf"([0-9]{{4}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{1,2}})", re.ASCII)
_COMPACT_ISO = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})", re.ASCII)
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})", re.ASCII)
_DAY_MONTH = re.compile(r"([0-9]{1,2}) ?[/.\\-] ?([0-9]{1,2})", re.ASCII)
_WORDED = re.compile(
    rf"([0-9]{{1,2}})(?: ?(?:er|eme|e|th|st|nd|rd|°))?[ ./-]*({MONTH})\.?(?:[ .,/-]*({_YEAR}))?",
    re.ASCII,
)
_ENGLISH = re.compile(rf"({MONTH})\.? ([0-9]{{1,2}})(?:th|st|nd|rd)?,? ([0-9]{{4}})", re.ASCII)
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?", re.ASCII)
_TIME = re.compile(
    r"(?:(?: a |,? |t)(?P<hour>[01]?[0-9]|2[0-4])(?:h| h|:)(?: ?(?P<minute>[0-5][0-9]))?"
    r"(?::[0-5][0-9](?:\.[0-9]+)?)?(?: ?[ap]\.?m\.?)?(?P<zone> ?z|[+-][0-9]{2}:?[0-9]{2})?"
    r"(?: \((?:gmt|utc)(?:[+-][0-9]{1,2}(?::[0-9]{2})?)?\))?"
    r"| \(?(?:au |le )?(?:matin|apres-midi|soir|midi)\)?)$",
    re.ASCII,
)


def read_moment(text: str, default_year: int | None) -> Reading[Any] | None:
    """The reading of a folded text that is wholly a day or a period; None when it is not."""
    weekday = None if text[:1].isdigit() else _WEEKDAY.match(text)
    if weekday is not None:
        inner = read_moment(text[weekday.end() :], default_year)
        if inner is not None:
            return _check_weekday(inner, _WEEKDAYS[weekday[1]])
    return (
        read_day(text, default_year)
        or read_period(text, default_year=default_year)
        or _read_timed(text, default_year)
        or _read_before_weekday(text, default_year)
    )


def read_day(text: str, default_year: int | None) -> Reading[Any] | None:
    """The reading of a folded text that is wholly a day; None when it is not."""
    if not text[:1].isdigit():
        match = _ENGLISH.fullmatch(text)
        return match and exact_day(int(match[3]), MONTHS[match[1]], int(match[2]))
    if match := _NUMERIC.fullmatch(text):
        return _read_numeric(match[0], match[1], match[2], match[3])
    if match := _ISO.fullmatch(text) or _COMPACT_ISO.fullmatch(text):
        return exact_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _WORDED.fullmatch(text):
        return _read_worded(int(match[1]), MONTHS[match[2]], match[3], default_year)
    if match := _DAY_MONTH.fullmatch(text):
        return _read_day_month(int(match[1]), int(match[2]), default_year)
    if match := _COMPACT.fullmatch(text):
        return _read_compact(match)
    if match := _SERIAL.fullmatch(text):
        return _read_serial_text(int(match[1]))
    return None


def exact_day(year: int, month: int, day: int) -> Reading[Any]:
    """A whole day, or the refusal of a date that no calendar has."""
    interval = day_interval(year, month, day)
    return impossible() if interval is None else certain(interval)


def _read_numeric(text: str, first: str, second: str, last: str) -> Reading[Any]:
    """Day first; month first only when nothing else is possible, and that is said."""
    day, month, year = int(first), int(second), full_year(last)
    if "-" in text and len(last) == 2 and not 2015 <= year <= 2045:
        # « 26-03-12 » is more likely 12 March 2026 than 26 March 2012: a question.
        iso = exact_day(2000 + day, month, int(last))
        if 2015 <= 2000 + day <= 2045 and iso.value is not None:
            french_order = exact_day(year, month, day)
            return ambiguous(
                f"{CELL} se lit jour-mois-année ou année-mois-jour : tapez la date avec l’année en "
                "quatre chiffres, par exemple 12/03/2026.",
                tuple(r.value for r in (french_order, iso) if r.value is not None),
            )
    if month > 12 and 1 <= day <= 12:
        swapped = exact_day(year, day, month)
        if swapped.value is None:
            return swapped
        return about(
            swapped.value,
            f"{CELL} est écrit mois/jour à l’américaine et lu comme le "
            f"{format_date(swapped.value.latest)} : tapez le jour d’abord.",
        )
    return exact_day(year, month, day)


def _read_worded(day: int, month: int, year: str | None, default_year: int | None) -> Reading[Any]:
    if year is not None:
        return exact_day(full_year(year), month, day)
    return _in_any_year(day, month, default_year)


def _in_any_year(day: int, month: int, default_year: int | None) -> Reading[Any]:
    if day_interval(LEAP_YEAR, month, day) is None:
        return impossible()
    return in_year(
        lambda year: day_interval(year, month, day), year=None, default_year=default_year
    )


def _read_day_month(first: int, second: int, default_year: int | None) -> Reading[Any]:
    if second <= 12 or not 1 <= first <= 12:
        return _in_any_year(first, second, default_year)
    swapped = _in_any_year(second, first, default_year)
    found = [month_interval(2000 + second, first)] if 15 <= second <= 45 else []
    if swapped.value is not None:
        found.append(swapped.value)
    if not found and swapped.doubt is Doubt.UNREADABLE:
        return impossible()
    return ambiguous(
        f"{CELL} peut être un mois et une année, ou un jour : tapez la date complète, par exemple "
        "12/03/2026.",
        tuple(found),
    )


def _read_compact(match: re.Match[str]) -> Reading[Any]:
    reading = exact_day(int(match[3]), int(match[2]), int(match[1]))
    if reading.value is None:
        return reading
    return about(
        reading.value,
        f"{CELL} est lu comme le {format_date(reading.value.latest)} : séparez le jour, le mois et "
        "l’année par des barres.",
    )


def _read_serial_text(number: int) -> Reading[Any]:
    if not FIRST_PLAUSIBLE <= number <= LAST_PLAUSIBLE:
        return unreadable(f"{CELL} n’est pas une date : tapez {EXAMPLE}.")
    day = day_of(number)
    return about(
        DateInterval(day, day),
        f"{CELL} est lu comme le {format_date(day)} (numéro de jour du tableur) : tapez la date en "
        "clair.",
    )


def _check_weekday(reading: Reading[Any], weekday: int) -> Reading[Any]:
    interval = reading.value
    if not isinstance(interval, DateInterval) or interval.earliest != interval.latest:
        return reading
    day = interval.latest
    if day.weekday() == weekday:
        return reading
    other = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
    return ambiguous(
        f"Dans {CELL}, le jour de la semaine et la date ne vont pas ensemble : corrigez l’un ou "
        "l’autre, ou tapez la date seule.",
        (interval, DateInterval(other, other)),
    )


def _read_before_weekday(text: str, default_year: int | None) -> Reading[Any] | None:
    """« 12 mars 2026 (jeudi) », « 12/03/2026, ven. »"""
    before, _, last = text.rpartition(" ")
    weekday = _WEEKDAYS.get(last.strip("()."))
    if weekday is None:
        return None
    inner = read_day(before.rstrip(" ,"), default_year)
    return None if inner is None else _check_weekday(inner, weekday)


def _read_timed(text: str, default_year: int | None) -> Reading[Any] | None:
    """A day with an hour, which is dropped; late in the evening UTC it is already tomorrow here."""
    match = _TIME.search(text)
    if match is None or match.start() == 0:
        return None
    reading = read_day(text[: match.start()].rstrip(), default_year)
    if reading is None or reading.value is None:
        return reading
    if not _is_universal(match["zone"]):
        return reading
    return _in_paris(reading, reading.value.latest, match)


def _is_universal(zone: str | None) -> bool:
    return (zone or "").strip().replace(":", "") in ("z", "+0000", "-0000")


def _in_paris(reading: Reading[Any], day: date, match: re.Match[str]) -> Reading[Any]:
    """A moment of universal time on the day that it is in France; « 23:59 » says the day itself."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour == 23 and minute == 59:
        return _either(reading, day)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    here = (start + timedelta(hours=hour, minutes=minute)).astimezone(_PARIS).date()
    if here == day:
        return reading
    return about(
        DateInterval(here, here),
        f"{CELL} est une heure universelle : en France c’est le {format_date(here)} ; tapez la "
        "date seule.",
    )


def _either(reading: Reading[Any], day: date) -> Reading[Any]:
    following = day + timedelta(days=1)
    return ambiguous(
        f"{CELL} est une heure universelle : en France c’est déjà le lendemain ; tapez la date "
        "seule.",
        (reading.value, DateInterval(following, following)),
    )
