"""A meeting has one folder for its whole life; a meeting that moves takes its papers with it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.google.room import ROBOT, GoogleRoom, open_room

from tasks.google.drive import PDF
from tasks.google.own_files import KEY
from tasks.papers.papers import keep_folder
from tasks.papers.publication import Document, LastPublication, Publication, publish
from vendor_sandbox.testing import seeds

DAY, MOVED = "2026-03-12 COTECH", "2026-03-19 COTECH"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as opened:
        yield opened


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    """A meeting of its own for each test."""
    return f"essai:reunion:{request.node.name}:rangement"


def folder_of(room: GoogleRoom, name: str, key: str) -> str:
    return keep_folder(
        room.drive, name, key=key, parent_id=seeds.ACTIONS, items=room.drive.list_items()
    )


def names_of(room: GoogleRoom, folder: str) -> list[str]:
    return sorted(item.name for item in room.drive.list_items() if item.parent_id == folder)


def test_the_folder_of_a_meeting_is_made_once(room: GoogleRoom, key: str):
    first = folder_of(room, DAY, key)

    assert folder_of(room, DAY, key) == first
    assert room.drive.item(first).name == DAY


def test_a_meeting_that_moves_keeps_its_folder_and_its_papers_under_the_new_day(
    room: GoogleRoom, key: str
):
    folder = folder_of(room, DAY, key)
    agenda = Document(
        key=f"{key}:agenda", name=f"{DAY} Ordre du jour.pdf", data=b"%PDF-1.7 un",
        media_type=PDF, fingerprint="f1",
    )  # fmt: skip
    first = publish(room.drive, agenda, folder_id=folder, last=None, account=ROBOT)
    last = LastPublication(fingerprint="f1", at=first.item.modified_time)

    moved = folder_of(room, MOVED, key)
    changed = replace(
        agenda, name=f"{MOVED} Ordre du jour.pdf", data=b"%PDF-1.7 deux", fingerprint="f2"
    )
    again = publish(room.drive, changed, folder_id=moved, last=last, account=ROBOT)

    assert (moved, again.outcome) == (folder, Publication.REVISED)
    assert room.drive.item(folder).name == MOVED
    assert again.item.file_id == first.item.file_id
    assert names_of(room, folder) == [f"{MOVED} Ordre du jour.pdf"]


def test_a_folder_that_she_renamed_keeps_her_name(room: GoogleRoom, key: str):
    folder = folder_of(room, DAY, key)
    room.drive.rename(folder, "COTECH du printemps", properties={})

    assert folder_of(room, MOVED, key) == folder
    assert room.drive.item(folder).name == "COTECH du printemps"


def test_a_folder_that_she_made_herself_is_taken_and_not_doubled(room: GoogleRoom, key: str):
    name = "2026-05-07 COPIL"
    hers = room.drive.create_folder(name, parent_id=seeds.ACTIONS, properties={})

    folder = folder_of(room, name, key)

    assert folder == hers.file_id
    assert room.drive.item(folder).app_properties[KEY] == key
