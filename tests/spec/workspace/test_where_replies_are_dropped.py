"""Which files are answers: .eml in a folder « Réponses reçues », the oldest first."""

from datetime import UTC, datetime

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.workspace.dropped_replies import dropped_replies, folder_of_partner
from relocalisons.core.workspace.plan import KEY

FOLDER_TYPE = "application/vnd.google-apps.folder"


def item(file_id, name, *, parent="root", folder=False, day=1, **facts):
    return DriveItem(
        file_id=file_id, name=name, parent_id=parent, size=None if folder else 10,
        mime_type=FOLDER_TYPE if folder else "message/rfc822",
        modified_time=datetime(2026, 3, day, tzinfo=UTC), version=1, **facts,
    )  # fmt: skip


def test_mails_of_her_folder_are_answers_whatever_its_case_and_no_other_file():
    items = [
        item("box", "REPONSES RECUES", folder=True),
        item("two", "b.EML", parent="box", day=3),
        item("one", "z.eml", parent="box", day=2),
        item("gone", "c.eml", parent="box", trashed=True),
        item("note", "note.txt", parent="box"),
        item("else", "d.eml"),
    ]

    assert [each.file_id for each in dropped_replies(items)] == ["one", "two"]
    assert dropped_replies(items[1:]) == ()


def test_the_folder_of_a_partner_is_known_by_its_mark():
    ours = item("p2", "renamed by her", folder=True, app_properties={KEY: "partner/P02"})

    assert folder_of_partner([item("p9", "P02", folder=True), ours], "P02") == ours
    assert folder_of_partner([ours], "P03") is None
