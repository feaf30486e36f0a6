"""Pure: the reading of the seven clauses in one French sentence or two.

A clause may be there in words that nobody foresaw: what lacks is said not to be found in the text.
"""

from relocalisons.core.kernel.words.french import NBSP, THIN, typo
from relocalisons.core.producers.contract_text.identity import FactReading
from relocalisons.core.producers.contract_text.words.kinds import (
    WHOLE,
    ClauseKind,
    ClauseReading,
    ClauseState,
)

_SHOWN = {
    ClauseKind.QUANTITY: "quantité",
    ClauseKind.PRICE: "prix",
    ClauseKind.DELIVERY: "livraison",
    ClauseKind.PAYMENT: "paiement",
    ClauseKind.DURATION: "durée",
    ClauseKind.FORCE_MAJEURE: "force majeure",
    ClauseKind.NOTICE: "préavis et indemnité",
}


def say_clauses(found: tuple[ClauseReading, ...], facts: tuple[FactReading, ...] = ()) -> str:
    """« Non trouvé : préavis. À vérifier : prix. Autre que la feuille : durée – fin (…). »."""
    contrary = [
        f"{_SHOWN[each.kind]} – {each.part} ({each.sheet}{THIN}; texte{NBSP}: {each.text})"
        for each in found
        if each.state is ClauseState.CONTRADICTED
    ] + [
        f"{each.fact} ({each.sheet}{THIN}; texte{NBSP}: {each.text})"
        for each in facts
        if each.state is ClauseState.CONTRADICTED
    ]
    unnamed = [
        f"{each.fact} ({each.sheet}, non nommé dans le texte)"
        for each in facts
        if each.state is ClauseState.TO_CHECK
    ]
    said = (
        ("Non trouvé dans le texte", _named(found, ClauseState.MISSING)),
        ("À vérifier", _named(found, ClauseState.TO_CHECK) + unnamed),
        ("Autre que la feuille", contrary),
    )
    words = " ".join(f"{label}{NBSP}: {', '.join(each)}." for label, each in said if each)
    return typo(words.replace(" kg", f"{NBSP}kg")) if words else "7 clauses lues"


def _named(found: tuple[ClauseReading, ...], state: ClauseState) -> list[str]:
    return [
        _SHOWN[each.kind] + (f" ({each.part})" if each.part != WHOLE else "")
        for each in found
        if each.state is state
    ]
