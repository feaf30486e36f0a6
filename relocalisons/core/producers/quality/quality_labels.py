"""Pure: the labels that a cell names, and what the EGalim law makes of each of them."""

import re
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class LabelKind(StrEnum):
    """A label or another proof; the value is part of finding keys and never changes."""

    BIO = "bio"
    LABEL_ROUGE = "label-rouge"
    AOC_AOP = "aoc-aop"
    IGP = "igp"
    STG = "stg"
    HVE = "hve"
    SUSTAINABLE_FISHING = "peche-durable"
    OUTERMOST = "rup"
    FARM = "fermier"
    FAIR_TRADE = "commerce-equitable"
    EXTERNALITIES = "externalites"
    PERFORMANCE = "performance"
    GLOBALGAP = "globalgap"
    HEALTH = "agrement-sanitaire"
    INSURANCE = "assurance"
    OTHER = "autre"


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

_WORDS: tuple[tuple[LabelKind, str], ...] = (
    (LabelKind.LABEL_ROUGE, r"\blabel rouge\b"),
    (LabelKind.AOC_AOP, r"\b(?:aoc|aop)\b"),
    (LabelKind.IGP, r"\bigp\b"),
    (LabelKind.STG, r"\bstg\b"),
    (LabelKind.HVE, r"\bhve\b|\bhaute valeur environnementale\b"),
    (LabelKind.SUSTAINABLE_FISHING, r"\bpeche durable\b|\bmsc\b"),
    (LabelKind.OUTERMOST, r"\brup\b"),
    (LabelKind.FARM, r"\bfermiere?s?\b"),
    (LabelKind.FAIR_TRADE, r"\bcommerce equitable\b"),
    (LabelKind.EXTERNALITIES, r"\bexternalites?\b"),
    (LabelKind.PERFORMANCE, r"\bperformances? environnementales?\b"),
    (LabelKind.GLOBALGAP, r"\bglobal ?g ?a ?p\b"),
    (LabelKind.HEALTH, r"\bagrement sanitaire\b"),
    (LabelKind.INSURANCE, r"\bassurance\b"),
)
_BIO = re.compile(r"\b(?:ab|bio|biologiques?)\b")
# « En conversion » and « non bio » name the label without giving it.
_NOT_BIO = re.compile(r"\b(?:conversion|non|sans|hors)\b")


def labels_in(text: str | None) -> tuple[LabelKind, ...]:
    """The labels that a text names, the best EGalim category first; empty when it names none.

    Words that name no known label are OTHER: they count nowhere and are shown as typed.
    """
    folded = fold(text or "")
    if not folded or folded in ("non", "aucun", "sans", "conventionnel"):
        return ()
    found = {kind for kind, words in _WORDS if re.search(words, folded)}
    if _BIO.search(folded) and not _NOT_BIO.search(folded):
        found.add(LabelKind.BIO)
    order = [kind for kind, _ in EGALIM]
    rest = [kind for kind in LabelKind if kind not in order]
    kept = tuple(kind for kind in (*order, *rest) if kind in found)
    return kept or (LabelKind.OTHER,)
