"""What hangs on an expense is the aid that its claim will ask: one definition, in one place."""

from decimal import Decimal

import pytest
from support.money.build import SPENT, money_findings, money_programme

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.money.review.review import review_claim
from relocalisons.core.money.words.reports import ReportType

FUNDERS = """
    Code | Nom     | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    EAU  | Agence  | 60 %   | 01/09/2025        | 31/08/2027      | HT
    DEP  | Conseil | 10 %   | 01/09/2025        | 31/08/2027      | HT
"""
OF_THE_BASE = """
    Financeur | Règle       | Valeur
    EAU       | Clé : sens  | part de l’assiette
"""
SCHEDULE = """
    Financeur | Type      | Période du | Période au | Échéance   | Statut  | Envoyé le | Montant demandé
    EAU       | acompte 1 | 01/09/2025 | 31/12/2025 | 20/03/2026 | {first} | {sent} | {asked}
    EAU       | acompte 2 | 01/01/2026 | 30/04/2026 | 20/05/2026 | à faire |
    DEP       | annuel    | 01/09/2025 | 31/12/2025 | 30/06/2026 | à faire |
"""  # noqa: E501
PIECES = "http://d.x/f | http://d.x/p"
FIRST, SECOND = "acompte 1/2025-12-31", "acompte 2/2026-04-30"


def night(*lines, rules="", first="à faire", sent="", columns="", asked=""):
    schedule = SCHEDULE.format(first=first, sent=sent, asked=asked)
    drawn = f"{SPENT.strip()}{columns}\n" + "\n".join(lines)
    if rules:
        return money_programme(drawn, funders=FUNDERS, schedule=schedule, grant_rules=rules)
    return money_programme(drawn, funders=FUNDERS, schedule=schedule)


def spent(number, key, *, paid="05/11/2025", euros=1000, claim=None):
    line = f"P01-25-{number} | P01 | Achat | {paid} | | {paid} | {euros} | facture | {key} | payé"
    return f"{line} | {PIECES}" + ("" if claim is None else f" | {claim}")


@pytest.mark.parametrize(
    ("key", "rules", "aid"),
    [
        ("EAU 60 %", "", "600"),  # the key is the aid already, not a share of it
        ("EAU 50 %", "", "500"),  # less than the rate: the rest is the partner's
        ("EAU 80 %", "", "600"),  # never more than the rate
        ("EAU", "", "600"),
        ("EAU 60 % ; DEP 10 %", "", "600"),
        ("EAU 50 %", OF_THE_BASE, "300"),  # the funder says so: half of the base, at the rate
    ],
)
def test_it_is_the_smaller_of_key_and_rate_and_the_same_as_in_the_claim(key, rules, aid):
    programme = night(spent(1, key), rules=rules)
    money = money_facts(programme)
    (expense,) = money.books.expenses
    (claim,) = (each for each in money.claims["EAU"] if each.subject == FIRST)
    funder = money.books.funder("EAU")
    assert funder is not None and funder.start and claim.kind is ReportType.CLAIM

    assert dict(money.aid.shares(expense))["EAU"] == Decimal(aid)
    asked = review_claim(
        money.books, funder, start=funder.start, end=claim.end, as_of=programme.as_of
    )
    assert [line.at_risk for line in asked.lines] == [int(aid) * 100]


def test_each_expense_waits_for_the_first_claim_of_its_day_and_for_no_other():
    money = money_facts(
        night(spent(1, "EAU 60 %"), spent(2, "EAU 60 %", paid="10/01/2026", euros=500))
    )

    assert money.unclaimed_of("EAU", claim=FIRST) == 600
    assert money.unclaimed_of("EAU", claim=SECOND) == 300


@pytest.mark.parametrize(("asked", "waits"), [("600", 120), ("720", 0), ("", 0)])
def test_what_a_claim_did_not_name_waits_for_the_next_one_where_the_rest_makes_up_its_sum(
    asked, waits
):
    declared = spent(1, "EAU 60 %", claim="Acompte 1")
    left_out = spent(2, "EAU 60 %", euros=200, claim="")
    money = money_facts(
        night(
            declared, left_out, first="envoyé", sent="18/03/2026", asked=asked,
            columns=" | Déclaré dans",
        )
    )  # fmt: skip

    assert money.unclaimed_of("EAU", claim=SECOND) == waits


def test_of_a_claim_that_names_no_line_nothing_is_counted_twice():
    sent = night(
        spent(1, "EAU 60 %"), spent(2, "EAU 60 %", paid="10/01/2026", euros=500),
        first="envoyé", sent="18/03/2026",
    )  # fmt: skip

    assert money_facts(sent).unclaimed_of("EAU", claim=SECOND) == 300


@pytest.mark.parametrize(
    ("funder", "aid", "claim"),
    [("EAU", "600", "acompte 2/2026-04-30"), ("DEP", "100", "dernière demande")],
)
def test_what_one_funder_does_not_count_of_an_expense_is_its_share_alone(funder, aid, claim):
    ends = FUNDERS.replace("31/08/2027", "31/01/2026")
    drawn = f"{SPENT.strip()}\n{spent(1, 'EAU 60 % ; DEP 10 %', paid='10/02/2026')}"
    late = money_programme(
        drawn, funders=ends, schedule=SCHEDULE.format(first="à faire", sent="", asked="")
    )
    found = {
        each.subject.rpartition("/")[2]: each
        for each in money_findings(late)
        if each.kind.value == "expense_ineligible"
    }

    said = money_facts(late).aid_of(found[funder])

    assert said is not None
    assert (said.euros, said.funder, said.claim) == (Decimal(aid), funder, claim)
