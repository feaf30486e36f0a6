"""Rules of one expense: eligibility, double funding, figures, against tables to check by hand."""

from datetime import date

import pytest
from support.money.build import money_findings, money_programme, one, spent, told

from relocalisons.core.kernel.model import Audience

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

    findings = money_findings(money_programme(expenses, as_of=date(2027, 10, 1)))

    assert told(findings, "expense_ineligible") == outside


def test_each_funder_of_a_shared_expense_is_judged_by_its_own_period():
    expenses = spent(
        "1 | P01 | Achat | 10/06/2027 | | 15/07/2027 | 100 | facture | FRA 60 % ; PNA 40 % | payé"
    )

    finding = one(
        money_findings(money_programme(expenses, as_of=date(2027, 8, 1))), "expense_ineligible"
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

    findings = money_findings(money_programme(expenses, as_of=as_of))

    assert told(findings, "expense_unpaid") == told_


@pytest.mark.parametrize(
    ("as_of", "asked"),
    (
        (date(2027, 8, 31), "réglez cette dépense au plus tard le mardi\u00a031\u00a0août"),  # last
        (date(2027, 9, 1), "si cette dépense a été réglée au plus tard le 31\u00a0août\u00a02027"),
    ),
)
def test_nobody_is_asked_to_pay_by_a_day_that_is_past(as_of, asked):
    expenses = spent("1 | P01 | Achat | 10/05/2027 | | | 100 | facture | FRA | facturé")

    finding = one(money_findings(money_programme(expenses, as_of=as_of)), "expense_unpaid")

    assert asked in finding.ask


# ---- double funding --------------------------------------------------------------------------


def test_shares_above_100_percent_are_double_funding_on_one_line():
    expenses = spent(
        "1 | P01 | Achat | 10/01/2026 | | 12/01/2026 | 100 | facture | FRA 60 % ; PNA 40 % | payé",
        "2 | P01 | Achat | 11/01/2026 | | 12/01/2026 | 101 | facture | FRA 60 % ; PNA 50 % | payé",
        "3 | P01 | Achat | 12/01/2026 | | 12/01/2026 | 102 | facture | FRA et PNA | payé",
    )

    findings = money_findings(money_programme(expenses))

    assert told(findings, "double_funding") == ["P01/2"]
    assert "110\u202f%" in one(findings, "double_funding").title
    assert told(findings, "funding_key_unclear") == ["P01/3"]


@pytest.mark.parametrize(
    ("codes", "example"),
    (
        (("FVT", "DEP", "ABC"), ", par exemple « FVT 60 % ; DEP 40 % »."),
        (("FVT",), ", par exemple « FVT 100 % »."),
    ),
)
def test_who_types_no_key_is_shown_one_of_the_programme_s_own_funders(codes, example):
    header = "Code | Nom | Montant € | Taux % | Éligibilité début | Éligibilité fin\n"
    funders = header + "\n".join(
        f"{code} | Fonds {code} | 1000 | 80 % | 01/09/2025 | 31/08/2027" for code in codes
    )
    expenses = spent("1 | P01 | Achat | 12/01/2026 | | 12/01/2026 | 102 | facture | | payé")

    findings = money_findings(money_programme(expenses, funders=funders))

    asked = one(findings, "funding_key_unclear").ask.replace("\u202f", " ").replace("\xa0", " ")
    assert asked.endswith(f"qui finance quelle part{example}")


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

    findings = money_findings(money_programme(header + first, of_p02=header + second))

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
    findings = money_findings(money_programme(FIGURES))

    assert told(findings, "amounts_disagree") == ["P01/2", "P01/3", "P01/4"]
    assert told(findings, "amount_rejected") == ["P01/4", "P01/5", "P01/7"]


def test_no_salary_is_ever_written_in_a_finding():
    findings = money_findings(money_programme(FIGURES))

    for each in findings:
        words = " ".join((each.title, each.action, each.detail, each.ask, each.label))
        assert "345" not in words
        assert "2\u202f000" not in words


# ---- what is left open -----------------------------------------------------------------------


def test_a_line_that_names_no_funder_is_told():
    budget = """
        Poste     | Partenaire | Financeur      | Budget initial €
        Personnel | P01        | Fonds régional | 100
        Personnel | P01        | Fond regionnal | 100
    """

    findings = money_findings(money_programme(budget=budget))

    (unknown,) = told(findings, "funder_unknown")
    assert unknown.startswith("pilotage/budget/~")


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

    findings = money_findings(
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
