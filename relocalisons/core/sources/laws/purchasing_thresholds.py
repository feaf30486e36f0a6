"""Pure: the thresholds of public purchasing, before tax, each with the days it is in force.

A need that reaches one is already over it: the texts say « inférieur à » (60 000.00 is not below).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.sources.laws.dated_values import DatedRule, DatedValue, say_value, value_on

_SPRING_2026 = date(2026, 4, 1)
_BEFORE_SPRING = date(2026, 3, 31)
_EUROPE_2024 = (date(2024, 1, 1), date(2025, 12, 31))
_EUROPE_2026 = (date(2026, 1, 1), date(2027, 12, 31))


class PurchasingThreshold(StrEnum):
    """What changes when the need of a buyer reaches it; the value is its name in « Paramètres »."""

    NO_PUBLICITY = "Marchés publics : sans publicité, fournitures et services (€)"
    NO_PUBLICITY_WORKS = "Marchés publics : sans publicité, travaux (€)"
    BUYER_PROFILE = "Marchés publics : profil d’acheteur (€)"
    PUBLISHED = "Marchés publics : BOAMP ou journal d’annonces légales (€)"
    FORMAL_LOCAL = "Marchés publics : procédure formalisée, collectivités (€)"
    FORMAL_STATE = "Marchés publics : procédure formalisée, État (€)"
    FORMAL_WORKS = "Marchés publics : procédure formalisée, travaux (€)"


def _value(
    amount: int, source: str, since: date | None = None, until: date | None = None
) -> DatedValue:
    """All were read with several lawyers or the press, none in the text itself (November 2026)."""
    return DatedValue(
        amount=Decimal(amount), since=since, until=until, source=source, to_check=True
    )


def _formal(local: int, later: int) -> tuple[DatedValue, ...]:
    """Fixed for two years by a notice in the Journal officiel; no row stands for 2028."""
    source = "avis relatif aux seuils de procédure, annexe n° 2 du code de la commande publique"
    return (_value(local, source, *_EUROPE_2024), _value(later, source, *_EUROPE_2026))


_CODE = "du code de la commande publique"
_DECREE = "décret n° 2025-1386"
_DIRECT = f"article R2122-8 {_CODE}"
_ROWS: Mapping[PurchasingThreshold, tuple[DatedValue, ...]] = {
    PurchasingThreshold.NO_PUBLICITY: (
        _value(40_000, _DIRECT, until=_BEFORE_SPRING),
        # Of consultations launched since that day.
        _value(60_000, f"{_DIRECT}, {_DECREE}", since=_SPRING_2026),
    ),
    PurchasingThreshold.NO_PUBLICITY_WORKS: (_value(100_000, f"{_DIRECT}, {_DECREE}"),),
    PurchasingThreshold.BUYER_PROFILE: (
        _value(40_000, f"article R2132-2 {_CODE}", until=_BEFORE_SPRING),
        _value(60_000, f"article R2132-2 {_CODE}, {_DECREE}", since=_SPRING_2026),
    ),
    PurchasingThreshold.PUBLISHED: (_value(90_000, f"article R2131-12 {_CODE}"),),
    PurchasingThreshold.FORMAL_LOCAL: _formal(221_000, 216_000),
    PurchasingThreshold.FORMAL_STATE: _formal(143_000, 140_000),
    PurchasingThreshold.FORMAL_WORKS: _formal(5_538_000, 5_404_000),
}
RULES: Mapping[PurchasingThreshold, DatedRule] = {
    kind: DatedRule(name=kind.value, values=rows) for kind, rows in _ROWS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A threshold as it is in force on a day: euros before tax, from when to when, its source."""

    kind: PurchasingThreshold
    amount: Decimal
    since: date | None
    until: date | None
    source: str
    to_check: bool
    said: str  # its amount and its source, as a sentence may print them

    def is_reached(self, need: Decimal) -> bool:
        """Whether a need is at it or above: the texts say « inférieur à »."""
        return need >= self.amount


def threshold_on(
    kind: PurchasingThreshold, *, day: date, parameters: Mapping[str, str], as_of: date
) -> Threshold | None:
    """The threshold of a day, « Paramètres » first; None when none is known for that day."""
    value = value_on(RULES[kind], day=day, parameters=parameters, as_of=as_of)
    if value is None:
        return None
    return Threshold(
        kind=kind,
        amount=value.amount,
        since=value.since,
        until=value.until,
        source=value.source,
        to_check=value.to_check,
        said=say_value(RULES[kind], value),
    )
