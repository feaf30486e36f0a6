"""Pure: figures below a label that says their unit: « Budget (k€) », « Surface (m²) », « (%) ».

What a cell says itself wins over the label; a bare figure takes the label's measure, as ABOUT where
it is multiplied, and stays a question where the label may not hold for it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import (
    Cell,
    Column,
    ColumnKind,
    Doubt,
    Quantity,
    QuantityRange,
    Reading,
    raw,
)
from relocalisons.core.kernel.words.french import join_words
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, seal, unreadable
from relocalisons.core.reading.cells.numbers.measures import SCALES, days_in
from relocalisons.core.reading.cells.numbers.numerals import (
    NUMERAL,
    decimal_of,
    read_numeral,
    spell,
)
from relocalisons.core.reading.cells.numbers.quantities import parse_quantity
from relocalisons.core.reading.cells.numbers.units import is_base, measured
from relocalisons.core.reading.cells.serials import shows_percent
from relocalisons.core.reading.cells.words import fold

Readings = list[Reading[Any]]

# From here on a figure under « (k€) » is as likely to be euros as thousands of them.
DOUBTFUL_FROM = 1000
# Ten square kilometres of vegetables on one farm: square metres under a label of hectares.
MOST_HECTARES = 1000

_SCALED = re.compile(r"[0-9] ?(?:k|md|m|mille|milliers?|millions?)(?![a-z])|\bk ?(?:€|eur)")
_EURO = re.compile(r"€|\beur(?:os?)?\b")
_BARE = re.compile(NUMERAL, re.ASCII)


def settle_measure(
    column: Column,
    readings: Readings,
    cells: Sequence[object],
    *,
    measure: str | None,
    has_units: bool,
) -> Readings:
    """The readings of a column in its own measure; `measure` is what its label states, or None.

    `has_units`: another column of the table holds the unit of each row.
    """
    if column.counts:
        return [
            _in_days(r, c, column.counts, measure) for r, c in zip(readings, cells, strict=True)
        ]
    if column.kind is ColumnKind.QUANTITY:
        if measure is not None:
            return [_with_unit(reading, measure) for reading in readings]
        return readings if has_units else [_without_unit(reading) for reading in readings]
    if measure is None:
        if column.kind is ColumnKind.PROGRESS and any(map(_is_in_points, cells)):
            return [_one(reading, cell) for reading, cell in zip(readings, cells, strict=True)]
        return readings
    settle = _share if measure == "%" else _scaled
    return [
        seal(settle(reading, cell, column.kind, measure), reading.found)
        for reading, cell in zip(readings, cells, strict=True)
    ]


def question_negatives(column: Column, readings: Readings) -> Readings:
    """A budget, a volume or a duration below zero is a slip: the figure is only a candidate."""
    if not column.positive:
        return readings
    return [_question_negative(column, r) if _is_negative(r.value) else r for r in readings]


def _is_negative(value: object) -> bool:
    if isinstance(value, QuantityRange):
        return value.low < 0
    amount = value.amount if isinstance(value, Quantity) else value
    return isinstance(amount, Decimal) and amount < 0


def _question_negative(column: Column, reading: Reading[Any]) -> Reading[Any]:
    amount = reading.value
    if column.kind is ColumnKind.MONEY and amount is not None:
        asked = ambiguous(
            f"{CELL} est un montant négatif, ou un montant entre parenthèses : tapez le montant "
            "prévu, sans signe ni parenthèse.",
            (amount, -amount),
        )
    else:
        asked = unreadable(
            f"{CELL} ne peut pas être négatif : tapez la valeur sans le signe moins."
        )
    return seal(asked, reading.found)


# --- thousands and millions -------------------------------------------------------------------


def _scaled(reading: Reading[Any], cell: object, kind: ColumnKind, measure: str) -> Reading[Any]:
    value = reading.value
    text = _text_of(cell)
    if value == 0 or _SCALED.search(text):
        return reading
    says_euros = _EURO.search(text) is not None
    if value is None:
        worth = tuple(c * factor for c in reading.candidates for factor in SCALES[measure])
        return reading if says_euros else replace(reading, candidates=worth)
    if says_euros and abs(value) >= DOUBTFUL_FROM:
        return reading
    return _scaled_value(
        value,
        measure,
        euro=" €" if kind is ColumnKind.MONEY else "",
        is_sure=not says_euros and abs(value) < DOUBTFUL_FROM,
    )


def _scaled_value(value: Decimal, measure: str, *, euro: str, is_sure: bool) -> Reading[Any]:
    worth = [value * factor for factor in SCALES[measure]]
    scale = "millions" if measure == "M" else "milliers"
    if is_sure and len(worth) == 1:
        return about(
            worth[0],
            f"{CELL} est lu {spell(worth[0])}{euro} parce que le titre de la colonne dit des "
            f"{scale}.",
        )
    choices = worth if len(worth) > 1 else [value, *worth]
    said = join_words([f"{spell(each)}{euro}" for each in choices], last="ou")
    order = "le montant avec son unité, par exemple 12,5 k€" if euro else "le nombre en entier"
    return ambiguous(
        f"{CELL} peut se lire {said}, car le titre de la colonne dit des {scale} : tapez {order}.",
        tuple(choices),
    )


def _text_of(cell: object) -> str:
    """What a cell shows around its figure: its own words, or those of its display format."""
    value = raw(cell)
    if isinstance(value, str):
        return fold(value)
    pattern = cell.format if isinstance(cell, Cell) else None
    return fold(pattern) if isinstance(pattern, str) else ""


# --- shares -----------------------------------------------------------------------------------


def _share(reading: Reading[Any], cell: object, kind: ColumnKind, _: str) -> Reading[Any]:
    """« 0,5 » under « Taux (%) » is half a per cent or one half; an « Avancement », one half."""
    number = _bare_number(cell)
    if number is None or not 0 < number <= 1:
        return reading
    points = f"{spell(number)} % ou {spell(number * 100)} %"
    if kind is ColumnKind.PROGRESS and number < 1:
        return about(number, f"{CELL} est lu {spell(number * 100)} % : tapez-le avec le signe %.")
    return ambiguous(
        f"{CELL} peut être {points}, car le titre de la colonne dit % : tapez le nombre avec le "
        "signe %.",
        (number / 100, number),
    )


def _is_in_points(cell: object) -> bool:
    """Whether a bare figure can only be so many per cent: 40 is, 1 and 0,5 are not."""
    number = _bare_number(cell)
    return number is not None and 2 <= number <= 100


def _one(reading: Reading[Any], cell: object) -> Reading[Any]:
    """« 1 » beside « 5 » and « 40 » is one per cent as likely as the whole."""
    if _bare_number(cell) != 1:
        return reading
    asked = ambiguous(
        f"{CELL} peut être 1 % ou 100 %, car d’autres cases de la colonne sont en points : tapez "
        "le nombre avec le signe %.",
        (Decimal("0.01"), Decimal(1)),
    )
    return seal(asked, reading.found)


def _bare_number(cell: object) -> Decimal | None:
    """The number of a cell that shows no percent sign."""
    value = raw(cell)
    if isinstance(value, str):
        text = fold(value)
        values = read_numeral(text) if _BARE.fullmatch(text) else ()
        return values[0] if len(values) == 1 else None
    if isinstance(cell, Cell) and shows_percent(cell.format):
        return None
    return decimal_of(value)


# --- units ------------------------------------------------------------------------------------


def _with_unit(reading: Reading[Any], unit: str) -> Reading[Any]:
    """A bare amount under « Surface (ha) » is in hectares."""
    value = reading.value
    if isinstance(value, Quantity) and value.unit is None:
        if unit == "ha" and value.amount >= MOST_HECTARES:
            return _too_large(reading, value.amount)
        doubt = reading.doubt if is_base(unit) else Doubt.ABOUT
        return replace(reading, value=measured(value.amount, unit), doubt=doubt)
    if isinstance(value, QuantityRange) and value.unit is None:
        low, high = measured(value.low, unit), measured(value.high, unit)
        return replace(reading, value=QuantityRange(low.amount, high.amount, low.unit))
    bare = all(isinstance(c, Quantity) and c.unit is None for c in reading.candidates)
    if reading.candidates and bare:
        found = tuple(measured(candidate.amount, unit) for candidate in reading.candidates)
        return replace(reading, candidates=found)
    return reading


def _too_large(reading: Reading[Any], amount: Decimal) -> Reading[Any]:
    asked = ambiguous(
        f"{CELL} hectares est une surface invraisemblable : tapez la surface avec son unité, par "
        f"exemple {spell(amount)} m².",
        (Quantity(amount, "ha"), measured(amount, "m²")),
    )
    return seal(asked, reading.found)


def _without_unit(reading: Reading[Any]) -> Reading[Any]:
    """Nothing says in what it is counted: nobody adds it to anything."""
    value = reading.value
    if isinstance(value, Quantity) and value.unit is None and value.amount:
        return seal(
            about(value, f"{CELL} n’a pas d’unité : ajoutez-la, par exemple « t »."), reading.found
        )
    return reading


def _in_days(reading: Reading[Any], cell: object, counts: str, measure: str | None) -> Reading[Any]:
    """A duration in the days of its column: working days, or days of the calendar."""
    typed, pattern = raw(cell), cell.format if isinstance(cell, Cell) else None
    said = parse_quantity(typed, pattern)
    if reading.doubt is Doubt.ABSENT or not isinstance(said.value, Quantity):
        return reading
    unit = said.value.unit or measure
    if unit is None or (said.value.unit is None and unit == "jour"):
        return reading
    days = days_in(unit, counts=counts)
    name = "jours ouvrés" if counts == "workdays" else "jours"
    if days is None:
        return seal(ambiguous(f"{CELL} n’est pas en {name} : tapez le nombre de {name}."), typed)
    amount = said.value.amount * days
    if said.value.unit is not None:
        return Reading(amount, said.doubt, typed)
    fix = f"{CELL} est lu {spell(amount)} {name} parce que le titre de la colonne dit des semaines."
    return seal(about(amount, fix), typed)
