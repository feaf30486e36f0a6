"""Sample: committees, who came, what was decided and what may go wrong."""

from datetime import date, timedelta
from random import Random

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, number, text
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event, RowAdded
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.people import Team
from relocalisons.sample.engine.structures import WITHDRAWN

MEETINGS = usual_tab(
    "meetings",
    "Réunions",
    """
    number*: N°; type*: Type; date*: Date; hours: Heure; place: Lieu/visio;
    notice_sent: Convocation envoyée; agenda: ODJ; slides: Support;
    attendance_sheet: Émargement; minutes: CR; status: Statut;
    committee: Instance; quorum: Quorum
    """,
)
ATTENDANCE = usual_tab(
    "attendance",
    "Présences",
    """
    meeting*: Réunion; partner: Partenaire; person: Personne; presence: Présence; answer: Réponse
    """,
)
DECISIONS = usual_tab(
    "decisions",
    "Décisions",
    """
    number*: N°; meeting: Réunion; decision*: Décision; owner: Responsable; due: Échéance;
    status*: Statut; proof: Preuve
    """,
)
RISKS = usual_tab(
    "risks",
    "Risques",
    """
    number*: N°; risk*: Risque; work_stream: Axe; likelihood: Probabilité; severity: Gravité;
    measure: Mesure; owner: Responsable; review: Revue
    """,
)

_MEETINGS = (
    ("R-01", "COPIL", date(2025, 10, 9), "Lycée des Garrigues, Mallemoisson", "COPIL"),
    ("R-02", "COTECH", date(2025, 11, 6), "visio", "COTECH"),
    ("R-03", "GT", date(2025, 11, 27), "La Plaine-des-Aires", "GT Logistique"),
    ("R-04", "COTECH", date(2025, 12, 11), "visio", "COTECH"),
    ("R-05", "COPIL", date(2026, 1, 15), "Mairie de Saint-Elzéar", "COPIL"),
    ("R-06", "GT", date(2026, 2, 5), "Valsainte", "GT Contrats de culture"),
    ("R-07", "COTECH", date(2026, 3, 12), "visio", "COTECH"),
    ("R-08", "COPIL", date(2026, 4, 16), "Fontbelle, salle des fêtes", "COPIL"),
    ("R-09", "GT", date(2026, 5, 21), "Mallemoisson", "GT Contrats de culture"),
    ("R-10", "événement", date(2026, 6, 12), "Saint-Elzéar", "Journée des cantines"),
)
_HELD_BEFORE = date(2026, 1, 4)
_HOURS = {"COPIL": "14 h – 16 h 30", "COTECH": "10h-11h30", "GT": "9 h 30"}


def meeting_rows() -> tuple[Row, ...]:
    """The lines of « Réunions » on the eve of the story."""
    rows = []
    for code, kind, on, place, committee in _MEETINGS:
        held = on <= _HELD_BEFORE
        folder = ids.file_url(ids.file_id(f"meeting/{code}"))
        cells = {
            "number": text(code),
            "type": text(kind),
            "date": day(on),
            "hours": text(_HOURS.get(kind)),
            "place": text(place),
            "notice_sent": day(on - timedelta(days=21) if on < date(2026, 2, 1) else None),
            "agenda": text(folder if held else None),
            "attendance_sheet": text(folder if held else None),
            "minutes": text(folder if held else None),
            "status": text("tenue" if held else "prévue"),
            "committee": text(committee),
            "quorum": number(12) if kind == "COPIL" else text(None),
        }
        rows.append(Row(uid=code, cells=cells))
    return tuple(rows)


def attendance_rows(teams: dict[str, Team], *, seed: int) -> tuple[Row, ...]:
    """The lines of « Présences » of the meetings held before the story."""
    rng = Random(f"{seed}:attendance")
    return tuple(
        row
        for code, kind, on, _, _ in _MEETINGS
        if on <= _HELD_BEFORE
        for row in _attendance(code, kind, on, teams=teams, rng=rng)
    )


def _attendance(
    meeting: str, kind: str, on: date, *, teams: dict[str, Team], rng: Random
) -> list[Row]:
    rows = []
    for code, team in teams.items():
        if code == WITHDRAWN and on > date(2025, 12, 31):
            continue
        if kind == "GT" and rng.random() < 0.55:
            continue
        presence = rng.choice(("présent", "présent", "présent", "visio", "excusé", "absent"))
        if kind == "COTECH" and presence == "présent":
            presence = "visio"
        cells = {
            "meeting": text(meeting),
            "partner": Typed(code, code),
            "person": text(team.contact.name),
            "presence": text(presence),
            "answer": text("non" if presence in ("excusé", "absent") else "oui"),
        }
        rows.append(Row(uid=f"{meeting}/{code}", cells=cells))
    return rows


_DECISIONS = (
    ("R-01", "Retenir un suivi trimestriel par indicateur", "P22", date(2025, 12, 15), "faite"),
    ("R-01", "Réunir le COTECH tous les deux mois", "P01", date(2025, 11, 15), "faite"),
    ("R-01", "Désigner un suppléant dans chaque structure", "P01", date(2026, 1, 31), "en cours"),
    ("R-02", "Partager le calendrier scolaire avec les producteurs", "P06", None, "faite"),
    ("R-02", "Uniformiser les unités des bons de livraison", "P14", date(2026, 2, 28), "en cours"),
    ("R-03", "Tester une tournée commune le mardi", "P14", date(2026, 1, 30), "faite"),
    (
        "R-03",
        "Chiffrer la location d’une seconde chambre froide",
        "P11",
        date(2026, 3, 13),
        "ouverte",
    ),
    ("R-04", "Fournir les certificats à jour avant février", "P02", date(2026, 2, 15), "en cours"),
    ("R-05", "Prolonger de deux mois l’étude de la légumerie", "P13", date(2026, 4, 30), "ouverte"),
    ("R-05", "Transférer 1 500 € vers l’équipement de la légumerie", "P13", None, "faite"),
    (
        "R-05",
        "Proposer une formule de révision du prix des légumes racines",
        "P20",
        date(2026, 3, 31),
        "ouverte",
    ),
    ("R-06", "Harmoniser la tolérance des contrats à 10 %", "P02", date(2026, 3, 20), "ouverte"),
    ("R-06", "Prévoir une clause gel dans le contrat type", "P20", date(2026, 4, 10), "ouverte"),
)


def decision_rows() -> tuple[Row, ...]:
    """The lines of « Décisions » taken before the story."""
    return tuple(
        _decision(index)
        for index, decision in enumerate(_DECISIONS)
        if decision[0] in ("R-01", "R-02", "R-03", "R-04")
    )


def _decision(index: int) -> Row:
    meeting, words, owner, due, status = _DECISIONS[index]
    year = 2026 if meeting in ("R-05", "R-06") else 2025
    cells = {
        "number": text(f"D-{year}-{index + 1:03d}"),
        "meeting": text(meeting),
        "decision": text(words),
        "owner": Typed(owner, owner),
        "due": day(due),
        "status": text(status),
    }
    return Row(uid=f"decision/{index}", cells=cells)


def meeting_events(teams: dict[str, Team], *, seed: int) -> tuple[Event, ...]:
    """Each meeting held in the story: its line, who came, what was decided."""
    rng = Random(f"{seed}:meeting_events")
    events: list[Event] = []
    for code, kind, on, _, _ in _MEETINGS:
        if not _HELD_BEFORE < on <= date(2026, 4, 3):
            continue
        link = text(ids.file_url(ids.file_id(f"meeting/{code}")))
        done = {"status": text("tenue"), "minutes": link, "attendance_sheet": link}
        events.append(
            CellsTyped(
                on=on + timedelta(days=1), owner=PILOTAGE, table="meetings", uid=code, cells=done
            )
        )
        events.extend(
            RowAdded(on=on + timedelta(days=1), owner=PILOTAGE, table="attendance", row=row)
            for row in _attendance(code, kind, on, teams=teams, rng=rng)
        )
        events.extend(
            RowAdded(
                on=on + timedelta(days=1), owner=PILOTAGE, table="decisions", row=_decision(index)
            )
            for index, decision in enumerate(_DECISIONS)
            if decision[0] == code
        )
    return tuple(events)


_RISKS = (
    ("Gel tardif sur les vergers sous contrat", "2", 3, 4, "clause gel et assurance", "P10"),
    ("Panne de la ligne de lavage de la légumerie", "3", 3, 3, "contrat d’entretien", "P13"),
    ("Prix des matières premières au-dessus des budgets", "4", 2, 3, "révision par indice", "P06"),
    ("Départ d’un cuisinier référent", "4", 2, 2, "binôme dans chaque cuisine", "P17"),
    ("Certificat expiré non remplacé", "5", 2, 4, "suivi trimestriel", "P15"),
    ("Contrats non reconduits faute de volumes", "2", 2, 4, "point volumes mensuel", "P02"),
    ("Transport trop cher vers le Val d’Issole", "3", 3, 2, "massification", "P14"),
    ("Dépenses payées après la fin d’éligibilité", "1", 3, 4, "point de paiement par mois", "P01"),
    ("Faible participation des élus après les élections", "1", 3, 3, "rencontres en avril", "P05"),
    ("Logos oubliés sur un support", "6", 2, 3, "relecture avant impression", "P21"),
)


# Reviews that nobody held in time.
_REVIEWS = {2: date(2026, 2, 15), 3: date(2026, 2, 20), 5: date(2026, 1, 31), 7: date(2026, 2, 28)}


def risk_rows() -> tuple[Row, ...]:
    """The lines of « Risques »."""
    return tuple(
        Row(
            uid=f"risk/{index}",
            cells={
                "number": text(f"RQ-{index + 1:02d}"),
                "risk": text(risk),
                "work_stream": text(stream),
                "likelihood": number(likelihood),
                "severity": number(severity),
                "measure": text(measure),
                "owner": Typed(owner, owner),
                "review": day(
                    _REVIEWS.get(index, date(2026, 4, 20) + timedelta(days=30 * (index % 4)))
                ),
            },
        )
        for index, (risk, stream, likelihood, severity, measure, owner) in enumerate(_RISKS)
    )
