"""Sandbox: after a crash, replays the journal and makes the folder say the same again."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_sandbox.storage.folder import TEMPORARY_PREFIX, TEMPORARY_SUFFIX, stat_of
from vendor_sandbox.storage.index import HIDDEN, Seen
from vendor_sandbox.storage.items import Item
from vendor_sandbox.storage.places import is_on_disk

if TYPE_CHECKING:
    from vendor_sandbox.storage.workspace import Workspace


def replay(workspace: Workspace, *, after: int) -> None:
    """Apply the journal above number `after` to the tables, then to the folder.

    Spreadsheet operations only wait in `workbooks`: a workbook is opened when it is needed, so that
    a start stays fast.
    """
    tables, waiting = workspace.tables, workspace.workbooks.waiting
    places: dict[str, list[Path]] = {}
    for record in workspace.journal.records(after=after):
        for table, key, value in record["puts"]:
            if table == "items":
                _remember_place(workspace, key, places)
            tables.put_json(table, key, value)
        if "sheet" in record:
            file_id, operation = record["sheet"]
            waiting.setdefault(file_id, []).append((record["n"], operation))
    if workspace.journal.size:
        _remove_half_written(workspace.root)
    for file_id in [key for key in waiting if key not in tables.items]:
        del waiting[file_id]
    # Folders before what they hold: a renamed folder carries its files along.
    for file_id in sorted(places, key=lambda key: _depth(workspace, key)):
        _recover(workspace, file_id, places[file_id])


def remove(path: Path) -> None:
    """Remove a file or a whole folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _remove_half_written(root: Path) -> None:
    """Remove what a kill left of `write_atomically`: temporary files that were never renamed."""
    for path in root.rglob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}"):
        path.unlink(missing_ok=True)


def _depth(workspace: Workspace, file_id: str) -> int:
    item = workspace.tables.items.get(file_id)
    return len(workspace.path_of(item).parts) if item is not None else 0


def _remember_place(workspace: Workspace, file_id: str, places: dict[str, list[Path]]) -> None:
    known = places.setdefault(file_id, [])
    item = workspace.tables.items.get(file_id)
    if item is not None and is_on_disk(item):
        path = workspace.path_of(item)
        if path not in known:
            known.append(path)


def _recover(workspace: Workspace, file_id: str, earlier: list[Path]) -> None:
    item = workspace.tables.items.get(file_id)
    found = next((path for path in reversed(earlier) if path.exists()), None)
    if item is None:
        if found is not None and not _belongs_to_another(workspace, found):
            remove(found)
        return
    if not is_on_disk(item):
        return
    path = workspace.path_of(item)
    if found is not None and found != path and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        found.rename(path)
    if item.is_folder:
        path.mkdir(parents=True, exist_ok=True)
    elif item.sha256:
        _recover_bytes(workspace, item, path)
    else:
        # A workbook: its .xlsx may never have been written, or be older than its checkpoint.
        workspace.workbooks.waiting.setdefault(file_id, [])


def _belongs_to_another(workspace: Workspace, path: Path) -> bool:
    """Tell whether a later file took the place of a deleted one."""
    return HIDDEN not in path.parts and any(
        workspace.path_of(item) == path
        for item in workspace.tables.items.values()
        if item.disk_name == path.name
    )


def _recover_bytes(workspace: Workspace, item: Item, path: Path) -> None:
    stat = stat_of(path)
    if stat is not None and hashlib.sha256(path.read_bytes()).hexdigest() == item.sha256:
        workspace.seen[item.id] = Seen(stat=stat, sha256=item.sha256)
        return
    data = workspace.contents.read(item.sha256)
    if data is not None:
        workspace.show(item, data)
