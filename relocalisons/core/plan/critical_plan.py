"""Pure: the critical path and the floats of what is left of the plan, seen on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.plan.findings.ripple import Chains
from relocalisons.core.plan.network import schedule_network
from relocalisons.core.plan.table import PlanTable

_START = ""  # no action has an empty number


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalPlan:
    """`floats`: working days that each open action may lose without moving `end`.

    `critical`: the actions without float, in the order in which they start. `end` is the forecast
    end of the last open action, None when nothing is left or nothing can be measured.
    """

    floats: Mapping[str, int]
    critical: tuple[str, ...]
    end: date | None


def criticise(chains: Chains) -> CriticalPlan:
    """The critical path of the open actions that can be measured.

    What is left of each is its duration; an action that has not started does not start before its
    planned start; one that has cannot end before what it waits for. Knots are left out.
    """
    plan, table = chains.forecast, PlanTable(chains=chains)
    actions = {action.key: action for action in chains.programme.actions}
    durations: dict[str, int] = {_START: 0}
    arcs: list[tuple[str, str, int]] = []
    for number, known in plan.actions.items():
        release = table.release(actions[number])
        # What waits for nobody keeps the end that was announced, begun or not.
        left = max(0.0, table.own_end(known) - release)
        work = left if known.driver is None else table.work(actions[number], known)
        durations[number] = round(work)
        arcs.append((_START, number, round(release)))
    for link in chains.links.sound:
        if link.predecessor in plan.actions and link.successor in plan.actions:
            successor = actions[link.successor]
            started = successor.actual_start.is_set
            lag = -durations[link.successor] if started else table.lag(link, successor=successor)
            arcs.append((link.predecessor, link.successor, round(lag)))
    schedule = schedule_network(durations, arcs)
    floats = {number: schedule.total_float[number] for number in plan.actions}
    return CriticalPlan(
        floats=floats,
        critical=tuple(number for number in schedule.critical() if number in floats),
        end=table.day(float(schedule.length)) if floats else None,
    )
