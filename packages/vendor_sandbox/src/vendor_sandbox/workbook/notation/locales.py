"""Sandbox, Sheets: separators, words and default patterns of a spreadsheet's locale."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLocale:
    """What the display and the reading of typed text depend on.

    `groups` are the separators accepted when typing, `group` the one displayed. `date_order` is
    "MDY", "DMY" or "YMD". `list_separator` stands between the arguments of a formula.
    """

    name: str
    decimal: str
    group: str
    groups: str
    list_separator: str
    date_order: str
    currency: str
    currency_pattern: str
    date_pattern: str
    time_pattern: str
    moment_pattern: str
    first_tab: str
    true_word: str
    false_word: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]
    month_numbers: Mapping[str, int] = field(default_factory=dict)


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_FRENCH_SHORT = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
)  # fmt: skip
_FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def _numbers(*lists: tuple[str, ...]) -> dict[str, int]:
    """Return month words, lower case and without a final full stop, to 1-12."""
    return {
        word.lower().rstrip("."): number
        for words in lists
        for number, word in enumerate(words, start=1)
    }


_ENGLISH_SHORT = tuple(month[:3] for month in _ENGLISH_MONTHS)

_EN_US = SheetLocale(
    name="en_US",
    decimal=".",
    group=",",
    groups=",",
    list_separator=",",
    date_order="MDY",
    currency="$",
    currency_pattern='"$"#,##0.00',
    date_pattern="M/d/yyyy",
    time_pattern="h:mm:ss am/pm",
    moment_pattern="M/d/yyyy H:mm:ss",
    first_tab="Sheet1",
    true_word="TRUE",
    false_word="FALSE",
    months=_ENGLISH_MONTHS,
    short_months=_ENGLISH_SHORT,
    days=_ENGLISH_DAYS,
    short_days=tuple(day[:3] for day in _ENGLISH_DAYS),
    month_numbers=_numbers(_ENGLISH_MONTHS, _ENGLISH_SHORT),
)

_FR_FR = SheetLocale(
    name="fr_FR",
    decimal=",",
    group="\u202f",
    groups="\u202f\u00a0 ",
    list_separator=";",
    date_order="DMY",
    currency="€",
    currency_pattern="#,##0.00\\ [$€-1]",
    date_pattern="dd/MM/yyyy",
    time_pattern="HH:mm:ss",
    moment_pattern="dd/MM/yyyy HH:mm:ss",
    first_tab="Feuille 1",
    true_word="VRAI",
    false_word="FAUX",
    months=_FRENCH_MONTHS,
    short_months=_FRENCH_SHORT,
    days=_FRENCH_DAYS,
    short_days=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    # Accents are often left out when typing.
    month_numbers=_numbers(_FRENCH_MONTHS, _FRENCH_SHORT)
    | {"fevrier": 2, "fevr": 2, "aout": 8, "decembre": 12, "dec": 12, "juill": 7},
)


@lru_cache(maxsize=64)
def sheet_locale(name: str) -> SheetLocale:
    """Return the locale of a spreadsheet; an unknown one behaves as en_US."""
    language, _, country = name.replace("-", "_").partition("_")
    if name == "en_US" or (language == "en" and country in {"", "US"}):
        return _EN_US
    if language == "fr":
        return _FR_FR
    return _from_cldr(name)


def _from_cldr(name: str) -> SheetLocale:
    """Return another locale from Babel's tables (loaded only when one is asked for)."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import get_date_format
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        found = Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return _EN_US
    pattern = get_date_format("short", locale=found).pattern
    letters = "".join(dict.fromkeys(letter for letter in pattern.upper() if letter in "DMY"))
    decimal = get_decimal_symbol(found)
    group = get_group_symbol(found)
    wide = found.months["format"]["wide"]
    short = found.months["format"]["abbreviated"]
    months = tuple(wide[number] for number in range(1, 13))
    short_months = tuple(short[number] for number in range(1, 13))
    day_names, day_short = found.days["format"]["wide"], found.days["format"]["abbreviated"]
    full = "yyyy".join(pattern.replace("yy", "y").replace("yy", "y").split("y"))
    return SheetLocale(
        name=name,
        decimal=decimal,
        group=group,
        groups=group + ("\u00a0\u202f " if group in "\u00a0\u202f" else ""),
        list_separator=";" if decimal == "," else ",",
        date_order=letters if len(letters) == 3 else "DMY",
        currency="€",
        currency_pattern="#,##0.00\\ [$€-1]",
        date_pattern=full,
        time_pattern="HH:mm:ss",
        moment_pattern=f"{full} HH:mm:ss",
        first_tab="Sheet1",
        true_word="TRUE",
        false_word="FALSE",
        months=months,
        short_months=short_months,
        days=tuple(day_names[number] for number in range(7)),
        short_days=tuple(day_short[number] for number in range(7)),
        month_numbers=_numbers(months, short_months),
    )


def default_pattern(kind: str, locale: SheetLocale) -> str:
    """Return the pattern of a NumberFormatType that was set without one."""
    return {
        "DATE": locale.date_pattern,
        "TIME": locale.time_pattern,
        "DATE_TIME": locale.moment_pattern,
        "CURRENCY": locale.currency_pattern,
        "PERCENT": "0.00%",
        "NUMBER": "#,##0.00",
        "SCIENTIFIC": "0.00E+00",
        "TEXT": "@",
    }.get(kind, "General")
