"""Pure: the school holidays that empty canteens, by zone, as dated rows.

The ministry publishes them; these rows were not compared with what it published, and want that once
a year. Where a year is not among the rows, the usual weeks stand for it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

ZONE = "B"  # Aix-Marseille and Nice
_FORTNIGHT = timedelta(days=15)

# Winter and spring differ by zone: the Saturday on which each begins.
_STARTS: Mapping[int, Mapping[str, tuple[date, date]]] = {
    2024: {
        "A": (date(2024, 2, 17), date(2024, 4, 13)),
        "B": (date(2024, 2, 24), date(2024, 4, 20)),
        "C": (date(2024, 2, 10), date(2024, 4, 6)),
    },
    2025: {
        "A": (date(2025, 2, 22), date(2025, 4, 19)),
        "B": (date(2025, 2, 8), date(2025, 4, 5)),
        "C": (date(2025, 2, 15), date(2025, 4, 12)),
    },
    2026: {
        "A": (date(2026, 2, 7), date(2026, 4, 4)),
        "B": (date(2026, 2, 14), date(2026, 4, 11)),
        "C": (date(2026, 2, 21), date(2026, 4, 18)),
    },
    2027: {
        "A": (date(2027, 2, 13), date(2027, 4, 10)),
        "B": (date(2027, 2, 20), date(2027, 4, 17)),
        "C": (date(2027, 2, 6), date(2027, 4, 3)),
    },
}


def is_school_break(day: date, *, zone: str = ZONE) -> bool:
    """Whether the schools of a zone are closed for holidays on a day."""
    return any(first <= day <= last for first, last in _breaks(day.year, zone))


@lru_cache(maxsize=64)
def _breaks(year: int, zone: str) -> tuple[tuple[date, date], ...]:
    usual = (_saturday(date(year, 2, 13)), _saturday(date(year, 4, 10)))
    winter, spring = _STARTS.get(year, {}).get(zone, usual)
    autumn, christmas = _saturday(date(year, 10, 16)), _saturday(date(year, 12, 18))
    before = _saturday(date(year - 1, 12, 18))
    return (
        (before, before + _FORTNIGHT),
        (winter, winter + _FORTNIGHT),
        (spring, spring + _FORTNIGHT),
        (_saturday(date(year, 7, 3)), date(year, 8, 31)),
        (autumn, autumn + _FORTNIGHT),
        (christmas, christmas + _FORTNIGHT),
    )


def _saturday(day: date) -> date:
    """The first Saturday from a day on."""
    return day + timedelta(days=(5 - day.weekday()) % 7)
