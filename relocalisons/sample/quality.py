"""Sample: certificates of the producers and visits to their fields."""

from datetime import date, timedelta
from random import Random

from relocalisons.sample import ids
from relocalisons.sample.cells import Row, Typed, day, text
from relocalisons.sample.days import between, working_day_between
from relocalisons.sample.events import Event, RowAdded
from relocalisons.sample.structures import PRODUCERS

_LABELS = (
    ("Certification environnementale HVE", "toute l’exploitation", "Certipaca Contrôle", 1096),
    ("Agriculture biologique (AB)", "légumes de plein champ", "Bureau Vert Certification", 365),
    ("GLOBALG.A.P.", "verger", "Certipaca Contrôle", 365),
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
    "transmettre le certificat à jour",
)
_RISKS = ("faible", "faible", "moyen (10 %)", "fort (30 %), gel du 14 janvier")


def certificate_rows(*, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines of « Engagements qualité », two to three a producer; some expire in the story."""
    rng = Random(f"{seed}:certificates")
    rows = {}
    for producer in PRODUCERS:
        chosen = rng.sample(_LABELS, rng.choice((2, 3)))
        lines = []
        for index, (label, scope, body, life) in enumerate(chosen):
            until = between(rng, date(2026, 2, 1), date(2027, 3, 31))
            number = f"{producer.code}-{rng.randint(1000, 9999)}"
            cells = {
                "producer": Typed(producer.code, producer.code),
                "label": text(label),
                "scope": text(scope),
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


def visit_rows(*, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines of « Visites »: autumn visits done, spring ones planned."""
    rng = Random(f"{seed}:visits")
    return {
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


def visit_events(*, seed: int) -> tuple[Event, ...]:
    """A visit to each producer in January or February, typed the next days."""
    rng = Random(f"{seed}:visit_events")
    events = []
    for producer in PRODUCERS:
        on = working_day_between(rng, date(2026, 1, 12), date(2026, 2, 20))
        row = _visit(producer.code, 9, on, done=True, rng=rng)
        events.append(RowAdded(on=on, owner=producer.code, table="visits", row=row))
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
