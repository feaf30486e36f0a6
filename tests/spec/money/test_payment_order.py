"""A payment that comes before its invoice is a wrong date, or a deposit without its invoice."""

import pytest
from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.money.books import open_books
from relocalisons.core.money.findings.payment_order import find_payment_order

HEADER = "N° pièce | Partenaire | Poste | Type | Montant HT € | Date facture | Payé le | Statut\n"


def found(line: str) -> list[str]:
    programme = understood(night(pilotage(tab("Dépenses", HEADER + line))))
    return [each.subject for each in find_payment_order(open_books(programme))]


@pytest.mark.parametrize(("kind", "invoiced", "paid", "said"), [
    ("facture", "18/12/2025", "04/12/2025", True),
    ("facture", "18/12/2025", "18/12/2025", False),
    ("facture", "18/12/2025", "", False),
    ("facture", "décembre 2025", "04/12/2025", False),  # may have been invoiced on the 1st
    ("facture", "décembre 2025", "28/11/2025", True),
    ("facture", "30/02/2026", "04/12/2025", False),     # unreadable: told as a cell
    ("salaire", "31/12/2025", "28/12/2025", False),     # a pay slip is no invoice
    ("", "18/12/2025", "04/12/2025", True),
])  # fmt: skip
def test_only_two_readable_dates_contradict_each_other(kind, invoiced, paid, said):
    subjects = found(f"P01-25-001 | P01 | Études | {kind} | 100 | {invoiced} | {paid} | payé")

    assert bool(subjects) is said


def test_a_rejected_expense_is_left_alone():
    line = "P01-25-001 | P01 | Études | facture | 100 | 18/12/2025 | 04/12/2025 | rejeté"

    assert found(line) == []
