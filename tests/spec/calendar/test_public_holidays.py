"""Public holidays are those of the law, in France and in each region that has days of its own."""

from datetime import date

import holidays
import pytest

from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY
from relocalisons.core.kernel.calendar.public_holidays import REGIONS, public_holidays
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.programme import WorkingTime

YEARS = range(FIRST_DAY.year, LAST_DAY.year + 1)
# What the package of all countries calls by letters.
ITS_CODE = {"977": "BL", "978": "MF"}


@pytest.mark.parametrize("region", [None, *sorted(REGIONS)])
def test_they_are_those_of_the_package_that_knows_every_country(region):
    theirs = holidays.country_holidays(
        "FR", subdiv=ITS_CODE.get(region, region), years=YEARS, expand=False
    )

    assert public_holidays(YEARS, region=region) == set(theirs)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_every_region_that_may_be_written_has_working_days_and_a_day_off_of_its_own(region):
    known = shared_calendar(WorkingTime(region=region))

    assert known.is_working(date(2026, 3, 3))
    assert shared_calendar(WorkingTime()).days_off < known.days_off
