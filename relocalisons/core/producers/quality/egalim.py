"""Pure: what the project's deliveries weigh in the purchases of each canteen, by EGalim category.

Values before tax, in whole cents, by canteen and calendar year (R230-30-1 of the code rural). Each
delivery counts once: in its best proven category, in doubt, or in none; so the three always add up
to what was bought. « Local » is no category: it stands beside, never inside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.coverage import Standing, standings
from relocalisons.core.producers.quality.labelled_deliveries import LabelledDelivery, siret_of
from relocalisons.core.producers.quality.quality_labels import CATEGORY_OF, Category
from relocalisons.core.producers.quality.ruling import Lifter, Outcome
from relocalisons.core.producers.quality.words.labels import LabelKind
from relocalisons.core.producers.rows import settled_amount
from relocalisons.core.producers.words import is_overseas, is_private, is_state
from relocalisons.core.sources.laws.dated_values import DatedValue
from relocalisons.core.sources.laws.egalim_rules import BuyerKind, Targets, targets_of

if TYPE_CHECKING:
    import pandas as pd


class Verdict(StrEnum):
    """Whether a target is reached; the value is what a paper prints."""

    REACHED = "atteint"
    MISSED = "non atteint"
    IN_DOUBT = "dépend du doute"
    NO_PURCHASE = "sans objet"
    UNJUDGED = "non jugé"  # no text that we know gives a target, or the total is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Purchases in cents. `labels`: what each label proves; they, `doubt` and `other` add up.

    `bio_doubt`: the doubt about bio alone. `unlabelled`: the part of `other` that claims nothing.
    """

    bought: int = 0
    labels: Mapping[LabelKind, int]
    doubt: int = 0
    bio_doubt: int = 0
    other: int = 0
    unlabelled: int = 0

    @property
    def durable(self) -> int:
        """Sustainable and quality products, bio included."""
        return sum(self.labels.values())

    @property
    def bio(self) -> int:
        """Bio, and plants in conversion."""
        return self.of(Category.BIO)

    def of(self, category: Category) -> int:
        """What one category holds."""
        return sum(cents for kind, cents in self.labels.items() if CATEGORY_OF[kind] is category)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """Deliveries that one paper or one text would settle: how many cents, of which label, who."""

    label: LabelKind
    reason: str
    lifter: Lifter
    producer: str | None
    cents: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenYear:
    """The project's deliveries to one canteen in one year.

    `total`, `meat_fish_total`: all food purchases of the canteen, in cents; None when « Achats
    cantines » does not give them for sure, and then there is no share. `species_in_doubt`: rabbit,
    horse, game. `left_out`: deliveries whose price or refusal cannot be read: in none of the sums.
    `bio_by_contract`: folded number of the contract → what it proved bio.
    """

    siret: str
    name: str
    year: int
    kind: BuyerKind
    targets: Targets
    total: int | None
    meat_fish_total: int | None
    all: Part
    meat_fish: Part
    species_in_doubt: int
    species_in_doubt_durable: int
    doubts: tuple[DoubtLine, ...]
    local: int
    count: int
    left_out: int
    bio_by_contract: Mapping[str, int]

    def share(self, cents: int) -> Decimal | None:
        """Its share of all purchases of the canteen; None when these are not known."""
        return Decimal(cents) / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Egalim:
    """Every canteen and year, and the deliveries that belong to none."""

    canteens: tuple[CanteenYear, ...]
    without_canteen: int  # no readable SIRET, no site
    without_day: int


def verdict_on(target: DatedValue | None, *, reached: int, doubt: int, total: int) -> Verdict:
    """Whether `reached` of `total` is at the target, in whole cents; a doubt may still do it."""
    if total <= 0:
        return Verdict.NO_PURCHASE
    if target is None:
        return Verdict.UNJUDGED
    percent = target.amount * 100
    if reached * 100 >= percent * total:
        return Verdict.REACHED
    return Verdict.IN_DOUBT if (reached + doubt) * 100 >= percent * total else Verdict.MISSED


def verdict_on_meat_fish(canteen: CanteenYear) -> Verdict:
    """The verdict on meat and fish, with and without rabbit, horse and game: two make a doubt."""
    part, target = canteen.meat_fish, canteen.targets.meat_fish
    without = verdict_on(target, reached=part.durable, doubt=part.doubt, total=part.bought)
    if not canteen.species_in_doubt:
        return without
    within = verdict_on(
        target,
        reached=part.durable + canteen.species_in_doubt_durable,
        doubt=part.doubt,
        total=part.bought + canteen.species_in_doubt,
    )
    return without if within is without else Verdict.IN_DOUBT


def read_egalim(programme: Programme) -> Egalim:
    """Add up the deliveries by canteen and year, by name of canteen."""
    book = _Canteens(programme)
    found = standings(programme)
    book.learn(tuple(each for each, _ in found))
    lines: dict[tuple[str, int], list[tuple[LabelledDelivery, Standing]]] = {}
    without_canteen = without_day = 0
    for each, standing in found:
        canteen = book.key_of(each)
        if canteen is None:
            without_canteen += 1
        elif each.on is None:
            without_day += 1
        elif each.is_food and each.on <= programme.as_of:  # a day ahead is an order, not a purchase
            lines.setdefault((canteen, each.on.year), []).append((each, standing))
    for key in book.totals:
        lines.setdefault(key, [])
    canteens = [
        _canteen(key, year, these, book=book, programme=programme)
        for (key, year), these in lines.items()
    ]
    return Egalim(
        canteens=tuple(sorted(canteens, key=lambda each: (fold(each.name), each.year))),
        without_canteen=without_canteen,
        without_day=without_day,
    )


def purchase_frame(lines: list[tuple[LabelledDelivery, Standing]]) -> "pd.DataFrame":
    """The deliveries whose price can be read, one a row.

    cents: Int64, net of what was refused; outcome, label, category, reason, lifter, producer: text,
    empty where there is none; is_bio_doubt, is_meat_fish, species_in_doubt, is_local: bool.
    """
    import pandas as pd

    rows = [_row(delivery, standing) for delivery, standing in lines if delivery.cents is not None]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype(_COLUMNS)


_COLUMNS = {
    "cents": "Int64",
    "outcome": "object",
    "label": "object",
    "reason": "object",
    "lifter": "object",
    "producer": "object",
    "is_bio_doubt": "bool",
    "is_meat_fish": "bool",
    "species_in_doubt": "bool",
    "is_local": "bool",
}


def _row(delivery: LabelledDelivery, standing: Standing) -> tuple[object, ...]:
    ruling = standing.ruling
    doubtful = standing.outcome is Outcome.DOUBT
    return (
        delivery.cents,
        standing.outcome.value,
        ruling.label.value if ruling else "",
        ruling.reason if ruling else "",
        ruling.lifter.value if ruling and ruling.lifter else "",
        delivery.producer or "",
        doubtful
        and any(
            each.outcome is Outcome.DOUBT and CATEGORY_OF.get(each.label) is Category.BIO
            for each in standing.rulings
        ),
        delivery.is_meat_or_fish,
        delivery.species_in_doubt,
        delivery.producer is not None,
    )


def _part(frame: "pd.DataFrame") -> Part:
    proven = frame[frame["outcome"] == Outcome.YES.value]
    doubtful = frame[frame["outcome"] == Outcome.DOUBT.value]
    rest = frame[frame["outcome"] == Outcome.NO.value]
    by_label = proven.groupby("label")["cents"].sum()
    return Part(
        bought=int(frame["cents"].sum()),
        labels={LabelKind(label): int(cents) for label, cents in by_label.items()},
        doubt=int(doubtful["cents"].sum()),
        bio_doubt=int(doubtful.loc[doubtful["is_bio_doubt"], "cents"].sum()),
        other=int(rest["cents"].sum()),
        unlabelled=int(rest.loc[rest["label"] == "", "cents"].sum()),
    )


def _doubts(frame: "pd.DataFrame") -> tuple[DoubtLine, ...]:
    doubtful = frame[frame["outcome"] == Outcome.DOUBT.value]
    keys = ["lifter", "producer", "label", "reason"]
    found = [
        DoubtLine(
            label=LabelKind(label),
            reason=str(reason),
            lifter=Lifter(lifter),
            producer=str(producer) or None,
            cents=int(lines["cents"].sum()),
            count=len(lines),
        )
        for (lifter, producer, label, reason), lines in doubtful.groupby(keys)
    ]
    return tuple(sorted(found, key=lambda each: (-each.cents, each.producer or "", each.label)))


def _canteen(
    key: str,
    year: int,
    lines: list[tuple[LabelledDelivery, Standing]],
    *,
    book: "_Canteens",
    programme: Programme,
) -> CanteenYear:
    frame = purchase_frame(lines)
    meat_fish = frame[frame["is_meat_fish"]]
    species = frame[frame["species_in_doubt"]]
    sites = (each.site for each, _ in lines if each.site)
    kind = book.kind_of(key)
    return CanteenYear(
        siret=key if siret_of(key) else "",
        name=book.names.get(key) or next(sites, "") or key,
        year=year,
        kind=kind,
        targets=targets_of(
            year=year,
            kind=kind,
            overseas=key in book.overseas,
            parameters=programme.parameters,
            as_of=programme.as_of,
        ),
        total=book.totals.get((key, year)),
        meat_fish_total=book.meat_fish.get((key, year)),
        all=_part(frame),
        meat_fish=_part(meat_fish),
        species_in_doubt=int(species["cents"].sum()),
        species_in_doubt_durable=int(
            species.loc[species["outcome"] == Outcome.YES.value, "cents"].sum()
        ),
        doubts=_doubts(frame),
        local=int(frame.loc[frame["is_local"], "cents"].sum()),
        count=len(frame),
        left_out=len(lines) - len(frame),
        bio_by_contract=_bio_by_contract(lines),
    )


def _bio_by_contract(lines: list[tuple[LabelledDelivery, Standing]]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for delivery, standing in lines:
        ruling = standing.ruling if standing.outcome is Outcome.YES else None
        category = CATEGORY_OF.get(ruling.label) if ruling is not None else None
        if category is Category.BIO and delivery.contract:
            number = fold(delivery.contract)
            found[number] = found.get(number, 0) + (delivery.cents or 0)
    return found


class _Canteens:
    """What « Achats cantines » says, by SIRET, else by folded name; a year given twice is left."""

    def __init__(self, programme: Programme) -> None:
        self.names: dict[str, str] = {}
        self.totals: dict[tuple[str, int], int] = {}
        self.meat_fish: dict[tuple[str, int], int] = {}
        self.overseas: set[str] = set()
        self._kinds: dict[str, BuyerKind] = {}
        self._sirets: dict[str, str | None] = {}  # folded site → its SIRET; None when it has two
        twice: set[tuple[str, int]] = set()
        for row in programme.rows("canteen_purchases"):
            self._read(row, twice)
        for key in twice:
            self.totals.pop(key, None)
            self.meat_fish.pop(key, None)

    def learn(self, deliveries: tuple[LabelledDelivery, ...]) -> None:
        """Sites that deliveries name beside a SIRET."""
        for each in deliveries:
            if each.siret and each.site:
                self._know(fold(each.site), each.siret)

    def key_of(self, delivery: LabelledDelivery) -> str | None:
        """The canteen of a delivery; None when its SIRET cannot be read, or nothing names it."""
        if delivery.siret is not None:
            return delivery.siret
        site = fold(delivery.site)
        if delivery.has_doubtful_siret or not site:
            return None
        return self._sirets.get(site, site)

    def kind_of(self, key: str) -> BuyerKind:
        """Who answers for it, public unless said."""
        return self._kinds.get(key, BuyerKind.PUBLIC)

    def _read(self, row: Row, twice: set[tuple[str, int]]) -> None:
        name = row.text("canteen")
        siret = siret_of(row.text("siret"))
        if siret is None and (row.text("siret") or not name):
            return
        key = siret or fold(name or "")
        self.names.setdefault(key, name or key)
        if siret and name:
            self._know(fold(name), siret)
        kind = row.text("kind")
        if kind and key not in self._kinds:
            self._kinds[key] = (
                BuyerKind.STATE
                if is_state(kind)
                else BuyerKind.PRIVATE
                if is_private(kind)
                else BuyerKind.PUBLIC
            )
        if is_overseas(row.text("territory")):
            self.overseas.add(key)
        year, total = settled_amount(row, "year"), settled_amount(row, "total")
        if year is None or year != int(year) or total is None or total <= 0:
            return
        if not MINYEAR <= year <= MAXYEAR:
            return  # no calendar has it: the total is of no year
        when = (key, int(year))
        if when in self.totals:
            twice.add(when)
        self.totals[when] = _cents(total)
        meat_fish = settled_amount(row, "meat_fish")
        if meat_fish is not None and 0 < meat_fish <= total:
            self.meat_fish[when] = _cents(meat_fish)

    def _know(self, site: str, siret: str) -> None:
        if self._sirets.setdefault(site, siret) != siret:
            self._sirets[site] = None


def _cents(euros: Decimal) -> int:
    return int((euros * 100).to_integral_value())
