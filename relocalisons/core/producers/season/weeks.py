"""Pure: a volume laid over days, in whole grams, so that nothing is gained or lost by rounding."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import first_day, last_day
from relocalisons.core.producers.contract_text.words.facts import facts_of
from relocalisons.core.producers.contract_text.words.printed.measures import Measure
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.volumes.school_breaks import PUBLISHED, SchoolCalendar
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.producers.volumes.words.curves import CropCurve, crop_curve

GRAMS = 1000
_SATURDAY = 5
_FINE = 1_000_000  # a share of a day as a whole number
_LEAST = 0.002  # of the peak: a crop is never wholly out of its season
_LONGEST = 3_700  # days: a contract of ten years

Days = Mapping[date, int]  # grams


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def first_whole_week(as_of: date) -> date:
    """The Monday from which a week is wholly to come: that day, or the next one."""
    return as_of + timedelta(days=-as_of.weekday() % 7)


def spread(grams: int, weights: Mapping[date, int]) -> Days:
    """So many grams over these days, in proportion; equal where no day weighs anything.

    The sum of the days is `grams`, always: each gets what the running total rounds to.
    """
    days = sorted(weights)
    if not days:
        return {}
    whole = sum(weights.values())
    even = whole <= 0
    whole = len(days) if even else whole
    laid, run, before = dict[date, int](), 0, 0
    for day in days:
        run += 1 if even else weights[day]
        until = grams * run // whole
        laid[day] = until - before
        before = until
    return laid


def by_week(days: Days) -> Days:
    """Grams by the Monday of their week."""
    found: dict[date, int] = {}
    for day, grams in days.items():
        monday = monday_of(day)
        found[monday] = found.get(monday, 0) + grams
    return found


def planned_days(
    sheet: ContractSheet, *, closes: bool = True, calendar: SchoolCalendar = PUBLISHED
) -> Days | None:
    """What a contract promises, day by day; None where a cell of it is in doubt.

    Its typed periods, each over its days of service; else its whole volume over its own days, by
    the season of its crop. `closes`: the canteen takes less in school holidays.
    """
    contract = sheet.contract
    curve = crop_curve(contract.crop)
    if contract.commitments:
        periods = [
            _laid(
                in_kilograms(each.volume, unit=each.unit),
                first_day(each.start),
                last_day(each.end),
                curve,
                seasonal=False,
                closes=calendar if closes else None,
            )
            for each in contract.commitments
        ]
        return None if any(each is None for each in periods) else _sum(filter(None, periods))
    volume = _whole_volume(sheet)
    start, end = first_day(contract.start), last_day(contract.end)
    return _laid(volume, start, end, curve, seasonal=True, closes=calendar if closes else None)


def open_days(
    start: date, end: date, *, closes: bool, calendar: SchoolCalendar = PUBLISHED
) -> Mapping[date, int]:
    """The days on which a canteen serves: weekdays, but school holidays where it closes then."""
    return {
        day: int(day.weekday() < _SATURDAY and not (closes and calendar.is_closed(day)))
        for day in _range(start, end)
    }


def _whole_volume(sheet: ContractSheet) -> Decimal | None:
    """Kilograms of the whole contract: « 10 t/an » over three years is thirty tonnes."""
    volume = in_kilograms(sheet.contract.volume, unit=None)
    facts = facts_of(sheet)
    if facts.yearly and facts.measure is Measure.KILOGRAM and facts.volume is not None:
        return facts.volume * (facts.months or 12) / 12
    return volume


def _laid(
    kilograms: Decimal | None,
    start: date | None,
    end: date | None,
    curve: CropCurve,
    *,
    seasonal: bool,
    closes: SchoolCalendar | None,
) -> Days | None:
    if kilograms is None or kilograms < 0 or start is None or end is None or end < start:
        return None
    if (end - start).days > _LONGEST:
        return None
    weights = {
        day: _weight(day, curve, seasonal=seasonal, closes=closes)
        if day.weekday() < _SATURDAY
        else 0
        for day in _range(start, end)
    }
    return spread(int((kilograms * GRAMS).to_integral_value()), weights)


def _weight(day: date, curve: CropCurve, *, seasonal: bool, closes: SchoolCalendar | None) -> int:
    share = curve.at(day) + _LEAST if seasonal else 1.0
    return round(_FINE * share * (curve.closed if closes and closes.is_closed(day) else 1.0))


def _range(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=step) for step in range((end - start).days + 1))


def _sum(periods: Iterable[Days]) -> Days:
    found: dict[date, int] = {}
    for each in periods:
        for day, grams in each.items():
            found[day] = found.get(day, 0) + grams
    return found
