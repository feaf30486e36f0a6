"""Sample: what must be found of indicators, risks, agreements, attestations and her own time."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import (
    TruthEntry,
    amount_of,
    date_of,
    first_of_each,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.people import COORDINATOR
from relocalisons.sample.engine.structures import LEAD
from relocalisons.sample.engine.workspace import Workspace

_START = date(2025, 9, 1)
_MEASURED = 92  # days
_JUDGED, _SLOW, _LOST = Decimal("0.2"), Decimal("0.9"), Decimal("0.6")
_ATTESTATION = 30  # days
_TRAJECTORY = ("baseline_value", "target", "value")


def objective_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Indicators, then risks."""
    for row in first_of_each(workspace.tab(PILOTAGE, "indicators")):
        for kind in _of_indicator(row, on):
            yield TruthEntry(
                kind=kind,
                subject=str(row.cell("code").meaning),
                partner=partner_of(row.cell("owner")),
            )
    for row in first_of_each(workspace.tab(PILOTAGE, "risks")):
        review = date_of(row.cell("review"))
        if review is not None and review < on:
            yield TruthEntry(
                kind="risk_review_overdue",
                subject=str(row.cell("number").meaning),
                partner=partner_of(row.cell("owner")),
            )


def _of_indicator(row: Row, on: date) -> Iterator[str]:
    measured = date_of(row.cell("measured_on"))
    if measured is None or (on - measured).days > _MEASURED:
        yield "indicator_not_measured"
    if row.cell("proof").meaning is None:
        yield "indicator_proof_missing"
    origin, target, value = (amount_of(row.cell(name)) for name in _TRAJECTORY)
    due, way, mode = date_of(row.cell("due")), row.cell("direction").meaning, row.cell("mode")
    if origin is None or target is None or value is None or due is None:
        return
    rises = target > origin
    has_no_line = row.cell("unit").meaning == "%" and not origin
    if way != ("hausse" if rises else "baisse") or mode.meaning == "à voir":
        yield "indicator_unclear"
        return
    if measured is None:
        return
    gone = Decimal((measured - _START).days) / Decimal((due - _START).days)
    if has_no_line:  # a mean has a floor, a last value a target for the due date
        if mode.meaning == "moyenne" and value < target and gone >= _JUDGED:
            yield "indicator_behind"
        return
    done = (value - origin) / (target - origin)
    if gone < _JUDGED or done >= 1:
        return
    if done < gone * _LOST and mode.meaning != "moyenne":
        yield "indicator_out_of_reach"
    elif done < gone * _SLOW:
        yield "indicator_behind"


def administration_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Agreements, attestations and the coordinator's own time."""
    active = set()
    for row in first_of_each(workspace.tab(PILOTAGE, "partners")):
        code = str(row.cell("code").meaning)
        if row.cell("active").meaning == "non":
            continue
        active.add(code)
        if not row.cell("agreement_signed").is_set:
            yield TruthEntry(kind="agreement_unsigned", subject=code, partner=code)
    for row in first_of_each(workspace.tab(PILOTAGE, "attestations")):
        until, partner = date_of(row.cell("valid_until")), partner_of(row.cell("partner"))
        if until is None or partner not in active or (until - on).days > _ATTESTATION:
            continue
        kind = str(row.cell("kind").meaning).lower().replace("é", "e")
        yield TruthEntry(
            kind="attestation_expired" if until < on else "attestation_expiring",
            subject=f"{partner}/{kind}",
            partner=partner,
        )
    field = total = Decimal(0)
    for row in first_of_each(workspace.tab(LEAD, "timesheets")):
        if row.cell("employee").meaning == COORDINATOR:
            days = amount_of(row.cell("time")) or Decimal(0)
            total += days
            field += days if str(row.cell("action").meaning).startswith("A2.") else 0
    if total >= 10 and abs(field / total - Decimal("0.2")) > Decimal("0.05"):
        yield TruthEntry(kind="coordinator_time", subject="coordination", partner=None)
