"""Pure: the total of a season in course: its crop's curve × what was promised × what has come.

Week by week, a share of the promise is expected (`words`), less in school holidays. Seasons that
are early or late, and holidays that close more or less, are laid beside what came: each weighs by
how well it explains it. The level begins at the promise, and moves with the evidence (shrinkage):
few weeks move it little. The interval holds four seasons of five.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.producers.volumes.school_breaks import PUBLISHED, ZONE, SchoolCalendar
from relocalisons.core.producers.volumes.words.curves import CropCurve, crop_curve

_WEEK = 7
_SATURDAY = 5
_LEVEL = 0.13  # how far a season ends from its promise, before anything came
_WEEKLY = 0.45  # how far a week is from its expectation: weather, orders
_LEAST = 0.12  # of a mean week: a week is never surer than that
_NEVER_NOTHING = 0.002  # of the peak: a crop is never wholly out of season
_HAZARD = 0.15  # what may befall all that is still to come: stock, disease, heat
# How likely the contract itself ends the season, on its first day, and less as days go: a lack is
# caught up from the store or a second sowing, a surplus finds a buyer who has what he asked for.
_BOUND = 0.3
_CAUGHT_UP = 2.0  # times the rest of its curve: a field gives no more
_TEMPER = 0.5  # weeks that follow each other say the same thing twice
_EIGHTY = 1.2816  # normal quantile at 90 %
_LATE = (-14, -9, -5, 0, 5, 9, 14, 20)  # days
_CLOSED = (0.5, 1.0, 2.0)  # times what a holiday usually leaves
_EVEN = (0.0, 0.5, 1.0)  # how much of the season is even, where its curve is not that of the crop
_TRUST = 4.0  # how much less likely an even season is than the crop's curve, in powers of e


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonForecast:
    """Kilograms at the end of a season; `weeks`: first day of a week to come → its volume."""

    delivered: float
    low: float
    central: float
    high: float
    weeks: tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Season:
    """`came`: by week that has gone; `mean`: of a week; `closed`: each working day of each week."""

    came: list[float]
    promised: float
    mean: float
    closed: list[list[bool]]


@dataclass(frozen=True, slots=True)
class _Shape:
    weight: float
    rest: float  # mean of what is still to come
    spread: float  # variance of it
    weeks: tuple[float, ...]


def forecast_season(
    *,
    crop: str | None,
    promised: float,
    start: date,
    end: date,
    delivered: Mapping[date, float],
    as_of: date,
    zone: str = ZONE,
    calendar: SchoolCalendar = PUBLISHED,
) -> SeasonForecast | None:
    """What a season will have brought; None where it promises nothing, or has no days.

    `delivered`: net kilograms by day; those after `as_of` are not looked at.
    """
    if promised <= 0 or end <= start:
        return None
    came = {day: kg for day, kg in delivered.items() if day <= as_of}
    total = sum(came.values())
    curve = crop_curve(crop)
    days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    count = sum(day <= as_of for day in days)
    past, ahead = _by_seven(days[:count]), _by_seven(days[count:])
    weeks = [*past, *ahead]
    season = _Season(
        came=[sum(came.get(day, 0.0) for day in week) for week in past],
        promised=promised,
        mean=promised * _WEEK / len(days),
        closed=[
            [calendar.is_closed(day, zone=zone) for day in week if day.weekday() < _SATURDAY]
            for week in weeks
        ],
    )
    shapes: list[_Shape] = []
    for late in _LATE:
        curves = [
            [curve.at(day, late=late) for day in week if day.weekday() < _SATURDAY]
            for week in weeks
        ]
        shapes += [
            _explained(season, curves, curve, late=late, closed=closed, even=even)
            for even in (_EVEN if late == 0 else _EVEN[:-1])
            for closed in _CLOSED
        ]
    top = max(each.weight for each in shapes)
    weights = [math.exp(each.weight - top) for each in shapes]
    whole = sum(weights)
    rest = sum(w * each.rest for w, each in zip(weights, shapes, strict=True)) / whole
    spread = (
        sum(
            w * (each.spread + (each.rest - rest) ** 2)
            for w, each in zip(weights, shapes, strict=True)
        )
        / whole
    )
    bound = _BOUND * (1 - count / len(days))
    kept, spread = _bound(rest, spread, owed=max(promised - total, 0.0), weight=bound)
    reach = _EIGHTY * math.sqrt(spread)
    share = kept / rest / whole if rest else 0.0
    plan = tuple(
        (week[0], share * sum(w * each.weeks[n] for w, each in zip(weights, shapes, strict=True)))
        for n, week in enumerate(ahead)
    )
    return SeasonForecast(
        delivered=total,
        low=total + max(kept - reach, 0.0),
        central=total + kept,
        high=total + kept + reach,
        weeks=plan,
    )


def _bound(rest: float, spread: float, *, owed: float, weight: float) -> tuple[float, float]:
    """The rest and its variance where a season may also end at what its contract still owes."""
    owed = min(owed, _CAUGHT_UP * rest)
    mean = (1 - weight) * rest + weight * owed
    return mean, (1 - weight) * (spread + (rest - mean) ** 2) + weight * (
        (_HAZARD * owed) ** 2 + (owed - mean) ** 2
    )


def _by_seven(days: list[date]) -> list[list[date]]:
    return [days[place : place + _WEEK] for place in range(0, len(days), _WEEK)]


def _explained(
    season: _Season,
    curves: list[list[float]],
    curve: CropCurve,
    *,
    late: int,
    closed: float,
    even: float,
) -> _Shape:
    """One shape of the season against what came: how likely it is, and the rest as it sees it.

    `curves`: the crop's share on each working day of each week.
    """
    left = min(curve.closed * closed, 1.0)
    known = [share for week in curves for share in week]
    flat = even * sum(known) / max(len(known), 1) + _NEVER_NOTHING
    shares = [
        sum(
            ((1 - even) * share + flat) * (left if is_closed else 1.0)
            for share, is_closed in zip(week, off, strict=True)
        )
        for week, off in zip(curves, season.closed, strict=True)
    ]
    scale = season.promised / max(sum(shares), 1e-9)
    expected = [scale * share for share in shares]
    floor = (_LEAST * season.mean) ** 2
    precision, pull = 1 / _LEVEL**2, 1 / _LEVEL**2
    fit = (
        -_TRUST * even - ((late / curve.moves) ** 2) / 2 - (math.log(closed) / math.log(2)) ** 2 / 2
    )
    squares = logs = 0.0
    for kg, awaited in zip(season.came, expected, strict=False):
        noise = ((_WEEKLY * awaited) ** 2 + floor) / _TEMPER
        precision += awaited**2 / noise
        pull += awaited * kg / noise
        squares += kg**2 / noise
        logs += math.log(noise)
    level = pull / precision
    fit += -(squares + 1 / _LEVEL**2 - level**2 * precision) / 2
    fit -= (math.log(precision) + logs) / 2
    weeks = tuple(level * awaited for awaited in expected[len(season.came) :])
    rest = sum(weeks)
    spread = (rest / level) ** 2 / precision if level else 0.0
    spread += sum(((_WEEKLY * each) ** 2 + floor / 4) / _TEMPER for each in weeks)
    return _Shape(fit, rest, spread + (_HAZARD * rest) ** 2, weeks)
