"""A contract that came back is opened when it, or its line, changed, and not on other nights."""

import io
from contextlib import ExitStack
from datetime import date

import docx
import pytest
from support.databases import new_database
from support.files.pdfs import a_pdf, many_pages
from support.google.accounts import sandbox_settings
from support.google.room import STARTED, GoogleRoom, open_room
from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.opening import open_store
from relocalisons.store.runs import RunRecord
from tasks.google.drive import DOCX, PDF
from tasks.papers.contract_texts import read_contract_texts
from tasks.run.programme_run import Google, ProgrammeRun
from vendor_sandbox.testing import seeds

DAY, KIND = date(2026, 3, 3), RunKind.PARTNER_REMINDERS
PEOPLE = (
    "Code | Structure | Type | Référent | E-mail\nP07 | Jardins | agriculteur | Luc | l@x.example"
)
TEXT = (
    "Article 1 – Préavis\nChacun peut résilier avec un préavis de trois mois.\n"
    "Article 2 – Paiement\nL’acheteur paie trente jours après la livraison."
)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with open_room(tmp_path_factory.mktemp("drive")) as opened:
        yield opened


@pytest.fixture
def run(tmp_path, room: GoogleRoom):
    with new_database("sqlite", tmp_path) as url, open_store(url) as store:
        yield ProgrammeRun(
            kind=KIND,
            settings=sandbox_settings(room.sandbox.base_url, sign_in="oauth"),
            store=store, clock=lambda: STARTED,
            record=RunRecord(run_id=1, state="new", kind=KIND.value, logical_date=DAY),
            dry_run=False, closing=ExitStack(), day=RunDay(as_of=DAY, useful=True),
            planned=STARTED, started=STARTED,
        )  # fmt: skip


def dropped(room: GoogleRoom, name: str, data: bytes, media_type: str):
    return room.drive.create_file(
        name, data, parent_id=seeds.ACTIONS, media_type=media_type, as_type=None, properties={}
    )


def read(room: GoogleRoom, run: ProgrammeRun, item, **typed: str) -> str:
    line = {
        "N° contrat": "C-01", "Producteur": "P07", "Culture/Variété": "carotte",
        "Début": "01/03/2027", "Fin": "28/02/2030", "Étape": "en signature",
        "Contrat (lien)": f"https://drive.google.com/file/d/{item.file_id}/view", **typed,
    }  # fmt: skip
    sheet = tab("Contrats de culture", [list(line), list(line.values())])
    programme = understood(night(pilotage(sheet, partners=PEOPLE)))
    google = Google(drive=room.drive, sheets=room.sheets)
    said = read_contract_texts(run, google, programme, items=(room.drive.item(item.file_id),))
    return said["C-01"].replace("\u00a0", " ").replace("\u202f", " ")


def downloads(room: GoogleRoom) -> int:
    return room.counts().get("drive.read", 0) - 1  # its line in the listing


def a_word(text: str) -> bytes:
    word, target = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        word.add_paragraph(line)
    word.save(target)
    return target.getvalue()


def test_a_contract_is_opened_again_only_when_it_or_its_line_changed(room, run):
    item = dropped(room, "Contrat.pdf", a_pdf(TEXT), PDF)
    room.counts()
    first = read(room, run, item)
    opened = downloads(room)

    assert "préavis et indemnité (indemnité)" in first
    assert "paiement" not in first
    assert (read(room, run, item), downloads(room)) == (first, 0)
    other = read(room, run, item, **{"Délai de paiement (jours)": "45"})
    assert "paiement – délai (45 jours ; texte : 30 jours)" in other
    assert (opened, downloads(room)) == (1, 1)


@pytest.mark.parametrize(
    ("name", "data", "media_type", "words"),
    [
        ("Contrat.docx", a_word(TEXT), DOCX, "préavis et indemnité (indemnité)"),
        ("Scan.pdf", many_pages(1), PDF, "document scanné, à lire"),
        ("Moitié.pdf", a_pdf(TEXT, blank_pages=1), PDF, "Document scanné, à lire : page 2."),
        ("Abîmé.pdf", b"%PDF-1.7 rien", PDF, "Le PDF est abîmé"),
        ("Photo.png", b"\x89PNG", "image/png", "fichier ni Word, ni Google Doc, ni PDF"),
    ],
)
def test_what_came_back_is_read_or_said_unreadable(room, run, name, data, media_type, words):
    assert words in read(room, run, dropped(room, name, data, media_type))
