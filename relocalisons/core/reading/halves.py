"""Pure: « S1 2026 », a half of a year or its first week: what the other dates of a plan tell.

A plan counts in weeks (« S12 ») or in quarters and halves (« T2 2026 »), hardly ever in both. Where
nothing tells, such a cell stays a question.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from relocalisons.core.kernel.model import Doubt, Reading
from relocalisons.core.reading.cells.words import fold

Place = tuple[int, str]

_SHORT = re.compile(
    r"(?P<lead>(?:(?:fin|debut|mi|courant|d'ici|avant)[ -](?:de |du |la |le )*)?)"
    r"(?:s|sem)\.? ?(?P<number>[12])(?P<rest>(?:[ ./-].*)?)"
)
_SHORT_AFTER = re.compile(r"(?P<year>20\d\d)[ /-]*s(?P<number>[12])")
_WEEK = re.compile(r"\b(?:s|sem|semaines?|w|week)[. ]{0,2}(?P<number>[0-5]?\d)\b(?! ?sem)")
_PART_OF_YEAR = re.compile(
    r"\b(?:[tq] ?[1-4]|[1-4] ?t(?= ?20)|trim\w*|semestres?|h[12]|quarters?)\b"
)
_ENOUGH = 2


def spelt_halves(
    readings: Mapping[int, Mapping[str, Reading[Any]]], columns: Iterable[str]
) -> dict[Place, str]:
    """(row, column) → the cell with « semestre » or « semaine » in full, where the plan tells."""
    names = tuple(columns)
    wanting = {
        (row, name): spelt
        for row, cells in readings.items()
        for name in names
        if cells[name].doubt is Doubt.AMBIGUOUS
        and isinstance(found := cells[name].found, str)
        and (spelt := _spelt(found))
    }
    if not wanting:
        return {}
    texts = {cells[name].found for cells in readings.values() for name in names}
    said = {fold(text) for text in texts if isinstance(text, str)}
    weeks = any(int(m["number"]) > _ENOUGH for text in said for m in _WEEK.finditer(text))
    parts = any(_PART_OF_YEAR.search(text) for text in said)
    if weeks == (parts or len(wanting) >= _ENOUGH):
        return {}
    word = "semaine" if weeks else "semestre"
    return {place: text.format(word) for place, text in wanting.items()}


@lru_cache(maxsize=4096)
def _spelt(found: str) -> str:
    """The cell with a place for the word that « S » is short for; nothing for another cell."""
    text = fold(found)
    if match := _SHORT.fullmatch(text):
        return f"{match['lead']}{{}} {match['number']}{match['rest']}"
    match = _SHORT_AFTER.fullmatch(text)
    return f"{{}} {match['number']} {match['year']}" if match is not None else ""
