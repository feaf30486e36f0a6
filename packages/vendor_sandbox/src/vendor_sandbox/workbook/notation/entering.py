"""Sandbox, Sheets: what typed text becomes in a cell (valueInputOption USER_ENTERED)."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from vendor_sandbox.workbook.cells import Value, error_from_text
from vendor_sandbox.workbook.notation.display import EPOCH
from vendor_sandbox.workbook.notation.locales import SheetLocale, sheet_locale


class Entered(NamedTuple):
    """What text means: a value or the text of a formula, and the format that came with it."""

    value: Value = None
    formula: str | None = None
    number_format: Mapping[str, Any] | None = None


_URL = re.compile(r"(?i)(https?|ftp)://[^\s]+|www\.[^\s.]+\.[^\s]+")
_ISO_DATE = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})")
_NUMERIC_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(?:\s*([aApP])\.?[mM]\.?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er)?[\s.-]+([^\W\d_]+)\.?[\s,.-]+(\d{4}|\d{2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:er)?[\s.-]+([^\W\d_]+)\.?")
_MONTH_AND_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


def entered(
    text: str,
    *,
    locale: str,
    number_format: Mapping[str, Any] | None = None,
    year: int | None = None,
) -> Entered:
    """Return what `text` means when typed into a cell of a spreadsheet in `locale`.

    A cell formatted as text keeps text, formulas included, as a person sees it in the browser.
    `year` completes a day typed without one, as Sheets does in silence; without it such a day
    stays text.
    """
    if text == "":
        return Entered()
    if text.startswith("'"):
        return Entered(text[1:])
    if number_format and number_format.get("type") == "TEXT":
        return Entered(text)
    if text.startswith("=") and len(text) > 1:
        return Entered(formula=text)
    return _plain(text, locale, year)


@lru_cache(maxsize=16_384)
def _plain(text: str, locale: str, year: int | None) -> Entered:
    where = sheet_locale(locale)
    stripped = text.strip()
    if not stripped or len(stripped) > 60:
        return Entered(text)
    upper = stripped.upper()
    if upper in {"TRUE", where.true_word}:
        return Entered(True)
    if upper in {"FALSE", where.false_word}:
        return Entered(False)
    mistake = error_from_text(upper)
    if mistake is not None:
        return Entered(mistake)
    return _number(stripped, where) or _moment(stripped, where, year) or Entered(text)


def is_web_address(text: str) -> bool:
    """Tell whether a text is one address, which becomes a link when typed."""
    return _URL.fullmatch(text.strip()) is not None


# ---- numbers --------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _number_rule(decimal: str, groups: str) -> re.Pattern[str]:
    group, point = f"[{re.escape(groups)}]", re.escape(decimal)
    grouped = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d*)?"
    plain = rf"\d+(?:{point}\d*)?|{point}\d+"
    return re.compile(rf"({grouped}|{plain})(?:[eE]([+-]?\d{{1,3}}))?")


def _number(text: str, locale: SheetLocale) -> Entered | None:
    body, is_negative = _without_sign(text)
    percent = body.endswith("%")
    if percent:
        body = body[:-1].rstrip()
    body, currency = _without_currency(body, locale)
    if body.startswith("-") and not is_negative and currency:
        body, is_negative = body[1:].lstrip(), True
    found = _number_rule(locale.decimal, locale.groups).fullmatch(body)
    if not found or (percent and currency):
        return None
    digits = "".join(" " if each in locale.groups else each for each in found[1])
    grouped = " " in digits
    digits = digits.replace(" ", "").replace(locale.decimal, ".")
    number = float(digits + (f"e{found[2]}" if found[2] else ""))
    if number in {float("inf"), float("-inf")}:
        return None
    number = -number if is_negative else number
    has_decimals = "." in digits and not digits.endswith(".")
    if percent:
        # Through the text, so that 12,3 % is 0.123 and not 0.12300000000000001.
        number = float(f"{number:.15g}e-2") if "e" not in f"{number:.15g}" else number / 100
        pattern = "0.00%" if has_decimals else "0%"
        return Entered(_tidy(number), None, {"type": "PERCENT", "pattern": pattern})
    if currency:
        pattern = locale.currency_pattern
        pattern = pattern if has_decimals or grouped else pattern.replace(".00", "")
        return Entered(_tidy(number), None, {"type": "CURRENCY", "pattern": pattern})
    if found[2]:
        return Entered(_tidy(number), None, {"type": "SCIENTIFIC", "pattern": "0.00E+00"})
    if grouped:
        pattern = "#,##0.00" if has_decimals else "#,##0"
        return Entered(_tidy(number), None, {"type": "NUMBER", "pattern": pattern})
    return Entered(_tidy(number))


def _tidy(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _without_sign(text: str) -> tuple[str, bool]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text[0] in "+-\u2212":
        return text[1:].lstrip(), text[0] != "+"
    return text, False


def _without_currency(text: str, locale: SheetLocale) -> tuple[str, bool]:
    for symbol in {locale.currency, "$", "€", "£"}:
        if symbol != locale.currency and symbol == "$" and locale.name != "en_US":
            continue
        if text.startswith(symbol):
            return text[len(symbol) :].lstrip(" \u00a0\u202f"), True
        if text.endswith(symbol):
            return text[: -len(symbol)].rstrip(" \u00a0\u202f"), True
    return text, False


# ---- dates and times ------------------------------------------------------------------------


def _moment(text: str, locale: SheetLocale, year: int | None) -> Entered | None:
    clock = _TIME.fullmatch(text)
    if clock:
        fraction = _day_fraction(clock)
        if fraction is None:
            return None
        pattern = _time_pattern(clock)
        return Entered(_tidy(fraction), None, {"type": "TIME", "pattern": pattern})
    date_text, mark, time_text = re.sub(r"(?<=\d)T(?=\d)", " ", text).rpartition(" ")
    clock = _TIME.fullmatch(time_text) if mark else None
    if not clock and mark:
        # "5/3/2025 4:30 PM": the last two words are the time.
        words = text.rsplit(" ", 2)
        clock = _TIME.fullmatch(" ".join(words[1:])) if len(words) == 3 else None
        date_text = words[0]
    if clock:
        day, fraction = _date(date_text.strip(), locale, year), _day_fraction(clock)
        if day and fraction is not None:
            pattern = f"{day[1]} {_time_pattern(clock)}"
            return Entered(
                _tidy(day[0] + fraction), None, {"type": "DATE_TIME", "pattern": pattern}
            )
        return None
    day = _date(text, locale, year)
    return Entered(day[0], None, {"type": "DATE", "pattern": day[1]}) if day else None


def _day_fraction(clock: re.Match[str]) -> float | None:
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[5]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock[5] in "pP" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return (hour * 3600 + minute * 60 + second + float(clock[4] or 0)) / 86_400


def _time_pattern(clock: re.Match[str]) -> str:
    seconds = ":ss" if clock[3] else ""
    return f"h:mm{seconds} am/pm" if clock[5] else f"HH:mm{seconds}"


def _date(text: str, locale: SheetLocale, this_year: int | None) -> tuple[int, str] | None:
    """Return the serial number and the pattern of a date, or None.

    The pattern shows no more than what was typed: a month alone is its first day.
    """
    found = _ISO_DATE.fullmatch(text)
    if found:
        mark = found[2]
        serial = _serial(int(found[1]), int(found[3]), int(found[4]))
        return (serial, f"yyyy{mark}MM{mark}dd") if serial is not None else None
    found = _NUMERIC_DATE.fullmatch(text)
    if found:
        return _numeric_date(found, locale, this_year)
    found = _DAY_FIRST.fullmatch(text)
    if found:
        month, shown = _month(found[2], locale)
        serial = _serial(_year(found[3]), month, int(found[1]))
        return (serial, f"d {shown} yyyy") if serial is not None else None
    found = _MONTH_FIRST.fullmatch(text)
    if found and locale.date_order == "MDY":
        month, shown = _month(found[1], locale)
        serial = _serial(int(found[3]), month, int(found[2]))
        return (serial, f"{shown} d, yyyy") if serial is not None else None
    return _worded_part(text, locale, this_year)


def _worded_part(text: str, locale: SheetLocale, this_year: int | None) -> tuple[int, str] | None:
    """« 12 mars » is a day of this year, « mars 2026 » the first of the month."""
    found = _MONTH_AND_YEAR.fullmatch(text)
    if found:
        serial = _serial(int(found[2]), _month(found[1], locale)[0], 1)
        return (serial, "mmmm yyyy") if serial is not None else None
    found = _DAY_AND_MONTH.fullmatch(text)
    if found and this_year is not None:
        month, shown = _month(found[2], locale)
        serial = _serial(this_year, month, int(found[1]))
        return (serial, f"d {shown}") if serial is not None else None
    return None


def _month(word: str, locale: SheetLocale) -> tuple[int | None, str]:
    """Return the number of a month, None for no month, and its letters: `mmmm` if written out.

    « 31 décembre 2025 » is shown whole, « 31 déc. 2025 » short; a month that has no short form
    (« mars », « août ») counts as short.
    """
    number = locale.month_numbers.get(word.lower())
    if number is None:
        return None, "mmm"
    whole, short = locale.months[number - 1], locale.short_months[number - 1]
    is_whole = len(word) == len(whole) and whole != short
    return number, "mmmm" if is_whole else "mmm"


def _numeric_date(
    found: re.Match[str], locale: SheetLocale, this_year: int | None
) -> tuple[int, str] | None:
    """`5/3/2025` by the order of the locale; `5/3` is of this year (`5.3` stays text)."""
    if found[2] == "." and (locale.date_order != "DMY" or found[4] is None):
        return None
    year = this_year if found[4] is None else _year(found[4])
    if year is None:
        return None
    first, second = int(found[1]), int(found[3])
    month, day = (first, second) if locale.date_order == "MDY" else (second, first)
    serial = _serial(year, month, day)
    if serial is None:
        return None
    mark = found[2]
    years = "" if found[4] is None else mark + "y" * len(found[4])
    if locale.date_order == "MDY":
        return serial, f"M{mark}d{years}"
    return serial, f"dd{mark}MM{years}"


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return 2000 + year if year < 50 else 1900 + year


def _serial(year: int, month: int | None, day: int) -> int | None:
    if month is None:
        return None
    try:
        return (datetime(year, month, day) - EPOCH).days  # noqa: DTZ001  civil, as EPOCH
    except ValueError:
        return None
