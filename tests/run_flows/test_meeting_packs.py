"""Meetings through the real flow: papers in the Drive, invitations held, sent, moved, cancelled."""

from datetime import date

import pytest
from icalendar import Calendar
from theatre import Theatre

from flows.copil_pack import copil_pack
from flows.mail_settlement import mail_settlement

pytestmark = pytest.mark.xdist_group("flows")

MONDAY = date(2026, 3, 2)


def test_a_technical_committee_gets_agenda_sheet_minutes_and_its_notices_wait_for_her(
    theatre: Theatre,
):
    theatre.at(MONDAY, 7, 40)

    said = theatre.run(copil_pack, MONDAY)

    names = {path.name for path in (theatre.root / "drive").rglob("2026-03-12 COTECH/*")}
    assert {name.split(" COTECH ")[1] for name in names} == {
        "Ordre du jour.docx",
        "Émargement.pdf",
        "Compte rendu.docx",
    }
    assert "COTECH du 12 mars 2026 : 7 messages attendent votre décision" in said
    rows = [row for row in theatre.tab("Relances") if row["Objet"].startswith("Convocation")]
    assert len(rows) == 7
    assert {row["État"] for row in rows} == {"▲ à valider"}
    assert theatre.mails_to("p01") == []
