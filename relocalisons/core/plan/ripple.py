"""Pure: how a delay travels along the plan, across partners, down to milestones and deliverables.

Forecast only: nobody's dates are rewritten. Each step works in working days of the programme's
calendar. The planned overlap of two linked actions is kept: an action that was to start before its
predecessor ended is pushed by the predecessor's delay, not by the whole sequence.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relocalisons.core.deliverables.findings import deliverable_due, has_file, is_expected
from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY, WorkCalendar
from relocalisons.core.kernel.calendar.forecast import (
    action_due,
    baseline_end,
    expected_finish,
    is_open,
)
from relocalisons.core.kernel.calendar.working_time import WorkCalendars
from relocalisons.core.kernel.model import Action, Deliverable, Programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.links import PlanLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where an action or a deliverable is heading.

    `reference` is its baseline end, `due` its date in force, `finish` the forecast with what it
    waits for. `own` and `inherited` are delays on the reference in working days; the larger one
    decides. `driver` is the number of the predecessor that decides, None when it is its own pace.
    """

    number: str
    owner: str | None
    reference: date
    due: date
    finish: date
    own: int
    inherited: int
    driver: str | None
    about: bool

    @property
    def shift(self) -> int:
        """Calendar days between the date in force and the forecast; 0 when it holds."""
        return max(0, (self.finish - self.due).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripple:
    """A delay that reaches a milestone or a deliverable of another partner.

    `path` goes from the late action to the target, both included. `days` is the shift of the
    target in calendar days, `working_days` the same in working days. `margin` is how many
    calendar days are left before `limit`, negative when it is passed, None without a limit.
    """

    cause: Forecast
    target: Forecast
    path: tuple[str, ...]
    days: int
    working_days: int
    limit: date | None
    margin: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForecast:
    """The forecast of every action and deliverable that can be measured, by number.

    `unmeasured`: numbers of open actions whose status, dates or predecessors are in doubt; what
    waits for them is only partly known.
    """

    actions: Mapping[str, Forecast]
    deliverables: Mapping[str, Forecast]
    unmeasured: tuple[str, ...]


def forecast_plan(
    programme: Programme,
    *,
    links: PlanLinks,
    as_of: date,
    baseline: Mapping[str, date],
    calendars: WorkCalendars,
    granted: Mapping[str, date] | None = None,
    changed: Mapping[str, date] | None = None,
) -> PlanForecast:
    """Forecast the open actions and the awaited deliverables, delays of predecessors included.

    Own pace: `expected_finish`, in the calendar of the owner's profile, from the day on which its
    line last `changed`, and never before an end that the coordinator `granted`. From a predecessor:
    its delay less the working days planned between its end and the successor's start; a successor
    already started cannot finish before what it depends on. Actions in a knot keep their own pace.
    """
    walk = _Walk(
        programme=programme,
        links=links,
        as_of=as_of,
        baseline=baseline,
        calendars=calendars,
        granted=granted or {},
        changed=changed or {},
    )
    return walk.forecast()


def find_ripples(
    plan: PlanForecast,
    *,
    programme: Programme,
    limits: Mapping[str, date],
    calendar: WorkCalendar,
) -> tuple[Ripple, ...]:
    """The delays that move a milestone or a deliverable of another partner, one a target.

    `limits`: number of the target → the day it must not pass. Of two predecessors that push as
    far, the first in order of number is the cause.
    """
    milestones = [
        plan.actions[action.key]
        for action in programme.actions
        if action.milestone and action.key in plan.actions
    ]
    found: list[Ripple] = []
    for target in (*milestones, *plan.deliverables.values()):
        if target.driver is None or target.shift == 0:
            continue
        path = _path(target, plan=plan)
        cause = plan.actions[path[0]]
        if cause.owner is None or target.owner is None or cause.owner == target.owner:
            continue
        limit = limits.get(target.number)
        found.append(
            Ripple(
                cause=cause,
                target=target,
                path=path,
                days=target.shift,
                working_days=calendar.between(target.due, target.finish),
                limit=limit,
                margin=(limit - target.finish).days if limit else None,
            )
        )
    return tuple(found)


def _path(target: Forecast, *, plan: PlanForecast) -> tuple[str, ...]:
    path = [target.number]
    driver = target.driver
    while driver is not None:
        path.append(driver)
        driver = plan.actions[driver].driver
    return tuple(reversed(path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """One pass over the plan."""

    programme: Programme
    links: PlanLinks
    as_of: date
    baseline: Mapping[str, date]
    calendars: WorkCalendars
    granted: Mapping[str, date]
    changed: Mapping[str, date]

    def forecast(self) -> PlanForecast:
        by_number = {
            action.key: action
            for action in self.programme.actions
            if not action.struck and is_open(action) is not False
        }
        done: dict[str, Forecast] = {}
        for number in _in_order(by_number, self.links):
            found = self._action(by_number[number], done=done)
            if found is not None:
                done[number] = found
        return PlanForecast(
            actions=done,
            deliverables=dict(self._deliverables(by_number.values(), done=done)),
            unmeasured=tuple(
                number
                for number in by_number
                if number not in done or number in self.links.doubtful
            ),
        )

    def _action(self, action: Action, *, done: Mapping[str, Forecast]) -> Forecast | None:
        due = action_due(action)
        reference = baseline_end(action, baseline=self.baseline)
        own = expected_finish(
            action,
            as_of=self.as_of,
            calendar=self._calendar_of(action),
            told_on=self.changed.get(action.key),
        )
        if due is None or own is None or reference is None:
            return None
        agreed = self.granted.get(action.key)
        if agreed is not None and agreed > own.day:
            own = replace(own, day=agreed, about=False)
        if not _in_table(reference, due.day, own.day):
            return None
        calendar = self.calendars.shared
        pace = max(0, calendar.between(reference, own.day))
        inherited, driver, about = 0, None, False
        for link in self.links.awaited.get(action.key, ()):
            before = done.get(link.predecessor)
            pushed = 0 if before is None else self._pushed(action, before, link.lag, reference)
            if before is not None and pushed > inherited:
                inherited, driver, about = pushed, before.number, before.about
        decides = inherited > pace
        finish = own.day
        if decides:
            later = _after(calendar, reference, inherited)
            if later is None:
                return None
            finish = later
        return Forecast(
            number=action.key,
            owner=action.owner,
            reference=reference,
            due=due.day,
            finish=finish,
            own=pace,
            inherited=inherited,
            driver=driver if decides else None,
            about=about if decides else own.about,
        )

    def _pushed(self, action: Action, before: Forecast, lag: int, reference: date) -> int:
        """Working days by which a predecessor pushes the end of an action."""
        calendar = self.calendars.shared
        if action.actual_start.is_set:
            return max(0, calendar.between(reference, before.finish))
        start = action.planned_start.value
        if start is None or not _in_table(start.earliest):
            return 0
        delay = max(0, calendar.between(before.reference, before.finish))
        day_after = before.reference + timedelta(days=1)
        gap = calendar.count(day_after, start.earliest) if start.earliest > day_after else 0
        return max(0, delay - max(0, gap - lag))

    def _deliverables(
        self, actions: Iterable[Action], *, done: Mapping[str, Forecast]
    ) -> Iterable[tuple[str, Forecast]]:
        makers: dict[str, list[Forecast]] = {}
        for action in actions:
            for number in action.deliverables:
                if action.key in done:
                    makers.setdefault(fold(number), []).append(done[action.key])
        if not self.programme.items:
            return  # an unread Drive is not an empty one: what is already there is not known
        tree = self.programme.drive
        for deliverable in self.programme.deliverables:
            known = sorted(makers.get(fold(deliverable.number), ()), key=lambda each: each.number)
            # Without rule or link nobody can say whether its file is there.
            checkable = deliverable.naming_rule or deliverable.file_link
            awaited = known and checkable and is_expected(deliverable)
            awaited = awaited and not has_file(deliverable, tree=tree)
            found = self._deliverable(deliverable, makers=known) if awaited else None
            if found is not None:
                yield deliverable.key, found

    def _deliverable(self, deliverable: Deliverable, *, makers: list[Forecast]) -> Forecast | None:
        due, planned = deliverable_due(deliverable), deliverable.due.value
        if due is None or planned is None or not _in_table(due.day, planned.latest):
            return None
        calendar = self.calendars.shared
        reference = planned.latest
        own_day = max(due.day, self.as_of)
        own = max(0, calendar.between(reference, own_day))
        inherited, driver, about = 0, None, False
        for maker in makers:
            delay = max(0, calendar.between(maker.reference, maker.finish))
            pushed = delay - max(0, calendar.between(maker.reference, reference))
            if pushed > inherited:
                inherited, driver, about = pushed, maker.number, maker.about
        decides = inherited > own
        finish = _after(calendar, reference, inherited) if decides else own_day
        if finish is None:
            return None
        return Forecast(
            number=deliverable.key,
            owner=deliverable.owner,
            reference=reference,
            due=due.day,
            finish=finish,
            own=own,
            inherited=inherited,
            driver=driver if decides else None,
            about=about or due.about if decides else due.about,
        )

    def _calendar_of(self, action: Action) -> WorkCalendar:
        owner = self.programme.partner(action.owner)
        return self.calendars.of(owner.profile if owner else None)


def _in_order(actions: Mapping[str, Action], links: PlanLinks) -> Iterable[str]:
    """Numbers so that each comes after what it waits for; sound links have no cycle."""
    waiting = {
        number: sum(link.predecessor in actions for link in links.awaited.get(number, ()))
        for number in actions
    }
    order = [number for number, count in waiting.items() if count == 0]
    for number in order:  # grows while it is walked
        for link in links.waiting.get(number, ()):
            if link.successor in waiting:
                waiting[link.successor] -= 1
                if waiting[link.successor] == 0:
                    order.append(link.successor)
    return order


def _after(calendar: WorkCalendar, day: date, days: int) -> date | None:
    """The working day that comes `days` working days after `day`; None outside the table."""
    index = calendar.index_of(day + timedelta(days=1)) + days - 1 if day < LAST_DAY else -1
    return calendar.day_at(index) if 0 <= index < len(calendar.worked) else None


def _in_table(*days: date) -> bool:
    # One year of room: a push of some months must still find its day.
    last = date(LAST_DAY.year - 1, 1, 1)
    return all(FIRST_DAY < day < last for day in days)
