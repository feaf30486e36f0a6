"""Sandbox, Sheets: how a value is displayed, by its number format and the locale."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Any

from vendor_sandbox.workbook.cells import CellError, Value
from vendor_sandbox.workbook.notation.locales import SheetLocale, default_pattern, sheet_locale
from vendor_sandbox.workbook.notation.patterns import Section, Token, compile_pattern

# A serial number is a civil time, without a zone.
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001
# 31 December 9999: beyond it there is no date to display.
_LAST_SERIAL = 2_958_466
_WIDE = Context(prec=400)


def displayed(value: Value, number_format: Mapping[str, Any] | None, *, locale: str) -> str:
    """Return the text that a cell shows; an empty cell shows an empty text."""
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, str):
        if number_format is None:
            return value
        return _displayed_text(value, number_format.get("pattern") or "")
    if value is True or value is False:
        words = sheet_locale(locale)
        return words.true_word if value else words.false_word
    if number_format is None:
        return _displayed_number(value, "", "", locale)
    kind, pattern = number_format.get("type") or "", number_format.get("pattern") or ""
    return _displayed_number(value, kind, pattern, locale)


@lru_cache(maxsize=65_536, typed=True)
def _displayed_number(value: int | float, kind: str, pattern: str, locale: str) -> str:
    where = sheet_locale(locale)
    pattern = pattern or default_pattern(kind, where)
    sections = compile_pattern(pattern)
    section, number = _choose(sections, value)
    if section is None:
        return general(value, where)
    if section.is_date:
        if not 0 <= value < _LAST_SERIAL:
            return general(value, where)
        return _date_text(section.tokens, value, where)
    return _number_text(section.tokens, number, where)


def _displayed_text(value: str, pattern: str) -> str:
    """Text goes through the fourth section, or the only one when it has an `@`."""
    if "@" not in pattern:
        return value
    sections = compile_pattern(pattern)
    for section in sections:
        if any(token.kind == "at" for token in section.tokens):
            return "".join(value if token.kind == "at" else token.text for token in section.tokens)
    return value


def _choose(sections: tuple[Section, ...], value: float) -> tuple[Section | None, float]:
    """Return the section for a number, and the number that it prints (unsigned if need be)."""
    conditioned = [section for section in sections if section.condition]
    if conditioned:
        for section in sections:
            if section.condition is None or _holds(section.condition, value):
                return section, value
        return None, value
    numeric = [s for s in sections if not any(token.kind == "at" for token in s.tokens)]
    if not numeric:
        return None, value
    if len(numeric) >= 3 and value == 0:
        return numeric[2], value
    if len(numeric) >= 2 and value < 0:
        return numeric[1], -value
    return numeric[0], value


def _holds(condition: tuple[str, float], value: float) -> bool:
    operator, bound = condition
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[operator]


def general(value: int | float, locale: SheetLocale) -> str:
    """Return a number as the automatic format shows it: at most 10 significant decimals."""
    if isinstance(value, int) or value.is_integer():
        whole = int(value)
        if abs(whole) < 10**15:
            return str(whole)
    text = f"{value:.10g}" if abs(value) < 1e15 else f"{value:.6g}"
    if "e" in text:
        mantissa, _, exponent = text.partition("e")
        power = int(exponent)
        if -9 <= power < 0:
            text = f"{value:.{min(9 - power, 18)}f}".rstrip("0")
        else:
            text = f"{mantissa}E{'-' if power < 0 else '+'}{abs(power)}"
    return text.replace(".", locale.decimal)


# ---- numbers --------------------------------------------------------------------------------


def _number_text(tokens: tuple[Token, ...], number: float, locale: SheetLocale) -> str:
    if not any(token.kind == "digit" for token in tokens):
        shown = general(abs(number), locale)
        text = "".join(shown if t.kind in {"general", "at"} else t.text for t in tokens)
        return ("-" if number < 0 else "") + text
    first_digit = next(i for i, t in enumerate(tokens) if t.kind == "digit")
    # An exponent needs digits before it; else its letters are only text.
    exponent_at = next(
        (i for i, t in enumerate(tokens) if t.kind == "exponent" and i > first_digit), None
    )
    amount = Decimal(repr(abs(number)))
    amount *= 100 ** sum(token.kind == "percent" for token in tokens)
    if exponent_at is not None:
        text = _scientific(tokens[:exponent_at], tokens[exponent_at:], amount, locale)
    else:
        text = _fixed(tokens, amount, locale)
    is_negative = number < 0 and any(character in "123456789" for character in text)
    return "-" + text if is_negative else text


def _fixed(tokens: tuple[Token, ...], amount: Decimal, locale: SheetLocale) -> str:
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    whole, decimals = list(tokens[:point]), list(tokens[point + 1 :])
    last_digit = max((i for i, t in enumerate(whole) if t.kind == "digit"), default=-1)
    last_of_all = max(i for i, t in enumerate(tokens) if t.kind == "digit")
    scale = sum(t.kind == "comma" for t in tokens[last_of_all + 1 :])
    groups = any(t.kind == "comma" for t in whole[: max(last_digit, 0)])
    places = sum(t.kind == "digit" for t in decimals)
    amount = (amount / 1000**scale).quantize(
        Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE
    )
    digits, _, fraction = f"{amount:f}".partition(".")
    text = _whole_part(whole, digits.lstrip("0"), groups=groups, locale=locale)
    tail = _decimal_part(decimals, fraction)
    if point == len(tokens):
        return text
    return text + locale.decimal + tail


def _whole_part(tokens: list[Token], digits: str, *, groups: bool, locale: SheetLocale) -> str:
    """Fill the places from the right; what is left over goes before the first place."""
    pieces: list[str] = []
    left = list(digits)
    places = [i for i, token in enumerate(tokens) if token.kind == "digit"]
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if groups and count and count % 3 == 0:
            pieces.append(locale.group)
        pieces.append(digit)
        count += 1

    for position in range(len(tokens) - 1, -1, -1):
        token = tokens[position]
        if token.kind == "digit":
            if left:
                put(left.pop())
            elif token.text == "0":
                put("0")
            elif token.text == "?":
                pieces.append(" ")
            if position == places[0]:
                while left:
                    put(left.pop())
        elif token.kind != "comma":
            pieces.append(token.text)
    return "".join(reversed(pieces)) if all(len(p) <= 1 for p in pieces) else _joined(pieces)


def _joined(pieces: list[str]) -> str:
    text = ""
    for piece in reversed(pieces):
        text += piece
    return text


def _decimal_part(tokens: list[Token], fraction: str) -> str:
    """Place decimals; `#` hides trailing zeros."""
    needed = len(fraction)
    kinds = [token.text for token in tokens if token.kind == "digit"]
    while needed and fraction[needed - 1] == "0" and kinds[needed - 1] == "#":
        needed -= 1
    text, used = "", 0
    for token in tokens:
        if token.kind == "digit":
            if used < needed:
                text += fraction[used]
            elif token.text == "?":
                text += " "
            used += 1
        elif token.kind != "comma":
            text += token.text
    return text


def _scientific(
    mantissa: tuple[Token, ...], rest: tuple[Token, ...], amount: Decimal, locale: SheetLocale
) -> str:
    power = amount.adjusted() if amount else 0
    text = _fixed(mantissa, amount.scaleb(-power), locale)
    if text.startswith("10"):
        power += 1
        text = _fixed(mantissa, amount.scaleb(-power), locale)
    width = sum(token.kind == "digit" for token in rest)
    sign = "-" if power < 0 else "+" if rest[0].text[-1] == "+" else ""
    tail = "".join(token.text for token in rest[1:] if token.kind != "digit")
    return f"{text}E{sign}{abs(power):0{width}d}{tail}"


# ---- dates ----------------------------------------------------------------------------------


def serial_moment(value: float) -> datetime:
    """Return the moment of a serial number, rounded to the microsecond.

    Raises OverflowError beyond the year 9999.
    """
    return EPOCH + timedelta(days=value)


def _date_text(tokens: tuple[Token, ...], value: float, locale: SheetLocale) -> str:
    digits = max((len(t.text) for t in tokens if t.kind == "fraction"), default=0)
    step = 10 ** max(0, 3 - digits)
    milliseconds = round(value * 86_400_000 / step) * step
    moment = EPOCH + timedelta(milliseconds=milliseconds)
    half_day = any(token.kind == "ampm" for token in tokens)
    return "".join(
        _date_piece(t, moment, milliseconds, half_day=half_day, locale=locale) for t in tokens
    )


def _date_piece(
    token: Token, moment: datetime, milliseconds: int, *, half_day: bool, locale: SheetLocale
) -> str:
    width = len(token.text)
    match token.kind:
        case "year":
            return f"{moment.year % 100:02d}" if width <= 2 else f"{moment.year:04d}"
        case "month":
            return _month(moment.month, width, locale)
        case "day":
            return _day(moment, width, locale)
        case "hour":
            hour = (moment.hour % 12 or 12) if half_day else moment.hour
            return f"{hour:0{min(width, 2)}d}"
        case "minute":
            return f"{moment.minute:0{min(width, 2)}d}"
        case "second":
            return f"{moment.second:0{min(width, 2)}d}"
        case "fraction":
            return locale.decimal + f"{moment.microsecond // 1000:03d}"[:width].ljust(width, "0")
        case "elapsed":
            unit = {"h": 3_600_000, "m": 60_000, "s": 1000}[token.text[0]]
            return f"{milliseconds // unit:0{width}d}"
        case "ampm":
            word = "AM" if moment.hour < 12 else "PM"
            return word if "m" in token.text.lower() else word[0]
        case _:
            return token.text


def _month(month: int, width: int, locale: SheetLocale) -> str:
    if width <= 2:
        return f"{month:0{width}d}"
    if width == 3:
        return locale.short_months[month - 1]
    name = locale.months[month - 1]
    return name[:1] if width == 5 else name


def _day(moment: datetime, width: int, locale: SheetLocale) -> str:
    if width <= 2:
        return f"{moment.day:0{width}d}"
    names = locale.short_days if width == 3 else locale.days
    return names[moment.weekday()]
