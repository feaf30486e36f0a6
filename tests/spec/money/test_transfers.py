"""Transfer rules of funders: scope, threshold, base and consequence, against a table to check."""

from datetime import date

import pytest
from support.money.build import FUNDERS, money_findings, money_programme, one, spent, told

from relocalisons.core.kernel.model import Audience
from relocalisons.core.money.books import open_books
from relocalisons.core.money.transfers import measure_transfers
from relocalisons.core.money.words.transfer_rules import read_transfer_rule
from relocalisons.core.reports.funder.asks import funder_asks


@pytest.mark.parametrize(
    ("typed", "read"),
    (
        (
            "par poste ; 10 % ; budget initial ; au-delà : accord préalable",
            ("poste", "0.1", "budget initial", "accord préalable"),
        ),
        (
            "20 % par partenaire, budget approuvé, au-delà : avenant",
            ("partenaire", "0.2", "budget en vigueur", "avenant"),
        ),
        ("libre, sur information", (None, None, None, "")),
        ("10 %", None),  # of what, between what?
        ("par poste ; budget initial", None),
        ("par poste ou par partenaire ; 10 % ; budget initial", None),
        ("par poste ; 10 % ou 20 % ; budget initial", None),
        ("par poste ; 150 % ; budget initial", None),
        ("selon le règlement financier", None),
        ("", None),
    ),
)
def test_a_transfer_rule_is_read_for_sure_or_not_at_all(typed, read):
    rule = read_transfer_rule(typed)

    found = rule and (
        rule.scope and rule.scope.value,
        None if rule.threshold is None else str(rule.threshold),
        rule.base and rule.base.value,
        rule.above,
    )
    assert found == read


# Rule: 10 % of the initial budget of each line. Margin of a line of 10 000 €: 1 000 €.
# line          | initial | modifié | avenant | engagé | verdict
TRANSFERS = """
    Personnel     | 10000 |         |          |        |
    Déplacements  | 10000 | 10799   |          |        |
    Équipement    | 10000 | 10800   |          |        | near
    Prestations   | 10000 | 11000   |          |        | near
    Études        | 10000 | 11000,01 |         |        | passed
    Formation     | 10000 | 12000   | Avenant 1 |       |
    Animation     | 10000 | 12000   | Avenant 1 | 12500 | passed
    Impression    | 10000 |         |          | 10900  | near
    Location      | 10000 | 9000    |          | 11200  | passed
    Hors budget   |       |         |          | 50     | passed
"""


def test_a_transfer_rule_is_watched_from_80_percent_of_its_margin():
    rows = [
        [cell.strip() for cell in line.split("|")] for line in TRANSFERS.split("\n") if "|" in line
    ]
    header = "Poste | Partenaire | Financeur | Budget initial € | Budget modifié € | Avenant\n"
    budget = header + "\n".join(
        f"{name} | P01 | FRA | {first} | {now} | {amendment}"
        for name, first, now, amendment, _, _ in rows
        if first
    )
    expenses = spent(
        *(
            f"{at} | P01 | {row[0]} | 05/01/2026 | | 06/01/2026 | {row[4]} | facture | FRA | payé"
            for at, row in enumerate(rows)
            if row[4]
        )
    )

    findings = money_findings(money_programme(expenses, budget=budget))

    expected = {
        kind: [f"FRA/{row[0]}" for row in rows if row[5] == kind] for kind in ("near", "passed")
    }
    assert told(findings, "transfer_near") == expected["near"]
    assert told(findings, "transfer_passed") == expected["passed"]
    assert all(
        each.audience is Audience.COORDINATION
        for each in findings
        if each.kind.value.startswith("transfer")
    )


@pytest.mark.parametrize(
    ("above", "asked"),
    (
        ("au-delà : accord préalable", "accord préalable"),
        ("au-delà : avenant", "avenant"),
        ("", "accord du financeur"),  # the convention says nothing of it in « Financeurs »
    ),
)
def test_what_a_passed_rule_asks_for_is_what_the_convention_says(above, asked):
    funders = FUNDERS.replace("au-delà : accord préalable", above)
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel | P01        | FRA       | 10000            | 11500
    """

    finding = one(
        money_findings(money_programme(budget=budget, funders=funders)), "transfer_passed"
    )

    assert finding.action.endswith(f": {asked}.")
    assert f"permis sans {asked}." in finding.title


# Rule: 10 % by line. 10 000 € at first, 12 000 € by amendment, 13 150 € asked for now.
# base            | 80 % of the margin | the rule stops at | verdict
# budget initial  | 10 800 €           | 12 000 € (granted) | passed
# budget approuvé | 12 960 €           | 13 200 €           | near
@pytest.mark.parametrize(
    ("base", "near", "passed"),
    (("budget initial", [], ["FRA/Personnel"]), ("budget approuvé", ["FRA/Personnel"], [])),
)
def test_the_threshold_is_a_share_of_the_base_that_the_rule_names(base, near, passed):
    funders = FUNDERS.replace("10 % ; budget initial", f"10 % ; {base}")
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié € | Avenant
        Personnel | P01        | FRA       | 10000            | 12000            | Avenant 1
    """
    expenses = spent(
        "1 | P01 | Personnel | 05/01/2026 | | 06/01/2026 | 13150 | facture | FRA | payé"
    )

    findings = money_findings(money_programme(expenses, budget=budget, funders=funders))

    assert told(findings, "transfer_near") == near
    assert told(findings, "transfer_passed") == passed


def test_a_rule_by_partner_adds_the_lines_of_the_partner():
    budget = """
        Poste       | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel   | P01        | PNA       | 8000             | 9500
        Prestations | P01        | PNA       | 2000             | 2300
        Personnel   | P02        | PNA       | 5000             | 3200
    """

    programme = money_programme(budget=budget)

    uses = {
        use.name: use for use in measure_transfers(open_books(programme), as_of=programme.as_of)
    }
    assert (uses["P01"].base, uses["P01"].reached, uses["P01"].allowed) == (10000, 11800, 12000)
    assert told(money_findings(programme), "transfer_near") == ["PNA/P01"]  # 1 800 of 2 000 €


def test_a_line_with_a_budget_cell_in_doubt_is_not_judged():
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel | P01        | FRA       | 10000            | 15000
        Personnel | P02        | FRA       | 2 000 ou 3 000   |
    """

    findings = money_findings(money_programme(budget=budget))

    assert told(findings, "transfer_near", "transfer_passed") == []


def test_a_rule_that_cannot_be_read_is_told_and_watches_nothing():
    funders = FUNDERS.replace("par poste ; 10 % ; budget initial", "selon règlement")
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel | P01        | FRA       | 10000            | 15000
    """

    findings = money_findings(money_programme(budget=budget, funders=funders))

    assert told(findings, "transfer_rule_unclear") == ["FRA"]
    assert told(findings, "transfer_passed") == []


def test_a_transfer_is_asked_with_the_budget_that_it_starts_from_and_a_reason():
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel | P01        | FRA       | 10000            | 11500
    """
    programme = money_programme(budget=budget)
    funder = next(each for each in programme.funders if each.code == "FRA")

    (asked,) = funder_asks(programme, funder, actions=(), as_of=date(2026, 3, 3))

    words = asked.what.replace("\u00a0", " ").replace("\u202f", " ")
    assert (
        "(10 000 € au budget initial, 11 000 € permis sans accord préalable, 11 500 € prévus)"
        in words
    )
    assert "parce que [à compléter]" in words
