"""Pure: the forecasts of chains that she lets committee and funders see, by action or deliverable.

A delay that travels from one partner to another is for the coordination alone. Beside that finding
she writes « à partager » (the forecast of the day is told) or « date accordée au … » (that date is
told); until then documents know nothing but the dates that partners gave themselves.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from relocalisons.core.decisions import Meaning, understand_finding
from relocalisons.core.model import FindingKind, FindingState, TrackedFinding
from relocalisons.core.reports.deliverables import DeliverableLine, DeliverableState
from relocalisons.core.reports.plan import ActionLine, ActionState
from relocalisons.core.reports.rag import DelayScale, Rag, status

MOVED = "Décalée"  # the status of an action that a told chain delays


def shared_forecasts(tracked: tuple[TrackedFinding, ...], *, as_of: date) -> Mapping[str, date]:
    """Number of the delayed action or deliverable → the end that may be told."""
    told: dict[str, date] = {}
    for one in tracked:
        if one.finding.kind is FindingKind.RIPPLE and one.state is not FindingState.RESOLVED:
            day = _day(one, as_of=as_of)
            if day is not None:
                target = one.finding.subject.rpartition("/")[2]
                told[target] = max(day, told.get(target, day))
    return told


def _day(one: TrackedFinding, *, as_of: date) -> date | None:
    decision = understand_finding(one.decision, since=one.first_seen, as_of=as_of)
    if decision.meaning is Meaning.GRANTED:
        # A granted day that went by is no forecast any more.
        return decision.until if decision.until and decision.until >= as_of else None
    due, days = one.finding.due, one.finding.days
    if decision.meaning is not Meaning.SHARED or due is None or days is None:
        return None
    return due + timedelta(days=days)


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
