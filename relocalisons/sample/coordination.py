"""Sample: the coordinator's own tabs: registry, parameters, contacts, committees, her comments."""

from collections.abc import Iterable
from datetime import date
from random import Random

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, text
from relocalisons.sample.engine.days import between
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event, RowAdded
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.people import COORDINATOR, COORDINATOR_EMAIL, Team
from relocalisons.sample.engine.structures import STRUCTURES, WITHDRAWN
from relocalisons.sample.engine.working_days import CLOSURES, HARVEST, HARVESTERS
from relocalisons.sample.engine.workspace import Workbook

SOURCES = usual_tab(
    "sources",
    "Sources",
    """
    table*: Table; partner: Partenaire; workbook*: Classeur; tab*: Onglet;
    header_row: Ligne d'en-tête; active: Actif; comment: Commentaire
    """,
)


def source_rows(workbooks: Iterable[Workbook]) -> tuple[Row, ...]:
    """The lines of « Sources »: every tab that holds a table, « Pilotage » included."""
    rows = []
    for book in workbooks:
        partner = "" if book.owner == PILOTAGE else book.owner
        for tab in book.tabs:
            if tab.table is None or tab.table == "sources":
                continue
            cells = {
                "table": text(tab.title),
                "partner": text(partner),
                "workbook": text(ids.sheet_url(book.file_id)),
                "tab": text(tab.title),
                "active": text("oui"),
            }
            rows.append(Row(uid=f"source/{book.owner}/{tab.table}", cells=cells))
    return tuple(rows)


SETTINGS = usual_tab(
    "settings",
    "Paramètres",
    """
    name*: Paramètre; value*: Valeur; scope: Portée; until: Jusqu'au; comment: Commentaire
    """,
)


def setting_rows() -> tuple[Row, ...]:
    """The lines of « Paramètres »: synonyms of partners, and the switch that stops all mail."""
    rows = [
        Row(
            uid="setting/suspend",
            cells={
                "name": text("Tout suspendre"),
                "value": text("non"),
                "comment": text("mettre « oui » pour arrêter tous les envois"),
            },
        )
    ]
    rows += [
        _setting("Fermeture", f"{closed:%d/%m/%Y}", comment="pont de l’Ascension")
        for closed in sorted(CLOSURES)
    ]
    (month, first), (last_month, last) = HARVEST
    period = f"{first:02d}/{month:02d} au {last:02d}/{last_month:02d}"
    rows.append(_setting("Période de récolte", period, scope=HARVESTERS))
    rows += [
        _setting("Temps de coordination : personne", COORDINATOR),
        _setting("Temps de coordination : actions contrats et visites", "A2"),
    ]
    for structure in STRUCTURES:
        for spelling in structure.spellings:
            rows.append(
                Row(
                    uid=f"setting/{spelling}",
                    cells={
                        "name": text("Synonyme"),
                        "value": text(spelling),
                        "scope": text(structure.code),
                    },
                )
            )
    return tuple(rows)


def _setting(name: str, value: str, *, scope: str = "", comment: str = "") -> Row:
    cells = {
        "name": text(name),
        "value": text(value),
        "scope": text(scope),
        "comment": text(comment),
    }
    return Row(uid=f"setting/{name}/{value}", cells=cells)


DEPENDENCIES = usual_tab(
    "dependencies",
    "Dépendances",
    """
    predecessor*: Prédécesseur; successor*: Successeur; lag: Délai (jours ouvrés);
    comment: Commentaire
    """,
)


def dependency_rows(pairs: Iterable[tuple[str, str, str]]) -> tuple[Row, ...]:
    """The lines of « Dépendances »: who must finish, who waits, and why she added it."""
    return tuple(
        Row(
            uid=f"dependency/{before}/{after}",
            cells={"predecessor": text(before), "successor": text(after), "comment": text(why)},
        )
        for before, after, why in pairs
    )


CONTACTS = usual_tab(
    "contacts",
    "Contacts",
    """
    date*: Date; partner*: Partenaire; person: Personne; said: Ce qui a été dit;
    promised: Promis pour le
    """,
)


_SAID = (
    ("P09", "les épinards auront dix jours de retard à cause du froid", date(2026, 1, 16)),
    ("P04", "le marché est prêt, il passe au conseil de février", date(2026, 1, 27)),
    ("P13", "l’agrément attend la visite des services vétérinaires", date(2026, 2, 10)),
    ("P19", "le service restauration change de responsable en mars", date(2026, 2, 18)),
    ("P12", "adresse à vérifier, ils ne reçoivent rien", date(2026, 2, 24)),
    ("P08", "écrire aux deux associés, chacun suit une partie", date(2026, 3, 6)),
    ("P09", "promet le dossier d’audit pour la fin du mois", date(2026, 3, 13)),
)


def contact_rows(teams: dict[str, Team]) -> tuple[Row, ...]:
    """The lines of « Contacts » noted in autumn."""
    facts = (
        ("P16", "rencontre des communes calée en novembre", date(2025, 11, 4)),
        ("P06", "budget primitif préparé en décembre", date(2025, 11, 25)),
        ("P23", "se retire du programme à la fin de l’année", date(2025, 12, 9)),
    )
    return tuple(_contact(teams, *fact) for fact in facts)


def _contact(teams: dict[str, Team], partner: str, said: str, on: date) -> Row:
    cells = {
        "date": day(on),
        "partner": Typed(partner, partner),
        "person": text(teams[partner].contact.name),
        "said": text(said),
    }
    return Row(uid=f"contact/{partner}/{on}", cells=cells)


CONTACT_ROLES = usual_tab(
    "contact_roles",
    "Interlocuteurs",
    """
    partner*: Partenaire; subject*: Sujet; person*: Personne; email*: E-mail; phone: Tél
    """,
)


def role_rows(teams: dict[str, Team]) -> tuple[Row, ...]:
    """The lines of « Interlocuteurs »: who answers for money in each structure."""
    return tuple(
        Row(
            uid=f"role/{code}",
            cells={
                "partner": Typed(code, code),
                "subject": text("financier"),
                "person": text(team.accountant.name),
                "email": text(team.accountant.email),
                "phone": text(team.accountant.phone),
            },
        )
        for code, team in teams.items()
        if code != WITHDRAWN
    )


COMMITTEES = usual_tab(
    "committees",
    "Instances",
    """
    committee*: Instance; partner: Partenaire; person*: Personne; email: E-mail; role: Rôle
    """,
)


def committee_rows(teams: dict[str, Team]) -> tuple[Row, ...]:
    """The lines of « Instances »: members of the COPIL and of the COTECH, guests included."""
    rows = [
        _member("COPIL", None, COORDINATOR, COORDINATOR_EMAIL, "animation"),
        _member("COPIL", None, "Maëlle Cordier", "m.cordier@fra.example", "invitée"),
    ]
    for code, team in teams.items():
        if code == WITHDRAWN:
            continue
        rows.append(_member("COPIL", code, team.contact.name, team.contact.email, "membre"))
        if code in ("P01", "P02", "P03", "P13", "P14", "P20", "P22"):
            rows.append(_member("COTECH", code, team.deputy.name, team.deputy.email, "membre"))
    return tuple(rows)


def _member(committee: str, partner: str | None, name: str, email: str, role: str) -> Row:
    cells = {
        "committee": text(committee),
        "partner": Typed(partner, partner) if partner else text(None),
        "person": text(name),
        "email": text(email),
        "role": text(role),
    }
    return Row(uid=f"{committee}/{name}", cells=cells)


COMMENTS = usual_tab(
    "comments",
    "Commentaires",
    """
    report*: Rapport; section*: Section; period: Période; text*: Texte
    """,
)


_WORDS = (
    (
        "Note mensuelle",
        "Faits marquants",
        "janvier 2026",
        "Le COPIL du 15 janvier a validé le plan.",
    ),
    (
        "Note mensuelle",
        "Faits marquants",
        "février 2026",
        "Trois cuisines commandent désormais par la plateforme ; le gel de janvier a retardé les "
        "épinards.",
    ),
    (
        "Note mensuelle",
        "Faits marquan",
        "février 2026",
        "Le lycée agricole accueille la prochaine visite de parcelles, le 13 avril.",
    ),
    (
        "Rapport intermédiare",
        "Indicateurs",
        "",
        "Les indicateurs de l’axe 4 viennent de trois cuisines seulement.",
    ),
    (
        "COPIL",
        "Mot de la présidente",
        "mars 2026",
        "Remercier les communes qui ont délibéré avant l’hiver.",
    ),
    (
        "Rapport intermédiaire",
        "L’essentiel",
        "",
        "Les sept premiers mois ont installé les circuits ; il reste à les remplir.",
    ),
    (
        "COPIL",
        "Points de vigilance",
        "février 2026",
        "L’agrément sanitaire de la légumerie conditionne la campagne de printemps.",
    ),
)


def comment_rows() -> tuple[Row, ...]:
    """The lines of « Commentaires »."""
    return tuple(
        Row(
            uid=f"comment/{index}",
            cells={
                "report": text(report),
                "section": text(section),
                "period": text(period),
                "text": text(words),
            },
        )
        for index, (report, section, period, words) in enumerate(_WORDS)
    )


ATTESTATIONS = usual_tab(
    "attestations",
    "Attestations",
    """
    partner*: Partenaire; kind*: Nature; valid_until*: Valable jusqu'au; link: Lien
    """,
)


_INSURANCE, _VIGILANCE = "Assurance responsabilité civile", "Attestation de vigilance sociale"
# Expired or soon expiring whatever the seed; the rest is drawn.
_VALID_UNTIL = {
    ("P07", _INSURANCE): date(2026, 2, 10),
    ("P10", _VIGILANCE): date(2026, 2, 20),  # renewed during the story
    ("P14", _INSURANCE): date(2026, 4, 1),
    ("P03", _INSURANCE): date(2026, 4, 1),
    ("P20", _INSURANCE): date(2026, 4, 1),
}


def attestation_rows(*, seed: int) -> tuple[Row, ...]:
    """The lines of « Attestations »."""
    rng = Random(f"{seed}:attestations")
    rows = []
    for structure in STRUCTURES:
        for kind in (_INSURANCE, _VIGILANCE):
            if structure.code == WITHDRAWN:
                continue
            until = between(rng, date(2026, 1, 31), date(2026, 12, 31))
            cells = {
                "partner": Typed(structure.code, structure.code),
                "kind": text(kind),
                "valid_until": day(_VALID_UNTIL.get((structure.code, kind), until)),
                "link": text(ids.file_url(ids.file_id(f"attestation/{structure.code}/{kind}"))),
            }
            rows.append(Row(uid=f"attestation/{structure.code}/{kind}", cells=cells))
    return tuple(rows)


def coordination_events(teams: dict[str, Team]) -> tuple[Event, ...]:
    """What the coordinator types in her own tabs during the story."""
    events: list[Event] = [
        RowAdded(on=on, owner=PILOTAGE, table="contacts", row=_contact(teams, partner, said, on))
        for partner, said, on in _SAID
    ]
    for on, table, uid, cells in (
        (
            date(2026, 3, 11),
            "attestations",
            f"attestation/P10/{_VIGILANCE}",
            {"valid_until": day(date(2026, 8, 20))},
        ),
        (date(2026, 3, 12), "risks", "risk/5", {"review": day(date(2026, 6, 30))}),
    ):
        events.append(CellsTyped(on=on, owner=PILOTAGE, table=table, uid=uid, cells=cells))
    return tuple(events)
