"""Pure: how two names compare, whatever their case, accents and punctuation, and their order."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

M = TypeVar("M", bound=StrEnum)

_SMALL_WORDS = frozenset({"d", "de", "des", "du", "l", "la", "le", "les", "et", "en", "a", "au"})


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` without case, accents, punctuation and extra spaces: the form names compare by.

    `reading.words.fold` keeps punctuation, which means something in a cell and nothing in a name.
    """
    return " ".join(re.sub(r"[\W_]+", " ", bare_letters(text)).split())


def is_said_in(words: str, said: str) -> bool:
    """Whether a text of ours already has these words, whatever the case and the accents."""
    return fold(words) in fold(said)


def split_names(text: str, *, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of a cell such as « REGION ; ADEME ».

    A name of `known`, « Fondation Terre et Mer », stays whole.
    """
    whole = frozenset(map(fold, known))
    if fold(text) in whole:
        return (text.strip(),)
    parts = (part for part in re.split(r"[;,/\n]", text) if part.strip())
    return tuple(name for part in parts for name in _split_at_et(part.split(" et "), whole))


def _split_at_et(words: list[str], whole: frozenset[str]) -> Iterator[str]:
    """The longest known names first: « Fondation Terre et Mer et ADEME » are two."""
    while words:
        runs = range(len(words), 1, -1)
        length = next((n for n in runs if fold(" et ".join(words[:n])) in whole), 1)
        if name := " et ".join(words[:length]).strip():
            yield name
        words = words[length:]


def initials(name: str) -> str:
    """« Chambre d'agriculture 06 » → `ca06`, as people shorten a name."""
    words = [word for word in fold(name).split() if word not in _SMALL_WORDS]
    return "".join(word if word.isdigit() else word[0] for word in words)


def natural_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """A1.2 before A1.10."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", text)
        if part
    )


def member_named(members: type[M], text: str | None) -> M | None:
    """The member whose value is that text, folded; None when a cell says anything else."""
    said = fold(text or "")
    return next((member for member in members if member.value == said), None)


def bare_letters(text: str) -> str:
    """`text` in small letters without accents; punctuation and spaces stay."""
    # Case last but one: « 𝘈 » is a capital only once it is decomposed, « ﬁ » two letters.
    lower = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe")
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
