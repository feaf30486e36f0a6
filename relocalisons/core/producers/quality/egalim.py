"""Pure: what the project's deliveries weigh in the purchases of each canteen, by EGalim category.

Values before tax, by canteen and calendar year, over its total food purchases. A purchase counts
once, in its best category; a label that no certificate covered on the day is counted apart, and so
is one that cannot be judged. « Local » is no category: it stands beside, never inside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.certificates import (
    Certificate,
    Proof,
    grouped,
    prove_label,
    read_certificates,
)
from relocalisons.core.producers.quality.labelled_deliveries import (
    LabelledDelivery,
    labelled_deliveries,
    siret_of,
)
from relocalisons.core.producers.quality.quality_labels import (
    CATEGORY_OF,
    CERTIFIED,
    EGALIM,
    Category,
)
from relocalisons.core.producers.quality.words import LabelKind
from relocalisons.core.producers.rows import settled_amount

# Objectives of the law for the whole of a canteen's purchases (mainland France).
DURABLE_TARGET, BIO_TARGET = Decimal("0.50"), Decimal("0.20")

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a purchase counts: its category and the label that puts it there, or why it has none.

    `unproven`: the labels it claims without a certificate; `doubtful`: those that cannot be judged.
    """

    category: Category | None
    label: LabelKind | None
    unproven: tuple[LabelKind, ...] = ()
    doubtful: tuple[LabelKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenYear:
    """The project's deliveries to one canteen in one year, in euros before tax.

    `total`: the canteen's food purchases of the year; None when « Achats cantines » does not give
    them for sure, and then there is no share. `left_out`: deliveries to this canteen whose price
    cannot be read: they are in none of the sums.
    """

    siret: str
    name: str
    year: int
    total: Decimal | None
    categories: Mapping[Category, Decimal]
    unproven: Decimal
    doubtful: Decimal
    unlabelled: Decimal
    local: Decimal
    count: int
    left_out: int

    @property
    def delivered(self) -> Decimal:
        """Everything that was delivered and could be read."""
        return sum(self.categories.values(), ZERO) + self.unproven + self.doubtful + self.unlabelled

    @property
    def durable(self) -> Decimal:
        """Sustainable and quality products: the four categories, bio included."""
        return sum(self.categories.values(), ZERO)

    def share(self, amount: Decimal) -> Decimal | None:
        """Its share of all purchases of the canteen; None when these are not known."""
        return amount / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Egalim:
    """Every canteen and year, and the deliveries that belong to none."""

    canteens: tuple[CanteenYear, ...]
    without_canteen: int  # no readable SIRET
    without_day: int


def read_egalim(programme: Programme) -> Egalim:
    """Add up the deliveries by canteen and year, by name of canteen."""
    papers = grouped(read_certificates(programme))
    totals, names = _totals(programme)
    lines: dict[tuple[str, int], list[LabelledDelivery]] = {}
    without_canteen = without_day = 0
    for each in labelled_deliveries(programme):
        if each.siret is None:
            without_canteen += 1
        elif each.on is None:
            without_day += 1
        else:
            lines.setdefault((each.siret, each.on.year), []).append(each)
    for key in totals:
        lines.setdefault(key, [])
    canteens = [
        _canteen(siret, year, found, papers=papers, total=totals.get((siret, year)), names=names)
        for (siret, year), found in lines.items()
    ]
    return Egalim(
        canteens=tuple(sorted(canteens, key=lambda each: (fold(each.name), each.year))),
        without_canteen=without_canteen,
        without_day=without_day,
    )


def standing_of(
    delivery: LabelledDelivery, papers: Mapping[str, tuple[Certificate, ...]]
) -> Standing:
    """The best category that its labels prove; labels to justify are told, never counted."""
    unproven: list[LabelKind] = []
    doubtful: list[LabelKind] = []
    for kind in delivery.labels:
        if kind is LabelKind.OTHER:
            doubtful.append(kind)
            continue
        if kind not in CATEGORY_OF:
            continue
        proof = _proof(delivery, kind, papers)
        if proof is Proof.PROVEN:
            return Standing(category=CATEGORY_OF[kind], label=kind, unproven=tuple(unproven))
        (unproven if proof is Proof.UNPROVEN else doubtful).append(kind)
    return Standing(category=None, label=None, unproven=tuple(unproven), doubtful=tuple(doubtful))


def _proof(
    delivery: LabelledDelivery, kind: LabelKind, papers: Mapping[str, tuple[Certificate, ...]]
) -> Proof:
    if kind not in CERTIFIED:
        return Proof.PROVEN  # declared: the law asks for no certificate of the farm
    if delivery.producer is None or delivery.on is None:
        return Proof.DOUBTFUL
    return prove_label(papers, producer=delivery.producer, kind=kind, day=delivery.on)


def _canteen(
    siret: str,
    year: int,
    lines: Iterable[LabelledDelivery],
    *,
    papers: Mapping[str, tuple[Certificate, ...]],
    total: Decimal | None,
    names: Mapping[str, str],
) -> CanteenYear:
    categories = {category: ZERO for _, category in EGALIM}
    unproven = doubtful = unlabelled = local = ZERO
    count = left_out = 0
    site = ""
    for each in lines:
        site = site or each.row.text("site") or ""
        if each.price is None or each.price < 0:
            left_out += 1
            continue
        count += 1
        standing = standing_of(each, papers)
        if standing.category is not None:
            categories[standing.category] += each.price
        elif standing.unproven:
            unproven += each.price
        elif standing.doubtful:
            doubtful += each.price
        else:
            unlabelled += each.price
        if each.producer is not None:
            local += each.price
    return CanteenYear(
        siret=siret,
        name=names.get(siret) or site or siret,
        year=year,
        total=total,
        categories=categories,
        unproven=unproven,
        doubtful=doubtful,
        unlabelled=unlabelled,
        local=local,
        count=count,
        left_out=left_out,
    )


def _totals(programme: Programme) -> tuple[dict[tuple[str, int], Decimal], dict[str, str]]:
    """Total purchases by canteen and year, and names; a year given twice is in doubt, so left."""
    totals: dict[tuple[str, int], Decimal] = {}
    twice: set[tuple[str, int]] = set()
    names: dict[str, str] = {}
    for row in programme.rows("canteen_purchases"):
        siret = siret_of(row.text("siret"))
        year, total = settled_amount(row, "year"), settled_amount(row, "total")
        if siret is None:
            continue
        names.setdefault(siret, row.text("canteen") or siret)
        if year is None or year != int(year) or total is None or total <= 0:
            continue
        key = (siret, int(year))
        if key in totals:
            twice.add(key)
        totals[key] = total
    return {key: total for key, total in totals.items() if key not in twice}, names
