"""Pure: deliveries as the purchase-import files of « ma cantine » (CSV): one a canteen.

The platform refuses a whole file for one line, or one canteen, that is not its manager's, and knows
a double only by the whole content of a file: so a file is one canteen's, and holds what was not
imported yet. « Importé le » of « Achats cantines » says until when hers was.
"""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.discretion.discretion import hide_private
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.coverage import Standing, standings
from relocalisons.core.producers.quality.labelled_deliveries import LabelledDelivery, siret_of
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.producers.rows import settled_amount
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
FUTURE = "date à venir"
NO_PRICE = "prix HT ou refus absent ou illisible"
NO_FAMILY = "famille de produits non reconnue"
NO_SUPPLIER = "fournisseur inconnu"
NO_PRODUCT = "produit non précisé"
NOT_BOUGHT = "montant nul, ou tout a été refusé"
CREDIT = "avoir à déduire sur la plateforme, qui ne prend pas de montant négatif"
NOT_FOOD = "produit non alimentaire"
_MEMORY = "lines"  # the fact that holds what was put in the files

Sent = dict[str, tuple[str, str]]  # line → first day in a file (ISO), digest of what it said


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseForm:
    """The file of one canteen and year: what it has not imported yet.

    `imported`: lines of earlier files that « Importé le » covers; `changed`: those of them whose
    cells are not what they were, to be put right on the platform by hand.
    """

    siret: str
    canteen: str
    year: int
    text: str  # CSV, `,` between cells, decimal points, ISO dates
    lines: int
    cents: int
    imported: int
    changed: int
    facts: Mapping[str, str]  # for the next file


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseForms:
    """The files of a year, and the deliveries that are in none, counted by reason."""

    files: tuple[PurchaseForm, ...]
    left_out: Mapping[str, int]

    @property
    def lines(self) -> int:
        """Purchases ready to be imported."""
        return sum(each.lines for each in self.files)


def build_purchase_forms(
    programme: Programme, *, year: int, before: Mapping[str, Mapping[str, str]] | None = None
) -> PurchaseForms:
    """The deliveries of a year by canteen; one that lacks something required is left out, counted.

    `before`: the facts of the last file of each SIRET. Only proven labels are declared. Local and
    short supply chain are left to the canteen, whose definition of « local » is its own.
    """
    left_out: Counter[str] = Counter()
    groups: dict[str, list[tuple[LabelledDelivery, Standing]]] = {}
    for each, standing in standings(programme):
        if each.on is not None and each.on.year != year:
            continue
        problem = _problem(each, programme)
        if problem:
            left_out[problem] += 1
        else:
            groups.setdefault(each.siret or "", []).append((each, standing))
    marks = imported_on(programme, year=year)
    known = before or {}
    files = [
        _form(siret, lines, programme, year=year, mark=marks.get(siret), facts=known.get(siret, {}))
        for siret, lines in groups.items()
    ]
    return PurchaseForms(
        files=tuple(sorted(files, key=lambda each: (each.canteen, each.siret))),
        left_out=dict(left_out),
    )


def imported_on(programme: Programme, *, year: int) -> Mapping[str, date]:
    """« Importé le » of each SIRET for a year; a day in doubt marks nothing."""
    found: dict[str, date] = {}
    for row in programme.rows("canteen_purchases"):
        siret, day = siret_of(row.text("siret")), row.last_day("imported_on")
        if siret and day and settled_amount(row, "year") == year:
            found[siret] = day
    return found


def _form(
    siret: str,
    deliveries: list[tuple[LabelledDelivery, Standing]],
    programme: Programme,
    *,
    year: int,
    mark: date | None,
    facts: Mapping[str, str],
) -> PurchaseForm:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    sent: Sent = {
        key: (day, said) for key, (day, said) in json.loads(facts.get(_MEMORY, "{}")).items()
    }
    seen: Counter[str] = Counter()
    lines = cents = imported = changed = 0
    for each, standing in deliveries:
        cells = _line(each, standing, programme)
        key = _key(each, seen)
        digest = _digest("\0".join(cells))
        if _is_imported(each, sent.get(key), mark=mark, has_memory=_MEMORY in facts):
            imported += 1
            changed += key in sent and sent[key][1] != digest
            continue
        first = sent[key][0] if key in sent else programme.as_of.isoformat()
        sent[key] = (first, digest)
        writer.writerow(cells)
        lines, cents = lines + 1, cents + (each.cents or 0)
    return PurchaseForm(
        siret=siret,
        canteen=next((each.site for each, _ in deliveries if each.site), siret),
        year=year,
        text=target.getvalue(),
        lines=lines,
        cents=cents,
        imported=imported,
        changed=changed,
        facts={_MEMORY: json.dumps(sent, sort_keys=True)},
    )


def _is_imported(
    delivery: LabelledDelivery,
    sent: tuple[str, str] | None,
    *,
    mark: date | None,
    has_memory: bool,
) -> bool:
    """Whether she imported a file that held the line.

    Without any memory of files (another store), what was delivered by that day is taken as
    imported: a purchase twice on the platform is worse than one that she is told to look at.
    """
    if mark is None:
        return False
    if not has_memory:
        return delivery.on is not None and delivery.on <= mark
    return sent is not None and sent[0] <= mark.isoformat()


def _key(delivery: LabelledDelivery, seen: Counter[str]) -> str:
    """What names a line whatever its price becomes: day, product, note, grower, its rank."""
    said = "\0".join(
        (
            delivery.on.isoformat() if delivery.on else "",
            delivery.product.text,
            delivery.note,
            fold(delivery.contract),
            delivery.producer or "",
        )
    )
    seen[said] += 1
    return _digest(f"{said}\0{seen[said]}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _problem(each: LabelledDelivery, programme: Programme) -> str:
    checks = (
        (each.siret is None, NO_SIRET),
        (each.on is None, NO_DAY),
        (each.on is not None and each.on > programme.as_of, FUTURE),
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
