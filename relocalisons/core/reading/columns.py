"""Pure: what a whole column says of a cell that is doubtful by itself.

Only « 1.234 », a day without its year, taxes and dates that may be American are judged again, from
the header or the other cells of the column. What is settled becomes ABOUT, with the reason.
`measured` does the same with what the header says its figures are counted in.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import (
    Cell,
    Column,
    ColumnKind,
    DateInterval,
    Doubt,
    Quantity,
    QuantityRange,
    Reading,
)
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, seal
from relocalisons.core.reading.cells.dates.spans import other_year
from relocalisons.core.reading.cells.numbers.numerals import NUMERALS, notation_of, spell
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.cells.serials import parts_of
from relocalisons.core.reading.cells.words import fold

Readings = list[Reading[Any]]

# How far from the other values of its column a value may be (times, both ways) and still fit.
WITHIN = Decimal(5)
# How many certain cells of a column are enough to speak for it.
ENOUGH = 3
# Further than half a year from the reading, the same day of another year is nearer.
HALF_A_YEAR = 183

_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}([.,])[0-9]{3}(?![0-9.,])")
_NUMERIC_DATE = re.compile(
    r"\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-](?:[0-9]{4}|[0-9]{2})\s*", re.ASCII
)
_TAX = re.compile(r"\b(ht|ttc)\b")


def settle_column(
    column: Column,
    readings: Readings,
    cells: Sequence[object],
    *,
    label: str,
    read_on: date | None = None,
) -> Readings:
    """The readings of a column judged together; `label` is that of its header.

    `read_on` is the day of the reading, None when it is not known.
    """
    kind = column.kind
    if kind is ColumnKind.QUANTITY:
        return _settle_dots(readings)
    if kind in (ColumnKind.NUMBER, ColumnKind.MONEY):
        return _check_tax(_settle_dots(readings), label)
    if kind is ColumnKind.DATE:
        settled = _doubt_american(_complete_years(readings))
        return _doubt_far_years(settled, cells, read_on) if read_on is not None else settled
    return readings


def question_struck(reading: Reading[Any], cell: object) -> Reading[Any]:
    """A value crossed out in a row that is not: it no longer holds, and nothing replaces it."""
    if not isinstance(cell, Cell) or not cell.struck or reading.value is None:
        return reading
    asked = ambiguous(
        f"{CELL} est barré : effacez cette valeur, ou enlevez la barre si elle tient toujours.",
        (reading.value,),
    )
    return seal(asked, reading.found)


# --- « 1.234 » --------------------------------------------------------------------------------


def _size(value: object) -> Decimal | None:
    if isinstance(value, QuantityRange):
        return abs(value.high)
    amount = value.amount if isinstance(value, Quantity) else value
    return abs(amount) if isinstance(amount, Decimal) else None


def _settle_dots(readings: Readings) -> Readings:
    if not any(map(_is_dotted, readings)):
        return readings
    sign = _decimal_sign(readings)
    return [
        _settle_dot(reading, sign, readings) if _is_dotted(reading) else reading
        for reading in readings
    ]


def _is_dotted(reading: Reading[Any]) -> bool:
    return (
        reading.doubt is Doubt.AMBIGUOUS
        and len(reading.candidates) == 2
        and isinstance(reading.found, str)
        and _GROUPED.search(reading.found) is not None
        and "?" not in reading.found
    )


def _decimal_sign(readings: Readings) -> str | None:
    """The decimal sign that the texts of a column show beyond doubt; None for none or for both."""
    texts = (r.found for r in readings if isinstance(r.found, str) and r.is_set)
    numerals = (match[0] for text in texts for match in NUMERALS.finditer(fold(text)))
    signs = {sign for numeral in numerals if (sign := notation_of(numeral)) is not None}
    return signs.pop() if len(signs) == 1 else None


def _settle_dot(reading: Reading[Any], sign: str | None, others: Readings) -> Reading[Any]:
    thousands, decimal = reading.candidates
    match = _GROUPED.search(str(reading.found))
    by_sign = None
    if sign is not None and match is not None:
        by_sign = decimal if match[1] == sign else thousands
    by_size = _fit_by_size(reading.candidates, others)
    if by_sign is not None and by_size is not None and by_sign != by_size:
        return reading  # the column says both: only its writer knows
    value = by_sign if by_sign is not None else by_size
    if value is None:
        return reading
    if by_size is not None:
        reason = "c’est l’ordre de grandeur des autres valeurs de la colonne"
    else:
        reason = f"les décimales de cette colonne s’écrivent avec « {sign} »"
    settled = about(
        value,
        f"{CELL} est lu {_spell(value)} parce que {reason} : tapez le nombre sans point ni "
        "virgule de milliers pour lever le doute.",
    )
    return seal(settled, reading.found)


def _fit_by_size(candidates: tuple[Any, ...], others: Readings) -> Any:
    """The one candidate that is as large as the other values of its unit, or None."""
    unit = getattr(candidates[0], "unit", None)
    same = (r.value for r in others if r.is_set and getattr(r.value, "unit", None) == unit)
    sizes = [amount for value in same if (amount := _size(value))]
    if len(sizes) < ENOUGH:
        return None
    low, high = min(sizes) / WITHIN, max(sizes) * WITHIN
    fitting = [c for c in candidates if (amount := _size(c)) and low <= amount <= high]
    return fitting[0] if len(fitting) == 1 else None


def _spell(value: object) -> str:
    if isinstance(value, Quantity):
        return f"{spell(value.amount)} {value.unit or ''}".strip()
    return spell(value) if isinstance(value, Decimal) else str(value)


# --- taxes ------------------------------------------------------------------------------------


def _check_tax(readings: Readings, label: str) -> Readings:
    """« 300 € TTC » under « Montant HT » is not the amount without tax."""
    taxes = set(_TAX.findall(fold(label).replace(".", "")))
    if len(taxes) != 1:
        return readings
    tax = taxes.pop()
    return [_question_tax(reading, tax) for reading in readings]


def _question_tax(reading: Reading[Any], tax: str) -> Reading[Any]:
    if not isinstance(reading.found, str) or reading.value is None:
        return reading
    letters = re.sub(r"[^a-z ]", " ", fold(reading.found).replace(".", ""))
    said = set(_TAX.findall(letters))
    if not said or said == {tax}:
        return reading
    asked = ambiguous(
        f"{CELL} n’est pas un montant {tax.upper()} : tapez dans cette colonne le montant "
        f"{tax.upper()}.",
        (reading.value,),
    )
    return seal(asked, reading.found)


# --- dates ------------------------------------------------------------------------------------


def _complete_years(readings: Readings) -> Readings:
    """A day without its year takes the year that all complete dates of the column share."""
    if not any(map(lacks_year, readings)):
        return readings
    whole = [r.value for r in readings if r.doubt is Doubt.CERTAIN and r.value is not None]
    years = {day.year for value in whole for day in (value.earliest, value.latest)}
    if len(whole) < ENOUGH or len(years) != 1:
        return readings
    year = years.pop()
    return [_in_year(r, year) if lacks_year(r) else r for r in readings]


def lacks_year(reading: Reading[Any]) -> bool:
    """Whether a date waits for nothing but its year."""
    # Only a year-less day or period is ambiguous without a candidate and readable with a year.
    return reading.doubt is Doubt.AMBIGUOUS and not reading.candidates


def _in_year(reading: Reading[Any], year: int) -> Reading[Any]:
    completed = read_date(reading.found, default_year=year)
    if completed.value is None:
        return reading
    settled = about(
        completed.value,
        f"{CELL} est lu en {year} comme toute la colonne, soit le "
        f"{format_date(completed.value.latest)} : tapez l’année.",
    )
    return seal(settled, reading.found)


def _doubt_far_years(readings: Readings, cells: Sequence[object], read_on: date) -> Readings:
    """« 15/01 » typed in December is completed by the spreadsheet with the year that ends.

    A spreadsheet completes with the year of typing: a year to come was typed.
    """
    return [
        _either_year(reading, read_on)
        if reading.value is not None and isinstance(cell, Cell) and _hides_year(cell)
        else reading
        for reading, cell in zip(readings, cells, strict=True)
    ]


def _hides_year(cell: Cell) -> bool:
    if isinstance(cell.value, (str, bool)):
        return False
    parts = parts_of(cell.format)
    return bool(parts & {"day", "month"}) and "year" not in parts


def _either_year(reading: Reading[Any], read_on: date) -> Reading[Any]:
    interval = reading.value
    assert interval is not None  # only readings with a value hide a year
    away = (interval.latest - read_on).days
    if abs(away) <= HALF_A_YEAR or interval.latest.year > read_on.year:
        return reading
    other = other_year(interval, interval.latest.year + (1 if away < 0 else -1))
    asked = ambiguous(
        "L’année de cette date n’est pas affichée : le tableur l’a complétée, c’est le "
        f"{format_date(interval.latest)}, peut-être le {format_date(other.latest)} ; tapez la date "
        "avec son année.",
        (interval, other),
    )
    return seal(asked, reading.found)


def _doubt_american(readings: Readings) -> Readings:
    """Where dates are written month first, « 03/04/2026 » is a question again.

    Where all that can be told are, and they are enough to speak for the column, it is one of them.
    """
    ends = [_day_and_month(reading) for reading in readings]
    american = sum(second > 12 for _, second in ends)
    french = sum(first > 12 for first, _ in ends)
    if american <= french:
        return readings
    if american >= ENOUGH and not french:
        return [
            _month_first(reading)
            if 0 < first <= 12 and 0 < second <= 12 and first != second
            else reading
            for reading, (first, second) in zip(readings, ends, strict=True)
        ]
    return [
        _both_orders(reading)
        if 0 < first <= 12 and 0 < second <= 12 and first != second
        else reading
        for reading, (first, second) in zip(readings, ends, strict=True)
    ]


def _day_and_month(reading: Reading[Any]) -> tuple[int, int]:
    if not isinstance(reading.found, str) or reading.value is None:
        return 0, 0
    match = _NUMERIC_DATE.fullmatch(reading.found)
    return (int(match[1]), int(match[2])) if match is not None else (0, 0)


def _month_first(reading: Reading[Any]) -> Reading[Any]:
    assert reading.value is not None  # only readings with a value have a day and a month
    day = reading.value.latest
    swapped = date(day.year, day.day, day.month)
    told = about(
        DateInterval(swapped, swapped),
        f"{CELL} est lu mois/jour comme toute la colonne, soit le {format_date(swapped)} : écrivez "
        "le mois en lettres.",
    )
    return seal(told, reading.found)


def _both_orders(reading: Reading[Any]) -> Reading[Any]:
    assert reading.value is not None  # only readings with a value have a day and a month
    day = reading.value.latest
    swapped = date(day.year, day.day, day.month)
    asked = ambiguous(
        f"{CELL} peut être le {format_date(day)} ou le {format_date(swapped)}, car la colonne a "
        "des dates à l’américaine : écrivez le mois en lettres.",
        (reading.value, DateInterval(swapped, swapped)),
    )
    return seal(asked, reading.found)
