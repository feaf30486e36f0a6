"""Sample: who answers for each partner, and how people name a partner in a cell."""

import unicodedata
from dataclasses import dataclass
from random import Random

from relocalisons.sample.engine.cells import Typed
from relocalisons.sample.engine.structures import BY_CODE, STRUCTURES, Structure

COORDINATOR = "Camille Aubanel"
COORDINATOR_EMAIL = "coordination@localizz.example"
SERVICE_ACCOUNT = "suivi@relocalisons-service.iam.gserviceaccount.example"

_FIRST_NAMES = (
    "Agnès Bastien Chloé Damien Élodie Farid Gaëlle Hugo Inès Joël Karine Loïc Magali Nadia "
    "Olivier Pauline Quentin Rachid Sandrine Thibault Ugo Violaine Wassim Yolande Zoé Amélie "
    "Bruno Clémence Denis Estelle Fabrice Guilhem Hélène Ibrahim Jeanne Lucile Mathieu Noémie "
    "Pascal Romane Sylvain Tiphaine Valérie Xavier Adrien Béatrice"
)
_LAST_NAMES = (
    "Aubert Barbier Castellan Delmas Esposito Fabre Giraud Honorat Isnard Jourdan Lambert "
    "Maurel Nicolaï Olive Pascalis Quintin Roustan Sauvaire Terrier Vidal Arnoux Bérenger "
    "Chabaud Dalmasso Émeric Ferrandi Gastaud Hermitte Icard Jaubert Laugier Mistral Négrel "
    "Orsini Pélissier Raybaud Ségura Teisseire Vernet Ventre Autran Blanc Corriol Dauphin"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who answers for a structure."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The people of one structure: who answers, who stands in, who keeps the accounts."""

    structure: Structure
    contact: Person
    deputy: Person
    accountant: Person


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".")


def gather_teams(seed: int) -> dict[str, Team]:
    """Three invented people a structure, by partner code."""
    rng = Random(f"{seed}:people")
    firsts = rng.sample(_FIRST_NAMES.split() * 2, len(STRUCTURES) * 3)
    lasts = rng.sample(_LAST_NAMES.split() * 2, len(STRUCTURES) * 3)
    names = [f"{first} {last}" for first, last in zip(firsts, lasts, strict=True)]
    teams = {}
    for index, structure in enumerate(STRUCTURES):
        contact, deputy, accountant = (
            Person(
                name=name,
                email=f"{_slug(name)}@{structure.domain}",
                phone=f"06 39 98 {rng.randint(0, 99):02d} {rng.randint(0, 99):02d}",
            )
            for name in names[index * 3 : index * 3 + 3]
        )
        teams[structure.code] = Team(
            structure=structure, contact=contact, deputy=deputy, accountant=accountant
        )
    return teams


def owner_cell(code: str, *, rng: Random) -> Typed:
    """A partner as people name it: mostly the code, sometimes the name or a known spelling."""
    structure = BY_CODE[code]
    draw = rng.random()
    if draw < 0.72:
        return Typed(code, code)
    if draw < 0.9 or not structure.spellings:
        return Typed(structure.name, code)
    return Typed(rng.choice(structure.spellings), code, messy=True)
