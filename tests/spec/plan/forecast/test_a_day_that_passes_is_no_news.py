"""A forecast moves when somebody reports: a day that passes without a word moves none."""

from datetime import date, timedelta

from support.pilotage.board import board
from support.programme.build import a_deliverable, a_file, a_programme, an_action

from relocalisons.core.assessment.assessment import assess, forecast_chains
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.calendar.forecast import expected_finish, overdue_start
from relocalisons.core.plan.funder_dates import funder_limits
from relocalisons.core.plan.schedule_history import ScheduleHistory
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.rag_forecast import RagForecast, rate_action, rate_group
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.views.rag import Rag

TUESDAY = date(2026, 3, 3)
WEEKS = [TUESDAY + timedelta(weeks=number) for number in range(4)]
CALENDAR = french_calendar()
# 55 working days of work, planned from January on, of which nobody has said a word.
SILENT = an_action("A1", start="2026-01-05", end="2026-03-31", status="planned", title="Former")
UNDER_WAY = an_action("A1", start="2026-01-05", end="2026-03-31", started="2026-01-05",
                      progress="0.2", title="Former")  # fmt: skip


def ends(action, *, days=WEEKS, told_on=None):
    found = [expected_finish(action, as_of=day, calendar=CALENDAR, told_on=told_on) for day in days]
    return [one.day for one in found if one is not None]


def test_nothing_is_computed_of_what_has_not_begun():
    to_come = an_action("A1", start="2026-04-01", end="2026-06-30", status="planned")

    assert set(ends(SILENT)) == {date(2026, 3, 31)}
    assert set(ends(to_come)) == {date(2026, 6, 30)}, "its start has not come"


def test_the_pace_of_what_is_under_way_is_drawn_from_the_day_it_was_told():
    moving = ends(UNDER_WAY)
    standing = ends(UNDER_WAY, told_on=TUESDAY)

    assert len(set(moving)) == len(WEEKS), "where nobody knows since when it stands"
    assert set(standing) == {moving[0]}


def rated(action, *, as_of=TUESDAY, changed=None):
    programme = a_programme(actions=[action], as_of=as_of)
    lines = measure(programme, (), whole_programme(programme), as_of=as_of).actions
    chains = forecast_chains(programme, as_of=as_of, baseline={}, changed=changed)
    forecast = RagForecast(chains=chains, limits=funder_limits(programme), as_of=as_of)
    return rate_action(lines[0], rag_forecast=forecast), rate_group(lines, rag_forecast=forecast)


def test_what_should_have_begun_is_to_be_watched_and_never_red_by_a_date_nobody_said():
    for day in WEEKS:
        one, group = rated(SILENT, as_of=day)

        assert (one.level, group.level) == (Rag.WATCH, Rag.WATCH)
        assert one.rule == "A1 devait commencer le 05/01/2026, pas de nouvelle depuis"


def test_what_may_still_be_done_in_time_is_not_said_to_have_no_news():
    short = an_action("A1", start="2026-03-02", end="2026-06-30", revised="2026-09-30",
                      status="planned")  # fmt: skip

    assert overdue_start(short, as_of=TUESDAY, calendar=CALENDAR) is None


def test_the_level_of_what_is_under_way_does_not_rise_by_days_alone():
    nearly = an_action("A1", start="2026-01-05", end="2026-03-31", started="2026-01-05",
                       progress="0.4")  # fmt: skip
    changed = {"A1": TUESDAY}

    levels = {rated(nearly, as_of=day, changed=changed)[0].level for day in WEEKS}

    assert levels == {rated(nearly)[0].level} == {Rag.WATCH}
    assert rated(nearly, as_of=WEEKS[-1])[0].level is Rag.ALERT


def test_no_ripple_goes_out_from_what_has_not_begun():
    action = an_action("A1", owner="P02", start="2026-01-05", end="2026-03-31", status="planned",
                       outputs="L4")  # fmt: skip
    programme = a_programme(
        actions=[action], deliverables=[a_deliverable("L4", due="2026-04-02")],
        items=(a_file("autre.pdf"),),
    )  # fmt: skip

    kinds = {one.kind.value for one in assess(programme, as_of=TUESDAY, baseline={})}

    assert "ripple" not in kinds


def test_a_ripple_stays_as_long_as_it_was_while_nobody_reports():
    action = an_action("A1", owner="P02", start="2026-01-05", end="2026-03-31",
                       started="2026-01-05", progress="0.2", outputs="L4")  # fmt: skip
    programme = a_programme(
        actions=[action], deliverables=[a_deliverable("L4", due="2026-04-02")],
        items=(a_file("autre.pdf"),),
    )  # fmt: skip
    history = ScheduleHistory(unchanged_since={"A1": TUESDAY})

    days = {
        one.days
        for day in WEEKS
        for one in assess(programme, as_of=day, baseline={}, history=history)
        if one.kind.value == "ripple"
    }

    assert len(days) == 1


def test_the_dashboard_says_since_when_and_no_date():
    programme = a_programme(actions=[SILENT], as_of=TUESDAY)

    (row,) = board(programme=programme, as_of=TUESDAY).part("Dates qui ne tiendront pas")

    assert row[:4] == [
        "▲ À surveiller", "A1 – Former", "",
        "devait commencer le 05/01/2026, pas de nouvelle depuis (date annoncée : 31/03/2026)",
    ]  # fmt: skip
