"""Whatever is typed about growers: no exception, no green from missing data, sums that hold."""

import io

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.programme.sheets import TUESDAY, night, pilotage, understood
from support.programme.typed_tables import HOLE, check_sentences, filled

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding
from relocalisons.core.producers.quality.egalim import read_egalim
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.season.plan import plan_season
from relocalisons.core.producers.visits.notes import visit_states
from relocalisons.core.producers.volumes.projection import project_season
from relocalisons.core.producers.volumes.view import VolumeState, volume_lines
from relocalisons.core.programme.audience import COMMITTEE, partner_viewer, view_for
from relocalisons.core.reports.producers.contract_draft import build_contract_draft
from relocalisons.core.reports.producers.direct_purchase import build_direct_notes
from relocalisons.core.reports.producers.egalim_annex import build_egalim_annex
from relocalisons.core.reports.producers.producer_sheet import build_producer_sheet
from relocalisons.core.reports.producers.purchase_form import build_purchase_forms
from relocalisons.core.reports.producers.season.page import build_season_page
from relocalisons.core.reports.producers.season.tab import build_season_tab
from relocalisons.core.reports.producers.supply_chains import build_chains_page
from relocalisons.core.reports.producers.visit_plan import build_visit_plan
from relocalisons.core.tables import (
    CANTEEN_NEEDS,
    CANTEEN_PURCHASES,
    CERTIFICATES,
    COMMITMENTS,
    CONTRACTS,
    DELIVERIES,
    VISITS,
)
from relocalisons.core.views.rag import Rag
from relocalisons.rendering.papers.papers import render

TABLES = st.tuples(*map(filled, (
    CONTRACTS, COMMITMENTS, DELIVERIES, CERTIFICATES, VISITS, CANTEEN_PURCHASES, CANTEEN_NEEDS,
)))  # fmt: skip


def tracked(programme: Programme) -> tuple[TrackedFinding, ...]:
    return tuple(
        TrackedFinding(finding=finding, state=FindingState.NEW, first_seen=TUESDAY)
        for finding in programme.findings
    )


@given(TABLES)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_document_can_be_built_of_any_content(tabs):
    programme = understood(night(pilotage(*tabs)))

    check_sentences(programme)
    said: list[object] = [build_chains_page(programme, as_of=TUESDAY)]
    said.append(build_visit_plan(programme, as_of=TUESDAY))
    said += [
        build_contract_draft(programme, sheet, as_of=TUESDAY)
        for sheet in contract_sheets(programme)
    ]
    plan = plan_season(programme, as_of=TUESDAY)
    said.append(build_season_page(programme, as_of=TUESDAY))
    said.append(build_season_tab(programme, plan, links=CellLinks()))
    for line in plan.lines:
        assert line.lacking(plan.soon) is None or line.lacking(plan.soon) >= 0
    for _, note in build_direct_notes(programme, as_of=TUESDAY):
        said.append(note)
    for state in visit_states(programme, as_of=TUESDAY):
        if programme.partner(state.producer) is not None:
            view = view_for(programme, tracked(programme), viewer=partner_viewer(state.producer))
            said.append(
                build_producer_sheet(view.programme, view.tracked, state=state, as_of=TUESDAY)
            )
    egalim = read_egalim(programme)
    for year in (2025, 2026):
        form = build_purchase_forms(programme, year=year)
        said.append(build_egalim_annex(programme, egalim, year=year, form=form, as_of=TUESDAY))
    assert said
    for line in volume_lines(programme.contracts, as_of=TUESDAY):
        if line.state is VolumeState.UNKNOWN:
            assert line.status.level is Rag.UNKNOWN, "what cannot be read is never green"
    for canteen in egalim.canteens:
        whole = canteen.all
        assert whole.durable + whole.doubt + whole.other == whole.bought
        assert canteen.total is not None or canteen.share(1) is None
    for contract in programme.contracts:
        projection = project_season(contract, as_of=TUESDAY)
        assert projection is None or projection.season >= 0


@given(TABLES)
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_the_page_of_the_filieres_prints_whatever_was_typed(tabs):
    programme = view_for(understood(night(pilotage(*tabs))), viewer=COMMITTEE).programme

    made = render(build_chains_page(programme, as_of=TUESDAY))

    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) >= 1
    assert not HOLE.search(made.file_stem)
