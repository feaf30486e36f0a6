"""Pure: the chances of each milestone and awaited deliverable, when « Paramètres » asks for them.

Work that is left is drawn from the three durations that a partner gives (« Durée optimiste »,
« probable », « pessimiste », working days, which serve nothing else); where there are none, from
the programme's own past (real beside planned durations of finished actions) or, while too few are
known, between 85 % and 160 % of its forecast.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.model import Action, Doubt, Programme, Row
from relocalisons.core.kernel.words.french import NBSP, count_of, format_percent, join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.kernel.words.yes_no import is_on
from relocalisons.core.plan.findings.ripple import Chains
from relocalisons.core.plan.funder_dates import FunderDate
from relocalisons.core.plan.table import PlanTable
from relocalisons.core.plan.uncertainty import (
    DRAWS,
    FromPast,
    ThreePoint,
    Wait,
    draw_finishes,
    past_ratios,
    weigh,
)
from relocalisons.core.sources.parameter_names import ODDS
from relocalisons.core.sources.parameters import find_parameter

USUAL_LOW, USUAL_HIGH = 0.85, 1.60
COLUMNS = ("duration_low", "duration_likely", "duration_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneOdds:
    """When a milestone may be reached; `chance` (0–1) is to meet `limit`, None without limit."""

    number: str
    p50: date
    p80: date
    limit: FunderDate | None
    chance: float | None
    from_past: bool  # durations that nobody gave are drawn from the programme's past


def are_odds_wanted(programme: Programme) -> bool:
    """Whether « Paramètres » turns the chances on; they are off by default."""
    return is_on(find_parameter(programme.parameters, ODDS))


def milestone_odds(
    chains: Chains, *, limits: Mapping[str, FunderDate], draws: int = DRAWS
) -> tuple[MilestoneOdds, ...]:
    """The chances of the milestones and awaited deliverables that can be measured, in plan order.

    The same plan on the same day gives the same answer. What is unmeasured is left out, never
    given a chance.
    """
    programme, plan = chains.programme, chains.forecast
    table = PlanTable(chains=chains)
    # A deliverable may bear the number of an action: each has its own places.
    place = {number: at for at, number in enumerate(plan.actions)}
    outputs = {number: len(place) + at for at, number in enumerate(plan.deliverables)}
    ratios = past_ratios(_past(programme, calendar=chains.calendars.shared))
    actions = {action.key: action for action in programme.actions}
    releases = [table.release(actions.get(number)) for number in place] + [0.0] * len(outputs)
    given = given_durations(programme).durations
    durations: list[ThreePoint | FromPast] = []
    for number in place:
        told = what_is_left(actions[number], given[number]) if number in given else None
        work = table.work(actions[number], plan.actions[number])
        durations.append(told or _supposed(work, ratios=ratios))
    durations += [_supposed(0.0, ratios=ratios)] * len(outputs)
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
            Wait(predecessor=place[action.key], successor=at)
            for number, at in outputs.items()
            if action.key in plan.actions
            and fold(number) in {fold(each) for each in action.deliverables}
        ]
    if not durations:
        return ()
    finishes = draw_finishes(
        durations,
        waits,
        releases=releases,
        draws=draws,
        seed=zlib.crc32(f"{programme.code}/{chains.as_of}".encode()),
    )
    found: list[MilestoneOdds] = []
    for number, at in (*_milestones(chains, place=place), *outputs.items()):
        limit = limits.get(number)
        odds = weigh(finishes[at], limit=table.at(limit.day) if limit else None)
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


def say_basis(odds: Sequence[MilestoneOdds], programme: Programme) -> str:
    """On what the chances rest, and which given durations could not be used; for her."""
    given = given_durations(programme)
    rest = (
        "du passé du programme"
        if any(one.from_past for one in odds)
        else f"d’une fourchette usuelle ({format_percent(USUAL_LOW)} à "
        f"{format_percent(USUAL_HIGH)} de la prévision)"
    )
    told = len(given.durations)
    said = f"Durées tirées {rest}"
    if told:
        said += f", et des trois durées données par les partenaires pour {count_of(told, 'action')}"
    if given.unusable:
        what = join_words([quote("Durée optimiste"), quote("probable"), quote("pessimiste")])
        said += (
            f". À revoir, car incomplètes ou dans le désordre{NBSP}: {what} de "
            f"{join_words(list(given.unusable))}"
        )
    return f"{said}."


def _supposed(left: float, *, ratios: tuple[float, ...] | None) -> ThreePoint | FromPast:
    """The duration of work for which nobody gave three durations."""
    if ratios:
        return FromPast(planned=left, ratios=ratios)
    return ThreePoint(low=left * USUAL_LOW, likely=left, high=left * USUAL_HIGH)


def _milestones(chains: Chains, *, place: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for action in chains.programme.actions:
        if action.milestone and action.key in place:
            yield action.key, place[action.key]


def _past(programme: Programme, *, calendar: WorkCalendar) -> list[tuple[float, float]]:
    """(planned, real) working days of the actions whose four dates are known."""
    found: list[tuple[float, float]] = []
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


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDurations:
    """`durations`: by action number, the whole duration as given, in working days.

    `unusable`: numbers whose three cells are incomplete, in doubt or out of order; they are said
    and not used.
    """

    durations: Mapping[str, ThreePoint]
    unusable: tuple[str, ...]


def given_durations(programme: Programme) -> GivenDurations:
    """What the plans say; an action without any of the three cells is in neither list."""
    keys = {action.key for action in programme.actions}
    durations: dict[str, ThreePoint] = {}
    unusable: list[str] = []
    for row in programme.rows("actions"):
        number = row.lasting_key
        if number not in keys or number in durations or number in unusable:
            continue
        if all(row.reading(column).doubt is Doubt.ABSENT for column in COLUMNS):
            continue
        point = _point(row)
        if point is None:
            unusable.append(number)
        else:
            durations[number] = point
    return GivenDurations(durations=durations, unusable=tuple(unusable))


def what_is_left(action: Action, whole: ThreePoint) -> ThreePoint | None:
    """The part of a duration that is still to be worked; None when nobody knows how far it is."""
    share = Decimal(1)
    if action.actual_start.is_set:
        if action.progress.value is None:
            return None
        share -= min(max(action.progress.value, Decimal(0)), Decimal(1))
    left = float(share)
    return ThreePoint(low=whole.low * left, likely=whole.likely * left, high=whole.high * left)


def _point(row: Row) -> ThreePoint | None:
    values = [row.reading(column).value for column in COLUMNS]
    if not all(isinstance(value, Decimal) and value.is_finite() for value in values):
        return None
    low, likely, high = (float(value) for value in values if value is not None)
    return ThreePoint(low=low, likely=likely, high=high) if 0 <= low <= likely <= high else None
