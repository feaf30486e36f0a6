"""Text of a stranger made safe to show: what cannot be seen is named, what imitates is marked."""

import re
import unicodedata

from relocalisons.core.reading.cells.words import fold

LONGEST_TEXT = 200_000  # characters: more than a season of answers
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_MARKS = re.compile(r"([\u0300-\u036f]{2})[\u0300-\u036f]+")
_WORD = re.compile(r"\w+")
_EMOJI_JOINER = re.compile(r"(?<=[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f])\u200d")
_HARMLESS = dict.fromkeys(map(ord, "\u00ad\ufeff\r"))
_PLAIN = frozenset("\n ")


def shown(text: str) -> tuple[str, bool]:
    """The text with hidden characters named (« ⟦U+202E⟧ »), and whether there was any.

    Latin words with a letter of another alphabet have it named too: it is read as what it is not.
    """
    text = text.translate(_HARMLESS).replace("\t", " ")
    plain = _EMOJI_JOINER.sub("", _ANSI.sub(" ", text))
    plain = _MARKS.sub(r"\1", plain)
    named = "".join(map(_named, plain))
    named = _WORD.sub(_with_foreign_letters, named)
    return named, named != _EMOJI_JOINER.sub("", text)


def one_line(text: str, *, limit: int = 200) -> str:
    """A header as one line of safe text."""
    return " ".join(shown(text)[0].split())[:limit]


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts have the same words, but for what a conversion adds or loses."""
    first, second = (set(_WORD.findall(fold(text[:20_000]))) for text in (one, other))
    rest = first ^ second
    return len(rest) <= max(2, len(first | second) // 10)


def _named(sign: str) -> str:
    if sign in _PLAIN or sign.isprintable():
        return sign
    if unicodedata.category(sign) == "Zs":
        return " "
    return f"⟦U+{ord(sign):04X}⟧"


def _with_foreign_letters(word: re.Match[str]) -> str:
    text = word[0]
    if text.isascii():
        return text
    foreign = [sign for sign in text if sign.isalpha() and not _is_latin(sign)]
    if not foreign or len(foreign) == sum(map(str.isalpha, text)):
        return text if not foreign or not _looks_latin(foreign) else _marked(text)
    return _marked(text)


def _marked(text: str) -> str:
    return "".join(
        f"⟦{sign} U+{ord(sign):04X}⟧" if sign.isalpha() and not _is_latin(sign) else sign
        for sign in text
    )


def _looks_latin(letters: list[str]) -> bool:
    """A whole word in letters that imitate ours (« а » alone, « се »)."""
    return all(sign in "асеорхуіАВСЕНІКМОРТХ" for sign in letters)


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN") or sign in "ªº"
