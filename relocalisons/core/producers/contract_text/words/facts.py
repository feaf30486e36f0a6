"""Pure: what the sheet says of a contract, in the units in which a text is compared with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Row, first_day, last_day
from relocalisons.core.producers.contract_text.words.lexicon.price import (
    HALF,
    NAMED_INDICATOR,
    TRIGGER,
    WEIGHED,
    WEIGHED_BEHIND,
)
from relocalisons.core.producers.contract_text.words.lexicon.quantity import YEARLY
from relocalisons.core.producers.contract_text.words.printed.figures import flat, number_said, plain
from relocalisons.core.producers.contract_text.words.printed.measures import Measure
from relocalisons.core.producers.contract_text.words.printed.quantities import prices_at, volumes_at
from relocalisons.core.producers.contracts.words import PriceType, read_price_type
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.producers.words import read_days

REVISED_FROM = 36  # months: from three years on the price is revised by itself (L631-24-2)
_DAYS_A_MONTH = 30
_HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """Values of the sheet; None where it says nothing, and then nothing can be contradicted.

    `price`: euros a kilogram, or a `price_measure`. `volume`: so many kilograms, or `measure`s, for
    the whole contract, or a year where `yearly`.
    `tolerance`: percent. `place`, `payment_days`, `notice_months`: as typed in the columns that a
    sheet may add. `is_firm`: whether « Type de prix » says so.
    """

    crop: str
    price: Decimal | None
    price_measure: Measure
    volume: Decimal | None
    measure: Measure
    yearly: bool
    tolerance: Decimal | None
    start: date | None
    end: date | None
    indicators: frozenset[str]
    weights: Mapping[str, Decimal]
    formula: str
    trigger: Decimal | None
    place: str
    payment_days: int | None
    notice_months: int | None
    is_firm: bool | None

    @property
    def as_words(self) -> str:
        """All of it as one text: what a reading depended on."""
        # A set is printed in another order each night.
        bare = replace(self, indicators=frozenset(), weights={})
        return f"{bare!r} {sorted(self.indicators)} {sorted(self.weights.items())}"

    @property
    def months(self) -> int | None:
        """How long it lasts, in whole months."""
        if self.start is None or self.end is None:
            return None
        after = date.fromordinal(self.end.toordinal() + 1)
        return (after.year - self.start.year) * 12 + after.month - self.start.month

    @property
    def must_be_revised(self) -> bool:
        """Whether the price must be revised by itself; so it is when the term is not known."""
        return self.months is None or self.months >= REVISED_FROM


def facts_of(sheet: ContractSheet) -> ContractFacts:
    """The facts of a line of « Contrats de culture »."""
    row = sheet.row
    volume = plain(str(row.reading("volume").found))
    formula = plain(row.plain("price_formula"))
    notice = row.reading("notice_days").value
    tolerance = row.reading("tolerance").value
    volumes = [(each, amount) for each in Measure for _, amount in volumes_at(volume, each)]
    prices = [price for _, price in prices_at(plain(row.plain("price")))]
    measure = volumes[0][0] if volumes else prices[0][0] if prices else Measure.KILOGRAM
    return ContractFacts(
        crop=row.plain("crop"),
        price=prices[0][1] if prices else None,
        price_measure=prices[0][0] if prices else Measure.KILOGRAM,
        volume=volumes[0][1] if volumes else None,
        measure=measure,
        yearly=YEARLY.search(volume) is not None,
        tolerance=tolerance * 100 if isinstance(tolerance, Decimal) else None,
        start=first_day(row.reading("start")),
        end=last_day(row.reading("end")),
        indicators=indicators_in(formula),
        weights=weights_said(formula),
        formula=row.plain("price_formula"),
        trigger=_percent(formula),
        place=row.plain("delivery_place"),
        payment_days=read_days(row.text("payment_days")),
        notice_months=_months(row, notice),
        is_firm=_is_firm(row),
    )


def _is_firm(row: Row) -> bool | None:
    kind = row.said("price_type", read_price_type).value
    return None if kind is None else kind is PriceType.FIRM


def indicators_in(formula: str) -> frozenset[str]:
    """The public indicators that a formula names: « ipampa », « rnm »."""
    return frozenset(NAMED_INDICATOR.findall(plain(formula)))


def weights_said(text: str) -> Mapping[str, Decimal]:
    """« 60 % IPAMPA, 40 % RNM »: the percent of each named indicator, where they make a whole.

    Empty otherwise: « plafonné à 5 % de l'IPAMPA » is no weight.
    """
    said = HALF.sub("50 %", text)
    before = [(name, weight) for weight, name in WEIGHED.findall(said)]
    for found in (before, WEIGHED_BEHIND.findall(said)):
        read = ((name, number_said(weight)) for name, weight in found)
        known = {name: weight for name, weight in read if weight is not None}
        if len(known) > 1 and sum(known.values()) == _HUNDRED:
            return known
    return {}


def _percent(formula: str) -> Decimal | None:
    found = TRIGGER.search(formula)
    return number_said(found[1]) if found else None


def _months(row: Row, notice: object) -> int | None:
    typed = re.fullmatch(r"(\d{1,2}) ?mois", flat(row.plain("notice_days")))
    if typed:
        return int(typed[1])
    if isinstance(notice, Decimal) and notice >= _DAYS_A_MONTH:
        return int(notice) // _DAYS_A_MONTH
    return None
