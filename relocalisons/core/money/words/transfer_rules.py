"""Pure: the transfer rule of a funder, from « par poste ; 10 % ; budget initial ; au-delà : … »."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


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
