"""Pure: the programme in which what an amendment moved is due on its amended end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.model import (
    Action,
    DateInterval,
    Deliverable,
    Programme,
    Reading,
    absent,
    certain,
)
from relocalisons.core.programme.decisions.baseline import Baseline

ACTIONS, DELIVERABLES = "actions", "deliverables"


def with_amendments(programme: Programme, baseline: Baseline) -> Programme:
    """Actions and deliverables of amendments by the ends that the reference in force gives them.

    Whatever their cells of planned dates say; a revised date counts where it is later. A line that
    was struck, or whose plan cannot be read, stays as it is.
    """
    if not baseline.amended:
        return programme
    return replace(
        programme,
        actions=tuple(_action(each, baseline) for each in programme.actions),
        deliverables=tuple(_deliverable(each, baseline) for each in programme.deliverables),
    )


def _action(action: Action, baseline: Baseline) -> Action:
    by, end = baseline.amended.get((ACTIONS, action.key)), baseline.get(action.key)
    if by is None or end is None or action.last_read is not None:
        return action
    return replace(
        action,
        planned_end=_on(end, of=action.planned_end),
        revised_end=_later(action.revised_end, than=end),
        amended=by,
        typed_end=action.planned_end,
    )


def _deliverable(deliverable: Deliverable, baseline: Baseline) -> Deliverable:
    ends: Mapping[str, date] = baseline.deliverables
    by, end = baseline.amended.get((DELIVERABLES, deliverable.key)), ends.get(deliverable.key)
    if by is None or end is None or deliverable.last_read is not None:
        return deliverable
    return replace(
        deliverable,
        due=_on(end, of=deliverable.due),
        revised_due=_later(deliverable.revised_due, than=end),
        amended=by,
    )


def _on(end: date, *, of: Reading[DateInterval]) -> Reading[DateInterval]:
    return certain(DateInterval(end, end), found=of.found)


def _later(revised: Reading[DateInterval], *, than: date) -> Reading[DateInterval]:
    """A revised date from before the amendment is settled by it; one in doubt stays in doubt."""
    if revised.value is not None and revised.value.latest <= than:
        return absent(revised.found)
    return revised
