"""Sandbox: writes a shared drive, with its folder and its index, before any server runs on it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from vendor_sandbox.clock import format_time
from vendor_sandbox.storage.folder import comparable, disk_name, stat_of
from vendor_sandbox.storage.index import HIDDEN, Index, Seen, read_index, write_index
from vendor_sandbox.storage.items import (
    FOLDER,
    SPREADSHEET,
    Item,
    Permission,
    SharedDrive,
    new_file_id,
    permission_id,
)
from vendor_sandbox.storage.places import SHARED

_ANYONE = Permission(id=permission_id(kind="anyone", who=""), type="anyone", role="reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedItem:
    """A file or folder to be found in the shared drive.

    `parent_id` is the drive id for the root. `content` is xlsx for a native spreadsheet, docx for a
    native document, the bytes of any other file, None for folders. `sheet_ids` are those of the
    tabs in order; None lets the sandbox derive them.
    """

    file_id: str
    name: str
    parent_id: str
    mime_type: str
    content: bytes | None = None
    created_time: datetime
    modified_time: datetime
    last_modifying_user: str
    locale: str = "fr_FR"
    sheet_ids: tuple[int, ...] | None = None
    app_properties: Mapping[str, str] = field(default_factory=dict)
    anyone_reads: bool = False  # anyone who has the link


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody on a shared drive: organizer, fileOrganizer, writer, commenter or reader."""

    email: str
    role: str


def seed_shared_drive(
    root: Path,
    *,
    drive_id: str,
    drive_name: str,
    items: Iterable[SeedItem],
    members: Iterable[Member] = (),
) -> None:
    """Write a shared drive under `root`; other drives already there stay.

    A folder comes before what it holds in any order given. Raises ValueError for a parent that is
    neither the drive nor a seeded folder, and for content without an owner.
    """
    waiting = list(items)
    index = read_index(root)
    (root / HIDDEN).mkdir(parents=True, exist_ok=True)
    base = _place_drive(root, index=index, drive_id=drive_id, name=drive_name, members=members)
    first = min((each.created_time for each in waiting), default=None)
    started = format_time(first) if first else "2024-01-01T00:00:00.000Z"
    drive = index.tables.drives[drive_id]
    index.tables.put("drives", drive_id, replace(drive, created_time=started))
    root_item = Item(
        id=drive_id,
        name="Drive",
        mime_type=FOLDER,
        drive_id=drive_id,
        created_time=started,
        modified_time=started,
    )
    index.tables.put("items", drive_id, root_item)
    places = {drive_id: base}
    taken: dict[str, set[str]] = {}
    while waiting:
        ready = [each for each in waiting if each.parent_id in places]
        if not ready:
            orphans = ", ".join(each.name for each in waiting)
            raise ValueError(f"Seeded items whose parent is not seeded as a folder: {orphans}.")
        for each in ready:
            names = taken.setdefault(each.parent_id, set())
            on_disk = disk_name(each.name, mime_type=each.mime_type, taken=names)
            names.add(comparable(on_disk))
            path = places[each.parent_id] / on_disk
            _place_item(each, path=path, index=index, drive_id=drive_id)
            if each.mime_type == FOLDER:
                places[each.file_id] = path
        waiting = [each for each in waiting if each.file_id not in index.tables.items]
    write_index(root, index)


def _place_drive(
    root: Path, *, index: Index, drive_id: str, name: str, members: Iterable[Member]
) -> Path:
    taken = {comparable(drive.disk_name) for drive in index.tables.drives.values()}
    on_disk = disk_name(name, mime_type=FOLDER, taken=taken)
    permissions = tuple(
        Permission(
            id=permission_id(kind="user", who=member.email),
            type="user",
            role=member.role,
            email=member.email,
        )
        for member in members
    )
    drive = SharedDrive(
        id=drive_id, name=name, created_time="", disk_name=on_disk, members=permissions
    )
    index.tables.put("drives", drive_id, drive)
    base = root / SHARED / on_disk
    base.mkdir(parents=True, exist_ok=True)
    return base


def _place_item(each: SeedItem, *, path: Path, index: Index, drive_id: str) -> None:
    content = each.content
    item = Item(
        id=each.file_id,
        name=each.name,
        mime_type=each.mime_type,
        parent_id=each.parent_id,
        drive_id=drive_id,
        created_time=format_time(each.created_time),
        modified_time=format_time(each.modified_time),
        last_modifying_user=each.last_modifying_user,
        app_properties=dict(each.app_properties),
        disk_name=path.name,
        permissions=(_ANYONE,) if each.anyone_reads else (),
    )
    if each.mime_type == FOLDER:
        path.mkdir(exist_ok=True)
        index.tables.put("items", item.id, item)
        return
    if content is None:
        raise ValueError(f"« {each.name} » is a file; SeedItem.content must hold its bytes.")
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    stat = stat_of(path)
    assert stat is not None
    index.seen[item.id] = Seen(stat=stat, sha256=sha256)
    if each.mime_type == SPREADSHEET:
        item = replace(item, locale=each.locale, sheet_ids=tuple(each.sheet_ids or ()))
    else:
        revision = new_file_id()
        item = replace(
            item,
            sha256=sha256,
            sha1=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
            size=len(content),
            head_revision_id=revision,
            original_filename=each.name,
        )
    index.tables.put("items", item.id, item)
