"""« Suivi des producteurs »: draft contracts, visit sheets and plan, EGalim annex, once a month."""

import csv
import io
from pathlib import Path

import pikepdf
import pytest
from docx import Document as open_word
from icalendar import Calendar
from support.papers.produced_words import words_of
from support.theatre import MONDAY, TUESDAY, Theatre, plain

from flows.producer_follow_up import producer_follow_up
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.reading.markers import MARKERS
from tasks.run.run_requests import ProducerRequest

pytestmark = pytest.mark.story


@pytest.fixture
def theatre(whole_theatre: Theatre) -> Theatre:
    """All 23 partners."""
    return whole_theatre


def follow(theatre: Theatre, day, **given) -> str:
    request = ProducerRequest(programme="sandbox", logical_date=day, **{"dry_run": False, **given})
    return plain(producer_follow_up(request))


def files(theatre: Theatre, pattern: str) -> list[Path]:
    return sorted((theatre.root / "drive").rglob(pattern))


def test_the_second_working_day_publishes_drafts_sheets_plan_annex_and_chains(theatre):
    theatre.at(TUESDAY, 7, 30)

    said = follow(theatre, TUESDAY)

    drafts = files(theatre, "00 Coordination/Producteurs/Projets de contrats/*.docx")
    sheets = files(theatre, "00 Coordination/Producteurs/Visites 2026-03/*Fiche*.pdf")
    assert len(drafts) >= 3
    assert len(sheets) >= 3
    assert files(theatre, "00 Coordination/Producteurs/Visites 2026-03/*Plan de visites.pdf")
    assert files(theatre, "00 Coordination/Producteurs/EGalim/2025 Annexe EGalim.pdf")
    assert files(theatre, "05 Rapports/2026-03/*Suivi des filières.pdf")
    for kind in ("pdf", "docx"):
        assert files(theatre, f"00 Coordination/Producteurs/Plan de saison/*.{kind}")
        assert files(theatre, f"00 Coordination/Producteurs/Notes de gré à gré/*.{kind}")
    assert {len(pikepdf.open(path).pages) for path in sheets} == {1}, "one page each"
    for sheet in sheets:  # left in the field: nothing that its grower may not read
        words = words_of(sheet.name, sheet.read_bytes())
        assert "Questions à poser" in words
        assert not [marker for marker in MARKERS if marker in words]
    assert f"Projets de contrat : {len(drafts)} fichiers créés." in said
    assert f"Fiches producteur (PDF) : {len(sheets)} fichiers créés." in said
    words = "\n".join(line.text for line in open_word(drafts[0]).paragraphs)
    assert "à valider par l’expert juridique" in words
    assert "[À compléter]" in words

    # The calendar and the import form are files that their programs read.
    invitations = files(theatre, "00 Coordination/Producteurs/Agenda des visites/*.ics")
    events = [Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0] for path in invitations]
    assert len({event["uid"] for event in events}) == len(events) >= 3
    forms = files(theatre, "00 Coordination/Producteurs/EGalim/2026 Achats à importer*.csv")
    assert len(forms) > 1
    for form in forms:  # one canteen a file: one line that is not his and the import refuses all
        lines = list(csv.DictReader(io.StringIO(form.read_text("utf-8"))))
        assert len({line["siret"] for line in lines}) == 1

    # Links and proposed stages stand in our own tab; hers is as she left it.
    rows = [[plain(str(cell)) for cell in row] for row in theatre.hands.rows(
        PILOTAGE, "Suivi des contrats")]  # fmt: skip
    assert "Étape proposée" in rows[2]
    assert sum("Ouvrir le projet" in row for row in rows) >= 3
    assert any("en signature" in row or "en livraison" in row for row in rows[3:])

    season = theatre.hands.rows(PILOTAGE, "Plan de saison")
    assert "Qui cultive" in season[2] and len(season) > 3

    # The same day again: nothing is uploaded twice.
    theatre.teller.counted()
    again = follow(theatre, TUESDAY, now=True)
    assert "déjà à jour" in again
    assert "créé" not in again
    assert theatre.teller.counted().get("drive.upload", 0) == 0


def test_another_day_makes_nothing_unless_she_asks(theatre):
    theatre.at(MONDAY, 7, 30)

    waited = follow(theatre, MONDAY)
    asked = follow(theatre, MONDAY, now=True, dry_run=True)

    assert "Ce n’est pas le 2e jour ouvré du mois" in waited
    assert not files(theatre, "00 Coordination/Producteurs/**/*.docx")
    assert "fichiers seraient déposés" in asked
