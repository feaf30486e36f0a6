"""What she has seen of a claim lacks still: its own list names it until somebody sends it."""

from dataclasses import replace
from datetime import date

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, NIGHT, SCHEDULE, of, seen
from support.reminders.planned import said

from relocalisons.core.acts.wording import say_act, say_detail

LINE = "{} | P01 | Achat | 05/11/2025 | | 05/11/2025 | 900 | | FRA | payé | |"
SEEN_ON = date(2026, 3, 13)


def claim_with(word):
    """The claim of two expenses that lack their pieces; `word` is what she wrote of the first."""
    programme = money_programme(
        spent(LINE.format("K-01"), LINE.format("K-02")), funders=FUNDERS, schedule=SCHEDULE
    )
    entries = [
        replace(one, **said(word, read_on=SEEN_ON)) if "K-01" in one.finding.subject else one
        for one in seen(*money_findings(programme))
    ]
    made = of(*entries, programme=programme, as_of=NIGHT)
    act = next(each for each in made.acts if each.paper)
    return act, say_act(act, programme=programme).replace("\u00a0", " "), say_detail(act)


@pytest.mark.parametrize("word", ["", "vu", "reparler le 30/03/2026"])
def test_a_piece_that_she_has_seen_is_counted_and_named_with_the_others(word):
    act, title, detail = claim_with(word)

    assert title == "Préparer FRA – Acompte 1 : 2 pièces"
    assert "K-01" in detail and "K-02" in detail
    assert {"K-01", "K-02"} <= {one.finding.subject.rpartition("/")[2] for one in act.told}


@pytest.mark.parametrize("word", ["sans objet", "date accordée au 12/06/2026"])
def test_what_she_settled_is_not(word):
    act, title, detail = claim_with(word)

    assert title == "Préparer FRA – Acompte 1 : 1 pièce"
    assert "K-01" not in detail
    assert "K-01" not in {one.finding.subject.rpartition("/")[2] for one in act.told}


def test_nor_does_it_weigh():
    assert claim_with("vu")[0].weight < claim_with("")[0].weight
