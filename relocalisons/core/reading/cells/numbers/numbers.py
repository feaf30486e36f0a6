"""Pure: the number, or the amount in euros, that a cell says."""

import re
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import Doubt, Reading
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
from relocalisons.core.reading.cells.serials import shows_date
from relocalisons.core.reading.cells.words import fold, is_void

EXAMPLE = "un nombre, par exemple 1234,5"
# No budget of the field comes near; a key held down and a pasted identifier do.
MOST_EUROS = 10**9
MOST_OF_ANYTHING = 10**15
_LARGE = 9  # the exponent from which a number may be beyond them

_FAST = re.compile(
    "(?:€[ \u00a0\u202f]?)?(-?[0-9]+|-?[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:,([0-9]+))?"
    "(?:[ \u00a0\u202f]?(?:€|euros?|EUR))?(?:[ \u00a0\u202f]?(?:HT|TTC))?",
    re.ASCII,
)
_SHOWN_IN_THOUSANDS = re.compile(r"[kK] ?\"? ?€")
_DIVIDED = re.compile(r"[0#?],+(?![0#?])")
_COMMA_GROUP = re.compile(r"(?<![0-9.,'])(?<![0-9] )[1-9][0-9]{0,2},[0-9]{3}(?![0-9.,])", re.ASCII)
_UNSPACED = str.maketrans({" ": None, "\u00a0": None, "\u202f": None})

_EURO = r"(?:€|eur(?:os?)?\b)"
_NUMBER = re.compile(
    rf"(?P<open>\()? ?(?P<sign>[+-])? ?(?P<before>{_EURO})? ?(?P<sign2>-)? ?"
    rf"(?P<number>{NUMERAL}|[0-9](?:[.,][0-9]+)?e[+-][0-9]{{1,2}})"
    rf" ?(?P<scale>k|md|m|mille|milliers?|millions?)? ?(?:d'|de )?(?P<after>{_EURO})? ?"
    r"(?P<cents>[0-9]{2}(?![0-9]))? ?(?P<base>h\.?t\.?|t\.?t\.?c\.?)?(?P<minus> ?-)? "
    r"?(?P<close>\))?",
    re.ASCII,
)
_PERCENT = re.compile(rf"(?P<sign>[+-])? ?(?P<number>{NUMERAL}) ?%", re.ASCII)
_FRACTION = re.compile(r"([0-9]{1,2}) ?/ ?([0-9]{1,2})", re.ASCII)
_PIECE = re.compile(
    rf"(?<![0-9.,a-z])({NUMERAL})(?![0-9]|[.,][0-9]) ?(k|mille|millions?)?\b", re.ASCII
)
_OTHER_MONEY = re.compile(r"\$|£|¥|\bchf\b|\busd\b|\bgbp\b|\bdollars?\b")
_CODE = re.compile(r"[0-9][a-z][0-9]|[0-9][0-9/.-]*[/:][0-9]")
_SCALES = {
    "k": 1000, "mille": 1000, "millier": 1000, "milliers": 1000, "m": 10**6, "million": 10**6,
    "millions": 10**6, "md": 10**9,
}  # fmt: skip


def parse_number(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as a plain number (euros and « k » included)."""
    return _within(MOST_OF_ANYTHING, _parse(value, pattern))


def parse_money(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as an amount in euros; beyond `MOST_EUROS` there is none."""
    if isinstance(value, str):
        reading = _parse_text(value, is_money=True)
        if "%" in value and reading.doubt is Doubt.AMBIGUOUS:
            return unreadable(f"{CELL} n’est pas un montant : tapez {EXAMPLE}.")
    else:
        reading = _parse(value, pattern)
        if pattern and reading.value is not None:
            reading = _in_format_of_thousands(reading, reading.value, pattern)
    return _within(MOST_EUROS, reading)


def _within(most: int, reading: Reading[Any]) -> Reading[Any]:
    # The exponent first: comparing every amount would cost more than reading it.
    value = reading.value
    if value is not None and value.adjusted() >= _LARGE and abs(value) > most:
        return unreadable(f"{CELL} dépasse tout ce qui est possible : vérifiez-le et retapez-le.")
    return reading


def _in_format_of_thousands(reading: Reading[Any], value: Decimal, pattern: str) -> Reading[Any]:
    """12,5 shown « 12,5 k€ » by its format `0.0" k€"` is 12 500 €, as people see it.

    A comma that ends the digits divides what is shown, so that the value is already whole.
    """
    if _SHOWN_IN_THOUSANDS.search(pattern) and not _DIVIDED.search(pattern):
        return certain(value * 1000)
    return reading


def _parse(value: object, pattern: str | None) -> Reading[Any]:
    if isinstance(value, str):
        return _parse_text(value)
    if is_void(value):
        return EMPTY
    if isinstance(value, bool):
        return unreadable(f"{CELL} n’est pas un nombre : tapez {EXAMPLE}.")
    number = None if shows_date(pattern) else decimal_of(value)
    if number is not None:
        return certain(number)
    if isinstance(value, (int, float)) and shows_date(pattern):
        return unreadable(
            "Le tableur a changé ce nombre en date : remettez le format Nombre et retapez la "
            "valeur avec une virgule, par exemple 12,5."
        )
    return unreadable(f"Cette cellule n’est pas un nombre utilisable : tapez {EXAMPLE}.")


def _parse_text(found: str, *, is_money: bool = False) -> Reading[Any]:
    match = _FAST.fullmatch(found) if len(found) <= MOST_DIGITS else None
    if match is not None:
        whole, decimals = match[1], match[2]
        if not whole.isdecimal():
            whole = whole.translate(_UNSPACED)
        if decimals and len(decimals) == 3 and (is_money or "€" in found or "eur" in found.lower()):
            return _read_grouped(found, match[1], decimals)
        number = Decimal(f"{whole}.{decimals}" if decimals else whole)
        return Reading(number, Doubt.CERTAIN, found)
    text = fold(found)
    # « - € » is how an accountant's format shows nothing.
    nothing = read_no_value(text.removesuffix("€") if len(text) <= 3 else text, example=EXAMPLE)
    if nothing is not None:
        return nothing
    reading = _read(text.lstrip("'"), millions="M" in found or "million" in text)
    if is_money and "," in text and reading.value is not None:
        match = _COMMA_GROUP.search(text)
        return reading if match is None else _either(reading, reading.value, match)
    return reading


def _read_grouped(found: str, whole: str, decimals: str) -> Reading[Any]:
    """« 1,000 € »: a thousand as the English write it, or one euro with three decimals."""
    decimal = Decimal(f"{whole.translate(_UNSPACED)}.{decimals}")
    if len(whole.lstrip("-")) > 3 or whole.lstrip("-").startswith("0"):
        return Reading(decimal, Doubt.CERTAIN, found)
    return _thousands_or_decimals(decimal * 1000, decimal)


def _either(reading: Reading[Any], value: Decimal, match: re.Match[str]) -> Reading[Any]:
    """The same in a longer form: « 12,500 k€ », « (1,000 €) »."""
    decimal = Decimal(match[0].replace(",", "."))
    if decimal == 0 or value % decimal:
        return reading
    return _thousands_or_decimals(value * 1000, value)


def _thousands_or_decimals(thousands: Decimal, decimal: Decimal) -> Reading[Any]:
    return ambiguous(
        f"{CELL} peut se lire {spell(thousands)} ou {spell(decimal)} : tapez le montant sans "
        "virgule de milliers, avec deux décimales au plus.",
        (thousands, decimal),
    )


def _read(text: str, *, millions: bool) -> Reading[Any]:
    match = _NUMBER.fullmatch(text)
    if match is not None:
        return settle_values(_values_of(match, millions=millions))
    return _read_shaded(text, millions=millions)


def _read_shaded(text: str, *, millions: bool) -> Reading[Any]:
    """A number with words around it, or words alone."""
    if _OTHER_MONEY.search(text):
        return unreadable(
            f"{CELL} n’est pas en euros : tapez le montant en euros, par exemple 1234,50."
        )
    if match := UNSURE.search(text):
        return question(
            _read(text[: match.start()], millions=millions),
            f"{CELL} n’est pas confirmé : tapez le nombre seul quand il est sûr.",
        )
    if BOUND.search(text):
        return question(
            _read(BOUND.sub("", text, count=1).strip(), millions=millions),
            f"{CELL} est une limite, pas une valeur : tapez le nombre prévu.",
        )
    if APPROXIMATE.search(text):
        return weaken(
            _read(APPROXIMATE.sub("", text, count=1).strip(), millions=millions),
            f"{CELL} est pris comme une estimation : tapez le nombre exact dès qu’il est connu.",
        )
    if text == "zero":
        return certain(Decimal(0))
    if (count := read_collective(text)) is not None:
        return about(count, f"{CELL} est lu {count} : tapez le nombre exact si possible.")
    return _read_loose(text)


def _values_of(match: re.Match[str], *, millions: bool) -> tuple[Decimal, ...]:
    values = read_numeral(match["number"])
    if (match["open"] is None) != (match["close"] is None):
        return ()
    if match["cents"]:  # « 12€50 »
        if not match["after"] or match["scale"] or any(v % 1 for v in values):
            return ()
        values = tuple(value + Decimal(match["cents"]) / 100 for value in values)
    scale = match["scale"]
    if scale == "m" and not millions:
        # « 2 m€ » is written for thousands as well as for millions.
        values = tuple(value * size for value in values for size in (1000, 10**6))
    elif scale:
        values = tuple(value * _SCALES[scale] for value in values)
    signs = (match["sign"] == "-", bool(match["sign2"]), bool(match["minus"]), bool(match["open"]))
    if sum(signs) > 1:
        return ()
    return tuple(-value for value in values) if any(signs) else values


def settle_values(values: tuple[Decimal, ...]) -> Reading[Any]:
    """The reading of the values that digits may have: none, one or several."""
    if not values:
        return unreadable(f"{CELL} n’est pas un nombre : tapez {EXAMPLE}.")
    if len(values) == 1:
        return certain(values[0])
    return ambiguous(
        f"{CELL} peut se lire {join_words([spell(v) for v in values], last='ou')} : tapez le "
        "nombre sans point, avec une virgule pour les décimales.",
        values,
    )


def _read_loose(text: str) -> Reading[Any]:
    """Two numbers, or a number followed by words, are a question; words alone are no number."""
    if match := _PERCENT.fullmatch(text):
        return _read_percent(match)
    if (match := _FRACTION.fullmatch(text)) and int(match[2]):
        return ambiguous(
            f"{CELL} peut être une fraction ou une date : tapez le nombre avec une virgule, par "
            "exemple 0,5.",
            (Decimal(match[1]) / Decimal(match[2]),),
        )
    pieces = [] if _CODE.search(text) else list(_PIECE.finditer(text))
    values = tuple(
        dict.fromkeys(
            value * _SCALES.get(piece[2], 1) for piece in pieces for value in read_numeral(piece[1])
        )
    )
    if len(pieces) >= 2:
        return ambiguous(f"{CELL} contient plusieurs nombres : n’en gardez qu’un.", values)
    if pieces and values and re.match(r"[(+-]{0,2} ?[0-9]", text):
        return ambiguous(
            f"{CELL} contient un nombre et d’autres mots : ne laissez que le nombre.", values
        )
    return unreadable(f"{CELL} n’est pas un nombre : tapez {EXAMPLE}.")


def _read_percent(match: re.Match[str]) -> Reading[Any]:
    sign = -1 if match["sign"] == "-" else 1
    values = tuple(sign * value for value in read_numeral(match["number"]))
    return ambiguous(
        f"{CELL} est un pourcentage dans une colonne de nombres : donnez à la cellule le format "
        "Pourcentage, ou tapez le nombre seul.",
        (*values, *(value / 100 for value in values)),
    )
