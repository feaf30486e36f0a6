"""Whatever people type in their plans: a dashboard without hole, and nothing green from doubt."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.programme.build import a_file
from support.programme.sheets import P01_ID, book, night, pilotage, tab, understood
from support.programme.typed_tables import (
    HOLE,
    SOURCES,
    TUESDAY,
    WORKBOOKS,
    check_sentences,
    filled,
)
from support.reminders.planned import said

from relocalisons.core.assessment.assessment import assess, forecast_chains
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Doubt, FindingState, Programme, TrackedFinding
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.plan.funder_dates import funder_limits
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.rag_forecast import (
    RagForecast,
    rate_action,
    rate_deliverable,
    rate_group,
)
from relocalisons.core.reports.shared.measures import Measures, measure
from relocalisons.core.tables import DEPENDENCIES, FUNDERS
from relocalisons.core.views.own_tab import OwnTab
from relocalisons.core.views.rag import Rag

FROZEN = Baseline(name="Convention", dates={"A1": date(2026, 1, 1)})
ASKED = "Prévisions probabilistes | oui | |\nFermeture | 06/03/2026 | |"
DECISIONS = ("", "à traiter", "date accordée au 30/04/2026", "sans objet", "à partager", "???")
GREEN = (Rag.GOOD, Rag.DONE)
IN_DOUBT = (Doubt.ABSENT, Doubt.AMBIGUOUS, Doubt.UNREADABLE)


def check_tab(content: OwnTab) -> None:
    for row in content.values:
        for cell in row:
            assert not isinstance(cell, float) or cell == cell, row
            assert not HOLE.search(str(cell)), row


def check_colours(programme: Programme, measures: Measures) -> None:
    """Green says that somebody gave a date and a status that can be read."""
    chains = forecast_chains(programme, as_of=TUESDAY, baseline=FROZEN)
    rag_forecast = RagForecast(chains=chains, limits=funder_limits(programme), as_of=TUESDAY)
    levels = []
    for line in measures.actions:
        level = rate_action(line, rag_forecast=rag_forecast).level
        levels.append(level)
        ended = line.action.actual_end.is_set
        dated = line.action.revised_end.is_set or line.action.planned_end.is_set
        if level in GREEN or line.status.level in GREEN:
            assert ended or line.action.status.doubt not in IN_DOUBT, line
            assert level is Rag.DONE or line.status.level is Rag.DONE or dated, line
    if levels and all(level is Rag.UNKNOWN for level in levels):
        assert rate_group(measures.actions, rag_forecast=rag_forecast).level is Rag.UNKNOWN
    for line in measures.deliverables:
        if line.due is None:
            assert rate_deliverable(line, rag_forecast=rag_forecast).level is not Rag.GOOD


@given(
    WORKBOOKS, st.tuples(filled(DEPENDENCIES), filled(FUNDERS)), st.sampled_from(DECISIONS)
)  # fmt: skip
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_plan_gives_a_dashboard_without_hole_and_no_green_from_doubt(tabs, own, decision):
    snapshot = night(
        pilotage(*own, sources=SOURCES, settings=ASKED),
        book(P01_ID, *tabs),
        items=[a_file("Autre.pdf")],
    )
    programme = understood(snapshot)
    tracked = tuple(
        TrackedFinding(
            finding=one,
            state=FindingState.OPEN,
            first_seen=TUESDAY,
            **said(decision, read_on=TUESDAY),
        )
        for one in assess(programme, as_of=TUESDAY, baseline=FROZEN)
    )

    check_sentences(programme)
    check_tab(build_anomalies(tracked, programme=programme, links=CellLinks(), as_of=TUESDAY))
    check_tab(
        build_full_state(
            tracked, programme=programme, links=CellLinks(), as_of=TUESDAY, baseline=FROZEN,
            read_at=datetime(2026, 3, 3, 6, 30, tzinfo=UTC),
        )
    )  # fmt: skip
    scope = whole_programme(programme)
    check_colours(
        programme, measure(programme, tracked, scope, as_of=TUESDAY, baseline=FROZEN)
    )  # fmt: skip


def test_a_plan_that_says_nothing_at_all_is_grey_everywhere():
    header = ("N° action", "Intitulé", "Responsable", "Début prévu", "Fin prévue", "Avancement",
              "Statut", "Axe")  # fmt: skip
    empty = tab("Plan d'action", [header, *((f"A{n}", "Former", "P01", *[None] * 4, "Axe 1")
                                            for n in range(1, 5))])  # fmt: skip
    programme = understood(
        night(pilotage(sources=f"Plan d'action | P01 | {P01_ID} | Plan d'action"),
              book(P01_ID, empty))
    )  # fmt: skip

    measures = measure(programme, (), whole_programme(programme), as_of=TUESDAY)

    assert {line.status.level for line in measures.actions} == {Rag.UNKNOWN}
    check_colours(programme, measures)
