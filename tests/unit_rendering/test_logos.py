"""The funders' logos: which files they are, and the strip that stands on an attendance sheet."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from support.meetings.committees import meeting_of, workspace

from relocalisons.core.communication.logos import logo_files
from relocalisons.core.kernel.model import DriveItem, Programme
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.pack import build_pack
from relocalisons.core.reports.meetings.papers import attendance_sheet
from relocalisons.rendering.logos import readable_logo, strip_of
from relocalisons.rendering.papers.papers import render
from relocalisons.sample.engine.files import make_logo

FOLDER = "application/vnd.google-apps.folder"
WHEN = datetime(2026, 1, 5, tzinfo=UTC)


def item(file_id: str, name: str, *, kind: str = "image/png", parent: str = "logos") -> DriveItem:
    return DriveItem(
        file_id=file_id, name=name, mime_type=kind, parent_id=parent, modified_time=WHEN,
        version="1", size=10,
    )  # fmt: skip


def with_items(*items: DriveItem) -> Programme:
    return replace(workspace(late=0).programme(), items=items)


def test_a_logo_is_a_picture_of_a_funder_in_a_folder_of_logos():
    folder = item("logos", "Logos des financeurs", kind=FOLDER, parent="top")
    found = logo_files(
        with_items(
            folder,
            item("1", "Logo REGION.png"),
            replace(item("2", "logo_region v2.png"), modified_time=WHEN.replace(month=2)),
            item("3", "Logo ADEME.pdf", kind="application/pdf"),
            item("4", "REGION.png", parent="elsewhere"),
        )
    )

    assert [(funder.code, file.file_id) for funder, file in found] == [("REGION", "2")]


def test_the_strip_is_white_of_one_height_and_equal_for_equal_logos():
    logos = [make_logo("FRA", colour=(1, 2, 3)), make_logo("PNA", colour=(200, 0, 0))]

    strip, again = strip_of(logos), strip_of(logos)

    assert strip is not None
    assert strip == again
    with Image.open(io.BytesIO(strip.png)) as picture:
        assert picture.height == 160
        assert picture.width == 160 * 11
    assert (strip.width, round(strip.height)) == (174, 16)


@pytest.mark.parametrize("data", [b"", b"not a picture", make_logo("FRA", colour=(0, 0, 0))[:60]])
def test_what_is_no_picture_is_left_out(data: bytes):
    assert not readable_logo(data)
    assert strip_of([data]) is None


def test_the_sheet_bears_the_strip_with_its_words():
    read = workspace(late=0).programme()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, (), meeting=meeting, day=meeting.day, meetings=read_meetings(read),
        as_of=date(2026, 3, 2),
    )  # fmt: skip
    sheet = attendance_sheet(pack, logos=("Région", "ADEME"))

    made = render(sheet, pictures={"logos": strip_of([make_logo("FRA", colour=(9, 9, 9))])})

    assert sheet.logos == "Logos des financeurs\u00a0: Région et ADEME"
    assert len(made.pdf) > 10_000
    assert made.fingerprint != render(attendance_sheet(pack)).fingerprint
