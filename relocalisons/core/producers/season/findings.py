"""Pure: within four weeks less is expected than a canteen asks for, told before it lacks."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import Audience, Finding, Programme, Severity
from relocalisons.core.kernel.wording import quote_cell, say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_date,
    format_long_date,
    format_percent,
    join_words,
    name_some,
    shorten,
    typo,
)
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.season.plan import (
    SeasonPlan,
    SupplyLine,
    is_followed,
    plan_season,
)
from relocalisons.core.producers.season.weeks import GRAMS
from relocalisons.core.producers.volumes.findings import say_volume

_GRAVE = Decimal("0.5")  # of what is asked


def find_gaps(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """One a crop and canteen, where it noted what it asks, or a loss was told.

    A contract that is only slower than promised has its own finding (`volumes.harvest`).
    """
    if not is_followed(programme, as_of=as_of):
        return ()
    plan = plan_season(programme, as_of=as_of)
    return tuple(
        finding
        for line in plan.lines
        if line.is_asked or any(each.lost for each in line.growers)
        for finding in _lacking(line, plan, programme)
    )


def _lacking(line: SupplyLine, plan: SeasonPlan, programme: Programme) -> Iterator[Finding]:
    lacks = line.lacking(plan.soon)
    asked = sum(line.asked_in(monday) or 0 for monday in plan.soon)
    if not lacks or not asked:
        return
    canteen, crop = say_partner(programme, line.buyer), typo(shorten(line.crop, limit=60))
    last = plan.soon[-1] + timedelta(days=6)
    share = Decimal(lacks) / asked
    growers = [
        say_contact(programme, each.sheet.contract.producer)
        for each in line.growers
        if each.sheet.contract.producer
    ]
    whom = f" avec {join_words(growers)}" if growers else f"{NBSP}: aucun contrat n’en prévoit"
    others = _others(line, plan, programme)
    yield Finding(
        kind=ProducerKind.SUPPLY_GAP,
        subject=f"{line.buyer}/{crop}",
        partner=line.buyer or None,
        severity=Severity.ALERT if share >= _GRAVE else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{crop}, {canteen}{NBSP}: il manquera environ {say_mass(lacks)} sur "
        f"{say_mass(asked)} demandés du {format_date(plan.soon[0])} au {format_date(last)} "
        f"({format_percent(share)}).",
        action=f"Prévenir {canteen} et chercher un complément{whom}.{others}",
        label=f"{crop}, {canteen}",
        evidence=(
            *line.needs,
            *(each.lost.place for each in line.growers if each.lost is not None),
            *(each.sheet.row.place.cell("volume") for each in line.growers),
        )[:10],
        detail=" ".join(_why(line)),
    )


def _why(line: SupplyLine) -> Iterator[str]:
    for each in line.growers:
        if each.lost is not None:
            yield (
                f"{each.sheet.contract.number}{NBSP}: perte notée, {quote_cell(each.lost.said)}, "
                f"comptée depuis le {format_long_date(each.lost.on)}."
            )
    contracts = [each.sheet.contract.number for each in line.growers]
    yield f"Contrats{NBSP}: {name_some(contracts)}." if contracts else "Aucun contrat en cours."


def _others(line: SupplyLine, plan: SeasonPlan, programme: Programme) -> str:
    """Who else grows it for another canteen, with more than that one asks."""
    found = [
        say_partner(programme, grower.sheet.contract.producer)
        for other in plan.lines
        if other is not line and _same_crop(other, line)
        for grower in other.growers
        if grower.lost is None
    ]
    return f" En cultivent aussi{NBSP}: {name_some(sorted(set(found)))}." if found else ""


def _same_crop(one: SupplyLine, other: SupplyLine) -> bool:
    return one.key[1] == other.key[1]


def say_mass(grams: int) -> str:
    """« 320 kg », « 1,2 t »; less than a kilogram is said as one."""
    return say_volume(Decimal(max(round(grams / GRAMS), 1)))
