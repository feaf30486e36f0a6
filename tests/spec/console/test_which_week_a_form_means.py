"""« cette semaine », « la semaine dernière », « autre (date) »: which day a run is about."""

from datetime import date

import pytest

from relocalisons.core.kernel.calendar.week_choice import (
    day_asked,
    day_of_week_asked,
    span_asked,
)
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import RequestError
from tasks.reminders.release_steps import week_asked
from tasks.run.run_requests import ChangesRequest, ReleaseRequest, WeekRequest

WEDNESDAY = date(2026, 3, 4)
OTHER = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("kind", "week", "other", "day"),
    [
        (RunKind.WEEKLY_SUMMARY, "cette semaine", None, None),
        (RunKind.WEEKLY_SUMMARY, "la semaine dernière", None, date(2026, 2, 27)),
        (RunKind.PARTNER_REMINDERS, "la semaine dernière", None, date(2026, 2, 24)),
        (RunKind.WEEKLY_SUMMARY, "autre (date)", OTHER, OTHER),
        (RunKind.WEEKLY_SUMMARY, "cette semaine", OTHER, OTHER),
        (RunKind.DAILY_FOLLOW_UP, "", None, None),
        (RunKind.DAILY_FOLLOW_UP, "", OTHER, OTHER),
        (RunKind.RELEASE_REMINDERS, "la semaine dernière", None, None),
    ],
)
def test_the_day_that_a_run_is_about(kind, week, other, day):
    """A week that is over is seen from the day on which its flow would have run."""
    assert day_asked(kind, week=week, other=other, today=WEDNESDAY) == day


def test_last_week_is_the_same_whatever_the_day_it_is_asked_on():
    asked = {
        day_asked(
            RunKind.WEEKLY_SUMMARY, week="la semaine dernière", other=None,
            today=date(2026, 3, day),
        )
        for day in range(2, 9)
    }  # fmt: skip

    assert asked == {date(2026, 2, 27)}


def test_another_date_that_is_not_given_is_asked_for():
    for ask in (
        lambda: day_asked(RunKind.WEEKLY_SUMMARY, week="autre (date)", other=None, today=WEDNESDAY),
        lambda: day_of_week_asked("autre (date)", other=None, today=WEDNESDAY),
        lambda: span_asked("autre (dates)", since=None, until=None, today=WEDNESDAY),
    ):
        with pytest.raises(RequestError, match="rien n’a été fait"):
            ask()


@pytest.mark.parametrize(
    ("span", "since", "until", "first", "last"),
    [
        ("les sept derniers jours", None, None, "2026-02-25", "2026-03-04"),
        ("cette semaine", None, None, "2026-03-01", "2026-03-04"),
        ("la semaine dernière", None, None, "2026-02-22", "2026-03-01"),
        ("autre (dates)", "2026-01-05", None, "2026-01-05", "2026-03-04"),
        ("autre (dates)", None, "2026-02-20", "2026-02-13", "2026-02-20"),
        ("les sept derniers jours", "2026-01-05", "2026-01-09", "2026-01-05", "2026-01-09"),
    ],
)
def test_the_two_evenings_that_are_compared(span, since, until, first, last):
    days = [date.fromisoformat(text) if text else None for text in (since, until)]

    found = span_asked(span, since=days[0], until=days[1], today=WEDNESDAY)

    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("answers", "week"),
    [
        ({}, "2026-W10"),
        ({"week": ""}, "2026-W10"),
        ({"week": "la semaine dernière"}, "2026-W09"),
        ({"week": "autre (date)", "week_day": OTHER}, "2026-W07"),
        ({"week": "2026-W05"}, "2026-W05"),
    ],
)
def test_the_week_whose_reminders_are_released(answers, week):
    assert week_asked(ReleaseRequest(**answers), today=WEDNESDAY) == week


def test_the_forms_offer_these_choices_and_a_schedule_means_the_present():
    assert WeekRequest().week == "cette semaine"
    assert ChangesRequest().span == "les sept derniers jours"
    with pytest.raises(ValueError, match="week"):
        ReleaseRequest(week="la semaine prochaine")
