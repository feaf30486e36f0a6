"""Pure: phrases of a list, each looked for only in a text that holds the word that gives it away.

Nearly every cell of a programme holds none; all the lists as one expression would cost each process
a third of a second before its first text.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

# What may stand between two words of a phrase.
_GAP = (
    " (?:(?:a|au|aux|d|de|des|du|en|et|l|la|le|les|pour|sur|un|une|son|sa|ses|leur|leurs|est|ete|"
    r"etre|s|se|ont|etait|sera|tres|vient|fait|ancien|ancienne|ex|deux|trois|quatre|\d+|"
    r"dans|pendant|durant|faire) ){0,5}"
)
_NEARBY = r"(?: \w+){0,3}? "
Place = tuple[str, int]  # the name of a list, the number of the phrase in it
_JOINTS = {" ": _GAP, "_": " ", ">": _NEARBY}
_PLACES = re.compile("[ _>]")
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


class Phrases:
    """Lists of phrases in the notation of `private`, by name."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._expressions: dict[str, list[str]] = {}
        self._words: dict[str, list[Place]] = {}
        self._beginnings: dict[str, list[Place]] = {}
        for name, words in lists.items():
            each = [one.strip() for one in re.split(r"[;\n]", words) if one.strip()]
            self._expressions[name] = list(map(_expression, each))
            for number, phrase in enumerate(each):
                for clue in _clues(phrase):
                    known = self._beginnings if clue.endswith("*") else self._words
                    known.setdefault(clue.rstrip("*"), []).append((name, number))
        self._lengths = sorted({len(one) for one in self._beginnings})

    def among(self, words: Iterable[str]) -> dict[str, str]:
        """By list, the expression of those that a text of these words may hold; others: no key."""
        numbers: dict[str, set[int]] = {}
        for word in words:
            for name, number in self._given_away_by(word):
                numbers.setdefault(name, set()).add(number)
        return {
            name: either(*(self._expressions[name][number] for number in sorted(there)))
            for name, there in numbers.items()
        }

    def lists_of(self, word: str) -> frozenset[str]:
        """The lists of which a word gives a phrase away."""
        return frozenset(name for name, _ in self._given_away_by(word))

    def _given_away_by(self, word: str) -> list[Place]:
        found = list(self._words.get(word, ()))
        for length in self._lengths:
            found += self._beginnings.get(word[:length], ())
        return found


def then(first: str, second: str) -> str:
    """`first` then `second`, as two words of one phrase; empty when one of them is."""
    return first and second and first + _GAP + second


def near(first: str, second: str) -> str:
    """`first` then `second`, at most three words apart; empty when one of them is."""
    return first and second and first + _NEARBY + second


def either(*expressions: str) -> str:
    """One of them, the first that holds; empty when all are."""
    there = [one for one in expressions if one]
    return "(?:" + "|".join(there) + ")" if there else ""


@lru_cache(maxsize=4_096)
def finder(expression: str) -> re.Pattern[str]:
    """The pattern that finds an expression as whole words."""
    return re.compile(rf"(?<!\w){expression}(?!\w)")


def _clues(phrase: str) -> list[str]:
    """The words of its place that tells most, the longest: each text that holds it has one."""
    return max(
        (place.split("/") for place in _PLACES.split(phrase)),
        key=lambda place: (
            _COMMON.isdisjoint(place),
            min(len(one.rstrip("*")) for one in place),
        ),
    )


def _expression(phrase: str) -> str:
    """The regular expression of one phrase."""
    places = [
        "(?:" + "|".join(re.escape(one).replace(r"\*", r"\w*") for one in place.split("/")) + ")"
        for place in _PLACES.split(phrase)
    ]
    joints = [_JOINTS[joint] for joint in _PLACES.findall(phrase)]
    pairs = zip(joints, places[1:], strict=True)
    return places[0] + "".join(joint + place for joint, place in pairs)
