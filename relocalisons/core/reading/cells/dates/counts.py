"""Pure: how long « quinze jours », « trois semaines », « un mois » are, from a day on."""

from calendar import monthrange
from datetime import date, timedelta

_COUNTS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "dix": 10, "douze": 12, "quinze": 15,
}  # fmt: skip
COUNT = r"(?:\d{1,2}|" + "|".join(_COUNTS) + ")"
# People say eight days for a week and fifteen for two.
_SAID_DAYS = {8: 7, 15: 14}


def count_of(word: str) -> int:
    """A number in figures or in words."""
    return _COUNTS.get(word) or int(word)


def length_of(count: int, unit: str, start: date) -> timedelta:
    """So many days, weeks or months from a day on."""
    if unit.startswith("mois"):
        months = 12 * start.year + start.month - 1 + count
        year, month = divmod(months, 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day) - start
    if unit.startswith("sem"):
        return timedelta(weeks=count)
    return timedelta(days=_SAID_DAYS.get(count, count))
