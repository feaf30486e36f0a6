"""Pure: deliveries with what they say: day, producer, labels, price, canteen; doubts kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.quality_labels import labels_in
from relocalisons.core.producers.quality.words import LabelKind
from relocalisons.core.producers.rows import producer_rows, settled_amount


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDelivery:
    """A delivery; a value is None when its cell is empty or in doubt, never zero.

    `price` is the whole delivery's, in euros before tax. `siret` holds 14 digits. `producer` is
    the one of the line, else the one of its contract.
    """

    row: Row
    contract: str
    producer: str | None
    on: date | None
    price: Decimal | None
    siret: str | None
    labels: tuple[LabelKind, ...]


def labelled_deliveries(programme: Programme) -> tuple[LabelledDelivery, ...]:
    """Every delivery that was typed, struck ones left out, in order."""
    growers: Mapping[str, str | None] = {
        fold(each.number): each.producer for each in programme.contracts
    }
    found: list[LabelledDelivery] = []
    for each in producer_rows(programme, "deliveries"):
        contract = each.row.text("contract") or ""
        found.append(
            LabelledDelivery(
                row=each.row,
                contract=contract,
                producer=each.producer or growers.get(fold(contract)),
                on=each.row.last_day("date"),
                price=settled_amount(each.row, "price"),
                siret=siret_of(each.row.text("canteen_siret")),
                labels=labels_in(each.row.text("labels")),
            )
        )
    return tuple(found)


def siret_of(text: str | None) -> str | None:
    """The 14 digits of a SIRET; None when there are not 14 of them."""
    digits = "".join(letter for letter in text or "" if letter.isdigit())
    return digits if len(digits) == 14 else None
