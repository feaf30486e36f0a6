"""Pure: growing contracts: what was to be delivered by now, what was, and whether it is enough.

Balances are those of the findings, so that a report never contradicts « Anomalies »; a doubt
anywhere makes a contract grey, never zero.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.model import Delivery, Doubt, GrowingContract
from relocalisons.core.producers.volumes.volumes import (
    DEFAULT_TOLERANCE,
    balance_volumes,
    in_kilograms,
    is_beyond,
    is_running,
    tolerance_of,
)
from relocalisons.core.views.rag import ALERT_SHARE, Rag, Status, status

# A tolerance is said « plus ou moins »: too much is looked at as too little is.
OVER = "Au-delà de l’engagement"


class VolumeState(StrEnum):
    """Where a running contract stands on the day of the report."""

    KEPT = "kept"
    SHORT = "short"
    NOT_DUE = "not_due"  # no elapsed period: nothing was to be delivered yet
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeLine:
    """A running contract; kilograms, None when they cannot be known for sure."""

    contract: GrowingContract
    state: VolumeState
    status: Status
    committed: Decimal | None
    delivered: Decimal | None
    tolerance: Decimal
    unread: tuple[str, ...] = ()  # « engagement », « livraisons », « tolérance »
    promised: Decimal | None = None  # of one that cannot be measured, what is due is known

    @property
    def share(self) -> Decimal | None:
        """Delivered over committed, or None."""
        if self.committed is None or self.delivered is None or self.committed <= 0:
            return None
        return self.delivered / self.committed

    @property
    def is_over(self) -> bool:
        """Whether more was delivered than the engagement with its tolerance."""
        return self.share is not None and self.share > 1 + self.tolerance


def volume_lines(contracts: tuple[GrowingContract, ...], *, as_of: date) -> tuple[VolumeLine, ...]:
    """One line per running contract, in the order of the contracts."""
    return tuple(_line(contract, as_of=as_of) for contract in contracts if is_running(contract))


def net_kilograms(delivery: Delivery) -> Decimal | None:
    """What was delivered and not rejected, in kilograms; None when in doubt."""
    quantity = in_kilograms(delivery.quantity, unit=delivery.unit)
    if quantity is None:
        return None
    if delivery.rejected.doubt is Doubt.ABSENT:
        return quantity
    stated = getattr(delivery.quantity.value, "unit", None)
    rejected = in_kilograms(delivery.rejected, unit=stated or delivery.unit)
    if rejected is None and getattr(delivery.rejected.value, "amount", None) == 0:
        return quantity
    return None if rejected is None or is_beyond(rejected, quantity) else quantity - rejected


def _line(contract: GrowingContract, *, as_of: date) -> VolumeLine:
    balance = balance_volumes(contract, as_of=as_of)
    if balance is None:
        agreed, _ = tolerance_of(contract)
        return VolumeLine(
            contract=contract,
            state=VolumeState.NOT_DUE,
            status=status(Rag.GOOD, "Rien d’échu"),
            committed=Decimal(0),
            delivered=None,
            tolerance=_tolerance(agreed),
            unread=("tolérance",) if agreed is None else (),
        )
    committed, delivered, floor = balance.committed, balance.delivered, balance.floor
    names: tuple[str, ...] = ()
    promised: Decimal | None = None
    if balance.doubts or committed is None or delivered is None or floor is None:
        state, shown = VolumeState.UNKNOWN, status(Rag.UNKNOWN, "Non mesurable")
        read = {
            "livraisons": delivered,
            "engagement": committed,
            "tolérance": balance.tolerance,
        }
        names = tuple(name for name, value in read.items() if value is None)
        promised, committed, delivered = committed, None, None
    elif delivered < floor:
        grave = delivered < committed * ALERT_SHARE
        state = VolumeState.SHORT
        shown = status(Rag.ALERT if grave else Rag.WATCH, "Sous l’engagement")
    elif delivered > committed * (1 + _tolerance(balance.tolerance)):
        state, shown = VolumeState.KEPT, status(Rag.WATCH, OVER)
    else:
        state, shown = VolumeState.KEPT, status(Rag.GOOD, "Tenu")
    return VolumeLine(
        contract=contract,
        state=state,
        status=shown,
        committed=committed,
        delivered=delivered,
        tolerance=_tolerance(balance.tolerance),
        unread=names,
        promised=promised,
    )


def _tolerance(read: Decimal | None) -> Decimal:
    return DEFAULT_TOLERANCE if read is None else read
