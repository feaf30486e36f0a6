"""The critical path of what is left of a plan."""

from datetime import date

from support.programme.build import a_programme, an_action

from relocalisons.core.assessment.assessment import forecast_chains
from relocalisons.core.plan.critical_plan import criticise

TUESDAY = date(2026, 3, 3)


def seen(*plan):
    programme = a_programme(actions=plan)
    return criticise(forecast_chains(programme, as_of=TUESDAY, baseline={}))


def test_floats_are_what_an_action_may_lose_before_the_end_moves():
    plan = seen(
        an_action("A1", start="2026-03-04", end="2026-03-31", status="planned"),
        an_action("A2", start="2026-04-01", end="2026-04-30", status="planned", predecessors="A1"),
        an_action("A3", start="2026-03-04", end="2026-04-10", status="planned"),
    )

    assert plan.critical == ("A1", "A2")
    assert plan.floats == {"A1": 0, "A2": 0, "A3": 14}
    assert plan.end == date(2026, 4, 30)


def test_a_late_action_moves_the_end_of_the_plan():
    late = an_action("A1", start="2026-01-05", end="2026-02-13", started="2026-01-05",
                     progress="0.5")  # fmt: skip
    after = an_action("A2", start="2026-02-16", end="2026-03-13", status="planned",
                      predecessors="A1")  # fmt: skip

    plan = seen(late, after)

    assert plan.critical == ("A1", "A2")
    assert plan.end == date(2026, 4, 21)


def test_a_circle_or_a_plan_in_doubt_stops_nothing():
    tied = seen(
        an_action("A1", start="2026-03-04", end="2026-03-31", status="planned", predecessors="A2"),
        an_action("A2", start="2026-03-04", end="2026-04-30", status="planned", predecessors="A1"),
        an_action("A3", end="??"),
    )

    assert tied.critical == ("A2",)
    assert seen().end is None
    assert seen(an_action("A1", end="??")).critical == ()
