"""Pure: each action as a report shows it: state, forecast, gap to the reference, progress.

Lateness and slippage come from the findings, so that a report never contradicts « Anomalies ». A
delay has one length: that of a late action runs from its date in force, any other gap from the
reference. Nothing is announced for an action whose date has gone by: it has no new date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.calendar.forecast import CLOSED, action_due, cells_that_tell
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    FindingKind,
    Reading,
    Severity,
    TrackedFinding,
    first_day,
    last_day,
)
from relocalisons.core.kernel.words.french import NBSP, count_days, format_date
from relocalisons.core.plan.findings.schedule import SLIP_DAYS
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.standing import granted_until, is_set_aside
from relocalisons.core.views.gaps import LEFT, NOT_READ, gap_words
from relocalisons.core.views.rag import ALERT_DAYS, USUAL_DELAYS, DelayScale, Rag, Status, status

SOON_DAYS = 15
NO_NEW_DATE = "sans nouvelle date"
HALF = Decimal("0.5")


class ActionState(StrEnum):
    """Where an action stands on the day of the report."""

    DONE = "done"
    DROPPED = "dropped"
    LEFT = "left"  # its owner left the programme before it was finished
    LATE = "late"
    SLIPPING = "slipping"
    GRANTED = "granted"  # late, but the coordinator agreed on a new date
    SET_ASIDE = "set_aside"  # late, but she wrote « sans objet »
    ON_TIME = "on_time"
    UNKNOWN = "unknown"


_OVERDUE = (ActionState.LATE, ActionState.SET_ASIDE, ActionState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action as a report shows it; None is what could not be read."""

    action: Action
    state: ActionState
    status: Status
    start: date | None
    baseline: date | None
    due: date | None
    forecast: date | None  # the earliest end that is still possible; `announced` is what is told
    gap: int | None  # days later than the date in force when LATE, else than the reference
    late_days: int  # days past the date in force; 0 unless LATE
    progress: Decimal | None  # fraction
    expected: Decimal | None  # share of the planned span that has gone by
    doubts: tuple[str, ...] = ()  # columns of the cells that keep from telling that it is late

    @property
    def gap_text(self) -> str:
        """`+41 j`, `−3 j`, `sans écart`, or a dash when it is not known."""
        return gap_words(self.gap)

    @property
    def is_overdue(self) -> bool:
        """Whether its date has gone by and no other one was given."""
        return (
            self.state in _OVERDUE
            and self.due is not None
            and self.forecast is not None
            and self.forecast > self.due
        )

    @property
    def is_blocked(self) -> bool:
        """Whether its partner wrote that it is blocked."""
        return self.action.status.value is ActionStatus.BLOCKED

    @property
    def announced(self) -> date | None:
        """The end that somebody gave; None when it has gone by or is not known."""
        return None if self.is_overdue else self.forecast

    @property
    def forecast_text(self) -> str:
        """The day announced, `sans nouvelle date`, or a dash when nothing is known."""
        if self.is_overdue:
            return NO_NEW_DATE
        return format_date(self.forecast) if self.forecast else "–"

    @property
    def due_text(self) -> str:
        """The date in force, and the reference where it is another day.

        A later end that somebody announced is a forecast: whether it is accepted, nobody said.
        """
        if self.due is None:
            return "–"
        if self.state is ActionState.SLIPPING and self.baseline and self.baseline < self.due:
            return f"{format_date(self.baseline)} (réf.)"
        day = format_date(self.due)
        if self.baseline is None or self.baseline == self.due:
            return day
        return f"{day} (réf.{NBSP}{format_date(self.baseline)})"

    @property
    def counted_from(self) -> date | None:
        """The day from which its gap is counted."""
        return self.due if self.state is ActionState.LATE else self.baseline


def plan_lines(
    actions: tuple[Action, ...],
    tracked: tuple[TrackedFinding, ...],
    *,
    as_of: date,
    baseline: Mapping[str, date] | None = None,
    delays: DelayScale = USUAL_DELAYS,
) -> tuple[ActionLine, ...]:
    """One line per action, struck ones left out, in the order of the plan."""
    found = {
        (entry.finding.kind, entry.finding.subject): entry for entry in tracked if entry.is_open
    }
    frozen = baseline or {}
    return tuple(
        _line(action, found=found, as_of=as_of, frozen=frozen.get(action.key), delays=delays)
        for action in actions
        if not action.struck
    )


def _line(
    action: Action,
    *,
    found: Mapping[tuple[FindingKind, str], TrackedFinding],
    as_of: date,
    frozen: date | None,
    delays: DelayScale,
) -> ActionLine:
    late = found.get((PlanKind.ACTION_LATE, action.key))
    slipping = found.get((PlanKind.ACTION_SLIPPING, action.key))
    baseline = frozen or last_day(action.planned_end)
    in_force = action_due(action)
    due = in_force.day if in_force else None
    state = _state(action, late=late, slipping=slipping, due=due, baseline=baseline, as_of=as_of)
    forecast = _forecast(action, state=state, due=due, late=late, as_of=as_of)
    gap = (forecast - baseline).days if forecast and baseline else None
    if state in _OVERDUE and due is not None and due < as_of:
        gap = (as_of - due).days if state is ActionState.LATE else None
    progress = Decimal(1) if state is ActionState.DONE else _value(action.progress)
    late_days = (as_of - due).days if state is ActionState.LATE and due else 0
    return ActionLine(
        action=action,
        state=state,
        status=_status(
            action, state=state, late=late, gap=gap, due=due, as_of=as_of, delays=delays
        ),
        start=first_day(action.actual_start) or first_day(action.planned_start),
        baseline=baseline,
        due=due,
        forecast=forecast,
        gap=gap,
        late_days=late_days,
        progress=progress,
        expected=_expected(action, baseline=baseline, as_of=as_of),
        doubts=_doubts(action, as_of=as_of) if state is ActionState.UNKNOWN else (),
    )


def _doubts(action: Action, *, as_of: date) -> tuple[str, ...]:
    """What must be read to tell that an action is late; empty where it is not.

    A plan that keeps no state at all is asked about once, and one that cannot be read any more is
    told apart: neither is a cell to look at.
    """
    status = action.status
    if action.last_read is not None or "status" in action.unsaid:
        return ()
    if status.is_set or (status.candidates and not {*status.candidates} - set(CLOSED)):
        told: tuple[str, ...] = ()
        if not status.is_set or status.value in CLOSED:
            return ()
    else:
        told = ("status",)
    dates = cells_that_tell(
        action.revised_end,
        action.planned_end,
        columns=("revised_end", "planned_end"),
        as_of=as_of,
    )
    return () if dates is None else (*told, *dates)


def _state(
    action: Action,
    *,
    late: TrackedFinding | None,
    slipping: TrackedFinding | None,
    due: date | None,
    baseline: date | None,
    as_of: date,
) -> ActionState:
    if action.status.value is ActionStatus.DROPPED:
        return ActionState.DROPPED
    if action.left:
        return ActionState.LEFT
    if action.status.value is ActionStatus.DONE or action.actual_end.is_set:
        return ActionState.DONE
    if late is not None:
        if is_set_aside(late):
            return ActionState.SET_ASIDE
        granted = granted_until(late, as_of=as_of)
        return ActionState.GRANTED if granted else ActionState.LATE
    if slipping is not None and not is_set_aside(slipping):
        return ActionState.SLIPPING
    if slipping is None and due and baseline and due >= as_of and (due - baseline).days > SLIP_DAYS:
        return ActionState.SLIPPING  # its planned end was typed over: no partner announced it
    if due is None or not action.status.is_set:
        return ActionState.UNKNOWN
    # Past its date without a finding: something made it doubtful, so nothing is claimed.
    return ActionState.ON_TIME if due >= as_of else ActionState.UNKNOWN


def _forecast(
    action: Action,
    *,
    state: ActionState,
    due: date | None,
    late: TrackedFinding | None,
    as_of: date,
) -> date | None:
    if state in (ActionState.DROPPED, ActionState.LEFT):
        return None
    if state is ActionState.DONE:
        return last_day(action.actual_end)
    if state is ActionState.GRANTED and late is not None:
        return granted_until(late, as_of=as_of)
    return max(due, as_of) if due else None


def _status(
    action: Action,
    *,
    state: ActionState,
    late: TrackedFinding | None,
    gap: int | None,
    due: date | None,
    as_of: date,
    delays: DelayScale,
) -> Status:
    if state is ActionState.LATE:
        days = (as_of - due).days if due else 0
        # An alert below the usual threshold says that somebody waits: no funder's scale hides it.
        waited_for = (
            late is not None and late.finding.severity is Severity.ALERT and days <= ALERT_DAYS
        )
        grave = waited_for or days > delays.alert
        return status(Rag.ALERT if grave else Rag.WATCH, "En retard")
    if state is ActionState.SLIPPING:
        return status(Rag.ALERT if (gap or 0) > delays.alert else Rag.WATCH, "Glisse")
    simple = {
        ActionState.DONE: status(Rag.DONE, "Terminée"),
        ActionState.DROPPED: status(Rag.UNKNOWN, "Abandonnée"),
        ActionState.LEFT: status(Rag.UNKNOWN, LEFT),
        ActionState.GRANTED: status(Rag.WATCH, "Date accordée"),
        ActionState.SET_ASIDE: status(Rag.UNKNOWN, "Sans objet"),
        ActionState.UNKNOWN: status(Rag.UNKNOWN, "Non mesurable"),
    }
    if action.last_read is not None and not action.left:
        return status(Rag.UNKNOWN, NOT_READ)
    if state in simple:
        return simple[state]
    if action.status.value is ActionStatus.BLOCKED:
        return status(Rag.WATCH, "Bloquée")
    soon = due is not None and (due - as_of).days <= SOON_DAYS
    progress = action.progress.value
    if soon and progress is not None and progress < HALF:
        return status(Rag.WATCH, f"Fin dans {count_days((due - as_of).days)}" if due else None)
    return status(Rag.GOOD, "Dans les délais")


def _expected(action: Action, *, baseline: date | None, as_of: date) -> Decimal | None:
    start = first_day(action.planned_start)
    if start is None or baseline is None or baseline < start:
        return None
    span = (baseline - start).days + 1
    gone = min(max((as_of - start).days, 0), span)
    return Decimal(gone) / Decimal(span)


def _value(reading: Reading[Decimal]) -> Decimal | None:
    return reading.value if reading.is_set else None
