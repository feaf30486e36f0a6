"""A price typed ten times too high, or too low, is told; a season's own prices are not."""

import pytest
from support.producers.build import programme_of

from relocalisons.core.producers.prices.findings import find_prices

HEADER = "Date | Contrat | Quantité | Unité | Prix HT €\n"


def told(*prices: str, quantity: str = "100") -> list[str]:
    lines = [
        f"0{n}/02/2026 | C-01 | {quantity} | kg | {price}" for n, price in enumerate(prices, 1)
    ]
    found = find_prices(programme_of(Livraisons=HEADER + "\n".join(lines)))
    return [each.title.replace("\u00a0", " ") for each in found]


@pytest.mark.parametrize(("prices", "day"), [
    (("130", "135", "1300", "120"), "03/02/2026 à 13 €/kg, les autres autour de 1,33 €/kg"),
    (("130", "13,50", "128", "120"), "02/02/2026 à 0,14 €/kg"),
])  # fmt: skip
def test_a_price_ten_times_the_others_is_told_once(prices, day):
    (title,) = told(*prices)

    assert day in title


@pytest.mark.parametrize("prices", [
    ("130", "135", "390", "60"),   # a season's own ups and downs
    ("130", "1300", "135"),        # of three, nobody knows which one is wrong
    ("130", "", "128", "#REF!"),
    ("", "", "", ""),
])  # fmt: skip
def test_what_may_be_right_is_not_told(prices):
    assert told(*prices) == []


def test_an_empty_sheet_and_a_weight_of_nothing_tell_nothing():
    assert find_prices(programme_of()) == ()
    assert told("130", "130", "130", "130", quantity="0") == []
