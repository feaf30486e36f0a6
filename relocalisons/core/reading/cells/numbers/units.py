"""Pure: units of measure in one spelling, and which of them can be added."""

from decimal import Decimal

from relocalisons.core.kernel.model import Quantity

_SPELLINGS = {
    "kg": "kg kgs kilo kilos kilogramme kilogrammes",
    "t": "t to tonne tonnes",
    "q": "q qx qtx qt quintal quintaux",
    "g": "g gr gramme grammes",
    "caisse": "caisse caisses",
    "cagette": "cagette cagettes",
    "carton": "carton cartons",
    "colis": "colis",
    "palette": "palette palettes",
    "palox": "palox pallox",
    "plateau": "plateau plateaux",
    "sac": "sac sacs",
    "filet": "filet filets",
    "botte": "botte bottes",
    "pièce": "piece pieces pc pcs pce",
    "unité": "unite unites u",
    "barquette": "barquette barquettes",
    "bocal": "bocal bocaux",
    "seau": "seau seaux",
    "bac": "bac bacs",
    "bouquet": "bouquet bouquets",
    "douzaine": "douzaine douzaines dz",
    "tête": "tete tetes",
    "plant": "plant plants",
    "litre": "l litre litres",
    "hl": "hl hectolitre hectolitres",
    "cl": "cl",
    "ml": "ml",
    "ha": "ha hectare hectares",
    "are": "a are ares",
    "ca": "ca centiare centiares",
    "m²": "m2 m² metre carre metres carres metres-carres",
    "m³": "m3 m³ metre cube metres cubes",
    "m": "metre metres ml.",
    "km": "km kms kilometre kilometres",
    "h": "h hr hrs heure heures",
    "min": "mn minute minutes",  # « 12 min » is a minimum as well
    "jour": "j jr jrs jour jours journee journees j/h jh",
    "demi-journée": "demi-journee demi-journees",
    "semaine": "semaine semaines sem sem.",
    "mois": "mois",
    "repas": "repas",
    "couvert": "couvert couverts",
    "personne": "personne personnes pers pers.",
}
_TWO_WORDS = {
    "metre carre": "m²", "metres carres": "m²", "metre cube": "m³", "metres cubes": "m³",
    "demi journee": "demi-journée", "demi journees": "demi-journée",
}  # fmt: skip
BY_SPELLING: dict[str, str] = {
    word: unit
    for unit, words in _SPELLINGS.items()
    for word in words.split()
    if word not in ("metre", "metres", "carre", "carres", "cube", "cubes") or unit == "m"
} | _TWO_WORDS

# Factors to the base unit of each dimension; units of different dimensions are never added.
_FACTORS: dict[str, tuple[str, Decimal]] = {
    "kg": ("kg", Decimal(1)),
    "t": ("kg", Decimal(1000)),
    "q": ("kg", Decimal(100)),
    "g": ("kg", Decimal("0.001")),
    "ha": ("ha", Decimal(1)),
    "are": ("ha", Decimal("0.01")),
    "ca": ("ha", Decimal("0.0001")),
    "m²": ("ha", Decimal("0.0001")),
    "litre": ("litre", Decimal(1)),
    "hl": ("litre", Decimal(100)),
    "cl": ("litre", Decimal("0.01")),
    "ml": ("litre", Decimal("0.001")),
    "jour": ("jour", Decimal(1)),
    "demi-journée": ("jour", Decimal("0.5")),
    "h": ("h", Decimal(1)),
    "unité": ("unité", Decimal(1)),
    "douzaine": ("unité", Decimal(12)),
}


# Units of time that are no whole number of days for sure, or several of them.
_OF_DAYS = frozenset(("semaine", "mois", "min"))


def find_unit(folded: str) -> str | None:
    """The canonical unit of a folded word, or None: `kg`, `t`, `caisse`, `ha`, `jour`…"""
    return BY_SPELLING.get(folded.strip(". "))


def convert(quantity: Quantity, *, unit: str) -> Quantity | None:
    """The same quantity in another unit; None when it cannot be converted (crates, no unit)."""
    if quantity.unit == unit:
        return quantity
    source, target = _FACTORS.get(quantity.unit or ""), _FACTORS.get(unit)
    if source is None or target is None or source[0] != target[0]:
        return None
    return Quantity(quantity.amount * source[1] / target[1], unit)


def is_base(unit: str) -> bool:
    """Whether a unit is the one in which its own kind is added up (kilograms, hectares, crates)."""
    return _FACTORS.get(unit, (unit,))[0] == unit and unit not in _OF_DAYS


def measured(amount: Decimal, unit: str) -> Quantity:
    """That many of a canonical unit; surfaces in hectares, half days in days."""
    base, factor = _FACTORS.get(unit, (unit, Decimal(1)))
    if base == "ha" or unit == "demi-journée":
        return Quantity(amount * factor, base)
    return Quantity(amount, unit)
