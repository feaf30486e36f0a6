"""Sandbox: where in the folder each file lies, and which name it gets there."""

from pathlib import Path

from vendor_sandbox.storage.folder import comparable, disk_name
from vendor_sandbox.storage.index import HIDDEN
from vendor_sandbox.storage.items import SPREADSHEET, Item
from vendor_sandbox.storage.tables import Tables

SHARED, OWN = "drive", "my-drive"


def is_on_disk(item: Item) -> bool:
    """Tell whether a person can see it: shortcuts and forms have no file."""
    return item.is_folder or bool(item.sha256) or item.mime_type == SPREADSHEET


def path_of(item: Item, *, root: Path, tables: Tables) -> Path:
    """Return the place of a file or folder. What is trashed lies in the hidden folder."""
    if item.is_root:
        if item.drive_id:
            return root / SHARED / tables.drives[item.drive_id].disk_name
        return root / OWN / item.disk_name
    if item.trashed:
        return root / HIDDEN / "trash" / item.id / item.disk_name
    parent = tables.items.get(item.parent_id)
    if parent is None:
        return root / HIDDEN / "lost" / item.id / item.disk_name
    return path_of(parent, root=root, tables=tables) / item.disk_name


def free_disk_name(item: Item, *, tables: Tables) -> str:
    """Return a name for the disk that no neighbour of `item` has."""
    taken = {
        comparable(other.disk_name)
        for other in tables.children(item.parent_id)
        if other.id != item.id and not other.trashed
    }
    return disk_name(item.name, mime_type=item.mime_type, taken=taken)
