"""Sample: what the canteens bought before the programme and what they ask, as they told her."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relocalisons.sample.engine.cells import Row, Typed, day, money, number, text
from relocalisons.sample.engine.entries import TruthEntry
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.producers.contracts import Course, PlannedContract
from relocalisons.sample.producers.crops import SITES

CANTEEN_PURCHASES = usual_tab(
    "canteen_purchases",
    "Achats cantines",
    """
    canteen*: Cantine; siret*: SIRET; year*: Année; total*: Achats alimentaires € HT
    """,
)

CANTEEN_NEEDS = usual_tab(
    "canteen_needs",
    "Besoins des cantines",
    """
    canteen*: Cantine; product*: Produit; period_start*: Du; period_end*: Au;
    volume*: Quantité demandée
    """,
)
_FROM, _UNTIL, _END_OF_CONTRACTS = date(2026, 1, 5), date(2026, 5, 29), date(2026, 4, 30)
_UNSERVED = ("P17", "Endives", 900)  # who asks what nobody grows, and how many kilograms
_SERVED = 2  # contracts that bring more than their canteen asks
_BRINGING = (Course.HEALTHY, Course.ABUNDANT)


def canteen_rows() -> tuple[Row, ...]:
    """The lines of « Achats cantines »: what the canteens bought in 2025."""
    totals = {"P04": 412_500, "P06": 1_286_000, "P17": 533_200}
    return tuple(
        Row(
            uid=f"canteen/{code}",
            cells={
                "canteen": text(site),
                "siret": text(siret),
                "year": number(2025),
                "total": money(totals[code]),
            },
        )
        for code, (site, siret) in SITES.items()
        if code in totals
    )


def need_rows(contracts: tuple[PlannedContract, ...]) -> tuple[Row, ...]:
    """The lines of « Besoins des cantines »: a crop that nobody grows, and two that are covered."""
    canteen, product, kilograms = _UNSERVED
    served: dict[str, PlannedContract] = {}
    for each in contracts:
        if each.course in _BRINGING:
            served.setdefault(each.crop.buyer, each)
    others = [each for buyer, each in served.items() if buyer != canteen]
    return (
        _need(canteen, product, kilograms, until=_UNTIL),
        *(
            _need(
                each.crop.buyer,
                each.crop.product,
                each.crop.monthly * 3 // 2,
                until=_END_OF_CONTRACTS,
            )
            for each in others[:_SERVED]
        ),
    )


def need_entries(on: date) -> Iterator[TruthEntry]:
    """The gap that is told four weeks ahead, as long as it is asked."""
    canteen, product, _ = _UNSERVED
    if _FROM <= on <= _UNTIL:
        yield TruthEntry(kind="supply_gap", subject=f"{canteen}/{product}", partner=canteen)


def _need(canteen: str, product: str, kilograms: int, *, until: date) -> Row:
    return Row(
        uid=f"need/{canteen}/{product}",
        cells={
            "canteen": Typed(canteen, canteen),
            "product": text(product),
            "period_start": day(_FROM),
            "period_end": day(until),
            "volume": Typed(f"{kilograms} kg", Decimal(kilograms)),
        },
    )
