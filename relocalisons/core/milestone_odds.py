"""Pure: the chances of each milestone and awaited deliverable, when « Paramètres » asks for them.

Work that is left is drawn from the programme's own past (real beside planned durations of finished
actions) or, while too few are known, between 85 % and 160 % of its forecast.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.calendar import WorkCalendar
from relocalisons.core.findings.ripple import Chains
from relocalisons.core.funder_dates import FunderDate
from relocalisons.core.model import Programme
from relocalisons.core.names import fold
from relocalisons.core.plan_table import PlanTable
from relocalisons.core.sources import find_parameter
from relocalisons.core.uncertainty import (
    DRAWS,
    FromPast,
    ThreePoint,
    Wait,
    draw_finishes,
    past_ratios,
    weigh,
)

PARAMETER = "Prévisions probabilistes"
USUAL_LOW, USUAL_HIGH = 0.85, 1.60


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneOdds:
    """When a milestone may be reached; `chance` (0–1) is to meet `limit`, None without limit."""

    number: str
    p50: date
    p80: date
    limit: FunderDate | None
    chance: float | None
    from_past: bool


def are_odds_wanted(programme: Programme) -> bool:
    """Whether « Paramètres » turns the chances on; they are off by default."""
    return fold(find_parameter(programme.parameters, PARAMETER) or "") in ("oui", "vrai", "actif")


def milestone_odds(
    chains: Chains, *, limits: Mapping[str, FunderDate], draws: int = DRAWS
) -> tuple[MilestoneOdds, ...]:
    """The chances of the milestones and awaited deliverables that can be measured, in plan order.

    The same plan on the same day gives the same answer. What is unmeasured is left out, never
    given a chance.
    """
    programme, plan = chains.programme, chains.forecast
    table = PlanTable(chains=chains)
    numbers = [*plan.actions, *plan.deliverables]
    place = {number: at for at, number in enumerate(numbers)}
    ratios = past_ratios(_past(programme, calendar=chains.calendars.shared))
    actions = {action.number: action for action in programme.actions}
    releases = [table.release(actions.get(number)) for number in numbers]
    durations: list[ThreePoint | FromPast] = []
    for number, release in zip(numbers, releases, strict=True):
        known = plan.actions.get(number)
        left = max(0.0, table.own_end(known) - release) if known else 0.0
        durations.append(
            FromPast(planned=left, ratios=ratios)
            if ratios
            else ThreePoint(low=left * USUAL_LOW, likely=left, high=left * USUAL_HIGH)
        )
    waits = [
        Wait(
            predecessor=place[link.predecessor],
            successor=place[link.successor],
            lag=table.lag(link, successor=actions[link.successor]),
            to_finish=actions[link.successor].actual_start.is_set,
        )
        for link in chains.links.sound
        if link.predecessor in plan.actions and link.successor in plan.actions
    ]
    for action in programme.actions:
        waits += [
            Wait(predecessor=place[action.number], successor=place[number])
            for number in plan.deliverables
            if action.number in plan.actions
            and fold(number) in {fold(each) for each in action.deliverables}
        ]
    if not numbers:
        return ()
    finishes = draw_finishes(
        durations,
        waits,
        releases=releases,
        draws=draws,
        seed=zlib.crc32(f"{programme.code}/{chains.as_of}".encode()),
    )
    found = []
    for number in _targets(chains):
        limit = limits.get(number)
        odds = weigh(finishes[place[number]], limit=table.at(limit.day) if limit else None)
        found.append(
            MilestoneOdds(
                number=number,
                p50=table.day(odds.p50),
                p80=table.day(odds.p80),
                limit=limit,
                chance=odds.chance,
                from_past=ratios is not None,
            )
        )
    return tuple(found)


def _targets(chains: Chains) -> tuple[str, ...]:
    plan = chains.forecast
    milestones = [
        action.number
        for action in chains.programme.actions
        if action.milestone and action.number in plan.actions
    ]
    return (*milestones, *plan.deliverables)


def _past(programme: Programme, *, calendar: WorkCalendar) -> list[tuple[float, float]]:
    """(planned, real) working days of the actions whose four dates are known."""
    found = []
    for action in programme.actions:
        readings = (
            action.planned_start,
            action.planned_end,
            action.actual_start,
            action.actual_end,
        )
        values = [reading.value for reading in readings if reading.is_set and reading.value]
        if action.struck or len(values) < len(readings):
            continue
        try:
            planned = calendar.between(values[0].earliest, values[1].latest) + 1
            real = calendar.between(values[2].earliest, values[3].latest) + 1
        except OverflowError:
            continue  # a year typed as 2206 says nothing of how long work takes
        found.append((float(planned), float(real)))
    return found
