"""Pure: a delivery whose price a kilogram is far from those of its contract: a slip of the hand.

Five times more or less than the middle one: a comma lost is ten times, a season is never five.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    GrowingContract,
    Programme,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_partner
from relocalisons.core.kernel.words.french import NBSP, THIN, format_date, format_number
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.rows import settled_amount
from relocalisons.core.producers.volumes.volumes import in_kilograms

_FAR = 5
_ENOUGH = 4  # deliveries with a price: of fewer, nobody knows which one is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paid:
    row: Row
    on: date | None
    price: Decimal  # euros a kilogram


def find_prices(programme: Programme) -> tuple[Finding, ...]:
    """Deliveries at a price that no other of their contract comes near."""
    found = (
        _about(contract, paid, usual=usual, programme=programme)
        for contract in programme.contracts
        for paid, usual in _far(list(_paid(contract, programme)))
    )
    return tuple({each.subject: each for each in found}.values())


def _paid(contract: GrowingContract, programme: Programme) -> Iterator[_Paid]:
    for delivery in contract.deliveries:
        row = programme.row_at(delivery.place, table="deliveries")
        weight = in_kilograms(delivery.quantity, unit=delivery.unit)
        price = settled_amount(row, "price") if row is not None else None
        if row is not None and weight and price and weight > 0 and price > 0:
            yield _Paid(row=row, on=row.last_day("date"), price=price / weight)


def _far(paid: list[_Paid]) -> Iterator[tuple[_Paid, Decimal]]:
    if len(paid) < _ENOUGH:
        return
    usual = median(each.price for each in paid)
    for each in paid:
        if not usual / _FAR < each.price < usual * _FAR:
            yield each, usual


def _about(
    contract: GrowingContract, paid: _Paid, *, usual: Decimal, programme: Programme
) -> Finding:
    label = label_of(contract.number, contract.crop)
    day = f" du {format_date(paid.on)}" if paid.on is not None else ""
    place = paid.row.place.cell("price")
    return Finding(
        kind=ProducerKind.PRICE_FAR,
        subject=f"{contract.number}/{paid.on}",  # a line that moves is the same slip
        partner=contract.producer,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"Contrat {label}, {say_partner(programme, contract.producer)}{NBSP}: livraison{day} "
        f"à {_said(paid.price)}, les autres autour de {_said(usual)}.",
        action=f"Vérifier le prix et la quantité de la ligne (cellule {place.cell}){THIN}; elle "
        "compte telle quelle dans EGalim et dans les achats jusque-là.",
        label=label,
        evidence=(place, paid.row.place.cell("quantity")),
    )


def _said(price: Decimal) -> str:
    return f"{format_number(price)}{NBSP}€/kg"
