"""Pure: durations that partners give at best, most likely and at worst, where they give them.

Three optional columns of the action plan, in working days: « Durée optimiste », « Durée probable »,
« Durée pessimiste ». They serve the chances of « Tableau de bord » and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.model import Action, Doubt, Programme, Row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.uncertainty import ThreePoint

COLUMNS = ("duration_low", "duration_likely", "duration_high")


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
    numbers = {fold(action.number): action.number for action in programme.actions}
    durations: dict[str, ThreePoint] = {}
    unusable: list[str] = []
    for row in programme.rows("actions"):
        number = numbers.get(fold(row.identity or ""))
        if number is None or number in durations or number in unusable:
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
