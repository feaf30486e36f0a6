"""Pure: a delivery whose price a kilogram is far from what is usual: a slip of the hand.

Five times more or less: a comma lost is ten times, a season is never five. Usual is the middle one
of its contract; of too few, what the contract says; without a known contract, the middle one of
that product of that grower.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
from relocalisons.core.kernel.words.french import NBSP, THIN, format_date, format_money, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words.facts import facts_of
from relocalisons.core.producers.contract_text.words.printed.measures import Measure
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.rows import contract_sheets, producer_rows, settled_amount
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.programme.entities import delivery_of

_FAR = 5
_ENOUGH = 4  # deliveries with a price: of fewer, nobody knows which one is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paid:
    row: Row
    on: date | None
    price: Decimal  # euros a kilogram


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    price: Decimal  # euros a kilogram
    words: str  # where it is from, before the amount


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Deliveries of one kind; `subject` begins their keys, `said` is their contract's price."""

    subject: str
    where: str
    label: str
    producer: str | None
    paid: tuple[_Paid, ...]
    said: Decimal | None = None

    @property
    def usual(self) -> _Usual | None:
        """What a price is compared with; None when nobody can tell which one is wrong."""
        if len(self.paid) >= _ENOUGH:
            middle = median(each.price for each in self.paid)
            return _Usual(price=middle, words="les autres autour de")
        if self.said is not None and self.said > 0:
            return _Usual(price=self.said, words="le contrat dit")
        return None


def find_prices(programme: Programme) -> tuple[Finding, ...]:
    """Deliveries at a price that nothing of their kind comes near."""
    groups = (*_of_contracts(programme), *_of_no_contract(programme))
    found = (
        _about(group, paid, usual, programme=programme)
        for group in groups
        if (usual := group.usual) is not None
        for paid in group.paid
        if not usual.price / _FAR < paid.price < usual.price * _FAR
    )
    return tuple({each.subject: each for each in found}.values())


def _of_contracts(programme: Programme) -> Iterator[_Group]:
    said = {
        sheet.contract.number: facts.price
        for sheet in contract_sheets(programme)
        if (facts := facts_of(sheet)).price_measure is Measure.KILOGRAM
    }
    for contract in programme.contracts:
        yield _Group(
            subject=contract.number,
            where="Contrat",
            label=label_of(contract.number, contract.crop),
            producer=contract.producer,
            paid=tuple(_paid(_rows_of(contract, programme))),
            said=said.get(contract.number),
        )


def _rows_of(contract: GrowingContract, programme: Programme) -> Iterator[Row]:
    for delivery in contract.deliveries:
        row = programme.row_at(delivery.place, table="deliveries")
        if row is not None:
            yield row


def _of_no_contract(programme: Programme) -> Iterator[_Group]:
    """What came under no contract that is known, by grower and product as typed."""
    known = {fold(each.number) for each in programme.contracts if each.number}
    rows: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for each in producer_rows(programme, "deliveries"):
        product = fold(each.row.text("product") or "")
        if each.producer and product and fold(each.row.text("contract") or "") not in known:
            rows[each.producer, product].append(each.row)
    for (producer, product), mine in rows.items():
        yield _Group(
            subject=f"{producer}/{product}",
            where="Hors contrat,",
            label=quote(mine[0].text("product") or product),
            producer=producer,
            paid=tuple(_paid(mine)),
        )


def _paid(rows: Iterable[Row]) -> Iterator[_Paid]:
    for row in rows:
        delivery = delivery_of(row)
        weight = in_kilograms(delivery.quantity, unit=delivery.unit)
        price = settled_amount(row, "price")
        if weight and price and weight > 0 and price > 0:
            yield _Paid(row=row, on=row.last_day("date"), price=price / weight)


def _about(group: _Group, paid: _Paid, usual: _Usual, *, programme: Programme) -> Finding:
    day = f" du {format_date(paid.on)}" if paid.on is not None else ""
    place = paid.row.place.cell("price")
    return Finding(
        kind=ProducerKind.PRICE_FAR,
        subject=f"{group.subject}/{paid.on}",  # a line that moves is the same slip
        partner=group.producer,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{group.where} {group.label}, {say_partner(programme, group.producer)}{NBSP}: "
        f"livraison{day} à {_said(paid.price)}, {usual.words} {_said(usual.price)}.",
        action=f"Vérifier le prix et la quantité de la ligne (cellule {place.cell}){THIN}; elle "
        "compte telle quelle dans EGalim et dans les achats jusque-là.",
        label=group.label,
        evidence=(place, paid.row.place.cell("quantity")),
    )


def _said(price: Decimal) -> str:
    return f"{format_money(price)}/kg"
