"""Pure: genuine dates of a spreadsheet, kept as day numbers with a display format."""

import re
from datetime import date, timedelta
from functools import lru_cache

EPOCH = date(1899, 12, 30)

# A bare number in a date column is a date only in the span of a programme (1995–2045).
FIRST_PLAUSIBLE = (date(1995, 1, 1) - EPOCH).days
LAST_PLAUSIBLE = (date(2045, 12, 31) - EPOCH).days

# A date format leaves no doubt about the kind, but 14/01/1900 is a small number misformatted.
FIRST_FORMATTED = (date(1950, 1, 1) - EPOCH).days
LAST_FORMATTED = (date(2199, 12, 31) - EPOCH).days

# Whole dates that people mean. The year 1 and 31/12/9999 are what a machine writes for nothing,
# 2062 is 2026 with two digits swapped.
FIRST_MEANT = date(1950, 1, 1)
LAST_MEANT = date(2045, 12, 31)

_NOT_DATES = frozenset(("general", "standard", "automatic", "automatique", "text", "texte", "@"))
_LITERALS = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.')

_PARTS = {"day": "d|j", "year": "y|a{2,}", "hour": "h|s"}


def day_of(serial: float) -> date:
    """The day of a serial number; the fraction is the time of day."""
    return EPOCH + timedelta(days=int(serial))


@lru_cache(maxsize=512)
def parts_of(pattern: str | None) -> frozenset[str]:
    """What a display format shows: a subset of `day month year hour`; empty for a number."""
    if not pattern or pattern.lower() in _NOT_DATES:
        return frozenset()
    signs = _LITERALS.sub("", pattern.split(";", 1)[0]).lower()
    if re.search(
        r"[0#?%]", re.sub(r"s\.?0+", "s", signs)
    ):  # 0 and # are digits, save in « ss.000 »
        return frozenset()
    parts = {part for part, sign in _PARTS.items() if re.search(sign, signs)}
    if "m" in signs and ("hour" not in parts or re.search(r"m.*[dyja].*|[dyja].*m", signs)):
        parts.add("month")
    return frozenset(parts)


def shows_date(pattern: str | None) -> bool:
    """Whether a display format shows a date (not only a time)."""
    return bool(parts_of(pattern) & {"day", "month", "year"})


def shows_duration(pattern: str | None) -> bool:
    """Whether a display format shows hours only, as a timesheet does."""
    return parts_of(pattern) == frozenset({"hour"})


def shows_percent(pattern: str | None) -> bool:
    """Whether a display format shows a percentage."""
    return bool(pattern) and "%" in _LITERALS.sub("", pattern or "")


def fraction_shown(value: object, pattern: str | None) -> tuple[int, int] | None:
    """(3, 4) of a genuine date that may be « 3/4 » changed by the spreadsheet; else None."""
    if isinstance(value, date):
        return (value.day, value.month)
    if not isinstance(value, (int, float)) or not shows_date(pattern):
        return None
    if not FIRST_FORMATTED <= value <= LAST_FORMATTED:
        return None
    day = day_of(value)
    return (day.day, day.month)
