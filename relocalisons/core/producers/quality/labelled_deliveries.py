"""Pure: deliveries with what they say: day, producer, product, labels, net price; doubts apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from relocalisons.core.kernel.model import (
    Doubt,
    Programme,
    Quantity,
    Row,
    once_a_programme,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.quality_labels import labels_in
from relocalisons.core.producers.quality.words.foods import (
    SPECIES_IN_DOUBT,
    Food,
    Product,
    is_conventional,
    read_product,
)
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.producers.quality.words.scopes import plot_in
from relocalisons.core.producers.rows import ProducerRow, producer_rows, settled_amount
from relocalisons.core.producers.words import FoodFamily, read_family
from relocalisons.core.reading.cells.numbers.units import convert, find_unit

_MEAT_FISH = frozenset((FoodFamily.MEAT, FoodFamily.FISH))


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDelivery:
    """A delivery; a value is None when its cell is empty or in doubt, never zero.

    `price` is the whole line's, in euros before tax, as typed. `cents` is what was bought of it:
    refused goods are not, a credit note is negative. `siret` holds 14 digits. `producer` is the
    one of the line, else the one of its contract. `conventional`: it says that what came is not
    what the label promises.
    """

    row: Row
    contract: str
    producer: str | None
    on: date | None
    price: Decimal | None
    cents: int | None
    siret: str | None
    site: str
    labels: tuple[LabelKind, ...]
    product: Product
    plot: str | None
    family: FoodFamily | None
    conventional: bool
    note: str  # folded number of the delivery note

    @property
    def is_food(self) -> bool:
        """Whether it counts among food purchases: napkins and transport do not."""
        return self.product.food is not Food.NOT_FOOD

    @property
    def has_doubtful_siret(self) -> bool:
        """Whether a SIRET is written that cannot be read."""
        return self.siret is None and bool(self.row.text("canteen_siret"))

    @property
    def is_meat_or_fish(self) -> bool:
        """Families « Viandes et volailles » and « Produits de la mer »; charcuterie is neither."""
        return self.family in _MEAT_FISH and not self.species_in_doubt

    @property
    def species_in_doubt(self) -> bool:
        """Rabbit, horse, game: of the platform's family, not among the law's words."""
        return self.family is FoodFamily.MEAT and self.product.food in SPECIES_IN_DOUBT


@once_a_programme
def labelled_deliveries(programme: Programme) -> tuple[LabelledDelivery, ...]:
    """Every delivery that was typed, struck ones left out, in order."""
    growers: Mapping[str, str | None] = {
        fold(each.number): each.producer for each in programme.contracts
    }
    found: list[LabelledDelivery] = []
    for each in producer_rows(programme, "deliveries"):
        row = each.row
        contract = row.text("contract") or ""
        product, labels = row.text("product"), row.text("labels")
        found.append(
            LabelledDelivery(
                row=row,
                contract=contract,
                producer=_grower(each, growers.get(fold(contract))),
                on=row.last_day("date"),
                price=settled_amount(row, "price"),
                cents=net_cents(row),
                siret=siret_of(row.text("canteen_siret")),
                site=row.text("site") or "",
                labels=labels_in(labels),
                product=read_product(product),
                plot=plot_in(f"parcelle {row.text('plot')}" if row.text("plot") else product),
                family=read_family(row.text("family")),
                conventional=is_conventional(labels) or is_conventional(product),
                note=fold(row.text("delivery_note") or ""),
            )
        )
    return tuple(found)


def _grower(each: ProducerRow, contracted: str | None) -> str | None:
    """Who grew it: as its line says, else as its contract, else whose workbook it stands in.

    A buyer notes what it receives in its own workbook, under the contract of each grower.
    """
    if each.row.reading("producer").doubt is Doubt.ABSENT:
        return contracted or each.producer
    return each.producer or contracted


def net_cents(row: Row) -> int | None:
    """Price × (quantity − refused) ÷ quantity, to the nearest cent; None when it is in doubt."""
    price = settled_amount(row, "price")
    kept = _share_kept(row)
    if price is None or kept is None:
        return None
    cents = price * 100 * kept
    return int(cents.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _share_kept(row: Row) -> Decimal | None:
    """What was not refused of the quantity, 0–1; None when the two cells do not tell."""
    if row.reading("rejected").doubt is Doubt.ABSENT:
        return Decimal(1)
    refused, brought = _amounts(row, "rejected"), _amounts(row, "quantity")
    if refused is not None and refused.amount == 0:
        return Decimal(1)
    if refused is None or brought is None or brought.amount <= 0:
        return None
    unit = brought.unit or find_unit(fold(row.text("unit") or "")) or ""
    same = refused if refused.unit in (None, unit) else convert(refused, unit=unit)
    if same is None or not 0 <= same.amount <= brought.amount:
        return None
    return (brought.amount - same.amount) / brought.amount


def _amounts(row: Row, column: str) -> Quantity | None:
    reading = row.reading(column)
    value = reading.value
    if reading.is_set and isinstance(value, Quantity) and value.amount.is_finite():
        return value
    return None


def credited(
    delivery: LabelledDelivery, deliveries: Mapping[str, LabelledDelivery]
) -> LabelledDelivery:
    """The delivery that a credit note takes back, where it names its note; else itself.

    `deliveries` by folded number of delivery note.
    """
    if delivery.cents is None or delivery.cents >= 0:
        return delivery
    said = " ".join(
        fold(delivery.row.text(column) or "")
        for column in ("product", "labels", "delivery_note", "rejected")
    )
    named = (
        other
        for note, other in deliveries.items()
        if note and other is not delivery and re.search(rf"\b{re.escape(note)}\b", said)
    )
    return next(named, delivery)


def siret_of(text: str | None) -> str | None:
    """The 14 digits of a SIRET; None when there are not 14 of them."""
    digits = "".join(letter for letter in text or "" if letter.isdigit())
    return digits if len(digits) == 14 else None
