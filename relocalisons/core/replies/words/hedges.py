"""Pure: what takes certainty from a clause: conditions, shades, denials, a future."""

import re

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.clause import Clause

_SHADE = re.compile(
    r"\b(?:si|s'il|s'ils|sauf|normalement|peut-etre|peut etre|en principe|a priori|je crois|"
    r"je pense|je suppose|j'imagine|croyai\w+|pensai\w+|semblait|devai(?:s|t|ent)|aurai(?:s|t) du|"
    r"il me semble|sous reserve|probablement|surement|sans doute|possible|faudrait|pourrait|"
    r"devrait|"
    r"devrais|espere|esperons|sinon|parait|on verra|plus ou moins|quasi\w*|presque|environ|vers|"
    r"a peu pres|alentours|autour|grosso modo|approximativement|theoriquement|logiquement|"
    r"jure|assurent? que|"
    r"en theorie|en general|generalement|d'habitude|habituellement|inch|croise|pincettes|"
    r"au mieux|au plus tot|"
    r"bientot|je sais pas|ne sais pas|eventuellement|pas sur|pas sure|tant que|a condition|"
    r"jusqu'a|seulement|uniquement|crois plus|je crois bien|ou alors|peut|evidemment|bien sur|"
    r"refait|redit|"
    r"par erreur|annul\w+|dechir\w+|un autre|une autre|"
    r"par (?:l'autre|les autres|d'autres|les? vois\w+))\b"
)
_COUNT = r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|\d{1,2})"
# « posés mardi », « fêtes maintenues dimanche »: what was done, or what will be.
_PARTICIPLE = re.compile(r"\w{3,}(?:é|ée|és|ées|ues|ises?)\b")
_CHOICE = re.compile(r"\b(?:soit\b.*\bsoit|ou)\b")
_BUT = re.compile(r"\b(?:mais|cependant|toutefois|par contre|sauf|enfin non|retard)\b")
_NEGATED = re.compile(
    r"\bn(?:e |')(?:pourr\w+|peu[xt]|puis|saurai\w*) (?:\w+ )?(?:\w+er|\w+ir|\w+re)\b(?!.*\bqu)|"
    r"\b(?:pas|plus|jamais|non|rien|aucune?|sans)\b(?! (?:de probleme|de souci|probleme|souci|"
    r"seulement|"
    r"de soucis|moins|tard))"
)
_FUTURE = re.compile(
    r"\b(?:sera|seront|serai|serons|va|vais|vont|allons|devrait|devra|doit|partiront|partira|"
    r"ferai|fera|"
    r"ferons|a faire|reste a|faudra|aurez|auras|pourra)\b"
)
_SAME = re.compile(r"\b(?:aussi|pareil|idem|egalement|de meme|meme (?:chose|topo|date))\b")
_SAYS_NO = re.compile(
    r"\b(?:pas|plus|non|absen\w+|excus\w+|empech\w+|indispo\w*|declin\w+|impossible|sans moi|"
    r"ne pourr\w+|retenue?s?)\b"
)
_QUESTION = re.compile(r"\?")
_TURN = re.compile(r"\W*(?:mais|du coup|sauf|par contre|en revanche|sinon|donc je)\b")


# « des six contrats, quatre sont signés »: a part of what was asked for.
_A_PART = re.compile(
    rf"\b(?:des|sur(?: les)?|de (?:nos|vos|mes)) {_COUNT}\b(?! \w+er).*\b{_COUNT}\b"
)


def is_hedged(text: str) -> bool:
    """Whether a folded clause is shaded: a condition, a guess, an estimate, a part."""
    return bool(_SHADE.search(text) or _A_PART.search(text))


_JEST = re.compile(
    r"\b(?:je|j'|on) ?(?:plaisant|blagu|rigol|deconn)\w*|"
    r"\bbonne blague\b|\b(?:une|la) blague\b|poisson d'avril"
)


def is_in_jest(text: str) -> bool:
    """« c’est fait, je plaisante »: of all that a folded mail says, nobody knows what holds."""
    return bool(_JEST.search(text))


def has_choice(original: str) -> bool:
    """Whether two things are offered: « demain ou lundi » (« où » is no choice)."""
    return bool(_CHOICE.search(original.lower()))


def has_participle(original: str) -> bool:
    """Whether a participle stands there, typed with its accent."""
    return bool(_PARTICIPLE.search(original.lower()))


def has_but(text: str) -> bool:
    """Whether something is taken back: « mais », « sauf »."""
    return bool(_BUT.search(text))


def is_haggled(text: str) -> bool:
    """« ok pour 12 tonnes mais pas 15 »: a yes of which a part is refused."""
    _, but, after = text.partition(" mais ")
    return bool(but) and is_negated(after)


def denies_all(text: str) -> bool:
    """« Formidable, il s’est monté tout seul. Non. »: what was said before is taken back."""
    return text.strip(" .!") in ("non", "mais non", "eh non")


def says_no(text: str) -> bool:
    """« je ne viens pas », « excusée », « absent »: an absence that is said, not only explained."""
    return bool(_SAYS_NO.search(text))


def is_negated(text: str) -> bool:
    """Whether a folded text denies."""
    return bool(_NEGATED.search(text))


def is_future(text: str) -> bool:
    """Whether it is still to come."""
    return bool(_FUTURE.search(text))


def says_the_same(text: str) -> bool:
    """« la facture aussi », « pareil pour le contrat »."""
    return len(text.split()) <= 6 and bool(_SAME.search(text))


def asks(original: str) -> bool:
    """Whether it is a question; « ??? » is anger, not a question."""
    return (
        bool(_QUESTION.search(original))
        and "??" not in original
        and not {"!?", "?!"} & set(re.findall(r"[!?]{2}", original))
    )


_POLITE = re.compile(
    r"\b(?:merci\w*|bien recu\w*|bien note|recu|note|bonjour|bonsoir|madame|monsieur|"
    r"bonne (?:journee|soiree)|"
    r"super|beaucoup|pour|votre|vos|ce|le|la|les|mail|message|rappel|patience|a vous|bien|"
    r"tout|de|je|j'ai|vous|et|"
    r"ok|ca|c'est|parfait|d'avance|claire|bravo|travail)\b"
)


def says_something(text: str) -> bool:
    """Whether a folded sentence is more than thanks and greetings."""
    return len(re.findall(r"\w{2,}", _POLITE.sub(" ", text))) >= 2


_NEAR = r"(?!\d|reste|lundi|mardi|mercredi|jeudi|vendredi|date|jour|mail|part)"
_ANOTHER = re.compile(
    rf"\b(?:oui|non|ok) (?:pour|a) (?:(?:le|la|les|une?) {_NEAR}|l'{_NEAR})(?=\w)"
)


def names_another(text: str) -> bool:
    """« non pour la visite », where no line is a visit: it answers something that was not asked."""
    return bool(_ANOTHER.search(text))


AUXILIARIES = frozenset(
    (
        "est", "sont", "a", "ai", "as", "j'ai", "avons", "ont", "ete", "c'est", "l'ai", "es",
        "avait", "etait", "l'a",
    )
)  # fmt: skip
_BETWEEN = frozenset(("bien", "enfin", "deja", "tout", "ete", "aussi", "donc", "finalement"))
_PRONOUNS = frozenset(
    (
        "je", "on", "nous", "il", "elle", "ils", "tu", "vous", "se", "le", "la", "les", "lui", "te",
        "une", "un", "pleine", "y", "m'y", "s'y", "j'y", "l'y",
        "de", "du", "des", "ne", "notre", "ma", "cette", "en",
    )
)  # fmt: skip
_NO_PARTICIPLE = frozenset(("je", "tu", "on", "nous", "les", "des", "nos", "mes", "vos", "ces"))
_NOUNS = frozenset(
    (
        "recolte", "livre", "poste", "place", "mandate", "vote", "plante", "commande", "donne",
        "monte", "adresse",
    )
)  # fmt: skip


def is_participle(match: re.Match[str], clause: Clause) -> bool:
    """Not « je livre », « la récolte »: an accent, an auxiliary, or a form that is nothing else."""
    last = match[0].split()[-1]
    ahead_of = clause.text[: match.start()].split()[-1:]
    if len(match[0].split()) == 1 and ahead_of and ahead_of[0] in _NO_PARTICIPLE:
        return False  # « je clos dimanche », « j’ai reçu les plants »
    base = last.removesuffix("s")
    if not base.endswith("e") or (
        base.endswith(("ie", "ue", "ise", "ite", "ee")) and base != "remise"
    ):
        return True
    typed = [word for word in re.findall(r"[\w'’-]+", clause.words) if fold(word) == last]
    if any(word.lower().endswith(("é", "ée", "és", "ées")) for word in typed):
        return True
    before = clause.text[: match.start() + len(match[0]) - len(last)].split()[-2:]
    if not before:
        return True
    if before[-1] in AUXILIARIES or (before[-1] in _BETWEEN and before[0] in AUXILIARIES):
        return True
    plain = (clause.words.isascii() or last == "remise") and before[-1] not in _PRONOUNS
    return plain and last not in _NOUNS


def turns(text: str) -> bool:
    """« mais … », « du coup … »: what was just said is not all of it."""
    return bool(_TURN.match(text))
