"""The folder of a meeting in the Drive: one for its whole life, under the name of its day."""

from relocalisons.core.kernel.model import DriveItem
from tasks.google.drive import Drive
from tasks.google.own_files import KEY, ensure_folder

NAMED = "relocalisons_named"  # the name that we gave: another one is a person's, and stays


def meeting_folder(
    drive: Drive, name: str, *, key: str, parent_id: str, items: tuple[DriveItem, ...]
) -> str:
    """The id of a meeting's folder below `parent_id`; `key` is the same whatever its day.

    When the meeting moved, the folder takes its new name, its documents with it. A folder that a
    person renamed keeps the name that she chose.
    """
    properties = {KEY: key, NAMED: name}
    known = drive.find(KEY, key, parent_id=parent_id)
    if known is None:
        folder = ensure_folder(drive, (name,), items=items, parent_id=parent_id)
        drive.rename(folder, name, properties=properties)
        return folder
    if known.name != name and known.name == known.app_properties.get(NAMED):
        drive.rename(known.file_id, name, properties=properties)
    return known.file_id
