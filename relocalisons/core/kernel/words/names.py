"""Pure: the form in which two names compare, whatever their case, accents and punctuation."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """`text` without case, accents, punctuation and extra spaces: the form names compare by.

    `reading.words.fold` keeps punctuation, which means something in a cell and nothing in a name.
    """
    return " ".join(re.sub(r"[\W_]+", " ", bare_letters(text)).split())


def bare_letters(text: str) -> str:
    """`text` in small letters without accents; punctuation and spaces stay."""
    # Case last but one: « 𝘈 » is a capital only once it is decomposed, « ﬁ » two letters.
    lower = unicodedata.normalize("NFKD", text).casefold().replace("œ", "oe")
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
