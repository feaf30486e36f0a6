"""Meetings through the real flows: papers, invitations held, sent, moved and cancelled."""

import re
from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage

import pytest
from icalendar import Calendar, Event
from support.theatre import Theatre, plain

from flows.copil_pack import copil_pack
from flows.mail_settlement import mail_settlement
from relocalisons.sample.engine.ids import PILOTAGE

pytestmark = pytest.mark.story


@pytest.fixture
def theatre(whole_theatre: Theatre) -> Theatre:
    """All 23 partners."""
    return whole_theatre


TUESDAY, WEDNESDAY, THURSDAY = date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)
FRIDAY = date(2026, 3, 6)


def prepare(theatre: Theatre, day: date) -> str:
    theatre.at(day, 7, 40)
    return theatre.run(copil_pack, day)


def settle(theatre: Theatre, day: date) -> str:
    theatre.at(day, 11, 5)
    return theatre.run(mail_settlement, day)


def rows(theatre: Theatre, start: str) -> list[dict[str, str]]:
    return [row for row in theatre.tab("Relances") if row["Objet"].startswith(start)]


def release(theatre: Theatre, found: Sequence[dict[str, str]], word: str = "envoyer") -> None:
    for row in found:
        theatre.write_beside("Relances", row["Clé"], Décision=word)


def type_beside_meeting(theatre: Theatre, number: str, **cells: str) -> None:
    """Type on the line of a meeting, as she does in « Réunions »."""
    table = theatre.hands.rows(PILOTAGE, "Réunions")
    top = next(n for n, row in enumerate(table) if "N°" in row)
    line = next(n for n, row in enumerate(table, start=1) if number in row)
    for header, value in cells.items():
        column = chr(ord("A") + table[top].index(header))
        theatre.hands.type(PILOTAGE, "Réunions", f"{column}{line}", value)


def invitations(theatre: Theatre) -> list[EmailMessage]:
    return [mail for mail in theatre.opened_mails() if list(mail.iter_attachments())]


def event_of(mail: EmailMessage) -> tuple[str, Event]:
    (file,) = [f for f in mail.iter_attachments() if f.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(file.get_payload(decode=True))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return str(calendar["METHOD"]), event


def test_a_committee_is_prepared_called_moved_and_cancelled_with_one_calendar_entry(
    theatre: Theatre,
):
    # Nine days before its COTECH: papers in the Drive, and a held invitation for each member.
    said = prepare(theatre, TUESDAY)

    names = {path.name for path in (theatre.root / "drive").rglob("2026-03-12 COTECH/*")}
    assert {name.split(" COTECH ")[1] for name in names if " COTECH " in name} == {
        "Ordre du jour.docx",
        "Émargement.pdf",
        "Compte rendu.docx",
    }
    kits = {path.name for path in (theatre.root / "drive").rglob("Kits de diffusion/*")}
    assert len([name for name in kits if "Kit de diffusion" in name]) >= 2
    assert "COTECH du 12 mars 2026 : 7 messages attendent votre décision" in said
    held = rows(theatre, "Convocation : COTECH")
    assert [(row["Partenaire"], row["État"]) for row in held] == [("7 personnes", "▲ à valider")]

    # Without her word nothing leaves; with it, six do, and the seventh is told by herself.
    settle(theatre, TUESDAY)
    assert invitations(theatre) == []
    seventh = re.findall(r"\((P\d\d)\)", held[0]["Destinataire"])[0]
    release(theatre, held, f"envoyer sauf {seventh}")
    theatre.at(TUESDAY, 11, 20)
    theatre.run(mail_settlement, TUESDAY)
    first = invitations(theatre)
    assert len(first) == 6
    method, event = event_of(first[0])
    assert (method, event["SEQUENCE"]) == ("REQUEST", 0)
    assert event.start.isoformat() == "2026-03-12T10:00:00+01:00"
    forms = [f.get_filename() or "" for f in first[0].iter_attachments()]
    assert any("Pouvoir" in name and name.endswith(".docx") for name in forms)
    assert "List-Unsubscribe" not in first[0]

    # Prepared again without a change: the same invitations, no second mail, no new document.
    again = prepare(theatre, WEDNESDAY)
    assert "attendent votre décision" not in again
    # A day later the delays are a day longer: that alone makes no paper anew.
    assert "est mis à jour" not in again
    assert "déjà à jour" in again
    assert settle(theatre, WEDNESDAY)
    assert len(invitations(theatre)) == 6

    # Moved: those who were told are updated, the one she took out gets a first invitation.
    type_beside_meeting(theatre, "R-07", Date="19/03/2026")
    assert "7 messages attendent" in prepare(theatre, THURSDAY)
    moved = rows(theatre, "Nouvelle date : COTECH")
    assert [row["Partenaire"] for row in moved] == ["6 personnes"]
    assert len(rows(theatre, "Convocation : COTECH du jeudi 19 mars")) == 1
    release(theatre, moved)
    settle(theatre, THURSDAY)
    updates = invitations(theatre)[6:]
    assert len(updates) == 6
    method, update = event_of(updates[0])
    assert (method, update["SEQUENCE"], update["UID"]) == ("REQUEST", 1, event["UID"])
    assert update.start.date() == date(2026, 3, 19)
    text = updates[0].get_body(("plain",))
    assert text is not None
    assert "La date change : jeudi 19 mars 2026, au lieu du jeudi 12 mars 2026." in plain(
        text.get_content()
    )

    # Cancelled: told to the six who hold it in their calendar; what still waited lapses.
    type_beside_meeting(theatre, "R-07", Statut="annulée")
    assert "6 messages attendent" in prepare(theatre, FRIDAY)
    cancelled = rows(theatre, "Annulation : COTECH")
    assert [row["Partenaire"] for row in cancelled] == ["6 personnes"]
    waiting = rows(theatre, "Convocation : COTECH du jeudi 19 mars")
    assert waiting[0]["État"].startswith("délai passé")
    release(theatre, cancelled)
    settle(theatre, FRIDAY)
    gone = invitations(theatre)[12:]
    assert len(gone) == 6
    method, ended = event_of(gone[0])
    assert (method, ended["SEQUENCE"], ended["UID"]) == ("CANCEL", 2, event["UID"])
