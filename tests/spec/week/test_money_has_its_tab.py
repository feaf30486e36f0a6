"""« Argent » has every amount; « Tableau de bord » says what is paid of a funder in its row."""

from support.money.build import FUNDERS, money_programme
from support.pilotage.board import Board, board

from relocalisons.core.pilotage.dashboard.money_tab import build_money_tab

BUDGET = """
    Partenaire | Financeur | Poste       | Budget initial € | Budget modifié € | Avenant
    P01        | FRA       | Prestations | 4000             |                  |
    P01        | FRA       | Équipement  | 1000             |                  |
    P02        | FRA       | Prestations | 2000             |                  |
"""
EXPENSES = """
    N° pièce | Partenaire | Poste       | Date facture | Date paiement | Montant HT € | Statut | Financeur(s) et clé %
    1        | P01        | Prestations | 05/01/2026   | 20/01/2026    | 700          | payé   | FRA
    2        | P02        | Prestations | 05/01/2026   |               | 600          | facturé | FRA
"""  # noqa: E501
PROGRAMME = money_programme(EXPENSES, budget=BUDGET, funders=FUNDERS)
TAB = Board(build_money_tab(PROGRAMME, as_of=PROGRAMME.as_of))


def test_the_dashboard_says_what_is_paid_of_a_funder_as_the_tab_counts_it():
    page = board(programme=PROGRAMME, as_of=PROGRAMME.as_of)
    total = TAB.part("Argent par financeur")[0]

    (row, *_) = page.part("Par financeur")

    assert total[:2] == ["FRA", "Total"]
    assert row[1].endswith(f". Payé {total[2]} de {total[4]}")
    assert page.part("Argent par financeur") == []


def test_a_funder_without_a_budget_says_so():
    page = board(programme=money_programme(EXPENSES, funders=FUNDERS), as_of=PROGRAMME.as_of)

    (row, *_) = page.part("Par financeur")

    assert row[1].endswith(". Sans budget")


def test_the_tab_has_a_row_a_budget_line_then_a_row_a_partner():
    by_line, by_partner = TAB.part("Argent par financeur"), TAB.part("Argent par partenaire")

    assert [row[1] for row in by_line] == ["Total", "Prestations", "Équipement"]
    assert [row[:2] for row in by_partner] == [["FRA", "P01"], ["FRA", "P02"]]
    assert len(by_line) - 1 + len(by_partner) == 4


def test_without_any_money_the_tab_says_so():
    empty = money_programme("", funders=FUNDERS)

    assert Board(build_money_tab(empty, as_of=empty.as_of)).rows[-1][0].startswith("Ni dépense")
