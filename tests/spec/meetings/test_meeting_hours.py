"""The hours of a meeting as people type them: clear, or no hour at all."""

from datetime import time

import pytest

from relocalisons.core.meetings.hours import after, minutes_of, read_hours


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("14 h – 16 h 30", time(14), time(16, 30)),
        ("de 9h30 à 12h", time(9, 30), time(12)),
        ("14:00", time(14), None),
        ("9h30/12h", time(9, 30), time(12)),
        ("de 9 heures à 11 heures", time(9), time(11)),
        (0.5833333333, time(14), None),
        (time(8, 45), time(8, 45), None),
    ],
)
def test_an_hour_or_two_are_read(typed: object, starts: time, ends: time | None):
    hours = read_hours(typed)

    assert (hours.starts, hours.ends, hours.doubtful) == (starts, ends, False)


@pytest.mark.parametrize(
    "typed",
    ["matin", "14", 14, "vers 14h ?", "14h-12h", "24h", "16/04/2026 14:00", "9h, 11h et 14h"],
)
def test_what_is_not_clear_is_no_hour(typed: object):
    hours = read_hours(typed)

    assert hours.doubtful
    assert hours.starts is None


@pytest.mark.parametrize("typed", [None, "", "  "])
def test_an_empty_cell_is_no_doubt(typed: object):
    assert read_hours(typed).text == ""
    assert not read_hours(typed).doubtful


def test_a_length_that_nobody_stated_is_the_usual_one_and_is_known_as_such():
    assert minutes_of(read_hours("14h-16h30"), type_of_meeting="COPIL") == (150, True)
    assert minutes_of(read_hours("14h"), type_of_meeting="COPIL") == (120, False)
    assert minutes_of(read_hours(""), type_of_meeting="COTECH") == (90, False)
    assert after(time(14, 50), 25) == time(15, 15)
