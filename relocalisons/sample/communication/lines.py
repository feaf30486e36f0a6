"""Sample: what is published, planned or out, and when it comes out in the story."""

from datetime import date, timedelta
from random import Random

from relocalisons.sample.engine.cells import Row, day, meant, number, text
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab

COMMUNICATION = usual_tab(
    "communication",
    "Communication",
    """
    number*: N°; channel*: Support; topic*: Sujet; deliverable: Livrable lié;
    contractor: Prestataire; planned_on*: Date prévue; published_on: Date publiée; link: Lien;
    logos_checked: Logos vérifiés; reach: Portée (vues); status: Statut;
    brief_sent: Brief envoyé le; proof_received: BAT reçu le; funder_agreed: Accord financeur le
    """,
)

_PUBLICATIONS = (
    ("LinkedIn", "Lancement du programme", None, date(2025, 10, 14), date(2025, 10, 14)),
    ("LinkedIn", "Les 23 partenaires se présentent", None, date(2025, 11, 4), date(2025, 11, 12)),
    ("presse", "Premiers contrats de culture signés", None, date(2025, 11, 18), date(2025, 11, 20)),
    ("LinkedIn", "Portrait : un maraîcher du Riou", None, date(2025, 12, 2), date(2025, 12, 3)),
    ("newsletter", "Lettre d’hiver aux partenaires", None, date(2025, 12, 16), date(2025, 12, 18)),
    ("LinkedIn", "Les pommes de Valsainte au collège", "L22", date(2026, 1, 13), None),
    ("site", "Carte des acteurs en ligne", "L03", date(2026, 1, 22), None),
    ("LinkedIn", "Pesées du gaspillage : les premiers chiffres", "L14", date(2026, 2, 3), None),
    ("presse", "Une légumerie pour dix cuisines", "L12", date(2026, 2, 17), None),
    ("vidéo", "Trois minutes dans une cuisine centrale", "L37", date(2026, 3, 5), None),
    ("LinkedIn", "Le contrat de culture expliqué", "L15", date(2026, 3, 10), None),
    ("newsletter", "Lettre de printemps", None, date(2026, 3, 24), None),
    ("événement", "Visite de parcelles au lycée des Garrigues", None, date(2026, 4, 13), None),
    ("LinkedIn", "Quinze recettes de saison", "L18", date(2026, 4, 21), None),
    ("presse", "Bilan de la première campagne", None, date(2026, 5, 19), None),
    ("événement", "Journée des cantines engagées", None, date(2026, 6, 12), None),
)


def publication_rows(*, seed: int) -> tuple[Row, ...]:
    """The lines of « Communication »."""
    rng = Random(f"{seed}:publications")
    rows = []
    for index, (channel, topic, deliverable, planned, published) in enumerate(_PUBLICATIONS):
        cells = {
            "number": text(f"COM-{index + 1:02d}"),
            "channel": text(channel),
            "topic": text(topic),
            "deliverable": text(deliverable),
            "contractor": text("Studio Cigale"),
            "planned_on": day(planned),
            "published_on": day(published),
            "link": text(f"https://relocalisons.example/{index + 1}" if published else None),
            "logos_checked": text("oui" if published else None),
            "reach": number(rng.randint(180, 4200)) if published else text(None),
            "status": meant(f"paru le {published:%d/%m}", "publié") if published else text("prévu"),
            "brief_sent": day(planned - timedelta(days=30)) if index < 9 else text(None),
        }
        rows.append(Row(uid=f"publication/{index}", cells=cells))
    return tuple(rows)


def publication_events(*, seed: int) -> tuple[Event, ...]:
    """Publications of January to March, a few days after their planned day."""
    rng = Random(f"{seed}:publication_events")
    events = []
    for index, (_, _, _, planned, published) in enumerate(_PUBLICATIONS):
        out = planned + timedelta(days=rng.randint(0, 4))
        if published or out > date(2026, 4, 1) or index == 8:
            continue
        cells = {
            "published_on": day(out),
            "link": text(f"https://relocalisons.example/{index + 1}"),
            "logos_checked": text("oui"),
            "reach": number(rng.randint(180, 4200)),
            "status": text("publié"),
        }
        events.append(
            CellsTyped(
                on=out + timedelta(days=1),
                owner=PILOTAGE,
                table="communication",
                uid=f"publication/{index}",
                cells=cells,
            )
        )
    return tuple(events)
