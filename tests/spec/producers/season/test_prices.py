"""A price typed ten times too high, or too low, is told; a season's own prices are not."""

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.prices.findings import find_prices

HEADER = "Date | Contrat | Producteur | Produit | Quantité | Unité | Prix HT €\n"


def told(
    *prices: str, quantity: str = "100", contract: str = "C-01", said: str = "à convenir",
    products: str = "Courgettes",
) -> list[str]:  # fmt: skip
    """`products`: one for all, or as many as prices, parted by commas."""
    named = products.split(", ") if ", " in products else [products] * len(prices)
    lines = [
        f"0{n}/02/2026 | {contract} | P07 | {product} | {quantity} | kg | {price}"
        for n, (price, product) in enumerate(zip(prices, named, strict=True), 1)
    ]
    programme = programme_of(
        contracts=a_contract_line(Prix=said), Livraisons=HEADER + "\n".join(lines)
    )
    found = find_prices(programme)
    return [each.title.replace("\u00a0", " ") for each in found]


@pytest.mark.parametrize(("prices", "day"), [
    (("130", "135", "1300", "120"), "03/02/2026 à 13 €/kg, les autres autour de 1,33 €/kg"),
    (("130", "13,50", "128", "120"), "02/02/2026 à 0,14 €/kg"),
])  # fmt: skip
def test_a_price_ten_times_the_others_is_told_once(prices, day):
    (title,) = told(*prices)

    assert day in title


def test_of_few_deliveries_the_price_of_the_contract_tells_which_one_is_wrong():
    (title,) = told("130", "1300", said="1,30 €/kg")

    assert "02/02/2026 à 13 €/kg, le contrat dit 1,30 €/kg" in title
    assert told("130", "1300", said="1,30 €/pièce") == []


@pytest.mark.parametrize("contract", ["", "C-99"])
def test_without_a_known_contract_a_price_is_held_against_that_product_of_that_grower(contract):
    (title,) = told("130", "135", "1300", "120", contract=contract)

    assert title.startswith("Hors contrat, « Courgettes », Jardins du Riou : livraison du 03/02/")
    # Of another product another price is usual, and of three nobody knows.
    mixed = "Courgettes, Courgettes, Safran, Courgettes"
    assert told("130", "135", "9000", "120", contract=contract, products=mixed) == []


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
