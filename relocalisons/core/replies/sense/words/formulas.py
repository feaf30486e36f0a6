"""Pure: what politeness puts before the answer, or in place of it."""

import re

from relocalisons.core.reading.cells.words import fold

_LEAD = re.compile(
    r"(?:(?:je |nous |j')(?:vous |te |me permets de vous |tenais? a vous |tenons a vous |"
    r"souhait\w+ "
    r"vous |dois (?:malheureusement )?vous |peux (?:d'ores et deja )?vous |"
    r"ai l'honneur de (?:vous )?|"
    r"ai le (?:plaisir|regret) de (?:vous )?|(?:ai |avons )?le (?:plaisir|regret) de (?:vous )?|"
    r"suis (?:au regret|heureu\w+|ravie?|desolee?) de (?:devoir )?(?:vous )?)?"
    r"(?:informe\w*|confirme\w*|signal\w+|annonc\w+|indiqu\w+|precis\w+|apprend\w*|rappelle|"
    r"inform\w+|faire savoir|faire part|fai(?:s|sons) savoir|dire) (?:donc |egalement |par la "
    r"presente |d'ores et deja )?(?:que |qu')|"
    r"(?:sachez|notez|veuillez noter|merci de noter|a noter|soyez informee?s?|je (?:note|precise)|"
    r"pour (?:votre )?information|pour info|pour memoire|comme (?:convenu|promis|prevu|annonce|vu "
    r"ensemble)|suite a (?:votre|ton|notre) \w+(?: (?:du|de|d') ?[\w ]{1,20})?|en reponse a votre "
    r"\w+|sauf erreur(?: de (?:ma|notre) part)?|(?:apres )?verification faite|renseignements? "
    r"pris|reponse)"
    r"(?: (?:toutefois|cependant|donc|egalement|bien))?(?: que| qu'|,| :)|"
    r"comme je (?:vous |te )?l'(?:ai|avais) (?:deja )?(?:dit|ecrit|explique|indique|"
    r"signale)(?: \w+){0,4},|"
    r"(?:considere\w*|dis-toi|disons|tu peux considerer|vous pouvez considerer) que |"
    r"(?:par ailleurs|en revanche|d'autre part|d'une part|enfin|bref|bon|alors|donc|euh|ah|oh|"
    r"(?:j'ai|nous avons) bien recu (?:votre|ton|le|vos) \w+,? mais|"
    r"en effet|effectivement|de plus|egalement|pour le coup|du coup|a ce jour|dans l'ordre|"
    r"bonne nouvelle|mauvaise nouvelle|rebonjour|re-bonjour|petite precision|precision)"
    r"(?: ?[,:]| )|"
    r"(?:s'agissant|concernant|en ce qui concerne|pour ce qui est|au sujet|a propos|quant|"
    r"relativement|cote)(?= ))"
)
_KEPT = re.compile(
    r"(?:s'agissant|concernant|en ce qui concerne|pour ce qui|au sujet|a propos|quant|"
    r"relativement|cote)"
)
_EMPTY = re.compile(
    r"(?:je fais suite|nous faisons suite|faisant suite|je reviens vers vous|je me permets de "
    r"(?:revenir|me presenter|vous (?:ecrire|repondre|solliciter))|(?:j'accuse|nous accusons) "
    r"(?:bonne )?reception|(?:j'ai|nous avons) bien (?:recu|pris connaissance|"
    r"note) (?:de )?(?:votre|"
    r"vos|ton|tes) |bien recu|j'espere que (?:vous|tu)|nous esperons que (?:vous|tu)|merci "
    r"(?:pour|de (?:votre|ton|vos|ta|m'avoir|cette|ce)|a vous|beaucoup|infiniment|encore|bonne|et "
    r"bonne|bon )|"
    r"je (?:vous |te )(?:remercie|souhaite|prie (?:de croire|d'agreer))|"
    r"nous vous remercions|(?:je|nous) (?:reste|restons|me tiens|demeure)\w* (?:bien sur |"
    r"naturellement )?a (?:votre|ta) (?:entiere )?disposition|(?:je (?:suis )?|nous "
    r"(?:sommes )?)?desolee?s?(?=\W*$)|desolee?s?(?: pour| du| de)? (?:le |la |ce |cette |"
    r"mon |ma |ma )?"
    r"(?:retard|delai|reponse|silence|oubli)|(?:toutes )?mes excuses|pardon|je vous prie d'excuser "
    r"(?:ce|le|mon|cette|la|ma)|excuse\w*[- ]moi (?:pour|du|de)|votre (?:rappel|message|mail|"
    r"courriel|courrier|demande)\b.* (?:parvenu|recu|retenu)|en vous (?:souhaitant|remerciant)|"
    r"dans l'attente|belle (?:continuation|journee)|bon courage|comme (?:je vous|vous le savez))\b"
)
_LONGEST_EMPTY = 130
# « mes excuses pour le COPIL »: an absence, and no politeness.
_OF_A_DAY = re.compile(
    r"\bexcus\w+\b.*\b(?:absence|copil|cotech?|comite|reunion|seance|visite|assemblee|"
    r"rendez-vous|(?:le|du|au) \d)"
)
_THANKED = re.compile(
    r", (?:dont|auquel|qui|et) (?:je|nous) (?:vous |te )?(?:en )?remerci\w*|, votre \w+"
)
_GOES_ON = re.compile(
    r"[;:]|, (?!c'etait|tres|vraiment)\w|\bmais\b|\bet (?:je|nous|on|vous|le|la|les)\b"
)
_VOCATIVE = re.compile(r"[A-ZÉÈ][\w-]{2,14}(?: [A-ZÉÈ][\w-]+)?, (?=\w)")


def without_lead(words: str) -> str:
    """A sentence from where it begins to answer: without « je vous informe que », « Inès, »."""
    for _ in range(3):
        folded = fold(words)
        if len(folded) != len(words):
            return words
        match = _LEAD.match(folded)
        if match is None or _KEPT.match(folded):
            return words
        rest = words[match.end() :].strip(" ,:")
        if len(rest.split()) < 2:
            return words
        words = rest
    return words


def without_vocative(words: str, known: str) -> str:
    """« Inès, pour les factures … » : whom we are is no part of it; `known` are our own words."""
    match = _VOCATIVE.match(words)
    if match is None or fold(match[0]).strip(" ,") not in known:
        return words
    return words[match.end() :]


def is_empty(words: str) -> bool:
    """Whether a sentence is politeness alone: it answers nothing."""
    folded = fold(words)
    match = _EMPTY.match(folded)
    if match is None or len(folded) > _LONGEST_EMPTY or _OF_A_DAY.search(folded):
        return False
    return not _GOES_ON.search(_THANKED.sub("", folded[match.end() :]))
