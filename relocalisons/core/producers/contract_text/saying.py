"""Pure: the reading of the seven clauses in one French sentence or two.

A clause may be there in words that nobody foresaw: what is not found is to be checked, not missing.
"""

from relocalisons.core.kernel.words.french import NBSP, THIN, typo
from relocalisons.core.producers.contract_text.words.patterns import ClauseKind
from relocalisons.core.producers.contract_text.words.reading import (
    WHOLE,
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


def say_clauses(found: tuple[ClauseReading, ...]) -> str:
    """« Non trouvé, à vérifier : préavis. Autre que la feuille : prix (0,65 €, texte 6,5 €). »"""
    missing = [
        _SHOWN[each.kind] + (f" ({each.part})" if each.part != WHOLE else "")
        for each in found
        if each.state is ClauseState.MISSING
    ]
    contrary = [
        f"{_SHOWN[each.kind]} – {each.part} ({each.sheet}{THIN}; texte{NBSP}: {each.text})"
        for each in found
        if each.state is ClauseState.CONTRADICTED
    ]
    said = [
        f"Non trouvé, à vérifier{NBSP}: {', '.join(missing)}." if missing else "",
        f"Autre que la feuille{NBSP}: {', '.join(contrary)}." if contrary else "",
    ]
    words = " ".join(part for part in said if part)
    return typo(words.replace(" kg", f"{NBSP}kg")) if words else "7 clauses lues"
