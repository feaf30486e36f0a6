"""Pure: an amount with its unit, or a range, as a cell says it."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import Doubt, Quantity, QuantityRange, Reading
from relocalisons.core.kernel.words.french import join_words
from relocalisons.core.reading.cells.advice import (
    APPROXIMATE,
    BOUND,
    CELL,
    EMPTY,
    UNSURE,
    about,
    ambiguous,
    certain,
    question,
    read_no_value,
    unreadable,
    weaken,
)
from relocalisons.core.reading.cells.numbers.numerals import (
    MOST_DIGITS,
    NUMERAL,
    decimal_of,
    read_collective,
    read_numeral,
    spell,
)
from relocalisons.core.reading.cells.numbers.units import BY_SPELLING, convert, find_unit, measured
from relocalisons.core.reading.cells.serials import shows_date, shows_duration
from relocalisons.core.reading.cells.words import fold, is_void

EXAMPLE = "une quantité avec son unité, par exemple 12,5 t"

_UNIT = (
    "(?:" + "|".join(re.escape(word) for word in sorted(BY_SPELLING, key=len, reverse=True)) + ")"
)
# The common form, read without folding: « 12 000,5 kg ».
_FAST = re.compile(
    "([0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:,([0-9]+))?[ \u00a0\u202f]?([A-Za-z]*)",
    re.ASCII,
)
_UNSPACED = str.maketrans({" ": None, "\u00a0": None, "\u202f": None})
_SINGLE = re.compile(
    rf"(?P<open>\()?(?P<sign>[+-])? ?(?P<number>{NUMERAL}) ?(?P<unit>{_UNIT})?\.?(?P<close>\))?",
    re.ASCII,
)
_RANGE = re.compile(
    rf"(?:de |entre )?(?P<low>{NUMERAL}) ?(?P<unit1>{_UNIT})? ?(?P<link>->|-|a|et|/) ?"
    rf"(?P<high>{NUMERAL}) ?(?P<unit2>{_UNIT})?\.?",
    re.ASCII,
)
_HOURS = re.compile(r"([0-9]{1,4}) ?(?:h|:) ?([0-9]{2})(?: ?(?:mn|min))?", re.ASCII)
# « 3 ha 50 », « 3 ha 50 a 20 ca »: hectares, ares, centiares, as the land register reads them.
_HECTARES = re.compile(
    r"(?P<ha>[0-9]{1,4}) ?(?:ha|hectares?) ?(?P<a>[0-9]{1,2})"
    r"(?: ?(?P<said>a|ares?)(?: ?(?P<ca>[0-9]{1,2})(?: ?(?:ca|centiares?))?)?)?",
    re.ASCII,
)
_HALF = re.compile(rf"(?:(?:une? )?demi[- ]|1/2 ?|½ ?)(?:demi-?)?(?P<unit>{_UNIT})")
_COUNTED = re.compile(rf"(?P<count>[a-z]+) (?P<unit>{_UNIT})")
_COUNTS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_REMARK = re.compile(r" ?(?:\((?P<inside>[^()0-9]*)\)|[:;,-] ?(?P<after>[^0-9]*))$")
# A remark with one of these words changes what the amount means.
_TELLING = re.compile(
    r"\?|/|%|\b(?:par|max\w*|min\w*|non|pas|sans|annul\w*|refus\w*|prev\w*|estim\w*|environ|ou|sauf"
    r"|confirm\w*|moins|plus|dont|reste|ancien\w*|a|au lieu)\b"
)
_MONEY = re.compile(r"€|\beuros?\b|\beur\b|%")
_PIECE = re.compile(rf"(?<![0-9.,a-z])({NUMERAL}) ?({_UNIT}\b)?", re.ASCII)


def parse_quantity(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as `Quantity` or `QuantityRange`; the unit may be None."""
    if isinstance(value, str):
        return _parse_text(value)
    if is_void(value):
        return EMPTY
    if isinstance(value, (timedelta, time)):
        return certain(Quantity(_hours(_seconds(value)), "h"))
    if isinstance(value, bool):
        return unreadable(f"{CELL} n’est pas une quantité : tapez {EXAMPLE}.")
    if isinstance(value, date) or shows_date(pattern):
        return unreadable(
            "Le tableur a changé cette quantité en date : remettez le format Nombre et retapez-la, "
            "par exemple 12,5 t."
        )
    number = decimal_of(value)
    if number is None:
        return unreadable(f"Cette cellule n’est pas une quantité : tapez {EXAMPLE}.")
    if shows_duration(pattern):
        return certain(Quantity(_hours(round(number * 86400)), "h"))
    unit = _unit_of_format(pattern)
    return certain(_with_unit(number, unit))


def _unit_of_format(pattern: str | None) -> str | None:
    """`kg` of the display format `0.0" kg"`: people see the unit in the cell."""
    literals = re.findall(r'"([^"]*)"', pattern or "")
    return next((word for text in literals if find_unit(word := fold(text))), None)


def _seconds(value: timedelta | time) -> int:
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return 3600 * value.hour + 60 * value.minute + value.second


def _hours(seconds: int) -> Decimal:
    return (Decimal(seconds) / 3600).quantize(Decimal("0.0001")).normalize() + 0


def _parse_text(found: str) -> Reading[Any]:
    match = _FAST.fullmatch(found) if len(found) <= MOST_DIGITS else None
    if match is not None:
        word = match[3].lower()
        if not word or word in BY_SPELLING:
            whole, decimals = match[1].translate(_UNSPACED), match[2]
            amount = Decimal(f"{whole}.{decimals}" if decimals else whole)
            return Reading(_with_unit(amount, word), Doubt.CERTAIN, found)
    text = fold(found)
    nothing = read_no_value(text, example=EXAMPLE)
    return nothing if nothing is not None else _read(text.lstrip("'"))


def _read(text: str) -> Reading[Any]:
    if match := _SINGLE.fullmatch(text):
        return _read_single(match)
    if match := UNSURE.search(text):
        return _doubt(_read(text[: match.start()]))
    if BOUND.search(text):
        return _doubt(_read(BOUND.sub("", text, count=1).strip()))
    if APPROXIMATE.search(text):
        return weaken(
            _read(APPROXIMATE.sub("", text, count=1).strip()),
            f"{CELL} est pris comme une estimation : tapez la quantité exacte dès qu’elle est "
            "connue.",
        )
    if match := _HOURS.fullmatch(text):
        return _read_hours(int(match[1]), int(match[2]))
    if match := _HECTARES.fullmatch(text):
        return _read_hectares(match)
    if match := _HALF.fullmatch(text):
        return certain(_with_unit(Decimal("0.5"), match["unit"]))
    if match := _RANGE.fullmatch(text):
        return _read_range(match)
    return _read_words(text)


def _read_single(match: re.Match[str]) -> Reading[Any]:
    values = read_numeral(match["number"])
    if not values or (match["open"] is None) != (match["close"] is None):
        return unreadable(f"{CELL} n’est pas une quantité : tapez {EXAMPLE}.")
    if match["sign"] == "-" or match["open"]:
        values = tuple(-value for value in values)
    quantities = tuple(_with_unit(value, match["unit"]) for value in values)
    if len(quantities) == 1:
        return certain(quantities[0])
    choices = [f"{spell(q.amount)} {q.unit or ''}".strip() for q in quantities]
    return ambiguous(
        f"{CELL} peut se lire {join_words(choices, last='ou')} : tapez le nombre sans point, avec "
        "une virgule pour les décimales.",
        quantities,
    )


def _with_unit(amount: Decimal, word: str | None) -> Quantity:
    unit = find_unit(word) if word else None
    return Quantity(amount, None) if unit is None else measured(amount, unit)


def _read_hours(hours: int, minutes: int) -> Reading[Any]:
    if minutes > 59:
        return unreadable(f"{CELL} n’est pas une durée : tapez par exemple 7h30.")
    return certain(Quantity(_hours(3600 * hours + 60 * minutes), "h"))


def _read_hectares(match: re.Match[str]) -> Reading[Any]:
    hectares, ares = Decimal(match["ha"]), match["a"]
    whole = hectares + Decimal(ares) / 100 + Decimal(match["ca"] or 0) / 10_000
    if len(ares) == 2 or match["said"]:
        return certain(Quantity(whole, "ha"))
    tenths = hectares + Decimal(ares) / 10
    return ambiguous(
        f"{CELL} peut être {spell(whole)} ha ou {spell(tenths)} ha : tapez la surface avec une "
        "virgule.",
        (Quantity(whole, "ha"), Quantity(tenths, "ha")),
    )


def _read_range(match: re.Match[str]) -> Reading[Any]:
    lows, highs = read_numeral(match["low"]), read_numeral(match["high"])
    if len(lows) != 1 or len(highs) != 1:
        return ambiguous(f"{CELL} se lit de plusieurs façons : tapez {EXAMPLE}.")
    last = match["unit2"] or match["unit1"]
    high = _with_unit(highs[0], last)
    low = _with_unit(lows[0], match["unit1"] or last)
    if low.unit != high.unit:
        converted = convert(low, unit=high.unit or "")
        if converted is None:
            return unreadable(f"{CELL} mêle deux unités : tapez {EXAMPLE}.")
        low = converted
    if low.amount > high.amount or match["link"] == "/":
        return ambiguous(f"{CELL} contient deux quantités : n’en gardez qu’une.", (low, high))
    return about(
        QuantityRange(low.amount, high.amount, high.unit),
        f"{CELL} est une fourchette : tapez la quantité exacte dès qu’elle est connue.",
    )


def _count_of(word: str) -> Decimal | None:
    word = "un" if word == "une" else word
    return Decimal(_COUNTS.index(word) + 1) if word in _COUNTS else None


def _doubt(inner: Reading[Any]) -> Reading[Any]:
    return question(
        inner, f"{CELL} n’est pas une quantité ferme : tapez la quantité seule, avec son unité."
    )


def _read_words(text: str) -> Reading[Any]:
    if text == "zero":
        return certain(Quantity(Decimal(0), None))
    counted = _COUNTED.fullmatch(text)
    if counted is not None and (count := _count_of(counted["count"])):
        return certain(_with_unit(count, counted["unit"]))
    if (count := read_collective(text)) is not None:
        return about(Quantity(count, None), f"{CELL} est lu {count} : précisez l’unité.")
    if (remark := _REMARK.search(text)) and remark.start() > 0:
        return _read_remarked(text[: remark.start()].strip(), remark["inside"] or remark["after"])
    pieces = list(_PIECE.finditer(text))
    found = tuple(
        _with_unit(value, piece[2]) for piece in pieces for value in read_numeral(piece[1])
    )
    starts_with_number = re.match(r"[(+-]{0,2} ?[0-9]", text) is not None
    if _MONEY.search(text) or not found or not (starts_with_number or len(pieces) >= 2):
        return unreadable(f"{CELL} n’est pas une quantité : tapez {EXAMPLE}.")
    return ambiguous(f"{CELL} ne se lit pas comme une seule quantité : tapez {EXAMPLE}.", found)


def _read_remarked(amount: str, remark: str | None) -> Reading[Any]:
    """« 50 kg (calibre) »: the column « Refus » asks for a quantity and its reason."""
    inner = _read(amount)
    has_unit = isinstance(inner.value, (Quantity, QuantityRange)) and inner.value.unit is not None
    if not has_unit or _TELLING.search(remark or ""):
        return _doubt(inner)
    return about(inner.value) if inner.doubt is Doubt.CERTAIN else inner
