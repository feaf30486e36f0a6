"""A partner's own folder is the one that we made for it, whatever it is called today."""

from support.papers.report_workspace import READ_AT

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.workspace.new_files import partner_folder
from relocalisons.core.workspace.plan import KEY


def folder(name: str, parent: str | None, **properties: str) -> DriveItem:
    return DriveItem(
        file_id=name, name=name, version="1", modified_time=READ_AT, parent_id=parent, size=None,
        mime_type="application/vnd.google-apps.folder", app_properties=properties,
    )  # fmt: skip


TOP = folder("01 Partenaires", None)
OURS = folder("La ferme", "01 Partenaires", **{KEY: "partner/P07"})
THEIRS = folder("P08 – Ville", "01 Partenaires")


def test_it_is_found_by_its_key_with_the_folders_above():
    assert partner_folder("P07", (TOP, OURS, THEIRS)) == ("01 Partenaires", "La ferme")


def test_a_folder_of_somebody_else_is_nobody_s_although_it_bears_the_code():
    assert partner_folder("P08", (TOP, OURS, THEIRS)) is None


def test_two_of_one_key_are_nobody_s():
    twin = folder("Copie", "01 Partenaires", **{KEY: "partner/P07"})
    assert partner_folder("P07", (TOP, OURS, twin)) is None
