"""Pure: contracts that a public buyer may award without publicity, and what the threshold leaves.

R2122-8 of the code de la commande publique: the need is below the threshold of the day on which the
consultation was launched. A contract without readable amount is in no sum, and concludes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, first_day, once_a_programme
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import BEFORE_SIGNATURE, Stage
from relocalisons.core.producers.purchasing.launch import Launch, read_launch
from relocalisons.core.producers.purchasing.needs import (
    NEVER,
    Need,
    delivered_before,
    public_buyers,
    read_needs,
    still_to_come,
    taken_for_public,
    value_of,
)
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.core.sources.laws.purchasing_thresholds import (
    PurchasingThreshold,
    Threshold,
    threshold_on,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mate:
    """Another contract of the same need; `cents` is None when its amount cannot be read."""

    sheet: ContractSheet
    cents: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectPurchase:
    """A contract of a public buyer whose need is below the threshold, as far as can be read.

    `years`: the needs of that buyer and family, each with the threshold of its own day; the year of
    the contract has that of its launch, None when the day is in doubt.
    """

    sheet: ContractSheet
    cents: int | None
    need: Need
    mates: tuple[Mate, ...]
    years: tuple[tuple[Need, Threshold | None], ...]
    launch: Launch
    earlier: int  # cents delivered this year under contracts that began, and count, before it
    coming: int  # cents that their calendars still promise this year
    is_guessed: bool  # the buyer is taken for a public one by its name

    @property
    def is_sure(self) -> bool:
        """Whether everything that the service follows of this need is in its sum."""
        return self.need.is_sure

    @property
    def is_below(self) -> bool:
        """Whether the need is below the threshold, whichever of those that may hold."""
        return not self.launch.least.is_reached(Decimal(self.need.whole) / 100)

    @property
    def left(self) -> Decimal:
        """Euros left below the threshold once those deliveries are added; negative above it."""
        return self.launch.least.amount - Decimal(self.year_whole) / 100

    @property
    def year_whole(self) -> int:
        """Cents of the need, with what older contracts bring in its year."""
        return self.need.whole + self.earlier + self.coming

    @property
    def over(self) -> tuple[tuple[Need, Threshold], ...]:
        """The other years whose need reached their threshold."""
        return tuple(
            (need, threshold)
            for need, threshold in self.years
            if need.year != self.need.year
            and threshold is not None
            and threshold.is_reached(Decimal(need.whole) / 100)
        )


@once_a_programme
def direct_purchases(programme: Programme, *, as_of: date) -> tuple[DirectPurchase, ...]:
    """One an open contract of this year or later; none where the need reaches the threshold."""
    guessed = taken_for_public(programme)
    needs = read_needs(programme, buyers=public_buyers(programme) | guessed)
    of_contract = {number: need for need in needs for number in need.contracts}
    sheets = {each.contract.number: each for each in contract_sheets(programme)}
    found: list[DirectPurchase] = []
    for number, sheet in sheets.items():
        need, start = of_contract.get(number), first_day(sheet.contract.start)
        if need is None or start is None or need.year < as_of.year:
            continue
        if stage_of(sheet.contract) is Stage.CLOSED:
            continue
        launch = read_launch(programme, sheet, as_of=as_of)
        if launch is None or launch.is_reached(Decimal(need.whole) / 100):
            continue
        found.append(
            DirectPurchase(
                sheet=sheet,
                cents=value_of(sheet),
                need=need,
                mates=_mates(need, sheets, but=number),
                years=tuple(
                    (each, _own(launch) if each is need else _of_year(programme, each, as_of))
                    for each in needs
                    if (each.buyer, each.family) == (need.buyer, need.family)
                ),
                launch=launch,
                earlier=delivered_before(programme, need),
                coming=still_to_come(programme, need, as_of=as_of),
                is_guessed=need.buyer in guessed,
            )
        )
    return tuple(found)


def same_grower(programme: Programme, purchase: DirectPurchase) -> tuple[int, int]:
    """Contracts of this buyer and filière with this grower, and all of them, whatever the year."""
    own = purchase.sheet.contract
    alike = [
        each
        for each in programme.contracts
        if each.buyer == own.buyer
        and each.supply_chain == own.supply_chain
        and stage_of(each) not in (None, *NEVER)
    ]
    return sum(each.producer == own.producer for each in alike), len(alike)


def is_before_signature(purchase: DirectPurchase) -> bool:
    """Whether the contract can still be awarded otherwise."""
    return stage_of(purchase.sheet.contract) in BEFORE_SIGNATURE


def _mates(need: Need, sheets: Mapping[str, ContractSheet], *, but: str) -> tuple[Mate, ...]:
    return tuple(
        Mate(sheet=sheets[number], cents=value_of(sheets[number]))
        for number in need.contracts
        if number != but
    )


def _own(launch: Launch) -> Threshold | None:
    return launch.threshold if launch.is_sure else None


def _of_year(programme: Programme, need: Need, as_of: date) -> Threshold | None:
    return threshold_on(
        PurchasingThreshold.NO_PUBLICITY,
        day=_day_of(need, as_of),
        parameters=programme.parameters,
        as_of=as_of,
    )


def _day_of(need: Need, as_of: date) -> date:
    """The day whose threshold a year is held against: today, its first or its last day."""
    if need.year == as_of.year:
        return as_of
    return date(need.year, 1, 1) if need.year > as_of.year else date(need.year, 12, 31)
