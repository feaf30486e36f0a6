"""Pure: the delay of payment of a contract: the sheet's, within that of the law.

L441-11 of the code de commerce between private parties, by product; R2192-10 and R2192-11 of the
code de la commande publique for public buyers. What neither text covers is left open.
"""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Programme, first_day
from relocalisons.core.producers.purchasing.needs import public_buyers, taken_for_public
from relocalisons.core.producers.quality.words.foods import Food, read_product
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.words import (
    SupplyChain,
    is_public_hospital,
    read_days,
    read_supply_chain,
)
from relocalisons.core.sources.laws.dated_values import DatedValue, value_on
from relocalisons.core.sources.laws.payment_delays import RULES, PaymentDelay

_CATTLE = frozenset((Food.BEEF, Food.PORK, Food.LAMB, Food.GOAT))
_PERISHABLE = frozenset(
    (
        *(Food.VEGETABLE, Food.FRUIT, Food.MELON, Food.HERB, Food.POULTRY, Food.RABBIT, Food.FISH),
        *(Food.MILK, Food.CHEESE, Food.YOGHURT, Food.BUTTER),
    )
)
_PERISHABLE_CHAINS = (
    SupplyChain.FRUIT,
    SupplyChain.VEGETABLES,
    SupplyChain.MILK,
    SupplyChain.DAIRY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerm:
    """The delay of a contract. `legal`: the longest of the law, None where no text is known.

    `periodic`: the one after the ten days of delivery, where a periodic invoice may be made.
    `typed`: what the sheet says, in days.
    """

    delay: PaymentDelay | None
    legal: DatedValue | None
    periodic: DatedValue | None
    typed: int | None

    @property
    def is_too_long(self) -> bool:
        """Whether the sheet gives more days than the law."""
        return self.typed is not None and self.legal is not None and self.typed > self.legal.amount


def payment_term(programme: Programme, sheet: ContractSheet, *, as_of: date) -> PaymentTerm:
    """The delay of a contract as the law stands when it begins, or today if it has begun."""
    delay = _delay_of(programme, sheet)
    start = first_day(sheet.contract.start)
    day = max(start, as_of) if start is not None else as_of

    def legal(kind: PaymentDelay) -> DatedValue | None:
        return value_on(RULES[kind], day=day, parameters=programme.parameters, as_of=as_of)

    return PaymentTerm(
        delay=delay,
        legal=legal(delay) if delay else None,
        periodic=legal(PaymentDelay.PERIODIC) if delay is PaymentDelay.PERISHABLE else None,
        typed=read_days(sheet.row.text("payment_days")),
    )


def _delay_of(programme: Programme, sheet: ContractSheet) -> PaymentDelay | None:
    buyer = programme.partner(sheet.contract.buyer)
    if buyer is None:
        return None
    if buyer.code in public_buyers(programme) | taken_for_public(programme):
        hospital = is_public_hospital(f"{buyer.profile} {buyer.name}")
        return PaymentDelay.HOSPITAL if hospital else PaymentDelay.PUBLIC
    food = read_product((sheet.contract.crop or "").partition("/")[0]).food
    if food in _CATTLE:
        return PaymentDelay.FRESH_MEAT
    perishable = food in _PERISHABLE or (
        food is None and read_supply_chain(sheet.contract.supply_chain) in _PERISHABLE_CHAINS
    )
    return PaymentDelay.PERISHABLE if perishable else None
