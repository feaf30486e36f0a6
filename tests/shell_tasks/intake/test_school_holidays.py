"""School holidays come from the package that knows the zones, only for the zones asked for."""

from dataclasses import replace
from datetime import date

from support.programme.build import a_programme

from relocalisons.core.kernel.model import RestRule, WorkingTime
from tasks.intake.past import school_holidays


def test_only_the_zones_that_she_asked_for_are_looked_up():
    rule = RestRule(profile="restauration", zone="B")
    programme = replace(a_programme(), working_time=WorkingTime(rests=(rule,)))

    known = school_holidays(programme)

    assert set(known) == {"B"}
    assert date(2026, 2, 18) in known["B"]  # winter holidays of Aix-Marseille and Nice
    assert date(2026, 3, 10) not in known["B"]
    assert school_holidays(a_programme()) == {}
