"""What she would read on a morning of the sample: ten lines, few calls, little red."""

from datetime import date
from functools import cache

import pytest
from support.sample.history import history_until
from support.sample.snapshot import snapshot_of

from relocalisons.core.acts.acts import Acts, derive_acts, is_call
from relocalisons.core.acts.red import state_of
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding
from relocalisons.core.pilotage.to_do import MOST_ROWS, build_to_do
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.source_choice import put_in_force
from relocalisons.core.sources.sources import read_sources
from relocalisons.core.views.rag import Rag
from relocalisons.sample.engine import ids
from relocalisons.sample.plan.past_truth import frozen_ends
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at

NIGHT = date(2026, 3, 17)

pytestmark = pytest.mark.story


@cache
def night() -> tuple[Programme, Acts]:
    sample = generate(2026)
    snapshot = snapshot_of(workspace_at(sample, NIGHT), on=NIGHT)
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    registry = read_sources(pilotage)
    chosen = put_in_force(registry.entries, items=snapshot.items)
    programme = understand(
        snapshot,
        sources=chosen.entries,
        registry_findings=(*registry.findings, *chosen.findings),
        parameters=read_parameters(pilotage, as_of=NIGHT),
        code="relocalisons",
        name="Relocalisons",
        as_of=NIGHT,
    )
    found = assess(
        programme,
        as_of=NIGHT,
        baseline=frozen_ends(sample),
        history=history_until(sample, NIGHT),
    )
    tracked = tuple(
        TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=NIGHT) for one in found
    )
    return programme, derive_acts(tracked, programme=programme, as_of=NIGHT)


def test_a_morning_is_ten_lines_and_at_most_six_calls():
    programme, acts = night()
    placed = place(acts, programme=programme, as_of=NIGHT)
    tab = build_to_do(acts, programme=programme, links=CellLinks(), as_of=NIGHT)

    assert len(placed[When.TODAY]) == 10
    assert sum(map(is_call, placed[When.TODAY])) <= 6
    assert len(tab.rows) <= MOST_ROWS


def test_what_pays_the_project_is_among_them():
    programme, acts = night()
    today = {str(act.key) for act in place(acts, programme=programme, as_of=NIGHT)[When.TODAY]}

    assert {
        "act:envoyer:FRA:acompte 1/2025-12-31",
        "act:envoyer:PNA:intermediaire/2026-02-28",
        "act:décider:AMA",
        "act:prévenir:A3.7",
    } <= today


def test_less_than_a_third_of_the_partners_are_red_and_the_funder_that_ends_says_why():
    programme, acts = night()
    states = [
        state_of(
            acts,
            lambda one, code=partner.code: one.finding.partner == code,
            programme=programme,
            as_of=NIGHT,
        ).level
        for partner in programme.partners
    ]
    ending = state_of(
        acts, lambda one: one.finding.subject == "AMA", programme=programme, as_of=NIGHT
    )

    assert states.count(Rag.ALERT) * 3 < len(states)
    assert "d’aide en jeu, dernier jour utile" in ending.reason
