"""Reading the drive: all of it at first and every week, else only what has moved since."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import requests
from support.google.room import ROBOT, STARTED, GoogleRoom, open_room

from relocalisons.core.kernel.model import RowPlace
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.errors import VendorUnavailableError, WorkbookUnreachableError
from tasks.google.drive import SPREADSHEET
from tasks.intake.snapshots import Intake, take_snapshot
from vendor_sandbox.testing import seeds

PARTNERS = ("P01", "P02", "P03", "P04")


class Reader:
    """Takes snapshots one after the other, as nights do; keeps what the store would keep."""

    def __init__(self, room: GoogleRoom, books: dict[str, str]) -> None:
        self.room, self.books, self.last, self.now = room, books, None, STARTED

    def take(self, *, after: timedelta = timedelta(days=1)) -> Intake:
        if self.last is not None:
            self.now += after
        self.room.at(self.now)
        self.room.counts()
        last: Intake | None = self.last
        self.last = take_snapshot(
            self.room.drive,
            self.room.sheets,
            pilotage_id=seeds.SHEET,
            previous=last.snapshot if last else None,
            mark=last.mark if last else None,
            clock=self._clock,
            sources_of=lambda pilotage, items: [
                SourceEntry(
                    table="actions",
                    partner=code,
                    file_id=file_id,
                    tab="Feuille 1",
                    place=RowPlace(
                        file_id=pilotage.file_id,
                        workbook=pilotage.name,
                        tab="Sources",
                        sheet_id=0,
                        row=row,
                        letters={},
                    ),
                )
                for row, (code, file_id) in enumerate(self.books.items(), 2)
            ],
            account=ROBOT,
        )
        return self.last

    def token(self) -> str:
        """Where Google's list of changes stands now."""
        return self.room.drive.start_token()

    def edit(self, code: str, word: str = "modifié") -> None:
        file_id = self.books[code]
        (tab,) = self.room.hands.tabs(file_id)
        self.room.hands.type(file_id, tab, "B2", word)

    def _clock(self) -> datetime:
        return self.now


@pytest.fixture
def reader(tmp_path) -> Iterator[Reader]:
    with open_room(tmp_path) as room:
        books = {
            code: room.drive.create_native(
                f"Suivi {code}", parent_id=seeds.ACTIONS, mime_type=SPREADSHEET, properties={}
            ).file_id
            for code in PARTNERS
        }
        yield Reader(room, books)


def cells(intake: Intake, file_id: str) -> list[object]:
    book = intake.snapshot.workbook(file_id)
    assert book is not None
    return [cell for tab in book.tabs for row in tab.rows for cell in row if cell is not None]


def test_the_first_reading_is_whole_and_a_quiet_one_asks_once(reader):
    first = reader.take()
    second = reader.take()

    assert (first.full, len(first.read)) == (True, 5)
    assert (second.full, second.read, second.reused) == (False, (), 5)
    assert reader.room.counts() == {"drive.read": 1}
    assert [book.file_id for book in second.snapshot.workbooks] == [
        book.file_id for book in first.snapshot.workbooks
    ]


def test_only_the_workbook_that_moved_is_read_again(reader):
    reader.take()
    reader.edit("P02")

    second = reader.take()

    assert second.read == ("Suivi P02",)
    assert "modifié" in cells(second, reader.books["P02"])


def test_what_is_typed_after_a_reading_is_read_by_the_next_one(reader):
    reader.take()
    reader.edit("P02", "un")
    reader.take()
    reader.edit("P02", "deux")

    assert "deux" in cells(reader.take(), reader.books["P02"])


def test_what_changes_by_itself_is_read_again_on_the_seventh_night_and_what_was_typed_is_not(
    reader,
):
    reader.edit("P03", "=TODAY()")
    reader.edit("P04", "2026-03-02")
    first = reader.take()
    before = [reader.take().read for _ in range(6)]
    seventh = reader.take()

    assert before == [()] * 6, "Google tells of no edit"
    assert seventh.read == ("Suivi P03",)
    assert not seventh.full
    (was,), (is_now,) = (cells(one, reader.books["P03"]) for one in (first, seventh))
    assert is_now == was + 7
    assert reader.room.counts() == {"drive.read": 1, "sheets.read": 1}


def test_the_seventh_night_lists_the_drive_anew_and_sees_what_no_list_of_changes_told(reader):
    reader.take()
    for _ in range(6):
        reader.take()
    reader.edit("P02")
    reader.last = replace(reader.last, mark=replace(reader.last.mark, page_token=reader.token()))

    assert reader.take().read == ("Suivi P02",)
    assert reader.take().read == ()


def test_no_reading_is_older_than_the_seventh_night_after_four_weeks(reader):
    reader.take()
    weeks = [reader.take(after=timedelta(days=7)).read for _ in range(4)]

    assert [len(read) for read in weeks] == [0, 0, 0, 5]


def test_a_newer_file_beside_a_followed_one_is_read_once_and_one_that_no_one_can_read_is_no_problem(
    reader,
):
    reader.take()
    reader.now += timedelta(days=1)
    reader.room.at(reader.now)
    for name, data in (
        ("Plan du printemps.csv", b"Action;Pilote\n"),
        ("Notes.xlsx", b"PK\x03\x04 broken"),
    ):
        reader.room.drive.create_file(
            name,
            data,
            parent_id=seeds.ACTIONS,
            media_type="application/octet-stream",
            as_type=None,
            properties={},
        )

    second = reader.take()
    reader.room.counts()
    third = reader.take()

    assert second.read == ("Plan du printemps.csv",)
    assert (third.read, reader.room.counts()) == ((), {"drive.read": 1})
    assert [book.name for book in third.snapshot.workbooks][-1] == "Plan du printemps.csv"
    assert second.snapshot.problems == third.snapshot.problems == ()


def test_a_clock_that_went_back_reads_everything_rather_than_lose_an_edit(reader):
    reader.take()
    reader.edit("P02")

    back = reader.take(after=timedelta(hours=-2))

    assert (back.full, len(back.read)) == (True, 5)
    assert "modifié" in cells(back, reader.books["P02"])


def test_when_google_no_longer_knows_our_mark_everything_is_listed_again(reader):
    reader.take()
    reader.room.fault(path="^/drive/v3/changes$", status=400)

    second = reader.take()

    assert second.full
    assert len(second.read) == 5


def test_a_new_name_is_followed_without_reading_the_cells_again(reader):
    reader.take()
    reader.room.hands.rename_file(reader.books["P03"], "Suivi P03 – nouveau nom")

    second = reader.take()

    book = second.snapshot.workbook(reader.books["P03"])
    assert book is not None and book.name == "Suivi P03 – nouveau nom"


def test_files_that_come_and_go_are_followed(reader):
    reader.take()
    added = reader.room.drive.create_file(
        "Livrable.pdf", b"%PDF", parent_id=seeds.PROOFS, media_type="application/pdf",
        as_type=None, properties={},
    )  # fmt: skip
    reader.room.hands.put_in_bin(seeds.PDF)

    ids = {item.file_id for item in reader.take().snapshot.items}

    assert added.file_id in ids
    assert seeds.PDF not in ids


def test_a_deleted_workbook_keeps_its_last_reading_for_two_weeks_and_is_told_each_night(reader):
    reader.edit("P02", "avant")
    reader.take()
    reader.room.hands.delete_file(reader.books["P02"])

    second = reader.take()
    much_later = reader.take(after=timedelta(days=14))

    assert [(one.kind, one.workbook) for one in second.snapshot.problems] == [
        ("source_unreachable", "Suivi P02")
    ]
    assert "avant" in cells(second, reader.books["P02"])
    assert much_later.snapshot.workbook(reader.books["P02"]) is None
    assert len(much_later.snapshot.problems) == 1


def test_one_workbook_for_which_google_fails_never_stops_the_others(reader):
    reader.take()
    for code in PARTNERS:
        reader.edit(code)
    reader.room.fault(path=f"^/v4/spreadsheets/{reader.books['P02']}", status=503, times=99)

    second = reader.take()
    requests.delete(f"{reader.room.sandbox.base_url}/sandbox/faults", timeout=10)
    third = reader.take()

    assert [one.workbook for one in second.snapshot.problems] == ["Suivi P02"]
    assert "modifié" in cells(second, reader.books["P04"])
    assert third.read == ("Suivi P02",), "it had moved, and is read as soon as it can be"
    assert third.snapshot.problems == ()


def test_when_google_fails_for_several_the_night_fails_with_the_name_of_one(reader):
    reader.take()
    for code in PARTNERS:
        reader.edit(code)
    for code in PARTNERS[:3]:
        reader.room.fault(path=f"^/v4/spreadsheets/{reader.books[code]}", status=503, times=99)

    with pytest.raises(VendorUnavailableError, match="« Suivi P03 »"):
        reader.take()


def test_without_pilotage_nothing_can_be_read(reader):
    reader.room.hands.delete_file(seeds.SHEET)

    with pytest.raises(WorkbookUnreachableError, match="« Pilotage »"):
        reader.take()
