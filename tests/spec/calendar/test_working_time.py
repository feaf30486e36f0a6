"""What « Paramètres » says of working days, and whom it concerns."""

from datetime import date

import pytest
from support.programme.build import a_partner, a_programme, an_action
from support.programme.sheets import night, pilotage

from relocalisons.core.assessment.assessment import forecast_chains
from relocalisons.core.kernel.calendar.working_time import make_calendars, read_rest
from relocalisons.core.sources.parameters import read_parameters

TUESDAY = date(2026, 3, 3)


def settings_of(lines):
    return read_parameters(night(pilotage(settings=lines)).workbooks[0], as_of=TUESDAY)


def test_a_closure_is_a_day_off_for_everybody():
    calendars = make_calendars(settings_of("Fermeture | 15/05/2026").working_time)

    assert not calendars.shared.is_working(date(2026, 5, 15))
    assert not calendars.of("agriculteur").is_working(date(2026, 5, 15))


def test_a_harvest_is_off_for_its_profile_alone_every_year():
    known = settings_of("Période de récolte | 15/06 au 15/09 | Agriculteur")

    calendars = make_calendars(known.working_time)

    for year in (2026, 2027):
        assert not calendars.of("agriculteur").is_working(date(year, 7, 1))
        assert calendars.of("collectivité").is_working(date(year, 7, 1))
    assert calendars.of("agriculteur").is_working(date(2026, 9, 16))


def test_a_period_may_go_over_new_year():
    rule = read_rest("Période de récolte", value="15/12 au 10/01", scope="oléiculteur")
    calendar = make_calendars(type(settings_of("").working_time)(rests=(rule,))).of("oléiculteur")

    assert not calendar.is_working(date(2026, 1, 6))
    assert not calendar.is_working(date(2026, 12, 16))
    assert calendar.is_working(date(2026, 1, 12))


def test_school_holidays_come_from_outside_and_without_them_nothing_is_off():
    known = settings_of("Vacances scolaires | zone B | restauration").working_time
    winter = {"B": frozenset({date(2026, 2, 16)})}

    assert known.zones == {"B"}
    assert not make_calendars(known, school=winter).of("restauration").is_working(date(2026, 2, 16))
    assert make_calendars(known, school=winter).shared.is_working(date(2026, 2, 16))
    assert make_calendars(known).of("restauration").is_working(date(2026, 2, 16))


def test_a_region_has_its_own_public_holidays():
    known = settings_of("Calendrier régional | 57").working_time

    assert not make_calendars(known).shared.is_working(date(2026, 4, 3))  # Good Friday
    assert make_calendars(settings_of("").working_time).shared.is_working(date(2026, 4, 3))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Période de récolte | l'été | agriculteur", "15/06 au 15/09"),
        ("Période de récolte | 31/06 au 15/09 | agriculteur", "15/06 au 15/09"),
        ("Période de récolte | 15/06 au 15/09", "portée"),
        ("Vacances scolaires | Z | restauration", "A, B ou C"),
        ("Calendrier régional | Provence", "code"),
    ],
)
def test_a_line_that_cannot_be_obeyed_is_told_and_changes_nothing(line, words):
    known = settings_of(line)

    (finding,) = known.findings
    assert words in finding.title
    assert known.working_time == settings_of("").working_time


def test_the_forecast_of_a_grower_waits_for_the_end_of_the_harvest():
    known = settings_of("Période de récolte | 01/04 au 31/08 | agriculteur").working_time
    row = {"start": "2026-01-05", "end": "2026-03-31", "started": "2026-01-05", "progress": "0.2"}

    def finish(profile):
        programme = a_programme(
            actions=[an_action("A1", **row)], partners=[a_partner("P01", profile=profile)]
        )
        calendars = make_calendars(known)
        seen = forecast_chains(programme, as_of=TUESDAY, baseline={}, calendars=calendars)
        return seen.forecast.actions["A1"].finish

    assert finish("collectivité") < date(2026, 6, 1)
    assert finish("agriculteur") > date(2026, 9, 1)
