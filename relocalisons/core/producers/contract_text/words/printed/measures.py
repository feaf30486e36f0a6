"""Pure: what a contract counts in: kilograms, pieces, bunches or litres, and the words for each."""

import re
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """What a price and a volume are counted in; the value is what a paper prints."""

    KILOGRAM = "kg"
    PIECE = "pièce"
    BUNCH = "botte"
    PUNNET = "barquette"
    LITRE = "litre"
    BASKET = "panier"


# Things that are sold by the head are pieces: « l'œuf », « la salade ».
_WORDS: dict[Measure, dict[str, int]] = {
    Measure.KILOGRAM: {
        "kgs?|kilos?|kilogrammes?|k": 1,
        "tonnes?|t": 1000,
        "quintal|quintaux|qx|q": 100,
    },
    Measure.PIECE: {
        "pieces?|pces?|pcs|unites?|tetes?|oeufs?|salades?|laitues?|batavias?|scaroles?|melons?|"
        "pasteques?|choux?(?:-fleurs?)?|artichauts?|concombres?|courges?|potirons?|avocats?|"
        "poulets?|pintades?|lapins?|agneaux|agneau|"
        "carcasses?|volailles?|dindes?|canards?|chevreaux|veaux|truites?|betes?|fromages?|yaourts?|"
        "pains?|pots?": 1,
        "douzaines?|dzn?": 12,
    },
    Measure.BUNCH: {"bottes?|bouquets?": 1},
    Measure.PUNNET: {"barquettes?": 1},
    Measure.LITRE: {"litres?|l(?!')": 1, "hectolitres?|hl": 100},
    Measure.BASKET: {"paniers?": 1},
}
_KNOWN = tuple(
    (re.compile(words), measure, Decimal(factor))
    for measure, units in _WORDS.items()
    for words, factor in units.items()
)
WEIGHT = "|".join(_WORDS[Measure.KILOGRAM])
ANY_UNIT = "|".join(words for units in _WORDS.values() for words in units)
HOLDER = (  # what goods travel in: « la caisse de deux kilos » is a price of two kilograms
    r"(?:caisses?|cagettes?|colis|cartons?|plateaux?|sacs?|filets?|pochons?|palox|paniers?|bacs?|"
    r"sachets?|cageots?|seaux?)"
)


def measure_of(unit: str) -> tuple[Measure, Decimal]:
    """What a folded unit counts, and how many of it the unit is."""
    for words, measure, factor in _KNOWN:
        if words.fullmatch(unit):
            return measure, factor
    raise ValueError(f"No unit of a contract: {unit!r}")
