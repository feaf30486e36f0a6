"""Pure: what the legend of a tab says of signs, colours and codes: « 🟢 fait », « R = réalisé »."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relocalisons.core.kernel.model import Reading, raw
from relocalisons.core.reading.cells.advice import CELL, about, seal
from relocalisons.core.reading.cells.readers import read_status
from relocalisons.core.reading.cells.status_words import COLOURS
from relocalisons.core.reading.cells.words import fold

Legend = Mapping[object, Reading[Any]]

_DOT = re.compile(
    "[\u23e9-\u23fa\u25a0-\u25ff\u2600-\u27bf\u2b1b\u2b1c\u2b55\U0001f300-\U0001faff]"
)
# « R = réalisé, EC = en cours »
_CODED = re.compile(r"(?<![^\W_])([A-ZÉÀ]{1,3}|\d) ?[=:] ?([^,;|/·()=:]+)(?=[,;|/·()]|$)")
# « Vert : réalisé ; orange : en cours »
_COLOURED = re.compile(
    rf"(?<![a-z])(?P<colour>{'|'.join(sorted(COLOURS, key=len, reverse=True))}) ?[:=] ?"
    r"(?P<words>[^,;|/·()=:]+)(?=[,;|/·()]|$)"
)


def legend_of(rows: Sequence[Sequence[object]]) -> dict[object, Reading[Any]]:
    """Sign → the status that the legend of a tab gives it: « 🟢 fait · 🟡 en cours »."""
    said: dict[object, Reading[Any]] = {}
    for row in rows:
        texts = [
            value
            for cell in row
            if isinstance(value := raw(cell), str) and value and not value.isspace()
        ]
        for sign, words in _explained(texts):
            reading = read_status(words)
            if reading.value is not None and sign not in said:
                told = about(reading.value, f"{CELL} est lu « {words} », d’après la légende.")
                said[sign] = seal(told, sign)
    return said


def explained(legend: Legend, found: object) -> Reading[Any] | None:
    """What the legend says of a sign as it stands, or of a colour however it is written."""
    return legend.get(found) or legend.get(fold(found)) if isinstance(found, str) else None


def _explained(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Signs with the words beside them, in one cell or in the next one."""
    for at, text in enumerate(texts):
        signs = list(_DOT.finditer(text))
        for here, match in enumerate(signs):
            end = signs[here + 1].start() if here + 1 < len(signs) else len(text)
            words = re.split(r"[·|;,/()]|  ", text[match.end() : end].strip("\ufe0f :=-–—"))[0]
            if words.strip():
                yield match[0], words.strip(" .:=-–—")
        for match in _COLOURED.finditer(fold(text)):
            yield match["colour"], match["words"].strip(" .")
        if len(texts) == 2 and at == 0 and fold(text) in COLOURS:
            yield fold(text), texts[1]
        codes = _CODED.findall(text)
        if len(codes) > 1:
            yield from ((code, words.strip(" .")) for code, words in codes)
        if len(signs) == 1 and fold(text) == signs[0][0] and len(texts) == 2 and at == 0:
            yield signs[0][0], texts[1]
