"""Pure: the longest delays of payment, in days, each with the text and the days it is in force.

A contract may shorten them, never lengthen them (L2192-10 of the code de la commande publique for
public buyers). Products that do not perish have a general rule that was not read: none stands here.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.sources.laws.dated_values import DatedRule, DatedValue
from relocalisons.core.sources.thresholds import Unit

_LONGEST = Decimal(365)
_TRADE, _PUBLIC = "du code de commerce", "du code de la commande publique"
_SINCE = date(2024, 1, 1)


class PaymentDelay(StrEnum):
    """Whose delay it is; the value is its name in « Paramètres »."""

    PERISHABLE = "Paiement : produits périssables, après la livraison (jours)"
    PERIODIC = "Paiement : produits périssables, après la décade de livraison (jours)"
    FRESH_MEAT = "Paiement : bétail et viandes fraîches, après la livraison (jours)"
    PUBLIC = "Paiement : acheteur public, après réception de la facture (jours)"
    HOSPITAL = "Paiement : établissement public de santé, après réception de la facture (jours)"


def _rule(
    kind: PaymentDelay, days: int, source: str, *, since: date | None = None, to_check: bool = False
) -> DatedRule:
    value = DatedValue(amount=Decimal(days), since=since, source=source, to_check=to_check)
    return DatedRule(name=kind.value, values=(value,), unit=Unit.DAYS, high=_LONGEST)


RULES: Mapping[PaymentDelay, DatedRule] = {
    PaymentDelay.PERISHABLE: _rule(
        PaymentDelay.PERISHABLE, 30, f"article L441-11 {_TRADE}", since=_SINCE
    ),
    PaymentDelay.PERIODIC: _rule(
        PaymentDelay.PERIODIC, 30, f"article L441-11 {_TRADE}", since=_SINCE
    ),
    PaymentDelay.FRESH_MEAT: _rule(
        PaymentDelay.FRESH_MEAT, 20, f"article L441-11 {_TRADE}", since=_SINCE
    ),
    # Known, not read in the text itself (November 2026).
    PaymentDelay.PUBLIC: _rule(
        PaymentDelay.PUBLIC, 30, f"article R2192-10 {_PUBLIC}", to_check=True
    ),
    # Read; whether perishable food has a shorter one there is to be confirmed.
    PaymentDelay.HOSPITAL: _rule(
        PaymentDelay.HOSPITAL, 50, f"article R2192-11 {_PUBLIC}", to_check=True
    ),
}
