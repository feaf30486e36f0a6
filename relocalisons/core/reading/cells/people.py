"""Pure: whether a cell names a person, rather than an organisation, a service or a function."""

import re

from relocalisons.core.reading.cells.words import fold, tidy

_CIVILITY = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|dr|ms|mrs)\.? ")
# « Mercœur », « Štefan Kovač »: the letters of Latin-1 are not all those of names.
_UPPER, _LOWER = "A-ZÀ-Ý\u0100-\u017f", "a-zß-ÿ\u0100-\u017f"
_INITIAL = re.compile(rf"[{_UPPER}]\.?(?:-[{_UPPER}]\.?)? ?")
_NAME = re.compile(
    rf"[{_UPPER}][{_LOWER}]+(?:[-’'][{_UPPER}{_LOWER}][{_LOWER}]+)*|[{_UPPER}]{{3,}}"
)
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
# « Claire Vidal, responsable de l'épicerie », « Tadhg Breen (manager) »: a name and a function.
_WITH_JOB = re.compile(r"(?P<name>[^,;()]+?)(?:, | [-–—] | ?\()(?P<job>[a-zà-ÿ][^,;()]{2,60})\)?")
_NO_JOB = re.compile(
    r"(?:l[ae]s?|du|des?|d'|l'|un|une|chez|pour|et|avec|puis|ou|via|en|si|sauf|the|at|for|and|or"
    r"|with|from|absente?|jusqu\S*|depuis|until|remplac\S*|partie?|a |au )(?:\b|$)"
)


def is_organisation(text: str) -> bool:
    """« Collège Jean-Moulin », « CHSG »: a word of an organisation, or a name in capitals."""
    typed = tidy(text)
    return _ORGANISATION.search(fold(typed)) is not None or _ACRONYM.fullmatch(typed) is not None


_ACRONYM = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý&-]{1,7}(?: [A-ZÀ-Ý0-9].*)?")


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


def without_job(text: str) -> str:
    """The name of a person without the function beside it; any other text as it is."""
    typed = tidy(text)
    match = _WITH_JOB.fullmatch(typed)
    if match is None or not is_person(match["name"]) or _NO_JOB.match(fold(match["job"])):
        return text
    job = fold(match["job"])
    is_login = any(word[:3] in job for word in fold(match["name"]).split() if len(word) > 2)
    return text if is_login else match["name"]
