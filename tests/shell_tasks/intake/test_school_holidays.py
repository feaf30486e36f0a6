"""School holidays come from the package that knows the zones, only for the zones asked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.build import a_programme
from vacances_scolaires_france import SchoolHolidayDates

from relocalisons.core.kernel.model import RestRule, WorkingTime
from relocalisons.core.producers.volumes.school_breaks import (
    KNOWN_FROM,
    KNOWN_UNTIL,
    PUBLISHED,
    school_break_on,
)
from tasks.intake.past import school_holidays


def test_only_the_zones_that_she_asked_for_are_looked_up():
    rule = RestRule(profile="restauration", zone="B")
    programme = replace(a_programme(), working_time=WorkingTime(rests=(rule,)))

    known = school_holidays(programme)

    assert set(known) == {"B"}
    assert date(2026, 2, 18) in known["B"]  # winter holidays of Aix-Marseille and Nice
    assert date(2026, 3, 10) not in known["B"]
    assert school_holidays(a_programme()) == {}


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_the_rows_that_empty_canteens_are_those_of_the_published_calendar(zone):
    calendar = SchoolHolidayDates()
    days = [KNOWN_FROM + timedelta(days=n) for n in range((KNOWN_UNTIL - KNOWN_FROM).days + 1)]
    published = {
        day
        for year in range(KNOWN_FROM.year, KNOWN_UNTIL.year + 1)
        for day in calendar.holidays_for_year_and_zone(year, zone)
    }

    assert [day for day in days if PUBLISHED.is_closed(day, zone=zone) != (day in published)] == []


@pytest.mark.parametrize(("on", "is_closed", "to_check"), [
    (date(2026, 2, 18), True, False), (date(2026, 3, 10), False, False),
    (date(2028, 10, 25), True, True), (date(2029, 2, 20), True, True),
    (date(2031, 12, 26), True, True), (date(2019, 7, 14), True, True),
    (date(2029, 9, 12), False, False),
])  # fmt: skip
def test_where_no_date_is_published_the_usual_weeks_stand_and_are_to_check(on, is_closed, to_check):
    found = school_break_on(on)

    assert (found is not None) is is_closed
    assert found is None or (found.to_check is to_check and bool(found.source))
