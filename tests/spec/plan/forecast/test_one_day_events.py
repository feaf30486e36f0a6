"""What takes place on one day is forecast on that day, however long its line has been open."""

from datetime import date

import pytest
from support.programme.build import an_action

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.forecast import expected_finish, overdue_start

TODAY, DAY = date(2026, 5, 15), date(2026, 6, 11)


@pytest.mark.parametrize(
    ("title", "start", "progress", "holds"),
    [
        ("Journée « bas de parcelle »", "2026-04-01", "0", True),
        ("Journée « bas de parcelle »", "2026-04-01", "", True),
        ("Fête de la rivière", "2026-04-01", "0", True),
        ("Journée « bas de parcelle »", "2026-06-11", "0", True),  # one day, and it is to come
        ("Poser les clôtures", "2026-06-01", "0", True),  # its start has not passed
        ("Poser les clôtures", "2026-04-01", "0", False),
        ("Journées de formation", "2026-04-01", "0", False),  # they may be many
    ],
)
def test_what_has_not_begun_and_may_still_be_on_its_day_is_not_overdue(
    title, start, progress, holds
):
    line = an_action(
        title=title, start=start, end=DAY.isoformat(), progress=progress, status="planned"
    )

    finish = expected_finish(line, as_of=TODAY, calendar=french_calendar())
    begin = overdue_start(line, as_of=TODAY, calendar=french_calendar())

    assert finish is not None
    assert finish.day == DAY, "nobody has said another one"
    assert (begin is None) == holds
