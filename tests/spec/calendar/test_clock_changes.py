"""How late a run started, in time that has passed, on the nights on which clocks change.

Scheduled: civil time in Paris; one that comes twice is its first occurrence, one that does not
exist is an hour later. Started: an instant.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relocalisons.core.kernel.calendar.punctuality import choose_run_day, lateness
from relocalisons.core.kernel.run_kinds import RunKind

PARIS = ZoneInfo("Europe/Paris")

RUNS = """
    scheduled        | started                   | minutes | why
    2026-03-28T04:00 | 2026-03-28T04:10+01:00    | 10      | eve of the change: ordinary
    2026-03-29T04:00 | 2026-03-29T04:10+02:00    | 10      | spring night, after the jump
    2026-03-29T04:00 | 2026-03-29T02:10:00Z      | 10      | the same start told in UTC
    2026-03-29T01:30 | 2026-03-29T03:30+02:00    | 60      | two hours on the clock, one has passed
    2026-03-28T22:00 | 2026-03-29T11:00+02:00    | 720     | 13 h on the clock, 12 have passed
    2026-03-29T02:30 | 2026-03-29T03:35+02:00    | 5       | 02:30 does not exist: due 03:30
    2026-10-25T04:00 | 2026-10-25T03:05:00Z      | 5       | autumn night, after the change
    2026-10-25T01:30 | 2026-10-25T02:30+01:00    | 120     | one hour on the clock, two have passed
    2026-10-25T02:30 | 2026-10-25T02:40+01:00    | 70      | 02:30 comes twice: due at the first
    2026-10-25T02:30 | 2026-10-25T02:40+02:00    | 10      | same figures, first pass
    2026-10-24T22:00 | 2026-10-25T09:30+01:00    | 750     | 11 h 30 on the clock, 12 h 30 passed
    2027-03-28T04:00 | 2027-03-28T06:00+02:00    | 120     | two hours on both
    2027-03-27T23:00 | 2027-03-28T03:15:00+02:00 | 195     | 4 h 15 on the clock, 3 h 15 passed
"""


def runs() -> list[tuple[datetime, datetime, int]]:
    lines = [line.split("|") for line in RUNS.strip().splitlines()[1:]]
    return [
        (
            datetime.fromisoformat(scheduled.strip()).replace(tzinfo=PARIS),
            datetime.fromisoformat(started.strip()),
            int(minutes),
        )
        for scheduled, started, minutes, _ in lines
    ]


@pytest.mark.parametrize(("scheduled", "started", "minutes"), runs(), ids=str)
@pytest.mark.parametrize("told_in", ["its own offset", "the programme's zone"])
def test_lateness_is_the_time_that_has_passed(scheduled, started, minutes, told_in):
    instant = started if told_in == "its own offset" else started.astimezone(PARIS)

    assert lateness(scheduled, instant) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("scheduled", "started", "is_late"),
    [
        ("2026-03-28T22:00+01:00", "2026-03-29T11:00+02:00", False),
        ("2026-03-28T22:00+01:00", "2026-03-29T11:01+02:00", True),
        ("2026-10-24T22:00+02:00", "2026-10-25T09:00+01:00", False),
        ("2026-10-24T22:00+02:00", "2026-10-25T09:30+01:00", True),
    ],
)
def test_more_than_twelve_hours_are_twelve_hours_that_have_passed(scheduled, started, is_late):
    day = choose_run_day(
        RunKind.DAILY_FOLLOW_UP,
        asked=None,
        scheduled=datetime.fromisoformat(scheduled).astimezone(PARIS),
        started=datetime.fromisoformat(started).astimezone(PARIS),
    )

    assert day.is_late is is_late


def test_reminders_started_in_the_hour_that_comes_twice_know_whether_their_deadline_is_past():
    deadline = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)  # the first 02:30

    late = [
        choose_run_day(
            RunKind.PARTNER_REMINDERS,
            asked=None,
            scheduled=datetime(2026, 10, 20, 7, 0, tzinfo=PARIS),
            started=datetime.fromisoformat(started).astimezone(PARIS),
            decision_deadline=deadline,
        ).useful
        for started in ("2026-10-25T02:20+02:00", "2026-10-25T02:20+01:00")
    ]

    assert late == [True, False]
