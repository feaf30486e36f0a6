"""Sandbox, Drive: making a file from a request body, with or without content."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vendor_sandbox.drive.caller import Caller
from vendor_sandbox.drive.content.conversion import blank_content, converted
from vendor_sandbox.drive.resource.metadata import (
    require_writable,
    text_field,
    time_field,
    with_metadata,
)
from vendor_sandbox.errors import ApiError, file_not_found
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.items import (
    FOLDER,
    GOOGLE,
    SHORTCUT,
    SPREADSHEET,
    Item,
    new_file_id,
)

_USABLE_ID = re.compile(r"^[A-Za-z0-9_-]{25,80}$")


def parent_of(caller: Caller, wanted: Any, *, shared_drives: bool) -> Item:
    """Return the one folder in a `parents` list. Raises ApiError for none, many or hidden ones."""
    if not isinstance(wanted, list) or not all(isinstance(each, str) for each in wanted):
        raise ApiError(400, "Invalid value for field parents.", "invalid", location="parents")
    if len(wanted) > 1:
        raise ApiError(
            400,
            "A file cannot have more than one parent.",
            "multipleParentsNotAllowed",
            location="parents",
        )
    workspace = caller.workspace
    if wanted[0] == "root":
        return workspace.my_drive(caller.identity)
    parent = access.readable_item(
        wanted[0], caller.identity, workspace.tables, shared_drives=shared_drives, location=""
    )
    access.require_room_for_children(parent, caller.identity, workspace.tables)
    return parent


def create(
    caller: Caller,
    body: Mapping[str, Any],
    *,
    shared_drives: bool,
    keep_forever: bool = False,
    media: bytes | None = None,
    media_type: str = "",
    new_id: str = "",
) -> Item:
    """Make a file and return it. `new_id` is its id where the body names none.

    `media` of another type than a native target's is converted. Raises ApiError as Drive does, and
    then nothing was made.
    """
    require_writable(body, creating=True)
    item = draft(caller, body, shared_drives=shared_drives, media_type=media_type)
    if new_id and not body.get("id"):
        item = replace(item, id=new_id)
    workspace = caller.workspace
    if media is None:
        return _without_media(caller, item, keep_forever=keep_forever)
    if not item.mime_type.startswith(GOOGLE):
        return files.add(workspace, item, content=media, keep_forever=keep_forever)
    if item.mime_type == FOLDER or item.mime_type == SHORTCUT:
        raise ApiError(400, "Bad Request", "badContent")
    result = converted(media, media_type, to=item.mime_type, title=item.name)
    if item.mime_type == SPREADSHEET:
        return files.add(workspace, item, spreadsheet=result)
    return files.add(workspace, item, content=result, keep_forever=keep_forever)


def draft(
    caller: Caller, body: Mapping[str, Any], *, shared_drives: bool, media_type: str = ""
) -> Item:
    """Return the file that a body describes, checked but not yet made."""
    workspace = caller.workspace
    wanted = body.get("parents")
    if wanted:
        parent = parent_of(caller, wanted, shared_drives=shared_drives)
    else:
        access.require_quota(None, caller.identity)
        parent = workspace.my_drive(caller.identity)
    access.require_quota(parent, caller.identity)
    mime_type = text_field(body, "mimeType") or media_type or "application/octet-stream"
    now = workspace.clock.text()
    item = Item(
        id=_id_in(caller, body, mime_type),
        name=text_field(body, "name") or "Untitled",
        mime_type=mime_type.partition(";")[0].strip(),
        parent_id=parent.id,
        drive_id=parent.drive_id,
        owner="" if parent.drive_id else caller.identity.email,
        created_time=time_field(body, "createdTime") or now,
        modified_time=time_field(body, "modifiedTime") or now,
        last_modifying_user=caller.identity.email,
        modified_times={caller.identity.email: now},
    )
    item = with_metadata(item, {**body, "name": item.name}, email=caller.email)
    return _with_target(caller, item, body) if item.mime_type == SHORTCUT else item


def _id_in(caller: Caller, body: Mapping[str, Any], mime_type: str) -> str:
    wanted = text_field(body, "id")
    if wanted is None:
        return new_file_id()
    if not _USABLE_ID.match(wanted):
        raise ApiError(400, "The provided file ID is not usable.", "invalid", location="file.id")
    if mime_type.startswith(GOOGLE) and mime_type not in {FOLDER, SHORTCUT}:
        raise ApiError(
            400,
            "Generated IDs are not supported for Docs Editors formats.",
            "invalid",
            location="file.id",
        )
    if wanted in caller.workspace.tables.items:
        raise ApiError(409, "A file already exists with the provided ID.", "fileIdInUse")
    return wanted


def _with_target(caller: Caller, item: Item, body: Mapping[str, Any]) -> Item:
    details = body.get("shortcutDetails")
    target_id = details.get("targetId") if isinstance(details, dict) else None
    if not isinstance(target_id, str) or not target_id:
        raise ApiError(
            400, "The shortcut must specify a target.", "badRequest", location="shortcutDetails"
        )
    tables = caller.workspace.tables
    target = tables.items.get(target_id)
    if target is None or access.role_of(target, caller.identity, tables) is None:
        raise file_not_found(target_id)
    if target.mime_type == SHORTCUT:
        raise ApiError(403, "A shortcut cannot point to a shortcut.", "shortcutTargetInvalid")
    return replace(item, shortcut_target_id=target_id, shortcut_target_mime_type=target.mime_type)


def _without_media(caller: Caller, item: Item, *, keep_forever: bool) -> Item:
    if item.mime_type in {FOLDER, SHORTCUT, SPREADSHEET}:
        return files.add(caller.workspace, item)
    if item.mime_type.startswith(GOOGLE):
        content = blank_content(item.mime_type, title=item.name)
        return files.add(caller.workspace, item, content=content)
    return files.add(caller.workspace, item, content=b"", keep_forever=keep_forever)
