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
    as_arrays,
    build_calendar,
    french_calendar,
)

CALENDAR = french_calendar()
NUMPY = np.busdaycalendar(holidays=[np.datetime64(day) for day in sorted(CALENDAR.days_off)])
DAYS = st.dates(date(2016, 1, 1), date(2044, 12, 31))
STEPS = st.integers(-200, 200)


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
    assert closed.offset(date(2026, 5, 13), 1) == date(2026, 5, 18)


def test_three_working_days_after_maundy_thursday_jump_over_easter_monday():
    assert CALENDAR.offset(date(2026, 4, 2), 3) == date(2026, 4, 8)


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
        CALENDAR.offset(LAST_DAY, 1)
    with pytest.raises(OverflowError):
        CALENDAR.offset(FIRST_DAY, -1)
    with pytest.raises(OverflowError):
        as_arrays(CALENDAR).offset(np.array(["2045-12-29"], "M8[D]"), np.array([5]))
    with pytest.raises(OverflowError):
        as_arrays(CALENDAR).count(
            np.array(["2046-01-01"], "M8[D]"), np.array(["2020-01-01"], "M8[D]")
        )


@given(day=DAYS, days=STEPS, roll=st.sampled_from(Roll))
@settings(max_examples=300)
def test_adding_working_days_answers_as_numpy_does(day, days, roll):
    expected = np.busday_offset(np.datetime64(day), days, roll=roll.value, busdaycal=NUMPY)

    assert CALENDAR.offset(day, days, roll=roll) == expected.astype(object)


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


def test_whole_columns_answer_as_numpy_does_on_a_million_random_cases():
    random = np.random.default_rng(2026)
    count = 1_000_000
    days = np.datetime64("2016-01-01") + random.integers(0, 10_000, count)
    ends = np.datetime64("2016-01-01") + random.integers(0, 10_000, count)
    steps = random.integers(-200, 200, count)
    columns = as_arrays(CALENDAR)

    assert np.array_equal(columns.is_working(days), np.is_busday(days, busdaycal=NUMPY))
    assert np.array_equal(columns.count(days, ends), np.busday_count(days, ends, busdaycal=NUMPY))
    for roll in Roll:
        expected = np.busday_offset(days, steps, roll=roll.value, busdaycal=NUMPY)
        assert np.array_equal(columns.offset(days, steps, roll=roll), expected)


def test_every_working_day_is_found_again_from_its_index():
    calendar = build_calendar([date(2026, 5, 1)])

    for number in range(0, 8_000, 97):
        assert calendar.index_of(calendar.day_at(number)) == number


def test_the_table_still_covers_the_programmes_of_the_next_five_years():
    """Expires on purpose: a programme signed today must fit in the table."""
    years_left = LAST_DAY.year - datetime.now(UTC).year

    assert years_left >= 5, (
        "move LAST_DAY in relocalisons/core/kernel/calendar/calendar.py (see `holidays`)"
    )
