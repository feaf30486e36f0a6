"""Which day a run is about, and what a late run still does."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.punctuality import choose_run_day, decision_deadline
from relocalisons.core.kernel.run_kinds import RunKind

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = datetime(2026, 3, 3, 7, 0, tzinfo=PARIS)


def test_a_run_on_time_is_about_the_day_it_was_scheduled_for():
    day = choose_run_day(
        RunKind.DAILY_FOLLOW_UP,
        asked=None,
        scheduled=TUESDAY,
        started=TUESDAY + timedelta(hours=11),
    )

    assert (day.as_of, day.useful, day.message) == (date(2026, 3, 3), True, "")


def test_a_date_asked_for_by_a_person_is_obeyed():
    day = choose_run_day(
        RunKind.FUNDER_REPORTS, asked=date(2026, 2, 27), scheduled=TUESDAY, started=TUESDAY
    )

    assert day.as_of == date(2026, 2, 27)


def test_a_run_more_than_twelve_hours_late_works_on_the_present_day_and_says_so():
    day = choose_run_day(
        RunKind.DAILY_FOLLOW_UP,
        asked=None,
        scheduled=TUESDAY,
        started=TUESDAY + timedelta(hours=30),
    )

    assert (day.as_of, day.useful) == (date(2026, 3, 4), True)
    assert "mercredi\u00a04\u00a0mars" in day.message


@pytest.mark.parametrize(
    ("hours_late", "useful"), [(13, True), (52, True), (53, False), (100, False)]
)
def test_late_reminders_are_prepared_only_while_she_can_still_decide(hours_late, useful):
    deadline = datetime(2026, 3, 5, 12, 0, tzinfo=PARIS)

    day = choose_run_day(
        RunKind.PARTNER_REMINDERS,
        asked=None,
        scheduled=TUESDAY,
        started=TUESDAY + timedelta(hours=hours_late),
        decision_deadline=deadline,
    )

    assert day.useful is useful
    assert day.message


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 3, 3), (date(2026, 3, 5), 12)),
        # prepared too late for Thursday: the evening of the last working day of the week
        (date(2026, 3, 5), (date(2026, 3, 6), 19)),
        (date(2026, 3, 6), (date(2026, 3, 6), 19)),
        (date(2026, 12, 24), (date(2026, 12, 24), 19)),
        # by hand on a week-end: no working day is left in the week
        (date(2026, 3, 7), (date(2026, 3, 8), 12)),
        # Ascension: Wednesday noon would be too short
        (date(2026, 5, 12), (date(2026, 5, 15), 12)),
        # 14 July is the Tuesday itself, 11 November a Wednesday
        (date(2026, 7, 14), (date(2026, 7, 16), 12)),
        (date(2026, 11, 10), (date(2026, 11, 12), 12)),
    ],
)
def test_the_deadline_is_thursday_noon_or_a_working_day_of_the_same_week(as_of, expected):
    decided_by = decision_deadline(as_of, weekday=3, hour=12, calendar=french_calendar())

    assert decided_by == expected


@pytest.mark.parametrize("kind", [RunKind.FUNDER_REPORTS, RunKind.COPIL_PACK])
@pytest.mark.parametrize(
    ("days_late", "as_of"), [(1, date(2026, 3, 3)), (7, date(2026, 3, 3)), (8, date(2026, 3, 11))]
)
def test_a_late_monthly_report_keeps_its_day_for_a_week_or_the_month_would_have_none(
    kind, days_late, as_of
):
    day = choose_run_day(
        kind, asked=None, scheduled=TUESDAY, started=TUESDAY + timedelta(days=days_late)
    )

    assert (day.as_of, day.useful, day.is_late) == (as_of, True, True)


def test_what_the_delay_changes_is_the_end_of_the_message():
    day = choose_run_day(
        RunKind.DAILY_FOLLOW_UP,
        asked=None,
        scheduled=TUESDAY,
        started=TUESDAY + timedelta(hours=30),
    )

    assert day.message.endswith(day.consequence)
    assert day.consequence.startswith("Il porte donc sur le")
