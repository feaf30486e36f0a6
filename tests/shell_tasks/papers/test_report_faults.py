"""What breaks while a report is published: it is whole or absent, and the words say what to do."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import requests
from docx import Document as new_word
from support.google.accounts import robot_key, sandbox_settings
from support.google.room import ROBOT, STARTED, GoogleRoom, open_room
from support.papers.report_workspace import sample_workspace

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.reports.funder.profile import FunderProfile
from relocalisons.errors import OfficeTemplateError, RelocalisonsError, SourceError
from tasks.google.drive import DOCX, PDF, Drive
from tasks.google.own_files import ensure_folder
from tasks.google.sign_in import sign_in
from tasks.papers.publication import Document, LastPublication, Publication, publish
from tasks.papers.word_templates import fetch_word_template
from vendor_sandbox.testing import seeds
from vendor_sandbox.testing.cutting_proxy import cutting_proxy

WHOLE = b"%PDF-1.7 " + bytes(range(256)) * 800  # 200 kB: many packets


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    requests.delete(f"{one_room.sandbox.base_url}/sandbox/faults", timeout=10)
    one_room.at(STARTED)
    return one_room


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Document:
    """A document of its own for each test."""
    name = request.node.name
    return Document(key=f"faults:{name}", name=f"{name}.pdf", data=WHOLE, media_type=PDF,
                    fingerprint="f1")  # fmt: skip


def put(drive: Drive, note: Document, last: LastPublication | None = None):
    return publish(drive, note, folder_id=seeds.ACTIONS, last=last, account=ROBOT)


@pytest.fixture
def wire(room: GoogleRoom):
    """A client of ours on a wire that can be cut, and the wire."""
    with cutting_proxy(room.sandbox.base_url) as proxy:
        settings = sandbox_settings(room.sandbox.base_url, key=robot_key(ROBOT))
        drive = Drive(
            sign_in(settings), drive_id=seeds.DRIVE_ID, base_url=proxy.url, sleep=lambda _: None
        )
        try:
            yield drive, proxy
        finally:
            drive.close()


CHUNKS = (0, 900, 17_000, 64_000, 110_000, 170_000, 204_000)


@pytest.mark.parametrize("cut_after", CHUNKS)
def test_an_upload_cut_at_any_chunk_leaves_nothing_and_the_next_run_all(
    room, note, wire, cut_after
):
    drive, proxy = wire
    assert drive.find("relocalisons_key", note.key) is None  # signed in, on an open wire

    proxy.cut_after = cut_after
    with pytest.raises(RelocalisonsError):
        put(drive, note)
    assert proxy.cuts
    found = room.drive.find_all("relocalisons_key", note.key)
    proxy.cut_after = None
    made = put(drive, note)

    assert found == ()
    assert room.drive.download(made.item.file_id, largest=10**6) == WHOLE
    assert len(room.drive.find_all("relocalisons_key", note.key)) == 1


@pytest.mark.parametrize("cut_after", (900, 110_000))
def test_a_revision_cut_on_the_way_leaves_the_whole_edition_before(room, note, wire, cut_after):
    drive, proxy = wire
    first = put(drive, note)
    last = LastPublication(fingerprint="f1", at=first.item.modified_time)
    second = replace(note, data=WHOLE[::-1], fingerprint="f2")

    proxy.cut_after = cut_after
    with pytest.raises(RelocalisonsError):
        put(drive, second, last)
    before = room.drive.download(first.item.file_id, largest=10**6)
    proxy.cut_after = None
    done = put(drive, second, last)

    assert before == WHOLE
    assert done.outcome is Publication.REVISED
    assert room.drive.download(first.item.file_id, largest=10**6) == WHOLE[::-1]


def test_a_full_drive_leaves_nothing_and_says_what_to_do(room, note):
    room.fault(
        path="^/upload/",
        status=403,
        times=9,
        body={"error": {"code": 403, "message": "full",
                        "errors": [{"reason": "storageQuotaExceeded", "domain": "usageLimits"}]}},
    )  # fmt: skip

    with pytest.raises(SourceError) as refused:
        put(room.drive, note)

    assert room.drive.find_all("relocalisons_key", note.key) == ()
    assert "Drive" in str(refused.value)


def test_a_folder_that_somebody_deleted_is_made_again_with_the_report_in_it(room, note):
    items = room.drive.list_items()
    folder = ensure_folder(room.drive, ("05 Rapports", "2026-02"), items=items)
    first = publish(room.drive, note, folder_id=folder, last=None, account=ROBOT)
    room.hands.put_in_bin(folder)

    again = ensure_folder(room.drive, ("05 Rapports", "2026-02"), items=room.drive.list_items())
    made = publish(room.drive, note, folder_id=again, last=None, account=ROBOT)

    assert again != folder
    assert made.item.parent_id == again or made.item.file_id == first.item.file_id


def test_a_draft_that_is_being_edited_is_left_as_it_is(room, note):
    first = put(room.drive, note)
    last = LastPublication(fingerprint="f1", at=first.item.modified_time)
    room.at(STARTED + timedelta(minutes=1))
    room.hands.replace_content(first.item.file_id, b"%PDF-1.7 reprise en cours")

    done = put(room.drive, replace(note, data=WHOLE[::-1], fingerprint="f2"), last)

    assert done.outcome is Publication.LEFT_ALONE
    assert b"reprise" in room.drive.download(first.item.file_id, largest=10**6)


# --- Word templates -------------------------------------------------------------------------


def word_file(text: str) -> bytes:
    word = new_word()
    word.add_paragraph(text)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def deposited(room: GoogleRoom, name: str, data: bytes, media_type: str) -> DriveItem:
    return room.drive.create_file(
        name, data, parent_id=seeds.ACTIONS, media_type=media_type, as_type=None, properties={}
    )


def fetched(room: GoogleRoom, address: str) -> bytes | None:
    funder = sample_workspace().programme().funders[0]
    return fetch_word_template(
        room.drive, FunderProfile(template=address), funder, items=room.drive.list_items()
    )


def address_of(item: DriveItem) -> str:
    return f"https://docs.google.com/document/d/{item.file_id}/edit"


def test_a_funders_word_file_is_fetched_as_it_is(room):
    data = word_file("{{p sections.essentiel }}")

    item = deposited(room, "modèle.docx", data, DOCX)

    assert fetched(room, address_of(item)) == data


def test_without_address_the_house_word_template_serves(room):
    assert fetched(room, "") is None


def test_a_word_template_that_is_gone_says_where_its_address_is_and_what_to_do(room):
    item = deposited(room, "modèle perdu.docx", word_file("x"), DOCX)
    room.hands.put_in_bin(item.file_id)

    with pytest.raises(OfficeTemplateError) as refused:
        fetched(room, address_of(item))

    assert "« Modèle de rapport URL »" in str(refused.value)
    assert "videz la cellule" in str(refused.value)


def test_a_word_template_of_another_kind_says_which_file_and_what_to_do(room):
    item = deposited(room, "modèle.pdf", WHOLE, PDF)

    with pytest.raises(OfficeTemplateError) as refused:
        fetched(room, address_of(item))

    assert "« modèle.pdf » n’est pas un fichier Word" in str(refused.value)
