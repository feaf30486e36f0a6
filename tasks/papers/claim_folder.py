"""The pieces of a payment claim, as numbered shortcuts in its folder « Pièces »."""

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reports.claims.lines import Filed
from tasks.google.drive import SHORTCUT, Drive
from tasks.google.own_files import KEY, ensure_folder
from tasks.papers.publication import Publication, Published

PIECES = "Pièces"


def file_pieces(
    drive: Drive,
    filed: tuple[Filed, ...],
    *,
    folder_id: str,
    key: str,
    items: tuple[DriveItem, ...],
) -> Published:
    """Make the shortcuts that are not there yet; those of lines renumbered since go to the bin.

    A shortcut takes no room and copies nothing: rights stay those of the piece itself. A piece
    that is not in the project's Drive gets none: the claim's list of what is missing says so.
    """
    folder = ensure_folder(drive, (PIECES,), items=(), parent_id=folder_id)
    known = {item.file_id for item in items if not item.trashed}
    wanted = {one.name: one.target for one in filed if one.target in known}
    there = _shortcuts(drive, folder)
    made = removed = 0
    for name, target in wanted.items():
        if name not in there:
            drive.create_shortcut(
                name, target=target, parent_id=folder, properties={KEY: f"{key}:piece"}
            )
            made += 1
    for name, shortcut in there.items():
        if name not in wanted and shortcut.app_properties.get(KEY) == f"{key}:piece":
            drive.trash(shortcut.file_id)
            removed += 1
    number = count_of(len(wanted), "pièce numérotée", "pièces numérotées")
    return Published(
        outcome=Publication.REVISED if made or removed else Publication.UNCHANGED,
        item=drive.item(folder),
        message=f"« {PIECES} » contient {number} ({made} de plus, {removed} de moins).",
    )


def _shortcuts(drive: Drive, folder_id: str) -> dict[str, DriveItem]:
    """The shortcuts of a folder, by name; of two with one name, the older."""
    found: dict[str, DriveItem] = {}
    for item in drive.children(folder_id):
        if item.mime_type == SHORTCUT:
            found.setdefault(item.name, item)
    return found
