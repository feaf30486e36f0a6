"""Pure: the labels that a cell names, and what the EGalim law makes of each of them."""

from enum import StrEnum

from relocalisons.core.producers.quality.words import LabelKind, labels_named


class Category(StrEnum):
    """The categories of the State's platform in their official order; a purchase has one."""

    BIO = "Bio"
    SIQO = "Autres signes officiels de qualité (SIQO)"
    OTHER = "Autres catégories EGalim"
    EXTERNALITIES = "Externalités et performance environnementale"


SHOWN: dict[LabelKind, str] = {
    LabelKind.BIO: "Agriculture biologique (AB)",
    LabelKind.LABEL_ROUGE: "Label rouge",
    LabelKind.AOC_AOP: "AOC / AOP",
    LabelKind.IGP: "IGP",
    LabelKind.STG: "STG",
    LabelKind.HVE: "Haute valeur environnementale (HVE)",
    LabelKind.SUSTAINABLE_FISHING: "Pêche durable",
    LabelKind.OUTERMOST: "Région ultrapériphérique (RUP)",
    LabelKind.FARM: "Fermier",
    LabelKind.FAIR_TRADE: "Commerce équitable",
    LabelKind.EXTERNALITIES: "Externalités environnementales",
    LabelKind.PERFORMANCE: "Performance environnementale",
    LabelKind.GLOBALGAP: "GLOBALG.A.P.",
    LabelKind.HEALTH: "Agrément sanitaire",
    LabelKind.INSURANCE: "Assurance",
    LabelKind.OTHER: "Autre",
}

# The best category first: « top label first, each purchase once ».
EGALIM: tuple[tuple[LabelKind, Category], ...] = (
    (LabelKind.BIO, Category.BIO),
    (LabelKind.LABEL_ROUGE, Category.SIQO),
    (LabelKind.AOC_AOP, Category.SIQO),
    (LabelKind.IGP, Category.SIQO),
    (LabelKind.STG, Category.SIQO),
    (LabelKind.HVE, Category.OTHER),
    (LabelKind.SUSTAINABLE_FISHING, Category.OTHER),
    (LabelKind.OUTERMOST, Category.OTHER),
    (LabelKind.FARM, Category.OTHER),
    (LabelKind.FAIR_TRADE, Category.OTHER),
    (LabelKind.EXTERNALITIES, Category.EXTERNALITIES),
    (LabelKind.PERFORMANCE, Category.EXTERNALITIES),
)
CATEGORY_OF: dict[LabelKind, Category] = dict(EGALIM)

# Labels that a certificate must cover on the day of the delivery; the others are declared.
CERTIFIED = frozenset(
    (
        LabelKind.BIO,
        LabelKind.LABEL_ROUGE,
        LabelKind.AOC_AOP,
        LabelKind.IGP,
        LabelKind.STG,
        LabelKind.HVE,
        LabelKind.SUSTAINABLE_FISHING,
        LabelKind.FAIR_TRADE,
    )
)


def labels_in(text: str | None) -> tuple[LabelKind, ...]:
    """The labels that a text names, the best EGalim category first; empty when it names none.

    Words that name no known label are OTHER: they count nowhere and are shown as typed.
    """
    found = labels_named(text)
    order = [kind for kind, _ in EGALIM]
    rest = [kind for kind in LabelKind if kind not in order]
    return tuple(kind for kind in (*order, *rest) if kind in found)
