"""Pure: deliveries as lines of the purchase-import form of « ma cantine » (CSV)."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import hide_private
from relocalisons.core.kernel.model import Programme
from relocalisons.core.producers.quality.coverage import Standing, standings
from relocalisons.core.producers.quality.labelled_deliveries import LabelledDelivery
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.producers.words import read_family, read_origin

COLUMNS = (
    "siret", "description", "fournisseur", "date", "prix_ht", "famille_produits",
    "categories_egalim", "origine", "est_circuit_court", "est_local", "definition_local",
    "definition_local_km",
)  # fmt: skip

_CENT = Decimal("0.01")
_CODES: Mapping[LabelKind, str] = {
    LabelKind.BIO: "BIO",
    LabelKind.CONVERSION: "BIO",  # CONVERSION_BIO is a dead code of the platform
    LabelKind.LABEL_ROUGE: "LABEL_ROUGE",
    LabelKind.AOC_AOP: "AOCAOP",
    LabelKind.IGP: "IGP",
    LabelKind.STG: "STG",
    LabelKind.HVE: "HVE",
    LabelKind.LEVEL_2: "HVE",
    LabelKind.SUSTAINABLE_FISHING: "PECHE_DURABLE",
    LabelKind.OUTERMOST: "RUP",
    LabelKind.FARM: "FERMIER",
    LabelKind.FAIR_TRADE: "COMMERCE_EQUITABLE",
    LabelKind.EXTERNALITIES: "EXTERNALITES",
    LabelKind.PERFORMANCE: "PERFORMANCE",
}
NO_SIRET = "SIRET de la cantine absent ou illisible"
NO_DAY = "date illisible"
NO_PRICE = "prix HT ou refus absent ou illisible"
NO_FAMILY = "famille de produits non reconnue"
NO_SUPPLIER = "fournisseur inconnu"
NO_PRODUCT = "produit non précisé"
NOT_BOUGHT = "montant nul, ou tout a été refusé"
CREDIT = "avoir : à déduire dans « ma cantine », qui ne prend pas de montant négatif"
NOT_FOOD = "produit non alimentaire"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseForm:
    """The file to import, and the deliveries that are not in it, counted by reason."""

    text: str  # CSV, `,` between cells, decimal points, ISO dates
    lines: int
    left_out: Mapping[str, int]


def build_purchase_form(programme: Programme, *, year: int) -> PurchaseForm:
    """The deliveries of a year; one that lacks something required is left out and counted.

    Only proven labels are declared. Local and short supply chain are left to the canteen, whose
    definition of « local » is its own.
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    left_out: Counter[str] = Counter()
    lines = 0
    for each, standing in standings(programme):
        if each.on is not None and each.on.year != year:
            continue
        problem = _problem(each, programme)
        if problem:
            left_out[problem] += 1
            continue
        writer.writerow(_line(each, standing, programme))
        lines += 1
    return PurchaseForm(text=target.getvalue(), lines=lines, left_out=dict(left_out))


def _problem(each: LabelledDelivery, programme: Programme) -> str:
    checks = (
        (each.siret is None, NO_SIRET),
        (each.on is None, NO_DAY),
        (not each.is_food, NOT_FOOD),
        (each.cents is None, NO_PRICE),
        (each.cents is not None and each.cents < 0, CREDIT),
        (each.cents == 0, NOT_BOUGHT),
        (read_family(each.row.text("family")) is None, NO_FAMILY),
        (programme.partner(each.producer) is None, NO_SUPPLIER),
        (not each.row.text("product"), NO_PRODUCT),
    )
    return next((reason for wrong, reason in checks if wrong), "")


def _line(each: LabelledDelivery, standing: Standing, programme: Programme) -> tuple[str, ...]:
    partner = programme.partner(each.producer)
    price = (Decimal(each.cents or 0) / 100).quantize(_CENT)
    return (
        each.siret or "",
        _safe(hide_private(each.row.text("product") or "", cleared=programme.cleared)),
        _safe(partner.name if partner else ""),
        each.on.isoformat() if each.on else "",
        f"{price}",
        read_family(each.row.text("family")) or "",
        ",".join(dict.fromkeys(_CODES[kind] for kind in standing.proven)),
        read_origin(each.row.text("origin")) or "",
        "",
        "",
        "",
        "",
    )


def _safe(text: str) -> str:
    """Text that a spreadsheet program will not take for a formula when it opens the CSV."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
