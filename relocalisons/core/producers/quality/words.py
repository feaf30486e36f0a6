"""Pure: the words people use in « Engagements qualité »: a status, the labels that are named."""

import re
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.said import Said, Vocabulary


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


class CertificateStatus(StrEnum):
    """What « Statut » says of a certificate; its dates say the rest."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"  # whatever its dates say, it covers nothing for sure


CERTIFICATE_STATUS = Vocabulary(
    meanings={
        CertificateStatus.VALID: "valide+|valable+|en cours|en cours de validite|actif|active|"
        "a jour|ok|certifie+|obtenu+|renouvele+|en vigueur",
        CertificateStatus.WITHDRAWN: "suspendu+|suspension|retire+|retrait|resilie+|annule+|perdu+",
    },
    offered=("valide", "suspendu", "retiré"),
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
_NONE = ("non", "aucun", "sans", "conventionnel")
_THIRD_VERSION = re.compile(r"\b(?:v|version|referentiel) ?3\b")


@lru_cache(maxsize=1024)
def read_certificate_status(text: str | None) -> Said[CertificateStatus]:
    """Whether a certificate was withdrawn, by its « Statut »."""
    return CERTIFICATE_STATUS.read(text)


def labels_named(text: str | None) -> frozenset[LabelKind]:
    """The labels that a text names; empty when it is empty or says that there are none.

    Words that name no known label are OTHER: they count nowhere and are shown as typed.
    """
    said = fold(text or "")
    if not said or said in _NONE:
        return frozenset()
    found = {kind for kind, words in _WORDS if re.search(words, said)}
    if _BIO.search(said) and not _NOT_BIO.search(said):
        found.add(LabelKind.BIO)
    return frozenset(found or (LabelKind.OTHER,))


def is_third_version(text: str) -> bool:
    """Whether a certificate is of the third version of its standard: « HVE v3 »."""
    return _THIRD_VERSION.search(fold(text)) is not None
