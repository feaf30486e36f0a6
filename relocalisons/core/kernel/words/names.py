"""Pure: the form in which two names compare, whatever their case, accents and punctuation."""

import re
import unicodedata
from functools import lru_cache

_SMALL_WORDS = frozenset({"d", "de", "des", "du", "l", "la", "le", "les", "et", "en", "a", "au"})


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` without case, accents, punctuation and extra spaces: the form names compare by.

    `reading.words.fold` keeps punctuation, which means something in a cell and nothing in a name.
    """
    return " ".join(re.sub(r"[\W_]+", " ", bare_letters(text)).split())


def initials(name: str) -> str:
    """« Chambre d'agriculture 06 » → `ca06`, as people shorten a name."""
    words = [word for word in fold(name).split() if word not in _SMALL_WORDS]
    return "".join(word if word.isdigit() else word[0] for word in words)


def bare_letters(text: str) -> str:
    """`text` in small letters without accents; punctuation and spaces stay."""
    # Case last but one: « 𝘈 » is a capital only once it is decomposed, « ﬁ » two letters.
    lower = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe")
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
