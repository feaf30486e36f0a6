"""Files and folders of ours in the Drive: found by their key, made once, twins put away."""

from relocalisons.core.kernel.model import DriveItem
from tasks.google.drive import Drive

KEY = "relocalisons_key"


FINGERPRINT = "relocalisons_fingerprint"


def ensure_folder(
    drive: Drive,
    path: tuple[str, ...],
    *,
    items: tuple[DriveItem, ...],
    parent_id: str | None = None,
) -> str:
    """The id of a folder path below `parent_id` (the drive's root); missing folders are created."""
    parent = parent_id or drive.drive_id or "root"
    known = items
    for name in path:
        found = next(
            (
                item
                for item in known
                if item.is_folder
                and not item.trashed
                and item.name == name
                and item.parent_id == parent
            ),
            None,
        )
        if found is None:
            key = folder_key(parent, name)
            found = drive.find(KEY, key, parent_id=parent) or drive.create_folder(
                name, parent_id=parent, properties={KEY: key}
            )
        parent = found.file_id
    return parent


def folder_key(parent_id: str, name: str) -> str:
    """Under which a folder of a place is known to be ours."""
    return f"folder:{parent_id}:{name}"


def only_one(drive: Drive, key: str, *, made: DriveItem, parent_id: str) -> DriveItem:
    """The oldest of the files that one creation of a Google format made in its folder.

    httplib2 sends a POST again by itself when its connection is cut before the answer, whatever
    it is told; Drive has no unique key, and gives no id beforehand for these formats: the creation
    may have happened twice. The younger twins are ours, seconds old and equal: they go to the bin.
    The folder's listing is asked, since the search index does not know them yet.
    """
    twins = [one for one in drive.children(parent_id) if one.app_properties.get(KEY) == key]
    if len(twins) < 2:
        return made
    for twin in twins[1:]:
        if twin.app_properties.get(FINGERPRINT) == made.app_properties.get(FINGERPRINT):
            drive.trash(twin.file_id)
    return twins[0]
