"""Pure: one line of a clause of a contract draft: filled from a cell, or marked to be filled."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from relocalisons.core.kernel.model import (
    DateInterval,
    Doubt,
    Quantity,
    QuantityRange,
    Reading,
    Row,
    last_day,
)
from relocalisons.core.kernel.wording import quote_cell
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_date,
    format_long_date,
    format_money,
    format_quantity,
    typo,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of a clause; `open` when it is still to be filled in or made precise."""

    label: str
    value: str
    open: bool = False


def missing(label: str) -> Fact:
    """A line that no sheet fills."""
    return Fact(label=label, value="[À compléter]", open=True)


def unset(label: str, row: Row, column: str) -> Fact:
    """An empty cell, or one that cannot be read: where it stands, so that it is mended there."""
    if row.reading(column).doubt in (Doubt.ABSENT, Doubt.CERTAIN, Doubt.ABOUT):
        return missing(label)
    place = row.place.cell(column).cell
    return Fact(label=label, value=f"[À préciser{NBSP}: cellule {place}]", open=True)


def text_of(label: str, row: Row, column: str) -> Fact:
    """A cell of text as typed."""
    said = row.text(column)
    return Fact(label=label, value=typo(said)) if said else unset(label, row, column)


def day_of(label: str, row: Row, column: str) -> Fact:
    """A cell of a date in full."""
    reading = row.reading(column)
    if not reading.is_set or not isinstance(reading.value, DateInterval):
        return unset(label, row, column)
    about = " environ" if reading.doubt is Doubt.ABOUT else ""
    return Fact(label=label, value=f"{format_long_date(reading.value.latest)}{about}")


def measured(label: str, row: Row, column: str) -> Fact:
    """A cell of a quantity with its unit."""
    reading = row.reading(column)
    if not reading.is_set:
        return unset(label, row, column)
    return Fact(label=label, value=shown_volume(reading, unit=None))


def shown_day(reading: Reading[DateInterval]) -> str:
    """A day, or what stands instead."""
    day = last_day(reading)
    return format_date(day) if day is not None else f"[À préciser{NBSP}: {_found(reading)}]"


def shown_volume(reading: Reading[Quantity | QuantityRange], *, unit: str | None) -> str:
    """A volume or a range, or what stands instead."""
    value = reading.value
    if isinstance(value, Quantity):
        return format_quantity(value.amount, value.unit or unit)
    if isinstance(value, QuantityRange):
        low, high = format_quantity(value.low, None), format_quantity(value.high, value.unit)
        return f"de {low} à {high}"
    return f"[À préciser{NBSP}: {_found(reading)}]"


def _found(reading: Reading[Any]) -> str:
    shown = getattr(reading.found, "value", reading.found)
    return quote_cell(str(shown)) if shown not in (None, "") else "vide"


def in_euros(cents: int) -> str:
    """An amount of the note, from cents."""
    return format_money(Decimal(cents) / 100)


def say_about(estimated: int, cents: int) -> str:
    """A sum of which `estimated` cents are still to be delivered is no more exact than these."""
    whole = (Decimal(cents) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return f"environ {format_money(whole)}" if estimated else in_euros(cents)
