"""Pure: whether words for a purchase are works, and how far its contract may go."""

import re
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.piece_texts import NUMBER, decimal_of, plain_text

_WORKS = ("travaux", "chantier", "construction", "gros oeuvre")
_COUNTS = {"une": 1, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
_COUNT = rf"({'|'.join(_COUNTS)}|\d)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How far a contract may go: `times` what is paid for one period, `most` or `options` in euros.

    `is_open`: it may be renewed, and nothing says how often.
    """

    times: int = 1
    most: Decimal | None = None
    options: Decimal = Decimal(0)
    is_open: bool = False


def is_works(kind: str | None) -> bool:
    """Whether a kind of purchase is works, and not supplies or services."""
    words = fold(kind or "").split()
    return any(word in words for word in _WORKS[:3]) or _WORKS[3] in fold(kind or "")


_RENEWED = re.compile(r"\b(?:reconduct\w*|renouvel\w*)")
_NOT_RENEWED = re.compile(r"\b(?:non|sans|pas|aucune) (?:tacite )?(?:reconduct|renouvel)\w*")
_TIMES = re.compile(rf"{_COUNT} (?:fois|reconductions?|renouvellements?)\b")
_YEARS = re.compile(rf"{_COUNT} ans\b")
_EACH_YEAR = re.compile(r"\b(?:par an|annuel\w*|chaque annee|l an)\b")
_MOST = re.compile(rf"\bmaxim(?:um|al)\w*[^;€\d]{{0,30}}({NUMBER})\s?€")
_OPTION = re.compile(
    r"\b(?:options?|tranches? (?:optionnelles?|conditionnelles?)|avenants?(?: n[°o] ?\d+)?)\b"
    rf"[^;€\d]{{0,30}}({NUMBER})\s?(?:€|eur)"
)


def contract_span(text: str | None) -> Span:
    """« marché d'un an, reconductible deux fois » is three times its amount (R2121-1)."""
    said = plain_text(text)
    most = _MOST.search(said)
    options = sum((decimal_of(each) for each in _OPTION.findall(said)), Decimal(0))
    times, years = _TIMES.search(said), _YEARS.search(said)
    is_renewed = bool(_RENEWED.search(said)) and not _NOT_RENEWED.search(said)
    count = 1
    if is_renewed and times:
        count = 1 + _number(times[1])
    elif years and _EACH_YEAR.search(said):
        count = _number(years[1])
    return Span(
        times=count,
        most=decimal_of(most[1]) if most else None,
        options=options,
        is_open=is_renewed and times is None and most is None,
    )


def _number(word: str) -> int:
    return _COUNTS.get(word) or int(word)
