"""Pure: the lines of a document with the forecasts of chains that she lets it tell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.deliverables.view import DeliverableLine, DeliverableState
from relocalisons.core.kernel.model import TrackedFinding
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.programme.decisions.shared_delays import delayed_by, told_end
from relocalisons.core.views.rag import DelayScale, Rag, status

MOVED = "Décalée"  # the status of an action that a told chain delays


def shared_forecasts(tracked: tuple[TrackedFinding, ...], *, as_of: date) -> Mapping[str, date]:
    """Number of the delayed action or deliverable → the end that may be told, the latest one."""
    told: dict[str, date] = {}
    for one in tracked:
        day = told_end(one, as_of=as_of)
        if day is not None:
            target = delayed_by(one)
            told[target] = max(day, told.get(target, day))
    return told


def move_actions(
    lines: tuple[ActionLine, ...], *, told: Mapping[str, date], delays: DelayScale
) -> tuple[ActionLine, ...]:
    """The lines with the forecasts that may be told, where they are later than what is known.

    Late, granted, finished and doubtful actions are left alone: they have a reason of their own.
    """
    return tuple(_moved_action(line, told.get(line.action.number), delays=delays) for line in lines)


def move_deliverables(
    lines: tuple[DeliverableLine, ...], *, told: Mapping[str, date], delays: DelayScale
) -> tuple[DeliverableLine, ...]:
    """The same for deliverables still to come: `forecast` is set, the due day stays."""
    return tuple(
        _moved_deliverable(line, told.get(line.deliverable.number), delays=delays) for line in lines
    )


def _moved_action(line: ActionLine, day: date | None, *, delays: DelayScale) -> ActionLine:
    expected = line.state in (ActionState.ON_TIME, ActionState.SLIPPING)
    if not expected or day is None or line.forecast is None or day <= line.forecast:
        return line
    gap = (day - line.baseline).days if line.baseline else None
    if gap is None or gap <= delays.watch:
        return replace(line, forecast=day, gap=gap)
    return replace(
        line,
        state=ActionState.SLIPPING,
        status=status(delays.rate(gap), MOVED),
        forecast=day,
        gap=gap,
    )


def _moved_deliverable(
    line: DeliverableLine, day: date | None, *, delays: DelayScale
) -> DeliverableLine:
    if line.state is not DeliverableState.TO_COME or day is None or line.due is None:
        return line
    late = (day - line.due).days
    if late <= 0:
        return line
    level = delays.rate(late)
    said = line.status if level is Rag.GOOD else status(level, "Décalé")
    return replace(line, forecast=day, status=said)
