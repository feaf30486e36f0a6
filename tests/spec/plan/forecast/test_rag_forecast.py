"""The « météo » of streams, partners, deliverables and funders, and the rule that decided."""

from datetime import UTC, date, datetime

import pytest
from support.programme.build import (
    a_deliverable,
    a_file,
    a_funder,
    a_programme,
    a_report,
    actions,
    an_action,
)

from relocalisons.core.assessment.assessment import assess, forecast_chains
from relocalisons.core.kernel.calendar.working_time import make_calendars
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, TrackedFinding, WorkingTime
from relocalisons.core.pilotage.dashboard.chains import TrendWeek
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.pilotage.dashboard.figures import figures_part
from relocalisons.core.pilotage.dashboard.findings import slippage_part
from relocalisons.core.plan.funder_dates import funder_limits
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.rag_forecast import (
    RagForecast,
    rate_action,
    rate_deliverable,
    rate_funder,
    rate_group,
)
from relocalisons.core.reports.shared.measures import measure
from relocalisons.core.views.rag import Rag

TUESDAY = date(2026, 3, 3)


ELSEWHERE = (a_file("autre.pdf"),)  # the Drive was read, and holds something else


def looked_at(*, baseline=None, items=ELSEWHERE, **given):
    """The measures of a programme on Tuesday, and the forecast they are rated by."""
    programme = a_programme(items=items, **given)
    frozen = baseline or {}
    tracked = tuple(
        TrackedFinding(finding=each, state=FindingState.OPEN, first_seen=TUESDAY)
        for each in assess(programme, as_of=TUESDAY, baseline=frozen)
    )
    measures = measure(
        programme, tracked, whole_programme(programme), as_of=TUESDAY, baseline=frozen
    )
    chains = forecast_chains(programme, as_of=TUESDAY, baseline=frozen)
    return (
        measures,
        RagForecast(chains=chains, limits=funder_limits(programme), as_of=TUESDAY),
        tracked,
    )


def of_action(baseline=None, **row):
    measures, rag_forecast, _ = looked_at(actions=[an_action("A1", **row)], baseline=baseline)
    return rate_action(measures.actions[0], rag_forecast=rag_forecast)


@pytest.mark.parametrize(
    ("row", "level", "rule"),
    [
        ({"end": "2026-06-30"}, Rag.GOOD, "à moins de 8\u00a0jours"),
        ({"end": "2026-06-30", "revised": "2026-07-08"}, Rag.WATCH, "8\u00a0jours après"),
        ({"end": "2026-06-30", "revised": "2026-08-01"}, Rag.ALERT, "plus de 30"),
        ({"end": "2026-03-10", "progress": "0.4"}, Rag.WATCH, "moins de moitié"),
        ({"end": "2026-06-30", "status": "blocked"}, Rag.WATCH, "bloquée"),
        ({"end": "2026-01-30", "ended": "2026-01-30", "status": "done"}, Rag.DONE, "terminée"),
        ({"end": "??"}, Rag.UNKNOWN, "à préciser"),
        ({"end": "2026-06-30", "status": "??"}, Rag.UNKNOWN, "à préciser"),
    ],
)
def test_the_rule_of_an_action(row, level, rule):
    rating = of_action(**row)

    assert rating.level is level
    assert rule in rating.rule


def test_the_reference_is_the_frozen_baseline():
    assert of_action(end="2026-06-30", baseline={"A1": date(2026, 3, 31)}).level is Rag.ALERT


def test_late_and_blocking_another_partner_is_red_at_once():
    plan = [
        an_action("A1", owner="P02", end="2026-03-02"),
        an_action("A2", owner="P01", end="2026-06-30", predecessors="A1"),
    ]
    measures, rag_forecast, _ = looked_at(actions=plan)

    rating = rate_action(measures.actions[0], rag_forecast=rag_forecast)

    assert rating.level is Rag.ALERT
    assert "un autre partenaire l’attend" in rating.rule


def test_a_milestone_past_its_funder_s_date_makes_the_funder_red():
    slow = an_action(
        "A1", end="2026-03-20", revised="2026-03-26", milestone="Jalon", funders="FRA",
        start="2026-01-05", started="2026-01-05", progress="0.2",
    )  # fmt: skip
    plan = [slow, *(an_action(f"A{n}", end="2026-06-30", funders="FRA") for n in range(2, 9))]
    funder = a_funder("FRA")
    measures, rag_forecast, _ = looked_at(
        actions=plan, funders=[funder], report_deadlines=[a_report(until="2026-03-31")]
    )

    rating = rate_funder(funder, measures.actions, measures.deliverables, rag_forecast=rag_forecast)

    assert rating.level is Rag.ALERT
    assert "après la date du financeur (rapport intermédiaire FRA, 31/03/2026)" in rating.rule


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({"due": "2026-06-30"}, Rag.GOOD),
        ({"due": "2026-02-20"}, Rag.WATCH),
        ({"due": "2026-01-20"}, Rag.ALERT),
        ({"due": "??"}, Rag.UNKNOWN),
        ({"due": "2026-02-20", "rule": ""}, Rag.UNKNOWN),
    ],
)
def test_the_rule_of_a_deliverable(given, level):
    measures, rag_forecast, _ = looked_at(deliverables=[a_deliverable("L1", **given)])

    assert rate_deliverable(measures.deliverables[0], rag_forecast=rag_forecast).level is level


def test_grey_for_no_data_never_green():
    measures, rag_forecast, _ = looked_at(
        actions=actions("action | end\nA1 | ??\nA2 | ??\nA3 | 2026-06-30"), funders=[a_funder()]
    )

    assert rate_group(measures.actions, rag_forecast=rag_forecast).level is Rag.UNKNOWN
    assert rate_group((), rag_forecast=rag_forecast).level is Rag.UNKNOWN
    assert (
        rate_funder(a_funder("PNA"), measures.actions, (), rag_forecast=rag_forecast).level
        is Rag.UNKNOWN
    )


def test_the_whole_is_rated_by_the_rule_of_its_parts():
    plan = [
        an_action("A1", end="2026-06-30", revised="2026-08-15"),
        an_action("A2", end="2026-06-30", revised="2026-08-15"),
        an_action("A3", end="2026-06-30"),
    ]
    measures, rag_forecast, _ = looked_at(actions=plan)

    whole = figures_part(
        measures, programme=rag_forecast.chains.programme, rag_forecast=rag_forecast
    ).lines[0][1]

    part = rate_group(measures.followed, rag_forecast=rag_forecast)
    assert whole[0] == part.status.text == "■\u00a0Alerte"
    assert str(whole[3]).endswith(
        "2\u00a0alertes sur 3, dont A1 prévue 46\u00a0jours après la référence "
        "(plus de 30\u00a0jours)"
    )
    empty, rag_forecast, _ = looked_at()
    assert figures_part(
        empty, programme=rag_forecast.chains.programme, rag_forecast=rag_forecast
    ).lines[0][1][::3] == (
        "○\u00a0Non\u00a0mesuré",
        "rien à mesurer",
    )


def test_the_dashboard_tells_which_dates_the_present_pace_will_not_hold():
    slow = an_action("A1", start="2026-01-05", end="2026-03-20", started="2026-01-05",
                     progress="0.2", title="Former")  # fmt: skip
    quick = an_action("A2", start="2026-01-05", end="2026-03-20", started="2026-01-05",
                      progress="0.9")  # fmt: skip
    late = an_action("A3", start="2026-01-05", end="2026-02-20", started="2026-01-05",
                     progress="0.2")  # fmt: skip
    in_doubt = an_action("A4", start="2026-01-05", end="2026-03-20", started="2026-01-05",
                         progress="??")  # fmt: skip
    programme = a_programme(actions=[slow, quick, late, in_doubt])

    part = slippage_part(
        programme, baseline={}, as_of=TUESDAY, calendars=make_calendars(WorkingTime()),
        links=CellLinks(),
    )  # fmt: skip

    # 55 working days planned, 44 left from 3 March: they end on 5 May, 46 days after 20 March.
    ((level, action, days, said, who, _),) = (cells for _, cells in part.lines)
    assert (level, action, days) == ("■\u00a0Alerte", "A1 – Former", 46)
    assert "environ le 05/05/2026, 46\u00a0jours après la référence, 30\u00a0jours ouvrés" in said
    assert "(date annoncée\u00a0: 20/03/2026)" in said
    assert who == "P01 – Ville de Grasse"


def test_the_dashboard_shows_the_rule_the_chains_and_the_last_weeks():
    late = an_action("A1.2", owner="P02", start="2026-01-05", end="2026-02-13",
                     started="2026-01-05", progress="0.5", outputs="L4")  # fmt: skip
    given = {"actions": [late], "deliverables": [a_deliverable("L4", due="2026-03-05")],
             "funders": [a_funder()]}  # fmt: skip
    _, _, tracked = looked_at(**given)
    weeks = (
        TrendWeek(last_day=date(2026, 3, 1), open=12, alerts=3, new=2, resolved=5),
        TrendWeek(last_day=TUESDAY, open=9, alerts=2, new=1, resolved=4),
    )

    tab = build_full_state(
        tracked, programme=a_programme(items=(a_file("autre.pdf"),), **given), links=CellLinks(),
        as_of=TUESDAY, read_at=datetime(2026, 3, 3, 6, 30, tzinfo=UTC), trend=weeks,
    )  # fmt: skip

    words = "\n".join(" | ".join(str(cell) for cell in row if cell != "") for row in tab.values)
    assert "Ce qu’un retard entraîne chez les autres (prévision)" in words
    assert "A1.2 → L4 – Guide des achats locaux | 18 |" in words
    assert "↓ | 2\u00a0alertes\n12 au 01/03/2026\u00a0; 1\u00a0nouveau, 4\u00a0résolus | 9" in words
    assert "A1.2 prévue 38\u00a0jours après la référence" in words
    assert "○\u00a0Non\u00a0mesuré | FRA – Fonds régional\nrien à mesurer" in words
    assert max(len(row) for row in tab.rows) <= 6, "no more columns than a laptop shows"
