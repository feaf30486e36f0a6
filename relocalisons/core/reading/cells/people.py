"""Pure: whether a cell names a person, rather than an organisation, a service or a function."""

import re

from relocalisons.core.reading.cells.words import fold, tidy

_CIVILITY = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|dr|ms|mrs)\.? ")
_INITIAL = re.compile(r"[A-ZÀ-Ý]\.?(?:-[A-ZÀ-Ý]\.?)? ?")
_NAME = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[-’'][A-ZÀ-Ýa-zà-ÿ][a-zà-ÿ]+)*|[A-ZÀ-Ý]{3,}")
_SMALL = frozenset(("de", "du", "des", "le", "la", "van", "von", "d"))
# A word of these is no name of a person.
_ORGANISATION = re.compile(
    r"\b(?:mairie|commune|ville|villes|region|departement|communaute|metropole|agglo\w*|pays"
    r"|association|asso|syndicat|service|services|direction|pole|prefecture|etat|agence|chambre"
    r"|college|lycee|ecole|universite|parc|office|centre|club|federation|reseau|groupement"
    r"|cooperative|coop|scic|scop|sarl|sas|gaec|earl|ferme|domaine|cuisine|cantine|restaurant"
    r"|hopital|maison|mission|comite|conseil|institut|fondation|collectif|collectivite|bureau"
    r"|cabinet|societe|entreprise|transports?|epicerie|marche|banque|caisse|musee|theatre|equipe"
    r"|referent\w*|charge\w*|responsable\w*|directeur|directrice|president\w*|elu|elus|elue"
    r"|technicien\w*|animat\w+|coordinat\w+|prestataire|producteurs?|agriculteurs?|habitants?"
    r"|benevoles?|partenaires?|tous|toutes|cc|ca|ccas|team|council|department|university|city)\b"
)
_MOST_WORDS = 4


def is_person(text: str | None) -> bool:
    """« Mme Blanc », « J. Lopez », « Anne Roux »; never « Mairie », « ARS » or a name alone."""
    typed = tidy(text or "")
    folded = fold(typed)
    if not typed or any(map(str.isdigit, typed)) or _ORGANISATION.search(folded):
        return False
    civility = _CIVILITY.match(f"{folded} ")
    bare = typed[civility.end() :].strip() if civility is not None else typed
    initial = None if civility is not None else _INITIAL.match(bare)
    if fold(bare).split(" ")[0] in _SMALL:
        return False
    words = [word for word in bare.split(" ") if fold(word) not in _SMALL]
    if initial is not None and "." in initial[0]:
        words = words[1:]
        return 1 <= len(words) < _MOST_WORDS and all(map(_NAME.fullmatch, words))
    fewest = 1 if civility is not None else 2
    return fewest <= len(words) < _MOST_WORDS and all(map(_NAME.fullmatch, words))
