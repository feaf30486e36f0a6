"""Pure: which days each partner works: closures, harvests and school holidays by profile.

« Paramètres » says it: « Fermeture » (a day), « Période de récolte » (« 15/06 au 15/09 », portée =
profile), « Vacances scolaires » (zone A, B or C, portée = profile), « Calendrier régional » (a
code of `public_holidays.REGIONS`). The days of school holidays come from outside: the package that
knows them reads a file.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import (
    FIRST_DAY,
    LAST_DAY,
    WorkCalendar,
    french_calendar,
)
from relocalisons.core.kernel.programme import RestRule, WorkingTime
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.kernel.words.periods import period_in

HARVEST = "Période de récolte"
SCHOOL = "Vacances scolaires"
REGION = "Calendrier régional"

_LEAP_YEAR = 2024  # no other year has more days
SchoolHolidays = Mapping[str, frozenset[date]]  # zone → days


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendars:
    """The programme's calendar, and those of the profiles that rest at other times."""

    shared: WorkCalendar
    by_profile: Mapping[str, WorkCalendar] = field(default_factory=dict[str, WorkCalendar])

    def of(self, profile: str | None) -> WorkCalendar:
        """The calendar of a profile as typed in « Partenaires »."""
        return self.by_profile.get(fold(profile or ""), self.shared)


def is_rest(name: str) -> bool:
    """Whether a line of « Paramètres » of that name says when a profile rests."""
    return fold(name) in (fold(HARVEST), fold(SCHOOL))


def read_rest(name: str, *, value: str, scope: str | None) -> RestRule:
    """The rule of a line of « Paramètres »; ValueError with a French reason when it has none."""
    if not scope:
        raise ValueError("la portée doit donner un type de partenaire, par exemple agriculteur")
    if fold(name) == fold(SCHOOL):
        zone = value.strip().upper().removeprefix("ZONE").strip()
        if zone not in ("A", "B", "C"):
            raise ValueError("la zone des vacances scolaires est A, B ou C")
        return RestRule(profile=fold(scope), zone=zone)
    found = period_in(value)
    if found is None or not all(is_day(*each) for each in found):
        raise ValueError("une période s’écrit «\u00a015/06 au 15/09\u00a0»")
    return RestRule(profile=fold(scope), first=found[0], last=found[1])


def shared_calendar(working: WorkingTime) -> WorkCalendar:
    """The working days of the programme itself: public holidays, region and closures."""
    return french_calendar(region=working.region, closures=working.closures)


def make_calendars(working: WorkingTime, *, school: SchoolHolidays | None = None) -> WorkCalendars:
    """The calendars in force; a zone that `school` does not know gives no day off."""
    days_off: dict[str, set[date]] = {}
    for rule in working.rests:
        off = days_off.setdefault(rule.profile, set())
        off |= (school or {}).get(rule.zone, frozenset()) if rule.zone else _every_year(rule)
    return WorkCalendars(
        shared=shared_calendar(working),
        by_profile={
            profile: french_calendar(region=working.region, closures=working.closures | off)
            for profile, off in days_off.items()
        },
    )


def _every_year(rule: RestRule) -> frozenset[date]:
    if rule.first is None or rule.last is None:
        return frozenset()
    over_new_year = rule.last < rule.first
    found: set[date] = set()
    for year in range(FIRST_DAY.year - over_new_year, LAST_DAY.year + 1):
        day = day_in_year(year, rule.first)
        last = day_in_year(year + over_new_year, rule.last)
        while day <= last:
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


def day_in_year(year: int, month_day: tuple[int, int]) -> date:
    """That (month, day) of a year; 29 February is 28 where there is none."""
    month, day = month_day
    return date(year, month, min(day, monthrange(year, month)[1]))


def is_day(month: int, day: int) -> bool:
    """Whether some year has that day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]
