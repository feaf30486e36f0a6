"""The check of a month's papers finds a contradiction, and no other thing."""

import pytest
from support.papers.agreement import (
    cells_that_differ,
    counts_that_differ,
    dates_that_differ,
    deliverables_said_done,
    lists_that_do_not_count,
    parts_that_do_not_add_up,
    rests_without_a_place,
    slips_of_words,
    states_against_their_gap,
    totals_that_do_not_add_up,
)

ROW = "| A1.2 | Former | {due} | {forecast} | +9 j | ■ Glisse |"


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("4 manquent (L1, L2, L3 et L4).", False),
        ("4 manquent (L1, L2 et 2 autres).", False),
        ("4 manquent (L1, L2 et 3 autres).", True),
        ("2 contrats sont courts (C-2025-01).", True),
        ("4 en retard, jusqu’à 34 jours (A6.14 et A5.7).", False),  # days are not counted by names
        ("écrire « 15 % des frais » (P17-25-003 et P22-25-003)", False),
    ],
)
def test_a_count_is_held_against_its_list(said, is_wrong):
    assert bool(list(lists_that_do_not_count({"note": said}))) == is_wrong


@pytest.mark.parametrize(
    ("due", "forecast", "is_wrong"),
    [
        ("18/02/2026 (réf.)", "29/09/2026", False),
        ("29/09/2026 (réf. 18/02/2026)", "29/09/2026", True),
        ("18/02/2026", "sans nouvelle date", True),
    ],
)
def test_an_action_has_one_date_in_all_papers(due, forecast, is_wrong):
    papers = {
        "dossier": ROW.format(due="18/02/2026", forecast="29/09/2026"),
        "rapport": ROW.format(due=due, forecast=forecast),
    }
    assert bool(list(dates_that_differ(papers))) == is_wrong


@pytest.mark.parametrize(
    ("one", "two", "is_wrong"),
    [
        ("30 actions sont en retard, 6 autres", "30 actions en retard, dont 23", False),
        ("30 actions sont en retard", "36 actions en retard", True),
        ("7 livrables manquent sur 29", "7 manquants ; 3 manquent désormais", False),
        ("21 des 29 livrables attendus", "20 sur 29, échus à cette date", True),
        ("22 partenaires actifs sur 23 · x", "22 partenaires · x", True),
        ("22 725,01 € payés sur 90 € de budget", "22 031 € payés sur 90 € de budget", True),
        ("3 décisions à prendre et un relevé", "3 décisions à prendre", False),
    ],
)
def test_one_subject_has_one_count(one, two, is_wrong):
    assert bool(list(counts_that_differ({"dossier": one, "diapositives": two}))) == is_wrong


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ("L27 est déjà remis.", True),
        ("2 livrables validés (L02 et L27).", True),
        ("L27 est dans le Drive (statut au plan : « à produire »).", False),
        ("L27 manque ; L02 est validé.", False),
    ],
)
def test_what_the_plan_calls_to_be_made_is_never_called_done(said, is_wrong):
    found = deliverables_said_done({"dossier": said}, to_come=frozenset({"L27"}))
    assert bool(list(found)) == is_wrong


@pytest.mark.parametrize(("total", "is_wrong"), [("30,50 €", False), ("30,40 €", True)])
def test_a_total_is_the_sum_of_its_rows(total, is_wrong):
    table = f"| Poste | Payé |\n|---|---|\n| A | 10,25 € |\n| B | 20,25 € |\n| Total | {total} |\n"
    assert bool(list(totals_that_do_not_add_up({"rapport": table}))) == is_wrong


BOARD = "| Contrat | Livré |\n|---|---|\n| C-2025-01 Carottes de plein champ | {} |"
SHEET = "| Contrat | Surface | Livré |\n|---|---|---|\n| C-2025-01 Carottes | 1 ha | 6,26 t |"


@pytest.mark.parametrize(("delivered", "is_wrong"), [("6,26 t", False), ("–", True)])
def test_a_contract_has_one_figure_under_one_heading_whatever_the_table(delivered, is_wrong):
    papers = {
        "fiche": SHEET,
        "dossier": BOARD.format(delivered),
    }
    assert bool(list(cells_that_differ(papers))) == is_wrong


@pytest.mark.parametrize(
    ("check", "said", "is_wrong"),
    [
        (parts_that_do_not_add_up, "9,5 t livrées, dont 4 t en cours et 5,5 t closes.", False),
        (parts_that_do_not_add_up, "9,5 t livrées, dont 4 t en cours et 5 t closes.", True),
        (parts_that_do_not_add_up, "20 € payés, dont 21 € éligibles.", True),
        (parts_that_do_not_add_up, "5 actions suivies : 2 en retard (dont 9), 3 finies.", False),
        (parts_that_do_not_add_up, "5 actions suivies : 2 en retard et 2 finies.", True),
        (rests_without_a_place, "5 autres publications.", True),
        (rests_without_a_place, "5 autres publications dans l’annexe XLSX.", False),
        (slips_of_words, "A4.6 et A4.9 et 9 autres", True),
        (slips_of_words, "A4.6, A4.9 et 9 autres", False),
        (slips_of_words, "Quorum : 12 membres", True),
        (slips_of_words, "Quorum requis : 12 membres", False),
        (states_against_their_gap, "| A2.20 | +55 j | ● Dans les délais |", True),
        (states_against_their_gap, "| A2.20 | +55 j | ▲ Glisse |", False),
    ],
)
def test_what_a_reader_struck_out_is_found(check, said, is_wrong):
    assert bool(list(check({"note": said}))) == is_wrong
