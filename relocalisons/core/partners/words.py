"""Pure: the words people use for a partner: its profile, how to reach it, who follows what."""

from collections.abc import Mapping
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class Subject(StrEnum):
    """What a message is about; values are the words of the tab, folded."""

    TECHNICAL = "technique"
    FINANCIAL = "financier"
    COMMUNICATION = "communication"
    ELECTED = "elu"


class Tone(StrEnum):
    """How a partner is written to, by its profile."""

    CHAMBER = "chamber"
    LEGAL = "legal"
    CONTRACTOR = "contractor"
    NGO = "ngo"
    LOCAL_AUTHORITY = "local_authority"
    GROWER = "grower"
    NEUTRAL = "neutral"


_WORDS: Mapping[str, Subject] = {
    "technique": Subject.TECHNICAL,
    "financier": Subject.FINANCIAL,
    "finance": Subject.FINANCIAL,
    "finances": Subject.FINANCIAL,
    "comptable": Subject.FINANCIAL,
    "comptabilite": Subject.FINANCIAL,
    "communication": Subject.COMMUNICATION,
    "com": Subject.COMMUNICATION,
    "elu": Subject.ELECTED,
    "elue": Subject.ELECTED,
    "elu e": Subject.ELECTED,
    "politique": Subject.ELECTED,
}
# Beginnings of words of a profile. The first tone that fits wins: a « chambre d’agriculture » is a
# chamber before it is a grower.
_TONES = {
    Tone.CHAMBER: ("chambre", "consulaire", "cci", "cma"),
    Tone.LEGAL: ("jurid", "juriste", "avocat", "clinique du droit", "notaire"),
    Tone.CONTRACTOR: ("prestat", "agence", "bureau d etude", "fournisseur", "imprim"),
    Tone.NGO: ("ong", "associat", "fondation", "reseau", "collectif", "civam"),
    Tone.LOCAL_AUTHORITY: (
        "collectiv", "commune", "mairie", "ville", "metropole", "departement", "region", "agglo",
        "intercommunal", "cuisine centrale", "epci", "syndicat mixte", "parc naturel",
    ),
    Tone.GROWER: (
        "agric", "producteur", "productrice", "maraich", "eleveu", "arboric", "exploitant",
        "exploitation", "cooperative", "gaec", "earl", "op fruits",
    ),
}  # fmt: skip
_PRODUCERS = ("agriculteur", "producteur", "maraicher", "eleveur", "ferme", "op ")
_BY_TELEPHONE = ("telephone", "tel", "appel", "portable", "mobile")


def subject_named(typed: str | None) -> Subject | None:
    """The subject that a word of « Interlocuteurs » names."""
    return _WORDS.get(fold(typed or ""))


def read_tone(profile: str | None) -> Tone:
    """The tone for a profile as typed; NEUTRAL when it is none of the known ones."""
    said = f" {fold(profile or '')}"
    for tone, beginnings in _TONES.items():
        if any(f" {start}" in said for start in beginnings):
            return tone
    return Tone.NEUTRAL


def tone_of(profile: str | None, *, at_a_desk: bool = False) -> Tone:
    """The same; but the accountant of a farm does not spend the day in the fields."""
    tone = read_tone(profile)
    return Tone.NEUTRAL if tone is Tone.GROWER and at_a_desk else tone


def is_producer(profile: str | None) -> bool:
    """Whether a profile grows or delivers food."""
    said = f"{fold(profile or '')} "
    return any(word in said for word in _PRODUCERS)


def is_telephone(channel: str | None) -> bool:
    """Whether « Canal préféré » is the telephone."""
    return fold(channel or "").startswith(_BY_TELEPHONE)


_LEADS = ("chef de file", "cheffe de file", "porteur du projet", "structure porteuse")


def is_lead(role: str | None) -> bool:
    """Whether « Rôle projet » says that the structure leads the project, and signs its claims."""
    said = fold(role or "")
    return any(words in said for words in _LEADS)
