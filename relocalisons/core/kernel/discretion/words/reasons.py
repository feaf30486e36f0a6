"""Pure: whether a sentence tells a private reason, by the lists of `private`.

The lists do not know every word: ADR 0020 says what was measured.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from relocalisons.core.kernel.discretion.words.innocent import INNOCENT, MET, WHOM
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

# What may stand between two words of a phrase.
_GAP = (
    " (?:(?:a|au|aux|d|de|des|du|en|et|l|la|le|les|pour|sur|un|une|son|sa|ses|leur|leurs|est|ete|"
    r"etre|s|se|ont|etait|sera|tres|vient|fait|ancien|ancienne|ex|deux|trois|quatre|\d+|"
    r"dans|pendant|durant|faire) ){0,5}"
)
_NEARBY = r"(?: \w+){0,3}? "
_JOINTS = {" ": _GAP, "_": " ", ">": _NEARBY}
# Words that nearly every cell holds: never the clue of a phrase.
_COMMON = frozenset(
    re.split(
        r"\s+",
        """a au aux d de des du en et l la le les ne n pas plus par pour qui s sa se ses son sous
        sur un une il elle on est non mis mise avec dans depuis jusqu* apres avant suite mois
        jour* semaine* fait fin demande* contrat* ferme retard adresse cause point vu encore trop
        jours retard* place* etre cellule peut peuvent periode points compte* semaine main prevu
        paye paie regle* refuse* attend* entre* passe* seul seule declare* arrive* parti* bien
        travail parent raison voir rien personne valide* arrete* depose* rappele* mises tete""",
    )
)


def _phrase(words: str) -> str:
    """The regular expression of one phrase of a list."""
    places = [
        "(?:" + "|".join(re.escape(one).replace(r"\*", r"\w*") for one in place.split("/")) + ")"
        for place in re.split(r"[ _>]", words)
    ]
    joints = [_JOINTS[joint] for joint in re.findall(r"[ _>]", words)]
    pairs = zip(joints, places[1:], strict=True)
    return places[0] + "".join(joint + place for joint, place in pairs)


def _any_of(words: str) -> str:
    return "(?:" + "|".join(map(_phrase, _phrases(words))) + ")"


def _phrases(words: str) -> list[str]:
    return [one.strip() for one in re.split(r"[;\n]", words) if one.strip()]


# At the first text that needs it: compiling all of them would cost each process 0.3 s.
@cache
def _finder(expression: str) -> re.Pattern[str]:
    """The pattern that finds an expression as whole words."""
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
            (place.split("/") for place in re.split(r"[ _>]", phrase)),
            key=lambda place: (
                _COMMON.isdisjoint(place),
                min(len(one.rstrip("*")) for one in place),
            ),
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
    return first + _NEARBY + second


# « M. Faure » is one somebody.
_SOMEBODY = rf"(?:(?:m|mme|mlle|mr|monsieur|madame) \w+|{_any_of(f'{PEOPLE}{KIN}')})"
_HURT = (
    (PrivateTopic.HEALTH, _near(_any_of(INJURED), _any_of(BODY))),
    (PrivateTopic.HEALTH, _then(_any_of(ACHES), _any_of(BODY))),
    (PrivateTopic.HEALTH, _near(_any_of(BODY), _any_of("casse*; fracture*; oper*; platre*"))),
    (PrivateTopic.FAMILY, _near(_any_of(f"{KIN}; enfant; enfants; parents"), _any_of(ILL))),
    (PrivateTopic.FAMILY, _then(_any_of(CARED), _any_of(KIN))),
    (PrivateTopic.EMPLOYMENT, _near(_any_of(ROWS), _SOMEBODY)),
)
_WITH = rf"{_any_of(MET)} avc (?:{_any_of(WHOM)}|{_SOMEBODY})"
_INNOCENTS = rf"(?:{_WITH}|{_any_of(INNOCENT)})"
_CERTAIN = {topic: _any_of(words) for topic, words in PRIVATE.items()}
_DOUBTFUL = {topic: _any_of(words) for topic, words in SHARED.items()}
_OF_SOMEBODY = tuple(
    (topic, rf"(?:{_then(_SOMEBODY, _any_of(words))}|{_then(_any_of(words), _SOMEBODY)})")
    for topic, words in (*PERSONAL.items(), *SHARED.items())
)
_OFF_WORK, _MACHINE = _any_of(STOPPED), _any_of(MACHINES)
_CROP, _BLIGHT = _any_of(CROPS), _any_of(BLIGHTS)
_CLUES = _clues_of(
    *PRIVATE.values(), *SHARED.values(), *PERSONAL.values(), STOPPED, BODY, ILL, KIN, ROWS
)
_CLAUSES = re.compile(r"[,;:()\n«»·–]+|[.!?]\s")
# « M. Faure », « lic. éco. » and « liq. jud. » are one clause.
_SHORT = re.compile(r"\b(m|mme|mr|lic|éco|liq|redr|rupt|conv|proc|pb)\.(?=\s)", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def topic_of(text: str) -> PrivateTopic | None:
    """What one sentence tells of somebody's private life; None when everybody may read it."""
    if not any(_is_clue(word) for word in fold(text).split()):
        return None
    clauses = [
        _finder(_INNOCENTS).sub(" ~ ", _spelt(fold(part)))
        for part in _CLAUSES.split(_SHORT.sub(r"\1", text))
    ]
    return _surely(clauses) or _probably(clauses)


def _surely(clauses: list[str]) -> PrivateTopic | None:
    for topic, expression in (*_CERTAIN.items(), *_OF_SOMEBODY, *_HURT):
        if any(_finder(expression).search(clause) for clause in clauses):
            return topic
    return None


def _probably(clauses: list[str]) -> PrivateTopic | None:
    """What is said of people and of crops, or machines, alike, where the clause names neither."""
    ailing = any(_finder(_BLIGHT).search(clause) for clause in clauses)
    for clause in clauses:
        if _finder(_OFF_WORK).search(clause) and not _finder(_MACHINE).search(clause):
            return PrivateTopic.HEALTH
        if _finder(_CROP).search(clause) or ailing:
            continue
        for topic, expression in _DOUBTFUL.items():
            if _finder(expression).search(clause):
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
