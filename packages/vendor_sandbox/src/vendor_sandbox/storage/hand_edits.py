"""Sandbox: what a person changes in the folder by hand becomes changes on the Drive."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import sys
import time
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import files
from vendor_sandbox.storage.access import is_trashed
from vendor_sandbox.storage.folder import Stat, is_ignored, stat_of
from vendor_sandbox.storage.index import Seen
from vendor_sandbox.storage.items import (
    DOCX,
    FOLDER,
    NATIVE_EXTENSIONS,
    PPTX,
    SPREADSHEET,
    XLSX,
    Identity,
    Item,
    new_file_id,
)
from vendor_sandbox.storage.places import is_on_disk

if TYPE_CHECKING:
    from vendor_sandbox.storage.workspace import Workspace
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet

# Whoever works in the folder itself has no Google account; the Drive shows this name.
BY_HAND = Identity(email="dossier@sandbox.test", display_name="Modification dans le dossier")

# What openpyxl raises for bytes that are no workbook, or only a part of one.
UNREADABLE = (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile, SyntaxError, ApiError)

# As Drive calls what is uploaded, whatever the machine's own list knows.
_TYPES = {
    ".xlsx": XLSX,
    ".docx": DOCX,
    ".pptx": PPTX,
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".xls": "application/vnd.ms-excel",
    ".doc": "application/msword",
}


@dataclass(slots=True)
class _Found:
    """What a walk through the folder met: known files gone, unknown paths come."""

    missing: list[Item] = field(default_factory=list)
    unknown: list[tuple[Path, Item]] = field(default_factory=list)


def take_up_all(workspace: Workspace, *, now: bool = False) -> None:
    """Make every hand edit a change: stat first, bytes only where the stat differs.

    The folder is looked at each time, or as seldom as its workspace says unless it must be `now`.
    """
    moment = time.monotonic()
    if not now and moment < workspace.looked_at + workspace.looks_every:
        return
    workspace.looked_at = moment
    found = _Found()
    for root in [item for item in workspace.tables.items.values() if item.is_root]:
        path = workspace.path_of(root)
        if path.is_dir():
            _walk(workspace, root, path, found)
    gone = {item.id: item for item in found.missing}
    for path, parent in found.unknown:
        _adopt(workspace, path, parent, gone)
    for item in gone.values():
        if item.id in workspace.tables.items and not _was_never_shown(workspace, item):
            _bin(workspace, item)


def take_up_one(workspace: Workspace, item: Item) -> Item:
    """Make a hand edit of one file a change, and return the file as it is now."""
    known = workspace.seen.get(item.id)
    if known is None or item.is_folder:
        return item
    path = workspace.path_of(item)
    stat = stat_of(path)
    if stat is None or stat == known.stat:
        return item
    return _compare(workspace, item, path, stat)


def keep_conflicting_edit(workspace: Workspace, item: Item) -> None:
    """Before an .xlsx is written: keep beside it what somebody saved there in the meantime."""
    path = workspace.path_of(item)
    stat, known = stat_of(path), workspace.seen.get(item.id)
    if stat is None or (known is not None and stat == known.stat):
        return
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    ours = (*workspace.workbooks.hashes(item.id), known.sha256 if known else "")
    if sha256 in ours:
        return
    spreadsheet = _workbook_from(data, workspace=workspace, item=item)
    moment = workspace.clock.now().strftime("%d-%m-%Y %H:%M:%S")
    now = workspace.clock.text()
    copy = replace(
        item,
        id=new_file_id(),
        name=f"{item.name} (version du dossier, {moment})",
        description="Le classeur a été modifié en même temps en ligne et dans le dossier\u00a0: "
        "voici ce qui avait été enregistré dans le dossier.",
        created_time=now,
        modified_time=now,
        last_modifying_user=BY_HAND.email,
        version=1,
        sheet_ids=(),
        permissions=(),
        app_properties={},
        properties={},
    )
    if spreadsheet is None:
        # Not a workbook, perhaps half saved: the bytes are kept as they are.
        copy = replace(copy, name=copy.name + ".xlsx", mime_type=XLSX)
        files.add(workspace, copy, content=data)
    else:
        files.add(workspace, copy, spreadsheet=spreadsheet)
    _say(f"« {item.name} » a été modifié des deux côtés\u00a0: les deux versions sont gardées.")


def _walk(workspace: Workspace, folder: Item, path: Path, found: _Found) -> None:
    entries = {entry.name: entry for entry in os.scandir(path) if not is_ignored(entry.name)}
    for child in workspace.tables.children(folder.id):
        if child.trashed or not is_on_disk(child):
            continue
        entry = entries.pop(child.disk_name, None)
        if entry is None or entry.is_dir() != child.is_folder:
            found.missing.append(child)
        elif child.is_folder:
            _walk(workspace, child, path / child.disk_name, found)
        else:
            stat = entry.stat()
            now = Stat(stat.st_mtime_ns, stat.st_size, stat.st_ino)
            known = workspace.seen.get(child.id)
            if known is None or now != known.stat:
                _compare(workspace, child, path / child.disk_name, now)
    found.unknown += [(path / name, folder) for name in sorted(entries)]


def _compare(workspace: Workspace, item: Item, path: Path, stat: Stat) -> Item:
    """Read a file whose stat differs; same bytes as ours are remembered, others are an edit."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    known = workspace.seen.get(item.id)
    if item.mime_type == SPREADSHEET:
        ours = (*workspace.workbooks.hashes(item.id), known.sha256 if known else "")
        if sha256 in ours:
            workspace.seen[item.id] = Seen(stat=stat, sha256=sha256)
            return item
        return _take_up_workbook(workspace, item, data)
    if sha256 == item.sha256:
        workspace.seen[item.id] = Seen(stat=stat, sha256=sha256)
        return item
    return files.write_content(workspace, item, data, identity=BY_HAND)


def _take_up_workbook(workspace: Workspace, item: Item, data: bytes) -> Item:
    if workspace.workbooks.is_dirty(item.id):
        workspace.flush(item.id)
        return workspace.tables.items[item.id]
    spreadsheet = _workbook_from(data, workspace=workspace, item=item)
    if spreadsheet is None:
        return item
    return files.write_workbook(workspace, item, spreadsheet, identity=BY_HAND)


def _workbook_from(data: bytes, *, workspace: Workspace, item: Item) -> Spreadsheet | None:
    """Return the workbook in hand-edited bytes, with the tab ids it had; None while half saved."""
    from vendor_sandbox.storage.workbooks import initial_sidecar
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet

    checkpoint = workspace.workbooks.checkpoint(item.id)
    sidecar = checkpoint.sidecar if checkpoint else initial_sidecar(item)
    try:
        return Spreadsheet.from_xlsx(data, title=item.name, sidecar=sidecar)
    except UNREADABLE as problem:
        _say(f"« {item.name} » ne s’ouvre pas (encore)\u00a0: {problem}")
        return None


def _adopt(workspace: Workspace, path: Path, parent: Item, gone: dict[str, Item]) -> None:
    """Make an unknown path a file: one that was renamed or moved by hand, or a new one."""
    stat = stat_of(path)
    if stat is None or path.is_symlink():
        return
    moved = _moved_here(workspace, path, stat, gone)
    if moved is not None:
        del gone[moved.id]
        _move(workspace, moved, path, parent)
    elif path.is_dir():
        folder = _new_item(workspace, path, parent, mime_type=FOLDER)
        workspace.commit([("items", folder.id, folder), workspace.change(folder)])
        for name in sorted(entry.name for entry in path.iterdir()):
            if not is_ignored(name):
                _adopt(workspace, path / name, folder, gone)
    else:
        _new_file(workspace, path, parent, stat)


def _moved_here(workspace: Workspace, path: Path, stat: Stat, gone: dict[str, Item]) -> Item | None:
    if path.is_dir():
        # A folder keeps nothing but its name and what is in it; the inode is not remembered.
        names = {entry.name for entry in path.iterdir()}
        for item in gone.values():
            held = {child.disk_name for child in workspace.tables.children(item.id)}
            if item.is_folder and held and held <= names:
                return item
        return None
    for item in gone.values():
        known = workspace.seen.get(item.id)
        if known is not None and known.stat.size == stat.size:
            same_file = known.stat.inode == stat.inode
            if same_file or hashlib.sha256(path.read_bytes()).hexdigest() == known.sha256:
                return item
    return None


def _move(workspace: Workspace, item: Item, path: Path, parent: Item) -> None:
    name = _drive_name(path, mime_type=item.mime_type)
    after = files.touched(item, identity=BY_HAND, at=workspace.clock.text())
    name = item.name if path.name == item.disk_name else name
    after = replace(after, name=name, parent_id=parent.id, disk_name=path.name)
    workspace.commit([("items", after.id, after), workspace.change(after)])
    if item.mime_type == SPREADSHEET and name != item.name:
        files.save(workspace, replace(after, name=item.name), after)


def _new_file(workspace: Workspace, path: Path, parent: Item, stat: Stat) -> None:
    data = path.read_bytes()
    sums = workspace.contents.keep(data)
    guessed = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0]
    item = replace(
        _new_item(workspace, path, parent, mime_type=guessed or "application/octet-stream"),
        sha256=sums.sha256,
        sha1=sums.sha1,
        md5=sums.md5,
        size=sums.size,
        head_revision_id=new_file_id(),
        original_filename=path.name,
    )
    workspace.commit([("items", item.id, item), workspace.change(item)])
    workspace.seen[item.id] = Seen(stat=stat, sha256=sums.sha256)


def _new_item(workspace: Workspace, path: Path, parent: Item, *, mime_type: str) -> Item:
    now = workspace.clock.text()
    return Item(
        id=new_file_id(),
        name=path.name,
        mime_type=mime_type,
        parent_id=parent.id,
        drive_id=parent.drive_id,
        owner=parent.owner,
        created_time=now,
        modified_time=now,
        last_modifying_user=BY_HAND.email,
        disk_name=path.name,
    )


def _bin(workspace: Workspace, item: Item) -> None:
    """A file removed by hand goes to the bin, as Drive for desktop does."""
    if is_trashed(item, workspace.tables):
        return
    if not _bytes_are_kept(workspace, item):
        files.delete(workspace, item)
        return
    now = workspace.clock.text()
    after = replace(
        files.touched(item, identity=BY_HAND, at=now),
        trashed=True,
        trashed_time=now,
        trashing_user=BY_HAND.email,
    )
    files.save(workspace, item, after)


def _bytes_are_kept(workspace: Workspace, item: Item) -> bool:
    """Tell whether a file removed from the folder could be taken out of the bin again."""
    if item.is_folder:
        return False
    if item.mime_type == SPREADSHEET:
        return item.id in workspace.workbooks.open or bool(workspace.workbooks.hashes(item.id))
    return workspace.contents.has(item.sha256)


def _was_never_shown(workspace: Workspace, item: Item) -> bool:
    """Tell whether a missing file is only not written yet (a new workbook within its second)."""
    return item.mime_type == SPREADSHEET and item.id not in workspace.seen


def _drive_name(path: Path, *, mime_type: str) -> str:
    extension = NATIVE_EXTENSIONS.get(mime_type, "")
    return path.name.removesuffix(extension) if extension else path.name


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
