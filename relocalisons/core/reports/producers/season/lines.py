"""Pure: a line of the season's plan in words: who grows it, each week, what is to know of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, first_day, last_day
from relocalisons.core.kernel.wording import partner_name, quote_cell, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_date,
    format_number,
    format_percent,
    shorten,
    typo,
)
from relocalisons.core.producers.rows import hectares
from relocalisons.core.producers.season.plan import Grower, SeasonPlan, SupplyLine
from relocalisons.core.producers.season.weeks import GRAMS
from relocalisons.core.producers.volumes.findings import say_volume
from relocalisons.core.producers.volumes.school_breaks import SchoolCalendar

DOUBT = "?"
_FRIDAY = 4  # days after Monday


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of a line: its words, and whether less is expected than asked, within the plan."""

    words: str
    is_short: bool
    in_doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """What the tab and the page show of a crop for a canteen."""

    crop: str
    canteen: str
    growers: str
    area: str
    season: str
    volume: str
    weeks: tuple[Week, ...]
    notes: str
    is_short: bool  # within four weeks


def plan_lines(programme: Programme, plan: SeasonPlan) -> tuple[tuple[SupplyLine, PlanLine], ...]:
    """The lines with their words, those that lack something soon first, then by crop."""
    said = [(line, _line(programme, plan, line)) for line in plan.lines]
    return tuple(sorted(said, key=lambda each: (not each[1].is_short, each[0].key[1], each[0].key)))


def week_title(monday: date, calendar: SchoolCalendar) -> str:
    """« S23 01/06 », and whether the schools of the zone are closed."""
    name = f"S{monday.isocalendar().week:02d} {monday:%d/%m}"
    return f"{name} (vacances)" if _is_closed(monday, calendar) else name


def _is_closed(monday: date, calendar: SchoolCalendar) -> bool:
    """Whether the whole week is holidays: Monday and Friday."""
    friday = date.fromordinal(monday.toordinal() + _FRIDAY)
    return calendar.is_closed(monday) and calendar.is_closed(friday)


def _line(programme: Programme, plan: SeasonPlan, line: SupplyLine) -> PlanLine:
    return PlanLine(
        crop=typo(shorten(line.crop, limit=60)) or "culture non précisée",
        canteen=say_partner(programme, line.buyer) if line.buyer else "acheteur non précisé",
        growers=f"{THIN}; ".join(_grower(programme, each) for each in line.growers)
        or "personne sous contrat",
        area=_area(line),
        season=_season(line),
        volume=_volume(line),
        weeks=tuple(_week(line, monday) for monday in plan.mondays),
        notes=" ".join(_notes(line)),
        is_short=bool(line.lacking(plan.soon)),
    )


def _grower(programme: Programme, each: Grower) -> str:
    contract = each.sheet.contract
    name = partner_name(programme, contract.producer, limit=40)
    return f"{name} ({contract.number})" if contract.number else name


def _area(line: SupplyLine) -> str:
    areas = [hectares(each.sheet.row) for each in line.growers]
    known = [each for each in areas if each is not None]
    if not known:
        return ""
    return f"{format_number(sum(known))}{NBSP}ha{'' if len(known) == len(areas) else ' + ?'}"


def _season(line: SupplyLine) -> str:
    starts = [first_day(each.sheet.contract.start) for each in line.growers]
    ends = [last_day(each.sheet.contract.end) for each in line.growers]
    known = [each for each in starts if each], [each for each in ends if each]
    if not all(known):
        return ""
    return f"{format_date(min(known[0]))} – {format_date(max(known[1]))}"


def _volume(line: SupplyLine) -> str:
    planned = [each.planned for each in line.growers]
    if not planned:
        return ""
    known = [sum(each.values()) for each in planned if each is not None]
    if len(known) < len(planned):
        return DOUBT
    return say_volume(Decimal(sum(known)) / GRAMS)


def _week(line: SupplyLine, monday: date) -> Week:
    expected, asked = line.expected_in(monday), line.asked_in(monday)
    lacks = line.lacking((monday,))
    if expected is None or asked is None:
        shown = DOUBT if expected is None else _kilos(expected)
        wanted = DOUBT if asked is None else _kilos(asked)
        return Week(words=f"{shown} / {wanted}", is_short=False, in_doubt=True)
    if not expected and not asked:
        return Week(words="", is_short=False, in_doubt=False)
    if lacks or (line.is_asked and expected != asked):
        words = f"{_kilos(expected)} / {_kilos(asked)}"
        return Week(words=words, is_short=bool(lacks), in_doubt=False)
    return Week(words=_kilos(expected), is_short=False, in_doubt=False)


def _kilos(grams: int) -> str:
    return format_number(round(grams / GRAMS))


def _notes(line: SupplyLine) -> Iterator[str]:
    for each in line.growers:
        number = each.sheet.contract.number
        if each.lost is not None and each.lost.share is not None:
            yield (
                f"{number}{NBSP}: perte de {format_percent(each.lost.share)} comptée depuis le "
                f"{format_date(each.lost.on)}, {quote_cell(each.lost.said)}."
            )
        elif each.lost is not None:
            yield f"{number}{NBSP}: perte à préciser, {quote_cell(each.lost.said)}."
        elif each.planned is None:
            yield f"{number}{NBSP}: volume ou dates à préciser."
    if line.asked is None and line.is_asked:
        cells = ", ".join(each.cell for each in line.needs[:3])
        yield f"Besoin de la cantine à préciser ({cells})."
    if not line.is_asked:
        yield "Besoin non noté : celui des contrats.".replace(" :", f"{NBSP}:")
