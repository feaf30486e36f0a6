"""What the service promises about chances: drawn, reproducible, off unless she asks."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from support.programme.build import (
    a_deliverable,
    a_file,
    a_funder,
    a_programme,
    a_report,
    an_action,
)
from support.programme.sheets import one_partner, tab, understood

from relocalisons.core.assessment.assessment import forecast_chains
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.plan.funder_dates import funder_limits
from relocalisons.core.plan.milestone_odds import (
    given_durations,
    milestone_odds,
    say_basis,
    what_is_left,
)
from relocalisons.core.plan.network import CircularDependencyError, schedule_network
from relocalisons.core.plan.uncertainty import (
    FromPast,
    ThreePoint,
    Wait,
    draw_finishes,
    past_ratios,
    weigh,
)
from relocalisons.core.tables import ACTIONS
from relocalisons.core.workspace.plan import columns_for

TUESDAY = date(2026, 3, 3)


def test_certain_durations_give_the_critical_path_in_every_draw():
    lengths = [3.0, 5.0, 2.0, 4.0]
    pairs = [(0, 2), (1, 2), (2, 3)]

    drawn = draw_finishes(
        [ThreePoint(low=each, likely=each, high=each) for each in lengths],
        [Wait(predecessor=a, successor=b) for a, b in pairs],
        draws=50,
        seed=1,
    )

    assert drawn.tolist() == [
        [finish] * 50 for finish in schedule_network(lengths, pairs).early_finish
    ]


def test_quantiles_of_one_triangle_are_those_of_the_formula_within_one_percent():
    low, likely, high = 10.0, 15.0, 40.0
    span = high - low

    odds = weigh(draw_finishes([ThreePoint(low=low, likely=likely, high=high)], [], seed=3)[0])

    for level, drawn in ((0.5, odds.p50), (0.8, odds.p80), (0.95, odds.p95)):
        exact = high - np.sqrt((1 - level) * span * (high - likely))
        assert drawn == pytest.approx(exact, rel=0.01)


def test_quantiles_of_a_plan_are_those_of_a_loop_over_draws():
    rng = np.random.default_rng(11)
    sides = [(2, 4, 9), (3, 5, 6), (1, 2, 8), (4, 4, 5)]
    pairs = [(0, 2), (1, 2), (0, 3)]
    looped = []
    for _ in range(20_000):
        took = [rng.triangular(*side) for side in sides]
        looped.append(schedule_network(took, pairs).length)

    drawn = draw_finishes(
        [ThreePoint(low=a, likely=b, high=c) for a, b, c in sides],
        [Wait(predecessor=a, successor=b) for a, b in pairs],
        seed=5,
    ).max(axis=0)

    for level, value in zip((0.5, 0.8, 0.95), vars_of(weigh(drawn)), strict=True):
        assert value == pytest.approx(np.quantile(looped, level), rel=0.01)


def vars_of(odds):
    return odds.p50, odds.p80, odds.p95


def test_the_same_seed_gives_the_same_draws():
    plan = [ThreePoint(low=1, likely=2, high=3)] * 3

    assert np.array_equal(draw_finishes(plan, [], seed=1), draw_finishes(plan, [], seed=1))
    assert not np.array_equal(draw_finishes(plan, [], seed=1), draw_finishes(plan, [], seed=2))


def test_the_past_of_the_programme_stretches_what_is_planned():
    ratios = past_ratios([(10.0, 15.0)] * 9 + [(10.0, 30.0)])

    drawn = draw_finishes([FromPast(planned=20.0, ratios=ratios or ())], [], seed=1)[0]

    assert set(np.unique(drawn)) == {30.0, 60.0}
    assert past_ratios([(10.0, 15.0)] * 9) is None


def test_impossible_durations_and_circles_are_refused():
    with pytest.raises(ValueError, match="low <= likely"):
        ThreePoint(low=3, likely=2, high=4)
    with pytest.raises(CircularDependencyError):
        draw_finishes(
            [ThreePoint(low=1, likely=1, high=1)] * 2,
            [Wait(predecessor=0, successor=1), Wait(predecessor=1, successor=0)],
            seed=1,
        )


LATE = an_action("A1.2", owner="P02", start="2026-01-05", end="2026-02-13", started="2026-01-05",
                 progress="0.5", outputs="L4", funders="FRA")  # fmt: skip
PROGRAMME = a_programme(
    actions=[LATE], deliverables=[a_deliverable("L4", due="2026-03-05")],
    items=[a_file("autre.pdf")], funders=[a_funder("FRA")],
    report_deadlines=[a_report(until="2026-03-27")],
)  # fmt: skip


def test_a_milestone_has_its_quantiles_and_the_chance_to_meet_its_funder_s_date():
    seen = forecast_chains(PROGRAMME, as_of=TUESDAY, baseline={})

    (odds,) = milestone_odds(seen, limits=funder_limits(PROGRAMME))

    assert (odds.number, odds.from_past) == ("L4", False)
    assert date(2026, 3, 20) <= odds.p50 <= odds.p80 <= date(2026, 4, 3)
    assert odds.chance is not None
    assert 0.4 < odds.chance < 0.9
    assert milestone_odds(seen, limits=funder_limits(PROGRAMME)) == (odds,)


def test_a_deliverable_that_bears_the_number_of_its_action_is_no_circle():
    action = an_action("A1", owner="P01", start="2026-01-05", end="2026-03-13",
                       started="2026-01-05", progress="0.5", outputs="A1")  # fmt: skip
    programme = a_programme(
        actions=[action], deliverables=[a_deliverable("A1", due="2026-03-20")],
        items=[a_file("autre.pdf")],
    )  # fmt: skip

    (odds,) = odds_of(programme)

    assert odds.number == "A1"
    assert odds.p50 > TUESDAY, "it comes after the work that is left"


PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Début réel | Avancement | Statut   | Jalon | Financeur(s) | {}
    A1        | Former   | P01         | 05/01/2026  | 31/03/2026 | 05/01/2026 | 50 %       | en cours | Jalon | FRA          | {}
"""  # noqa: E501
HEADERS = "Durée optimiste | Durée probable (jours ouvrés) | Durée pessimiste"


def planned(durations, *, headers=HEADERS):
    table = PLAN.format(headers, durations)
    return understood(one_partner(tab("Plan d'action", table), settings=ASKED))


ASKED = "Prévisions probabilistes | oui | |"


def odds_of(programme):
    seen = forecast_chains(programme, as_of=TUESDAY, baseline={})
    return milestone_odds(seen, limits=funder_limits(programme))


def test_three_given_durations_are_what_is_drawn_for_the_part_that_is_left():
    given, usual = planned("40 | 60 | 200"), planned("", headers="Commentaire")

    assert given_durations(given).durations == {"A1": ThreePoint(low=40, likely=60, high=200)}
    (drawn,), (supposed,) = odds_of(given), odds_of(usual)
    # Half of 40 to 200 working days is left, 47 in the middle: from 3 March to mid-May.
    assert date(2026, 5, 4) <= drawn.p50 <= date(2026, 5, 15)
    assert supposed.p50 < date(2026, 4, 25)


@pytest.mark.parametrize("typed", ["60 | 40 | 200", "40 | | 200", "40 | ? | 200", "-1 | 4 | 5"])
def test_durations_incomplete_or_out_of_order_are_said_and_not_used(typed):
    programme = planned(typed)

    assert given_durations(programme).unusable == ("A1",)
    assert odds_of(programme) == odds_of(planned("", headers="Commentaire"))
    assert "incomplètes ou dans le désordre" in say_basis(odds_of(programme), programme)


def test_work_whose_progress_nobody_knows_is_not_drawn_from_given_durations():
    whole = ThreePoint(low=1, likely=2, high=3)

    assert what_is_left(an_action("A1", started="2026-01-05", progress="??"), whole) is None
    assert what_is_left(an_action("A1"), whole) == whole
    assert what_is_left(an_action("A1", started="2026-01-05", progress="1"), whole) == ThreePoint(
        low=0, likely=0, high=0
    )


def test_new_workbooks_do_not_show_columns_that_few_will_fill_in():
    assert {"duration_low", "duration_likely", "duration_high"}.isdisjoint(
        column.name for column in columns_for(ACTIONS)
    )


def words_of(programme):
    tab = build_full_state(
        (), programme=programme, links=CellLinks(), as_of=TUESDAY,
        read_at=datetime(2026, 3, 3, 6, 30, tzinfo=UTC),
    )  # fmt: skip
    return "\n".join(" | ".join(map(str, row)) for row in tab.values)


def test_chances_are_off_until_she_turns_them_on():
    asked = replace(PROGRAMME, parameters={"Prévisions probabilistes": "oui"})

    assert "Chances de tenir" not in words_of(PROGRAMME)
    assert "Chances de tenir les dates des financeurs" in words_of(asked)
    assert "27/03/2026" in words_of(asked)
