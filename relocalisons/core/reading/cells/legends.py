"""Pure: what the key of a tab says of signs, codes and initials: « 🟢 fait », « SB = Sophie »."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relocalisons.core.kernel.model import Reading, raw
from relocalisons.core.reading.cells.advice import CELL, about, seal
from relocalisons.core.reading.cells.people import is_person
from relocalisons.core.reading.cells.readers import read_status
from relocalisons.core.reading.cells.status_words import COLOURS
from relocalisons.core.reading.cells.words import fold, tidy

Legend = Mapping[object, Reading[Any]]
Rows = Sequence[Sequence[object]]

_DOT = re.compile(
    "[\u23e9-\u23fa\u25a0-\u25ff\u2600-\u27bf\u2b1b\u2b1c\u2b55\U0001f300-\U0001faff]"
)
# « Vert : réalisé ; orange : en cours »
_COLOURED = re.compile(
    rf"(?<![a-z])(?P<colour>{'|'.join(sorted(COLOURS, key=len, reverse=True))}) ?[:=] ?"
    r"(?P<words>[^,;|/·()=:]+)(?=[,;|/·()]|$)"
)
# Where one entry of a key ends and the next begins: « R = réalisé    EC = en cours ».
_NEXT = r"[^\W_]{1,4} ?[=:] ?\S"
_BETWEEN = re.compile(
    rf"\s*[;|·•\n\t/]\s*|\s{{2,}}|,\s*(?={_NEXT})| +[-–—] +(?={_NEXT})|\.\s+(?={_NEXT})"
)
# « R = réalisé », « 2 : en cours »; a lead as « État : » may stand before the first.
_ENTRY = re.compile(r"(?:.{2,30}?[:=]\s*)?(?P<code>[A-ZÉÀÇ]{1,4}|\d|[a-z]) ?[=:→] ?(?P<words>.+)")
# « ~ en cours », « + : fait », « x = fait »
_SIGNED = re.compile(
    r"(?:.{2,30}?:\s*)?(?P<code>[^\w\s«»\"'()]{1,3}|x|X|o|O) ?[=:]? ?(?P<words>[^\W\d].+)"
)
# « oui = terminé ; en partie = en cours »: words that a key explains, by « = » alone.
_WORDED = re.compile(r"(?:[^:=]{2,30}: *)?(?P<code>[^\W\d][^:=]{0,19}?) ?= ?(?P<words>[^=]+)")
_ALONE = re.compile(r"[^\w\s]{1,3}|[A-ZÉÀÇ]{1,3}|\d")
_LOOKED_AT = 60  # rows at the top of a tab
_LONGEST_KEY, _MOST_CELLS, _MOST_LETTERS = 600, 8, 3
_REST = re.compile(r"[,(].*$")


def legend_of(rows: Rows) -> dict[object, Reading[Any]]:
    """Sign → the status that the key of a tab gives it: « 🟢 fait · 🟡 en cours ».

    A sign with two meanings has none.
    """
    said: dict[object, Reading[Any]] = {}
    twice: set[str] = set()
    for texts in _texts(rows):
        for sign, words in _explained(texts):
            reading = read_status(words)
            if reading.value is None:
                continue
            if sign in said and said[sign].value is not reading.value:
                twice.add(sign)
            elif sign not in said:
                told = about(reading.value, f"{CELL} est lu « {words} », d’après la légende.")
                said[sign] = seal(told, sign)
    return {sign: reading for sign, reading in said.items() if sign not in twice}


def explained(legend: Legend, found: object) -> Reading[Any] | None:
    """What the key says of a sign as it stands, or of a colour however it is written."""
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    if isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, str):
        return None
    return legend.get(found) or legend.get(tidy(found)) or legend.get(fold(found))


def names_of(rows: Rows) -> dict[str, str]:
    """Initials, folded → the name that the key of a tab gives them: « SB = Samira Belkacem »."""
    said: dict[str, set[str]] = {}
    for texts in _texts(rows):
        pairs = [pair for text in texts for pair in _entries(text)]
        if len(texts) == 2:
            pairs.append((texts[0], texts[1]))
        for code, words in pairs:
            name = tidy(_REST.sub("", words)).strip(" .")
            if _are_initials(code, name):
                said.setdefault(fold(code), set()).add(name)
    return {code: names.pop() for code, names in said.items() if len(names) == 1}


def is_key(texts: Sequence[str]) -> bool:
    """Whether the texts of a row explain signs or initials, and say nothing else."""
    if len(texts) > _MOST_CELLS or sum(map(len, texts)) > _LONGEST_KEY:
        return False
    told = [
        is_state or _are_initials(code, _REST.sub("", words).strip(" ."))
        for code, words in _explained(texts)
        if (is_state := read_status(words).value is not None) or len(code) <= _MOST_CELLS
    ]
    if len(texts) == 2 and len(texts[0].strip()) <= _MOST_LETTERS:
        is_code = _ALONE.fullmatch(texts[0].strip("\ufe0f ")) is not None
        return (is_code and any(told)) or _are_initials(texts[0], texts[1])
    return sum(told) > 1


def columns_beside(rows: Rows) -> frozenset[int]:
    """The columns (0-based) of a key beside a table: codes with their words."""
    top = rows[:_LOOKED_AT]
    width = max(map(len, top), default=0)
    filled = [any(_said(row, column) for row in top) for column in range(width)]
    found: set[int] = set()
    for column in range(2, width - 1):
        if filled[column - 1] or not (filled[column] and filled[column + 1]):
            continue
        pairs = [(_said(row, column), _said(row, column + 1)) for row in top]
        told = sum(bool(code and words) and is_key((code, words)) for code, words in pairs)
        if told > 1 and told >= sum(bool(words) for _, words in pairs) - 1:
            found |= {column, column + 1}
    return frozenset(found)


def _said(row: Sequence[object], column: int) -> str:
    value = raw(row[column]) if column < len(row) else None
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _are_initials(code: str, name: str) -> bool:
    """Whether the letters of a code begin the words of the name of a person, in order."""
    letters, words = fold(code), re.split(r"[ '-]+", fold(name))
    if not 2 <= len(letters) <= 4 or not letters.isalpha() or not is_person(name):
        return False
    rest = iter(words)
    return all(any(word.startswith(letter) for word in rest) for letter in letters)


def _texts(rows: Rows) -> Iterator[list[str]]:
    beside = sorted(columns_beside(rows))
    for row in rows:
        if beside:
            yield [text for column in beside if (text := _said(row, column))]
        texts = [
            value
            for cell in row
            if isinstance(value := raw(cell), str) and value and not value.isspace()
        ]
        if texts:
            yield texts


def _entries(text: str) -> list[tuple[str, str]]:
    """The codes of a key with their words; nothing for a text that explains but one."""
    if text.count("=") + text.count(":") < 2 or len(text) > _LONGEST_KEY:
        return []
    found = [match for part in _BETWEEN.split(text) if (match := _ENTRY.fullmatch(part.strip()))]
    return [(match["code"], match["words"]) for match in found] if len(found) > 1 else []


def _signed(text: str) -> list[tuple[str, str]]:
    """« ✓ fait     ~ en cours     – pas commencé »: several signs, each with its words."""
    may_be = not text[:1].isalnum() or "=" in text or ":" in text
    if not may_be or len(text) > _LONGEST_KEY:
        return []
    found = [match for part in _BETWEEN.split(text) if (match := _SIGNED.fullmatch(part.strip()))]
    several = len({match["code"] for match in found}) > 1
    return [(match["code"], match["words"]) for match in found] if several else []


def _worded(text: str) -> list[tuple[str, str]]:
    """Plain words of a column that a key puts in other words; each of them must tell a state."""
    if text.count("=") < 2 or len(text) > _LONGEST_KEY:
        return []
    found = [_WORDED.fullmatch(part.strip()) for part in _BETWEEN.split(text)]
    pairs = [(match["code"], match["words"]) for match in found if match is not None]
    tell = len(pairs) == len(found) and all(read_status(words).value for _, words in pairs)
    return pairs if tell else []


def _explained(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Signs with the words beside them, in one cell or in the next one."""
    for text in texts:
        # Most cells of a plan are neither: a key has a sign, or tells by « : » and « = ».
        signs = [] if text.isascii() else list(_DOT.finditer(text))
        for here, match in enumerate(signs):
            end = signs[here + 1].start() if here + 1 < len(signs) else len(text)
            words = re.split(r"[·|;,/()]|  ", text[match.end() : end].strip("\ufe0f :=-–—"))[0]
            if words.strip():
                yield match[0], words.strip(" .:=-–—")
        if "=" in text or ":" in text:
            for match in _COLOURED.finditer(fold(text)):
                yield match["colour"], match["words"].strip(" .")
        for code, words in (*_entries(text), *_signed(text), *_worded(text)):
            yield from _both(code, _REST.sub("", words))
    if len(texts) == 2:
        code = texts[0].strip("\ufe0f ")
        if _ALONE.fullmatch(code) or fold(code) in COLOURS:
            yield from _both(code, texts[1])
    elif 2 < len(texts) <= _MOST_CELLS and not any(text[:1].isalnum() for text in texts[1:]):
        for code, words in _signed("  ".join(texts)):
            yield from _both(code, words)


def _both(code: str, words: str) -> Iterator[tuple[str, str]]:
    """A sign as it stands and in plain form, where it is no letter: « – » and « - »."""
    yield code, words.strip(" .:=")
    if not code.isalnum() or len(code) > _MOST_LETTERS:
        yield fold(code), words.strip(" .:=")
