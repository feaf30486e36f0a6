"""Pure: of whom a clause speaks, when it is not who writes."""

import re

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.words.names import people_in

_RELATIVE = re.compile(
    r"\W*(?:et |ou )?(?:qui|dont|lequel|laquelle|lesquel\w+|auquel|a laquelle)\b"
)
_ROLE = (
    r"(?:president\w*|directeur|directrice|proviseure?|principale?|gestionnaire|comptable|maire|"
    r"adjointe?|secretaire|tresoriere?|chef\w*|second|collegue|associee?|femme|mari|fils|fille|"
    r"frere|soeur|pere|mere|stagiaire|technicien\w*|intendante?|economie?|agent\w*|elu\w*|"
    r"eleves|enfants|equipe|gars|patron\w*|ouvrier\w*|salarie\w*|cuisinier\w*|notaire|avocate?|"
    r"macon|plombier|electricien|imprimeur|fournisseur|transporteur|prestataire|qualiticien\w*)"
)
_OTHERS_STATE = re.compile(
    rf"\b(?:le|la|les|l'|mon|ma|mes|notre|nos|son|sa|ses|leur) ?(?:\w+ )?{_ROLE} (?:\w+ )?"
    r"(?:est|sont|sera|seront|part|prend)\b|\b(?:qui|elle|il|ils|elles) (?:est|sont|sera|seront|"
    r"part|partent)\b"
)
_WRITER = re.compile(r"\b(?:je|j'|nous|on|moi)\b|\bj'")
_THING = re.compile(
    r"\b(?:le|la|les|l'|un|une|mon|ma|mes|notre|nos|ce|cette|cet|ces) ?"
    rf"(?!{_ROLE})(?P<noun>\w+)(?: \w+){{0,4}} (?:est|sont) (?:\w+ )?partie?s?\b"
)

_ALSO = re.compile(r"\b(?:aussi|egalement|avec (?:moi|nous)|m'accompagn\w*|accompagnee?)\b")
_COMES = re.compile(
    r"\b(?:viendra|vient|assistera|participera|siegera|ira|ira|fera le deplacement|passera|"
    r"sera (?:la|present\w*|sur place)|recevra|accueillera)\b"
)

_AGAINST = re.compile(r"\bcontre (?:le|la|l'|ce|cette|votre|notre)\b")
_DISPUTE = re.compile(r"\bcontrairement\b|\bc'est faux\b|\ba tort\b")
_VALID = re.compile(r"\b(?:valables?|valides?|expire\w*|en vigueur|court)\b")

_WEEKDAY = re.compile(
    r"(?:avant-hier|ce midi|aujourd'hui|a l'instant|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|ce matin|hier)(?: dernier| passe)?"
)
_TOWARDS = re.compile(r"\b(?:pour|a|au|d'ici|avant|a partir de|des|jusqu'a|plutot) (?:le )?$")

_BEING = re.compile(r"\w (?:n')?(?:etant|ayant|se tenant)\b")

_CONDITION = re.compile(
    r"\W*(?:et |mais |sauf )?(?:si (?!c'est)|s'ils? |quand|lorsqu\w*\b|des que\b|tant que\b)"
)


def is_relative(text: str) -> bool:
    """« qui est en congés »: it goes on about somebody of the clause before."""
    return bool(_RELATIVE.match(text))


def is_of_somebody_else(text: str) -> bool:
    """« les élèves sont en vacances », « Ahmed qui est en arrêt »."""
    if _WRITER.search(text):
        return False
    return bool(_OTHERS_STATE.search(text))


def is_of_a_thing(words: str, text: str) -> bool:
    """« le plastique est parti », « la note est partie »: nobody left."""
    match = _THING.search(text)
    if match is None or _WRITER.search(text[: match.start()]):
        return False
    told = {fold(part) for name, _ in people_in(words[: match.end()]) for part in name.split()}
    return not told & set(match[0].split())


def comes_for_another(words: str, text: str, person: str) -> bool:
    """« Marion Besson viendra »: somebody else comes, and the writer is not said to."""
    if _WRITER.search(text) or _ALSO.search(text) or not _COMES.search(text):
        return False
    named = [name for name, whole in people_in(words) if whole]
    mine = set(fold(person).split())
    return bool(named) and not any(mine & set(fold(name).split()) for name in named)


def is_against(text: str) -> bool:
    """« la majorité a voté contre »."""
    return bool(_AGAINST.search(text))


def is_valid_until(text: str) -> bool:
    """« valable jusqu’au 31 »: a term, and no delay."""
    return bool(_VALID.search(text))


def is_bare_weekday(text: str, start: int, end: int) -> bool:
    """« épandu samedi », not « pour samedi » nor « samedi prochain »."""
    return bool(_WEEKDAY.fullmatch(text[start:end])) and not _TOWARDS.search(text[:start])


def is_doing(text: str) -> bool:
    """« elle fait ça mardi »: the present, as « fait » alone is not."""
    return bool(
        re.search(r"\b(?:ils?|elles?|on|je) (?:l'|l[ae]s? |y |en )?(?:fait|fais|font)\b", text)
    )


def is_bare_day(text: str, start: int, end: int) -> bool:
    """« tenue le 12 », not « pour le 12 »."""
    return bool(re.fullmatch(r"le \d{1,2}", text[start:end])) and not _TOWARDS.search(text[:start])


def is_of_what_follows(text: str, start: int, end: int) -> bool:
    """« boyau reçu, essai vendredi », « remise au 12 »: the day is of something still to come."""
    return bool(re.search(r",\s+\w{3,}|\bau $", text[start:end]))


def is_reason(text: str, verbs: int) -> bool:
    """« l’assemblée étant fixée au 22 »: why, and nothing of the line."""
    return verbs <= 1 and bool(_BEING.search(text))


def is_condition(text: str) -> bool:
    """« Si Mme Pastoret est là »: it says on what the rest hangs."""
    return bool(_CONDITION.match(text))


def is_dispute(text: str) -> bool:
    """« contrairement à ce que dit le tableau »: hers to read."""
    return bool(_DISPUTE.search(text))
