"""Pure: in which EGalim category a delivery is proven, or why not, and who can settle a doubt.

A label counts when the seller's own paper covers it: the product (and plot, species) inside the
scope, the day inside the dates and outside suspensions, the goods as they were delivered
(R230-30-3 of the code rural; règlement (UE) 2018/848, art. 34–35). What a paper or a text that
somebody may still bring would change is a doubt; it is in no share.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.certificates import (
    Certificate,
    Proof,
    grouped,
    prove_label,
    read_certificates,
)
from relocalisons.core.producers.quality.conversion import judge_conversion
from relocalisons.core.producers.quality.labelled_deliveries import (
    LabelledDelivery,
    credited,
    labelled_deliveries,
)
from relocalisons.core.producers.quality.quality_labels import CATEGORY_OF, SHOWN
from relocalisons.core.producers.quality.ruling import Lifter, Outcome, Ruling, doubt, no, yes
from relocalisons.core.producers.quality.words.foods import (
    ANIMALS,
    GROUND_PLANTS,
    MADE_PLANTS,
    RAW_PLANTS,
    Food,
)
from relocalisons.core.producers.quality.words.labels import (
    LabelKind,
    is_externality_criterion,
    shows_symbol,
)
from relocalisons.core.producers.rows import contract_sheets, settled_amount
from relocalisons.core.sources.laws.egalim_rules import (
    AWARD_LEAST_MARK,
    AWARD_WEIGHT,
    level_2_until,
)

_REGULATED_FARM = frozenset((Food.EGG, Food.CHEESE, Food.POULTRY))
_SAID: Mapping[Proof, str] = {
    Proof.UNREADABLE: "la date ou le statut du certificat ne se lit pas",
    Proof.SCOPE_UNKNOWN: "la portée du certificat ne dit pas si ce produit en fait partie",
    Proof.SUSPENDED: "certificat suspendu ou retiré ce jour-là",
    Proof.ENDED: "certificat expiré ce jour-là",
    Proof.THIRD_VERSION: "certificat HVE du référentiel v3, sans valeur après 2024",
    Proof.NOT_BEGUN: "le certificat fourni commence après la livraison",
    Proof.OUT_OF_SCOPE: "produit hors de la portée du certificat",
    Proof.NO_PAPER: "aucun certificat au nom du vendeur",
}
_CERTAIN_NO = frozenset((Proof.SUSPENDED, Proof.OUT_OF_SCOPE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """How a canteen chose a contract: « Critère d'attribution », its weight (0–1), the mark /10."""

    criterion: str
    weight: Decimal | None
    mark: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Everything that a delivery is judged with."""

    certificates: Mapping[str, tuple[Certificate, ...]]  # by producer
    awards: Mapping[str, Award]  # by folded number of contract
    level_2_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a delivery counts: the rulings on each of its labels, the best label first."""

    outcome: Outcome
    ruling: Ruling | None  # the one that decides; None without any label
    rulings: tuple[Ruling, ...]

    @property
    def label(self) -> LabelKind | None:
        """The label that puts it in its category."""
        return self.ruling.label if self.ruling and self.outcome is Outcome.YES else None

    @property
    def proven(self) -> tuple[LabelKind, ...]:
        """Every label that is proven, the best first."""
        return tuple(each.label for each in self.rulings if each.outcome is Outcome.YES)


def read_papers(programme: Programme) -> Papers:
    """Certificates by producer, awards by contract."""
    awards = {
        fold(sheet.contract.number): Award(
            criterion=sheet.row.text("award_criterion") or "",
            weight=settled_amount(sheet.row, "award_weight"),
            mark=settled_amount(sheet.row, "award_mark"),
        )
        for sheet in contract_sheets(programme)
        if sheet.row.text("award_criterion")
    }
    return Papers(
        certificates=grouped(read_certificates(programme)),
        awards=awards,
        level_2_until=level_2_until(programme.parameters),
    )


def standings(programme: Programme) -> tuple[tuple[LabelledDelivery, Standing], ...]:
    """Every delivery with where it counts; a credit note counts where what it takes back does."""
    papers = read_papers(programme)
    deliveries = labelled_deliveries(programme)
    by_note = {each.note: each for each in deliveries if each.note}
    return tuple((each, standing_of(credited(each, by_note), papers)) for each in deliveries)


def standing_of(delivery: LabelledDelivery, papers: Papers) -> Standing:
    """The best category that its labels prove, else the first doubt, else no category."""
    rulings = tuple(_rule(delivery, kind, papers) for kind in delivery.labels)
    for outcome in Outcome:
        found = next((each for each in rulings if each.outcome is outcome), None)
        if found is not None:
            return Standing(outcome=outcome, ruling=found, rulings=rulings)
    return Standing(outcome=Outcome.NO, ruling=None, rulings=())


def _rule(delivery: LabelledDelivery, kind: LabelKind, papers: Papers) -> Ruling:
    if delivery.conventional:
        return no(kind, "livré en conventionnel, quel que soit le label du contrat")
    if kind is LabelKind.OTHER:
        return doubt(kind, "label inconnu", Lifter.PRODUCER)
    if kind is LabelKind.MSC:
        # L644-15: the State's écolabel; an equivalence is the buyer's act, with its proof.
        reason = "MSC n’est pas l’écolabel Pêche durable ; l’équivalence est à prouver"
        return no(kind, reason, Lifter.BUYER)
    if kind not in CATEGORY_OF:
        return no(kind, "cette mention n’est pas une catégorie EGalim")
    match kind:
        case LabelKind.EXTERNALITIES:
            return _externalities(kind, papers.awards.get(fold(delivery.contract)))
        case LabelKind.PERFORMANCE:
            reason = "performance environnementale : étude juridique de « ma cantine » en cours"
            return doubt(kind, reason, Lifter.LAWYER)
        case LabelKind.FARM:
            return _farm(delivery, papers)
        case LabelKind.HVE | LabelKind.LEVEL_2:
            return _environmental(delivery, kind, papers)
        case LabelKind.OUTERMOST:
            return _outermost(delivery, papers)
        case LabelKind.CONVERSION:
            return _conversion(delivery, papers)
        case _:
            return _by_paper(delivery, (kind,), papers)[0]


def _by_paper(
    delivery: LabelledDelivery, kinds: tuple[LabelKind, ...], papers: Papers
) -> tuple[Ruling, Certificate | None]:
    """What the seller's own papers say; somebody else's paper proves nothing of his."""
    if delivery.producer is None or delivery.on is None:
        return doubt(kinds[0], "vendeur inconnu", Lifter.COORDINATION), None
    own = papers.certificates.get(delivery.producer, ())
    proof, paper = prove_label(
        own, kinds=kinds, product=delivery.product, plot=delivery.plot, day=delivery.on
    )
    if proof is Proof.PROVEN:
        return yes(kinds[0]), paper
    if proof in _CERTAIN_NO:
        lifter = Lifter.PRODUCER if proof is Proof.OUT_OF_SCOPE else None
        return no(kinds[0], _SAID[proof], lifter, proof=proof), paper
    return doubt(kinds[0], _SAID[proof], Lifter.PRODUCER, proof=proof), paper


def _conversion(delivery: LabelledDelivery, papers: Papers) -> Ruling:
    ruling, paper = _by_paper(delivery, (LabelKind.CONVERSION, LabelKind.BIO), papers)
    refused = judge_conversion(delivery, paper)
    if refused is not None and (refused.outcome is Outcome.NO or ruling.outcome is Outcome.YES):
        return refused
    return ruling


def _environmental(delivery: LabelledDelivery, kind: LabelKind, papers: Papers) -> Ruling:
    """HVE by its own paper; level 2 counts until its last day and has the same code."""
    hve, _ = _by_paper(delivery, (LabelKind.HVE,), papers)
    if hve.outcome is Outcome.YES:
        return hve
    lower, paper = _by_paper(delivery, (LabelKind.LEVEL_2,), papers)
    if kind is LabelKind.HVE and (paper is None or lower.outcome is not Outcome.YES):
        return hve
    if delivery.on is not None and delivery.on > papers.level_2_until:
        until = format_long_date(papers.level_2_until)
        return no(LabelKind.LEVEL_2, f"le niveau 2 ne compte plus après le {until}")
    return lower


def _outermost(delivery: LabelledDelivery, papers: Papers) -> Ruling:
    """The graphic symbol is needed, not the origin (règl. (UE) n° 228/2013, art. 21)."""
    ruling, paper = _by_paper(delivery, (LabelKind.OUTERMOST,), papers)
    shown = shows_symbol(delivery.row.text("labels")) or (paper and shows_symbol(paper.label))
    if ruling.outcome is Outcome.YES and not shown:
        return doubt(LabelKind.OUTERMOST, "symbole graphique RUP à montrer", Lifter.PRODUCER)
    return ruling


def _farm(delivery: LabelledDelivery, papers: Papers) -> Ruling:
    """Only products of which the word has a regulated definition (R230-30-3)."""
    kind, food = LabelKind.FARM, delivery.product.food
    if food in RAW_PLANTS | GROUND_PLANTS | MADE_PLANTS:
        return no(kind, "« fermier » n’a pas de définition réglementaire pour ce produit")
    if food is None:
        return doubt(kind, "produit non reconnu", Lifter.PRODUCER)
    if food in ANIMALS - _REGULATED_FARM:
        reason = "« fermier » : définition réglementaire à confirmer pour ce produit"
        return doubt(kind, reason, Lifter.LAWYER)
    return _by_paper(delivery, (kind,), papers)[0]


def _externalities(kind: LabelKind, award: Award | None) -> Ruling:
    """How the canteen bought, never what the grower says (R230-30-2)."""
    if award is None or not is_externality_criterion(award.criterion):
        return no(kind, "aucun critère d’attribution du marché ne le montre", Lifter.BUYER)
    if award.weight is None or award.mark is None:
        return doubt(kind, "poids ou note du critère à préciser", Lifter.BUYER)
    low, high = AWARD_WEIGHT
    if not low <= award.weight <= high:
        return no(kind, "poids du critère hors de 10 à 30 %")
    if award.mark < AWARD_LEAST_MARK:
        return no(kind, "note du critère sous 4 sur 10")
    return yes(kind)


def proofs_missing(
    found: Iterable[tuple[LabelledDelivery, Standing]],
) -> Iterable[tuple[LabelledDelivery, Ruling]]:
    """The labels of which it is sure that no paper covers them on the day."""
    sure = frozenset(Proof) - {Proof.PROVEN, Proof.UNREADABLE, Proof.SCOPE_UNKNOWN}
    for delivery, standing in found:
        for ruling in standing.rulings:
            if ruling.proof in sure:
                yield delivery, ruling


def say_label(ruling: Ruling) -> str:
    """What people call the label of a ruling."""
    return SHOWN[ruling.label]
