"""Pure: the transfer rule of a funder (« par poste ; 10 % ; budget initial ; au-delà : … »), and
whether the amendment that a budget line names was granted."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.kernel.words.written import usual_writing
from relocalisons.core.reading.cells.readers import read_single_day


class Scope(StrEnum):
    """Between what money may move."""

    LINE = "poste"
    PARTNER = "partenaire"


class Base(StrEnum):
    """Of which budget the threshold is a share."""

    INITIAL = "budget initial"
    APPROVED = "budget en vigueur"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRule:
    """A rule that could be read for sure.

    `threshold` is a fraction of the base, None when transfers are free; `above` is what the rule
    asks for beyond, as typed.
    """

    scope: Scope | None
    threshold: Decimal | None
    base: Base | None
    above: str


_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
_ABOVE = re.compile(r"au[- ]del[àa]\s*:?\s*(?P<words>[^;]+)", re.IGNORECASE)
_SCOPES = {Scope.LINE: ("poste", "ligne"), Scope.PARTNER: ("partenaire",)}
_BASES = {
    Base.INITIAL: ("budget initial", "initial"),
    Base.APPROVED: (
        *("budget approuve", "budget modifie", "budget en vigueur", "budget conventionne"),
        "dernier avenant",
    ),
}


def read_transfer_rule(text: str) -> TransferRule | None:
    """The rule, or None when its scope, its threshold or its base is missing or said twice.

    « libre » without any percentage is a rule too: nothing is limited.
    """
    found = _ABOVE.search(text)
    above = " ".join(found["words"].split()) if found else ""
    head = text[: found.start()] + text[found.end() :] if found else text
    words = f" {fold(head)} "
    percents = _PERCENT.findall(head)
    if " libre " in words and not percents and found is None:
        return TransferRule(scope=None, threshold=None, base=None, above="")
    scopes = [scope for scope, names in _SCOPES.items() if _says(words, names)]
    bases = [base for base, names in _BASES.items() if _says(words, names)]
    if len(percents) != 1 or len(scopes) != 1 or len(bases) != 1:
        return None
    threshold = Decimal(percents[0].replace(",", ".")) / 100
    if not 0 < threshold <= 1:
        return None
    return TransferRule(scope=scopes[0], threshold=threshold, base=bases[0], above=above)


def _says(words: str, names: tuple[str, ...]) -> bool:
    return any(f" {name} " in words or f" {name}s " in words for name in names)


_WAITS = re.compile(
    r"\b(?:(?:non|pas|jamais)(?: encore)? (?:ete )?"
    r"(?:signe|accept|notifi|accord|approuv|valid|obten)\w*|"
    r"a (?:signer|notifier|valider|demander|obtenir|venir)|en (?:attente|cours|instruction)|"
    r"demande\w*|sollicit\w*|projet|prevue?|envisage\w*|refus\w*|rejet\w*|annule\w*|"
    r"en preparation|promis|orale?|verbal|courriel|mail|voir avec|a voir|attendue?s?|"
    r"retourne\w*|pour correction|relance\w*|non notifie\w*|"
    r"sign\w* (?:par|de) (?:nous|notre|la structure|le chef de file)(?: seul\w*)?)\b"
)
_GRANTED = re.compile(
    r"(?<!non )(?<!pas )(?<!encore )\b(?:sign|notifi|accord|approuv|accept)ee?s?\b"
)
_OURS = re.compile(r"\bsign\w* (?:par|de) (?:nous|notre|la structure|le chef de file)\b")
_DAY = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")


def is_amendment_granted(named: str | None, comment: str | None, *, as_of: date) -> bool:
    """Whether « Avenant » and its comment tell an amendment that is in force, and not one asked."""
    if not named:
        return False
    said = usual_writing(f"{named} ; {comment or ''}")
    if _WAITS.search(said) and not _GRANTED.search(_OURS.sub("", said)):
        return False
    days = [read_single_day(each) for each in _DAY.findall(usual_writing(named))]
    return not any(day is not None and day > as_of for day in days)
