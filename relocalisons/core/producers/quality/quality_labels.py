"""Pure: the labels that a cell names, and what the EGalim law makes of each of them.

Order and codes are those of the State's platform (ma cantine, `purchase.py`, `diagnostic.py`).
"""

from enum import StrEnum

from relocalisons.core.producers.quality.words.labels import LabelKind, labels_named


class Category(StrEnum):
    """The categories of the State's platform in their official order; a purchase has one."""

    BIO = "Bio"
    SIQO = "Autres signes officiels de qualité (SIQO)"
    OTHER = "Autres catégories EGalim"
    EXTERNALITIES = "Externalités et performance environnementale"


SHOWN: dict[LabelKind, str] = {
    LabelKind.BIO: "Agriculture biologique (AB)",
    LabelKind.CONVERSION: "En conversion vers l’agriculture biologique",
    LabelKind.LABEL_ROUGE: "Label rouge",
    LabelKind.AOC_AOP: "AOC / AOP",
    LabelKind.IGP: "IGP",
    LabelKind.STG: "STG",
    LabelKind.HVE: "Haute valeur environnementale (HVE)",
    LabelKind.LEVEL_2: "Certification environnementale de niveau 2",
    LabelKind.SUSTAINABLE_FISHING: "Pêche durable",
    LabelKind.OUTERMOST: "Région ultrapériphérique (RUP)",
    LabelKind.FARM: "Fermier",
    LabelKind.FAIR_TRADE: "Commerce équitable",
    LabelKind.EXTERNALITIES: "Externalités environnementales",
    LabelKind.PERFORMANCE: "Performance environnementale",
    LabelKind.GLOBALGAP: "GLOBALG.A.P.",
    LabelKind.HEALTH: "Agrément sanitaire",
    LabelKind.INSURANCE: "Assurance",
    LabelKind.MSC: "MSC",
    LabelKind.NO_CATEGORY: "Mention hors EGalim",
    LabelKind.OTHER: "Autre",
}

# The best category first: « top label first, each purchase once ». Plants in conversion are
# declared as bio, level 2 as HVE (codes of the platform).
EGALIM: tuple[tuple[LabelKind, Category], ...] = (
    (LabelKind.BIO, Category.BIO),
    (LabelKind.CONVERSION, Category.BIO),
    (LabelKind.LABEL_ROUGE, Category.SIQO),
    (LabelKind.AOC_AOP, Category.SIQO),
    (LabelKind.IGP, Category.SIQO),
    (LabelKind.STG, Category.SIQO),
    (LabelKind.HVE, Category.OTHER),
    (LabelKind.LEVEL_2, Category.OTHER),
    (LabelKind.SUSTAINABLE_FISHING, Category.OTHER),
    (LabelKind.OUTERMOST, Category.OTHER),
    (LabelKind.FAIR_TRADE, Category.OTHER),
    (LabelKind.FARM, Category.OTHER),
    (LabelKind.EXTERNALITIES, Category.EXTERNALITIES),
    (LabelKind.PERFORMANCE, Category.EXTERNALITIES),
)
CATEGORY_OF: dict[LabelKind, Category] = dict(EGALIM)

# Labels that a paper of the grower must cover on the day of the delivery; of the two last ones
# the canteen alone holds the proof.
CERTIFIED = frozenset(kind for kind, category in EGALIM if category is not Category.EXTERNALITIES)


def labels_in(text: str | None) -> tuple[LabelKind, ...]:
    """The labels that a text names, the best EGalim category first; empty when it names none.

    Words that name no known label are OTHER: they count nowhere and are shown as typed.
    """
    found = labels_named(text)
    order = [kind for kind, _ in EGALIM]
    rest = [kind for kind in LabelKind if kind not in order]
    return tuple(kind for kind in (*order, *rest) if kind in found)
