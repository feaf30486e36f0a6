"""Pure: what stands between the verbs of a clause: on what it hangs, in whose hands it lies."""

import re

from relocalisons.core.replies.words.names import people_in

_HANGS_ON = re.compile(
    r"\b(?:quand(?! (?:vous|tu)\b)|lorsqu(?:e\b|')|des qu(?:e\b|')|"
    r"une fois qu(?:e\b|')|aussitot qu(?:e\b|')|"
    r"le jour ou)"
)
# « dès que possible », « dès réception »: nobody is waited for.
_SHORT = 5  # characters before « dès que … , … »
_OF_MINE = re.compile(
    r"\b(?:quand|lorsqu\w*|des|une fois|aussitot) ?(?:qu(?:e |')|')?(?:possible|je |j'|on |nous |"
    r"reception|mon |ma |notre )"
)
_ONLY = re.compile(r"\bn(?:e |')(?:\w+'?[ ']?){1,6}?(?<!tant )(?<!plus )(?<!alors )qu(?:e |')")
_IN_HANDS = re.compile(
    r"\b(?:est|sont|reste|restent|toujours|encore|part|partie?s?) (?:\w+ )?(?:au|en|a la|a l'|"
    r"aux) ?(?:visa|controle de legalite|parapheur|arbitrage|service juridique)\b"
)
_OUT_OF_ORDER = re.compile(
    r"\b(?:faillite|depot de bilan|hs\b|hors service|en liquidation|en redressement)|"
    r"\bchez le (?:mecano|garagiste|reparateur|mecanicien|concessionnaire)\b|"
    r"\b(?:il|elle|ils|elles|qui|gestionnaire|comptable|secretaire|directeur|directrice|chef|"
    r"collegue|mari|femme|fils|ouvrier|salarie|livreur|chauffeur|technicien)e? (?:est|sont) "
    r"(?:\w+ )?(?:en arret|hospitalisee?|souffrante?s?|en conge maladie)\b|"
    r"\bl'(?:autre|une?) (?:\w+ )?en arret\b|\b(?:de |la |une? )(?:grele|tempete|inondation|"
    r"incendie|"
    r"secheresse|coulee de boue)\b"
)
_FIRST_OF_ALL = re.compile(
    r"\b(?:souhait\w+|veu\w+|voudr\w+|doi\w+|tien\w+ a|deman\w+ a|exige\w*) (?:\w+ ){0,3}"
    r"(?:rencontr|voir|parl|reli|valid|verifi|discut|consult|recev)\w* (?:.{0,30})avant "
    r"(?:de|d'|que|tout|la|le)"
)
_UNDECIDED = re.compile(
    r"\b(?:sais|savons|peux|puis|pouvons|peut) (?:pas|point|plus)?(?: encore| rien| toujours)* ?"
    r"(?:pas )?(?:si |(?:te |vous )?(?:dire|confirmer|garantir|promettre)|m'engager)|"
    r"\bon verra\b|\bpas encore sure?s?\b|\ba confirmer\b"
)
_CONFIRMS = re.compile(
    r"\b(?:je|nous|on) (?:les? |la |l'|vous |te |en )*confirm(?:e|ons)\b(?! (?:que|qu'|a \w+ que))"
)
_WHO_COMES = re.compile(
    r"\bc['’]est (?P<name>[^,.;:]{3,40}?) qui (?:vient|viendra|ira|y va|sera|assistera|siègera|"
    r"siegera|y sera|me remplace|nous remplace|me représente|prend ma place)|"
    r"\bc['’]est (?:donc |plutôt )?(?:l[ea] |notre |mon |ma )[\w ]{4,30}, "
    r"(?P<named>[^,]{3,40}), qui (?:vient|viendra|ira|y va|sera|assistera|siègera|siégera)\b|"
    r"(?:^|[;.,] ?)(?P<titled>(?:M\.|Mme|Madame|Monsieur|Me|Maître) [A-ZÉÈ][\w’'-]+(?: [A-ZÉÈ]"
    r"[\w’'-]+)?), (?:notre|mon|ma|l[ea]) [^,]{3,40}, (?:viendra|ira|y sera|sera là|assistera|"
    r"siègera|siégera|y va|vient)\b"
)
_TAKES_OVER = re.compile(
    r"\bce sera (?:l[ea] )?(?P<name>[A-ZÉÈ][\w’'-]+(?: [A-ZÉÈ][\w’'-]+)?)|"
    r"\b[Cc]['’]est (?P<other>[A-ZÉÈ][\w’'-]+(?: [A-ZÉÈ][\w’'-]+)?) (?:maintenant|désormais|"
    r"dorénavant|qui (?:reprend|suit|gère|s['’]en occupe))|"
    r"^\W*[\w’' ]{3,30}?,? c['’]est (?P<label>(?:M\. |Mme |Me )?[A-ZÉÈ][\w’'-]+"
    r"(?: [A-ZÉÈ][\w’'-]+)?)\W*$"
)
_AGREED = re.compile(r"\b(?:il|elle|ils|elles) (?:est|sont) d'accord\b")
_WISHED = re.compile(
    r"\b(?:serais|serions|serait) (?:bien |volontiers |quand meme )?(?:alle|venu|passe|reste)e?s?\b"
)
_ELSE = re.compile(
    r"\W*(?:a defaut|sans quoi|faute de quoi|dans le cas contraire|autrement|sinon)\b.*\b(?:absen|"
    r"excus|viendr|sans (?:moi|nous)|pourr)"
)
_SOME = re.compile(
    r"\b(?:un|une|deux|trois|quatre|cinq|six|\d+|certains|certaines|quelques-un\w+) (?:\w+ )?"
    r"(?:l'ont|les ont|m'ont|me l'ont|ont deja)\b"
)
_IRONY = re.compile(
    r"\W*(?:oui bien sur,? et|mais (?:oui )?bien sur|mais oui|formidable|ben voyons|"
    r"bien sur,? je)\b"
)
_CALLS_BACK = re.compile(
    r"\b(?:je|on|nous|j') ?(?:vous |t'|te )(?:r?app?ell?\w*|retelephone\w*|recontacte\w*|"
    r"reviens vers)"
)
_YOU_WILL = re.compile(
    r"\W*(?:et |donc )*(?:vous|tu) (?:l'|l[ae]s? )(?:aurez|auras|recevrez|recevras)\b|"
    r"\W*(?:et )?(?:vous|tu) (?:devriez|devrais|allez|vas|pouvez|peux|aurez|auras|recevrez) "
    r"(?:donc |normalement |tous |bien )*(?:les? |la |l'|tout )?(?:recevoir|avoir|voir|trouver|"
    r"cocher|lire|consulter|verifier)\b"
)


def hangs_on(text: str) -> tuple[str, str] | None:
    """« ce sera fait | quand le labo répond »: a thing, and on what it hangs."""
    match = _HANGS_ON.search(text)
    if match is None:
        return None
    first = re.fullmatch(r"(?P<tail>.{8,}?), (?P<head>.+)", text[match.start() :])
    if match.start() < _SHORT and first:
        return first["head"], first["tail"]
    return text[: match.start()], text[match.start() :]


def hangs_on_me(tail: str) -> bool:
    """« dès que je peux », « dès réception »."""
    return bool(_OF_MINE.match(tail))


def only_from(text: str) -> int | None:
    """Where « ne … que » lets begin: « ne sera prêt que | le 12 »."""
    match = _ONLY.search(text)
    return match.end() if match else None


def is_in_other_hands(text: str) -> bool:
    """« au visa de la trésorerie »: it waits for those."""
    return bool(_IN_HANDS.search(text))


def is_out_of_order(text: str) -> bool:
    """« la pompe est HS », « la gestionnaire est en arrêt »."""
    return bool(_OUT_OF_ORDER.search(text))


def is_first_of_all(text: str) -> bool:
    """« le maire souhaite vous voir avant de signer »."""
    return bool(_FIRST_OF_ALL.search(text))


def is_undecided(text: str) -> bool:
    """« je ne sais pas encore si », « on verra »."""
    return bool(_UNDECIDED.search(text))


def confirms(text: str) -> bool:
    """« je confirme », of an invitation."""
    return bool(_CONFIRMS.search(text))


def is_left_open(text: str) -> bool:
    """« je confirme plus tard », « ma venue ou pas »."""
    return bool(
        re.search(r"\b(?:ou pas|plus tard|demain|bientot|des que|quand|si|sous reserve)\b", text)
    )


def who_comes(words: str) -> str:
    """« c’est Romain Gilly qui vient »: his name."""
    match = _WHO_COMES.search(words)
    told = next((each for each in match.groups() if each), "") if match else ""
    people = people_in(told)
    return people[0][0] if people else ""


def who_takes_over(words: str) -> str:
    """« ce sera Inès Prat », « c’est Nadia maintenant »: whose line it is from now on."""
    match = _TAKES_OVER.search(words)
    told = next((each for each in match.groups() if each), "") if match else ""
    people = people_in(told)
    return people[0][0] if people else ""


def tells_nothing(text: str) -> bool:
    """« il est d’accord », « j’y serais bien allé », « à défaut nous serons absents »."""
    return any(each.search(text) for each in (_AGREED, _WISHED, _SOME, _CALLS_BACK)) or bool(
        _ELSE.match(text)
    )


_ALMOST = re.compile(
    r"\b(?:manque|manquent|reste|restent) plus que?\b|\ben voie d(?:e |')|\b(?:premiere|une|"
    r"seule) partie (?:\w+ )?(?:est|a)\b|"
    r"\bplus qu'(?:a|une?|les?) "
)
_FOR_ALL = re.compile(
    r"\bvotre (?:demande|message|mail|courriel|courrier) (?:a ete|est|concerne|releve)\b"
)
_GIVEN_AWAY = re.compile(
    r"\b(?:a ete|est|ai|avons|sont|ont ete) (?:\w+ )?confiee?s? a (?!vous)|\bdepend d(?:e |u |"
    r"es |').*\bpas de (?:moi|nous)\b"
)
_BETTER = re.compile(
    r"\b(?:conviendrait|arrangerait|irait) (?:mieux|davantage|plus)\b|\bserait (?:mieux|"
    r"preferable)\b"
)
_MINE_NO_MORE = re.compile(
    r"\b(?:m'occupe|nous occupons|gere|gerons|suis|suivons|tiens|tenons|traite|traitons|"
    r"suis plus en charge|"
    r"sommes plus en charge|avons|ai) (?:plus )?(?:mandat |rien )?(?:plus )?(?:pour |de |d'|du |"
    r"des )?(?:ce |cette |ces |la |le |l'|les )"
)
_NEW_ADDRESS = re.compile(r"\bchange (?:de |d')(?:adresse|numero|mail|tel\w*|portable)\b")
_FREE_THEN = re.compile(r"\b(?:je suis|serai|suis) (?:dispo\w*|joignable|libre)\b")
_GOT = re.compile(
    r"\W*(?:j'ai |nous avons |on a )?bien recu (?:le|la|les|l'|votre|vos|ton|tes|ta)\b"
)


def is_almost(text: str) -> bool:
    """« il ne manque plus que la légende », « la première partie est faite »."""
    return bool(_ALMOST.search(text))


def is_given_away(text: str) -> bool:
    """« votre demande a été transmise à … », « confié à un confrère »: another’s now."""
    return bool(_FOR_ALL.search(text) or _GIVEN_AWAY.search(text))


def suits_better(text: str) -> bool:
    """« le 16 conviendrait mieux que le 14 »."""
    return bool(_BETTER.search(text))


def is_no_more_mine(text: str) -> bool:
    """« je ne m’occupe plus de la facturation »: of a line, not of the person."""
    return " plus" in text and bool(_MINE_NO_MORE.search(text))


def is_of_an_address(text: str) -> bool:
    """« j’ai changé d’adresse »: no line is done."""
    return bool(_NEW_ADDRESS.search(text))


def is_free_then(text: str) -> bool:
    """« je suis dispo demain », where nobody is invited."""
    return bool(_FREE_THEN.search(text))


def is_receipt(text: str) -> bool:
    """« bien reçu le contrat corrigé »: ours, that came."""
    return bool(_GOT.match(text))


def is_ironic(text: str) -> bool:
    """« mais bien sûr, c’est fait »."""
    return bool(_IRONY.match(text))


def is_what_follows(text: str) -> bool:
    """« vous devriez les recevoir lundi », of what was just said to be sent."""
    return bool(_YOU_WILL.match(text))
