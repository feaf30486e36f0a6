"""Sample: growing contracts and the volumes they promise, month by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import cycle
from random import Random

from relocalisons.sample.engine.cells import (
    Row,
    Typed,
    broken,
    day,
    meant,
    nothing,
    number,
    percent,
    text,
)
from relocalisons.sample.engine.days import add_months, between, month_end
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.notations import MONTHS
from relocalisons.sample.producers.crops import CROPS, Crop

CONTRACTS = usual_tab(
    "contracts",
    "Contrats de culture",
    """
    number*: N° contrat; producer*: Producteur; buyer: Acheteur; supply_chain: Filière;
    crop*: Culture/Variété; area: Surface; volume*: Volume total; tolerance: Tolérance %;
    price: Prix; price_type: Type de prix; price_formula: Formule/indicateur;
    price_review: Prochaine révision; start*: Début; end*: Fin; stage*: Étape; sent_on: Envoyé le;
    producer_signed: Signé producteur le; buyer_signed: Signé acheteur le; link: Contrat (lien);
    clause_1: Clause 1; clause_2: Clause 2; clause_3: Clause 3; clause_4: Clause 4;
    clause_5: Clause 5; clause_6: Clause 6; clause_7: Clause 7; labels: Labels exigés;
    renewal: Reconduction; notice_days: Préavis; comment: Commentaire
    """,
)


class Course(StrEnum):
    """How a contract goes."""

    HEALTHY = "healthy"
    SHORT = "short"  # delivers far less than promised
    RANGE = "range"  # a delivery was typed « 300 à 350 kg »
    CRATES = "crates"  # volumes promised in crates, which weigh nobody knows what
    BROKEN = "broken"  # a delivered quantity is « #REF! »
    TWO_DATES = "two_dates"  # a delivery has two dates
    TOLERANCE = "tolerance"  # its tolerance is « #REF! »
    CLOSED = "closed"  # ended short, but ended
    UNSIGNED = "unsigned"  # short, but never signed
    TO_COME = "to_come"  # first deliveries next summer
    NO_VOLUME = "no_volume"  # its total volume is still to be agreed
    NO_PRODUCER = "no_producer"  # the name of its producer is nobody's
    ABUNDANT = "abundant"  # delivers nearly twice what was promised


_WINTER = (
    [Course.SHORT] * 5
    + [Course.RANGE, Course.CRATES, Course.BROKEN, Course.TWO_DATES, Course.TOLERANCE]
    + [Course.CLOSED, Course.UNSIGNED]
)
_SUMMER = [Course.NO_VOLUME, Course.NO_PRODUCER]
_STAGES = {
    Course.CLOSED: ("clos",),
    Course.UNSIGNED: ("en signature",),
    Course.NO_VOLUME: ("projet",),
    Course.NO_PRODUCER: ("signé",),
}
# Of those to come, one after the other: a spring campaign has all stages at once.
_COMING_STAGES = ("projet", "signé", "projet", "en culture", "intention")
_ACTIVE_STAGES = ("en livraison",) * 4  # they deliver every month
# How she writes some of them.
_IN_HER_WORDS = {"clos": "soldé", "en culture": "planté"}
_INDEXES = {"légumes": "légumes frais", "fruits": "fruits frais", "légumineuses": "légumes secs"}
_CRATE_WEIGHT = 12
_SHORT_NOTICE = 30  # days
_WINTER_MONTHS = 6
_SMALL, _ABUNDANT = 500, 3  # kilograms a month; contracts that bring nearly twice as much
_REVIEW_SOON = date(2026, 3, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedContract:
    """A crop with its course, its months and what it allows."""

    crop: Crop
    course: Course
    stage: str
    tolerance: float | None  # fraction; None when the cell is empty
    months: tuple[date, ...]  # the first day of each month with a promised volume

    @property
    def number(self) -> str:
        """« C-2025-07 »."""
        return self.crop.number


def plan_contracts(seed: int) -> tuple[PlannedContract, ...]:
    """The thirty contracts with their courses, in order of number."""
    rng = Random(f"{seed}:contracts")
    small = [crop.number for crop in CROPS if crop.is_winter and crop.monthly < _SMALL]
    abundant = frozenset(rng.sample(small, _ABUNDANT))
    spared = sum(crop.is_winter for crop in CROPS) - len(_WINTER) - _ABUNDANT
    winter = _WINTER + [Course.HEALTHY] * spared
    coming = sum(not crop.is_winter for crop in CROPS) - len(_SUMMER)
    summer = _SUMMER + [Course.TO_COME] * coming
    rng.shuffle(winter)
    rng.shuffle(summer)
    planned = []
    stages = cycle(_COMING_STAGES)
    for crop in CROPS:
        course = Course.ABUNDANT
        if crop.number not in abundant:
            course = winter.pop() if crop.is_winter else summer.pop()
        months = (
            tuple(add_months(date(2025, 11, 1), step) for step in range(_WINTER_MONTHS))
            if crop.is_winter
            else tuple(date(2026, month, 1) for month in crop.summer)
        )
        if not crop.is_winter:
            rng.choice((5, 6))  # drawn once for their first month: what follows stays the same
        planned.append(
            PlannedContract(
                crop=crop,
                course=course,
                stage=next(stages)
                if course is Course.TO_COME
                else rng.choice(_STAGES.get(course, _ACTIVE_STAGES)),
                tolerance=rng.choice((0.05, 0.1, 0.1, None)),
                months=months,
            )
        )
    return tuple(planned)


def contract_rows(planned: tuple[PlannedContract, ...], *, seed: int) -> tuple[Row, ...]:
    """The lines of « Contrats de culture »."""
    rng = Random(f"{seed}:contract_rows")
    return tuple(_contract_row(each, rng=rng, seed=seed) for each in planned)


def _contract_row(each: PlannedContract, *, rng: Random, seed: int) -> Row:
    crop = each.crop
    start, end = each.months[0], month_end(each.months[-1])
    total = crop.monthly * len(each.months)
    signed = min(start, date(2025, 12, 20)) - timedelta(days=rng.randint(20, 75))
    is_signed = each.stage in ("signé", "en culture", "en livraison", "clos")
    tolerance: Typed = text(None) if each.tolerance is None else percent(each.tolerance)
    if each.course is Course.TOLERANCE:
        tolerance = broken("#REF!")
    volume = Typed(f"{total / 1000:g} t".replace(".", ","), Decimal(total))
    if each.course is Course.NO_VOLUME:
        volume = nothing("à définir")
    producer = Typed(crop.producer, crop.producer)
    if each.course is Course.NO_PRODUCER:
        producer = Typed("Domaine Tournesol", None, messy=True)
    cells = {
        "number": text(each.number),
        "producer": producer,
        "buyer": Typed(crop.buyer, crop.buyer),
        "supply_chain": text(crop.supply_chain),
        "crop": text(crop.crop),
        "area": Typed(f"{crop.hectares:g} ha".replace(".", ","), Decimal(str(crop.hectares))),
        "volume": volume,
        "tolerance": tolerance,
        "price": text(f"{crop.price:.2f} €/kg HT".replace(".", ",")),
        "price_type": text(rng.choice(("ferme", "déterminable", "ferme"))),
        "price_formula": text(
            f"indice des prix agricoles à la production, {_INDEXES[crop.supply_chain]}"
        ),
        "price_review": day(
            _REVIEW_SOON
            if each.course is Course.ABUNDANT
            else between(rng, date(2026, 4, 1), date(2026, 11, 30))
        ),
        "start": day(start),
        "end": day(end),
        "stage": meant(_IN_HER_WORDS[each.stage], each.stage)
        if each.stage in _IN_HER_WORDS
        else text(each.stage),
        "sent_on": day(signed - timedelta(days=rng.randint(5, 25))),
        "producer_signed": day(signed if is_signed else None),
        "buyer_signed": day(signed + timedelta(days=6) if is_signed else None),
        "labels": text(rng.choice(("AB", "HVE", None, None))),
        "renewal": text(rng.choice(("tacite", "expresse"))),
        "notice_days": number(_notice(rng.choice((60, 90)), lasts=(end - start).days)),
        **_clauses(each, seed=seed),
    }
    return Row(uid=each.number, cells=cells)


def _notice(days: int, *, lasts: int) -> int:
    """A month for a contract that is over before the usual notice would be."""
    return days if days < lasts else _SHORT_NOTICE


def _clauses(each: PlannedContract, *, seed: int) -> dict[str, Typed]:
    """Most contracts have their seven clauses; drafts lack some, a few signed ones too."""
    rng = Random(f"{seed}:clauses:{each.number}")
    words = ["oui"] * 7
    is_draft = each.stage in ("projet", "intention")
    if is_draft or rng.random() < 0.25:
        for index in rng.sample(range(7), rng.choice((2, 3)) if is_draft else 1):
            words[index] = rng.choice(("à revoir", "non", ""))
    return {f"clause_{index}": text(word) for index, word in enumerate(words, start=1)}


COMMITMENTS = usual_tab(
    "commitments",
    "Volumes engagés",
    """
    contract*: Contrat; period: Période; period_start*: Du; period_end*: Au; volume*: Volume prévu;
    low: Min; high: Max; unit: Unité
    """,
)


def commitment_rows(planned: tuple[PlannedContract, ...], *, seed: int) -> tuple[Row, ...]:
    """The lines of « Volumes engagés »: one a month and contract."""
    rng = Random(f"{seed}:commitment_rows")
    rows = []
    for each in planned:
        unit = "t" if each.crop.monthly >= 1500 else "kg"
        rows += [
            Row(
                uid=f"{each.number}/{month:%Y-%m}",
                cells={
                    "contract": text(each.number),
                    "period": text(f"{MONTHS[month.month - 1]} {month.year}"),
                    "period_start": day(month),
                    "period_end": day(month_end(month)),
                    **_volume_cells(each, unit=unit, rng=rng),
                },
            )
            for month in each.months
        ]
    return tuple(rows)


def _volume_cells(each: PlannedContract, *, unit: str, rng: Random) -> dict[str, Typed]:
    monthly = each.crop.monthly
    if each.course is Course.CRATES:
        crates = round(monthly / _CRATE_WEIGHT)
        return {"volume": meant(f"{crates} caisses", None), "unit": text("caisses")}
    kilograms = Decimal(monthly)
    if rng.random() < 0.08:
        return {"volume": meant(f"{monthly} kg", kilograms), "unit": text(unit)}
    shown = monthly / 1000 if unit == "t" else monthly
    return {
        "volume": Typed(shown, kilograms),
        "low": Typed(round(shown * 0.9, 2), kilograms * 9 / 10),
        "high": Typed(round(shown * 1.1, 2), kilograms * 11 / 10),
        "unit": text(unit),
    }
