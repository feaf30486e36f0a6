"""Pure: everything that the documents measure, computed once from one scope.

The same set of actions gives the mean progress and the expected one, so that their gap means
something; what is left out of a mean is counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from relocalisons.core.deliverables.view import (
    DeliverableLine,
    DeliverableState,
    deliverable_lines,
    is_accepted,
    is_said_to_come,
)
from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    least_percent,
    most_percent,
    percent,
    whole_percent,
)
from relocalisons.core.money.cents import euros
from relocalisons.core.money.doubts import Unsure
from relocalisons.core.money.spending import Spending
from relocalisons.core.plan.view import ActionLine, ActionState, plan_lines
from relocalisons.core.producers.volumes.reconciliation import MadeDelivery, made_deliveries
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState, volume_lines
from relocalisons.core.programme.decisions.baseline import say_baseline
from relocalisons.core.programme.decisions.shared_delays import delayed_by, told_end
from relocalisons.core.programme.scope import Scope
from relocalisons.core.views.rag import USUAL_DELAYS, DelayScale, Rag, status
from relocalisons.core.views.ranges import Euros, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The lines of a document and what they add up to."""

    as_of: date
    actions: tuple[ActionLine, ...]  # dropped ones, and those of partners who left, included
    deliverables: tuple[DeliverableLine, ...]
    volumes: tuple[VolumeLine, ...]
    made: tuple[MadeDelivery, ...] = ()  # every delivery, under whatever contract
    delays: DelayScale = USUAL_DELAYS
    reference: str = "aux dates prévues"  # what gaps are measured from; follows « par rapport »

    # --- actions ---

    @property
    def followed(self) -> tuple[ActionLine, ...]:
        """The actions that still count: neither dropped, nor left by a partner who is gone."""
        out = (ActionState.DROPPED, ActionState.LEFT)
        return tuple(line for line in self.actions if line.state not in out)

    @property
    def left_actions(self) -> tuple[ActionLine, ...]:
        """Unfinished actions of partners who left, counted apart."""
        return self.in_state(ActionState.LEFT)

    @property
    def left_deliverables(self) -> tuple[DeliverableLine, ...]:
        """The same of deliverables that were not handed in."""
        return self.deliverables_in(DeliverableState.LEFT)

    def in_state(self, *states: ActionState) -> tuple[ActionLine, ...]:
        """The actions in one of those states."""
        return tuple(line for line in self.actions if line.state in states)

    @property
    def unseen(self) -> tuple[ActionLine, ...]:
        """The actions that can no longer be told: counted among the followed, measured by none."""
        return tuple(line for line in self.followed if line.action.last_read is not None)

    @property
    def late(self) -> tuple[ActionLine, ...]:
        """Late actions, the latest first."""
        lines = self.in_state(ActionState.LATE)
        return tuple(sorted(lines, key=lambda line: (-line.late_days, line.action.number)))

    @property
    def late_in_alert(self) -> int:
        """How many late actions are « ■ » in every table: the one count of them."""
        return sum(line.status.level is Rag.ALERT for line in self.late)

    @property
    def late_range(self) -> Range:
        """How many actions are late, and how many more may be: the one count of them."""
        return late_range(self.actions)

    @property
    def missing_range(self) -> Range:
        """How many deliverables are missing, and how many more may be: the one count of them."""
        unsure = [line.doubts for line in self.deliverables if line.doubts]
        return Range(sure=len(self.missing), possible=len(unsure), cells=sum(map(len, unsure)))

    @property
    def slipping(self) -> tuple[ActionLine, ...]:
        """Actions that will end later than the reference, the most slipping first."""
        lines = self.in_state(ActionState.SLIPPING)
        return tuple(sorted(lines, key=lambda line: (-(line.gap or 0), line.action.number)))

    @property
    def measured(self) -> tuple[ActionLine, ...]:
        """The actions of which both progress and expected progress are known."""
        return tuple(
            line
            for line in self.followed
            if line.progress is not None and line.expected is not None
        )

    @property
    def progress(self) -> int | None:
        """Mean progress of the measured actions, in whole percent."""
        return mean_percent([line.progress for line in self.measured])

    @property
    def expected(self) -> int | None:
        """Mean expected progress of the same actions, in whole percent."""
        return mean_percent([line.expected for line in self.measured])

    def of_owner(self, code: str) -> Self:
        """The actions and deliverables of one partner, counted in the same way."""
        return replace(
            self,
            actions=tuple(line for line in self.actions if line.action.owner == code),
            deliverables=tuple(
                line for line in self.deliverables if line.deliverable.owner == code
            ),
        )

    # --- deliverables ---

    def deliverables_in(self, *states: DeliverableState) -> tuple[DeliverableLine, ...]:
        """The deliverables in one of those states."""
        return tuple(line for line in self.deliverables if line.state in states)

    @property
    def deliverables_due(self) -> tuple[DeliverableLine, ...]:
        """Those whose day has gone by and of which it is known whether the file is there."""
        known = self.deliverables_in(
            DeliverableState.HANDED_IN,
            DeliverableState.MISSING,
            DeliverableState.GRANTED,
            DeliverableState.REFUSED,
        )
        return tuple(line for line in known if line.due is not None and line.due < self.as_of)

    @property
    def handed_in(self) -> tuple[DeliverableLine, ...]:
        """Those due whose file is in the Drive."""
        return tuple(
            line for line in self.deliverables_due if line.state is DeliverableState.HANDED_IN
        )

    @property
    def accepted(self) -> tuple[DeliverableLine, ...]:
        """Of those, the ones that « Livrables » says are validated or published."""
        return tuple(line for line in self.handed_in if is_accepted(line.deliverable))

    @property
    def said_to_come(self) -> tuple[DeliverableLine, ...]:
        """Of those, the ones that « Livrables » still says are to be made: both are told."""
        return tuple(line for line in self.handed_in if is_said_to_come(line.deliverable))

    @property
    def missing(self) -> tuple[DeliverableLine, ...]:
        """Missing deliverables, the oldest first."""
        lines = self.deliverables_in(DeliverableState.MISSING)
        return tuple(sorted(lines, key=lambda line: (-line.late_days, line.deliverable.number)))

    # --- volumes ---

    def volumes_in(self, *states: VolumeState) -> tuple[VolumeLine, ...]:
        """The contracts in one of those states."""
        return tuple(line for line in self.volumes if line.state in states)

    @property
    def volumes_measured(self) -> tuple[VolumeLine, ...]:
        """The contracts with an elapsed commitment and no doubt."""
        return self.volumes_in(VolumeState.KEPT, VolumeState.SHORT)

    @property
    def committed(self) -> Decimal:
        """Kilograms that were to be delivered by now under the measured contracts."""
        return sum((line.committed or Decimal(0) for line in self.volumes_measured), Decimal(0))

    @property
    def delivered(self) -> Decimal:
        """Kilograms delivered under the measured contracts."""
        return sum((line.delivered or Decimal(0) for line in self.volumes_measured), Decimal(0))


def measure(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    scope: Scope,
    *,
    as_of: date,
    baseline: Mapping[str, date] | None = None,
    delays: DelayScale = USUAL_DELAYS,
) -> Measures:
    """Measure the actions and deliverables of a scope, and every running contract.

    Forecasts of chains count only where the coordinator lets them be told.
    """
    told = shared_forecasts(tracked, as_of=as_of)
    plan = plan_lines(scope.actions, tracked, as_of=as_of, baseline=baseline, delays=delays)
    volumes = volume_lines(programme.contracts, as_of=as_of)
    outputs = deliverable_lines(programme, scope.deliverables, tracked, as_of=as_of, delays=delays)
    return Measures(
        as_of=as_of,
        actions=move_actions(plan, told=told, delays=delays),
        deliverables=move_deliverables(outputs, told=told, delays=delays),
        volumes=volumes,
        made=made_deliveries(programme, volumes),
        delays=delays,
        reference=say_baseline(baseline),
    )


def known_delivered(measures: Measures, line: VolumeLine) -> Decimal | None:
    """Kilograms that came; of a contract that cannot be measured, what can be read; else None."""
    if line.delivered is not None:
        return line.delivered
    known = sum(
        each.grams or 0
        for each in measures.made
        if each.number == line.contract.number and each.on is not None and each.on <= measures.as_of
    )
    return Decimal(known) / 1000 if known else None


def open_sum(sure: Decimal, unsure: Unsure) -> Euros:
    """A sum of euros, with what cells that cannot be read may add to it."""
    more = None if unsure.more is None else euros(unsure.more)
    return Euros(sure=sure, more=more, cells=unsure.cells)


def share_paid(spending: Spending) -> str:
    """« 22 % » of the budget, « au moins 22 % » where a payment has no amount that can be read.

    « au plus 23 % » where a line of the budget cannot be read and is missing.
    """
    share = spending.share
    if share is None:
        return "part à préciser"
    if spending.unread_budgets:
        return share_at_most(open_sum(spending.paid, spending.unsure), spending.budget)
    if spending.unsure.more is None:
        return f"au moins {percent(least_percent(share))}"
    # What may come on top is told beside: the low end of a range, as « Tableau de bord » has it.
    return percent(least_percent(share) if spending.unsure.more else whole_percent(share))


def share_at_most(paid: Euros, budget: Decimal) -> str:
    """« au plus 23 % » of a budget of which a line cannot be read: it can only be more."""
    if paid.more is None:
        return "part à préciser"
    return f"au plus {percent(most_percent((paid.sure + paid.more) / budget))}"


class StateCounts(NamedTuple):
    """How some actions spread over what is told of them: the one count of each, adding up."""

    done: int
    on_time: int
    blocked: int  # its partner says so; its date has not gone by
    slipping: int  # will end later than the reference, by what was announced or granted
    late: int
    set_aside: int
    unknown: int
    unseen: int  # can no longer be told


def count_states(lines: Iterable[ActionLine]) -> StateCounts:
    """Of actions that are followed, how many are in each state."""
    lines = tuple(lines)
    count = Counter(line.state for line in lines)
    blocked = sum(line.state is ActionState.ON_TIME and line.is_blocked for line in lines)
    unseen = sum(line.action.last_read is not None for line in lines)
    return StateCounts(
        done=count[ActionState.DONE],
        on_time=count[ActionState.ON_TIME] - blocked,
        blocked=blocked,
        slipping=count[ActionState.SLIPPING] + count[ActionState.GRANTED],
        late=count[ActionState.LATE],
        set_aside=count[ActionState.SET_ASIDE],
        unknown=count[ActionState.UNKNOWN] - unseen,
        unseen=unseen,
    )


def late_range(lines: Iterable[ActionLine]) -> Range:
    """Of some actions, how many are late, and how many more may be."""
    lines = tuple(lines)
    unsure = [line.doubts for line in lines if line.doubts]
    sure = sum(line.state is ActionState.LATE for line in lines)
    return Range(sure=sure, possible=len(unsure), cells=sum(map(len, unsure)))


def mean_percent(values: list[Decimal | None]) -> int | None:
    """The mean of the known values in whole percent; None when none is known."""
    known = [value for value in values if value is not None]
    return whole_percent(sum(known, Decimal(0)) / len(known)) if known else None


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
    return tuple(_moved_action(line, told.get(line.action.key), delays=delays) for line in lines)


def move_deliverables(
    lines: tuple[DeliverableLine, ...], *, told: Mapping[str, date], delays: DelayScale
) -> tuple[DeliverableLine, ...]:
    """The same for deliverables still to come: `forecast` is set, the due day stays."""
    return tuple(
        _moved_deliverable(line, told.get(line.deliverable.key), delays=delays) for line in lines
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
    return replace(
        line, forecast=day, status=line.status if level is Rag.GOOD else status(level, "Décalé")
    )
