"""Pure: a number that the law changes with time, and the one in force on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import NBSP, THIN, format_date, format_number
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.readers import read_single_day
from relocalisons.core.sources.thresholds import (
    Threshold,
    Unit,
    find_parameter,
    read_threshold,
)
from relocalisons.core.sources.words import value_and_start

_EXAMPLES = {Unit.EUROS: "60\u202f000\u00a0€", Unit.DAYS: "30\u00a0jours"}
OWN_WORD = "«\u00a0Paramètres\u00a0»"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value, the days it is in force (None: open, or not searched further) and its source.

    A share is a fraction. `to_check`: read in the press or with a lawyer, not in the text itself.
    """

    amount: Decimal
    since: date | None = None
    until: date | None = None
    source: str
    to_check: bool = False

    def is_in_force(self, day: date) -> bool:
        """Whether it is the value of a day, both ends included."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRule:
    """A value of the law under the name that « Paramètres » gives it; `values` do not overlap."""

    name: str
    values: tuple[DatedValue, ...]
    unit: Unit = Unit.EUROS
    high: Decimal = Decimal(100_000_000)

    @property
    def bounds(self) -> Threshold:
        """How a line of « Paramètres » for it is read."""
        return Threshold(
            name=self.name,
            usual=self.values[-1].amount,
            unit=self.unit,
            high=Decimal(1) if self.unit is Unit.SHARE else self.high,
        )


def value_on(
    rule: DatedRule, *, day: date, parameters: Mapping[str, str], as_of: date
) -> DatedValue | None:
    """The value in force on a day; None when no text that we know gives one.

    A line of « Paramètres » says « 60 000 € » or « 60 000 € à partir du 01/04/2026 ». Without a
    day it stands for today and later: what was in force on a day that is gone stays as it was.
    """
    own = _own_word(rule, parameters)
    known = next((each for each in rule.values if each.is_in_force(day)), None)
    if own is None:
        return known
    since = own.since or _since_when_today(rule, as_of)
    return own if since is None or since <= day else known


def problem_of_dated(rules: tuple[DatedRule, ...], name: str, words: str) -> str | None:
    """Why a line of « Paramètres » about one of the rules cannot be obeyed; None when it can."""
    rule = next((each for each in rules if fold(each.name) == fold(name)), None)
    if rule is None or _own_word(rule, {name: words}) is not None:
        return None
    example = _EXAMPLES.get(rule.unit, f"20{THIN}%")
    return (
        f"la valeur s’écrit «{NBSP}{example}{NBSP}» ou «{NBSP}{example} à partir du "
        f"01/04/2026{NBSP}»{THIN}; la valeur du texte reste en vigueur "
        f"({_shown(rule, rule.values[-1])})"
    )


def say_value(rule: DatedRule, value: DatedValue) -> str:
    """« 60 000 € (article R2122-8…, depuis le 01/04/2026 ; à vérifier par l’expert juridique) »."""
    since = f", depuis le {format_date(value.since)}" if value.since else ""
    check = f"{THIN}; à vérifier par l’expert juridique" if value.to_check else ""
    return f"{_shown(rule, value)} ({value.source}{since}{check})"


def _own_word(rule: DatedRule, parameters: Mapping[str, str]) -> DatedValue | None:
    words = find_parameter(parameters, rule.name)
    if words is None:
        return None
    said, start = value_and_start(words)
    amount, since = read_threshold(said, rule.bounds), read_single_day(start) if start else None
    if amount is None or (start and since is None):
        return None
    return DatedValue(amount=amount, since=since, source=OWN_WORD)


def _since_when_today(rule: DatedRule, as_of: date) -> date | None:
    """The day from which today's value of the law is in force; today when the law gives none."""
    today = next((each for each in rule.values if each.is_in_force(as_of)), None)
    return as_of if today is None else today.since


def _shown(rule: DatedRule, value: DatedValue) -> str:
    if rule.unit is Unit.SHARE:
        return f"{format_number(value.amount * 100)}{THIN}%"
    if rule.unit is Unit.DAYS:
        return f"{format_number(value.amount)}{NBSP}jours"
    return f"{format_number(value.amount)}{NBSP}€"
