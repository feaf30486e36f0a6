"""Pure: whether the words of a journey say what a funder asks of it: who, where, how, why."""

import re
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.people import is_same_person
from relocalisons.core.money.words.piece_texts import decimal_of, plain_text
from relocalisons.core.reading.cells.readers import read_single_day

_SAYS = re.compile(
    r"\b(\d+ ?km|train|billets?|peages?|hotel|nuitees?|avion|bus|car|taxi|parking|repas|aller|"
    r"retour|location de vehicule)\b"
)


_KM = re.compile(r"\b(\d+) ?km\b")
_DAY = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
_PAPERS = re.compile(
    r"\b(?:cartes? grises?|certificats? d.?immatriculation|papiers? du vehicule|"
    r"vehicules? de (?:service|fonction|location|la (?:mairie|commune|structure|collectivite))|"
    r"location de (?:vehicule|voiture)|autopartage|vehicules? loues?|a velo|velo|covoitur\w*)\b"
)
_NO_PAPERS = re.compile(
    r"\b(?:sans|pas de|ni|manque|manquante?|absente?|a fournir) (?:la |de )?(?:carte grise|"
    r"papiers)|carte grise (?:manquante|absente|a fournir|non (?:jointe|fournie))"
)
_RATE = re.compile(
    r"(\d+[.,]\d{1,3})\s?(?:€|euros?)?\s?(?:/|par|le|du) ?km|km\s?[x×*]\s?(\d+[.,]\d+)"
)
_MEAL = re.compile(r"\b(\d+)? ?(?:repas|dejeuners?|diners?)\b")
_NIGHT = re.compile(r"\b(\d+)? ?(?:nuitees?|nuits?|hotel)\b")
_SHORT = 4  # « vu », « ok »: no purpose
_MEANS = re.compile(
    r"\b(?:train|classe|billets?|peages?|parking|voiture|vehicule|carte grise|ordre de mission|"
    r"jointe?s?|bus|taxi|avion|repas|hotel|nuitees?|aller|retour|bareme|originaux|original|"
    r"copies?|au dossier)\b"
)


_WAY = re.compile(r"[–—→>]| - |\baller\b|\bretour\b")
_HOME = re.compile(
    r"\bdomicile\b.{0,20}\b(?:travail|bureau|siege|poste)\b|\b(?:travail|bureau)\b.{0,20}"
    r"\bdomicile\b|\btrajets? (?:quotidien|pendulaire|domicile)s?\b"
)
_IDLE = frozenset({"aller", "retour", "simple", "et", "ar", "puis", "via", "de", "la", "le", "les"})


def places(label: str | None) -> frozenset[str]:
    """The words of the places of a journey: « Nans – Apt aller-retour » is nans and apt."""
    ways = [each for each in (label or "").split(";") if _WAY.search(each)]
    return frozenset(fold(ways[0]).split()) - _IDLE if ways else frozenset()


def same_way(label: str | None, other: str | None) -> bool:
    """Whether two journeys go between the same places, or neither names any."""
    return places(label) == places(other)


def goes_elsewhere(label: str | None, other: str | None) -> bool:
    """Whether two journeys both name their places, and not the same ones."""
    ways = places(label), places(other)
    return all(ways) and ways[0] != ways[1]


def is_from_home(text: str | None) -> bool:
    """« domicile – bureau »: what everybody bears to come to work."""
    return _HOME.search(plain_text(text)) is not None


def kilometres(text: str | None) -> int | None:
    """« 62 km »; None when no distance is told, or several are."""
    found = set(_KM.findall(fold(text or "")))
    return int(found.pop()) if len(found) == 1 else None


def tells_the_journey(label: str | None) -> bool:
    """Whether a label names a distance, a means of transport or a journey."""
    return _SAYS.search(fold(label or "")) is not None


def is_by_car(text: str | None) -> bool:
    """Whether somebody is paid for the kilometres of a car."""
    return _KM.search(fold(text or "")) is not None


def tells_papers(text: str | None) -> bool:
    """« carte grise jointe », « véhicule de service »: whether the vehicle is known."""
    said = plain_text(text)
    return _PAPERS.search(said) is not None and _NO_PAPERS.search(said) is None


def has_tolls(text: str | None) -> bool:
    """Whether tolls or a car park are paid beside the kilometres."""
    return re.search(r"\b(?:peages?|parkings?|stationnement)\b", plain_text(text)) is not None


def days_travelled(text: str | None) -> tuple[date, ...]:
    """The days that the words of a journey give."""
    found = (read_single_day(each) for each in _DAY.findall(plain_text(text)))
    return tuple(day for day in found if day is not None)


_PLATE = re.compile(r"\b([A-Z]{2})[- ]?(\d{3})[- ]?([A-Z]{2})\b")


def plates(*texts: str | None) -> frozenset[str]:
    """The number plates that words name: « AB-318-CD »."""
    found = (each for text in texts for each in _PLATE.findall((text or "").upper()))
    return frozenset("".join(each) for each in found)


def rate_told(text: str | None) -> Decimal | None:
    """« 88 km × 0,36 € », « 0,36 €/km »: what is paid for a kilometre."""
    found = _RATE.search(plain_text(text))
    return decimal_of(found[1] or found[2]) if found else None


def meals(text: str | None) -> int:
    """« 2 repas » is 2, « déjeuner » 1, none is 0."""
    return _count(_MEAL, text)


def nights(text: str | None) -> int:
    """« 2 nuitées » is 2, « hôtel » 1."""
    return _count(_NIGHT, text)


def parts_missing(text: str | None, person: str | None) -> tuple[str, ...]:
    """What a journey told part by part (« qui ; où ; quand ; km ; pourquoi ») leaves out.

    Nothing where it is told in free words: nobody can tell a place from a purpose there.
    """
    parts = [each.strip() for each in (text or "").split(";") if each.strip()]
    if len(parts) < 3:
        return ()
    is_place = [" – " in each or " - " in each or "aller" in fold(each) for each in parts]
    purposes = [
        each
        for each, place in zip(parts, is_place, strict=True)
        if not place
        and len(each) > _SHORT
        and not _DAY.search(plain_text(each))
        and not is_by_car(each)
        and not _MEANS.search(fold(each))
        and not is_same_person(each, person)
    ]
    return (*(() if any(is_place) else ("le trajet",)), *(() if purposes else ("l’objet",)))


def _count(pattern: re.Pattern[str], text: str | None) -> int:
    found = pattern.search(fold(text or ""))
    return 0 if found is None else int(found[1] or 1)
