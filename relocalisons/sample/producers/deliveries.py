"""Sample: deliveries under the growing contracts, those already typed and those still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from relocalisons.sample.engine.cells import Row, Typed, ambiguous, broken, day, meant, money, text
from relocalisons.sample.engine.days import STORY_END, STORY_EVE, typed_date, workday
from relocalisons.sample.engine.events import Event, RowAdded
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.notations import another_weight
from relocalisons.sample.producers.contracts import Course, PlannedContract
from relocalisons.sample.producers.crops import SITES

DELIVERIES = usual_tab(
    "deliveries",
    "Livraisons",
    """
    date*: Date; contract*: Contrat; producer: Producteur; product: Produit; quantity*: Quantité;
    unit: Unité; price: Prix HT €; site: Site livré; canteen_siret: Cantine SIRET; origin: Origine;
    labels: Label(s); delivery_note: Bon de livraison; rejected: Refus; family: Famille produits
    """,
    renamed={
        "date": ("Livré le", "Date de livraison"),
        "contract": ("N° contrat",),
        "quantity": ("Qté",),
        "delivery_note": ("BL",),
    },
)


_SOLD_AS = {"P07": "HVE", "P09": "AB", "P10": "HVE", "P12": "HVE"}
_SHORTS = (Course.SHORT, Course.CLOSED, Course.UNSIGNED)
_FAMILIES = {"légumes": "fruits et légumes", "fruits": "fruits et légumes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDelivery:
    """A delivery: what was brought, what was refused, and the day it was typed."""

    contract: PlannedContract
    on: date
    typed_on: date
    kilograms: int
    rejected: int
    rank: int  # the place of the delivery among those of its contract

    @property
    def uid(self) -> str:
        """A name of its own in the story."""
        return f"{self.contract.number}/{self.on:%Y-%m-%d}"


def plan_deliveries(contracts: tuple[PlannedContract, ...], *, seed: int) -> list[PlannedDelivery]:
    """Two deliveries a month and winter contract until the end of the story, by date.

    A healthy contract brings a little more than promised before each month ends; a short one
    brings about two thirds.
    """
    rng = Random(f"{seed}:deliveries")
    planned: list[PlannedDelivery] = []
    for contract in contracts:
        if not contract.crop.is_winter:
            continue
        rank = 0
        for month in contract.months:
            for first in (6, 20):
                on = workday(month + timedelta(days=first + rng.randint(0, 3) - 1))
                kilograms, rejected = _quantities(contract, rng)
                typed_on = workday(on + timedelta(days=rng.randint(0, 2)))
                if typed_on <= STORY_END:
                    planned.append(
                        PlannedDelivery(
                            contract=contract,
                            on=on,
                            typed_on=typed_on,
                            kilograms=kilograms,
                            rejected=rejected,
                            rank=rank,
                        )
                    )
                rank += 1
    return sorted(planned, key=lambda each: (each.typed_on, each.contract.number))


def _quantities(contract: PlannedContract, rng: Random) -> tuple[int, int]:
    half = contract.crop.monthly / 2
    share = rng.uniform(0.58, 0.72) if contract.course in _SHORTS else rng.uniform(1.02, 1.08)
    if contract.course is Course.ABUNDANT:
        share += 0.85
    kilograms = round(half * share / 5) * 5
    rejected = max(1, kilograms // 100) if rng.random() < 0.08 else 0
    return kilograms, rejected


def delivery_rows(planned: list[PlannedDelivery], *, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines typed before the story, by producer."""
    rng = Random(f"{seed}:delivery_rows")
    rows: dict[str, list[Row]] = {}
    for each in planned:
        if each.typed_on <= STORY_EVE:
            row = _row(each, rng=rng)
            rows.setdefault(each.contract.crop.producer, []).append(row)
    return {producer: tuple(lines) for producer, lines in rows.items()}


def delivery_events(planned: list[PlannedDelivery], *, seed: int) -> Iterator[Event]:
    """The lines that producers add during the story, below the others."""
    rng = Random(f"{seed}:delivery_events")
    for each in planned:
        if each.typed_on > STORY_EVE:
            yield RowAdded(
                on=each.typed_on,
                owner=each.contract.crop.producer,
                table="deliveries",
                row=_row(each, rng=rng),
            )


def _row(each: PlannedDelivery, *, rng: Random) -> Row:
    crop = each.contract.crop
    site, siret = SITES[crop.buyer]
    labels = _SOLD_AS.get(crop.producer)
    cells = {
        "date": day(each.on),
        "contract": text(crop.number),
        "producer": Typed(crop.producer, crop.producer),
        "product": text(crop.product),
        **_quantity_cells(each, rng=rng),
        "price": money(round(each.kilograms * crop.price, 2)),
        "site": text(site),
        "canteen_siret": text(siret),
        "origin": text("France"),
        "labels": text(labels),
        "delivery_note": text(f"BL-{each.on:%y%m%d}-{crop.number[-2:]}"),
        "family": text(_FAMILIES.get(crop.supply_chain, "légumes secs")),
    }
    if each.rejected:
        cells["rejected"] = meant(f"{each.rejected} kg", Decimal(each.rejected))
    if each.contract.course is Course.TWO_DATES and each.rank == 2:
        later = each.on + timedelta(days=1)
        cells["date"] = ambiguous(f"{typed_date(each.on)} ou {typed_date(later)}")
    return Row(uid=each.uid, cells=cells)


def _quantity_cells(each: PlannedDelivery, *, rng: Random) -> dict[str, Typed]:
    kilograms = Decimal(each.kilograms)
    if each.rank == 2 and each.contract.course is Course.RANGE:
        low = each.kilograms - each.kilograms % 50
        return {"quantity": meant(f"{low} à {low + 50} kg", None)}
    if each.rank == 2 and each.contract.course is Course.BROKEN:
        return {"quantity": broken("#REF!"), "unit": text("kg")}
    if rng.random() < 0.12:
        return {"quantity": another_weight(rng, kilograms), "unit": text("kg")}
    return {"quantity": Typed(each.kilograms, kilograms), "unit": text("kg")}
