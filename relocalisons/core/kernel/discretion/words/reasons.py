"""Pure: whether a sentence tells a private reason, by the lists of `private`.

The lists do not know every word: ADR 0020 says what was measured.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from relocalisons.core.kernel.discretion.words.innocent import INNOCENT, MET, WHOM
from relocalisons.core.kernel.discretion.words.phrases import (
    Phrases,
    either,
    finder,
    near,
    then,
)
from relocalisons.core.kernel.discretion.words.private import (
    PERSONAL,
    PRIVATE,
    SHARED,
    STOPPED,
    PrivateTopic,
)
from relocalisons.core.kernel.discretion.words.subjects import (
    ACHES,
    BLIGHTS,
    BODY,
    CARED,
    CROPS,
    ILL,
    INJURED,
    KIN,
    MACHINES,
    PEOPLE,
    RIGHT,
    ROWS,
    SPELT,
)
from relocalisons.core.kernel.words.names import fold

There = Mapping[str, str]  # by list, the expression of the phrases that a clause may hold

# What is surely private as it stands; what is, beside somebody; what crops and machines share.
_CERTAIN = {topic: f"certain {topic}" for topic in PRIVATE}
_PERSONAL = [(topic, f"personal {topic}") for topic in PERSONAL]
_DOUBTFUL = {topic: f"doubtful {topic}" for topic in SHARED}
_LISTS = {
    **{_CERTAIN[topic]: words for topic, words in PRIVATE.items()},
    **{f"personal {topic}": words for topic, words in PERSONAL.items()},
    **{_DOUBTFUL[topic]: words for topic, words in SHARED.items()},
    "stopped": STOPPED, "limb": BODY, "ill": ILL, "kin": KIN, "rows": ROWS,
}  # fmt: skip
# Without a word of these a text is not looked at twice: nearly every cell is such a text.
_TELLING = frozenset(_LISTS)
_PHRASES = Phrases(
    _LISTS
    | {
        "title": "m/mme/mlle/mr/monsieur/madame", "somebody": f"{PEOPLE}{KIN}",
        "injured": INJURED, "aches": ACHES, "cared": CARED,
        "broken": "casse*; fracture*; oper*; platre*",
        "family": f"{KIN}; enfant; enfants; parents",
        "met": MET, "whom": WHOM, "innocent": INNOCENT,
        "machine": MACHINES, "crop": CROPS, "blight": BLIGHTS,
    }
)  # fmt: skip
# Two lists that tell together, and how far apart they may stand.
_TOGETHER = (
    (PrivateTopic.HEALTH, near, "injured", "limb"),
    (PrivateTopic.HEALTH, then, "aches", "limb"),
    (PrivateTopic.HEALTH, near, "limb", "broken"),
    (PrivateTopic.FAMILY, near, "family", "ill"),
    (PrivateTopic.FAMILY, then, "cared", "kin"),
)
_WORD = re.compile(r"\w+")
_CLAUSES = re.compile(r"[,;:()\n«»·–]+|[.!?]\s")
# « M. Faure », « lic. éco. » and « liq. jud. » are one clause.
_SHORT = re.compile(r"\b(m|mme|mr|lic|éco|liq|redr|rupt|conv|proc|pb)\.(?=\s)", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def topic_of(text: str) -> PrivateTopic | None:
    """What one sentence tells of somebody's private life; None when everybody may read it."""
    if not any(_is_clue(word) for word in fold(text).split()):
        return None
    clauses = [
        _without_innocents(_spelt(fold(part))) for part in _CLAUSES.split(_SHORT.sub(r"\1", text))
    ]
    return _surely(clauses) or _probably(clauses)


def _without_innocents(clause: str) -> str:
    there = _there(clause)
    company = either(there.get("whom", ""), _somebody(there))
    met = there.get("met")
    innocents = either(f"{met} avc {company}" if met and company else "", there.get("innocent", ""))
    return finder(innocents).sub(" ~ ", clause) if innocents else clause


def _somebody(there: There) -> str:
    """« M. Faure » is one somebody."""
    title = rf"{there['title']} \w+" if "title" in there else ""
    return either(title, there.get("somebody", ""))


def _surely(clauses: list[str]) -> PrivateTopic | None:
    """The first topic, in the order of the lists, that a clause tells."""
    found = [
        (place, topic)
        for clause in clauses
        for place, (topic, expression) in enumerate(_certain_of(_there(clause)))
        if expression and finder(expression).search(clause)
    ]
    return min(found)[1] if found else None


def _certain_of(there: There) -> Iterator[tuple[PrivateTopic, str]]:
    """What is looked for in a clause, list by list; empty where it cannot stand."""
    for topic, name in _CERTAIN.items():
        yield topic, there.get(name, "")
    somebody = _somebody(there)
    for topic, name in (*_PERSONAL, *_DOUBTFUL.items()):
        told = there.get(name, "")
        yield topic, either(then(somebody, told), then(told, somebody))
    for topic, joined, first, second in _TOGETHER:
        yield topic, joined(there.get(first, ""), there.get(second, ""))
    yield PrivateTopic.EMPLOYMENT, near(there.get("rows", ""), somebody)


def _probably(clauses: list[str]) -> PrivateTopic | None:
    """What is said of people and of crops, or machines, alike, where the clause names neither."""
    ailing = any(_tells("blight", clause) for clause in clauses)
    for clause in clauses:
        if _tells("stopped", clause) and not _tells("machine", clause):
            return PrivateTopic.HEALTH
        if ailing or _tells("crop", clause):
            continue
        for topic, name in _DOUBTFUL.items():
            if _tells(name, clause):
                return topic
    return None


def _tells(name: str, clause: str) -> bool:
    expression = _there(clause).get(name)
    return bool(expression and finder(expression).search(clause))


@lru_cache(maxsize=4_096)
def _there(clause: str) -> There:
    return _PHRASES.among(_WORD.findall(clause))


@lru_cache(maxsize=65_536)
def _is_clue(word: str) -> bool:
    return not _TELLING.isdisjoint(_PHRASES.lists_of(_respelt(word)))


def _spelt(folded: str) -> str:
    """The folded words, with the long ones that tell most spelt as they should be."""
    return " ".join(_respelt(word) for word in folded.split())


@lru_cache(maxsize=65_536)
def _respelt(word: str) -> str:
    if len(word) < 6 or word in RIGHT or word in _SPELLINGS:
        return word
    return next((right for right in _SPELLINGS if _one_slip(word, right)), word)


_SPELLINGS = tuple(SPELT.split())


def _one_slip(word: str, right: str) -> bool:
    """Whether one letter more, less, wrong or moved makes the one the other."""
    if abs(len(word) - len(right)) > 1 or len(right) < 7:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), len(right)
    )
    tail, right_tail = word[start:], right[start:]
    return (
        tail[1:] == right_tail[1:]
        or tail == right_tail[1:]
        or tail[1:] == right_tail
        or (tail[:2] == right_tail[1::-1] and tail[2:] == right_tail[2:])
    )
