"""Names on disk are safe everywhere, and no two neighbours share one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_sandbox.storage.folder import comparable, disk_name, is_ignored, write_atomically
from vendor_sandbox.storage.items import DOCUMENT, FOLDER, SPREADSHEET


@pytest.mark.parametrize(
    ("name", "mime_type", "expected"),
    [
        ("Suivi 2026", SPREADSHEET, "Suivi 2026.xlsx"),
        ("Suivi 2026.xlsx", SPREADSHEET, "Suivi 2026.xlsx"),
        ("Note", DOCUMENT, "Note.docx"),
        ("facture.pdf", "application/pdf", "facture.pdf"),
        ("Version 1.2 du dossier", FOLDER, "Version 1.2 du dossier"),
        ("a/b\\c:d", FOLDER, "a_b_c_d"),
        ("..", FOLDER, "sans nom"),
        ("../../etc/passwd", "text/plain", "__.._etc_passwd"),
        (".cache", "text/plain", "_cache"),
        ("CON.txt", "text/plain", "_CON.txt"),
        ("~$verrou.xlsx", "text/plain", "_~$verrou.xlsx"),
        ("", "text/plain", "sans nom"),
    ],
)
def test_a_name_becomes_a_safe_name(name, mime_type, expected):
    assert disk_name(name, mime_type=mime_type, taken=()) == expected


def test_a_second_file_of_the_same_name_gets_a_number_whatever_the_case():
    taken = {comparable("Suivi.xlsx"), comparable("suivi (2).xlsx")}

    assert disk_name("SUIVI", mime_type=SPREADSHEET, taken=taken) == "SUIVI (3).xlsx"


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=400), mime_type=st.sampled_from([SPREADSHEET, FOLDER, "text/plain"]))
def test_no_name_leaves_its_folder_or_is_taken_for_a_lock(name, mime_type):
    safe = disk_name(name, mime_type=mime_type, taken={"sans nom"})

    assert "/" not in safe and "\x00" not in safe and safe not in {"", ".", ".."}
    assert not is_ignored(safe)
    assert len(safe.encode("utf-8")) <= 220


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "dossier" / "fichier.txt"
    write_atomically(path, b"avant")

    write_atomically(path, "après".encode(), durable=True)

    assert path.read_text(encoding="utf-8") == "après"
    assert [each.name for each in path.parent.iterdir()] == ["fichier.txt"]
