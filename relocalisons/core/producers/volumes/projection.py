"""Pure: what a growing contract will have delivered when its season ends, with its uncertainty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import GrowingContract, first_day, last_day
from relocalisons.core.producers.volumes.season import forecast_season
from relocalisons.core.producers.volumes.view import net_kilograms
from relocalisons.core.producers.volumes.volumes import balance_volumes, in_kilograms, tolerance_of

LEAST_PERIODS = 2  # one month says nothing about the next
_LONGEST = 380  # days of one season


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


def project_season(contract: GrowingContract, *, as_of: date) -> Projection | None:
    """Project a contract under way; None when nothing honest can be said.

    So it is before two periods have ended, or nothing came where no period is typed, once the
    season is over, and as soon as one cell of its volumes, dates, rejections or tolerance is in
    doubt.
    """
    if not contract.commitments:
        return _by_season(contract, as_of=as_of)
    balance = balance_volumes(contract, as_of=as_of)
    periods = season_periods(contract, as_of=as_of)
    if balance is None or balance.doubts or balance.tolerance is None or periods is None:
        return None
    ended = [each for each in periods if each.end < as_of]
    coming = [each for each in periods if each.end >= as_of]
    paces = [each.delivered / each.volume for each in ended if each.volume > 0]
    if len(paces) < LEAST_PERIODS or not coming:
        return None
    brought = sum((each.delivered for each in ended), Decimal(0))
    mean = brought / sum((each.volume for each in ended), Decimal(0))
    return Projection(
        season=sum((each.volume for each in periods), Decimal(0)),
        delivered=sum((each.delivered for each in periods), Decimal(0)),
        low=brought + _rest(coming, pace=min(paces)),
        central=brought + _rest(coming, pace=mean),
        high=brought + _rest(coming, pace=max(paces)),
        tolerance=balance.tolerance,
        end=coming[-1].end,
        periods=len(ended),
    )


def _by_season(contract: GrowingContract, *, as_of: date) -> Projection | None:
    """A contract whose volume is one number: the crop's own season says when it is brought."""
    start, end = first_day(contract.start), last_day(contract.end)
    promised = in_kilograms(contract.volume, unit=None)
    came = _by_day(contract)
    tolerance, wrong = tolerance_of(contract)
    if start is None or end is None or promised is None or came is None or tolerance is None:
        return None
    # A volume « a year » of several years is no season of its own.
    if wrong or not start <= as_of < end or (end - start).days > _LONGEST:
        return None
    forecast = forecast_season(
        crop=contract.crop,
        promised=float(promised),
        start=start,
        end=end,
        delivered={day: float(kilograms) for day, kilograms in came.items() if day >= start},
        as_of=as_of,
    )
    if forecast is None or forecast.delivered <= 0:
        return None
    return Projection(
        season=promised,
        delivered=_whole(forecast.delivered),
        low=_whole(forecast.low),
        central=_whole(forecast.central),
        high=_whole(forecast.high),
        tolerance=tolerance,
        end=end,
        periods=0,
    )


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
