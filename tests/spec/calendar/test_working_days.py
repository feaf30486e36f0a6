"""What the service promises about working days."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.core.kernel.calendar.calendar import (
    FIRST_DAY,
    LAST_DAY,
    Roll,
    build_calendar,
    french_calendar,
)

CALENDAR = french_calendar()
NUMPY = np.busdaycalendar(holidays=[np.datetime64(day) for day in sorted(CALENDAR.days_off)])
DAYS = st.dates(date(2016, 1, 1), date(2044, 12, 31))
STEPS = st.integers(-200, 200)


def after(day: date, days: int) -> date:
    """So many working days after a day; a day off counts from the next working day."""
    return CALENDAR.day_at(CALENDAR.index_of(day) + days)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "jour de l'an"),
        (date(2026, 4, 6), "lundi de Pâques"),
        (date(2026, 5, 1), "fête du Travail"),
        (date(2026, 5, 8), "8 mai"),
        (date(2026, 5, 14), "Ascension"),
        (date(2026, 5, 25), "lundi de Pentecôte"),
        (date(2026, 7, 14), "fête nationale"),
        (date(2027, 11, 11), "armistice"),
        (date(2026, 12, 25), "Noël"),
    ],
)
def test_nobody_works_on_a_public_holiday_of_france(day, name):
    assert not CALENDAR.is_working(day), name


def test_alsace_moselle_has_two_more_days_off_and_provence_has_not():
    moselle = french_calendar(region="57")

    good_friday, saint_stephen = date(2026, 4, 3), date(2025, 12, 26)

    assert CALENDAR.is_working(good_friday)
    assert CALENDAR.is_working(saint_stephen)
    assert not moselle.is_working(good_friday)
    assert not moselle.is_working(saint_stephen)


def test_a_closure_of_the_programme_is_a_day_off():
    bridge = date(2026, 5, 15)

    closed = french_calendar(closures=frozenset({bridge}))

    assert CALENDAR.is_working(bridge)
    assert not closed.is_working(bridge)
    assert closed.roll(date(2026, 5, 14)) == date(2026, 5, 18)


def test_three_working_days_after_maundy_thursday_jump_over_easter_monday():
    assert after(date(2026, 4, 2), 3) == date(2026, 4, 8)


def test_lateness_in_working_days_leaves_weekends_and_holidays_out():
    due, seen = date(2026, 4, 3), date(2026, 4, 7)

    assert CALENDAR.between(due, seen) == 1
    assert CALENDAR.between(seen, due) == -1
    assert CALENDAR.between(due, due) == 0


def test_a_day_outside_the_table_is_refused_rather_than_computed_with():
    for day in (FIRST_DAY - timedelta(days=1), date(2206, 3, 12)):
        with pytest.raises(OverflowError, match=r"2015-01-01\.\.2045-12-31"):
            CALENDAR.index_of(day)
    with pytest.raises(OverflowError):
        after(LAST_DAY, 1)
    with pytest.raises(OverflowError):
        after(FIRST_DAY, -1)


@given(day=DAYS, days=STEPS)
@settings(max_examples=300)
def test_adding_working_days_answers_as_numpy_does(day, days):
    expected = np.busday_offset(np.datetime64(day), days, roll="forward", busdaycal=NUMPY)

    assert after(day, days) == expected.astype(object)


@given(start=DAYS, end=DAYS)
@settings(max_examples=300)
def test_counting_working_days_answers_as_numpy_does(start, end):
    expected = np.busday_count(np.datetime64(start), np.datetime64(end), busdaycal=NUMPY)

    assert CALENDAR.count(start, end) == expected


@given(day=DAYS)
@settings(max_examples=200)
def test_rolling_answers_as_numpy_does(day):
    for roll in Roll:
        expected = np.busday_offset(np.datetime64(day), 0, roll=roll.value, busdaycal=NUMPY)

        assert CALENDAR.roll(day, to=roll) == expected.astype(object)


def test_a_hundred_thousand_random_cases_answer_as_numpy_does():
    random = np.random.default_rng(2026)
    starts = np.datetime64("2016-01-01") + random.integers(0, 10_000, 100_000)
    ends = np.datetime64("2016-01-01") + random.integers(0, 10_000, 100_000)
    steps = random.integers(-200, 200, 100_000)
    days, others, moved = starts.astype(object), ends.astype(object), steps.tolist()

    worked = [CALENDAR.is_working(day) for day in days]
    counted = [CALENDAR.count(day, other) for day, other in zip(days, others, strict=True)]
    reached = [after(day, count) for day, count in zip(days, moved, strict=True)]

    expected = np.busday_offset(starts, steps, roll="forward", busdaycal=NUMPY)
    assert worked == np.is_busday(starts, busdaycal=NUMPY).tolist()
    assert counted == np.busday_count(starts, ends, busdaycal=NUMPY).tolist()
    assert reached == expected.tolist()


def test_every_working_day_is_found_again_from_its_index():
    calendar = build_calendar([date(2026, 5, 1)])

    for number in range(0, 8_000, 97):
        assert calendar.index_of(calendar.day_at(number)) == number


def test_the_table_still_covers_the_programmes_of_the_next_five_years():
    """Expires on purpose: a programme signed today must fit in the table."""
    years_left = LAST_DAY.year - datetime.now(UTC).year

    assert years_left >= 5, "move LAST_DAY in relocalisons/core/kernel/calendar/calendar.py"
