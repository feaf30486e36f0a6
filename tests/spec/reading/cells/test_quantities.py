"""What a column of quantities says: amounts with their unit, ranges, surfaces, hours."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from relocalisons.core.kernel.model import Cell, Doubt, Quantity, QuantityRange
from relocalisons.core.reading.cells.numbers.units import convert
from relocalisons.core.reading.cells.readers import read_quantity


def one(value: object) -> str:
    """A quantity or a range in short."""
    if isinstance(value, QuantityRange):
        return f"{value.low.normalize():f}..{value.high.normalize():f} {value.unit}"
    assert isinstance(value, Quantity)
    return f"{value.amount.normalize():f} {value.unit}"


def told(cell: object) -> str:
    """The reading of a cell as one line: doubt, then the quantity or the candidates."""
    reading = read_quantity(cell)
    if reading.value is None:
        return f"{reading.doubt} {' | '.join(map(one, reading.candidates))}".strip()
    return f"{reading.doubt} {one(reading.value)}"


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("12 t", "12 t"),
        ("12T", "12 t"),
        ("12 tonnes", "12 t"),
        ("une tonne", "1 t"),
        ("12 000kg", "12000 kg"),
        ("12\u202f000\u00a0Kg", "12000 kg"),
        ("15q", "15 q"),
        ("15 quintaux", "15 q"),
        ("300 caisses", "300 caisse"),
        ("500 bottes", "500 botte"),
        ("2 palettes", "2 palette"),
        ("1,5 t", "1.5 t"),
        ("(2 t)", "-2 t"),
        ("-2 t", "-2 t"),
        ("0 kg", "0 kg"),
        ("zéro", "0 None"),
        ("12 mn", "12 min"),
        ("12", "12 None"),
        (12.5, "12.5 None"),
        (Cell(12, '0.0" t"'), "12 t"),
    ],
)
def test_an_amount_keeps_its_unit(cell: object, quantity: str):
    assert told(cell) == f"certain {quantity}"


@pytest.mark.parametrize("cell", ["0,5 ha", "50 ares", "50 a", "5000m2", "5 000 m²", "0.5 hectare"])
def test_a_surface_is_in_hectares(cell: str):
    assert told(cell) == "certain 0.5 ha"


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [
        ("7h30", "7.5 h"),
        ("7 h", "7 h"),
        ("7:30", "7.5 h"),
        (Cell(0.3125, "[h]:mm"), "7.5 h"),
        (time(7, 30), "7.5 h"),
        (timedelta(hours=36), "36 h"),
        ("2 j", "2 jour"),
        ("½ journée", "0.5 jour"),
        ("1/2 j", "0.5 jour"),
        ("une demi-journée", "0.5 jour"),
        ("3 demi-journées", "1.5 jour"),
    ],
)
def test_time_spent_is_in_hours_or_days(cell: object, quantity: str):
    assert told(cell) == f"certain {quantity}"


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("8 à 10 t", "about 8..10 t"),
        ("8-10 t", "about 8..10 t"),
        ("entre 8 et 10 tonnes", "about 8..10 t"),
        ("entre 800 kg et 1 t", "about 0.8..1 t"),
        ("≈ 9 t", "about 9 t"),
        ("9 t environ", "about 9 t"),
        ("50 kg (calibre)", "about 50 kg"),
        ("50 kg – trop mûr", "about 50 kg"),
        ("une dizaine", "about 10 None"),
    ],
)
def test_a_range_an_estimate_or_a_reason_is_about(cell: str, told_as: str):
    assert told(cell) == told_as


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("1.234 t", "ambiguous 1234 t | 1.234 t"),
        ("8 ou 10 t", "ambiguous 8 None | 10 t"),
        ("8/10 t", "ambiguous 8 t | 10 t"),
        ("10 à 8 t", "ambiguous 10 t | 8 t"),
        ("10 sacs de 25 kg", "ambiguous 10 sac | 25 kg"),
        ("2 t + 3 t", "ambiguous 2 t | 3 t"),
        ("12 t ?", "ambiguous 12 t"),
        ("12 t max", "ambiguous 12 t"),
        ("12 t/ha", "ambiguous 12 t"),
        ("12 t (non livrées)", "ambiguous 12 t"),
        ("12 bidules", "ambiguous 12 None"),
        ("12k", "ambiguous 12 None"),
        ("1.234 à 2.345 t", "ambiguous"),
    ],
)
def test_nothing_is_chosen_when_an_amount_is_not_one_firm_quantity(cell: str, told_as: str):
    assert told(cell) == told_as


@pytest.mark.parametrize("cell", ["", None, "-", "néant", "RAS", "aucun refus", "à définir"])
def test_nothing_is_absent_and_never_zero(cell: object):
    assert told(cell) == "absent"


@pytest.mark.parametrize(
    "cell",
    ["#REF!", "#N/A", "300 €", "12 %", "voir BL", "beaucoup", "1,234,5 t", "12 kg à 3 caisses",
     "7h75", True,
     Cell(46093, "dd/mm/yyyy"), "Chargement..."],
)  # fmt: skip
def test_what_is_no_quantity_is_unreadable_and_never_zero(cell: object):
    assert told(cell) == "unreadable"


def test_only_units_of_one_nature_are_converted():
    assert convert(Quantity(Decimal(2), "t"), unit="kg") == Quantity(Decimal(2000), "kg")
    assert convert(Quantity(Decimal(3), "q"), unit="kg") == Quantity(Decimal(300), "kg")
    assert convert(Quantity(Decimal(3), "caisse"), unit="caisse") == Quantity(Decimal(3), "caisse")
    assert convert(Quantity(Decimal(3), "caisse"), unit="kg") is None
    assert convert(Quantity(Decimal(3), None), unit="kg") is None
    assert convert(Quantity(Decimal(3), "ha"), unit="kg") is None


def test_an_unreadable_amount_says_what_to_type():
    reading = read_quantity("voir BL")

    assert reading.doubt is Doubt.UNREADABLE
    assert reading.fix == (
        "«\u00a0voir BL\u00a0» n’est pas une quantité\u00a0: tapez une quantité avec son unité, "
        "par exemple 12,5 t."
    )
