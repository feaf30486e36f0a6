"""What is late for long, loses nothing and holds up nobody is not of today."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import NIGHT, PROGRAMME, of, seen
from support.reminders.planned import finding

from relocalisons.core.acts.shelves import When, place


def of_meeting(number, due, kind="meeting_minutes_missing"):
    return replace(finding(kind, number, partner=None), due=due)


def when(*findings):
    placed = place(of(*seen(*findings)), programme=PROGRAMME, as_of=NIGHT)
    return [each for each, acts in placed.items() if acts]


@pytest.mark.parametrize(
    ("due", "part"),
    (
        (NIGHT - timedelta(days=1), When.TODAY),
        (NIGHT - timedelta(days=11), When.TODAY),
        (NIGHT - timedelta(days=21), When.LATER),
        (date(2025, 5, 5), When.LATER),
    ),
)
@pytest.mark.parametrize("kind", ("meeting_minutes_missing", "meeting_record_missing"))
def test_the_minutes_of_a_meeting_of_long_ago_are_for_later(kind, due, part):
    assert when(of_meeting("R1", due, kind)) == [part]


def test_those_of_a_new_meeting_bring_all_of_them_back():
    long_ago = of_meeting("R1", date(2025, 5, 5))

    assert when(long_ago, of_meeting("R5", NIGHT - timedelta(days=1))) == [When.TODAY]


def test_a_meeting_without_quorum_does_not_fade():
    lost = of_meeting("R1", date(2025, 5, 5), "meeting_without_quorum")

    assert when(lost) == [When.TODAY]
