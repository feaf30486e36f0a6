"""Pure: the plan of the season: what is expected and what is asked, by crop, canteen and week.

Expected: the promise of each contract, at the pace that its projection gives it, less a loss that
was told; where a loss cannot be read nothing is expected nor excluded. Asked: « Besoins des
cantines »; where it says nothing of a crop, what the contracts promise is what is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import CellRef, Programme, Row, first_day, last_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import RUNNING
from relocalisons.core.producers.quality.words.foods import read_product
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.core.producers.season.weeks import (
    GRAMS,
    Days,
    by_week,
    first_whole_week,
    open_days,
    planned_days,
    spread,
)
from relocalisons.core.producers.volumes.losses import Lost, losses_of
from relocalisons.core.producers.volumes.projection import project_season
from relocalisons.core.producers.volumes.school_breaks import SchoolCalendar, calendar_of
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.producers.words import serves_all_year

WEEKS = 12  # shown
AHEAD = 4  # in which a gap is told
_TOLERATED = Decimal("0.10")  # of what is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Grower:
    """A running contract in the plan: grams by week; `expected` is None in doubt."""

    sheet: ContractSheet
    planned: Days | None
    expected: Days | None
    lost: Lost | None

    def delivers_in(self, monday: date) -> bool:
        """Whether its contract may run in a week: nothing is in doubt after its last day."""
        start, end = first_day(self.sheet.contract.start), last_day(self.sheet.contract.end)
        is_begun = start is None or start < monday + timedelta(weeks=1)
        return is_begun and (end is None or end >= monday)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLine:
    """A crop for a canteen; `key`: its buyer, and what the crop is whatever its variety.

    `asked` is None where a cell of it is in doubt. `is_asked`: « Besoins des cantines » says it;
    else the contracts do. `needs`: its cells.
    """

    key: tuple[str, str]
    crop: str
    buyer: str
    growers: tuple[Grower, ...]
    asked: Days | None
    is_asked: bool
    needs: tuple[CellRef, ...] = ()

    def expected_in(self, monday: date) -> int | None:
        """Grams expected in a week; None as soon as one grower's of that week are in doubt."""
        weeks = [each.expected for each in self.growers if each.delivers_in(monday)]
        known = [each.get(monday, 0) for each in weeks if each is not None]
        return sum(known) if len(known) == len(weeks) else None

    def asked_in(self, monday: date) -> int | None:
        """Grams asked in a week; what contracts ask is known where none in doubt delivers."""
        if self.asked is not None:
            return self.asked.get(monday, 0)
        weeks = [each.planned for each in self.growers if each.delivers_in(monday)]
        if self.is_asked or None in weeks:
            return None
        return sum(each.get(monday, 0) for each in weeks if each is not None)

    def lacking(self, mondays: Iterable[date]) -> int | None:
        """Grams that lack over these weeks, 0 within the tolerance; None in doubt."""
        asked = [self.asked_in(monday) for monday in mondays]
        expected = [self.expected_in(monday) for monday in mondays]
        if None in asked or None in expected:
            return None
        wanted, coming = sum(filter(None, asked)), sum(filter(None, expected))
        return wanted - coming if wanted - coming > wanted * _TOLERATED else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonPlan:
    """The weeks shown, by their Mondays, and the lines with anything in them."""

    mondays: tuple[date, ...]
    lines: tuple[SupplyLine, ...]
    calendar: SchoolCalendar

    @property
    def soon(self) -> tuple[date, ...]:
        """The weeks in which a gap is told."""
        return self.mondays[:AHEAD]


def is_followed(programme: Programme, *, as_of: date) -> bool:
    """Whether somebody noted what canteens ask, or a loss: what a night must not wait with."""
    return bool(programme.rows("canteen_needs") or losses_of(programme, as_of=as_of))


def plan_season(programme: Programme, *, as_of: date) -> SeasonPlan:
    """Every crop that a running contract or a need of a canteen has in the weeks to come."""
    monday = first_whole_week(as_of)
    mondays = tuple(monday + timedelta(weeks=step) for step in range(WEEKS))
    losses = losses_of(programme, as_of=as_of)
    calendar = calendar_of(programme.parameters)
    growers: dict[tuple[str, str], list[Grower]] = {}
    names: dict[tuple[str, str], str] = {}
    for sheet in contract_sheets(programme):
        if stage_of(sheet.contract) not in RUNNING:
            continue
        key = _key(sheet.contract.buyer, sheet.contract.crop)
        names.setdefault(key, sheet.contract.crop or "")
        lost = losses.get(sheet.contract.number)
        closes = _closes(programme, sheet.contract.buyer)
        grower = _grower(sheet, lost=lost, as_of=as_of, closes=closes, calendar=calendar)
        growers.setdefault(key, []).append(grower)
    rows: dict[tuple[str, str], list[Row]] = {}
    for row in programme.rows("canteen_needs"):
        key = _key(programme.names.resolve(row.text("canteen")).code, row.text("product"))
        names.setdefault(key, row.text("product") or "")
        rows.setdefault(key, []).append(row)
    lines = (
        _line(key, names[key], tuple(growers.get(key, ())), rows.get(key, []), programme)
        for key in sorted(names)
    )
    return SeasonPlan(
        mondays=mondays,
        lines=tuple(each for each in lines if _has_anything(each, mondays)),
        calendar=calendar,
    )


def _key(buyer: str | None, crop: str | None) -> tuple[str, str]:
    return buyer or "", read_product((crop or "").partition("/")[0]).term or fold(crop or "")


def _grower(
    sheet: ContractSheet,
    *,
    lost: Lost | None,
    as_of: date,
    closes: bool,
    calendar: SchoolCalendar,
) -> Grower:
    days = planned_days(sheet, closes=closes, calendar=calendar)
    if days is None:
        return Grower(sheet=sheet, planned=None, expected=None, lost=lost)
    expected = _expected(sheet, days, lost=lost, as_of=as_of, calendar=calendar)
    return Grower(sheet=sheet, planned=by_week(days), expected=expected, lost=lost)


def _expected(
    sheet: ContractSheet,
    days: Days,
    *,
    lost: Lost | None,
    as_of: date,
    calendar: SchoolCalendar,
) -> Days | None:
    """The promise of each week to come × what the projection leaves of the rest."""
    if lost is not None and lost.share is None:
        return None
    ahead = {day: grams for day, grams in days.items() if day >= as_of}
    promised = sum(ahead.values())
    projection = project_season(sheet.contract, as_of=as_of, lost=lost, calendar=calendar)
    if projection is None:
        # As promised, where nothing says otherwise yet; a loss is taken off the promise.
        kept = 1 - (lost.share or Decimal(0)) if lost is not None else Decimal(1)
        rest = int((promised * kept).to_integral_value())
    else:
        left = (projection.central - projection.delivered) * GRAMS
        rest = max(int(left.to_integral_value()), 0)
    return by_week(spread(rest, ahead))


def _line(
    key: tuple[str, str],
    crop: str,
    growers: tuple[Grower, ...],
    rows: list[Row],
    programme: Programme,
) -> SupplyLine:
    buyer = key[0]
    return SupplyLine(
        key=key,
        crop=crop,
        buyer=buyer,
        growers=growers,
        asked=_asked(
            rows,
            closes=_closes(programme, buyer),
            calendar=calendar_of(programme.parameters),
        )
        if rows
        else _promised(growers),
        is_asked=bool(rows),
        needs=tuple(row.place.cell("volume") for row in rows),
    )


def _promised(growers: tuple[Grower, ...]) -> Days | None:
    planned = [each.planned for each in growers]
    return None if None in planned else _added(filter(None, planned))


def _asked(rows: list[Row], *, closes: bool, calendar: SchoolCalendar) -> Days | None:
    """What the rows ask, over the days on which the canteen serves; None in doubt."""
    laid: list[Days] = []
    for row in rows:
        start, end = first_day(row.reading("period_start")), last_day(row.reading("period_end"))
        volume = in_kilograms(row.reading("volume"), unit=row.text("unit"))
        if start is None or end is None or end < start or volume is None:
            return None
        grams = int((volume * GRAMS).to_integral_value())
        laid.append(by_week(spread(grams, open_days(start, end, closes=closes, calendar=calendar))))
    return _added(laid)


def _closes(programme: Programme, buyer: str | None) -> bool:
    """Whether a canteen closes in school holidays: a hospital or a nursing home never does."""
    partner = programme.partner(buyer)
    return partner is None or not serves_all_year(f"{partner.name} {partner.profile}")


def _added(weeks: Iterable[Mapping[date, int]]) -> Days:
    found: dict[date, int] = {}
    for each in weeks:
        for monday, grams in each.items():
            found[monday] = found.get(monday, 0) + grams
    return found


def _has_anything(line: SupplyLine, mondays: tuple[date, ...]) -> bool:
    """Whether a week shown has something planned, asked or in doubt."""
    if line.asked is None and line.is_asked:
        return True
    if any(line.asked_in(monday) for monday in mondays):
        return True
    return any(
        any(grower.planned.get(monday) for monday in mondays)
        if grower.planned is not None
        else _is_of_now(grower, mondays)
        for grower in line.growers
    )


def _is_of_now(grower: Grower, mondays: tuple[date, ...]) -> bool:
    """A contract in doubt is shown while it may still deliver."""
    end = last_day(grower.sheet.contract.end)
    return end is None or end >= mondays[0]
