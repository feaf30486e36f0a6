"""Pure: the answers that the coordinator dropped as .eml files in « Réponses reçues »."""

from collections.abc import Iterable

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.workspace.plan import KEY

FOLDER = "Réponses reçues"


def dropped_replies(items: Iterable[DriveItem]) -> tuple[DriveItem, ...]:
    """The .eml files of every folder of that name, the oldest first; empty without the folder."""
    there = {item.file_id: item for item in items if not item.trashed}
    folders = {
        item.file_id
        for item in there.values()
        if item.is_folder and fold(item.name) == fold(FOLDER)
    }
    found = [
        item
        for item in there.values()
        if item.parent_id in folders and item.name.casefold().endswith(".eml")
    ]
    return tuple(sorted(found, key=lambda item: (item.modified_time, item.name)))


def folder_of_partner(items: Iterable[DriveItem], code: str) -> DriveItem | None:
    """The folder that was made for a partner, known by its mark."""
    wanted = f"partner/{code}"
    return next(
        (
            item
            for item in items
            if item.is_folder and not item.trashed and item.app_properties.get(KEY) == wanted
        ),
        None,
    )
