"""Sample: what the truth says of one line: its dates in force, whether it is open, its entry."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.sample.engine.cells import Row, Typed
from relocalisons.sample.engine.workspace import Tab

SOON = 14  # days

IDENTITY = {
    "partners": "code",
    "actions": "number",
    "deliverables": "number",
    "contracts": "number",
    "funders": "code",
    "expenses": "number",
    "indicators": "code",
    "meetings": "number",
    "decisions": "number",
    "communication": "number",
    "risks": "number",
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TruthEntry:
    """A finding that must be made; `days` is its lateness, its slip or what is left."""

    kind: str
    subject: str
    partner: str | None
    days: int | None = None


def first_of_each(tab: Tab) -> tuple[Row, ...]:
    """The data lines of a tab; of two with one identity, the first."""
    column = IDENTITY.get(tab.table or "")
    rows = [row for row in tab.rows if row.is_data]
    if column is None:
        return tuple(rows)
    kept: dict[object, Row] = {}
    for row in rows:
        kept.setdefault(row.cell(column).meaning or row.uid, row)
    return tuple(kept.values())


def date_of(typed: Typed) -> date | None:
    """The day that a cell means."""
    return typed.meaning if typed.is_set and isinstance(typed.meaning, date) else None


def amount_of(typed: Typed) -> Decimal | None:
    """The figure that a cell means."""
    return typed.meaning if typed.is_set and isinstance(typed.meaning, Decimal) else None


def partner_of(typed: Typed) -> str | None:
    """The partner that a cell means."""
    return typed.meaning if isinstance(typed.meaning, str) else None


def in_force(row: Row, *, planned: str, revised: str) -> date | None:
    """The date that binds; None when the cell that should decide cannot be read."""
    changed = row.cell(revised)
    if changed.is_doubtful:
        return None
    return date_of(changed) or date_of(row.cell(planned))


def action_due(row: Row) -> date | None:
    """The date that binds an action."""
    return in_force(row, planned="planned_end", revised="revised_end")


OPEN = "open"  # of a status in doubt: whichever it means, work remains


def is_open(row: Row) -> bool:
    """Whether work remains on an action, without doubt."""
    status = row.cell("status")
    if (
        not (status.is_set or status.meaning == OPEN)
        or row.struck
        or date_of(row.cell("actual_end")) is not None
    ):
        return False
    return status.meaning not in ("done", "dropped")
