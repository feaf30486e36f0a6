"""An expense that stands on two lines counts once until somebody says that they are two."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from support.money.build import FUNDERS, money_findings, money_programme, one, told

from relocalisons.core.acts.money_facts import money_facts
from relocalisons.core.kernel.model import Programme
from relocalisons.core.money.amounts import measure_amounts
from relocalisons.core.money.books import open_books
from relocalisons.core.money.explain import Asked, explain_asked
from relocalisons.core.money.outlook import look_ahead
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.pilotage.dashboard.money import money_by_line
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.reports.claims.basis import settled_in
from relocalisons.core.reports.shared.sentences import spending_sentence

HEAD = "N° pièce | Partenaire | Poste | Fournisseur | Libellé | Date facture | Payé le | Montant HT € | Type | Financeur(s) et clé % | Statut | Justificatif | Preuve de paiement\n"  # noqa: E501
LINE = "{} | P01 | Achat | Marchand | {} | 12/01/2026 | {} | 400 | facture | FRA | payé | {} | {}\n"
FIRST = LINE.format("1", "Outils", "15/01/2026", "http://d.x/f", "http://d.x/p")
AGAIN = LINE.format("2", "Outils", "15/01/2026", "http://d.x/g", "")
OTHER = LINE.format("2", "Outils, facture n° 20417", "15/01/2026", "http://d.x/g", "").replace(
    "Marchand", "Bureau Sillon"
)
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FRA       | 10 000
"""
SCHEDULE = """
    Financeur | Type      | Période du | Période au | Échéance   | Statut
    FRA       | acompte 1 | 01/09/2025 | 31/03/2026 | 20/05/2026 | à faire
"""


def programme(*lines: str) -> Programme:
    return money_programme(HEAD + "".join(lines), budget=BUDGET, schedule=SCHEDULE, funders=FUNDERS)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_it_is_paid_once_for_sure_and_twice_at_most_on_her_tab_and_in_papers():
    made = programme(FIRST, AGAIN)
    (line,) = measure_amounts(open_books(made), as_of=made.as_of)
    funder = made.funders[0]
    spending = measure_spending(made, funder, as_of=made.as_of)
    row = next(row for _, row in money_by_line(made, as_of=made.as_of).lines if row[0] == "FRA")

    assert (line.amounts.committed, line.amounts.paid) == (400, 400)
    assert (spending.paid, spending.unsure.more) == (400, 40_000)
    assert "payé de 400 à 800 €" in plain(str(row[3]))
    assert "(jusqu’à 400 € de plus)" in plain(spending_sentence(spending))


def test_the_pace_of_a_grant_counts_it_once_and_the_rest_at_best():
    made = programme(FIRST, AGAIN)
    books = open_books(made)

    ahead = look_ahead(books, books.funders[0], as_of=made.as_of)

    assert ahead is not None
    assert (ahead.paid, ahead.at_most) == (400, 800)


def test_what_makes_an_amount_names_the_line_that_waits():
    made = programme(FIRST, AGAIN)
    said = "\n".join(explain_asked(open_books(made), Asked(stage="paid"), as_of=made.as_of))

    assert "payé : 400,00 €" in plain(said)
    assert "Non compté : 2 (" in plain(said)


@pytest.mark.parametrize(("second", "aid"), [(AGAIN, 400), (OTHER, 800)])
def test_a_claim_to_come_brings_it_once(second, aid):
    money = money_facts(programme(FIRST, second))

    assert money.unclaimed_of("FRA", claim="acompte 1/2026-03-31") == Decimal(aid)


def test_one_of_the_lines_is_to_be_struck_and_no_piece_is_asked_for_it():
    found = money_findings(programme(FIRST, AGAIN))

    assert not told(found, "evidence_missing")
    double = one(found, "double_funding")
    assert plain(double.action).endswith("D’ici là, elle est comptée une fois.")
    assert "retirer 2 (même facture que 1)" in plain(double.action)


def test_lines_that_she_found_to_be_two_count_twice_everywhere_and_their_pieces_are_asked():
    told_of = one(money_findings(programme(FIRST, AGAIN)), "double_funding")
    word = understand_finding("sans objet", read_on=date(2026, 4, 1))
    made = replace(programme(FIRST, AGAIN), settled=settled_in({told_of.key: word}))
    (line,) = measure_amounts(open_books(made), as_of=made.as_of)
    spending = measure_spending(made, made.funders[0], as_of=made.as_of)
    found = money_findings(made)

    assert (line.amounts.paid, line.holes) == (800, 0)
    assert (spending.paid, spending.left_out) == (800, 0)
    assert money_facts(made).unclaimed_of("FRA", claim="acompte 1/2026-03-31") == Decimal(800)
    assert one(found, "evidence_missing").subject == "P01/2"
    assert one(found, "double_funding").key == told_of.key  # her word stays on it


def test_two_invoices_count_twice_and_their_pieces_are_asked():
    made = programme(FIRST, OTHER)
    found = money_findings(made)
    (line,) = measure_amounts(open_books(made), as_of=made.as_of)

    assert line.amounts.paid == 800
    assert line.unsure.more == 0
    assert told(found, "evidence_missing") == ["P01/2"]
    assert not told(found, "double_funding")


def test_what_its_funder_retained_whole_counts_though_it_looks_like_another():
    columns = HEAD.rstrip("\n") + " | Déclaré dans | Montant déclaré | Montant retenu\n"
    kept = [f"{line.rstrip()} | D1 | 400 | 400\n" for line in (FIRST, AGAIN)]
    made = money_programme(columns + "".join(kept), budget=BUDGET, funders=FUNDERS)
    (line,) = measure_amounts(open_books(made), as_of=made.as_of)

    assert (line.amounts.paid, line.unsure.more) == (800, 0)
