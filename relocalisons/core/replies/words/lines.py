"""Pure: which line of our mail a clause speaks of: by number, by title, or all of them."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.model import Ask, AskKind

_STOP_WORDS = frozenset(
    (
        "pour", "avec", "contre", "bio", "dans", "sans", "deux", "trois", "quatre", "cette",
        "notre", "votre",
        "leur", "entre", "sous", "chez", "mise", "suivi", "mois", "trimestre", "semestre", "point",
        "semaine", "semaines", "dates", "confirmer", "faire", "fait", "janvier", "fevrier", "mars",
        "avril", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hiver",
        "automne", "printemps",
    )
)  # fmt: skip
_MEETING = re.compile(
    r"\b(?:copil|cotech?|comite (?:de pilotage|technique)|comite|reunion|seance|codir|assemblee)\b"
)
_VISIT = re.compile(r"\bvisites?\b|\b(?:re)?(?:venez|passez) (?:plutot|le|la|me|nous|quand|donc)\b")
_BOTH = re.compile(
    r"\b(?:les|aux|ces|mes|nos) (?:deux|trois|quatre|2|3|4)\b(?! (?:premi|derni|autres|tiers|"
    r"quarts|"
    r"sem|mois|jours|ha\b|h\b))"
)
_ALL = re.compile(
    r"\btout (?:ca|cela|est|sont|a ete|sera|bon|ok|fait|fini|envoye|parti|regle|roule|transmis)\b|"
    r"\b(?:bloqu\w+|envoy\w+|fait|fini|sign\w+|rend\w*|livr\w+|arret\w+|transmis|depos\w+) tout\b|"
    r"\btout (?:sera |est |a ete )?(?:\w+ )?(?:boucl|termin|sign|livr|rendu|pret|finalis|achev)\w*|"
    r"\b(?:pour|a) tout\b|\bles (?:elements|pieces|documents|justificatifs)\b(?! d)|"
    r"\b(?:tous|toutes)(?=\W*$| (?:ok|fait|fini|envoy|regl|bon|sont))"
)
_REST = re.compile(
    r"\b(?:le reste|les (?:deux |trois |2 |3 )?autres|l'autre|le second|la seconde)\b"
)
_EXCEPT = re.compile(r"\b(?:sauf|hormis|a part|excepte|hors)\b")
_PAID = re.compile(r"\b(?:pay|regl|acquitt|vir)ee?s?\b")
_SUBJECT = re.compile(
    r"\b(?:le|la|les|l'|mes|nos|ses|leurs) ?(?P<noun>\w{4,})(?: (?:de |du |des |"
    r"d')(?P<of>\w+))? (?:est|sont|a ete|ont ete) (?!pas|"
    r"plus|trop)"
)
# « ci-joint ma lettre », « devis signé »: what is handed over or done, if it is no line of ours.
_HANDED = re.compile(
    r"\b(?:ci-jointe?s?|joins|trouver|piece jointe) (?:ma |mon |mes |une? )(?P<noun>\w{4,})"
)
_BARE = re.compile(
    r"\b(?P<noun>devis|acompte|promesse|brouillon|plants?|bon|commande|courrier|rappel|relance|"
    r"remarques?|reunion|formation|demande) (?:\w+ )?\w+ee?s?\b"
)
# « j’ai terminé ma formation »: what was done, if it is no line of ours.
_OBJECT = re.compile(
    r"\b(?:j'ai|on a|nous avons) (?:bien |deja |enfin )?\w+(?:e|i|u|is|it) (?:une?|ma|mon|"
    r"mes|le|la|les|"
    r"notre|nos) (?P<noun>\w{4,})"
)
_BY_ANOTHER = re.compile(
    r"\b(?:rendu|livre|remis|fourni|envoye|transmis)e?s? par (?:le|la|les|un|une) "
)
_ORDERED = re.compile(r"\b(?:est|sont|a ete|ont ete|ai|avons|on a) (?:bien |deja )?commandee?s?\b")
_ORDER = re.compile(r"\b(?:command|achat|achet|devis)")
_ANY_THING = frozenset(
    (
        "tout",
        "dossier",
        "dossiers",
        "document",
        "documents",
        "pieces",
        "piece",
        "deux",
        "trois",
        "quatre",
        "autres",
    )
)
_IT = re.compile(
    r"\W*(?:ils?|elles?|ca|cela|tout|le tout|(?:on|nous) (?:y|en|l[ae]s?|s'y)|j'y|j'en) "
)
_WORD = re.compile(
    r"[a-z]{4,}|\b(?:ail|ble|riz|vin|lin|bus|eau|sol|bee|pac|tri|suie|miel|mas|bio)\b|(?<![\d/])\d{3}(?!\d)"
)
_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "a", "au", "aux", "en", "et", "n")
)
_LITTLE = frozenset(
    [
        "ca",
        "ci",
        "de",
        "du",
        "la",
        "le",
        "au",
        "et",
        "en",
        "un",
        "si",
        "on",
        "ou",
        "ne",
        "il",
        "je",
        "tu",
        "se",
        "sa",
        "ma",
        "ta",
        "me",
        "te",
        "ce",
        "es",
        "as",
        "ai",
        "va",
        "vu",
        "pu",
        "eu",
        "pas",
        "par",
        "sur",
        "des",
        "les",
        "est",
        "ok",
        "tel",
        "mr",
        "dr",
        "st",
        "ha",
        "kg",
        "pm",
        "am",
        "rv",
        "bp",
        "cp",
        "pr",
        "ds",
        "mi",
        "dos",
        "pl",
        "of",
    ]
)
_HEAD = 0.25
_STEM = 5
_ENDING = re.compile(r"(?:ations?|aisons?|ages?|ements?|atures?|ures?|ees?|ers?)$")


@dataclass(frozen=True, slots=True)
class Named:
    """The lines that a clause names: none, one, all, or several between which it does not say."""

    refs: tuple[str, ...] = ()
    each: bool = False  # « les deux »: all of them, not one of them
    rest: bool = False  # « le reste »: those not yet spoken of


def _stem(word: str) -> str:
    word = re.sub(r"(.)\1", r"\1", word.rstrip("sx"))  # « tunel » is the tunnel
    return word[: _STEM if len(word) > _STEM else 4]


@dataclass(frozen=True, slots=True)
class _Title:
    """What the title of a line is known by; each clause of a mail is compared with it."""

    stems: tuple[str, ...]
    head: str  # « étude », of the study rather than of its invoice
    roots: frozenset[str]
    short: re.Pattern[str] | None


@lru_cache(maxsize=1024)
def _title_of(ask: Ask) -> _Title:
    heard = _WORD.findall(fold(f"{ask.title} {ask.nickname}"))
    told = [word for word in _WORD.findall(fold(ask.title)) if word not in _STOP_WORDS]
    acronym = _acronym(ask.title)
    return _Title(
        stems=tuple({_stem(word) for word in heard if word not in _STOP_WORDS}),
        head=_stem(told[0]) if told else "",
        roots=frozenset(map(_root, told)),
        short=re.compile(rf"\b{acronym}\b") if acronym else None,
    )


def words_of_title(ask: Ask, *, within: str | None = None) -> frozenset[str]:
    """The stems of what a line is called, or those of them that a folded text says."""
    stems = frozenset(_title_of(ask).stems)
    if within is None:
        return stems
    said = {_stem(word) for word in _WORD.findall(within)}
    return frozenset(each for each in stems if any(_alike(each, word) for word in said))


def numbers_in(text: str, asks: tuple[Ask, ...]) -> list[tuple[str, int]]:
    """The numbers of lines in a folded text and where; a dot or space may be lost."""
    found: list[tuple[str, int]] = []
    for ask in asks:
        signs = [re.escape(sign) for sign in re.findall(r"[a-z]+|\d+", fold(ask.ref))]
        match = re.search(r"(?<!\w)" + r"[ .\-°]?".join(signs) + r"(?![\w]|[.]\d)", text)
        if match:
            found.append((ask.ref, match.start()))
    return found


def titles_in(text: str, asks: tuple[Ask, ...]) -> list[int]:
    """Where a folded text comes to the title of another line: « taille ok contrat non »."""
    found: dict[str, int] = {}
    for word in _WORD.finditer(text):
        of = _by_title(word[0], asks)
        if len(of) == 1:
            found.setdefault(of[0], word.start())
    return sorted(found.values())


@lru_cache(maxsize=1024)
def named_lines(text: str, asks: tuple[Ask, ...]) -> Named:
    """The lines that a folded clause names."""
    numbers = numbers_in(text, asks)
    if numbers:
        return Named(tuple(ref for ref, _ in numbers), each=True)
    best = _by_title(text, asks)
    every = tuple(ask.ref for ask in asks)
    if len(asks) > 1 and _ALL.search(text) and _EXCEPT.search(text):
        left_out = _by_title(_EXCEPT.split(text)[-1], asks)
        return Named(tuple(ref for ref in every if ref not in left_out), each=True)
    if len(asks) > 1 and len(best) != 1 and (_BOTH.search(text) or _ALL.search(text)):
        return Named(every, each=True)
    if best:
        return Named(best, each=len(_by_title(text, asks, heads=False)) == 1)
    if len(asks) > 1 and _ALL.search(text):
        return Named(every, each=True)
    return Named(rest=len(asks) > 1 and bool(_REST.search(text)))


def begins_with_it(text: str) -> bool:
    """« ils sont arrivés »: it goes on about what was said before."""
    return bool(_IT.match(text))


def _acronym(title: str) -> str:
    """« ERD » of « État récapitulatif des dépenses »."""
    letters = [word[0] for word in re.findall(r"[a-z]+", fold(title)) if word not in _SMALL]
    short = "".join(letters)
    return short if len(letters) >= 2 and short not in _LITTLE else ""


def _by_title(text: str, asks: tuple[Ask, ...], *, heads: bool = True) -> tuple[str, ...]:
    words = _WORD.findall(text)
    said = {_stem(word) for word in words}
    roots = {root for word in words if len(root := _root(word)) >= _STEM - 1}
    titles = [_title_of(ask) for ask in asks]
    shared = Counter(stem for title in titles for stem in title.stems)
    scores: dict[str, float] = {}
    for ask, title in zip(asks, titles, strict=True):
        score = sum(1 / shared[stem] for stem in title.stems if _is_said(stem, said))
        if heads and score and shared[title.head] > 1 and _is_said(title.head, said):
            score += _HEAD
        score = score or (0.5 if title.roots & roots else 0.0)
        meeting = ask.kind is AskKind.MEETING and _MEETING.search(text)
        visit = ask.kind is AskKind.VISIT and _VISIT.search(text)
        if meeting or visit or (title.short and title.short.search(text)):
            score = max(score, 1)
        scores[ask.ref] = score
    top = max(scores.values(), default=0)
    return tuple(ref for ref, score in scores.items() if score == top) if top > 0 else ()


def _is_said(stem: str, said: set[str]) -> bool:
    return any(_alike(stem, word) for word in said)


def _root(word: str) -> str:
    """« form » of former and of formation, « livr » of livrer and of livraison."""
    return _ENDING.sub("", word)


def _alike(stem: str, word: str) -> bool:
    if stem.isdigit() or word.isdigit():
        return stem == word
    if min(len(stem), len(word)) < 4:
        return stem == word
    return stem.startswith(word) or word.startswith(stem)


def says_it_of(text: str, ask: Ask) -> bool:
    """Whether what is done is the line itself, by those who owe it.

    Not « les questionnaires » of a survey, an invoice that is paid and was asked for, a report
    that an office has handed to them.
    """
    if fold(f"{ask.nickname} {ask.title}").strip().startswith("facture") and _PAID.search(text):
        return False
    found = (each.search(text) for each in (_HANDED, _BARE, _OBJECT, _SUBJECT))
    subject = next((each for each in found if each is not None), None)
    of = (subject.groupdict().get("of") or "") if subject else ""
    if subject is None or (subject["noun"] in _ANY_THING and len(of) < _STEM - 1):
        return not _BY_ANOTHER.search(text)
    noun = of if subject["noun"] in _ANY_THING else subject["noun"]
    title = {word.rstrip("sx") for word in _WORD.findall(fold(f"{ask.title} {ask.nickname}"))}
    return noun.rstrip("sx") in title and not _BY_ANOTHER.search(text)


def is_only_ordered(text: str, ask: Ask) -> bool:
    """« commandé », where the line asks for more than an order."""
    return bool(_ORDERED.search(text)) and not _ORDER.search(fold(ask.title))


def without_excepted(named: Named, sentence: str, asks: tuple[Ask, ...]) -> Named:
    """« tout, sauf la pesée »: the lines that a sentence takes out of all of them."""
    parts = _EXCEPT.split(sentence, maxsplit=1)
    if len(parts) < 2 or len(named.refs) != len(asks) or len(asks) < 2:
        return named
    left_out = _by_title(parts[1], asks)
    return Named(tuple(ref for ref in named.refs if ref not in left_out), each=True)


def label_of(text: str) -> str:
    """What stands before a colon or an arrow: « affiche -> faite »."""
    parts = re.split(r":|->|→|=>", text, maxsplit=1)
    return parts[0] if len(parts) > 1 else ""


def goes_on(after: str) -> bool:
    """« Le 20, … », « le bon par contre il est signé »: a line, then what is said of it."""
    return after.lstrip().startswith((",", "et ", "par contre", "sinon"))
