"""Sandbox: files, shared drives and permissions as they are remembered."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

GOOGLE = "application/vnd.google-apps."
FOLDER = GOOGLE + "folder"
SPREADSHEET = GOOGLE + "spreadsheet"
DOCUMENT = GOOGLE + "document"
PRESENTATION = GOOGLE + "presentation"
SHORTCUT = GOOGLE + "shortcut"

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

# What a native file is on disk, so that a person can open it.
NATIVE_EXTENSIONS = {SPREADSHEET: ".xlsx", DOCUMENT: ".docx", PRESENTATION: ".pptx"}

# Google ranks roles in this order; `owner` exists outside shared drives, organizers inside.
ROLE_RANK = {
    "reader": 1,
    "commenter": 2,
    "writer": 3,
    "fileOrganizer": 4,
    "organizer": 5,
    "owner": 6,
}

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def new_file_id() -> str:
    """Return an id of the length and alphabet that Google uses (`1` and 32 more)."""
    return "1" + "".join(secrets.choice(_ALPHABET) for _ in range(32))


def new_drive_id() -> str:
    """Return an id for a shared drive: `0A` … `Uk9PVA`, Google's suffix for root folders."""
    return "0A" + "".join(secrets.choice(_ALPHABET[:62]) for _ in range(11)) + "Uk9PVA"


def root_folder_id(email: str) -> str:
    """Return the id of somebody's My Drive, the same at each start."""
    digest = hashlib.sha256(email.lower().encode()).digest()
    return "0A" + "".join(_ALPHABET[byte % 62] for byte in digest[:11]) + "Uk9PVA"


def permission_id(*, kind: str, who: str, discoverable: bool = False) -> str:
    """Return Google's stable id of a permission: digits for people, `anyoneWithLink` for all."""
    if kind == "anyone":
        return "anyone" if discoverable else "anyoneWithLink"
    digest = hashlib.sha256(f"{kind}:{who.lower()}".encode()).digest()
    number = str(int.from_bytes(digest[:8], "big")).zfill(20)
    return number + "k" if kind == "domain" else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """One line of a sharing list. `email` is empty for `domain` and `anyone`."""

    id: str
    type: str
    role: str
    email: str = ""
    domain: str = ""
    discoverable: bool = False
    expiration_time: str = ""
    created_time: str = ""
    pending_owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file, folder or shortcut. Times are Google's text form; empty text means absent.

    `parent_id` is empty for roots. `drive_id` is empty in My Drive, `owner` is empty in a shared
    drive. `sha256` is empty for native spreadsheets and folders, whose content lives elsewhere.
    """

    id: str
    name: str
    mime_type: str
    parent_id: str = ""
    drive_id: str = ""
    owner: str = ""
    created_time: str = ""
    modified_time: str = ""
    last_modifying_user: str = ""
    version: int = 1
    trashed: bool = False
    trashed_time: str = ""
    trashing_user: str = ""
    description: str = ""
    starred_by: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    app_properties: Mapping[str, str] = field(default_factory=dict)
    permissions: tuple[Permission, ...] = ()
    sha256: str = ""
    sha1: str = ""
    md5: str = ""
    size: int = 0
    head_revision_id: str = ""
    original_filename: str = ""
    shortcut_target_id: str = ""
    shortcut_target_mime_type: str = ""
    disk_name: str = ""
    locale: str = ""
    sheet_ids: tuple[int, ...] = ()
    viewed_times: Mapping[str, str] = field(default_factory=dict)
    modified_times: Mapping[str, str] = field(default_factory=dict)
    copy_requires_writer_permission: bool = False
    writers_can_share: bool = True
    folder_color: str = ""

    @property
    def is_folder(self) -> bool:
        """Tell whether it may hold others."""
        return self.mime_type == FOLDER

    @property
    def is_native(self) -> bool:
        """Tell whether it is a Google file, which has no bytes of its own to download."""
        return self.mime_type.startswith(GOOGLE)

    @property
    def is_root(self) -> bool:
        """Tell whether it is the root folder of a drive."""
        return not self.parent_id and self.is_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDrive:
    """A shared drive; its root folder is an Item with the same id."""

    id: str
    name: str
    created_time: str
    disk_name: str
    members: tuple[Permission, ...] = ()
    hidden_for: tuple[str, ...] = ()
    theme_color: str = "#0b8043"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who is asking. `scopes` is None when the token says nothing about scopes."""

    email: str
    is_service_account: bool = False
    display_name: str = ""
    scopes: frozenset[str] | None = None
    is_default: bool = False


def permission_from_json(value: Mapping[str, Any]) -> Permission:
    """Return the permission written by orjson."""
    return Permission(**value)


_ITEM_TUPLES = ("starred_by", "sheet_ids")
_ITEM_FIELDS = frozenset(each.name for each in fields(Item))


def item_from_json(value: Mapping[str, Any]) -> Item:
    """Return the item written by orjson; keys of another version are left out."""
    known = {key: content for key, content in value.items() if key in _ITEM_FIELDS}
    for name in _ITEM_TUPLES:
        if name in known:
            known[name] = tuple(known[name])
    known["permissions"] = tuple(map(permission_from_json, known.get("permissions", ())))
    return Item(**known)


def shared_drive_from_json(value: Mapping[str, Any]) -> SharedDrive:
    """Return the shared drive written by orjson."""
    known = dict(value)
    known["members"] = tuple(map(permission_from_json, known.get("members", ())))
    known["hidden_for"] = tuple(known.get("hidden_for", ()))
    return SharedDrive(**known)
