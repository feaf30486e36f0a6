"""Pure: whether a sentence tells a private reason, by the lists of `private_words`."""

import re
from dataclasses import dataclass
from functools import lru_cache

from relocalisons.core.names import fold
from relocalisons.core.private_words import (
    ACHES,
    BLIGHTS,
    BODY,
    CARED,
    CROPS,
    ILL,
    INJURED,
    INNOCENT,
    KIN,
    MACHINES,
    PEOPLE,
    PERSONAL,
    PRIVATE,
    RIGHT,
    SHARED,
    SPELT,
    STOPPED,
    PrivateTopic,
)

# What may stand between two words of a phrase.
_GAP = (
    " (?:(?:a|au|aux|d|de|des|du|en|et|l|la|le|les|pour|sur|un|une|son|sa|ses|leur|leurs|est|ete|"
    r"etre|s|se|ont|etait|sera|tres|vient|fait|ancien|ancienne|ex|deux|trois|quatre|\d+|"
    r"dans|pendant|durant|faire) ){0,5}"
)


def _phrase(words: str) -> str:
    """The regular expression of one phrase of a list."""
    places = [
        "(?:" + "|".join(re.escape(one).replace(r"\*", r"\w*") for one in place.split("/")) + ")"
        for place in re.split(r"[ _]", words)
    ]
    joints = re.findall(r"[ _]", words)
    pairs = zip(joints, places[1:], strict=True)
    return places[0] + "".join((" " if joint == "_" else _GAP) + place for joint, place in pairs)


def _any_of(words: str) -> str:
    return "(?:" + "|".join(map(_phrase, _phrases(words))) + ")"


def _phrases(words: str) -> list[str]:
    return [one.strip() for one in re.split(r"[;\n]", words) if one.strip()]


def _finder(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){expression}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Clues:
    """One word of each phrase, the longest: without any of them a text is not looked at twice.

    Nearly every cell of a programme is such a text; the whole lists cost fifty times more.
    """

    words: frozenset[str]
    beginnings: frozenset[str]
    lengths: tuple[int, ...]

    def has(self, word: str) -> bool:
        """Whether a word is one of them, or begins like one."""
        return word in self.words or any(
            word[:length] in self.beginnings for length in self.lengths
        )


def _clues_of(*lists: str) -> _Clues:
    chosen = [
        one
        for words in lists
        for phrase in _phrases(words)
        for one in max(
            (place.split("/") for place in re.split(r"[ _]", phrase)),
            key=lambda place: min(len(one.rstrip("*")) for one in place),
        )
    ]
    beginnings = frozenset(one.rstrip("*") for one in chosen if one.endswith("*"))
    return _Clues(
        words=frozenset(one for one in chosen if not one.endswith("*")),
        beginnings=beginnings,
        lengths=tuple(sorted({len(one) for one in beginnings})),
    )


def _then(first: str, second: str) -> str:
    """`first` then `second`, as two words of one phrase."""
    return first + _GAP + second


def _near(first: str, second: str) -> str:
    """`first` then `second`, at most three words apart."""
    return rf"{first}(?: \w+){{0,3}}? {second}"


_SOMEBODY = _any_of(f"{PEOPLE}\n{KIN}")
_HURT = (
    (PrivateTopic.HEALTH, _near(_any_of(INJURED), _any_of(BODY))),
    (PrivateTopic.HEALTH, _then(_any_of(ACHES), _any_of(BODY))),
    (PrivateTopic.HEALTH, _near(_any_of(BODY), _any_of("casse*; fracture*; oper*; platre*"))),
    (PrivateTopic.FAMILY, _near(_any_of(f"{KIN}; enfant; enfants; parents"), _any_of(ILL))),
    (PrivateTopic.FAMILY, _then(_any_of(CARED), _any_of(KIN))),
)
_INNOCENTS = _finder(_any_of(INNOCENT))
_CERTAIN = {topic: _finder(_any_of(words)) for topic, words in PRIVATE.items()}
_DOUBTFUL = {topic: _finder(_any_of(words)) for topic, words in SHARED.items()}
_INJURIES = tuple((topic, _finder(expression)) for topic, expression in _HURT)
_OF_SOMEBODY = tuple(
    (topic, _finder(rf"(?:{_then(_SOMEBODY, _any_of(words))}|{_then(_any_of(words), _SOMEBODY)})"))
    for topic, words in (*PERSONAL.items(), *SHARED.items())
)
_OFF_WORK, _MACHINE = _finder(_any_of(STOPPED)), _finder(_any_of(MACHINES))
_CROP, _BLIGHT = _finder(_any_of(CROPS)), _finder(_any_of(BLIGHTS))
_CLUES = _clues_of(*PRIVATE.values(), *SHARED.values(), *PERSONAL.values(), STOPPED, BODY, ILL, KIN)
_CLAUSES = re.compile(r"[,;:()\n«»·–]+|[.!?]\s")


@lru_cache(maxsize=65_536)
def topic_of(text: str) -> PrivateTopic | None:
    """What one sentence tells of somebody's private life; None when everybody may read it."""
    if not any(_is_clue(word) for word in fold(text).split()):
        return None
    clauses = [_INNOCENTS.sub(" ~ ", _spelt(fold(part))) for part in _CLAUSES.split(text)]
    return _surely(clauses) or _probably(clauses)


def _surely(clauses: list[str]) -> PrivateTopic | None:
    for topic, finder in (*_CERTAIN.items(), *_OF_SOMEBODY, *_INJURIES):
        if any(finder.search(clause) for clause in clauses):
            return topic
    return None


def _probably(clauses: list[str]) -> PrivateTopic | None:
    """What is said of people and of crops, or machines, alike, where the clause names neither."""
    ailing = any(_BLIGHT.search(clause) for clause in clauses)
    for clause in clauses:
        if _OFF_WORK.search(clause) and not _MACHINE.search(clause):
            return PrivateTopic.HEALTH
        if _CROP.search(clause) or ailing:
            continue
        for topic, finder in _DOUBTFUL.items():
            if finder.search(clause):
                return topic
    return None


@lru_cache(maxsize=65_536)
def _is_clue(word: str) -> bool:
    return _CLUES.has(_respelt(word))


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
