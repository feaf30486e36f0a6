"""Publishing a document: whole or absent, the same file again, never over a human's words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import requests
from support.google.room import PERSON, ROBOT, STARTED, GoogleRoom, open_room

from relocalisons.errors import VendorUnavailableError
from tasks.google.drive import PDF
from tasks.google.own_files import ensure_folder
from tasks.papers.publication import (
    Document,
    LastPublication,
    Publication,
    Published,
    is_ours,
    publish,
)
from vendor_sandbox.storage.items import DOCUMENT as GOOGLE_DOC
from vendor_sandbox.testing import seeds

UPLOAD = "^/upload/"


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    requests.delete(f"{one_room.sandbox.base_url}/sandbox/faults", timeout=10)
    one_room.at(STARTED)
    one_room.slept.clear()
    one_room.counts()
    return one_room


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Document:
    """A document of its own for each test."""
    name = request.node.name
    return Document(
        key=f"essai:{name}", name=f"{name}.pdf", data=b"%PDF-1.7 un", media_type=PDF,
        fingerprint="f1",
    )  # fmt: skip


def put(room: GoogleRoom, note: Document, last: LastPublication | None = None) -> Published:
    return publish(room.drive, note, folder_id=seeds.ACTIONS, last=last, account=ROBOT)


def remembered(published: Published) -> LastPublication:
    """What the store keeps of an upload."""
    item = published.item
    return LastPublication(
        fingerprint=item.app_properties["relocalisons_fingerprint"], at=item.modified_time
    )


SECOND = {"data": b"%PDF-1.7 deux", "fingerprint": "f2"}


def test_a_document_is_created_then_revised_in_place(room, note):
    first = put(room, note)
    room.at(STARTED + timedelta(days=1))
    second = put(room, replace(note, **SECOND), remembered(first))

    assert (first.outcome, second.outcome) == (Publication.CREATED, Publication.REVISED)
    assert second.item.file_id == first.item.file_id, "links stay valid"
    assert room.drive.download(first.item.file_id, largest=100) == b"%PDF-1.7 deux"
    assert first.message == f"« {note.name} » est créé."


def test_the_same_fingerprint_uploads_nothing(room, note):
    first = put(room, note)
    room.counts()

    again = put(room, note, remembered(first))

    assert again.outcome is Publication.UNCHANGED
    assert set(room.counts()) == {"drive.read"}


@pytest.mark.parametrize("days", [0, 30])
def test_a_file_that_somebody_changed_is_left_alone(room, note, days):
    first = put(room, note)
    room.at(STARTED + timedelta(days=days, minutes=1))
    room.hands.replace_content(first.item.file_id, b"%PDF-1.7 corrige par Anne")

    second = put(room, replace(note, **SECOND), remembered(first))

    assert second.outcome is Publication.LEFT_ALONE
    assert "modifié à la main" in second.message
    assert b"Anne" in room.drive.download(first.item.file_id, largest=100)


def test_under_the_account_of_a_person_the_time_alone_tells(room, note):
    first = put(room, note)
    last = remembered(first)

    def again(minutes: int) -> Publication:
        room.at(STARTED + timedelta(minutes=minutes))
        room.hands.replace_content(first.item.file_id, b"%PDF-1.7 autre")
        changed = replace(note, **SECOND)
        return publish(
            room.drive, changed, folder_id=seeds.ACTIONS, last=last, account=None
        ).outcome

    assert again(10) is Publication.LEFT_ALONE


def test_without_any_memory_of_ours_a_file_counts_as_touched(room, note):
    put(room, note)

    second = put(room, replace(note, **SECOND), last=None)

    assert second.outcome is Publication.LEFT_ALONE


def test_an_upload_that_the_store_never_learnt_of_is_remembered_at_the_next_run(room, note):
    put(room, note)  # the run dies here, before its store is told

    found = put(room, note, last=None)
    ours = is_ours(found, last=None, account=ROBOT)
    second = put(room, replace(note, **SECOND), remembered(found))

    assert (found.outcome, ours) == (Publication.UNCHANGED, True)
    assert second.outcome is Publication.REVISED


def test_a_file_that_somebody_changed_is_not_taken_for_ours(room, note):
    first = put(room, note)
    room.hands.replace_content(first.item.file_id, b"%PDF-1.7 Anne")

    found = put(room, note, last=None)

    assert not is_ours(found, last=None, account=ROBOT)


def test_a_file_put_in_the_bin_is_made_anew_and_not_taken_out_of_it(room, note):
    first = put(room, note)
    room.hands.put_in_bin(first.item.file_id)

    second = put(room, note, remembered(first))

    assert second.outcome is Publication.CREATED
    assert second.item.file_id != first.item.file_id
    assert room.drive.item(first.item.file_id).trashed


def test_a_word_file_becomes_a_google_document(room, note):
    words = seeds.docx_bytes("Note de février")
    draft = replace(
        note, data=words, as_type=GOOGLE_DOC,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )  # fmt: skip

    made = put(room, draft)

    assert made.item.mime_type == GOOGLE_DOC
    assert made.item.web_link.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("rule", "stands"),
    [
        ({"status": 503}, 0),
        ({"status": 503, "when": "after"}, 1),
        ({"cut": True, "times": 9}, 0),
        ({"status": 200, "half": True, "body": "{" * 300, "when": "after"}, 1),
    ],
)
def test_after_a_doubtful_upload_the_document_is_whole_or_absent_and_then_there(
    room, note, rule, stands
):
    room.fault(path=UPLOAD, **rule)

    with pytest.raises(VendorUnavailableError):
        put(room, note)
    found = room.drive.find_all("relocalisons_key", note.key)
    requests.delete(f"{room.sandbox.base_url}/sandbox/faults", timeout=10)
    put(room, note)

    assert len(found) == stands
    assert [len(room.drive.download(one.file_id, largest=99)) for one in found] == [11] * stands
    assert len(room.drive.find_all("relocalisons_key", note.key)) == 1


def test_a_creation_cut_before_its_answer_leaves_one_file(room, note):
    room.fault(path=UPLOAD, cut=True, when="after")  # httplib2 sends it again by itself

    made = put(room, note)

    (one,) = room.drive.find_all("relocalisons_key", note.key)
    assert one.file_id == made.item.file_id


def test_folders_are_found_by_their_name_else_made_once(room):
    items = room.drive.list_items()

    known = ensure_folder(room.drive, ("Plan d'actions", "Justificatifs"), items=items)
    made = ensure_folder(room.drive, ("05 Rapports", "2026-02"), items=items)
    again = ensure_folder(room.drive, ("05 Rapports", "2026-02"), items=items)

    assert known == seeds.PROOFS
    assert made == again, "although the listing is older than the folder"


def test_a_folder_whose_creation_was_cut_is_not_doubled(room):
    room.fault(method="POST", path="^/drive/v3/files", cut=True, when="after")

    made = ensure_folder(room.drive, ("06 Communication",), items=())

    folders = [one for one in room.drive.list_items() if one.name == "06 Communication"]
    assert [one.file_id for one in folders] == [made]


def test_names_of_files_and_keys_may_hold_quotes(room, note):
    odd = replace(note, key="essai:l'\\étrange \" note", name="L'étrange \" note.pdf")

    first = put(room, odd)

    assert put(room, odd, remembered(first)).outcome is Publication.UNCHANGED
    assert first.item.last_modifying_user == ROBOT != PERSON
