"""Pure: which pictures of the Drive are the funders' logos."""

from relocalisons.core.kernel.model import DriveItem, Funder, Programme
from relocalisons.core.kernel.words.names import fold

FOLDER = "logos"  # how the folder's name begins: « Logos des financeurs »


def logo_files(programme: Programme) -> tuple[tuple[Funder, DriveItem], ...]:
    """Each funder with the newest PNG or JPEG of its code or name in a folder « Logos … »."""
    folders = {
        item.file_id
        for item in programme.items
        if item.is_folder and not item.trashed and fold(item.name).split()[:1] == [FOLDER]
    }
    pictures = [
        item
        for item in programme.items
        if item.parent_id in folders
        and not item.trashed
        and item.mime_type in ("image/png", "image/jpeg")
    ]
    found: list[tuple[Funder, DriveItem]] = []
    for funder in programme.funders:
        mine = [item for item in pictures if _names(item, funder)]
        if mine:
            found.append((funder, max(mine, key=lambda item: (item.modified_time, item.name))))
    return tuple(found)


def _names(item: DriveItem, funder: Funder) -> bool:
    words = fold(item.name.rpartition(".")[0])
    return fold(funder.code) in words.split() or (bool(funder.name) and fold(funder.name) in words)
