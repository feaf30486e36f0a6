"""Pure: the words people use for an indicator’s way, mode and unit, and for an attestation."""

from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class Way(StrEnum):
    """Which way is progress."""

    UP = "hausse"
    DOWN = "baisse"


class Mode(StrEnum):
    """What « Valeur » is: a running total, the last value, or a mean since the start."""

    TOTAL = "cumul"
    LAST = "derniere valeur"
    MEAN = "moyenne"


class SlowProof(StrEnum):
    """What an attestation proves, where its audit takes months."""

    HVE = "hve"
    BIO = "bio"
    GLOBALGAP = "globalgap"


_WAYS = {"hausse": Way.UP, "augmentation": Way.UP, "baisse": Way.DOWN, "diminution": Way.DOWN}
_MODES = {
    "cumul": Mode.TOTAL,
    "cumule": Mode.TOTAL,
    "somme": Mode.TOTAL,
    "derniere valeur": Mode.LAST,
    "derniere": Mode.LAST,
    "moyenne": Mode.MEAN,
}
_RATES = ("pour cent", "pourcent", "pourcentage", "taux")
_MEASURED = frozenset({
    "g", "kg", "q", "t", "tonne", "m2", "m3", "ha", "hectare", "l", "litre", "m", "km", "h",
    "heure", "j", "jour", "etp", "mois", "an", "annee", "kwh", "mwh", "co2", "teq", "note", "score",
})  # fmt: skip
_MONEY = ("euro", "eur", "k euro")
_SLOW_PROOFS = {
    SlowProof.HVE: ("hve", "haute valeur environnementale"),
    SlowProof.BIO: ("ab", "bio", "biologique", "niveau 2"),
    SlowProof.GLOBALGAP: ("globalgap", "globalg a p"),
}
_AGREEMENT = "convention"


def read_way(text: str | None) -> Way | None:
    """The way a cell says; None when it says nothing known."""
    return _WAYS.get(fold(text or ""))


def read_mode(text: str | None) -> Mode | None:
    """The mode a cell says; None when it says nothing known."""
    return _MODES.get(fold(text or ""))


def is_rate(unit: str | None) -> bool:
    """Whether a unit is a share of something: « % », « % des repas », « taux de … »."""
    return "%" in (unit or "") or fold(unit or "").startswith(_RATES)


def is_money(unit: str | None) -> bool:
    """Whether a unit is euros: « € », « k€ », « euros »."""
    return "€" in (unit or "") or fold(unit or "").startswith(_MONEY)


def is_agreement(text: str | None) -> bool:
    """Whether an attestation is the signed agreement of a partner."""
    return fold(text or "").startswith(_AGREEMENT)


def read_slow_proof(text: str | None) -> SlowProof | None:
    """The proof of slow audits that an attestation names; None for all others."""
    said = f" {fold(text or '')} "
    found = (
        proof for proof, names in _SLOW_PROOFS.items() if any(f" {name} " in said for name in names)
    )
    return next(found, None)


def is_continuous(unit: str | None) -> bool:
    """Whether a unit measures something that has parts: tonnes, days, shares, money.

    A unit that is not known counts things: visits, contracts, people.
    """
    words = fold(unit or "").split()
    measured = any(word in _MEASURED or word.rstrip("s") in _MEASURED for word in words)
    return measured or is_rate(unit) or is_money(unit)
