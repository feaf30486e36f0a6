"""Pure: the known word that a word with one slip of the finger stands for."""

from collections.abc import Collection

SHORTEST = 5  # letters of a known word: below, one slip makes another word


def closest_spelling(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` is but for one slip, or None.

    A slip is a letter more, less or other, or two letters exchanged (Damerau). The first letter
    must be right: « venue » is not « tenue ». Of several words that fit, the nearest in length,
    then the first in order: they are forms of one word.
    """
    if len(word) < SHORTEST - 1 or not word.isalpha():
        return None
    near = [
        other
        for other in known
        if len(other) >= SHORTEST and other[0] == word[0] and is_one_slip(word, other)
    ]
    return min(near, key=lambda other: (abs(len(other) - len(word)), other), default=None)


def is_one_slip(word: str, other: str) -> bool:
    """Whether one letter typed wrong, left out, added or exchanged leads from one to the other."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return word == other
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    here, there = word[start:], other[start:]
    if len(here) == len(there):
        swapped = here[1:2] + here[:1] + here[2:]
        return here[1:] == there[1:] or swapped == there
    return here[1:] == there if len(here) > len(there) else here == there[1:]
