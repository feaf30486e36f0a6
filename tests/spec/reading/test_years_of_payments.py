"""« courant janvier »: a payment without its year is not read a year before its invoice."""

from datetime import date

import pytest

from relocalisons.core.kernel.model import DateInterval, Reading
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import EXPENSES

HEADERS = ["N° pièce", "Poste", "Date facture", "Payé le", "Montant HT €", "Type"]
YEAR_OF_THE_COLUMN = [
    [str(at), "Achat", f"0{at}/02/2026", f"1{at}/03/2026", 100, "facture"] for at in range(1, 6)
]


def paid(invoiced: str | None, typed: str) -> Reading[DateInterval]:
    rows = [*YEAR_OF_THE_COLUMN, ["9", "Achat", invoiced, typed, 100, "facture"]]
    reading = read_table([HEADERS, *rows], EXPENSES, read_on=date(2026, 12, 20))
    return reading.readings[max(reading.readings)]["paid_on"]


def told(reading: Reading[DateInterval]) -> str:
    days = (reading.value,) if reading.value else reading.candidates
    return " ".join([reading.doubt.value, *(f"{day.latest:%d/%m/%Y}" for day in days)])


@pytest.mark.parametrize(
    ("invoiced", "typed", "said"),
    [
        ("12/12/2026", "courant janvier", "about 31/01/2027"),
        ("12/12/2026", "15/01", "about 15/01/2027"),
        ("décembre 2026", "début février", "about 10/02/2027"),
        ("10/02/2027", "mars", "about 31/03/2027"),
        # In the year of the column, after its invoice or so little before that it is a deposit.
        ("12/01/2026", "courant janvier", "about 31/01/2026"),
        ("01/03/2026", "courant janvier", "about 31/01/2026"),
        # Half a year before or after: nobody can tell.
        ("01/07/2026", "courant janvier", "ambiguous 31/01/2026 31/01/2027"),
        # The year was typed, wrong as it may be; nothing is known of the invoice.
        ("12/12/2026", "15/01/2026", "certain 15/01/2026"),
        ("12/12/2026", "janvier 2026", "about 31/01/2026"),
        (None, "courant janvier", "about 31/01/2026"),
        ("courant décembre", "courant janvier", "about 31/01/2026"),
    ],
)
def test_a_payment_without_its_year_follows_the_invoice_of_its_line(invoiced, typed, said):
    assert told(paid(invoiced, typed)) == said


def test_what_is_taken_is_said_with_its_reason():
    fix = paid("12/12/2026", "courant janvier").fix.replace("\u00a0", " ")

    assert fix == (
        "« courant janvier » est lu en 2027, puisque la facture est du 12/12/2026, soit le "
        "31/01/2027 : tapez l’année."
    )
