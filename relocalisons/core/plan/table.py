"""Pure: the plan as numbers: working days from the status date, for the network and the draws."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.forecast import has_not_begun
from relocalisons.core.kernel.model import Action
from relocalisons.core.plan.findings.ripple import Chains
from relocalisons.core.plan.links import PlanLink
from relocalisons.core.plan.ripple import Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """Days as working days from the status date: 0 is the end of the day before it."""

    chains: Chains

    @property
    def _calendar(self) -> WorkCalendar:
        return self.chains.calendars.shared

    def at(self, day: date) -> float:
        """The end of a day."""
        return float(self._calendar.between(self.chains.as_of - timedelta(days=1), day))

    def day(self, at: float) -> date:
        """The working day on which something that ends at `at` ends."""
        index = self._calendar.index_of(self.chains.as_of) + math.ceil(at - 1e-3) - 1
        return self._calendar.day_at(min(max(index, 0), len(self._calendar.worked) - 1))

    def release(self, action: Action | None) -> float:
        """An action that has not started does not start before its planned start."""
        start = action.planned_start.value if action is not None else None
        if action is None or start is None or action.actual_start.is_set:
            return 0.0
        return max(0.0, self.at(start.earliest - timedelta(days=1)))

    def own_end(self, known: Forecast) -> float:
        """When an action would end at its own pace, without what it waits for."""
        if known.driver is None:
            return self.at(known.finish)
        return self.at(known.reference) + known.own

    def work(self, action: Action, known: Forecast) -> float:
        """The working days that an action takes from its `release` on, without what it waits for.

        Of one that has not begun all that were planned, though its dates leave fewer.
        """
        left = max(0.0, self.own_end(known) - self.release(action))
        start = action.planned_start.value
        if start is None or not has_not_begun(action):
            return left
        planned = self.at(known.reference) - self.at(start.earliest - timedelta(days=1))
        return max(left, planned)

    def lag(self, link: PlanLink, *, successor: Action) -> float:
        """Her delay, less the overlap that both actions were planned to have."""
        start = successor.planned_start.value
        if start is None or successor.actual_start.is_set:
            return float(link.lag)
        before = self.chains.forecast.actions[link.predecessor]
        return link.lag - max(0.0, self.at(before.reference) - self.at(start.earliest) + 1)
