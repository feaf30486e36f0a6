"""A spring of « Rapports financeurs »: drafts, edits, closing, export, second version, claim."""

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest
import requests
from docx import Document
from support.theatre import Theatre, open_theatre, plain, the_sample

from flows.funder_reports import funder_reports
from relocalisons.rendering.proof.verifier import main
from relocalisons.sample.engine.ids import PILOTAGE, file_id
from relocalisons.sample.story import edits_between
from tasks.google.drive import DOCX, SHORTCUT, Drive
from tasks.google.sign_in import sign_in

pytestmark = pytest.mark.story

OPENING, CLAIM, DRAFT, CLOSING, APRIL = (
    date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 10), date(2026, 3, 17), date(2026, 4, 1),
)  # fmt: skip
INTERIM = "2026-02 Rapport intermédiaire PNA"


@dataclass
class Spring:
    """What each run said, and the drive as it stands after the last one."""

    theatre: Theatre
    said: dict[date, str] = field(default_factory=dict)
    again: str = ""
    second: str = ""
    third: str = ""

    @property
    def folder(self) -> Path:
        return self.theatre.root / "drive" / "Relocalisons" / "05 Rapports"

    def names(self) -> set[str]:
        return {path.name for path in self.folder.rglob("*") if path.is_file()}

    def words(self, name: str) -> str:
        (path,) = self.folder.rglob(name)
        return plain("\n".join(one.text for one in Document(str(path)).paragraphs))


@pytest.fixture(scope="module")
def spring(whole_laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spring]:
    root = tmp_path_factory.mktemp("spring") / "workspace"
    shutil.copytree(whole_laid_out, root)
    with open_theatre(root, sample=the_sample()) as theatre:
        spring, before = Spring(theatre), date(2026, 3, 1)
        for day in (OPENING, CLAIM, DRAFT, CLOSING, APRIL):
            theatre.at(day, 5, 0)
            theatre.teller.play(edits_between(the_sample(), after=before, until=day))
            if day == CLOSING:
                _edit_by_hand(theatre, spring.folder / "2026-02" / f"{INTERIM}.docx")
            if day == APRIL:
                _break_word_template(theatre)
            theatre.at(day, 7, 15)
            spring.said[day] = theatre.run(funder_reports, day)
            before = day
        spring.again = theatre.run(funder_reports, APRIL, again=True)
        _ask_second_version(theatre)
        _send_the_claim(theatre)
        spring.second = theatre.run(funder_reports, APRIL, again=True)
        _close_the_claim(theatre)
        spring.third = theatre.run(funder_reports, APRIL, again=True)
        yield spring


def _edit_by_hand(theatre: Theatre, path: Path) -> None:
    """She rewrites a sentence of the draft in her browser."""
    word = Document(str(path))
    word.paragraphs[4].text = "Phrase reprise à la main."
    target = io.BytesIO()
    word.save(target)
    requests.patch(
        f"{theatre.sandbox.base_url}/upload/drive/v3/files/{_id_of(theatre, INTERIM)}",
        params={"uploadType": "media", "supportsAllDrives": "true"},
        headers={"Authorization": f"Bearer user:{theatre.hands.email}", "Content-Type": DOCX},
        data=target.getvalue(),
        timeout=30,
    ).raise_for_status()


def _break_word_template(theatre: Theatre) -> None:
    """Somebody drops a picture over the foundation's Word file."""
    word_template = file_id("funder-file/Modèle de rapport FDH.docx")
    theatre.hands.replace_content(word_template, b"\x89PNG not a Word file")


def _ask_second_version(theatre: Theatre) -> None:
    """« v2 » in « Statut » for the note of February to the first funder."""
    _type_on_schedule(theatre, "Statut", "v2", until="28/02/2026")


def _send_the_claim(theatre: Theatre) -> None:
    """« envoyé » for the claim to the end of December, of which nobody closed the data."""
    _type_on_schedule(theatre, "Statut", "envoyé", until="31/12/2025", sort="acompte")


def _close_the_claim(theatre: Theatre) -> None:
    """A second version of it, « oui » in « Données arrêtées »."""
    _type_on_schedule(theatre, "Statut", "v2", until="31/12/2025", sort="acompte")
    _type_on_schedule(theatre, "Données arrêtées", "oui", until="31/12/2025", sort="acompte")


def _type_on_schedule(
    theatre: Theatre, header: str, text: str, *, until: str, sort: str = ""
) -> None:
    """Type on the line of the first funder whose period ends on a day."""
    rows = theatre.hands.rows(PILOTAGE, "Échéancier rapports")
    top = next(number for number, row in enumerate(rows) if "Statut" in row)
    column, end = rows[top].index(header), rows[top].index("Période au")
    line = next(
        number
        for number, row in enumerate(rows[top + 1 :], start=top + 2)
        if row and row[0] == "FRA" and until in str(row[end]) and sort in str(row[1]).casefold()
    )
    theatre.hands.type(PILOTAGE, "Échéancier rapports", f"{chr(ord('A') + column)}{line}", text)


def _id_of(theatre: Theatre, name: str) -> str:
    with _drive(theatre) as drive:
        return next(item.file_id for item in drive.list_items() if item.name == name)


class _drive:
    """The service's own client on the theatre's drive."""

    def __init__(self, theatre: Theatre) -> None:
        from relocalisons.settings import load_settings

        settings = load_settings("sandbox")
        self._drive = Drive(
            sign_in(settings), drive_id=settings.google.drive_id,
            base_url=theatre.sandbox.base_url,
        )  # fmt: skip

    def __enter__(self) -> Drive:
        return self._drive

    def __exit__(self, *_: object) -> None:
        self._drive.close()


def test_three_funders_have_their_note_two_of_them_in_their_own_word_file(spring):
    said = spring.said[OPENING]

    assert said.count("est créé") == 6
    assert "« 2026-02 Note financeur FRA.docx » est créé" in said
    assert "« 2026-02 Note financeur PNA » est créé" in said
    assert "Dossier à rappeler dans toute correspondance" in spring.words(
        "2026-02 Note financeur FRA.docx"
    )


def test_a_funders_own_file_keeps_its_order_its_fonts_and_its_logo(spring):
    (path,) = spring.folder.rglob("2026-02 Note financeur FRA.docx")
    word = Document(str(path))
    titles = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]

    assert titles.index("Dépenses") < titles.index("Indicateurs") < titles.index("Livrables")
    assert word.styles["Heading 1"].font.name == "Source Sans Pro"
    assert word.sections[0].header.part.related_parts, "the logo is still there"


def test_the_interim_report_stands_as_a_draft_with_its_holes_from_fifteen_days_before(spring):
    assert f"« {INTERIM} » est créé" in spring.said[DRAFT]
    (path,) = spring.folder.rglob(f"{INTERIM}.docx")
    words = plain("\n".join(one.text for one in Document(str(path)).paragraphs))

    assert "à compléter avant l’envoi" in words
    assert "sans contribution écrite" in words


def test_a_draft_that_she_edited_is_left_alone_with_a_list_of_changed_figures(spring):
    said = spring.said[CLOSING]

    assert f"« {INTERIM} » a été modifié à la main : il est laissé tel quel" in said
    assert f"« {INTERIM} – chiffres modifiés » est créé" in said
    assert "Phrase reprise à la main." in spring.words(f"{INTERIM}.docx")
    (path,) = spring.folder.rglob(f"{INTERIM} – chiffres modifiés.docx")
    rows = Document(str(path)).tables[-1].rows
    assert [cell.text for cell in rows[0].cells] == [
        "Chiffre", "Dans votre version", "Aujourd’hui",
    ]  # fmt: skip
    assert len(rows) > 1


def test_an_approved_report_is_exported_as_it_stands_her_words_included(spring):
    name = f"{INTERIM} – version approuvée.pdf"
    (path,) = spring.folder.rglob(name)

    assert f"« {name} » est l’export de la version que vous avez approuvée" in spring.said[APRIL]
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 1


def test_a_sent_note_is_only_noted_and_its_files_bear_the_state(spring):
    assert "noté comme envoyé" in spring.said[DRAFT]
    with _drive(spring.theatre) as drive:
        found = drive.find("relocalisons_key", "relocalisons:note-PNA:2026-02:pdf")

    assert found is not None
    assert found.app_properties["relocalisons_state"] == "envoye"


def test_a_correction_made_after_the_closing_is_shown_in_the_next_note(spring):
    words = spring.words("2026-03 Note financeur FRA.docx")

    assert "février 2026 (arrêtée le 10 mars 2026)" in words
    assert "pièce corrigée (P07-25-004)" in words


def test_a_broken_word_template_keeps_the_pdf_and_says_what_to_do(spring):
    said = spring.said[APRIL]

    assert "2026-03 Note financeur FDH.pdf" in spring.names()
    assert "2026-03 Note financeur FDH.docx" not in spring.names()
    assert "Fondation Durance-Horizon, note au financeur de mars 2026" in said
    assert "n’est pas un fichier Word (.docx) lisible" in said


def test_doing_a_day_again_makes_no_revision(spring):
    assert "est mis à jour" not in spring.again
    assert "est créé" not in spring.again


def test_a_second_version_is_made_beside_the_first_when_she_asks_for_it(spring):
    assert "« 2026-02 Note financeur FRA v2.pdf » est créé" in spring.second
    assert {"2026-02 Note financeur FRA.docx", "2026-02 Note financeur FRA v2.docx"} <= (
        spring.names()
    )


def test_the_claim_has_its_folder_with_each_piece_numbered_as_its_line(spring):
    assert "Pièces" in spring.said[CLAIM]
    (path,) = spring.folder.rglob("2025-12 Demande de paiement FRA.xlsx")
    sheet = openpyxl.load_workbook(path)["ERD"]
    numbers = {
        f"{line[0].value:03d}": line[1].value
        for line in sheet.iter_rows(min_row=4)
        if isinstance(line[0].value, int) and line[1].value
    }
    with _drive(spring.theatre) as drive:
        key = "relocalisons:demande-FRA:2025-12-31:piece"
        items = drive.list_items()
    pieces = [item for item in items if item.app_properties.get("relocalisons_key") == key]

    assert numbers
    assert len(pieces) > len(numbers)
    for piece in pieces:
        number, _, rest = piece.name.partition(" ")
        assert rest.startswith(f"{numbers[number]} – ")
        assert piece.mime_type == SHORTCUT


@pytest.mark.parametrize("version", ("sent before it was closed", "closed"))
def test_a_claim_leaves_an_archive_that_proves_it_alone(spring, version):
    coordination = spring.folder.parent / "00 Coordination" / "Pistes d’audit"
    sent, closed = sorted(coordination.glob("*.zip"), key=lambda path: " v2" in path.name)
    place, told_by = (closed, spring.third) if version == "closed" else (sent, spring.second)
    said: list[str] = []

    assert main([str(place), "aide", "demandée"], say=said.append) == 0
    assert said[1].removeprefix("Sceau : ") in told_by, "the seal is told, and kept there"
    assert "À conserver jusqu’au" in told_by
    with zipfile.ZipFile(place) as archive:
        pieces = [name for name in archive.namelist() if name.startswith("pieces/")]
        (told,) = (json.loads(archive.read(each)) for each in ("lectures.json",))
    assert pieces
    assert all(len(one["sha256"]) == 64 for one in told)
    assert "Aide demandée" in "\n".join(said)


def test_states_of_account_are_made_on_the_first_working_day_each_with_its_partner(spring):
    drive = spring.theatre.root / "drive" / "Relocalisons"
    accounts = {path.name: path.relative_to(drive) for path in drive.rglob("État de compte*.pdf")}

    assert "État de compte P22.pdf" in accounts
    assert "État de compte P01.pdf" not in accounts  # the lead repays itself nothing
    assert [path.relative_to(drive).parts[0] for path in drive.rglob("Reversements.*")] == [
        "00 Coordination", "00 Coordination"
    ]  # fmt: skip
    for name, path in accounts.items():
        assert path.parts[0] == "00 Coordination" or name.removesuffix(".pdf")[-3:] in path.parts[1]
