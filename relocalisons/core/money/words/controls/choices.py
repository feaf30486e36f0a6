"""Pure: what words say of a choice: why a quote was taken, until when it held, what was bought."""

import re
from datetime import date, timedelta

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.piece_texts import plain_text
from relocalisons.core.reading.cells.readers import read_single_day

_WHY = re.compile(
    r"\b(?:mieux-? ?disant|note de (?:choix|gre a gre)|analyse des offres|choix justifie|"
    r"critere\w*|incomplet\w*|hors delai|non conforme|perimetre different|options? (?:non )?"
    r"comprises?|rapport d'analyse|seul (?:a|en mesure)|delai(?:s)? (?:trop long|plus court)|"
    r"ne (?:livre|fait|couvre|fournit) pas|parce qu\w*|motif|raison|qualite|service apres)\b"
)
_UNTIL = re.compile(
    r"\b(?:valable|valide|validite)\b\D{0,25}?(?:jusqu'au|au|:)? ?(\d{1,2}/\d{1,2}/\d{4})"
)
_FOR = re.compile(
    r"\b(?:valable|valide|validite)\b\D{0,12}?(\d+) (jours?|mois)\b.*?\bdu (\d{1,2}/\d{1,2}/\d{4})"
)


def is_choice_explained(text: str | None) -> bool:
    """« mieux-disant, note de choix »: whether a dearer offer has its reason."""
    return _WHY.search(plain_text(text)) is not None


_APART = re.compile(r"\bdistincte?s?\b|\bbesoins? (?:separe|different)e?s?\b")


def tells_apart(text: str | None) -> bool:
    """« lot B, distinct du lot A »: whether a piece says that two orders are two needs."""
    return _APART.search(plain_text(text)) is not None


def quote_holds_until(text: str | None) -> date | None:
    """« valable jusqu'au 30/06/2025 », « valable 30 jours, du 01/05/2025 »."""
    said = plain_text(text)
    if found := _UNTIL.search(said):
        return read_single_day(found[1])
    if found := _FOR.search(said):
        first = read_single_day(found[3])
        days = int(found[1]) * (30 if found[2].startswith("mois") else 1)
        return first + timedelta(days=days) if first is not None else None
    return None


_DECLINED = re.compile(
    r"\b(?:ne (?:peut|peuvent|pouvons|souhait\w+|donn\w+|fait|fabriqu\w+|propos\w+|vend\w*) "
    r"(?:pas|plus)|"
    r"n'(?:est|etes|sommes) pas en mesure|dans l'impossibilite|declin\w+|pas d'offre|aucune offre|"
    r"sans (?:offre|reponse|prix|chiffrage)|(?:lettre|courrier|mail|courriel) de refus|"
    r"refus de (?:l'entreprise|repondre|chiffrer)|refuse de (?:repondre|chiffrer)|"
    r"n'a pas (?:repondu|chiffre|souhaite)|pas (?:de )?chiffre\w*|non chiffre\w*|regret\w+)\b"
)


def offers_nothing(text: str | None) -> bool:
    """« ne peut pas répondre à votre demande »: a letter beside the quotes, and no price."""
    return _DECLINED.search(plain_text(text)) is not None


_IDLE = frozenset({"facture", "devis", "achat", "commande", "lot", "suite"})
_SMALL = 3


def is_one_thing(label: str | None, other: str | None) -> bool:
    """« Chaises », « Chaises, suite »: whether two labels share a word for what was bought."""
    return bool(_bought(label) & _bought(other))


_OF_A_QUOTE = frozenset(
    {"retenu", "retenue", "signe", "signee", "accord", "valable", "jour", "moin", "cher", "delai",
     "mieux", "disant", "compri", "comprise", "livraison", "pose", "euro", "total", "offre",
     "option", "variante", "prix", "montant", "date", "meme", "objet", "bon",
     "pour", "choisi", "choix", "economiquement", "entreprise", "fournisseur", "non", "avec",
     "sans", "garantie", "mois", "semaine", "attente", "complet", "detail", "chiffre", "plus"}
)  # fmt: skip


def is_for_another_thing(note: str | None, kept: str | None, label: str | None) -> bool:
    """Whether a quote says what it is for, as the kept one does, and it is not that."""
    mine, theirs, bought = (_bought(each) - _OF_A_QUOTE for each in (note, kept, label))
    both = {each.rstrip("sx") for each in theirs | bought}
    return bool(mine) and bool(theirs & bought) and not {each.rstrip("sx") for each in mine} & both


def _bought(label: str | None) -> set[str]:
    words = (each.rstrip("s") for each in fold(label or "").split() if each.isalpha())
    return {each for each in words if len(each) > _SMALL} - _IDLE
