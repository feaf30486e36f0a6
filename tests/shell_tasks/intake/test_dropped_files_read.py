"""What people drop in the Drive is read from there, or named with what to do."""

from collections.abc import Iterator

import pytest
from support.files.build import a_docx, an_ods, an_xls, ods_row, ods_table
from support.google.room import STARTED, GoogleRoom, open_room

from relocalisons.core.kernel.model import DriveItem
from relocalisons.errors import UnreadableWorkbookError
from tasks.google.drive import DOCUMENT, DOCX
from tasks.intake.dropped_files import FileRead, read_file
from vendor_sandbox.testing import seeds

PLAN = [["Action", "Pilote", "Échéance"], ["Former", "Légumerie", "13/02/2026"]]
TEXT = "\n".join(";".join(row) for row in PLAN)


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as opened:
        yield opened


def dropped(room: GoogleRoom, name: str, data: bytes, *, media_type: str = "", as_type: str = ""):
    return room.drive.create_file(
        name,
        data,
        parent_id=seeds.ACTIONS,
        media_type=media_type or "application/octet-stream",
        as_type=as_type or None,
        properties={},
    )


def read(room: GoogleRoom, item: DriveItem) -> FileRead:
    return read_file(room.drive, room.sheets, item, clock=lambda: STARTED)


FILES = {
    "Plan.ods": an_ods(ods_table("Plan", [ods_row(row) for row in PLAN])),
    "Plan.xls": an_xls(PLAN),
    "Plan.csv": TEXT.encode("mac_roman"),
    "Plan.tsv": TEXT.replace(";", "\t").encode("utf-16"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_dropped_file_of_any_format_is_a_workbook(room, name):
    found = read(room, dropped(room, name, FILES[name]))

    assert [list(row) for row in found.book.tabs[0].rows] == PLAN
    assert (found.book.name, found.refused) == (name, ())


def test_a_plan_kept_in_a_google_doc_is_recognised_and_explained(room):
    item = dropped(room, "Plan", a_docx(PLAN), media_type=DOCX, as_type=DOCUMENT)

    with pytest.raises(UnreadableWorkbookError) as told:
        read(room, item)

    assert told.value.problem.startswith("Le plan est un tableau dans un Google Doc : ")
    assert "Copier ce tableau dans un Google Sheet" in told.value.advice
    assert "Plan" in str(told.value)


def test_a_file_of_another_kind_is_named_with_what_to_do(room):
    with pytest.raises(UnreadableWorkbookError) as told:
        read(room, room.drive.item(seeds.PDF))

    assert (told.value.problem, "tableur d’origine" in told.value.advice) == (
        "C’est un PDF, pas un tableur.",
        True,
    )
