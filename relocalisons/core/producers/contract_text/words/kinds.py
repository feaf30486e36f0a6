"""Pure: the seven clauses of a contract, and what a text does with each of them."""

from dataclasses import dataclass
from enum import StrEnum


class ClauseKind(StrEnum):
    """The seven clauses (L631-24 of the code rural), in the order of the columns « Clause »."""

    QUANTITY = "quantite"
    PRICE = "prix"
    DELIVERY = "livraison"
    PAYMENT = "paiement"
    DURATION = "duree"
    FORCE_MAJEURE = "force_majeure"
    NOTICE = "preavis"


class ClauseState(StrEnum):
    """What the text does with a clause; the value is what a paper prints."""

    PRESENT = "présente"
    MISSING = "manquante"
    CONTRADICTED = "contredite"
    TO_CHECK = "à vérifier"


WHOLE = "toute la clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReading:
    """One clause: its state, which part is concerned, what the text and the sheet say."""

    kind: ClauseKind
    state: ClauseState = ClauseState.PRESENT
    part: str = ""
    text: str = ""
    sheet: str = ""


def missing(kind: ClauseKind, part: str = WHOLE) -> ClauseReading:
    """No sentence does the work of that clause, or of that part of it."""
    return ClauseReading(kind=kind, state=ClauseState.MISSING, part=part)


def to_check(kind: ClauseKind, part: str = WHOLE) -> ClauseReading:
    """Something speaks of it in words that prove nothing: a person reads it."""
    return ClauseReading(kind=kind, state=ClauseState.TO_CHECK, part=part)


def contrary(kind: ClauseKind, part: str, text: object, sheet: object) -> ClauseReading:
    """The text says otherwise than the sheet."""
    return ClauseReading(
        kind=kind, state=ClauseState.CONTRADICTED, part=part, text=str(text), sheet=str(sheet)
    )
