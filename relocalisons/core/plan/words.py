"""Pure: the words by which a line of the plan says what it waits for."""

import re

from relocalisons.core.kernel.words.names import fold

_WAITS = re.compile(
    r"\b(?:attente|attend|attends|attendons|attendant|tributaire|depend|suspendu|suspendue) "
    r"(?:toujours |encore )?(?:a |de |du |des |d |le |la |les |l |que |un |une )+(?P<what>.+)$"
)
_CLAUSES = re.compile(r"[.;,:!?()\n]")
_SMALL = frozenset((
    "a", "au", "aux", "avec", "ce", "cet", "cette", "ces", "dans", "de", "des", "du", "en",
    "et", "la", "le", "les", "leur", "mon", "nos", "notre", "par", "pour", "qui", "sa", "se",
    "ses", "son", "sur", "un", "une", "vos", "votre",
))  # fmt: skip
_FEWEST = 2  # « en attente du devis » names no line for sure
_LONG_WORD = 3


def awaited(text: str) -> tuple[frozenset[str], ...]:
    """The words of what each clause waits for, as `marks_of` gives them; none where too few."""
    found = (_WAITS.search(fold(clause)) for clause in _CLAUSES.split(text))
    waited = (marks_of(match["what"]) for match in found if match is not None)
    return tuple(marks for marks in waited if len(marks) >= _FEWEST)


def marks_of(text: str) -> frozenset[str]:
    """The words by which two texts name one thing: without small ones, in the singular."""
    words = (word for word in fold(text).split() if word not in _SMALL)
    return frozenset(word.rstrip("sx") for word in words if len(word) >= _LONG_WORD)
