"""« Réglé » is not said of an expense that lacks a piece, whether or not it is asked already."""

from datetime import date

import pytest
from support.money.build import SPENT, money_findings, money_programme, one, told

from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.evidence import lacking_expenses, without_lacking

NIGHT = date(2026, 3, 3)
LINE = "1 | P01 | Achat | 12/01/2026 | | {} | 400 | facture | FRA | payé | {} | {}"


def night(paid: str, *pieces: str):
    drawn = SPENT + LINE.format(paid, *(f"http://d.x/{each}" if each else "" for each in pieces))
    return money_programme(drawn, as_of=NIGHT)


def was_asked():
    """What the night before told: an invoice was missing."""
    return one(money_findings(night("15/01/2026", "", "")), "evidence_missing")


@pytest.mark.parametrize(
    ("paid", "pieces", "is_settled"),
    [
        ("20/02/2026", ("f", "p"), True),
        ("20/02/2026", ("f", ""), False),  # its proof is asked thirty days after, not yet
        ("10/03/2026", ("f", ""), True),  # a payment to come has no proof
        ("", ("f", ""), True),
    ],
)
def test_an_expense_is_settled_once_nothing_of_it_is_missing(paid, pieces, is_settled):
    programme = night(paid, *pieces)
    books = open_books(programme)

    assert not told(money_findings(programme), "evidence_missing")
    assert without_lacking((was_asked(),), books, as_of=NIGHT) == (was_asked(),) * is_settled
    assert lacking_expenses(books, as_of=NIGHT) == (set() if is_settled else {"P01/1"})


def test_what_was_to_be_paid_is_not_settled_by_a_payment_without_its_proof():
    ends = """
        Code | Nom            | Éligibilité début | Éligibilité fin
        FRA  | Fonds régional | 01/09/2025        | 31/03/2026
    """
    unpaid = money_programme(SPENT + LINE.format("", "http://d.x/f", ""), funders=ends, as_of=NIGHT)
    to_pay = one(money_findings(unpaid), "expense_unpaid")
    books = open_books(night("20/02/2026", "f", ""))

    assert without_lacking((to_pay,), books, as_of=NIGHT) == ()
