"""Pure: what a growing contract will have delivered when its season ends, with its uncertainty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import GrowingContract, first_day, last_day
from relocalisons.core.producers.volumes.losses import Lost
from relocalisons.core.producers.volumes.school_breaks import PUBLISHED, SchoolCalendar
from relocalisons.core.producers.volumes.season import SeasonForecast, forecast_season
from relocalisons.core.producers.volumes.view import net_kilograms
from relocalisons.core.producers.volumes.volumes import balance_volumes, in_kilograms, tolerance_of

LEAST_PERIODS = 2  # one month says nothing about the next
_LONGEST = 380  # days of one season
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Kilograms at the end of the season if the rest goes as the periods that have ended.

    `central` follows the mean pace of these periods, `low` and `high` their worst and best one.
    Without periods they follow the crop's season (`season`); the truth lies between them four
    times of five.
    """

    season: Decimal  # committed for the whole season
    delivered: Decimal  # net, up to the day
    low: Decimal
    central: Decimal
    high: Decimal
    tolerance: Decimal
    end: date
    periods: int  # that have ended; 0 where the season's curve stands for them
    lost: Lost | None = None  # what was told to be lost of the rest, and is taken off

    @property
    def floor(self) -> Decimal:
        """The least volume of the season that respects the tolerance."""
        return self.season * (1 - self.tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A promised period: its last day, its volume, what was delivered in it (kilograms)."""

    end: date
    volume: Decimal
    delivered: Decimal


def project_season(
    contract: GrowingContract,
    *,
    as_of: date,
    lost: Lost | None = None,
    calendar: SchoolCalendar = PUBLISHED,
) -> Projection | None:
    """Project a contract under way; None when nothing honest can be said.

    So it is before two periods have ended, or nothing came where no period is typed, once the
    season is over, and as soon as one cell of its volumes, dates, rejections or tolerance is in
    doubt, or a loss that nobody can read.
    `lost`: taken off all that was to come after its day, at the pace of before; then the promise
    alone is enough, before anything came.
    """
    if lost is not None and lost.share is None:
        return None
    if not contract.commitments:
        return _by_season(contract, as_of=as_of, lost=lost, calendar=calendar)
    balance = balance_volumes(contract, as_of=as_of)
    periods = season_periods(contract, as_of=as_of)
    tolerance, wrong = tolerance_of(contract)
    if periods is None or tolerance is None or wrong or (balance is not None and balance.doubts):
        return None
    struck = min(as_of, lost.on) if lost is not None else as_of
    ended = [each for each in periods if each.end < as_of]
    coming = [each for each in periods if each.end >= as_of]
    # What came after a loss says nothing of the pace before it, off which the loss is taken.
    whole = [each for each in ended if each.end < struck and each.volume > 0]
    if not coming or (lost is None and len(whole) < LEAST_PERIODS):
        return None
    paces = [each.delivered / each.volume for each in whole]
    mean = _pace(whole)
    if len(whole) < LEAST_PERIODS:
        paces, mean = [Decimal(1)], Decimal(1)
    brought = sum((each.delivered for each in ended), Decimal(0))
    kept = 1 - (lost.share or Decimal(0)) if lost is not None else Decimal(1)
    return Projection(
        season=sum((each.volume for each in periods), Decimal(0)),
        delivered=sum((each.delivered for each in periods), Decimal(0)),
        low=brought + _rest(coming, pace=min(paces) * kept),
        central=brought + _rest(coming, pace=mean * kept),
        high=brought + _rest(coming, pace=max(paces) * kept),
        tolerance=tolerance,
        end=periods[-1].end,
        periods=len(ended),
        lost=lost,
    )


def _pace(ended: Sequence[Period]) -> Decimal:
    planned = sum((each.volume for each in ended), Decimal(0))
    return sum((each.delivered for each in ended), Decimal(0)) / planned if planned else Decimal(1)


def _by_season(
    contract: GrowingContract, *, as_of: date, lost: Lost | None, calendar: SchoolCalendar
) -> Projection | None:
    """A contract whose volume is one number: the crop's own season says when it is brought."""
    start, end = first_day(contract.start), last_day(contract.end)
    promised = in_kilograms(contract.volume, unit=None)
    came = _by_day(contract)
    tolerance, wrong = tolerance_of(contract)
    if start is None or end is None or promised is None or came is None or tolerance is None:
        return None
    # A volume « a year » of several years is no season of its own.
    if wrong or as_of >= end or (end - start).days > _LONGEST or (as_of < start and lost is None):
        return None
    delivered = {day: float(kilograms) for day, kilograms in came.items() if day >= start}
    struck = min(as_of, lost.on) if lost is not None else as_of
    forecast = forecast_season(
        crop=contract.crop,
        promised=float(promised),
        start=start,
        end=end,
        delivered=delivered,
        as_of=struck,
        calendar=calendar,
    )
    if forecast is None or (forecast.delivered <= 0 and lost is None):
        return None
    low, central, high = _after(forecast, delivered, struck=struck, as_of=as_of, lost=lost)
    return Projection(
        season=promised,
        delivered=_whole(sum(kg for day, kg in delivered.items() if day <= as_of)),
        low=_whole(low),
        central=_whole(central),
        high=_whole(high),
        tolerance=tolerance,
        end=end,
        periods=0,
        lost=lost,
    )


def _after(
    forecast: SeasonForecast,
    delivered: Mapping[date, float],
    *,
    struck: date,
    as_of: date,
    lost: Lost | None,
) -> tuple[float, float, float]:
    """Low, central, high: what came, and what the loss leaves of the rest as seen on its day."""
    if lost is None:
        return forecast.low, forecast.central, forecast.high
    kept = float(1 - (lost.share or 0))
    came = sum(kg for day, kg in delivered.items() if struck < day <= as_of)
    rest = forecast.central - forecast.delivered
    gone = sum(kg * _gone_of(first, as_of) for first, kg in forecast.weeks)
    ahead = 1 - gone / rest if rest > 0 else 0.0
    sides = (forecast.low, forecast.central, forecast.high)
    low, central, high = (
        forecast.delivered + came + (side - forecast.delivered) * ahead * kept for side in sides
    )
    return low, central, high


def _gone_of(first: date, as_of: date) -> float:
    """How much of a week that begins on a day has gone."""
    return min(max((as_of - first).days + 1, 0), _WEEK) / _WEEK


def _by_day(contract: GrowingContract) -> dict[date, Decimal] | None:
    """Net kilograms by day; None as soon as one delivery is in doubt."""
    came: dict[date, Decimal] = {}
    for delivery in contract.deliveries:
        on, net = last_day(delivery.on), net_kilograms(delivery)
        if on is None or net is None:
            return None
        came[on] = came.get(on, Decimal(0)) + net
    return came


def _whole(kilograms: float) -> Decimal:
    return Decimal(round(kilograms))


def season_periods(contract: GrowingContract, *, as_of: date) -> tuple[Period, ...] | None:
    """The promised periods by end, with what came in each up to `as_of`; None when in doubt.

    A delivery belongs to the first period that had not ended on its day; one after the last
    period belongs to the last one.
    """
    promised: list[tuple[date, Decimal]] = []
    for each in contract.commitments:
        end, volume = last_day(each.end), in_kilograms(each.volume, unit=each.unit)
        if end is None or volume is None:
            return None
        promised.append((end, volume))
    if not promised:
        return None
    promised.sort()
    brought = [Decimal(0)] * len(promised)
    for delivery in contract.deliveries:
        on, net = last_day(delivery.on), net_kilograms(delivery)
        if on is None or net is None:
            return None
        if on <= as_of:
            fits = [index for index, (end, _) in enumerate(promised) if on <= end]
            brought[fits[0] if fits else -1] += net
    return tuple(
        Period(end=end, volume=volume, delivered=came)
        for (end, volume), came in zip(promised, brought, strict=True)
    )


def _rest(coming: Sequence[Period], *, pace: Decimal) -> Decimal:
    """What the periods to come bring at a pace; what came already in one of them counts."""
    return sum((max(each.volume * pace, each.delivered) for each in coming), Decimal(0))
