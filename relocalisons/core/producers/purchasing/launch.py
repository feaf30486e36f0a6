"""Pure: the day on which a purchase was launched, which says which threshold it is held against.

One reading for every paper of a contract. A sending is the launch; a signature only says that it
was launched before, which is enough where one threshold alone was ever in force until then.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, first_day
from relocalisons.core.kernel.words.french import format_date, format_money
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.sources.laws.purchasing_thresholds import (
    PurchasingThreshold,
    Threshold,
    threshold_on,
)

_SIGNED = ("producer_signed", "buyer_signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """The threshold of one purchase; `before`: the one that may hold instead, the day in doubt."""

    day: date
    threshold: Threshold
    before: Threshold | None
    how: str  # which day it is, as a table may print it

    @property
    def is_sure(self) -> bool:
        """Whether only one threshold can be that of the launch."""
        return self.before is None

    @property
    def least(self) -> Threshold:
        """The lowest of those that may hold: what is below it is below them all."""
        known = [self.threshold, *([self.before] if self.before else [])]
        return min(known, key=lambda each: each.amount)

    def is_reached(self, need: Decimal) -> bool:
        """Whether a need is at every threshold that may hold, or above."""
        known = [self.threshold, *([self.before] if self.before else [])]
        return all(each.is_reached(need) for each in known)

    @property
    def said(self) -> str:
        """The threshold with its source, or both with the day between them."""
        if self.before is None:
            until = self.threshold.until
            ended = f", en vigueur jusqu’au {format_date(until)}" if until else ""
            return f"{self.threshold.said}{ended}"
        return (
            f"{format_money(self.before.amount)} avant le "
            f"{format_date(self.threshold.since or self.day)}, puis {self.threshold.said}"
        )


def read_launch(programme: Programme, sheet: ContractSheet, *, as_of: date) -> Launch | None:
    """The threshold that a contract is held against; None when none is known for that day."""
    sent = first_day(sheet.row.reading("sent_on"))
    signed = min(_signatures(sheet), default=None)
    is_sent = sent is not None and (signed is None or sent <= signed)
    day = sent if is_sent and sent else signed or as_of
    threshold = _threshold(programme, day, as_of=as_of)
    if threshold is None:
        return None
    if is_sent:
        how = f"contrat envoyé le {format_date(day)}"
    elif signed is not None:
        how = f"signé le {format_date(day)}, envoi non noté"
    else:
        how = "jour de la consultation non noté"
    return Launch(
        day=day,
        threshold=threshold,
        before=None if is_sent else _before(programme, threshold, as_of=as_of),
        how=how,
    )


def _signatures(sheet: ContractSheet) -> Iterator[date]:
    for column in _SIGNED:
        day = first_day(sheet.row.reading(column))
        if day is not None:
            yield day


def _before(programme: Programme, threshold: Threshold, *, as_of: date) -> Threshold | None:
    """The one in force until then, where it was another amount."""
    if threshold.since is None:
        return None
    before = _threshold(programme, threshold.since - timedelta(days=1), as_of=as_of)
    return before if before is not None and before.amount != threshold.amount else None


def _threshold(programme: Programme, day: date, *, as_of: date) -> Threshold | None:
    return threshold_on(
        PurchasingThreshold.NO_PUBLICITY, day=day, parameters=programme.parameters, as_of=as_of
    )
