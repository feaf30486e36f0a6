"""Sandbox, Drive: files.create, update, copy, delete and the bin."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.files.creation import create, parent_of
from vendor_sandbox.drive.files.reading import supports_all_drives, target_of
from vendor_sandbox.drive.resource.file_json import file_json, file_selection
from vendor_sandbox.drive.resource.metadata import (
    require_writable,
    text_field,
    time_field,
    with_metadata,
)
from vendor_sandbox.errors import ApiError, file_not_found, insufficient_permissions
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.items import Item, new_file_id
from vendor_sandbox.wire import flag, json_body, json_response

_CONTENT_FIELDS = ("name", "description", "mime_type")


async def create_file(request: Request) -> Response:
    """Answer POST files: metadata only, hence a folder, a shortcut or an empty file."""
    caller = caller_of(request)
    body = await json_body(request)
    selection = file_selection(request)
    item = create(
        caller, body, shared_drives=supports_all_drives(request), keep_forever=keeps(request)
    )
    return json_response(file_json(item, caller, selection))


def keeps(request: Request) -> bool:
    """Tell whether the request wants its revision kept for ever."""
    return flag(request, "keepRevisionForever")


async def update_file(request: Request) -> Response:
    """Answer PATCH files/{fileId}: metadata, the bin, and moves."""
    caller = caller_of(request)
    body = await json_body(request)
    selection = file_selection(request)
    item = target_of(request, caller)
    item = update(request, caller, item, body)
    return json_response(file_json(item, caller, selection))


def update(request: Request, caller: Caller, item: Item, body: Mapping[str, Any]) -> Item:
    """Change metadata and place of a file as a request says, and return it."""
    require_writable(body, creating=False)
    only_own_marks = set(body) <= {"starred", "viewedByMeTime"}
    if item.is_root and not only_own_marks:
        raise insufficient_permissions()
    if not only_own_marks or "addParents" in request.query_params:
        access.require_role(item, caller.identity, caller.workspace.tables, role="writer")
    after = with_metadata(item, body, email=caller.email)
    after = _with_other_type(after, body)
    after = _moved(request, caller, after)
    if isinstance(body.get("trashed"), bool) and body["trashed"] != item.trashed:
        after = _binned(caller, after, trashed=body["trashed"])
    modified = time_field(body, "modifiedTime")
    if after == item and modified is None:
        return item
    if modified is not None or any(
        getattr(after, name) != getattr(item, name) for name in _CONTENT_FIELDS
    ):
        now = modified or caller.workspace.clock.text()
        after = files.touched(after, identity=caller.identity, at=now)
    else:
        after = files.bumped(after)
    saved = files.save(caller.workspace, item, after)
    if saved.drive_id != item.drive_id:
        files.move_to_drive(caller.workspace, saved, drive_id=saved.drive_id)
    return saved


def _with_other_type(item: Item, body: Mapping[str, Any]) -> Item:
    mime_type = text_field(body, "mimeType")
    if mime_type is None or mime_type == item.mime_type:
        return item
    if item.is_native or mime_type.startswith("application/vnd.google-apps."):
        raise ApiError(
            400, "The requested conversion is not supported.", "badRequest", location="mimeType"
        )
    return replace(item, mime_type=mime_type)


def _moved(request: Request, caller: Caller, item: Item) -> Item:
    """Apply addParents and removeParents. A file has exactly one parent."""
    added = [each for each in request.query_params.get("addParents", "").split(",") if each]
    removed = [each for each in request.query_params.get("removeParents", "").split(",") if each]
    for each in removed:
        if each != item.parent_id and each != "root":
            raise ApiError(
                400,
                "The specified parent is not a parent of the file.",
                "notAParent",
                location="removeParents",
            )
    if not added:
        if removed:
            raise ApiError(403, "A file must have at least one parent.", "cannotRemoveLastParent")
        return item
    if added != [item.parent_id]:
        _require_one_parent(item, caller, added, removed)
    parent = parent_of(caller, added, shared_drives=supports_all_drives(request))
    if parent.id == item.parent_id:
        return item
    _require_right_to_move(caller, item, parent)
    files.require_no_cycle(caller.workspace, item, parent)
    owner = "" if parent.drive_id else (item.owner or caller.identity.email)
    return replace(item, parent_id=parent.id, drive_id=parent.drive_id, owner=owner)


def _require_one_parent(item: Item, caller: Caller, added: list[str], removed: list[str]) -> None:
    """Raise ApiError 403 for what would be a second parent.

    One parent that the owner adds in My Drive takes the place of the old one, as the description of
    `enforceSingleParent` said before 2020 made it the rule; anybody else's is one too many.
    """
    if item.drive_id:
        is_one_too_many = len(added) > 1 or not removed
        reason, message = (
            "teamDrivesParentLimit",
            "A shared drive item must have exactly one parent.",
        )
    else:
        is_owner = item.owner.lower() == caller.email
        is_one_too_many = len(added) > 1 or not (removed or is_owner)
        reason, message = "cannotAddParent", "Increasing the number of parents is not allowed"
    if is_one_too_many:
        raise ApiError(403, message, reason)


def _require_right_to_move(caller: Caller, item: Item, parent: Item) -> None:
    tables = caller.workspace.tables
    if item.drive_id and item.drive_id != parent.drive_id:
        access.require_role(item, caller.identity, tables, role="organizer")
    elif item.drive_id:
        access.require_role(item, caller.identity, tables, role="fileOrganizer")
    if not parent.drive_id:
        access.require_quota(parent, caller.identity)
    elif not item.drive_id and item.is_folder:
        raise ApiError(
            403,
            "Moving folders into shared drives is not supported.",
            "teamDrivesFolderMoveInNotSupported",
        )


def _binned(caller: Caller, item: Item, *, trashed: bool) -> Item:
    require_right_to_bin(caller, item)
    if not trashed:
        return replace(item, trashed=False, trashed_time="", trashing_user="")
    now = caller.workspace.clock.text()
    return replace(item, trashed=True, trashed_time=now, trashing_user=caller.identity.email)


def require_right_to_bin(caller: Caller, item: Item) -> None:
    """Raise ApiError 403 unless the caller may put a file into the bin or take it out."""
    role = "fileOrganizer" if item.drive_id else "owner"
    access.require_role(item, caller.identity, caller.workspace.tables, role=role)


async def copy_file(request: Request) -> Response:
    """Answer POST files/{fileId}/copy."""
    caller = caller_of(request)
    body = await json_body(request)
    selection = file_selection(request)
    source = target_of(request, caller)
    require_writable(body, creating=True)
    if source.is_folder:
        raise ApiError(403, "This file cannot be copied by the user.", "cannotCopyFile")
    workspace = caller.workspace
    parent = _parent_for_copy(request, caller, source, body)
    access.require_quota(parent, caller.identity)
    access.require_room_for_children(parent, caller.identity, workspace.tables)
    now = workspace.clock.text()
    target = Item(
        id=new_file_id(),
        name=text_field(body, "name") or f"Copy of {source.name}",
        mime_type=source.mime_type,
        parent_id=parent.id,
        drive_id=parent.drive_id,
        owner="" if parent.drive_id else caller.identity.email,
        created_time=now,
        modified_time=time_field(body, "modifiedTime") or now,
        last_modifying_user=caller.identity.email,
        description=source.description,
        properties=source.properties,
        app_properties=source.app_properties,
        shortcut_target_id=source.shortcut_target_id,
        shortcut_target_mime_type=source.shortcut_target_mime_type,
        locale=source.locale,
    )
    target = with_metadata(target, {**body, "name": target.name}, email=caller.email)
    mime_type = text_field(body, "mimeType")
    if mime_type and mime_type != source.mime_type:
        from vendor_sandbox.drive.content.conversion import converted_copy

        copied = converted_copy(caller, source, replace(target, mime_type=mime_type))
    else:
        copied = files.copy_of(workspace, source, target, keep_forever=keeps(request))
    return json_response(file_json(copied, caller, selection))


def _parent_for_copy(
    request: Request, caller: Caller, source: Item, body: Mapping[str, Any]
) -> Item:
    """Return where a copy goes: where the body says, beside the source, else My Drive."""
    wanted = body.get("parents")
    shared_drives = supports_all_drives(request)
    if wanted:
        return parent_of(caller, wanted, shared_drives=shared_drives)
    beside = caller.workspace.tables.items.get(source.parent_id)
    if beside is not None:
        role = access.role_of(beside, caller.identity, caller.workspace.tables)
        if access.rank(role) >= access.rank("writer"):
            return beside
    return caller.workspace.my_drive(caller.identity)


async def delete_file(request: Request) -> Response:
    """Answer DELETE files/{fileId}: for good, not into the bin."""
    caller = caller_of(request)
    item = target_of(request, caller)
    if item.is_root:
        raise insufficient_permissions()
    role = "organizer" if item.drive_id else "owner"
    access.require_role(item, caller.identity, caller.workspace.tables, role=role)
    files.delete(caller.workspace, item)
    return Response(status_code=204, media_type="text/html")


async def empty_trash(request: Request) -> Response:
    """Answer DELETE files/trash, of My Drive or of one shared drive."""
    caller = caller_of(request)
    drive_id = request.query_params.get("driveId", "")
    tables = caller.workspace.tables
    if drive_id:
        root = tables.items.get(drive_id)
        if root is None:
            raise file_not_found(drive_id, location="driveId")
        access.require_role(root, caller.identity, tables, role="organizer")
    doomed = [
        item
        for item in tables.items.values()
        if item.trashed
        and item.drive_id == drive_id
        and (drive_id or item.owner.lower() == caller.email)
    ]
    for item in doomed:
        if item.id in tables.items:
            files.delete(caller.workspace, item)
    return Response(status_code=204, media_type="text/html")
