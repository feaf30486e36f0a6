"""Pure: products « en conversion »: plants of one crop, twelve months after the start.

Règlement (UE) 2018/848, art. 10(4) and 30(3); « végétaux étiquetés en conversion » count as bio
(« ma cantine », code BIO). Meat, milk and eggs never.
"""

from datetime import date

from relocalisons.core.producers.quality.certificates import Certificate
from relocalisons.core.producers.quality.labelled_deliveries import LabelledDelivery
from relocalisons.core.producers.quality.ruling import Lifter, Outcome, Ruling, doubt, no
from relocalisons.core.producers.quality.words.foods import (
    ANIMALS,
    GROUND_PLANTS,
    RAW_PLANTS,
    Product,
    is_mixture,
)
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.sources.laws.egalim_rules import CONVERSION_MONTHS

_LABEL = LabelKind.CONVERSION


def judge_conversion(delivery: LabelledDelivery, paper: Certificate | None) -> Ruling | None:
    """Why a product in conversion does not count; None when nothing speaks against it."""
    refused = _of_the_product(delivery.product, delivery.row.text("product"))
    if refused is not None and refused.outcome is Outcome.NO:
        return refused
    since = paper.conversion_since if paper else None
    if paper is not None and delivery.on is not None:
        if since is not None and delivery.on < twelve_months_after(since):
            return no(_LABEL, "moins de douze mois de conversion")
        issued = paper.since
        if since is None and (issued is None or delivery.on < twelve_months_after(issued)):
            return doubt(_LABEL, "début de la conversion à préciser", Lifter.PRODUCER)
    return refused


def twelve_months_after(day: date) -> date:
    """The same day of the next year; 1 March after a 29 February."""
    later = day.month - 1 + CONVERSION_MONTHS
    year, month = day.year + later // 12, later % 12 + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year, month + 1, 1)


def _of_the_product(product: Product, text: str | None) -> Ruling | None:
    food = product.food
    if food in ANIMALS:
        return no(_LABEL, "« en conversion » ne vaut que pour des végétaux")
    if food in RAW_PLANTS:
        return None
    if food in GROUND_PLANTS:
        if len(product.plants) > 1 or is_mixture(text):
            return no(_LABEL, "plusieurs ingrédients agricoles")
        if len(product.plants) == 1:
            return None
        return doubt(_LABEL, "produit transformé : ingrédients à préciser", Lifter.PRODUCER)
    if food is None:
        return doubt(_LABEL, "produit non reconnu", Lifter.PRODUCER)
    return no(_LABEL, "plusieurs ingrédients agricoles")  # jam is made with sugar, a sauce…
