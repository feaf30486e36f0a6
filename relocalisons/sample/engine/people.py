"""Sample: who answers for each partner, and the addresses in « Partenaires » (some unusable)."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from random import Random

from relocalisons.sample.engine.cells import (
    Row,
    Typed,
    ambiguous,
    day,
    money,
    nothing,
    text,
    unreadable,
)
from relocalisons.sample.engine.days import between
from relocalisons.sample.engine.structures import (
    BY_CODE,
    LEAD,
    STRUCTURES,
    TELEPHONE,
    WITHDRAWN,
    Structure,
)

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


UNSIGNED = ("P12", "P16", "P19", "P20")  # their agreement is late; P20 signs during the story


VAT_UNSAID = "P19"


def _recovers_vat(structure: Structure) -> str | None:
    if structure.code == VAT_UNSAID:
        return None
    return "non" if "collectivité" in structure.profile else "oui"


def partner_rows(teams: dict[str, Team], *, seed: int) -> tuple[Row, ...]:
    """The lines of « Partenaires », one a structure, with four addresses nobody can write to."""
    rng = Random(f"{seed}:partners")
    broken = _unusable_addresses(teams)
    rows = []
    for code, team in teams.items():
        structure = team.structure
        signed = None if code == WITHDRAWN else between(rng, date(2025, 9, 8), date(2025, 12, 12))
        cells = {
            "code": text(code),
            "name": text(structure.name),
            "profile": text(structure.profile),
            "siret": text(
                f"999 {rng.randint(0, 999):03d} {rng.randint(0, 999):03d} 000{rng.randint(10, 99)}"
            ),
            "contact": text(team.contact.name),
            "email": broken.get(code, text(team.contact.email)),
            "phone": text(team.contact.phone),
            "deputy_contact": text(team.deputy.name),
            "deputy_email": text(team.deputy.email),
            "role": text(structure.role),
            "area": text(structure.town),
            "work_streams": text(structure.work_streams),
            "planned_budget": money(structure.budget),
            "recovers_vat": text(_recovers_vat(structure)),
            "agreement_signed": day(None if code in UNSIGNED else signed),
            "reminder_rhythm": text("hebdo"),
            "channel": text("téléphone" if code in TELEPHONE else "e-mail"),
            "active": text("non" if code == WITHDRAWN else "oui"),
            "comment": text(_COMMENTS.get(code)),
        }
        rows.append(Row(uid=code, cells=cells))
    return tuple(rows)


# P08 has two addresses in one cell, P12 an address written for people, P16 none yet, P19 one with
# an accent in it; the coordinator puts P16's right during the story.
UNUSABLE = ("P08", "P12", "P16", "P19")
ADDRESS_FIXED = "P16"


def _unusable_addresses(teams: dict[str, Team]) -> dict[str, Typed]:
    two = teams["P08"]
    plain = teams["P12"].contact.email.replace("@", "(at)")
    local, _, domain = teams["P19"].contact.email.partition("@")
    return {
        "P08": ambiguous(f"{two.contact.email} ; {two.deputy.email}"),
        "P12": unreadable(plain),
        "P16": nothing("à compléter"),
        "P19": unreadable(f"é{local}@{domain}"),
    }


_COMMENTS = {
    LEAD: "Chef de file",
    "P08": "écrire aux deux associés ?",
    "P09": "préfère le téléphone, plutôt le soir",
    "P19": "service restauration : passer par le standard",
    WITHDRAWN: "s'est retiré au 31/12/2025, dossier soldé",
}


def owner_cell(code: str, *, rng: Random) -> Typed:
    """A partner as people name it: mostly the code, sometimes the name or a known spelling."""
    structure = BY_CODE[code]
    draw = rng.random()
    if draw < 0.72:
        return Typed(code, code)
    if draw < 0.9 or not structure.spellings:
        return Typed(structure.name, code)
    return Typed(rng.choice(structure.spellings), code, messy=True)
