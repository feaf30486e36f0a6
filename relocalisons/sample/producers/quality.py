"""Sample: certificates of the producers and visits to their fields."""

from datetime import date, timedelta
from random import Random

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, text
from relocalisons.sample.engine.days import between, working_day_between
from relocalisons.sample.engine.events import CellsTyped, Event, RowAdded
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.structures import PRODUCERS

CERTIFICATES = usual_tab(
    "certificates",
    "Engagements qualité",
    """
    producer*: Producteur; label*: Engagement/Label; scope: Portée; body: Organisme certificateur;
    number: N° certificat; issued_on: Délivré le; valid_until*: Valable jusqu'au; link: Lien;
    next_audit: Prochain audit; findings: Non-conformités; status: Statut
    """,
)


_FIELDS = "légumes de plein champ"
_ORCHARD = {"P10": "verger", "P12": "verger"}  # what those who grow no vegetable certify
_LABELS = (
    ("Certification environnementale HVE", "toute l’exploitation", "Certipaca Contrôle", 1096),
    ("Agriculture biologique (AB)", _FIELDS, "Bureau Vert Certification", 365),
    ("GLOBALG.A.P.", "fruits et légumes", "Certipaca Contrôle", 365),
    ("Agrément sanitaire de l’atelier", "atelier de lavage", "Services vétérinaires", 1461),
)
_PURPOSES = (
    "état des semis et prévision de récolte",
    "contrôle des volumes avant la reprise des cantines",
    "suivi de la conversion",
    "préparation de la campagne de printemps",
)
_STATES = ("bon", "bon", "moyen", "retard de végétation")
_POINTS = (
    "confirmer les volumes d’avril avant la fin du mois",
    "prévoir deux caisses de calibre moyen pour essai",
    "revoir l’irrigation de la parcelle basse",
    "envoyer la photo des parcelles semées",
)
# Certificates of which the end is the same in every story: producer, label, last day. P07 and P12
# sell as HVE after it, P10 before its first day, P09 as AB under one that ends in May.
_ENDS = {
    ("P07", 0): date(2026, 2, 10),
    ("P08", 2): date(2026, 4, 20),
    ("P09", 1): date(2026, 5, 15),
    ("P10", 0): date(2029, 2, 15),
    ("P10", 2): date(2026, 2, 20),
    ("P11", 0): date(2026, 6, 30),
    ("P12", 0): date(2026, 1, 31),
    ("P12", 1): date(2026, 4, 30),
}
_MISSED = ("P07", "P09", "P10")  # whose visit of February did not take place
_FROZEN = ("P07", "P10", "P11")  # whose winter visit saw the frost
_SILENT = ("P07", "P08", "P09", "P11")  # of whose winter visit nothing was written
_REPORTED = "P11"  # whose report comes late
_RISKS = ("faible", "faible", "moyen (10 %)", "fort (30 %), gel du 14 janvier")


def certificate_rows(*, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines of « Engagements qualité », two to three a producer; some expire in the story."""
    rng = Random(f"{seed}:certificates")
    rows = {}
    for producer in PRODUCERS:
        fixed = {_LABELS[at]: end for (code, at), end in _ENDS.items() if code == producer.code}
        drawn = rng.sample(_LABELS, rng.choice((2, 3)))
        chosen = dict.fromkeys((*fixed, *drawn))
        lines = []
        for index, paper in enumerate(chosen):
            label, scope, body, life = paper
            until = fixed.get(paper) or between(rng, date(2026, 2, 1), date(2027, 3, 31))
            number = f"{producer.code}-{rng.randint(1000, 9999)}"
            cells = {
                "producer": Typed(producer.code, producer.code),
                "label": text(label),
                "scope": text(_ORCHARD.get(producer.code, scope) if scope == _FIELDS else scope),
                "body": text(body),
                "number": text(number),
                "issued_on": day(until - timedelta(days=life)),
                "valid_until": day(until),
                "link": text(ids.file_url(ids.file_id(f"certificate/{producer.code}/{index}"))),
                "next_audit": day(until - timedelta(days=60)),
                "status": text("valide"),
            }
            lines.append(Row(uid=f"{producer.code}/{index}", cells=cells))
        rows[producer.code] = tuple(lines)
    return rows


VISITS = usual_tab(
    "visits",
    "Visites",
    """
    producer*: Producteur; planned_on: Date prévue; done_on: Date réalisée; visitor: Visiteur;
    purpose: Objet; crop_state: État cultures; volume_risk: Risque volume; points: Points d'action;
    next_visit: Prochaine visite; report: CR/photos
    """,
)


def visit_rows(*, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines of « Visites »: autumn visits done, spring ones planned."""
    rng = Random(f"{seed}:visits")
    rows = {
        producer.code: tuple(
            _visit(producer.code, index, planned, done=index < 2, rng=rng)
            for index, planned in enumerate(
                (
                    working_day_between(rng, date(2025, 10, 1), date(2025, 10, 31)),
                    working_day_between(rng, date(2025, 12, 1), date(2025, 12, 19)),
                    working_day_between(rng, date(2026, 3, 2), date(2026, 3, 31)),
                    working_day_between(rng, date(2026, 5, 4), date(2026, 6, 12)),
                )
            )
        )
        for producer in PRODUCERS
    }
    for code in _MISSED:
        rows[code] += (_visit(code, 4, date(2026, 2, 24), done=False, rng=rng),)
    return rows


def visit_events(*, seed: int) -> tuple[Event, ...]:
    """A visit to each producer in January or February, typed the next days; a report comes late."""
    rng = Random(f"{seed}:visit_events")
    events = []
    for producer in PRODUCERS:
        on = working_day_between(rng, date(2026, 1, 12), date(2026, 2, 20))
        row = _visit(producer.code, 9, on, done=True, rng=rng)
        if producer.code in _FROZEN:
            row = row.with_cells({"volume_risk": text(_RISKS[-1])})
        if producer.code in _SILENT:
            row = row.with_cells({"report": text(None)})
        events.append(RowAdded(on=on, owner=producer.code, table="visits", row=row))
    events.append(
        CellsTyped(
            on=date(2026, 3, 12),
            owner=_REPORTED,
            table="visits",
            uid=f"visit/{_REPORTED}/9",
            cells={"report": text(ids.file_url(ids.file_id(f"visit/{_REPORTED}/late")))},
        )
    )
    return tuple(events)


def _visit(code: str, index: int, planned: date, *, done: bool, rng: Random) -> Row:
    cells = {
        "producer": Typed(code, code),
        "planned_on": day(planned),
        "visitor": text("Camille Aubanel"),
        "purpose": text(rng.choice(_PURPOSES)),
    }
    if done:
        cells |= {
            "done_on": day(planned),
            "crop_state": text(rng.choice(_STATES)),
            "volume_risk": text(rng.choice(_RISKS)),
            "points": text(rng.choice(_POINTS)),
            "next_visit": day(planned + timedelta(days=90)),
            "report": text(ids.file_url(ids.file_id(f"visit/{code}/{planned}"))),
        }
    return Row(uid=f"visit/{code}/{index}", cells=cells)
