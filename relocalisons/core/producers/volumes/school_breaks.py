"""Pure: the school holidays that empty canteens, by zone, as dated rows with their source.

One place to ask: `calendar_of` a programme. A line of its « Paramètres », « Vacances scolaires
d'hiver 2027 » → « du 13/02/2027 au 28/02/2027 », stands in the place of the row of that name.

The rows are those of the open data « Vacances scolaires par zones » (data.gouv.fr), as the package
vacances-scolaires-france 0.12 republishes them; a test compares them with it. The ministry's own
text was not opened. On a day that the rows do not reach the usual weeks stand, to be checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from relocalisons.core.sources.words import (
    OpenName,
    read_open_name,
    same_holiday,
    school_days,
)

ZONE = "B"  # Aix-Marseille and Nice
SOURCE = "données ouvertes « Vacances scolaires par zones »"
_USUAL = "semaines habituelles, aucune date publiée n’étant connue"
_FORTNIGHT = timedelta(days=15)
_HERS = "« Paramètres »"
_SAME = timedelta(days=60)  # between the first days of one holiday as two sources have it

# From its first to its last day, both without school; the zones; what it is called.
_ROWS = """
2023-01-01 2023-01-02 ABC Noël
2023-02-04 2023-02-19 A hiver
2023-02-11 2023-02-26 B hiver
2023-02-18 2023-03-05 C hiver
2023-04-08 2023-04-23 A printemps
2023-04-15 2023-05-01 B printemps
2023-04-22 2023-05-08 C printemps
2023-07-08 2023-09-03 ABC été
2023-10-21 2023-11-05 ABC Toussaint
2023-12-23 2024-01-07 ABC Noël
2024-02-10 2024-02-25 C hiver
2024-02-17 2024-03-03 A hiver
2024-02-24 2024-03-10 B hiver
2024-04-06 2024-04-21 C printemps
2024-04-13 2024-04-28 A printemps
2024-04-20 2024-05-05 B printemps
2024-07-06 2024-09-01 ABC été
2024-10-19 2024-11-03 ABC Toussaint
2024-12-21 2025-01-05 ABC Noël
2025-02-08 2025-02-23 B hiver
2025-02-15 2025-03-02 C hiver
2025-02-22 2025-03-09 A hiver
2025-04-05 2025-04-21 B printemps
2025-04-12 2025-04-27 C printemps
2025-04-19 2025-05-04 A printemps
2025-07-05 2025-08-31 ABC été
2025-10-18 2025-11-02 ABC Toussaint
2025-12-20 2026-01-04 ABC Noël
2026-02-07 2026-02-22 A hiver
2026-02-14 2026-03-01 B hiver
2026-02-21 2026-03-08 C hiver
2026-04-04 2026-04-19 A printemps
2026-04-11 2026-04-26 B printemps
2026-04-18 2026-05-03 C printemps
2026-07-04 2026-08-31 ABC été
2026-10-17 2026-11-01 ABC Toussaint
2026-12-19 2027-01-03 ABC Noël
2027-02-06 2027-02-21 C hiver
2027-02-13 2027-02-28 A hiver
2027-02-20 2027-03-07 B hiver
2027-04-03 2027-04-18 C printemps
2027-04-10 2027-04-25 A printemps
2027-04-17 2027-05-02 B printemps
2027-05-06 2027-05-08 ABC pont de l’Ascension
2027-07-03 2027-08-31 ABC été
2027-10-23 2027-11-07 ABC Toussaint
2027-12-18 2028-01-02 ABC Noël
2028-02-05 2028-02-20 B hiver
2028-02-12 2028-02-27 C hiver
2028-02-19 2028-03-05 A hiver
2028-04-08 2028-04-23 B printemps
2028-04-15 2028-05-01 C printemps
2028-04-22 2028-05-08 A printemps
2028-05-26 2028-05-27 ABC pont de l’Ascension
2028-07-04 2028-08-31 ABC été
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolBreak:
    """Days without school, both ends included. `to_check`: no published date is known."""

    name: str
    first: date
    last: date
    zones: str
    source: str = SOURCE
    to_check: bool = False


def _row(line: str) -> SchoolBreak:
    first, last, zones, name = line.split(maxsplit=3)
    return SchoolBreak(
        name=name, first=date.fromisoformat(first), last=date.fromisoformat(last), zones=zones
    )


ROWS = tuple(map(_row, _ROWS.strip().splitlines()))
KNOWN_FROM, KNOWN_UNTIL = ROWS[0].first, ROWS[-1].last


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The published holidays, less those that a line of hers replaces, and hers."""

    hers: tuple[SchoolBreak, ...] = ()

    def on(self, day: date, *, zone: str = ZONE) -> SchoolBreak | None:
        """The holidays of a zone on a day; None when there is school."""
        own = next((one for one in self.hers if one.first <= day <= one.last), None)
        if own is not None:
            return own
        known = school_break_on(day, zone=zone)
        return None if known is None or any(_replaces(one, known) for one in self.hers) else known

    def is_closed(self, day: date, *, zone: str = ZONE) -> bool:
        """Whether the schools of a zone are closed for holidays on a day."""
        return self.on(day, zone=zone) is not None

    def source_of(self, day: date) -> str:
        """Where the holidays of a day are from; empty where they are published."""
        found = self.on(day)
        if found is None or not (found.to_check or found.source == _HERS):
            return ""
        return "à vérifier" if found.to_check else f"de {_HERS}"


PUBLISHED = SchoolCalendar()


def calendar_of(parameters: Mapping[str, str]) -> SchoolCalendar:
    """The holidays as her « Paramètres » have them; a line that cannot be read is left out."""
    lines = ((name, _hers(name, words)) for name, words in parameters.items())
    found = tuple(each for _, each in lines if each is not None)
    return SchoolCalendar(found) if found else PUBLISHED


def _hers(name: str, words: str) -> SchoolBreak | None:
    span = school_days(words) if read_open_name(name) is OpenName.HOLIDAYS else None
    if span is None:
        return None
    return SchoolBreak(name=name, first=span[0], last=span[1], zones=ZONE, source=_HERS)


def _replaces(hers: SchoolBreak, known: SchoolBreak) -> bool:
    return same_holiday(hers.name, known.name) and abs(hers.first - known.first) <= _SAME


def school_break_on(day: date, *, zone: str = ZONE) -> SchoolBreak | None:
    """The holidays of a zone on a day; None when there is school."""
    return next((one for one in _breaks(day.year, zone) if one.first <= day <= one.last), None)


@lru_cache(maxsize=64)
def _breaks(year: int, zone: str) -> tuple[SchoolBreak, ...]:
    """Those that touch a year: the rows, and what is usual on the days that they do not reach."""
    known = tuple(
        one for one in ROWS if zone in one.zones and year in (one.first.year, one.last.year)
    )
    if KNOWN_FROM.year <= year < KNOWN_UNTIL.year:
        return known
    usual = tuple(
        one
        for one in _usual(year, zone)
        if not KNOWN_FROM <= one.first <= KNOWN_UNTIL or one.last > KNOWN_UNTIL
    )
    return (*known, *usual)


def _usual(year: int, zone: str) -> tuple[SchoolBreak, ...]:
    before, christmas = _saturday(date(year - 1, 12, 18)), _saturday(date(year, 12, 18))
    fortnights = {
        "Noël": before,
        "hiver": _saturday(date(year, 2, 13)),
        "printemps": _saturday(date(year, 4, 10)),
        "Toussaint": _saturday(date(year, 10, 16)),
        "Noël suivant": christmas,
    }
    spans = [(name, first, first + _FORTNIGHT) for name, first in fortnights.items()]
    spans.append(("été", _saturday(date(year, 7, 3)), date(year, 8, 31)))
    return tuple(
        SchoolBreak(name=name, first=first, last=last, zones=zone, source=_USUAL, to_check=True)
        for name, first, last in spans
    )


def _saturday(day: date) -> date:
    """The first Saturday from a day on."""
    return day + timedelta(days=(5 - day.weekday()) % 7)
