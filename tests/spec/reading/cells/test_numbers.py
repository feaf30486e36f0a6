"""What a column of numbers or euros says, cell by cell."""

from decimal import Decimal

import pytest

from relocalisons.core.kernel.model import Cell, Doubt
from relocalisons.core.reading.cells.readers import read_money, read_number


def told(value: object) -> str:
    """The reading of a cell as one line: doubt, then the number or the candidates."""
    reading = read_number(value)
    if reading.value is None:
        candidates = " | ".join(f"{c.normalize():f}" for c in reading.candidates)
        return f"{reading.doubt} {candidates}".strip()
    return f"{reading.doubt} {reading.value.normalize():f}"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1234", "1234"),
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1’234,5", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("12 000,50 €", "12000.5"),
        ("€ 300", "300"),
        ("300 €HT", "300"),
        ("300 € TTC", "300"),
        ("300 euros", "300"),
        ("300 EUR", "300"),
        ("12€50", "12.5"),
        ("12,5 k€", "12500"),
        ("12k", "12000"),
        ("1,2 M€", "1200000"),
        ("3 millions d’euros", "3000000"),
        ("(300)", "-300"),
        ("−300", "-300"),
        ("- 300 €", "-300"),
        ("300-", "-300"),
        ("+300", "300"),
        ("0", "0"),
        ("zéro", "0"),
        ("0,00 €", "0"),
        (",5", "0.5"),
        ("0.234", "0.234"),
        ("12.5", "12.5"),
        ("1234.567", "1234.567"),
        ("1,234", "1.234"),
        ("1,5E+05", "150000"),
        (12, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (Cell(0.5, "0%"), "0.5"),
        (Decimal("12.50"), "12.5"),
    ],
)
def test_one_number_however_it_is_typed(cell: object, number: str):
    assert told(cell) == f"certain {number}"


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("1.234", "ambiguous 1234 | 1.234"),
        ("12.345 €", "ambiguous 12345 | 12.345"),
        ("1 234.567", "ambiguous 1234567 | 1234.567"),
        ("1.234 k€", "ambiguous 1234000 | 1234"),
        ("2 m€", "ambiguous 2000 | 2000000"),
        ("8 à 10", "ambiguous 8 | 10"),
        ("Entre 200 et 500", "ambiguous 200 | 500"),
        ("entre 10k et 12k", "ambiguous 10000 | 12000"),
        ("12 000 + 500", "ambiguous 12000 | 500"),
        ("50 ?", "ambiguous 50"),
        ("50 (à confirmer)", "ambiguous 50"),
        ("> 50", "ambiguous 50"),
        ("50 max", "ambiguous 50"),
        ("3 mois", "ambiguous 3"),
        ("1 500¹", "ambiguous 1500"),
        ("1/2", "ambiguous 0.5"),
        ("50 %", "ambiguous 50 | 0.5"),
    ],
)
def test_nothing_is_chosen_when_two_readings_fit(cell: str, told_as: str):
    assert told(cell) == told_as


@pytest.mark.parametrize(
    "cell", ["~50", "≈ 50", "environ 50", "env. 50", "50 environ", "50 (estimé)"]
)
def test_an_estimate_is_about(cell: str):
    assert told(cell) == "about 50"


def test_a_dozen_is_about_twelve():
    assert told("une douzaine") == "about 12"


@pytest.mark.parametrize(
    "cell", ["", None, "-", "–", "- €", "NC", "néant", "à définir", float("nan")]
)
def test_nothing_is_absent_and_never_zero(cell: object):
    assert told(cell) == "absent"


@pytest.mark.parametrize(
    "cell",
    ["#REF!", "#DIV/0!", "#VALEUR!", "Loading...", "12 34", "1,2,3", "1.23.456", "1" * 25,
     "12,5,3", "1O0", "(5", "--5",
     "$300", "300 CHF", "gratuit", "voir devis n°12", "12:30", "=A1+B1", "9" * 400, True, False,
     1e300,
     float("inf"), Cell(46093, "dd/mm/yyyy"), [], object()],
)  # fmt: skip
def test_what_is_no_number_is_unreadable_and_never_zero(cell: object):
    reading = read_number(cell)

    assert (reading.doubt, reading.value) == (Doubt.UNREADABLE, None)
    assert reading.fix.endswith(".")


def test_a_number_that_became_a_date_is_told_so():
    assert "changé ce nombre en date" in read_number(Cell(46093, "dd/mm/yyyy")).fix


def test_a_percentage_is_no_amount_of_euros():
    assert read_money("50 %").doubt is Doubt.UNREADABLE
    assert read_money("12,5 k€").value == Decimal(12500)
