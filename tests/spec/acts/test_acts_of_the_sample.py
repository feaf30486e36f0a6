"""What she would read on a morning of the sample: ten lines, few calls, little red."""

from datetime import date

import pytest
from support.sample.night import night_of

from relocalisons.core.acts.acts import Acts, is_call
from relocalisons.core.acts.red import state_of
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.pilotage.to_do import MOST_ROWS, build_to_do
from relocalisons.core.views.rag import Rag

NIGHT = date(2026, 3, 17)

pytestmark = pytest.mark.story


def night() -> tuple[Programme, Acts]:
    return night_of(NIGHT)


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


def test_nine_partners_are_red_by_rule_and_the_funder_that_ends_says_why():
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

    # Five for money (two of them an advance not justified), four that keep somebody waiting
    # (P17’s A3.18 holds up A3.20, « bloqué ? »).
    assert states.count(Rag.ALERT) <= 9
    assert "d’aide en jeu, dernier jour utile" in ending.reason
