"""The rules of funders, each against a table that an accountant can check by hand."""

from datetime import date

import pytest
from build_money import FUNDERS, money_programme, one, stewardship, told

from relocalisons.core.model import Audience
from relocalisons.core.money.books import open_books
from relocalisons.core.money.transfer_rule import read_transfer_rule
from relocalisons.core.money.transfers import measure_transfers

SPENT = "N° pièce | Partenaire | Poste | Date facture | Engagé le | Payé le | Montant HT € | Type | Financeur(s) et clé % | Statut | Justificatif | Preuve de paiement\n"  # noqa: E501


def spent(*lines: str) -> str:
    """« Dépenses » of invoices in order but for what a line shows."""
    return SPENT + "\n".join(f"{line} | http://d.x/f | http://d.x/p" for line in lines)


# ---- transfer rules ---------------------------------------------------------------------------


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

    findings = stewardship(money_programme(expenses, budget=budget))

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
    assert told(stewardship(programme), "transfer_near") == ["PNA/P01"]  # 1 800 of 2 000 €


def test_a_line_with_a_budget_cell_in_doubt_is_not_judged():
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel | P01        | FRA       | 10000            | 15000
        Personnel | P02        | FRA       | 2 000 ou 3 000   |
    """

    findings = stewardship(money_programme(budget=budget))

    assert told(findings, "transfer_near", "transfer_passed") == []


def test_a_rule_that_cannot_be_read_is_told_and_watches_nothing():
    funders = FUNDERS.replace("par poste ; 10 % ; budget initial", "selon règlement")
    budget = """
        Poste     | Partenaire | Financeur | Budget initial € | Budget modifié €
        Personnel | P01        | FRA       | 10000            | 15000
    """

    findings = stewardship(money_programme(budget=budget, funders=funders))

    assert told(findings, "transfer_rule_unclear") == ["FRA"]
    assert told(findings, "transfer_passed") == []


# ---- eligibility: from 1 September 2025 to 31 August 2027 (FRA), 30 June 2027 (PNA) --------------


@pytest.mark.parametrize(
    ("invoiced", "paid", "outside"),
    (
        ("31/08/2025", "05/09/2025", ["P01/1/FRA"]),
        ("01/09/2025", "01/09/2025", []),
        ("01/08/2027", "31/08/2027", []),
        ("01/08/2027", "01/09/2027", ["P01/1/FRA"]),
        ("31/02/2026", "05/09/2026", []),  # an impossible day judges nothing
        ("", "", []),
    ),
)
def test_an_expense_is_eligible_when_invoiced_and_paid_inside_the_period(invoiced, paid, outside):
    expenses = spent(f"1 | P01 | Achat | {invoiced} | | {paid} | 100 | facture | FRA | payé")

    findings = stewardship(money_programme(expenses, as_of=date(2027, 10, 1)))

    assert told(findings, "expense_ineligible") == outside


def test_each_funder_of_a_shared_expense_is_judged_by_its_own_period():
    expenses = spent(
        "1 | P01 | Achat | 10/06/2027 | | 15/07/2027 | 100 | facture | FRA 60 % ; PNA 40 % | payé"
    )

    finding = one(
        stewardship(money_programme(expenses, as_of=date(2027, 8, 1))), "expense_ineligible"
    )

    assert finding.subject == "P01/1/PNA"
    assert "payée le 15\u00a0juillet\u00a02027" in finding.title
    assert finding.ask
    assert finding.audience is Audience.PARTNER


@pytest.mark.parametrize(
    ("as_of", "status", "paid", "told_"),
    (
        (date(2027, 6, 1), "facturé", "", []),  # 91 days before the end
        (date(2027, 6, 2), "facturé", "", ["P01/1/FRA"]),  # 90 days
        (date(2027, 9, 15), "facturé", "", ["P01/1/FRA"]),  # past it
        (date(2027, 6, 2), "payé", "01/06/2027", []),
        (date(2027, 6, 2), "payé", "31/06/2027", []),  # a doubt is no « unpaid »
        (date(2027, 6, 2), "prévu", "", []),
        (date(2027, 6, 2), "rejeté", "", []),
    ),
)
def test_what_is_not_paid_near_the_end_of_eligibility_is_asked_for(as_of, status, paid, told_):
    expenses = spent(f"1 | P01 | Achat | 10/05/2027 | | {paid} | 100 | facture | FRA | {status}")

    findings = stewardship(money_programme(expenses, as_of=as_of))

    assert told(findings, "expense_unpaid") == told_


# ---- double funding --------------------------------------------------------------------------


def test_shares_above_100_percent_are_double_funding_on_one_line():
    expenses = spent(
        "1 | P01 | Achat | 10/01/2026 | | 12/01/2026 | 100 | facture | FRA 60 % ; PNA 40 % | payé",
        "2 | P01 | Achat | 11/01/2026 | | 12/01/2026 | 101 | facture | FRA 60 % ; PNA 50 % | payé",
        "3 | P01 | Achat | 12/01/2026 | | 12/01/2026 | 102 | facture | FRA et PNA | payé",
    )

    findings = stewardship(money_programme(expenses))

    assert told(findings, "double_funding") == ["P01/2"]
    assert "110\u202f%" in one(findings, "double_funding").title
    assert told(findings, "funding_key_unclear") == ["P01/3"]


def test_one_invoice_on_two_lines_may_be_shared_but_not_beyond_100_percent():
    header = "N° pièce | Partenaire | Poste | Fournisseur | Date facture | Montant HT € | Type | Financeur(s) et clé %\n"  # noqa: E501
    first = """
        1 | P01 | Achat | Bureau Sillon | 10/01/2026 | 500 | facture | FRA 60 %
        2 | P01 | Achat | Atelier Vert  | 10/01/2026 | 300 | facture | FRA 60 %
        3 | P01 | Achat | Marchand      | 10/01/2026 | 90  | facture | FRA 100 %
        4 | P01 | Achat | Marchand      | 11/01/2026 | 90  | facture | FRA 100 %
    """
    second = """
        7 | P02 | Achat | BUREAU SILLON | 10/01/2026 | 500 | facture | PNA 50 %
        8 | P02 | Achat | Atelier vert  | 10/01/2026 | 300 | facture | PNA 40 %
    """

    findings = stewardship(money_programme(header + first, of_p02=header + second))

    finding = one(findings, "double_funding")
    assert finding.subject == "P01/1+P02/7"  # 60 % + 50 %; 60 % + 40 % is a fair sharing
    assert finding.partner is None
    assert finding.audience is Audience.COORDINATION


# ---- figures of one line ---------------------------------------------------------------------

FIGURES = """
    N° pièce | Partenaire | Poste | Montant HT € | TVA € | TTC €  | Montant déclaré | Montant retenu | Montant rejeté | Financeur(s) et clé % | Type
    1        | P01        | Achat | 100,00       | 20,00 | 120,00 | 100,00          | 100,00         |                | FRA                   | facture
    2        | P01        | Achat | 100,00       | 20,00 | 125,00 |                 |                |                | FRA                   | facture
    3        | P01        | Achat | 100,00       | 5,50  | 105,50 | 106,00          |                |                | FRA                   | facture
    4        | P01        | Achat | 100,00       |       |        | 100,00          | 80,00          | 10,00          | FRA                   | facture
    5        | P01        | Achat | 100,00       |       |        | 100,00          | 80,00          |                | FRA                   | facture
    6        | P01        | Achat | 100,00       |       |        | 100,00          | 80 ou 90       |                | FRA                   | facture
    7        | P01        | Paie  | 2 345,67     |       |        | 2 345,67        | 2 000,00       | 345,67         | FRA                   | salaire
"""  # noqa: E501


def test_figures_of_a_line_that_contradict_each_other_are_told():
    findings = stewardship(money_programme(FIGURES))

    assert told(findings, "amounts_disagree") == ["P01/2", "P01/3", "P01/4"]
    assert told(findings, "amount_rejected") == ["P01/4", "P01/5", "P01/7"]


def test_no_salary_is_ever_written_in_a_finding():
    findings = stewardship(money_programme(FIGURES))

    for each in findings:
        words = " ".join((each.title, each.action, each.detail, each.ask, each.label))
        assert "345" not in words
        assert "2\u202f000" not in words


# ---- forecast at the end of a convention: 1 January to 31 December 2026, 365 days ----------------

YEAR = """
    Code | Nom | Éligibilité début | Éligibilité fin | Règle de transfert | Base HT/TTC
    FRA  | Fonds | 01/01/2026 | 31/12/2026 | libre | HT
"""
YEAR_BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FRA       | 36500
"""


@pytest.mark.parametrize(
    ("as_of", "paid", "other", "told_"),
    (
        # 100 € a day are due. On 1 July (182nd day) the line is at 18 200 €.
        (date(2026, 7, 1), "16380", "", []),  # 90 % of the line
        (date(2026, 7, 1), "16379", "", ["FRA"]),
        (date(2026, 7, 1), "16379", "1 | facture | ?", []),  # the doubt may be enough
        (date(2026, 7, 1), "15000", "1 | facture | ?", ["FRA"]),  # it cannot be enough
        (date(2026, 7, 1), "15000", "2 ou 3 | facture | FRA", []),  # nobody knows how much
        (date(2026, 4, 15), "10", "", []),  # before 30 % of the period nothing is said
    ),
)
def test_underspending_is_told_when_even_the_best_reading_falls_short(as_of, paid, other, told_):
    line = "{} | P01 | Achat | 05/01/2026 | | 05/01/2026 | {} | payé"
    lines = [line.format(1, f"{paid} | facture | FRA")]
    if other:
        lines.append(line.format(2, other))
    programme = money_programme(spent(*lines), funders=YEAR, budget=YEAR_BUDGET, as_of=as_of)

    assert told(stewardship(programme), "underspending") == told_


def test_the_forecast_is_the_straight_line_through_what_is_paid():
    expenses = spent("1 | P01 | Achat | 05/01/2026 | | 05/01/2026 | 9100 | facture | FRA | payé")
    programme = money_programme(expenses, funders=YEAR, budget=YEAR_BUDGET, as_of=date(2026, 7, 1))

    finding = one(stewardship(programme), "underspending")

    # 9 100 € in 182 days make 18 250 € in 365: 18 250 € of 36 500 € would be lost.
    assert "18\u202f250\u00a0€ ne seront pas dépensés" in finding.title
    assert "50\u202f%" in finding.title


# ---- reports, claims, advances ---------------------------------------------------------------


def test_reports_and_claims_are_told_a_month_ahead_and_notes_ten_days():
    schedule = """
        Financeur | Type               | Période du | Période au | Échéance   | Statut  | Envoyé le
        FRA       | intermédiaire      | 01/09/2025 | 28/02/2026 | 02/04/2026 | à faire |
        FRA       | annuel             | 01/09/2025 | 28/02/2026 | 03/04/2026 | à faire |
        FRA       | mensuel            | 01/02/2026 | 28/02/2026 | 13/03/2026 | à faire |
        PNA       | mensuel            | 01/02/2026 | 28/02/2026 | 14/03/2026 | à faire |
        FRA       | demande de paiement | 01/09/2025 | 31/12/2025 | 01/03/2026 | à faire |
        PNA       | demande de paiement | 01/09/2025 | 31/12/2025 | 01/03/2026 | à faire |28/02/2026
        PNA       | final              | 01/09/2025 | 28/02/2026 | 05/03/2026 | envoyé  |
        PNA       | annuel             | 01/09/2025 | 28/02/2026 | 31/02/2026 | à faire |
    """

    findings = stewardship(money_programme(schedule=schedule))

    assert told(findings, "report_due") == [
        "FRA/intermediaire/2026-02-28",
        "FRA/mensuel/2026-02-28",
    ]
    assert told(findings, "claim_due") == ["FRA/demande de paiement/2025-12-31"]
    assert "2\u00a0jours de retard" in one(findings, "claim_due").title


def test_what_is_paid_and_not_declared_is_told_before_the_last_day_for_evidence():
    funders = """
        Code | Nom | Éligibilité début | Éligibilité fin | Règle de transfert | Date limite justificatifs
        FRA  | Fonds | 01/09/2025 | 31/12/2025 | libre | 31/03/2026
    """  # noqa: E501
    expenses = spent("1 | P01 | Achat | 05/11/2025 | | 06/11/2025 | 50 | facture | FRA | payé")

    finding = one(stewardship(money_programme(expenses, funders=funders)), "claim_due")

    assert finding.subject == "FRA/justificatifs/2026-03-31"
    assert "1\u00a0dépense payée" in finding.title


def test_an_advance_is_asked_about_after_ninety_days_unless_it_was_settled():
    advances = """
        Partenaire | Financeur | Montant €      | Versée le  | Remboursée le
        P01        | FRA       | 4 000          | 02/12/2025 |
        P01        | PNA       | 4 000          | 04/12/2025 |
        P02        | FRA       | 2 000 ou 3 000 | 01/11/2025 |
        P02        | PNA       | 5 000          | 01/11/2025 | 13/02/2026
        P02        | FRA       | 5 000          | 15/10/2025 | 31/02/2026
        P01        | FRA       | 600            | 02/12/2025 |
    """

    findings = stewardship(money_programme(advances=advances))

    assert told(findings, "advance_not_repaid") == [
        "P01/FRA/2025-12-02",
        "P02/FRA/2025-11-01",
        "P01/FRA/2025-12-02/2",
    ]
    unsure = next(each for each in findings if each.subject == "P02/FRA/2025-11-01")
    assert "€" not in unsure.title + unsure.ask  # the amount cannot be read: it is not repeated


# ---- what is left open -----------------------------------------------------------------------


def test_a_line_that_names_no_funder_is_told():
    budget = """
        Poste     | Partenaire | Financeur      | Budget initial €
        Personnel | P01        | Fonds régional | 100
        Personnel | P01        | Fond regionnal | 100
    """

    findings = stewardship(money_programme(budget=budget))

    assert told(findings, "funder_unknown") == ["pilotage/budget/ligne 3/funder"]


def test_a_vat_status_is_asked_for_only_where_it_changes_a_sum():
    funders = """
        Code | Nom | Éligibilité début | Éligibilité fin | Règle de transfert | Base HT/TTC
        AMA  | Aide | 01/09/2025 | 31/08/2027 | libre | TTC
        FRA  | Fond | 01/09/2025 | 31/08/2027 | libre | HT
    """
    partners = """
        Code | Structure | Type | Référent | E-mail | Récupère la TVA
        P01  | Ville     | c    | Anne     | a@x.fr |
        P02  | Légumerie | c    | Luc      | l@x.fr |
    """
    header = "N° pièce | Partenaire | Poste | Montant HT € | TVA € | TTC € | Type | Financeur(s) et clé %\n"  # noqa: E501
    of_p01 = """
        1 | P01 | Achat | 100 | 20 | 120 | facture | AMA
        2 | P01 | Paie  | 100 |    |     | salaire | AMA
        3 | P01 | Achat | 100 | 0  | 100 | facture | AMA
    """

    findings = stewardship(
        money_programme(
            header + of_p01,
            of_p02=header + "1 | P02 | Achat | 100 | 20 | 120 | facture | FRA",
            funders=funders,
            partners=partners,
        )
    )

    finding = one(findings, "vat_unknown")
    assert finding.subject == "P01"
    assert "1\u00a0dépense compte HT ou TTC (1)" in finding.title
    assert finding.ask
