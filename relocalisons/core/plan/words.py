"""Pure: the words by which a line says what it waits for, or that a postponement is agreed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from relocalisons.core.kernel.words.names import fold

_WAITS = re.compile(
    r"\b(?:attente|attend|attends|attendons|attendant|tributaire|depend|suspendu|suspendue) "
    r"(?:toujours |encore )?(?:a |de |du |des |d |le |la |les |l |que |un |une )*(?P<what>.+)$"
)
# The dot of « A3.2 » ends no clause.
_CLAUSES = re.compile(r"\.(?!\d)|[;,:!?()\n]")
_LINE = re.compile(r"^(?:action|ligne|etape|tache) (?:n |no |numero )?")
_SMALL = frozenset((
    "a", "au", "aux", "avec", "ce", "cet", "cette", "ces", "dans", "de", "des", "du", "en",
    "et", "la", "le", "les", "leur", "mon", "nos", "notre", "par", "pour", "qui", "sa", "se",
    "ses", "son", "sur", "un", "une", "vos", "votre",
))  # fmt: skip
_AGREED = re.compile(
    r"\b(?:accord|accorde|accordee|accordes|accordees|accepte|acceptee|acceptes|acceptees"
    r"|valide|validee|valides|validees|approuve|approuvee|approuves|approuvees)\b"
)
# Still to be asked or obtained, or refused.
_NOT_AGREED = re.compile(
    r"\b(?:demander|demande|demandee|solliciter|obtenir|attente|attendre|negocier|refus|refuse"
    r"|refusee|pas|sans|non|si|sous reserve|faire (?:accepter|valider))\b"
)
_FEWEST = 2  # « en attente du devis » names no line for sure
_LONG_WORD = 3


@dataclass(frozen=True, slots=True)
class Waited:
    """What a clause waits for: a line by its number alone, or the words that name it."""

    number: str
    marks: frozenset[str]

    def names(self, number: str | None) -> bool:
        """Whether it is that number and nothing else: « A3.2 », « l’action A3.2 »."""
        return bool(self.number) and self.number == fold(number or "")

    def is_said_by(self, title: frozenset[str]) -> bool:
        """Whether a title has all of its words; too few name no line for sure."""
        return len(self.marks) >= _FEWEST and self.marks <= title


def awaited(text: str) -> tuple[Waited, ...]:
    """What each clause waits for."""
    found = (_WAITS.search(fold(clause)) for clause in _CLAUSES.split(text))
    return tuple(
        Waited(
            _LINE.sub("", match["what"]) if any(map(str.isdigit, match["what"])) else "",
            marks_of(match["what"]),
        )
        for match in found
        if match is not None
    )


def marks_of(text: str) -> frozenset[str]:
    """The words by which two texts name one thing: without small ones, in the singular."""
    words = (word for word in fold(text).split() if word not in _SMALL)
    return frozenset(word.rstrip("sx") for word in words if len(word) >= _LONG_WORD)


def says_agreed(text: str, *, number: str, by: Iterable[str]) -> bool:
    """Whether a line says that the postponement of an action is agreed, by one of these names.

    Without names whoever agreed is right. What is only asked, or refused, agrees to nothing.
    """
    said = fold(text)
    # As it is typed: without its dot « A1.2 » would name A1.
    numbered = re.search(rf"(?<![\w.]){re.escape(number)}(?!\w|\.\d)", text, re.IGNORECASE)
    if numbered is None or not _AGREED.search(said) or _NOT_AGREED.search(said):
        return False
    names = tuple(f" {fold(one)} " for one in by)
    return not names or any(one in f" {said} " for one in names)
