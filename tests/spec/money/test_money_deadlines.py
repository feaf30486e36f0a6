"""What money has to do by a day: the forecast, reports and claims, advances to settle."""

from datetime import date

import pytest
from support.money.build import PARTNERS, money_findings, money_programme, one, spent, told

from relocalisons.core.money.words.reports import name_report

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

    assert told(money_findings(programme), "underspending") == told_


# Of 20 000 € noted as paid, what the funder will refund: 9 100 €.
REFUNDED = (
    # pièce | facture  | payée le   | montant | rejeté
    "1 | 05/01/2026 | 06/01/2026 | 9 500   | 400",  # 9 100 € kept
    "2 | 20/12/2025 | 06/01/2026 | 8 000   |",  # invoiced before eligibility
    "3 | 05/01/2026 | 06/01/2026 | 2 500   | 2 500",  # rejected as a whole
)


def test_the_forecast_counts_what_the_funder_will_refund_and_nothing_else():
    header = "N° pièce | Partenaire | Poste | Financeur(s) et clé % | Type | Date facture | Payé le | Montant HT € | Montant rejeté\n"  # noqa: E501
    lines = (f"{drawn[0]} | P01 | Achat | FRA | facture |{drawn[3:]}" for drawn in REFUNDED)
    programme = money_programme(
        header + "\n".join(lines), funders=YEAR, budget=YEAR_BUDGET, as_of=date(2026, 7, 1)
    )

    finding = one(money_findings(programme), "underspending")

    assert "9\u202f100\u00a0€ sur 36\u202f500\u00a0€" in finding.detail


GONE = PARTNERS.replace("Convention signée le", "Convention signée le | Actif").replace(
    "P02  | Légumerie du Plateau  | plateforme   | Luc Blanc | l@x.fr | oui | 10/09/2025",
    "P02  | Légumerie du Plateau  | plateforme   | Luc Blanc | l@x.fr | oui | 10/09/2025 | non",
)
TWO_BUDGETS = """
    Financeur | Partenaire | Poste | Budget initial €
    FRA       | P01        | Achat | 20000
    FRA       | P02        | Achat | {}
"""


@pytest.mark.parametrize(
    ("partners", "budget", "on", "said"),
    (
        (GONE, "4800", date(2026, 7, 1), ["4 100 € de son budget FRA"]),  # 700 € were spent
        (PARTNERS, "4800", date(2026, 7, 1), []),  # it is still there
        (GONE, "700", date(2026, 7, 1), []),
        (GONE, "4800", date(2027, 9, 1), []),  # nobody can spend it any more
        (GONE, "?", date(2026, 7, 1), []),  # what nobody can read is no sum
    ),
)
def test_what_a_partner_that_left_does_not_spend_is_told_while_another_can(
    partners, budget, on, said
):
    programme = money_programme(
        of_p02=spent("1 | P02 | Achat | 05/01/2026 | | 05/01/2026 | 700 | facture | FRA | payé"),
        partners=partners, budget=TWO_BUDGETS.format(budget), as_of=on,
    )  # fmt: skip
    found = [
        each.title.replace("\u202f", " ").replace("\u00a0", " ")
        for each in money_findings(programme)
        if each.kind.value == "budget_left_behind"
    ]

    assert len(found) == len(said)
    assert all(words in title for words, title in zip(said, found, strict=True))


def test_the_forecast_is_the_straight_line_through_what_is_paid():
    expenses = spent("1 | P01 | Achat | 05/01/2026 | | 05/01/2026 | 9100 | facture | FRA | payé")
    programme = money_programme(expenses, funders=YEAR, budget=YEAR_BUDGET, as_of=date(2026, 7, 1))

    finding = one(money_findings(programme), "underspending")

    # 9 100 € in 182 days make 18 250 € in 365: 18 250 € of 36 500 € would be lost.
    assert "18\u202f250\u00a0€ ne seront pas dépensés" in finding.title
    assert "50\u202f%" in finding.title


def test_whose_budget_is_committed_nowhere_is_named_where_a_funder_ends_unspent():
    expenses = spent("1 | P01 | Achat | 05/01/2026 | | 05/01/2026 | 9100 | facture | FRA | payé")
    budget = TWO_BUDGETS.format("4 800")
    programme = money_programme(expenses, funders=YEAR, budget=budget, as_of=date(2026, 7, 1))

    finding = one(money_findings(programme), "underspending")

    said = finding.title.replace("\u202f", " ").replace("\u00a0", " ")
    assert said.endswith(" ; engagés nulle part : P01 (10 900 €) et P02 (4 800 €).")


# ---- reports, claims, advances ---------------------------------------------------------------


def test_reports_and_claims_are_told_a_month_ahead_notes_ten_days_and_balances_two_months():
    schedule = """
        Financeur | Type               | Période du | Période au | Échéance   | Statut  | Envoyé le
        FRA       | intermédiaire      | 01/09/2025 | 28/02/2026 | 02/04/2026 | à faire |
        PNA       | intermédiaire      | 01/09/2025 | 28/02/2026 | 03/04/2026 | à faire |
        FRA       | annuel             | 01/09/2025 | 28/02/2026 | 02/05/2026 | à faire |
        FRA       | bilan intermédiaire | 01/09/2025 | 28/02/2026 | 02/05/2026 | à faire |
        FRA       | bilan final        | 01/09/2025 | 28/02/2026 | 03/05/2026 | à faire |
        FRA       | solde              | 01/09/2025 | 28/02/2026 | 02/05/2026 | à faire |
        FRA       | mensuel            | 01/02/2026 | 28/02/2026 | 13/03/2026 | à faire |
        PNA       | mensuel            | 01/02/2026 | 28/02/2026 | 14/03/2026 | à faire |
        FRA       | demande de paiement | 01/09/2025 | 31/12/2025 | 01/03/2026 | à faire |
        PNA       | demande de paiement | 01/09/2025 | 31/12/2025 | 01/03/2026 | à faire |28/02/2026
        PNA       | final              | 01/09/2025 | 28/02/2026 | 05/03/2026 | envoyé  |
        PNA       | annuel             | 01/09/2025 | 28/02/2026 | 31/02/2026 | à faire |
    """

    findings = money_findings(money_programme(schedule=schedule))

    assert told(findings, "report_due") == [
        "FRA/intermediaire/2026-02-28",
        "FRA/annuel/2026-02-28",
        "FRA/bilan intermediaire/2026-02-28",
        "FRA/mensuel/2026-02-28",
    ]
    assert told(findings, "claim_due") == [
        "FRA/solde/2026-02-28",
        "FRA/demande de paiement/2025-12-31",
    ]
    (late,) = (each for each in findings if each.subject.startswith("FRA/demande"))
    assert "2\u00a0jours de retard" in late.title


def test_a_day_that_has_passed_is_not_kept_because_nobody_can_read_whether_the_paper_left():
    schedule = """
        Financeur | Type    | Période du | Période au | Échéance   | Statut   | Envoyé le
        FRA       | mensuel | 01/12/2025 | 31/12/2025 | 10/01/2026 | envoyé ? |
        PNA       | mensuel | 01/12/2025 | 31/12/2025 | 10/01/2026 | envoyé ? | 09/01/2026
        PNA       | annuel  | 01/02/2026 | 28/02/2026 | 13/03/2026 | envoyé ? |
    """

    findings = money_findings(money_programme(schedule=schedule))

    assert told(findings, "report_due") == []
    assert told(findings, "report_unsure") == ["FRA/mensuel/2025-12-31"]
    title = one(findings, "report_unsure").title.replace("\u00a0", " ")
    assert title.startswith("Note mensuelle, ")
    assert title.endswith("et « envoyé ? » ne dit pas si c’est parti.")


def test_one_paper_has_one_name_however_its_type_is_typed():
    names = {
        typed: name_report(typed, date(2026, 4, 30)).replace("\u00a0", " ")
        for typed in ("mensuel", "Note mensuelle", "note du mois", "intermédiaire", "acompte 1")
    }

    assert names == {
        **dict.fromkeys(
            ("mensuel", "Note mensuelle", "note du mois"), "Note mensuelle d’avril 2026"
        ),
        "intermédiaire": "Rapport intermédiaire",
        "acompte 1": "Acompte 1",
    }


@pytest.mark.parametrize(
    ("as_of", "said"),
    (
        (date(2026, 2, 28), ""),  # 31 days before the last day for evidence
        (date(2026, 3, 1), "sont attendus au plus tard le mardi\u00a031\u00a0mars"),
        (date(2026, 3, 31), "sont attendus au plus tard le mardi\u00a031\u00a0mars"),
        (date(2026, 4, 1), "étaient attendus le 31\u00a0mars\u00a02026"),
    ),
)
def test_what_is_paid_and_not_declared_is_told_around_the_last_day_for_evidence(as_of, said):
    funders = """
        Code | Nom | Éligibilité début | Éligibilité fin | Règle de transfert | Date limite justificatifs
        FRA  | Fonds | 01/09/2025 | 31/12/2025 | libre | 31/03/2026
    """  # noqa: E501
    expenses = spent("1 | P01 | Achat | 05/11/2025 | | 06/11/2025 | 50 | facture | FRA | payé")

    findings = money_findings(money_programme(expenses, funders=funders, as_of=as_of))

    assert told(findings, "claim_due") == (["FRA/justificatifs/2026-03-31"] if said else [])
    if said:
        title = one(findings, "claim_due").title
        assert said in title
        assert "1\u00a0dépense payée n’est dans aucune demande" in title


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

    findings = money_findings(money_programme(advances=advances))

    assert told(findings, "advance_not_repaid") == [
        "P01/FRA/2025-12-02",
        "P02/FRA/2025-11-01",
        "P01/FRA/2025-12-02/2",
    ]
    unsure = next(each for each in findings if each.subject == "P02/FRA/2025-11-01")
    assert "€" not in unsure.title + unsure.ask  # the amount cannot be read: it is not repeated
