"""Pure: progress and percentages, as fractions from 0 to 1."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import ActionStatus, Doubt, Reading
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
    NUMERAL,
    NUMERALS,
    decimal_of,
    read_numeral,
    spell,
)
from relocalisons.core.reading.cells.serials import fraction_shown, shows_date, shows_percent
from relocalisons.core.reading.cells.statuses import parse_status
from relocalisons.core.reading.cells.words import fold, is_void

EXAMPLE = "un pourcentage, par exemple 50 %"

# The common form, read without folding: « 50 % ».
_FAST = re.compile("([0-9]{1,3})[ \u00a0\u202f]?%", re.ASCII)
_SIGN = r"(?:%|pour ?cents?|pct|p\.? ?100)"
_PERCENT = re.compile(rf"(?P<minus>[+-] ?)?(?P<number>{NUMERAL}) ?(?P<sign>{_SIGN})?", re.ASCII)
_RANGE = re.compile(
    rf"(?:de |entre )?(?P<low>{NUMERAL}) ?(?:{_SIGN})? ?(?:-|a|et"
    f"|ou) ?(?P<high>{NUMERAL}) ?(?:{_SIGN})?",
    re.ASCII,
)
# « 80 % terminé », « terminé à 80 % »; « terminé 80 % » contradicts itself.
_SHARE_AFTER = re.compile(
    r" ?(?:d'avancement|avancement|realisee?s?|faite?s?|terminee?s?|finie?s?)"
)
_SHARE_BEFORE = re.compile(
    r"(?:(?:avancement|avancee?)(?: a| de| :)?|(?:realisee?|faite?|terminee?|finie?) a"
    r"|en cours(?: a| :)?) ?"
)
_FRACTION = re.compile(r"([0-9]{1,3}) ?(?:/|sur) ?([0-9]{1,3})", re.ASCII)
# « 7/12 » is more likely a date; these denominators are how people count parts.
_PARTS = frozenset((2, 3, 4, 5, 6, 8, 10, 20, 100))
_WORDS = {
    "moitie": "0.5", "a moitie": "0.5", "la moitie": "0.5", "a la moitie": "0.5",
    "mi-parcours": "0.5", "a mi-parcours": "0.5", "½": "0.5", "¼": "0.25", "¾": "0.75",
    "un quart": "0.25", "1 quart": "0.25", "un tiers": "0.3333", "deux tiers": "0.6667",
    "trois quarts": "0.75", "trois quart": "0.75", "aux trois quarts": "0.75",
    "aux deux tiers": "0.6667",
}  # fmt: skip
_FULL = Decimal(1)


def parse_progress(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as progress; « fait », `100`, `1` and VRAI are 1."""
    if isinstance(value, str):
        match = _FAST.fullmatch(value)
        if match is not None and (points := int(match[1])) <= 100:
            return Reading(Decimal(points) / 100, Doubt.CERTAIN, value)
        text = fold(value)
        words = _read_status_words(text)
        nothing = words if words is not None else read_no_value(text, example=EXAMPLE)
        return nothing if nothing is not None else _read(text.lstrip("'"), whole_one=True)
    if value is True:
        return certain(_FULL)
    if value is False:
        return ambiguous(f"FAUX dit seulement que ce n’est pas fini : tapez {EXAMPLE}.")
    return _parse_number(value, pattern, whole_one=True)


def parse_percent(value: object, pattern: str | None = None) -> Reading[Any]:
    """The reading of a raw cell value as a rate or a tolerance from 0 to 1."""
    if isinstance(value, str):
        text = fold(value)
        nothing = read_no_value(text, example=EXAMPLE)
        if nothing is not None:
            return nothing
        # « +/- 10 % » is how a tolerance is written.
        return _read(text.lstrip("'").removeprefix("+/-").strip(), whole_one=False)
    if isinstance(value, bool):
        return unreadable(f"{CELL} n’est pas un pourcentage : tapez {EXAMPLE}.")
    return _parse_number(value, pattern, whole_one=False)


def _parse_number(value: object, pattern: str | None, *, whole_one: bool) -> Reading[Any]:
    if is_void(value):
        return EMPTY
    if isinstance(value, date) or shows_date(pattern):
        return _changed_to_date(fraction_shown(value, pattern))
    number = decimal_of(value)
    if number is None:
        return unreadable(f"Cette cellule n’est pas un pourcentage : tapez {EXAMPLE}.")
    if shows_percent(pattern):
        return certain(number) if 0 <= number <= 1 else _out_of_range()
    return _scale(number, whole_one=whole_one)


def _changed_to_date(fraction: tuple[int, int] | None) -> Reading[Any]:
    """« 3/4 » typed in a sheet becomes the date 3 April."""
    if fraction is None or fraction[0] > fraction[1]:
        return unreadable(f"Cette cellule est une date : tapez {EXAMPLE}.")
    part, whole = fraction
    return ambiguous(
        f"Le tableur a peut-être changé « {part}/{whole} » en date : mettez la cellule au format "
        f"Pourcentage et tapez {EXAMPLE}.",
        (_part_of(part, whole),),
    )


def _part_of(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.0001")).normalize() + 0


def _out_of_range() -> Reading[Any]:
    return unreadable(f"{CELL} n’est pas entre 0 et 100 % : tapez {EXAMPLE}.")


def _scale(number: Decimal, *, whole_one: bool) -> Reading[Any]:
    """A bare number: below 1 a fraction, from 2 to 100 a percentage, between them a question."""
    if number < 0 or number > 100:
        return _out_of_range()
    if number < 1 or (number == 1 and whole_one):
        return certain(number)
    if number >= 2:
        return certain(number / 100)
    choices = [f"{spell(value)} %" for value in (number, number * 100)]
    return ambiguous(
        f"{CELL} peut être {join_words(choices, last='ou')} : tapez le nombre avec le signe %.",
        tuple(value for value in (number / 100, number) if value <= 1),
    )


def _read(text: str, *, whole_one: bool) -> Reading[Any]:
    if match := _PERCENT.fullmatch(text):
        return _read_plain(match, whole_one=whole_one)
    if match := UNSURE.search(text):
        return _doubt(_read(text[: match.start()], whole_one=whole_one))
    if BOUND.search(text):
        return _doubt(_read(BOUND.sub("", text, count=1).strip(), whole_one=whole_one))
    if APPROXIMATE.search(text):
        return _estimate(_read(APPROXIMATE.sub("", text, count=1).strip(), whole_one=whole_one))
    if text in _WORDS:
        return _estimate(certain(Decimal(_WORDS[text])))
    if match := _FRACTION.fullmatch(text):
        return _read_fraction(int(match[1]), int(match[2]))
    if match := _RANGE.fullmatch(text):
        ends = (*read_numeral(match["low"])[:1], *read_numeral(match["high"])[:1])
        return ambiguous(
            f"{CELL} donne deux pourcentages : n’en gardez qu’un.",
            tuple(value / 100 for value in ends if value <= 100),
        )
    return _read_mixed(text, is_progress=whole_one)


def _read_plain(match: re.Match[str], *, whole_one: bool) -> Reading[Any]:
    values = read_numeral(match["number"])
    if (match["minus"] or "").startswith("-"):
        return _out_of_range()
    if len(values) == 2:
        kept = tuple(value / 100 for value in values if value <= 100)
        return ambiguous(f"{CELL} se lit de deux façons : tapez {EXAMPLE}.", kept)
    if not values:
        return unreadable(f"{CELL} n’est pas un pourcentage : tapez {EXAMPLE}.")
    if not match["sign"]:
        scaled = _scale(values[0], whole_one=whole_one)
        # Kept as a text: « 0,5 » may be half a per cent, and it is lost to every formula.
        return _estimate(scaled) if whole_one and 0 < values[0] < 1 else scaled
    return certain(values[0] / 100) if values[0] <= 100 else _out_of_range()


def _read_fraction(part: int, whole: int) -> Reading[Any]:
    if whole == 0 or part > whole:
        return unreadable(f"{CELL} n’est pas un pourcentage : tapez {EXAMPLE}.")
    value = _part_of(part, whole)
    if whole not in _PARTS:
        return ambiguous(f"{CELL} peut être une fraction ou une date : tapez {EXAMPLE}.", (value,))
    return about(
        value,
        f"{CELL} est lu {spell(value * 100)} %, mais le tableur peut le changer en date : tapez le "
        "pourcentage.",
    )


def _read_status_words(text: str) -> Reading[Any] | None:
    """Words of a status column in a progress column: only « fait » and « à venir » say how much."""
    if text in _WORDS or any(map(str.isdigit, text)):
        return None
    status = parse_status(text)
    if status.value is ActionStatus.DONE:
        # A misspelt « termné » is not proof enough of 100 %.
        return certain(_FULL) if status.doubt is Doubt.CERTAIN else None
    if status.value is ActionStatus.PLANNED:
        return about(_FULL - 1, f"{CELL} est lu 0 % : tapez le pourcentage dans cette colonne.")
    if status.value is not None:
        return unreadable(f"{CELL} est un statut, pas un avancement : tapez {EXAMPLE}.")
    if status.doubt is Doubt.AMBIGUOUS:
        return ambiguous(
            f"{CELL} ne dit pas l’avancement avec certitude : tapez {EXAMPLE}.",
            (_FULL,) if ActionStatus.DONE in status.candidates else (),
        )
    return None


def _read_mixed(text: str, *, is_progress: bool) -> Reading[Any]:
    """« en cours (50 %) »: a percentage beside words that agree with it."""
    pieces = re.findall(rf"{NUMERAL} ?{_SIGN}", text)
    numerals = NUMERALS.findall(text)
    if len(pieces) == 1 and len(numerals) == 1 and (match := _PERCENT.fullmatch(pieces[0])):
        inner = _read_plain(match, whole_one=True)
        before, _, after = text.partition(pieces[0])
        if is_progress and inner.value is not None and _agree(before, after, inner.value):
            return inner
        return _doubt(inner)
    done = parse_status(text) if is_progress else EMPTY
    if done.value is ActionStatus.DONE and done.doubt is Doubt.CERTAIN:  # « Fait le 12/03 »
        return certain(_FULL)
    values = tuple(
        value / 100 for piece in numerals for value in read_numeral(piece) if value <= 100
    )
    if values and text[0].isdigit():
        return ambiguous(
            f"{CELL} contient autre chose qu’un pourcentage : tapez {EXAMPLE}.", values
        )
    return unreadable(f"{CELL} n’est pas un pourcentage : tapez {EXAMPLE}.")


def _agree(before: str, after: str, fraction: Decimal) -> bool:
    """Whether the words around a percentage say the same as the percentage."""
    if not before and _SHARE_AFTER.fullmatch(after):
        return True
    if not after and _SHARE_BEFORE.fullmatch(before):
        return True
    status = parse_status(" ".join(f"{before} {after}".strip(" ()-:,;").split())).value
    if status is ActionStatus.IN_PROGRESS:
        return fraction < 1
    if status is ActionStatus.DONE:
        return fraction == 1
    return status is ActionStatus.PLANNED and fraction == 0


def _doubt(inner: Reading[Any]) -> Reading[Any]:
    return question(
        inner, f"{CELL} n’est pas certain : tapez le pourcentage seul, par exemple 50 %."
    )


def _estimate(inner: Reading[Any]) -> Reading[Any]:
    if inner.value is None:
        return inner
    return weaken(inner, f"{CELL} est lu {spell(inner.value * 100)} % : tapez le pourcentage.")
