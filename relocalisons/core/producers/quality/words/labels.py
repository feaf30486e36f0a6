"""Pure: the words people use in « Engagements qualité »: a status, the labels that are named."""

import re
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.said import Said, Vocabulary


class LabelKind(StrEnum):
    """A label or another proof; the value is part of finding keys and never changes."""

    BIO = "bio"
    CONVERSION = "bio-conversion"  # plants « en conversion vers l'agriculture biologique »
    LABEL_ROUGE = "label-rouge"
    AOC_AOP = "aoc-aop"
    IGP = "igp"
    STG = "stg"
    HVE = "hve"
    LEVEL_2 = "niveau-2"  # certification environnementale de niveau 2 (CE2)
    SUSTAINABLE_FISHING = "peche-durable"
    OUTERMOST = "rup"
    FARM = "fermier"
    FAIR_TRADE = "commerce-equitable"
    EXTERNALITIES = "externalites"
    PERFORMANCE = "performance"
    GLOBALGAP = "globalgap"
    HEALTH = "agrement-sanitaire"
    INSURANCE = "assurance"
    MSC = "msc"  # a private fishing label: no category, the buyer may prove an equivalence
    NO_CATEGORY = "hors-egalim"  # known, and no category of the law: local, CCP, raisonnée…
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
    (
        LabelKind.HVE,
        r"\bhve\b(?! ?(?:niveau ?)?[12]\b)|\bhaute valeur environnementale\b(?! niveau [12]\b)",
    ),
    (LabelKind.LEVEL_2, r"\bce ?2\b|\bniveau ?(?:2|ii|deux)\b"),
    (LabelKind.SUSTAINABLE_FISHING, r"\bpeche durable\b"),
    (LabelKind.MSC, r"\bmsc\b|\bmarine stewardship\b"),
    (LabelKind.OUTERMOST, r"\brup\b|\bregions? ultraperipheriques?\b|\bsymbole graphique\b"),
    (LabelKind.FARM, r"\bfermiere?s?\b"),
    (LabelKind.FAIR_TRADE, r"\b(?:commerce )?equitable\b|\bmax havelaar\b|\bfairtrade\b"),
    (LabelKind.EXTERNALITIES, r"\bexternalites?\b"),
    (LabelKind.PERFORMANCE, r"\bperformances?\b"),
    (LabelKind.GLOBALGAP, r"\bglobal ?g ?a ?p\b"),
    (LabelKind.HEALTH, r"\bagrement sanitaire\b"),
    (LabelKind.INSURANCE, r"\bassurance\b"),
    (
        LabelKind.NO_CATEGORY,
        r"\bniveau ?(?:1|i|un)\b|\bce ?1\b|\bccp\b|\bconformite produit\b|\braisonnee?\b|"
        r"\blocal(?:e|es|aux)?\b|\bcircuits? courts?\b|\bfrance\b|\bfrancaise?s?\b|"
        r"\bbleu blanc coeur\b|\borigine\b|\bzero residus?\b|\bsans (?:pesticides?|ogm|residus?)\b|"
        r"\bnature et progres\b|\bdirect producteur\b|\bproximite\b|\bmontagne\b|\basc\b|"
        r"\bplein air\b|\bde saison\b",
    ),
)
_BIO = re.compile(r"\b(?:ab|bio|biologiques?|eurofeuille)\b")
# « Non bio » names the label without giving it; « en conversion » gives another one.
_NOT_BIO = re.compile(r"\b(?:non|sans|hors)\b")
_CONVERSION = re.compile(
    r"(?:\b(?:ab|bio|agriculture biologique|produits?)\b )*\b(?:en |de |la )*conversion\b"
    r"(?: (?:vers|a|en))*(?: (?:l|la|le))*(?: (?:ab|bio|agriculture biologique))*"
)
_NONE = ("non", "aucun", "aucune", "sans", "conventionnel", "sans label", "neant")
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
    if _CONVERSION.search(said):
        found.add(LabelKind.CONVERSION)
    if _BIO.search(_CONVERSION.sub(" ", said)) and not _NOT_BIO.search(said):
        found.add(LabelKind.BIO)
    if found - {LabelKind.NO_CATEGORY}:
        found.discard(LabelKind.NO_CATEGORY)
    return frozenset(found or (LabelKind.OTHER,))


def is_third_version(text: str) -> bool:
    """Whether a certificate is of the third version of its standard: « HVE v3 »."""
    return _THIRD_VERSION.search(fold(text)) is not None


def shows_symbol(text: str | None) -> bool:
    """Whether a cell speaks of the graphic symbol of the outermost regions."""
    return re.search(r"\bsymbole\b|\blogo\b", fold(text or "")) is not None


def is_externality_criterion(text: str | None) -> bool:
    """Whether an award criterion is that of environmental externalities."""
    return re.search(r"\bexternalites?\b", fold(text or "")) is not None
