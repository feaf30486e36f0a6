"""Drive's search learns of a new file minutes later: what we make is still made once.

The sandbox's index lags by five minutes, as has been seen of Google's.
"""

from collections.abc import Iterator

import pytest
import requests
from support.google.room import ROBOT, GoogleRoom, open_room

from tasks.google.drive import DOCX, PDF
from tasks.google.own_files import KEY, ensure_folder
from tasks.papers.papers import keep_folder
from tasks.papers.publication import Document, Publication, Published, publish
from vendor_sandbox.storage.items import DOCUMENT as GOOGLE_DOC
from vendor_sandbox.testing import seeds

LAG = 300  # seconds


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        settings = f"{room.sandbox.base_url}/sandbox/settings"
        requests.post(settings, json={"index_lag": LAG}, timeout=10).raise_for_status()
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    requests.delete(f"{one_room.sandbox.base_url}/sandbox/faults", timeout=10)
    return one_room


def later(room: GoogleRoom, seconds: int) -> None:
    clock = f"{room.sandbox.base_url}/sandbox/clock"
    requests.post(clock, json={"advance": seconds}, timeout=10).raise_for_status()


def note(name: str, *, converted: bool = False) -> Document:
    return Document(
        key=f"lag:{name}",
        name=name,
        data=seeds.docx_bytes("Note") if converted else b"%PDF-1.7",
        media_type=DOCX if converted else PDF,
        as_type=GOOGLE_DOC if converted else None,
        fingerprint="f1",
    )


def put(room: GoogleRoom, document: Document) -> Published:
    return publish(room.drive, document, folder_id=seeds.ACTIONS, last=None, account=ROBOT)


def standing(room: GoogleRoom, document: Document) -> list[str]:
    """The ids of the files of a document, however young."""
    items = room.drive.list_items()
    return [item.file_id for item in items if item.app_properties.get(KEY) == document.key]


def test_the_search_learns_later_what_the_folder_knows_at_once(room):
    made = put(room, note("au début.pdf")).item

    searched = room.drive.find_all(KEY, "lag:au début.pdf")
    listed = [item.file_id for item in room.drive.children(seeds.ACTIONS)]
    later(room, LAG + 1)

    assert searched == ()
    assert made.file_id in listed
    assert [one.file_id for one in room.drive.find_all(KEY, "lag:au début.pdf")] == [made.file_id]


@pytest.mark.parametrize("converted", [False, True], ids=["a PDF", "a Google document"])
def test_a_creation_whose_answer_is_cut_leaves_one_file(room, converted):
    document = note(f"coupé {converted}", converted=converted)
    room.fault(path="^/upload/", cut=True, when="after")  # httplib2 sends it again by itself

    made = put(room, document)

    assert standing(room, document) == [made.item.file_id]


def test_a_folder_whose_creation_is_cut_is_made_once(room):
    room.fault(method="POST", path="^/drive/v3/files", cut=True, when="after")

    made = ensure_folder(room.drive, ("05 Rapports",), items=())

    folders = [one.file_id for one in room.drive.list_items() if one.name == "05 Rapports"]
    assert folders == [made]


@pytest.mark.parametrize("converted", [False, True], ids=["a PDF", "a Google document"])
def test_a_second_run_within_those_minutes_finds_what_the_first_made(room, converted):
    document = note(f"deux fois {converted}", converted=converted)

    first, second = put(room, document), put(room, document)

    assert second.outcome is Publication.UNCHANGED
    assert standing(room, document) == [first.item.file_id]


def test_a_second_run_within_those_minutes_makes_no_second_folder(room):
    first = ensure_folder(room.drive, ("06 Communication", "2026-03"), items=())
    second = ensure_folder(room.drive, ("06 Communication", "2026-03"), items=())

    assert first == second


def test_the_folder_of_a_meeting_is_made_once_too(room):
    def folder() -> str:
        return keep_folder(
            room.drive, "COPIL du 12 mars", key="lag:copil", parent_id=seeds.ACTIONS, items=()
        )

    assert folder() == folder()
