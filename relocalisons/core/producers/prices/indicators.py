"""Pure: the library of price indicators, and the price that a formula gives on a day.

A value is a line of « Paramètres », « Indice IPPAP légumes au 01/03/2026 » → « 118,2 »: dated, so
that what was in force stays readable. Nothing is computed where a weight or a value is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import first_day
from relocalisons.core.kernel.words.french import NBSP, THIN, format_date, format_number
from relocalisons.core.producers.contract_text.words.facts import indicators_in
from relocalisons.core.producers.contract_text.words.printed.figures import plain
from relocalisons.core.producers.contract_text.words.printed.quantities import prices_at
from relocalisons.core.producers.contracts.words import (
    indicator_named,
    say_indicator,
    weights_of,
)
from relocalisons.core.producers.rows import ContractSheet
from relocalisons.core.reading.cells.readers import read_number, read_single_day

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """The value of an indicator from a day on, until a later one is known."""

    name: str
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedPrice:
    """A price as its formula gives it; `words` shows the whole sum."""

    price: Decimal
    unit: str
    words: str


def indicator_values(parameters: Mapping[str, str]) -> tuple[IndicatorValue, ...]:
    """Every dated value of « Paramètres », oldest first; a line that cannot be read is left out."""
    found: list[IndicatorValue] = []
    for name, words in parameters.items():
        named = indicator_named(name)
        on = read_single_day(named.day) if named is not None else None
        value = read_number(words).value
        if named is not None and on is not None and value is not None and value > 0:
            found.append(IndicatorValue(name=named.indicator, on=on, value=value))
    return tuple(sorted(found, key=lambda each: (each.name, each.on)))


def revised_price(
    sheet: ContractSheet, parameters: Mapping[str, str], *, on: date
) -> RevisedPrice | None:
    """The price of a contract on a day: its price × Σ weight × value that day ÷ at the start.

    What the weights leave of 100 % does not move. None without price, start, or one of the values.
    """
    prices = prices_at(plain(sheet.row.plain("price")))
    start = first_day(sheet.contract.start)
    known = indicator_values(parameters)
    weights = _weights(sheet, known)
    if not prices or start is None or not weights:
        return None
    measure, price = prices[0][1]
    ratio, parts = Decimal(1) - sum(weights.values()), list[str]()
    if ratio:
        parts.append(format_number(ratio))
    for name, weight in weights.items():
        before, after = _at(known, name, start), _at(known, name, on)
        if before is None or after is None:
            return None
        ratio += weight * after.value / before.value
        share = f"{format_number(weight)}{NBSP}× " if weight != 1 else ""
        parts.append(f"{share}{_said(after)}{NBSP}÷ {_said(before)}")
    revised = (price * ratio).quantize(_CENT)
    formula = f"({' + '.join(parts)})" if len(parts) > 1 else parts[0]
    return RevisedPrice(
        price=revised,
        unit=measure.value,
        words=f"{format_number(price)}{NBSP}€ × {formula} = {format_number(revised)}"
        f"{NBSP}€/{measure.value}{THIN}; {', '.join(weights)}",
    )


def say_lacking(sheet: ContractSheet, parameters: Mapping[str, str], *, on: date) -> str:
    """Which dated value would let a formula be computed; empty where its indicators are unknown.

    « La valeur de IPAMPA au 01/10/2025 manque : … ».
    """
    start = first_day(sheet.contract.start)
    known = indicator_values(parameters)
    weights = _weights(sheet, known)
    days = () if start is None else (start, on)
    lacking = [(name, day) for name in weights for day in days if _at(known, name, day) is None]
    if not lacking:
        return ""
    name, day = lacking[0]
    return (
        f"La formule n’est pas calculée{NBSP}: la valeur de {name} au {format_date(day)} manque, à "
        f"noter dans «{NBSP}Paramètres{NBSP}» («{NBSP}Indice {name} au {format_date(day)}{NBSP}»)."
    )


def _weights(sheet: ContractSheet, known: tuple[IndicatorValue, ...]) -> Mapping[str, Decimal]:
    """The share of each indicator of a formula, those without any value yet included.

    « 60 % IPAMPA, 40 % RNM » where RNM has no value is not 60 % of a revision.
    """
    formula = sheet.row.plain("price_formula")
    public = {say_indicator(each) for each in indicators_in(formula)}
    return weights_of(formula, {each.name for each in known} | public)


def _at(known: tuple[IndicatorValue, ...], name: str, day: date) -> IndicatorValue | None:
    """The last value known on a day."""
    return max(
        (each for each in known if each.name == name and each.on <= day),
        key=lambda each: each.on,
        default=None,
    )


def _said(value: IndicatorValue) -> str:
    return f"{format_number(value.value)} ({format_date(value.on)})"
