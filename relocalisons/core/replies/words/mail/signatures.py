"""Pure: greetings, closing formulas and signatures, which say nothing of any line."""

import re

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.words.mail.quotes import OwnLine

_DEVICE = re.compile(
    r"(?:envoye (?:de|depuis|a partir d)|sent from|telecharger outlook|get outlook|obtenir outlook|"
    r"provenance : courrier)\b.*"
)
_DASHES = re.compile(r"(?:--|—|__+|-- ?-*)")
_GREETING = re.compile(
    r"(?:re-?)?(?:(?:bonjour|bonsoir|salut|coucou|hello|bjr|slt)(?: [^\s,.!?:;]+){0,6}|"
    r"(?:chere?s?|madame|monsieur|messieurs|mesdames)(?: [^\s,.!?:;]+){0,3})(?: ?[,!])?"
)
_OPENING = re.compile(
    r"(?:bonjour|bonsoir|salut|coucou|hello|bjr|slt|madame|chere? (?:madame|monsieur|collegue))"
    r"(?: (?:madame|monsieur|claire|a tou(?:s|tes)))?\b(?: virgule)?\s*[,.!:]?\s*"
)
_CLOSING = re.compile(
    r"(?:(?:bien |tres )?(?:cordialement|a vous|a toi|respectueusement)|cdt|cdlt|bien cdt|amities|"
    r"(?:mes )?(?:meilleures |sinceres |respectueuses )?salutations?|sincerement|respectueusement|"
    r"bonnes? (?:journee|soiree|semaine|fin de|annee|rentree|fetes|vacances|reception|"
    r"continuation)|belle (?:journee|soiree)|bon(?: |ne )(?:weekend|"
    r"week-end)|"
    r"a bientot|bien a (?:vous|toi)|je vous prie (?:d'agreer|de croire)|veuillez agreer|"
    r"merci (?:d'avance|par avance|de votre comprehension|de comprendre)|votre bien devouee?|bises|"
    r"bisous|l'expression de mes|dans l'attente|en vous (?:remerciant|souhaitant))\b"
)
_LEGAL = re.compile(
    r"(?:ce (?:message|courriel|mail)\b.{0,80}(?:confidentiel|secret|engagement)|avant d'imprimer|"
    r"pensez a l'environnement|this (?:e-?mail|message))"
)
_AFTERWORD = re.compile(r"(?:p\.?-?s\.?\b|post-scriptum|nb\b|ps ?:)")
_AFTER_NAME = re.compile(r"\s*(?:$|[|/,(–—-])")
_LONGEST_CLOSING = 120


def without_signature(lines: list[OwnLine], person: str) -> list[OwnLine]:
    """The lines up to the closing formula or the name, and a postscript behind them."""
    folded = [fold(line.text) for line in lines]
    end = _end(folded, person)
    after = next(
        (n for n in range(end, len(lines)) if _AFTERWORD.match(folded[n])),
        len(lines),
    )
    kept = [*lines[:end], *lines[after : after + 3]]
    return [line for line in kept if not _DEVICE.fullmatch(fold(line.text))]


def without_greeting(text: str) -> str:
    """A line or sentence without « Bonjour Claire, »; empty when there is nothing else."""
    folded = fold(text)
    if _GREETING.fullmatch(folded):
        return ""
    match = _OPENING.match(folded)
    if match is None or len(folded) != len(text):
        return text
    return text[match.end() :]


def is_closing(text: str) -> bool:
    """Whether a sentence is a formula of politeness and nothing more."""
    folded = fold(text)
    return bool(_CLOSING.match(folded)) and len(folded) <= _LONGEST_CLOSING


def _end(folded: list[str], person: str) -> int:
    names = _names(person)
    written = False
    for place, line in enumerate(folded):
        if _DASHES.fullmatch(line) or (_LEGAL.match(line) and written):
            return place
        if written and (_CLOSING.match(line) or _is_name(line, names)):
            return _behind(folded, place)
        if _DEVICE.fullmatch(line):
            return place
        written = written or bool(line and not _GREETING.fullmatch(line))
    return len(folded)


def _behind(folded: list[str], place: int) -> int:
    """A closing formula in the middle of a paragraph closes nothing."""
    following = [line for line in folded[place + 1 :] if line]
    long = [line for line in following[:1] if len(line) > 140]
    return place + 1 if long else place


def _names(person: str) -> set[str]:
    """The ways in which a person signs: whole, by first name, by initials."""
    parts = fold(person).split()
    if not parts:
        return set()
    first, last = parts[0], " ".join(parts[1:])
    letters = [part[0] for part in re.split(r"[ -]", fold(person)) if part]
    made = {
        f"{first} {last}",
        f"{last} {first}",
        first,
        f"{first[0]}. {last}",
        f"{first[0]} {last}",
    }
    made |= {"".join(letters), ". ".join(letters) + ".", ".".join(letters) + "."}
    made |= {last, f"{first[0]}{last[:1]}"}
    made |= {f"{title} {last}" for title in ("m.", "mme", "monsieur", "madame")}
    return {each for each in made if len(each) >= 2}


def _is_name(line: str, names: set[str]) -> bool:
    for name in names:
        if line == name:
            return True
        if line.startswith(name) and len(name) > 3 and _AFTER_NAME.match(line[len(name) :]):
            return True
    return False
