"""What was paid for a funder is a range where cells keep it open: one definition for every page."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pytest
from support.money.build import money_programme

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import least_percent, most_percent, tonnes, whole_percent
from relocalisons.core.money.amounts import measure_amounts, unattributed
from relocalisons.core.money.books import open_books
from relocalisons.core.money.doubts import Unsure, all_of, unsure_payment
from relocalisons.core.money.spending import measure_spending, spending_within
from relocalisons.core.pilotage.dashboard.money import money_by_line
from relocalisons.core.reports.shared.measures import open_sum, share_at_most, share_paid
from relocalisons.core.reports.shared.sentences import spending_sentence
from relocalisons.core.reports.shared.tiles import spending_tile
from relocalisons.core.views.ranges import Euros

BUDGET = """
    Poste        | Partenaire | Financeur | Budget initial € | Budget modifié € | Avenant
    Prestations  | P01        | FRA       | 2 000,00         |                  |
    Prestations  | P01        | PNA       | 1 000,00         |                  |
"""
HEAD = """
    N° pièce | Partenaire | Poste       | Date facture | Montant HT € | Payé le    | Type    | Financeur(s) et clé % | Statut | Montant déclaré
    1        | P01        | Prestations | 02/02/2026   | 400,00       | 03/02/2026 | facture | FRA 60 % ; PNA 40 %   | payé   |
"""  # noqa: E501
SURE = Decimal("240.00")  # of FRA


def programme(*lines: str) -> Programme:
    drawn = "".join(f"    {number} | P01 | Prestations | {line}\n" for number, line in enumerate(
        lines, start=2
    ))  # fmt: skip
    return money_programme(HEAD.rstrip("\n ") + "\n" + drawn, budget=BUDGET)


def paying(amount: str | int):
    spending = spending_of(programme())
    (line,) = spending.lines
    return replace(spending, lines=(replace(line, paid_amount=Decimal(amount)),))


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def spending_of(made: Programme, code: str = "FRA"):
    funder = next(one for one in made.funders if one.code == code)
    return measure_spending(made, funder, as_of=made.as_of)


@pytest.mark.parametrize(
    ("line", "figure", "cells"),
    (
        ("02/02/2026 | 90,00 | 03/02/2026 | facture | FRA 100 % | payé |", "330 €", 0),
        # A day of payment that nobody can read: nothing, or the funder's share.
        ("02/02/2026 | 100,00 | 31/02/2026 | facture | FRA 60 % ; PNA 40 % | payé |",
         "de 240 à 300 €", 1),
        # A key that nobody can read: nothing, or the whole.
        ("02/02/2026 | 70,00 | 03/02/2026 | facture | qui peut ? | payé |", "de 240 à 310 €", 1),
        # An amount that may be anything has no end.
        ("02/02/2026 | #REF! | 03/02/2026 | facture | FRA 100 % | payé |", "au moins 240 €", 1),
        # Two cells of one line.
        ("02/02/2026 | 100,00 | 31/02/2026 | facture | qui peut ? | payé |", "de 240 à 340 €", 2),
        # Of another funder, or not paid for sure: whatever stands there changes nothing.
        ("02/02/2026 | #REF! | 03/02/2026 | facture | PNA 100 % | payé |", "240 €", 0),
        ("02/02/2026 | #REF! |            | facture | FRA 100 % | facturé |", "240 €", 0),
        # The answer of a funder in doubt is no doubt about what was paid.
        ("02/02/2026 | 90,00 | 03/02/2026 | facture | FRA 100 % | payé | #N/A", "330 €", 0),
    ),
)  # fmt: skip
def test_a_cell_in_doubt_opens_what_was_paid_by_what_it_may_be_worth(line, figure, cells):
    spending = spending_of(programme(line))

    paid = open_sum(spending.paid, spending.unsure)

    assert plain(paid.figure) == figure
    assert (spending.unsure.cells if paid.is_open else 0) == cells


LINES = (
    "02/02/2026 | 100,00 | 31/02/2026 | facture | FRA 60 % ; PNA 40 % | payé |",
    "02/02/2026 | 70,00 | 03/02/2026 | facture | qui peut ? | payé |",
    "02/02/2026 | 90,00 | 03/02/2026 | facture | FRA 100 % | payé | #N/A",
)


@pytest.mark.parametrize("code", ("FRA", "PNA"))
def test_tab_and_papers_count_by_the_same_range(code):
    made = programme(*LINES)
    spending, books = spending_of(made, code), open_books(made)
    mine = [line for line in measure_amounts(books, as_of=made.as_of) if line.funder == code]

    lost = [unsure_payment(books, one, code, as_of=made.as_of) for one in unattributed(books)]
    of_tab = all_of((*lost, *(line.unsure for line in mine)))

    assert sum(line.amounts.paid for line in mine) == spending.paid
    assert (of_tab.more, of_tab.cells) == (spending.unsure.more, spending.unsure.cells)


@pytest.mark.parametrize(
    ("line", "others"),
    (
        # The day of the invoice cannot be read, and it is not paid: ordered, perhaps invoiced.
        ("31/02/2026 | 100,00 |            | facture | FRA 100 % | facturé |",
         "engagé de 240 à 340 € (1 cellule à lever), facturé de 240 à 340 € (1 cellule à lever)"),
        # A day of payment in doubt leaves all of it out, also what it was surely invoiced.
        ("02/02/2026 | 100,00 | 31/02/2026 | facture | FRA 100 % | payé |",
         "engagé de 240 à 340 € (1 cellule à lever), facturé de 240 à 340 € (1 cellule à lever)"),
        # What was declared, in doubt; and declared for sure, whatever is in doubt of its payment.
        ("02/02/2026 | 90,00 | 03/02/2026 | facture | FRA 100 % | payé | #N/A",
         "engagé 330 €, facturé 330 €, déclaré au moins 0 € (1 cellule à lever)"),
        ("02/02/2026 | 90,00 | 31/02/2026 | facture | FRA 100 % | payé | 80,00",
         "engagé de 240 à 330 € (1 cellule à lever), facturé de 240 à 330 € (1 cellule à lever), "
         "déclaré 80 €"),
        # Sure, or of another funder.
        ("02/02/2026 | 90,00 | 03/02/2026 | facture | FRA 100 % | payé | 80,00",
         "engagé 330 €, facturé 330 €, déclaré 80 €"),
        ("31/02/2026 | 90,00 |            | facture | PNA 100 % | facturé | 80,00",
         "engagé 240 €, facturé 240 €"),
    ),
)  # fmt: skip
def test_each_amount_of_her_tab_is_open_by_the_cells_that_may_raise_it(line, others):
    made = programme(line)
    total = next(row for _, row in money_by_line(made, as_of=made.as_of).lines if row[0] == "FRA")

    assert plain(str(total[3])).partition(", ")[2].removeprefix("1 cellule à lever), ") == others


def test_her_tab_says_the_range_and_what_goes_out_what_is_sure_then_the_rest():
    made = programme(*LINES)
    spending = spending_of(made)
    total = next(row for _, row in money_by_line(made, as_of=made.as_of).lines if row[0] == "FRA")

    assert plain(str(total[2])) == "16 à 23 %"
    assert "payé de 330 à 460 € (2 cellules à lever)" in plain(str(total[3]))
    assert "2 dépenses n’ont pas pu être comptées (jusqu’à 130 € de plus)" in plain(
        spending_sentence(spending)
    )
    assert plain(spending_tile(spending).target).startswith(
        "16 % du budget (jusqu’à 130 € de plus)"
    )


@pytest.mark.parametrize(
    ("paid", "more", "gap"),
    (
        # 330 and 460 of 2,000: 16.5 and 23 %; a quarter of the time has gone.
        (330, 13_000, "−9 à −2 points"),
        (330, 0, "−8 points, soit −34 %"),
        (330, None, "−9 points au pire"),
    ),
)
def test_the_gap_of_a_tile_is_between_the_figures_that_it_prints(paid, more, gap):
    spending = replace(paying(paid), unsure=Unsure(more=more, cells=1), time_share=Decimal("0.25"))
    assert plain(spending_tile(spending).gap) == gap


@pytest.mark.parametrize(("paid", "value"), (("0.50", "1 €"), ("2.50", "3 €"), ("3.49", "3 €")))
def test_a_tile_rounds_euros_halves_up(paid, value):
    spending = paying(paid)
    assert plain(spending_tile(spending).value) == value


@pytest.mark.parametrize(
    ("more", "figure", "said", "beside", "share"),
    (
        ("0", "12 400 €", "12 400 €", "", "50 %"),
        ("2700", "de 12 400 à 15 100 €", "de 12 400 à 15 100 € (3 cellules à lever)",
         "jusqu’à 2 700 € de plus", "50 à 61 %"),
        ("1", "de 12 400 à 12 401 €", "de 12 400 à 12 401 € (3 cellules à lever)",
         "jusqu’à 1 € de plus", "50 à 51 %"),  # each bound on the side where it holds
        (None, "au moins 12 400 €", "au moins 12 400 € (3 cellules à lever)",
         "montant illisible", "au moins 50 %"),
    ),
)  # fmt: skip
def test_a_sum_is_said_one_way(more, figure, said, beside, share):
    euros = Euros(sure=Decimal(12400), more=None if more is None else Decimal(more), cells=3)

    assert plain(euros.figure) == figure
    assert plain(euros.said) == said
    assert plain(euros.beside) == beside
    assert plain(euros.share_of(Decimal(24800))) == share


@pytest.mark.parametrize(("end", "paid"), [(date(2026, 2, 28), "330"), (date(2026, 2, 4), "240")])
def test_a_report_of_a_period_counts_what_was_paid_in_it_alone(end, paid):
    made = programme("02/02/2026 | 90,00 | 05/02/2026 | facture | FRA 100 % | payé |")
    funder = next(one for one in made.funders if one.code == "FRA")
    spending = measure_spending(made, funder, as_of=made.as_of)

    within = spending_within(spending, funder, start=date(2026, 2, 1), end=end)

    assert (within.paid, within.budget) == (Decimal(paid), spending.budget)
    # Its payments are held against the time of its last day, not of the day of the data.
    at_end = measure_spending(made, funder, as_of=end)
    assert within.time_share == at_end.time_share


# A bound is rounded to the side on which it holds: « au plus » up, « au moins » down.


@pytest.mark.parametrize(
    ("share", "least", "about", "most"),
    (("0.2201", 22, 22, 23), ("0.2299", 22, 23, 23), ("0.225", 22, 23, 23), ("0.22", 22, 22, 22),
     ("0", 0, 0, 0), ("0.0004", 0, 0, 1), ("0.9996", 99, 100, 100), ("1", 100, 100, 100)),
)  # fmt: skip
def test_a_share_is_rounded_by_what_is_said_of_it(share, least, about, most):
    one = Decimal(share)

    assert (least_percent(one), whole_percent(one), most_percent(one)) == (least, about, most)


@pytest.mark.parametrize(
    ("sure", "more", "said", "at_most"),
    (
        ("2201", "0", "22 %", "au plus 23 %"),
        ("2299", "0", "23 %", "au plus 23 %"),
        ("2299", "100", "22 à 24 %", "au plus 24 %"),
        ("2299", None, "au moins 22 %", "part à préciser"),
        ("2200", "0", "22 %", "au plus 22 %"),
    ),
)
def test_a_share_of_a_budget_holds_on_both_sides(sure, more, said, at_most):
    paid = Euros(sure=Decimal(sure), more=None if more is None else Decimal(more), cells=1)

    assert plain(paid.share_of(Decimal(10000))) == said
    assert plain(share_at_most(paid, Decimal(10000))) == at_most


@pytest.mark.parametrize(
    ("budget", "line", "said"),
    (
        ("10 000", "299,00 | 03/02/2026", "23 %"),  # nothing in doubt: halves up
        ("10 000", "299,00 | 31/02/2026", "20 %"),  # perhaps 299 € more, said beside
        ("10 000", "#REF! | 03/02/2026", "au moins 20 %"),
        ("8 000 ou 9 000", "299,00 | 03/02/2026", "part à préciser"),
    ),
)
def test_the_share_in_a_note_is_the_low_end_of_that_on_her_tab(budget, line, said):
    programme = money_programme(
        f"""
        N° pièce | Partenaire | Poste | Montant HT € | Payé le    | Financeur(s) et clé %
        1        | P01        | Achat | 2 000,00     | 03/02/2026 | FRA 100 %
        2        | P01        | Achat | {line}                    | FRA 100 %
        """,
        budget=f"""
        Poste | Partenaire | Financeur | Budget initial €
        Achat | P01        | FRA       | {budget}
        """,
    )
    funder = next(one for one in programme.funders if one.code == "FRA")

    assert plain(share_paid(measure_spending(programme, funder, as_of=programme.as_of))) == said


@pytest.mark.parametrize(
    ("kilograms", "least", "about", "most"),
    (
        ("12346", "12,34 t", "12,35 t", "12,35 t"),
        ("12341", "12,34 t", "12,34 t", "12,35 t"),
        ("12340", "12,34 t", "12,34 t", "12,34 t"),
        ("849.996", "849,99 kg", "850 kg", "850 kg"),
    ),
)
def test_a_weight_is_rounded_by_what_is_said_of_it(kilograms, least, about, most):
    one = Decimal(kilograms)

    assert plain(tonnes(one, ROUND_FLOOR)) == least
    assert plain(tonnes(one)) == about
    assert plain(tonnes(one, ROUND_CEILING)) == most
