"""Pure: what a line of « Contacts » promises, by its words: papers by their kind, and doubts.

A date beside « le maire viendra peut-être » is no promise; the words that say so are those of
answers to invitations (`meetings.words`) and of replies (`replies.words`).
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum, auto

from relocalisons.core.kernel.readings import WordDoubt
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.words.meetings import read_answer
from relocalisons.core.objectives.words import is_agreement
from relocalisons.core.replies.clause import Clause
from relocalisons.core.replies.words.attendance import find_attendance


class Paper(StrEnum):
    """A kind of thing that a partner owes, as people call it."""

    PIECES = auto()
    INVOICE = auto()
    QUOTE = auto()
    PROOF = auto()
    PAYSLIP = auto()
    TIMESHEET = auto()
    ATTESTATION = auto()
    CERTIFICATE = auto()
    AGREEMENT = auto()
    RECORD = auto()
    MINUTES = auto()
    CONTRIBUTION = auto()


_CALLED = {
    Paper.PROOF: r"(?:preuves?|justificatifs?) de paiement",
    Paper.PAYSLIP: r"(?:bulletins?|fiches?) de (?:paie|salaire)",
    Paper.TIMESHEET: r"(?:feuilles?|fiches?) de temps",
    Paper.INVOICE: r"factures?",
    Paper.QUOTE: r"devis",
    Paper.PIECES: r"(?:pieces?|justificatifs?)",
    Paper.ATTESTATION: r"attestations?",
    Paper.CERTIFICATE: r"certificats?",
    Paper.RECORD: r"(?:pv|proces[ -]verba(?:l|ux))",
    Paper.MINUTES: r"(?:cr|comptes?[ -]rendus?)",
    Paper.CONTRIBUTION: r"contributions?",
}
_PAPERS = {paper: re.compile(rf"\b{words}\b") for paper, words in _CALLED.items()}
_NAME = re.compile(r"\w+")
_TELLING = 4  # letters: shorter words name nothing
_TITLES = {"m", "mr", "mme", "mlle", "monsieur", "madame"}
_AGREEMENT = re.compile(r"\bconvention\b.*")
_END_OF_CLAUSE = re.compile(r"[;\n]|\.(?=\s|$)")


def clauses_of(said: str) -> Iterator[str]:
    """The parts of what was said, each of which may promise something else."""
    yield from filter(None, (each.strip() for each in _END_OF_CLAUSE.split(said)))


def papers_in(text: str) -> frozenset[Paper]:
    """The kinds of papers that a text names: « il envoie l’attestation », « le PV »."""
    folded = fold(text)
    found: set[Paper] = set()
    rest = folded
    for paper, words in _PAPERS.items():  # « le justificatif de paiement » before « les pièces »
        if words.search(rest):
            found.add(paper)
            rest = words.sub(" ", rest)
    agreement = _AGREEMENT.search(folded)
    if agreement is not None and is_agreement(agreement[0]):
        found.add(Paper.AGREEMENT)
    return frozenset(found)


def may_be_one_person(one: str, other: str) -> bool:
    """Whether two names of « Personne » may be one: « Mme Roux » and « Anne Roux »; an empty one
    may be anybody. « Jean Blanc » and « Jean Roux » are two.
    """
    names = [_names_in(each) for each in (one, other)]
    return not all(names) or names[0] <= names[1] or names[1] <= names[0]


def _names_in(person: str) -> set[str]:
    """Without titles, and without an initial where more is said."""
    names = set(_NAME.findall(fold(person))) - _TITLES
    return {each for each in names if len(each) > 1} or names


def may_be_one_promise(one: str, other: str) -> bool:
    """Whether what one person said twice may be one thing: a telling word of both, or no words."""
    said = [
        {each for each in _NAME.findall(fold(words)) if len(each) >= _TELLING}
        for words in (one, other)
    ]
    return not all(said) or bool(said[0] & said[1])


def is_doubtful(clause: str) -> bool:
    """« viendra peut-être », « essaiera de venir », « à confirmer »: nobody has promised it."""
    return read_answer(clause).doubt is WordDoubt.UNSURE


def is_presence(clause: str, *, on: date) -> bool:
    """« le maire viendra au COPIL »: presence at a meeting is no work."""
    folded = fold(clause)
    read = Clause(words=clause, text=folded, written=on, person="")
    return bool(find_attendance(read))
