"""Expected finish and slippage: which date is believed, and what stays unknown."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.programme.build import a_date, actions, an_action

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.forecast import (
    action_due,
    baseline_end,
    choose_date,
    expected_finish,
    is_open,
    measure_slippage,
)
from relocalisons.core.reading.cells import read_status

APRIL_10 = date(2026, 4, 10)
CALENDAR = french_calendar()


def slip(plan, *, baseline=None, as_of=APRIL_10):
    return measure_slippage(plan, baseline=baseline or {}, as_of=as_of, calendar=CALENDAR)


def test_the_revised_date_wins_over_the_planned_one():
    due = action_due(an_action(end="2026-03-31", revised="2026-04-15"))

    assert due is not None
    assert (due.day, due.column, due.about) == (date(2026, 4, 15), "revised_end", False)


def test_a_revised_date_in_doubt_is_not_replaced_by_the_planned_one():
    assert action_due(an_action(end="2026-03-31", revised="??")) is None
    assert choose_date(a_date(""), a_date(""), columns=("a", "b")) is None


@pytest.mark.parametrize(
    ("given_status", "expected"),
    [("planned", True), ("blocked", True), ("done", False), ("dropped", False), ("??", None)],
)
def test_openness_is_read_from_the_status_and_unknown_when_it_is_in_doubt(given_status, expected):
    assert is_open(an_action(end="2026-03-31", status=given_status)) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("en attente", True),
        ("en attente de l’agrément", True),
        ("stand by", True),
        ("reporté", True),
        ("en pause", True),
        ("en retard", True),
        ("bloqué ?", True),
        ("fait ?", None),
        ("arrêté", None),
        ("annulé ?", None),
    ],
)
def test_a_status_in_doubt_is_open_where_all_that_it_may_mean_is(typed, expected):
    action = replace(an_action(end="2026-03-31"), status=read_status(typed))

    assert is_open(action) is expected


def test_slippage_of_an_open_action_runs_from_the_baseline_to_its_forecast():
    plan = actions("""
        action | end        | revised
        A1     | 2026-03-31 | 2026-04-15
        A2     | 2026-03-31 | 2026-04-01
        A3     | 2026-03-31 |
    """)

    assert [each.calendar_days for each in slip(plan)] == [15, 10, 10]


def test_slippage_of_a_closed_action_runs_to_its_actual_end():
    plan = actions("""
        action | end        | ended      | status
        A1     | 2026-03-31 | 2026-03-20 | done
        A2     | 2026-03-31 | 2026-04-07 |
    """)

    assert [each.calendar_days for each in slip(plan)] == [-11, 7]
    assert [each.working_days for each in slip(plan)] == [-7, 4]


def test_an_action_called_done_without_date_finished_at_best_on_its_due_date():
    (on_time,) = slip([an_action(end="2026-03-31", status="done")])
    (early,) = slip([an_action(end="2026-06-30", status="done")])

    assert (on_time.calendar_days, on_time.about) == (0, True)
    assert early.expected_finish == APRIL_10


def test_without_baseline_or_readable_date_slippage_is_unknown_and_not_zero():
    plan = [an_action("A1", end=""), an_action("A2", end="??"), an_action("A3", status="??")]

    for each in slip(plan):
        assert (each.calendar_days, each.working_days) == (None, None)


def test_an_action_given_up_will_not_finish():
    plan = [an_action(end="2026-03-31", status="dropped"), an_action(end="2026-03-31", struck=True)]

    assert [each.expected_finish for each in slip(plan)] == [None, None]


def test_the_frozen_baseline_stays_when_the_sheet_is_overwritten():
    action = an_action("A1", end="2026-06-30")

    (slipped,) = slip([action], baseline={"A1": date(2026, 3, 31)})

    assert baseline_end(action, baseline={}) == date(2026, 6, 30)
    assert slipped.calendar_days == 91


def test_remaining_work_pushes_the_finish_beyond_a_date_that_cannot_be_held():
    """20 working days of work, half done on 10 April: ten more are needed, from that Friday."""
    action = an_action(start="2026-03-16", end="2026-04-13", started="2026-03-16", progress="0.5")

    finish = expected_finish(action, as_of=APRIL_10, calendar=CALENDAR)

    assert finish is not None
    assert (finish.day, finish.about) == (date(2026, 4, 23), True)


def test_an_action_not_started_or_of_unknown_progress_keeps_its_date():
    not_started = an_action(start="2026-03-16", end="2026-04-13", progress="0.5")
    unknown = an_action(start="2026-03-16", end="2026-04-13", started="2026-03-16", progress="??")

    for action in (not_started, unknown):
        finish = expected_finish(action, as_of=APRIL_10, calendar=CALENDAR)
        assert finish is not None
        assert finish.day == date(2026, 4, 13)


def test_all_the_work_done_does_not_finish_an_open_action_in_the_past():
    action = an_action(start="2026-03-02", end="2026-03-31", started="2026-03-02", progress="1")

    finish = expected_finish(action, as_of=APRIL_10, calendar=CALENDAR)

    assert finish is not None
    assert finish.day == APRIL_10


MARKS = st.sampled_from(["", "??", "!!", "2026-04-30", "~2026-04-30", "1990-01-01", "2090-01-01"])


@given(
    start=MARKS,
    end=MARKS,
    revised=MARKS,
    started=MARKS,
    progress=st.sampled_from(["", "??", "0", "0.3", "1", "7", "-1"]),
)
def test_no_open_action_is_expected_before_today(start, end, revised, started, progress):
    action = an_action(start=start, end=end, revised=revised, started=started, progress=progress)

    finish = expected_finish(action, as_of=APRIL_10, calendar=CALENDAR)

    assert finish is None or finish.day >= APRIL_10
    for each in slip([action]):
        assert (each.calendar_days is None) == (each.baseline is None or finish is None)
