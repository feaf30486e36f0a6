"""Pure: the words people use for the risk on volumes that a visit notes."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold


class RiskLevel(StrEnum):
    """How a visitor judged the risk on volumes."""

    LOW = "faible"
    MEDIUM = "moyen"
    HIGH = "fort"
    UNCLEAR = "à interpréter"  # words that say neither


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRisk:
    """A risk as noted; `share` is the part of the volume that may be missing, when it is given."""

    level: RiskLevel
    share: Decimal | None


_WORDS = (
    (RiskLevel.HIGH, ("fort", "forte", "eleve", "elevee", "important", "importante", "majeur")),
    (RiskLevel.MEDIUM, ("moyen", "moyenne", "modere", "moderee")),
    (RiskLevel.LOW, ("faible", "nul", "nulle", "aucun", "non", "ras")),
)
_TURNING = frozenset(("pas", "non", "peu", "plus", "moins", "sans"))
_NEGLIGIBLE = "negligeable"
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
_HIGH, _MEDIUM = Decimal("0.2"), Decimal("0.1")


def read_risk(text: str | None) -> VolumeRisk | None:
    """The risk that a note names: its first word that is a level, else its percentage."""
    if not text or not text.strip():
        return None
    percent = _SHARE.search(text)
    share = Decimal(percent[1].replace(",", ".")) / 100 if percent else None
    words = fold(text).split()
    for at, word in enumerate(words):
        for level, spellings in _WORDS:
            if word in spellings:
                turned = _is_turned(words, at)
                return VolumeRisk(level=RiskLevel.UNCLEAR if turned else level, share=share)
    if share is None:
        return VolumeRisk(level=RiskLevel.UNCLEAR, share=None)
    level = RiskLevel.HIGH if share >= _HIGH else RiskLevel.LOW
    if _MEDIUM <= share < _HIGH:
        level = RiskLevel.MEDIUM
    return VolumeRisk(level=level, share=share)


def _is_turned(words: list[str], at: int) -> bool:
    """« non négligeable », « pas très fort »: the word does not say what it says alone."""
    return words[at + 1 : at + 2] == [_NEGLIGIBLE] or bool(_TURNING & set(words[:at][-2:]))
