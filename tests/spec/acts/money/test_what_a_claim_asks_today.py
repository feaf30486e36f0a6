"""A claim has one number, that of its draft; what the draft leaves out is told with its causes.

By hand: FDP pays 80 % and FSE 40 % of what is without tax; from 2 000 € FDP wants two quotes.
"""

from dataclasses import replace
from datetime import date

import pytest
from support.money.build import money_findings
from support.money.co_funded import LACKING, NIGHT, claim_act, co_funded, paid, plain
from support.programme.acts import of, seen
from support.reminders.planned import tracked

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.acts.wording import say_why
from relocalisons.core.reports.claims.claim import build_payment_claim
from tasks.reminders.day_news import act_line

START, END = date(2025, 9, 1), date(2026, 2, 28)
SOUND = paid("D1", "P01", 1000)
WITHOUT_QUOTE = paid("D2", "P02", 5000)
ITS_OWN = paid("D3", "P03", 700, supplier="Atelier du Bois")
WITHOUT_INVOICE = paid("D4", "P02", 900, pieces=LACKING)


def why(programme):
    return plain(say_why(claim_act(programme), as_of=programme.as_of))


def drafted(programme, *, funder="FDP", start=START, end=END):
    return build_payment_claim(
        programme, funder=funder, period_start=start, period_end=end, as_of=programme.as_of
    )


def test_what_is_to_be_received_of_a_claim_is_what_its_draft_asks():
    programme = co_funded(SOUND, WITHOUT_QUOTE, WITHOUT_INVOICE)

    assert plain(drafted(programme).figures["Aide demandée"]) == "800,00 €"
    assert claim_act(programme).cash == 800


def test_what_the_draft_leaves_out_is_said_with_its_first_causes_by_name_and_euros():
    programme = co_funded(SOUND, WITHOUT_QUOTE, WITHOUT_INVOICE)

    assert why(programme) == (
        "800 € demandés ; 4 720 € bloqués : le devis manque pour 5 000 € HT (D2 de P02, 4 000 €) ; "
        "la facture manque (D4 de P02, 720 €). "
        "Échéance : 17 mars 2026, le délai des pièces a passé le 13 mars 2026"
    )


def test_the_mail_says_the_same_as_the_row_and_as_her_page():
    programme = co_funded(SOUND, WITHOUT_QUOTE, WITHOUT_INVOICE)
    line = act_line(claim_act(programme), programme=programme, as_of=NIGHT)
    tiles = {one.label: plain(one.value) for one in drafted(programme).control.tiles}

    assert "800 € demandés ; 4 720 € bloqués : le devis manque" in plain(line.why)
    assert (tiles["Aide demandée"], tiles["En jeu"]) == ("800 €", "4 720 €")


def test_a_cause_that_no_finding_tells_is_told():
    programme = co_funded(SOUND, ITS_OWN)
    kinds = {one.kind.value for one in money_findings(programme) if one.partner == "P03"}

    assert not kinds
    assert "560 € bloqués : " in why(programme)
    assert "(D3 de P03, 560 €)" in why(programme)


def test_more_than_two_causes_are_counted_with_their_euros():
    programme = co_funded(SOUND, WITHOUT_QUOTE, WITHOUT_INVOICE, ITS_OWN)

    assert (
        why(programme)
        .partition(" ; 1 autre cause")[2]
        .startswith(" dans « Contrôle avant envoi » (560 €). Échéance")
    )


def test_where_nothing_is_left_out_there_is_one_number_only():
    assert why(co_funded(SOUND)).startswith("800 € à recevoir. Date ferme toute proche")


def test_where_all_is_left_out_nothing_is_asked_today():
    assert why(co_funded(WITHOUT_INVOICE)).startswith(
        "Rien de demandé à ce jour ; 720 € bloqués : la facture manque"
    )


def test_what_the_grant_does_not_reach_is_said_with_its_rule():
    assert why(co_funded(SOUND, grant="500")).startswith(
        "500 € demandés ; 300 € de moins par règle « reste de la subvention »"
    )


def test_what_another_funder_loses_with_the_same_piece_is_said_beside():
    shared = paid("D5", "P03", 900, "FDP 40 % ; FSE 40 %", pieces=LACKING)

    assert "360 € bloqués : la facture manque (D5 de P03, 360 €). " in why(co_funded(SOUND, shared))
    assert "360 € d’aide en jeu par ailleurs (D5 – pièces manquantes, 360 €)" in why(
        co_funded(SOUND, shared)
    )


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("01/03/2026", "400 € à recevoir. "),  # what waits for the first is of its row alone
        ("01/09/2025", "1 200 € demandés, dont 800 € qui attendent aussi FDP – Acompte 1. "),
    ],
)
def test_what_an_earlier_claim_waits_for_is_told_of_that_one(start, said):
    later = paid("D6", "P01", 500, on="10/03/2026")
    programme = co_funded(
        SOUND, WITHOUT_QUOTE, later, as_of=date(2026, 4, 20),
        more=f"    FDP | acompte 2 | {start} | 31/03/2026 | 30/04/2026 | à faire |",
    )  # fmt: skip
    entries = tracked(*money_findings(programme))
    acts = of(*entries, programme=programme, as_of=programme.as_of).acts
    (second,) = (one for one in acts if "acompte 2" in str(one.key))

    assert plain(say_why(second, as_of=programme.as_of)).startswith(said)


@pytest.mark.parametrize(("decision", "asked"), [("", 1120), ("sans objet", 1920)])
def test_two_equal_invoices_that_she_found_to_be_two_are_asked_here_as_in_the_draft(
    decision, asked
):
    twice = [paid(number, "P01", 1000, supplier="Maison Roux") for number in ("D7", "D8")]
    programme = co_funded(*twice, paid("D9", "P02", 400))
    found = money_findings(programme)
    double = [one for one in found if one.kind.value == "double_funding"]
    rest = [one for one in found if one.kind.value != "double_funding"]
    entries = (*seen(*rest), *seen(*double, decision=decision))
    acts = of(*entries, programme=programme, as_of=NIGHT).acts
    (act,) = (one for one in acts if str(one.key).startswith("act:envoyer:FDP"))

    assert act.cash == asked


def test_an_advance_to_come_carries_no_expense_and_takes_none_from_the_claim():
    programme = co_funded(
        SOUND, WITHOUT_INVOICE,
        more="    FDP | avance | 01/09/2025 | 31/08/2026 | 10/03/2026 | à faire | | 9000",
    )  # fmt: skip

    assert why(programme).startswith("800 € demandés ; 720 € bloqués : la facture manque")


def test_without_a_rate_no_sum_is_said():
    programme = co_funded(SOUND)
    act = claim_act(programme)
    assert act.draft is not None
    untold = replace(act, draft=replace(act.draft, asked=None))

    assert plain(say_why(untold, as_of=NIGHT)).startswith(
        "Montant demandé à préciser (« Contrôle avant envoi »). "
    )


def test_what_was_paid_before_the_funder_s_period_waits_for_no_claim():
    before = paid("D6", "P02", 1000, on="05/08/2025").replace("05/11/2025", "05/08/2025")
    money = money_facts(co_funded(SOUND, before))

    assert money.unclaimed_of("FDP", claim="acompte 1/2026-02-28") == 800
