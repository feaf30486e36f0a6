"""Pure: dates, money, quantities, plurals and typography as French text.

No-break spaces: U+202F between thousands and before `; ! ? %`, U+00A0 before units, `€`, `:` and
inside « ». The `locale` module is never used: it is process-wide and needs generated locales.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal

NBSP = "\u00a0"
THIN = "\u202f"
MINUS = "\u2212"


def _in_order(names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(name for _, name in sorted(names.items()))


MONTHS = _in_order(get_month_names("wide", locale="fr"))
SHORT_MONTHS = _in_order(get_month_names("abbreviated", locale="fr"))
WEEKDAYS = _in_order(get_day_names("wide", locale="fr"))

_TONNE = Decimal(1000)  # kilograms
_AT_MOST, _LARGEST = 2, 20  # decimals of a number; tens of one that is rounded at all
_VOWELS = "aeiouàâäéèêëîïôöùûüœæ"
# « d’Hyères », « d’Yves »; nothing is lost in « de haricots », « de Hautes-Alpes », « de yaourt ».
_MUTE = re.compile(
    r"h(?!aie|alle|ameau|angar|aras|aricot|asard|aut|ayon|erse|éron|êtr|ollande|onte|ors|oublon|oux"
    r"|uit|usson)|y(?![aeiouéè])",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r" (?:d[’']|(?:de|des|du|par|en|à|au) )")  # « part de marché »
_WORD, _SYMBOLS = re.compile(r"[a-zà-öø-ÿœæ-]+"), frozenset({"min"})


def format_date(day: date) -> str:
    """`03/03/2026`, for tables."""
    return f"{day:%d/%m/%Y}"


def date_or(day: date | None, none: str = "–") -> str:
    """The short date, or what stands in its place where there is none."""
    return format_date(day) if day else none


def format_long_date(day: date, *, weekday: bool = False) -> str:
    """`3 mars 2026`, `1er mars 2026`, or `mardi 3 mars 2026`; its spaces do not break."""
    number = "1er" if day.day == 1 else str(day.day)
    text = f"{number}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"
    return f"{WEEKDAYS[day.weekday()]}{NBSP}{text}" if weekday else text


def format_short_date(day: date) -> str:
    """`3 mars`, where the year goes without saying."""
    return format_long_date(day).rpartition(NBSP)[0]


def format_day(day: date) -> str:
    """`mardi 3 mars`, for a date of this year in running text."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{WEEKDAYS[day.weekday()]}{NBSP}{number}{NBSP}{MONTHS[day.month - 1]}"


def say_moment(moment: datetime) -> str:
    """« mardi 3 mars à 14 h 30 », of an aware datetime already in the reader's time zone."""
    minutes = f"{NBSP}{moment:%M}" if moment.minute else ""
    return f"{format_day(moment.date())} à{NBSP}{moment.hour}{NBSP}h{minutes}"


def format_month(day: date) -> str:
    """`mars 2026`."""
    return f"{MONTHS[day.month - 1]}{NBSP}{day.year}"


def format_moment(moment: datetime) -> str:
    """`03/03/2026 à 06 h 30`, of an aware datetime already in the reader's time zone."""
    return f"{moment:%d/%m/%Y} à{NBSP}{moment:%H}{NBSP}h{NBSP}{moment:%M}"


def format_number(value: Decimal | int | float, *, digits: int | None = None) -> str:
    """`1 234,5`; at most two decimals, or exactly `digits`; U+2212 for negatives."""
    return _number(str(value), digits)


# By its digits, as babel takes a number: 0 and -0 are equal, and are not written alike.
@lru_cache(maxsize=16_384)
def _number(value: str, digits: int | None) -> str:
    pattern = "#,##0.##" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    amount = _rounded(Decimal(value), _AT_MOST if digits is None else digits)
    text = format_decimal(amount, format=pattern, locale="fr")
    return text.replace(NBSP, THIN).replace("-", MINUS)


def _rounded(amount: Decimal, digits: int, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Halves up, as `whole_percent` and cents are; what rounds to nothing has no sign."""
    if not amount.is_finite() or amount.adjusted() > _LARGEST:
        return amount
    return amount.quantize(Decimal(1).scaleb(-digits), rounding) + 0


def format_money(value: Decimal | int | float, *, cents: bool = False) -> str:
    """`12 345,67 €`; cents left out when there are none, unless a column must align them."""
    amount = Decimal(str(value))
    digits = 2 if cents or amount != amount.to_integral_value() else 0
    return f"{format_number(amount, digits=digits)}{NBSP}€"


def format_percent(fraction: Decimal | float, *, digits: int = 0) -> str:
    """`30,5 %` of a fraction (0.305)."""
    return f"{format_number(Decimal(str(fraction)) * 100, digits=digits)}{THIN}%"


def format_quantity(amount: Decimal | int | float, unit: str | None) -> str:
    """`1 234,5 t`; without unit, the number alone."""
    number = format_number(amount)
    if not unit:
        return number
    word = unit if len(unit) <= 2 or not is_plural(amount) else _in_plural(unit)
    return f"{number}{NBSP}{word}"


def _in_plural(unit: str) -> str:
    """« plateaux », « bocaux », « jours ouvrés », « parts de marché »; a symbol stays."""
    name, joint, rest = _COMPLEMENT.search(unit), "", ""
    if name is not None:
        unit, joint, rest = unit[: name.start()], name[0], unit[name.end() :]
    return " ".join(map(_word_in_plural, unit.split())) + joint + rest


def _word_in_plural(word: str) -> str:
    if word in _SYMBOLS or not _WORD.fullmatch(word) or word[-1] in "sxz":
        return word
    if word.endswith("al"):
        return f"{word[:-1]}ux"
    return f"{word}x" if word.endswith(("eau", "eu")) else f"{word}s"


def is_plural(count: Decimal | int | float) -> bool:
    """French is plural from 2 on: 0, 1 and 1,5 are singular."""
    return abs(count) >= 2


def plural_word(count: Decimal | int | float, singular: str, plural: str | None = None) -> str:
    """The word alone, in the number that `count` asks for."""
    return (plural or f"{singular}s") if is_plural(count) else singular


def count_of(count: int, singular: str, plural: str | None = None) -> str:
    """`0 action`, `1 action`, `2 actions`."""
    return f"{format_number(count)}{NBSP}{plural_word(count, singular, plural)}"


def rest_words(count: int, one: str, many: str, where: str = "") -> str:
    """« 3 autres actions dans l’annexe XLSX. »; empty when nothing is left out of a table."""
    return f"{count_of(count, one, many)}{f' {where}' if where else ''}." if count > 0 else ""


def count_days(days: int, *, working: bool = False) -> str:
    """`1 jour`, `12 jours`, `3 jours ouvrés`."""
    kind = f" {plural_word(days, 'ouvré')}" if working else ""
    return f"{count_of(days, 'jour')}{kind}"


def whole_euros(amount: Decimal) -> int:
    """An amount in whole euros, halves up: the figure that is printed where cents say nothing."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def whole_percent(fraction: Decimal, rounding: str = ROUND_HALF_UP) -> int:
    """A fraction in whole percent, halves up: the figure that is printed and compared."""
    return int((fraction * 100).quantize(Decimal(1), rounding))


def least_percent(fraction: Decimal) -> int:
    """The same of a lower bound, on the side where « au moins » holds."""
    return whole_percent(fraction, ROUND_FLOOR)


def most_percent(fraction: Decimal) -> int:
    """The same of an upper bound, on the side where « au plus » holds."""
    return whole_percent(fraction, ROUND_CEILING)


def counted(number: int, *, one: str, many: str, none: str = "") -> str:
    """The phrase for that number; `{n}` in `many` is replaced by the digits."""
    if number == 0:
        return none
    return one if number == 1 else many.replace("{n}", format_number(number))


def percent(value: int) -> str:
    """`30 %` of a whole percentage."""
    return f"{format_number(value)}{THIN}%"


def points(gap: int) -> str:
    """`−6 points`, `+1 point`, `0 point`."""
    return signed(count_of(abs(gap), "point"), gap)


def signed(words: str, gap: Decimal | int) -> str:
    """The words of a gap behind its sign; as they are when there is none."""
    return f"{'+' if gap > 0 else MINUS if gap < 0 else ''}{words}"


def tonnes(kilograms: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """`1 234,5 t`, or `850 kg` below one tonne; two decimals at most.

    A bound is rounded to the side on which it holds: ROUND_FLOOR after « au moins ».
    """
    amount, unit = (kilograms / _TONNE, "t") if abs(kilograms) >= _TONNE else (kilograms, "kg")
    return format_quantity(_rounded(amount, _AT_MOST, rounding), unit)


def name_some(names: Sequence[str], *, limit: int = 3) -> str:
    """All names when there are few, else the first ones and how many more."""
    if len(names) <= limit:
        return join_words(names)
    rest = len(names) - limit
    return f"{', '.join(names[:limit])} et {count_of(rest, 'autre')}"


def said_beside(said: str, label: str, *, name: str = "") -> str:
    """A sentence of ours, without what stands in the cells beside it: the label, a partner's name.

    « Devait finir le 12 février » beside « A3.9 – Ouvrir la plateforme »; the number stays where
    the sentence needs it.
    """
    number = label.partition(" – ")[0]
    words = said.replace(label, number)
    if name:
        words = words.replace(f" ({name})", "").removeprefix(f"{name}{NBSP}: ")
    rest = words.removeprefix(f"{number} ")
    words = rest if rest[:1].isalpha() else words
    return f"{words[:1].upper()}{words[1:]}"


def join_words(words: Sequence[str], *, last: str = "et") -> str:
    """`a`, `a et b`, `a, b et c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def with_de(word: str) -> str:
    """`de Mairie`, `d’Artigues`: elided before a vowel or a mute h."""
    return f"d’{word}" if is_elided(word) else f"de {word}"


def is_elided(word: str) -> bool:
    """Whether « le », « la » and « de » lose their vowel before a word: a vowel, a mute h or y."""
    return word.lower().startswith(tuple(_VOWELS)) or _MUTE.match(word) is not None


def quote(text: str) -> str:
    """`« text »` with no-break spaces."""
    return f"«{NBSP}{text}{NBSP}»"


# « #REF! » and « #NOM? » are what a spreadsheet shows: their sign stays where it is.
_BEFORE_MARK = re.compile(r"(?P<error>#[A-Z0-9/]+[!?])|[ \u00a0\u202f]*(?P<mark>[;!?])(?=\s|$)")


def _set_mark(found: re.Match[str]) -> str:
    return found["error"] or THIN + found["mark"]


def typo(text: str) -> str:
    """Text typed by people, with French spaces and apostrophes put right."""
    text = text.replace("'", "’").replace("...", "…")
    text = _BEFORE_MARK.sub(_set_mark, text)
    text = re.sub(r"(?<=\S)[ \u00a0\u202f]+:(?=\s|$)", NBSP + ":", text)
    text = re.sub(r"«[ \u00a0\u202f]*", "«" + NBSP, text)
    return re.sub(r"[ \u00a0\u202f]*»", NBSP + "»", text)


# Spaces but the hard ones of an amount: « 8 514 € » is not cut between two lines.
_WHITE = re.compile(r"(?!(?<=\d)[\u00a0\u202f](?=[\d€]))\s+")


def shorten(text: str, *, limit: int) -> str:
    """At most `limit` characters, cut at a word and ended by « … »; an amount stays on its line."""
    text = _WHITE.sub(" ", text).strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,;:.") + "…"


SEMICOLON = f"{THIN};"
