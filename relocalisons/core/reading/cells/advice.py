"""Pure: readings in the making, with a French sentence of advice that quotes the cell.

A parser writes `CELL` where the cell is quoted; `seal` puts in the cell exactly as typed, so that
no parser has to carry it around.
"""

import re
from functools import lru_cache
from typing import Any

from relocalisons.core.kernel.model import Doubt, Reading
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells.words import (
    DITTO,
    LONGEST_VALUE,
    is_error,
    is_void,
    says_nothing,
    tidy,
)

CELL = "{cell}"

EMPTY: Reading[Any] = Reading(None, Doubt.ABSENT)


_TYPOGRAPHY = (
    (" :", f"{french.NBSP}:"),
    ("« ", f"«{french.NBSP}"),
    (" »", f"{french.NBSP}»"),
    (" ;", f"{french.THIN};"),
    (" ?", f"{french.THIN}?"),
    (" !", f"{french.THIN}!"),
    (" %", f"{french.THIN}%"),
    ("'", "’"),
)


@lru_cache(maxsize=8192)
def advise(sentence: str) -> str:
    """A sentence with French spaces and apostrophes; simpler and faster than `french.typo`."""
    for plain, typeset in _TYPOGRAPHY:
        if plain in sentence:
            sentence = sentence.replace(plain, typeset)
    return sentence


def shown(value: object) -> str:
    """How a raw cell is quoted in a sentence: « 12/13 », shortened; unknown types by a word."""
    if isinstance(value, str):
        return french.quote(french.shorten(tidy(value), limit=60))
    if isinstance(value, bool):
        return french.quote("VRAI" if value else "FAUX")
    if isinstance(value, float):
        return french.quote(f"{value:.10g}".replace(".", ","))
    if isinstance(value, int) and abs(value) < 10**18:
        return french.quote(str(value))
    return "cette valeur"


def seal(reading: Reading[Any], found: object) -> Reading[Any]:
    """The reading with the raw cell in it, and quoted in its advice.

    A value that is no value (NaN) stays out: it is not even equal to itself, and comparing a
    signalling one raises.
    """
    if type(found) is not str and is_void(found):
        found = None
    fix = reading.fix
    if not fix:
        if reading.found is found:
            return reading
    elif CELL in fix:
        fix = fix.replace(CELL, shown(found))
    return Reading(reading.value, reading.doubt, found, fix, reading.candidates)


def certain(value: object) -> Reading[Any]:
    """One reading, fully stated."""
    return Reading(value, Doubt.CERTAIN)


def about(value: object, fix: str = "") -> Reading[Any]:
    """One reading with less precision, or completed by us."""
    return Reading(value, Doubt.ABOUT, None, advise(fix))


def ambiguous(fix: str, candidates: tuple[object, ...] = ()) -> Reading[Any]:
    """Two readings fit."""
    return Reading(None, Doubt.AMBIGUOUS, None, advise(fix), candidates)


def unreadable(fix: str) -> Reading[Any]:
    """No reading fits."""
    return Reading(None, Doubt.UNREADABLE, None, advise(fix))


def question(inner: Reading[Any], fix: str) -> Reading[Any]:
    """What a doubt written in the cell makes of a reading: its value is only a candidate."""
    candidates = (inner.value,) if inner.value is not None else inner.candidates
    return ambiguous(fix, candidates) if candidates else inner


def weaken(inner: Reading[Any], fix: str) -> Reading[Any]:
    """What « environ » makes of a reading: ABOUT, where there is a value."""
    return about(inner.value, fix) if inner.value is not None else inner


def read_no_value(folded: str, *, example: str) -> Reading[Any] | None:
    """The reading of a folded text that is no value in any kind of column, else None.

    Nothing, a word for nothing, an error value, a formula shown as text, a ditto mark or a text
    too long. `example` completes « tapez … ».
    """
    if not folded:
        return EMPTY
    if is_error(folded):
        return read_error(folded)
    if says_nothing(folded):
        fix = f"{CELL} ne donne pas de valeur : dès qu’elle est connue, tapez {example}."
        return Reading(None, Doubt.ABSENT, None, advise(fix))
    if folded in DITTO:
        return unreadable(f"{CELL} renvoie à une autre cellule : répétez la valeur, {example}.")
    if len(folded) > LONGEST_VALUE:
        return unreadable(
            f"Cette cellule contient un long texte : gardez-y seulement la valeur, {example}, et "
            "mettez le texte en commentaire."
        )
    if folded[0] == "=" and len(folded) > 1:
        return unreadable(
            f"La cellule montre le texte d’une formule au lieu de son résultat : tapez {example}."
        )
    return None


def read_error(folded: str) -> Reading[Any]:
    """The reading of an error value; it is never zero."""
    if not folded.startswith("#"):
        return unreadable(
            "La cellule n’avait pas fini de se calculer : ouvrez le classeur, attendez que la "
            "valeur s’affiche, ou tapez-la à la place de la formule."
        )
    if not folded.strip("#"):
        return unreadable(
            "La cellule n’affiche que des dièses : élargissez la colonne ou retapez la valeur."
        )
    return unreadable(
        f"La formule de cette cellule donne l’erreur {CELL} : corrigez la formule ou tapez la "
        "valeur à la place."
    )


APPROXIMATE = re.compile(
    r"^(?:~ ?|environ |env(?:\.| ) ?|approximativement |approx(?:\.| ) ?|autour de |a peu pres "
    r"|de l'ordre de |quelque )"
    r"|(?: environ| env\.?| a peu pres| approx\.?| ?\(?estim(?:e|ation|es|ee|ees)\.?\)?| est\.)$"
)
BOUND = re.compile(
    r"^(?:>=? ?|<=? ?|plus de |moins de |au moins |au plus |au minimum |au maximum |minimum "
    r"|maximum |mini? |maxi? |jusqu'a |pas plus de |a partir de |superieur a |inferieur a )"
    r"|(?: ?\+| ?mini?\.?| ?maxi?\.?| ?minimum| ?maximum| ou plus| et plus| au moins)$"
)
UNSURE = re.compile(
    r"(?: ?\?+| ?\(?(?:a confirmer|a valider|a verifier|a definir|a preciser|tbc|sous reserve"
    r"|provisoire)\)?)$"
)
