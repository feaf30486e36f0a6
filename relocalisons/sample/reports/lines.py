"""Sample: which report is due to whom, and what became of it."""

from datetime import date, timedelta

from relocalisons.sample.engine.cells import Row, ambiguous, day, meant, text
from relocalisons.sample.engine.days import add_months, month_end
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.money.budget import GRANTS

REPORT_SCHEDULE = usual_tab(
    "report_schedule",
    "Échéancier rapports",
    """
    funder*: Financeur; type*: Type; period_start*: Période du; period_end*: Période au;
    deadline*: Échéance; status: Statut; sent_on: Envoyé le; receipt: Accusé de réception;
    link: Lien; closed: Données arrêtées
    """,
)


def schedule_rows() -> tuple[Row, ...]:
    """The lines of « Échéancier rapports »: monthly notes of 2026, then the larger reports."""
    rows = []
    for step in range(12):
        first = add_months(date(2026, 1, 1), step)
        for grant in GRANTS:
            called = "Note mensuelle" if grant is GRANTS[-1] else "mensuel"
            line = _deadline(grant.code, "mensuel", first, month_end(first), days=10)
            rows.append(line.with_cells({"type": meant(called, "mensuel")}))
    for funder, kind, first, last, days in (
        ("FRA", "intermédiaire", date(2025, 9, 1), date(2026, 6, 30), 62),
        ("PNA", "annuel", date(2025, 9, 1), date(2026, 8, 31), 61),
        ("FDH", "intermédiaire", date(2025, 9, 1), date(2026, 8, 31), 45),
        ("FRA", "demande de paiement", date(2025, 9, 1), date(2026, 3, 31), 45),
        ("PNA", "final", date(2025, 9, 1), date(2027, 6, 30), 92),
        ("PNA", "intermédiaire", date(2025, 9, 1), date(2026, 2, 28), 24),
        ("FDH", "intermédiaire", date(2025, 9, 1), date(2026, 3, 31), 15),
        ("FRA", "demande de paiement", date(2025, 9, 1), date(2025, 12, 31), 79),
    ):
        rows.append(_deadline(funder, kind, first, last, days=days))
    first_claim, eve = rows[-1], date(2025, 12, 31)
    rows[-1] = first_claim.with_cells({"type": meant("acompte 1", "demande de paiement")})
    rows[-2] = rows[-2].with_cells({"type": meant("bilan intermédiaire", "intermédiaire")})
    # The note of the month before the story: nobody knows whether it left.
    last_note = _deadline("FRA", "mensuel", eve.replace(day=1), eve, days=10)
    return (*rows, last_note.with_cells({"status": ambiguous("envoyé ?")}))


def _deadline(funder: str, kind: str, first: date, last: date, *, days: int) -> Row:
    cells = {
        "funder": text(funder),
        "type": text(kind),
        "period_start": day(first),
        "period_end": day(last),
        "deadline": day(last + timedelta(days=days)),
        "status": text("à faire"),
        "closed": text("non"),
    }
    return Row(uid=f"{funder}/{kind}/{last}", cells=cells)


def schedule_events() -> tuple[Event, ...]:
    """The coordinator closes January in February and February in March, then notes the sending."""
    events = []
    for last, on in ((date(2026, 1, 31), date(2026, 2, 6)), (date(2026, 2, 28), date(2026, 3, 9))):
        for grant in GRANTS:
            noted = {
                "status": text("envoyé"),
                "sent_on": day(on),
                "receipt": text(f"AR reçu le {on + timedelta(days=1):%d/%m/%Y}"),
            }
            if grant is GRANTS[-1]:  # all in one cell, as people do
                noted = {"status": meant(f"reçue par le financeur le {on:%d/%m}", "envoyé")}
            events.append(
                CellsTyped(
                    on=on,
                    owner=PILOTAGE,
                    table="report_schedule",
                    uid=f"{grant.code}/mensuel/{last}",
                    cells={"closed": text("oui"), **noted},
                )
            )
    interim = f"PNA/intermédiaire/{date(2026, 2, 28)}"
    for on, cells in (
        (date(2026, 3, 16), {"closed": text("oui")}),
        (date(2026, 3, 20), {"status": text("validé")}),
    ):
        events.append(
            CellsTyped(on=on, owner=PILOTAGE, table="report_schedule", uid=interim, cells=cells)
        )
    return tuple(events)
