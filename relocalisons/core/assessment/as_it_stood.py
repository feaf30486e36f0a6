"""Pure: what an open action was when its line left its plan, deleted or struck out."""

from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import ActionStatus, PartnerNames, Row
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.programme.entities import action_of
from relocalisons.core.tables import ACTIONS

_CALLED = {
    ActionStatus.BLOCKED: "était bloquée",
    ActionStatus.IN_PROGRESS: "était en cours",
    ActionStatus.PLANNED: "n’était pas commencée",
}
_OPEN = "n’était pas finie"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsItStood:
    """« était bloquée », and the end in force then where it can be read."""

    what: str
    end: date | None

    @property
    def sentence(self) -> str:
        """« Était bloquée, fin prévue le 31 décembre 2026. »"""
        day = f", fin prévue le {format_long_date(self.end)}" if self.end else ""
        return f"{self.what[:1].upper()}{self.what[1:]}{day}."


def as_it_stood(row: Row | None, *, names: PartnerNames, as_of: date) -> AsItStood | None:
    """None of what was done or given up, of what nobody can tell, and of other tables."""
    if row is None or row.table.name != ACTIONS.name:
        return None
    action = replace(action_of(row, names=names, unsaid={}), struck=False)
    if not is_open(action):
        return None
    due = action_due(action)
    status = action.status.value if action.status.is_set else None
    is_late = due is not None and due.day < as_of and status is not ActionStatus.BLOCKED
    what = "était en retard" if is_late else _CALLED.get(status, _OPEN) if status else _OPEN
    return AsItStood(what=what, end=due.day if due else None)
