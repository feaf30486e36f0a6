"""Pure: volumes of growing contracts in kilograms: committed, delivered, and what is in doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import (
    CellRef,
    Delivery,
    Doubt,
    GrowingContract,
    Quantity,
    QuantityRange,
    Reading,
    VolumeCommitment,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contracts.words import RUNNING, read_stage
from relocalisons.core.reading.cells.numbers.units import convert, find_unit

DEFAULT_TOLERANCE = Decimal("0.10")


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeBalance:
    """Kilograms committed and delivered on one day; a number is None when a cell is in doubt.

    `doubts`: the cells that must be settled first. `committed` counts the periods that ended
    before the day; `delivered` is net of what was rejected.
    """

    committed: Decimal | None
    delivered: Decimal | None
    tolerance: Decimal | None
    doubts: tuple[CellRef, ...] = ()

    @property
    def floor(self) -> Decimal | None:
        """The least volume that respects the tolerance."""
        if self.committed is None or self.tolerance is None:
            return None
        return self.committed * (1 - self.tolerance)


def is_running(contract: GrowingContract) -> bool:
    """Whether a contract is at a stage where volumes are due: signed, growing or delivering."""
    return read_stage(contract.stage).value in RUNNING


def balance_volumes(contract: GrowingContract, *, as_of: date) -> VolumeBalance | None:
    """Add up a contract's volumes on `as_of`, in kilograms; None when nothing was due yet.

    committed = planned volumes of the periods that ended before `as_of`; delivered = quantities
    minus rejections of the deliveries dated up to `as_of`. A doubtful, ranged, unit-less or
    inconvertible volume (crates have no known weight) makes its sum unknown, never smaller.
    An empty tolerance is 10 %.
    """
    elapsed = [each for each in contract.commitments if _is_elapsed(each, as_of=as_of)]
    if not elapsed:
        return None
    planned = [_planned(each) for each in elapsed]
    if all(volume is not None and volume <= 0 for volume, _ in planned):
        return None
    made = [_made(each, as_of=as_of) for each in contract.deliveries]
    tolerance, wrong_tolerance = tolerance_of(contract)
    return VolumeBalance(
        committed=_total(volume for volume, _ in planned),
        delivered=_total(volume for volume, _ in made),
        tolerance=tolerance,
        doubts=tuple(place for _, places in (*planned, *made) for place in places)
        + wrong_tolerance,
    )


def in_kilograms(reading: Reading[Quantity | QuantityRange], *, unit: str | None) -> Decimal | None:
    """The mass that a cell states; None when it is in doubt, a range, or not a mass.

    The unit in the cell wins over `unit`, the text of the row's « Unité » column.
    """
    value = reading.value
    if not reading.is_set or not isinstance(value, Quantity) or not value.amount.is_finite():
        return None
    stated = value.unit or find_unit(fold(unit or "")) or ""
    converted = convert(Quantity(value.amount, stated), unit="kg")
    return converted.amount if converted is not None else None


def _is_elapsed(commitment: VolumeCommitment, *, as_of: date) -> bool:
    """Whether its period has ended; one whose end is in doubt may have, so it counts as doubt."""
    end = commitment.end
    return end.value.latest < as_of if end.is_set and end.value is not None else True


Summed = tuple[Decimal | None, tuple[CellRef, ...]]


def _planned(commitment: VolumeCommitment) -> Summed:
    place = commitment.place
    if not commitment.end.is_set:
        return None, (place.cell("period_end"),)
    volume = in_kilograms(commitment.volume, unit=commitment.unit)
    return volume, () if volume is not None else (place.cell("volume"),)


def _made(delivery: Delivery, *, as_of: date) -> Summed:
    """The net volume of a delivery: 0 when it is dated after `as_of`, None when in doubt."""
    place = delivery.place
    if not delivery.on.is_set or delivery.on.value is None:
        return None, (place.cell("date"),)
    quantity = in_kilograms(delivery.quantity, unit=delivery.unit)
    if quantity is None:
        return None, (place.cell("quantity"),)
    rejected = _rejected(delivery)
    if rejected is None or is_beyond(rejected, quantity):
        return None, (place.cell("rejected"),)
    return (quantity - rejected if delivery.on.value.latest <= as_of else Decimal(0)), ()


def is_beyond(rejected: Decimal, quantity: Decimal) -> bool:
    """Whether more was refused than came: one of the two cells is wrong, nobody can tell which."""
    return rejected > 0 and rejected > quantity


def _rejected(delivery: Delivery) -> Decimal | None:
    if delivery.rejected.doubt is Doubt.ABSENT:
        return Decimal(0)
    value = delivery.rejected.value
    if isinstance(value, Quantity) and value.amount == 0:
        return Decimal(0)
    stated = delivery.quantity.value.unit if isinstance(delivery.quantity.value, Quantity) else None
    return in_kilograms(delivery.rejected, unit=stated or delivery.unit)


def tolerance_of(contract: GrowingContract) -> tuple[Decimal | None, tuple[CellRef, ...]]:
    """The share that may lack, 10 % when none is typed; None and its cell when in doubt."""
    reading = contract.tolerance
    if reading.doubt is Doubt.ABSENT:
        return DEFAULT_TOLERANCE, ()
    if reading.is_set and reading.value is not None and 0 <= reading.value <= 1:
        return reading.value, ()
    return None, (contract.place.cell("tolerance"),)


def _total(volumes: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for volume in volumes:
        if volume is None:
            return None
        total += volume
    return total
