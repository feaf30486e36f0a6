"""Sample: the partners as « Partenaires » has them, with addresses nobody can write to."""

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
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.people import Team
from relocalisons.sample.engine.structures import LEAD, TELEPHONE, WITHDRAWN, Structure

PARTNERS = usual_tab(
    "partners",
    "Partenaires",
    """
    code*: Code; name*: Structure; profile*: Type; siret: SIRET; contact*: Référent; email*: E-mail;
    phone: Tél; deputy_contact: Suppléant; deputy_email: E-mail suppléant; role: Rôle projet;
    area: Secteur; work_streams: Axe(s); planned_budget: Budget prévu €;
    recovers_vat: Récupère la TVA; agreement_signed: Convention signée le;
    reminder_rhythm: Fréquence de relance; channel: Canal préféré; active: Actif;
    comment: Commentaire
    """,
)

UNSIGNED = ("P12", "P16", "P19", "P20")  # their agreement is late; P20 signs during the story
VAT_UNSAID = "P19"  # nobody wrote whether it recovers VAT


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


def partner_events(teams: dict[str, Team]) -> tuple[Event, ...]:
    """What the coordinator puts right in « Partenaires » during the story."""
    signed, fixed = day(date(2026, 3, 6)), text(teams[ADDRESS_FIXED].contact.email)
    return (
        _put_right("P20", date(2026, 3, 9), agreement_signed=signed),
        _put_right(ADDRESS_FIXED, date(2026, 3, 12), email=fixed),
    )


def _put_right(partner: str, on: date, **cells: Typed) -> Event:
    return CellsTyped(on=on, owner=PILOTAGE, table="partners", uid=partner, cells=cells)


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
