"""« Déclaré dans » noted for one funder leaves the share of the other one to be asked.

By hand: of 1 000 € FDP pays 40 % and FSE 40 %.
"""

from datetime import date

import pytest
from support.money.build import money_findings, told
from support.money.co_funded import LACKING, SENT, claim_act, co_funded, paid

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.money.answers import answer_part, is_in_a_claim
from relocalisons.core.reports.claims.claim import build_payment_claim

BOTH = "FDP 40 % ; FSE 40 %"
START, END = date(2025, 9, 1), date(2026, 2, 28)


def shared(claim="acompte A", **given):
    return paid("D1", "P03", 1000, BOTH, claim=claim, **given)


def drafted(programme, funder):
    claim = build_payment_claim(
        programme, funder=funder, period_start=START, period_end=END, as_of=programme.as_of
    )
    return claim.figures["Aide demandée"].replace("\u00a0", " ")


def test_what_one_funder_was_asked_the_draft_of_the_other_asks_too():
    programme = co_funded(shared(), fse=SENT)

    assert (drafted(programme, "FDP"), drafted(programme, "FSE")) == ("400,00 €", "aucune")
    assert claim_act(programme).cash == 400


@pytest.mark.parametrize(
    ("said", "fdp", "fse"),
    [
        ("acompte A", False, True),
        ("FSE – acompte A", False, True),
        ("demande au Fonds social n° 3", False, True),  # a claim that no line has, of this funder
        ("acompte A ; acompte 1", True, True),
        ("acompte 1 et acompte A", True, True),
        ("demande 7", True, True),  # nobody can tell of whom: of all, none is asked twice
        ("acompte A, demande 7", True, True),
        ("", False, False),
    ],
)
def test_a_name_is_of_the_funder_whose_line_bears_it(said, fdp, fse):
    (expense,) = money_facts(co_funded(shared(said), fdp=SENT, fse=SENT)).books.expenses

    assert [is_in_a_claim(expense, code) for code in ("FDP", "FSE")] == [fdp, fse]


def test_one_name_of_two_claims_is_declared_to_the_one_that_has_left_and_waits_for_the_other():
    more = "    FSE | acompte 1 | 01/09/2025 | 28/02/2026 | 15/04/2026 | envoyé | 10/03/2026"
    programme = co_funded(shared("acompte 1"), more=more)
    (expense,) = money_facts(programme).books.expenses

    assert [is_in_a_claim(expense, code) for code in ("FDP", "FSE")] == [False, True]
    assert expense.claim_to_come is not None
    assert money_facts(programme).unclaimed_of("FDP", claim="acompte 1/2026-02-28") == 400


def test_what_it_declared_and_kept_is_of_the_funder_that_was_asked():
    (expense,) = money_facts(co_funded(shared(), fse=SENT)).books.expenses
    assert [answer_part(expense, code, "claimed") for code in ("FDP", "FSE")] == [0, None]


def test_a_piece_that_it_lacks_keeps_the_claim_of_the_other_funder():
    act = claim_act(co_funded(shared(pieces=LACKING), fse=SENT))

    assert [one.finding.label[:2] for one in act.told if one.finding.partner] == ["D1"]


def test_a_claim_that_left_and_may_have_carried_it_holds_it():
    programme = co_funded(shared(), fdp=SENT, fse=SENT)

    assert told(money_findings(programme), "claim_unnoted") == ["FDP/acompte 1/2026-02-28"]
