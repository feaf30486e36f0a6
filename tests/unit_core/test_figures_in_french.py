"""How a figure is written for people: one rounding everywhere, no sign before nothing, plurals."""

from decimal import Decimal

import pytest

from relocalisons.core.kernel.words.french import (
    format_money,
    format_percent,
    format_quantity,
    percent,
    shorten,
    whole_percent,
    with_de,
)
from relocalisons.core.money.cents import cents
from relocalisons.core.views.ranges import Euros


@pytest.mark.parametrize("fraction", ["0.125", "0.305", "0.995", "0.004", "-0.004", "-0.305"])
def test_a_share_is_rounded_alike_wherever_it_is_printed(fraction):
    assert format_percent(Decimal(fraction)) == percent(whole_percent(Decimal(fraction)))


@pytest.mark.parametrize("amount", ["1234.565", "0.005", "12.345"])
def test_a_printed_amount_is_the_one_that_is_counted(amount):
    assert format_money(Decimal(amount), cents=True) == format_money(
        Decimal(cents(Decimal(amount))) / 100, cents=True
    )


@pytest.mark.parametrize(
    ("sure", "said"), [(30_600, "au moins 30\u202f%"), (99_600, "au moins 99\u202f%")]
)
def test_what_is_said_to_be_the_least_is_no_more_than_what_is_sure(sure, said):
    assert Euros(sure=Decimal(sure), more=None, cells=1).share_of(Decimal(100_000)) == said


@pytest.mark.parametrize(
    ("unit", "three"),
    [
        ("plateau", "plateaux"),
        ("bocal", "bocaux"),
        ("jour ouvré", "jours ouvrés"),
        ("part de marché", "parts de marché"),
        ("pièce durable", "pièces durables"),
        ("demi-journée", "demi-journées"),
        ("palox", "palox"),
        ("kWh", "kWh"),
        ("min", "min"),
    ],
)
def test_a_unit_takes_its_plural_from_two_on(unit, three):
    assert format_quantity(3, unit) == f"3\u00a0{three}"
    assert format_quantity(Decimal("1.5"), unit) == f"1,5\u00a0{unit}"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Artigues", "d’Artigues"),
        ("Hyères", "d’Hyères"),
        ("Yves", "d’Yves"),
        ("Hautes-Alpes", "de Hautes-Alpes"),
        ("haricots", "de haricots"),
        ("yaourt", "de yaourt"),
        ("Mairie", "de Mairie"),
        ("", "de "),
    ],
)
def test_de_loses_its_vowel_where_french_does(word, said):
    assert with_de(word) == said


def test_an_amount_is_not_cut_between_two_lines_where_a_text_is_shortened():
    amount = format_money(Decimal(8514))

    assert shorten(f"environ  {amount}\u00a0: perdus", limit=80) == f"environ {amount} : perdus"
