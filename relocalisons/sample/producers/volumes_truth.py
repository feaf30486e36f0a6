"""Sample: what must be found about volumes promised and delivered."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relocalisons.sample.engine.cells import Row, Typed
from relocalisons.sample.engine.entries import (
    TruthEntry,
    amount_of,
    date_of,
    first_of_each,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Workspace

_DELIVERING = ("signé", "en culture", "en livraison")
_USUAL_TOLERANCE = Decimal("0.1")


def volume_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Contracts that deliver less than they promise, or nobody can tell."""
    commitments, deliveries = (
        [row for tab in workspace.tables(table) for row in first_of_each(tab)]
        for table in ("commitments", "deliveries")
    )
    for row in first_of_each(workspace.tab(PILOTAGE, "contracts")):
        if row.cell("stage").meaning not in _DELIVERING:
            continue
        number = row.cell("number").meaning
        promised = [
            each
            for each in commitments
            if each.cell("contract").meaning == number and _is_over(each, on)
        ]
        brought = [each for each in deliveries if each.cell("contract").meaning == number]
        kind = _judge(row.cell("tolerance"), promised, brought, on)
        if kind is not None:
            yield TruthEntry(
                kind=kind, subject=str(number), partner=partner_of(row.cell("producer"))
            )


def _is_over(row: Row, on: date) -> bool:
    end = date_of(row.cell("period_end"))
    return end is not None and end < on


def _judge(tolerance: Typed, promised: list[Row], brought: list[Row], on: date) -> str | None:
    if not promised:
        return None
    volumes = [amount_of(row.cell("volume")) for row in promised]
    quantities = [
        (date_of(row.cell("date")), amount_of(row.cell("quantity")), row.cell("rejected"))
        for row in brought
    ]
    doubtful = (
        tolerance.is_doubtful
        or None in volumes
        or any(day is None or quantity is None for day, quantity, _ in quantities)
        or any(rejected.is_doubtful for _, _, rejected in quantities)
    )
    committed = sum((volume for volume in volumes if volume is not None), Decimal(0))
    if doubtful:
        return "volume_unknown"
    delivered = sum(
        (
            quantity - (amount_of(rejected) or 0)
            for day, quantity, rejected in quantities
            if day is not None and quantity is not None and day <= on
        ),
        Decimal(0),
    )
    allowed = amount_of(tolerance)
    share = 1 - (_USUAL_TOLERANCE if allowed is None else allowed)
    return "volume_shortfall" if committed > 0 and delivered < committed * share else None
