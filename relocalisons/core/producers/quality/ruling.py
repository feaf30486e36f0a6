"""Pure: what is decided of one label of one delivery, why, and who may settle a doubt."""

from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.producers.quality.certificates import Proof
from relocalisons.core.producers.quality.words.labels import LabelKind


class Outcome(StrEnum):
    """What a label does for a delivery, the one that decides first."""

    YES = "yes"
    DOUBT = "doubt"
    NO = "no"


class Lifter(StrEnum):
    """Who may bring the paper or the text that settles it; the value is how he is called."""

    PRODUCER = "le producteur"
    BUYER = "la cantine"
    LAWYER = "l’expert juridique"
    COORDINATION = "vous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One label of a delivery: whether it counts, why not, what the papers said, who may help."""

    label: LabelKind
    outcome: Outcome
    reason: str = ""
    lifter: Lifter | None = None
    proof: Proof | None = None


def yes(label: LabelKind) -> Ruling:
    """The label is proven."""
    return Ruling(label=label, outcome=Outcome.YES, proof=Proof.PROVEN)


def doubt(label: LabelKind, reason: str, lifter: Lifter, *, proof: Proof | None = None) -> Ruling:
    """Something that may still come would change it."""
    return Ruling(label=label, outcome=Outcome.DOUBT, reason=reason, lifter=lifter, proof=proof)


def no(
    label: LabelKind, reason: str, lifter: Lifter | None = None, *, proof: Proof | None = None
) -> Ruling:
    """It does not qualify, by what is written."""
    return Ruling(label=label, outcome=Outcome.NO, reason=reason, lifter=lifter, proof=proof)
