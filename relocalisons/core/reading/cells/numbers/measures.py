"""Pure: the measure that a label states for the figures below it: « (k€) », « (ha) », « (%) »."""

import re
from decimal import Decimal
from functools import lru_cache

from relocalisons.core.kernel.model import Column, ColumnKind
from relocalisons.core.reading.cells.numbers.units import find_unit
from relocalisons.core.reading.cells.words import fold

# What one figure is worth, by the way a label words its scale. « m€ » is written for thousands as
# well as for millions.
SCALES: dict[str, tuple[int, ...]] = {"k": (1000,), "M": (10**6,), "m": (1000, 10**6)}

_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_THOUSANDS = re.compile(
    r"(?<![a-z0-9])k ?(?:€|eur(?:os?)?\b)|\bmilliers?\b|x ?1 ?000\b|^k$|^1 ?000 ?€$"
)
_MILLIONS = re.compile(r"\bmillions?\b")
_MILLIONS_SIGN = re.compile(r"(?<![A-Za-z0-9])([mM]) ?(?:€|(?i:eur(?:os?)?)\b)")
# « jours ouvrés », « k€ HT »: words that do not change the unit beside them.
_BESIDE = re.compile(r"^(?:en |nombre de )|[ .](?:ht|ttc|ouvree?s?|ouvrables?|calendaires?)$")
# A measure without brackets, at the end of a label: « Montant en k€ », « Budget k€ ».
_AT_END = re.compile(
    r"(?:[ \u00a0\u202f](?:en[ \u00a0\u202f])?"
    r"(?:[kKmM][ \u00a0\u202f]?(?:€|[eE](?:uros?|UROS?|UR))"
    r"|(?:milliers|millions)(?: d['’]euros)?)"
    r"|[ \u00a0\u202f]en[ \u00a0\u202f](?P<unit>[^\W\d_]+\.?[²2]?))"
    r"(?:[ \u00a0\u202f](?:HT|TTC))?$"
)
_FIGURES = frozenset((ColumnKind.MONEY, ColumnKind.NUMBER))
_SHARES = frozenset((ColumnKind.PERCENT, ColumnKind.PROGRESS))


def measure_at_end(label: str) -> int | None:
    """Where a measure that ends a label begins, as an end of slice; None when there is none."""
    match = _AT_END.search(label)
    if match is None or match.start() == 0:
        return None
    word = match["unit"]
    return match.start() if word is None or find_unit(fold(word)) else None


def measure_of(label: str, column: Column) -> str | None:
    """What a label says of the figures of a column of that kind, or None.

    A key of `SCALES` for numbers and euros, « % » for shares, a canonical unit for quantities and
    durations.
    """
    return _measure_of(label, column.kind, is_duration=bool(column.counts))


@lru_cache(maxsize=4096)
def _measure_of(label: str, kind: ColumnKind, *, is_duration: bool) -> str | None:
    if kind is ColumnKind.QUANTITY or is_duration:
        return _unit_in(label)
    if kind in _FIGURES:
        return _scale_in(label)
    return "%" if kind in _SHARES and "%" in label else None


def _scale_in(label: str) -> str | None:
    for part in (*_BRACKETS.findall(label), _after_end(label)):
        text = _BESIDE.sub("", fold(part)).strip()
        if _THOUSANDS.search(text):
            return "k"
        if _MILLIONS.search(text):
            return "M"
        if match := _MILLIONS_SIGN.search(part):
            return match[1]
    return None


def _unit_in(label: str) -> str | None:
    folded = fold(label)
    if folded in ("heures", "jours"):
        return find_unit(folded)
    ends = re.findall(r"\ben ([a-z0-9²/]+\.?)$", folded)
    for part in (*_BRACKETS.findall(folded), *ends):
        text = part.strip()
        while (shorter := _BESIDE.sub("", text).strip()) != text:
            text = shorter
        if unit := find_unit(text):
            return unit
    return None


def _after_end(label: str) -> str:
    bare = _BRACKETS.sub(" ", label).rstrip()
    at = measure_at_end(bare)
    return bare[at:] if at is not None else ""


def days_in(unit: str, *, counts: str) -> Decimal | None:
    """How many days of a column one unit of time is; None when that is a guess (hours, months)."""
    if unit == "semaine":
        return Decimal(5 if counts == "workdays" else 7)
    return {"jour": Decimal(1), "demi-journée": Decimal("0.5")}.get(unit)
