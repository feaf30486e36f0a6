"""Pure: the words of « Avenant » and of « Comparer avec »: her ticks, the version she means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.kernel.words.names import bare_letters
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.reading.cells import read_date

RETAIN = ("retenir", "laisser")  # offered in the tab
_YES = ("retenir", "retenu", "retenue", "a retenir", "oui", "x", "ok", "vrai", "o", "1")
_NO = ("laisser", "ne pas retenir", "non", "pas cette fois", "faux", "n", "sans objet")
_FIRST = ("reference initiale", "planning initial", "initiale", "initial", "la premiere")
_CURRENT = ("reference en vigueur", "en vigueur", "reference", "la reference")
_TODAY = ("aujourd hui", "aujourdhui", "maintenant", "le plan", "plan")
_BETWEEN = ";"


class Tick(StrEnum):
    """What she wrote beside a line of « Avenant »."""

    RETAINED = "retained"
    LEFT = "left"
    UNCLEAR = "unclear"


def read_tick(text: str) -> Tick:
    """An empty cell retains nothing; words that are neither are in doubt, and retain nothing."""
    words = normalised(text)
    if words in _YES:
        return Tick.RETAINED
    return Tick.LEFT if not words or words in _NO else Tick.UNCLEAR


def is_amendment_name(name: str) -> bool:
    """Whether a planning is called an amendment."""
    return normalised(name).split(" ")[0] == "avenant"


def is_same_name(one: str, other: str) -> bool:
    """« Avenant n° 1 », « avenant n°1 » and « Avenant 1 » are one name."""
    return _plain(one) == _plain(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One version that she names: a reference, or a day; `problem` (French) when it is neither.

    `name` empty and no `day`: the plan of today.
    """

    name: str = ""
    day: date | None = None
    problem: str = ""


def versions_asked(text: str, *, names: Sequence[str], current: str) -> tuple[Asked, Asked]:
    """The two versions of « convention ; avenant n° 1 »; the second is today's plan by default.

    `names`: of references, the oldest first; `current` that in force.
    """
    first, _, second = text.partition(_BETWEEN)
    return (
        _version(first, names=names, current=current),
        _version(second, names=names, current=current) if second.strip() else Asked(),
    )


def _version(text: str, *, names: Sequence[str], current: str) -> Asked:
    words = _plain(text)
    for name in names:
        if _plain(name) == words:
            return Asked(name=name)
    if words in _TODAY:
        return Asked()
    if words in _FIRST and names:
        return Asked(name=names[0])
    if words in _CURRENT and current:
        return Asked(name=current)
    day = read_date(text.strip().removeprefix("le ").strip())
    if day.value is not None and day.is_set and day.value.earliest == day.value.latest:
        return Asked(day=day.value.latest)
    known = join_words([quote(each) for each in names]) if names else "aucune n’est figée"
    return Asked(
        problem=f"{quote(text.strip())} n’est ni une référence ({known}) ni une date comme "
        "12/03/2026."
    )


def _plain(text: str) -> str:
    words = normalised(bare_letters(text)).replace(" n ", " ").replace("n°", " ")
    return " ".join(words.split())
