"""A text with separators (.csv, .tsv): its encoding, its separator, its rows, under caps.

Values stay text: nothing is guessed. A file says neither how its letters nor how its columns are
written: the encoding is the one that makes its words French, the separator the one that cuts its
lines alike.
"""

import csv
import io
import re
from collections.abc import Iterator

import charset_normalizer

from tasks.intake.files.archive import Budget

SEPARATORS = ";\t|,"  # of two that cut alike, the first
_LOOKED_AT = 100  # lines in which the separator is sought
_SAMPLE = 200_000  # characters
_SAID = re.compile(r'"?sep=([^\r\n"])"?\r?\n', re.IGNORECASE)  # Excel's own hint, which it hides
_QUOTED = re.compile(r'(?:(?<=[;\t|,\n])|\A)"(?:[^"]|"")*+"')

# Windows, the Macs of old, DOS: of two that fit alike, the first.
_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_LETTERS = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
_SIGNS = frozenset("«»’‘“”–—…€°²³½·•§×µ±£©®™")
_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"[^\x00-\x7f\w]")


def read_text(data: bytes, budget: Budget, *, most_characters: int) -> Iterator[list[str]]:
    """The rows of the text, an empty one for a blank line."""
    text = decoded_text(data)
    said = _SAID.match(text)
    separator = said[1] if said else separator_of(text)
    # A quote left open swallows the rest of the file into one cell: the caps then name it.
    csv.field_size_limit(most_characters)
    body = io.StringIO(text[said.end() :] if said else text, newline="")
    for row in csv.reader(body, delimiter=separator):
        budget.check()
        yield row


def decoded_text(data: bytes) -> str:
    """The text in the encoding that its tool used; what cannot be read shows as « � »."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    sample = data[:4096]
    if (zeros := sample.count(0)) > len(sample) // 4:
        low = sum(byte == 0 for byte in sample[1::2]) * 2 >= zeros
        return data.decode("utf-16-le" if low else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_encoding_of(data), "replace").removeprefix("\ufeff")


def separator_of(text: str) -> str:
    """The separator that cuts most lines alike, and into most columns.

    What stands in quotes is no cut. Lines without any, such as a title above, are nobody's.
    """
    lines = _QUOTED.sub("x", text[:_SAMPLE]).splitlines()[:_LOOKED_AT]

    def score(separator: str) -> tuple[int, int]:
        widths = [width for line in lines if (width := line.count(separator))]
        common = max(widths, key=widths.count, default=0)
        return widths.count(common), common

    return max(SEPARATORS, key=score)


def _encoding_of(data: bytes) -> str:
    """The encoding of a text that is no sound UTF-8: the one whose words are French."""
    sample = data[:_SAMPLE]
    scores = {one: _french(sample.decode(one, "replace")) for one in ("utf-8", *_ENCODINGS)}
    best = max(_ENCODINGS, key=scores.__getitem__)
    if scores["utf-8"] > max(scores[best], 0):  # a few letters pasted from elsewhere
        return "utf-8"
    if scores[best] > 0:
        return best
    found = charset_normalizer.from_bytes(sample).best()
    return found.encoding if found is not None else best


def _french(text: str) -> int:
    """How French the letters beyond ASCII are where they stand: +2 each when they are, else −2."""
    score = 0
    for word in _WORD.findall(text):
        if not word.isascii():
            beyond = sum(letter > "\x7f" for letter in word)
            score += 2 * beyond if _is_french(word) else -2 * beyond
    for found in _SIGN.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        score += 2 if _stands_well(found.group(), before, after) else -2
    return score


def _is_french(word: str) -> bool:
    """Whether people write such a word: « échéance », « Échéance », « ÉTÉ », « 2ème », « m² »."""
    bare = word.rstrip("²³")
    letters = bare.lstrip("0123456789")
    if not letters.isalpha():
        return not letters
    if not all(letter.isascii() or letter in _LETTERS for letter in letters):
        return False
    shaped = letters.islower() or letters.isupper() or letters.istitle()
    return letters.islower() if letters != bare else shaped


def _stands_well(sign: str, before: str, after: str) -> bool:
    """Whether people write that sign between those two characters."""
    if sign in "\xa0\u202f":
        return bool(before.strip()) and bool(after.strip())
    if sign == "’":
        return before.isalpha()
    if sign == "…":
        return not after.isalpha()
    if sign in "«“":
        return not before.isalnum()
    if sign == "»":
        return not after.isalnum()
    return sign in _SIGNS
