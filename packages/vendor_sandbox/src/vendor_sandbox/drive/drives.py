"""Sandbox, Drive: shared drives themselves, and `about`."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.resource.fields import Selection, parse_fields, select
from vendor_sandbox.drive.resource.file_json import selection_of
from vendor_sandbox.drive.search.ordering import page_of
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.access import role_of
from vendor_sandbox.storage.folder import comparable, disk_name
from vendor_sandbox.storage.items import (
    FOLDER,
    ROLE_RANK,
    Item,
    Permission,
    SharedDrive,
    new_drive_id,
    permission_id,
)
from vendor_sandbox.storage.places import path_of
from vendor_sandbox.wire import bounded_integer, flag, json_body, json_response

_FIELDS: dict[str, Any] = dict.fromkeys(
    (
        "backgroundImageFile",
        "backgroundImageLink",
        "capabilities",
        "colorRgb",
        "createdTime",
        "hidden",
        "id",
        "kind",
        "name",
        "orgUnitId",
        "restrictions",
        "themeId",
    )
)
_DEFAULT = parse_fields("kind,id,name")
_LIST_FIELDS: dict[str, Any] = {"kind": None, "nextPageToken": None, "drives": _FIELDS}
_LIST_DEFAULT: Selection = {**parse_fields("kind,nextPageToken"), "drives": _DEFAULT}


def _drive_json(drive: SharedDrive, caller: Caller) -> dict[str, Any]:
    root = caller.workspace.tables.items[drive.id]
    strength = access.rank(role_of(root, caller.identity, caller.workspace.tables))
    reads = strength >= ROLE_RANK["reader"]
    edits = strength >= ROLE_RANK["writer"]
    manages = strength >= ROLE_RANK["organizer"]
    return {
        "kind": "drive#drive",
        "id": drive.id,
        "name": drive.name,
        "colorRgb": drive.theme_color,
        "createdTime": drive.created_time,
        "hidden": caller.email in drive.hidden_for,
        "capabilities": {
            "canAddChildren": edits,
            "canComment": strength >= ROLE_RANK["commenter"],
            "canCopy": reads,
            "canDeleteChildren": manages,
            "canDeleteDrive": manages,
            "canDownload": reads,
            "canEdit": edits,
            "canListChildren": reads,
            "canManageMembers": manages,
            "canReadRevisions": reads,
            "canRename": edits,
            "canRenameDrive": manages,
            "canShare": edits,
            "canTrashChildren": strength >= ROLE_RANK["fileOrganizer"],
        },
        "restrictions": {
            "adminManagedRestrictions": False,
            "copyRequiresWriterPermission": False,
            "domainUsersOnly": False,
            "driveMembersOnly": False,
            "sharingFoldersRequiresOrganizerPermission": False,
        },
    }


def _target(request: Request, *, role: str = "reader") -> tuple[Caller, SharedDrive]:
    caller = caller_of(request)
    wanted = request.path_params["drive_id"]
    tables = caller.workspace.tables
    drive = tables.drives.get(wanted)
    root = tables.items.get(wanted)
    if drive is None or root is None or role_of(root, caller.identity, tables) is None:
        raise ApiError(404, f"Shared drive not found: {wanted}", "notFound", location="driveId")
    access.require_role(root, caller.identity, tables, role=role)
    return caller, drive


async def list_drives(request: Request) -> Response:
    """Answer GET drives: those that the caller is a member of."""
    caller = caller_of(request)
    selection = selection_of(request, _LIST_FIELDS, default=_LIST_DEFAULT)
    size = bounded_integer(request, "pageSize", default=10, low=1, high=100)
    tables = caller.workspace.tables
    visible = [
        drive
        for drive in tables.drives.values()
        if any(access.granted(drive.members, caller.identity)) or caller.identity.is_default
    ]
    page, token = page_of(
        sorted(visible, key=lambda drive: (drive.name.casefold(), drive.id)),
        key=lambda drive: drive.id,
        size=size,
        token=request.query_params.get("pageToken", ""),
        query=("drives", caller.email),
    )
    answer: dict[str, Any] = {"kind": "drive#driveList"}
    if token:
        answer["nextPageToken"] = token
    answer["drives"] = [_drive_json(drive, caller) for drive in page]
    return json_response(select(answer, selection))


async def create_drive(request: Request) -> Response:
    """Answer POST drives. The same `requestId` twice is refused, not a second drive."""
    caller = caller_of(request)
    body = await json_body(request)
    selection = selection_of(request, _FIELDS, default=_DEFAULT)
    request_id = request.query_params.get("requestId")
    if not request_id:
        raise ApiError(400, "Required parameter: requestId", "required", location="requestId")
    name = body.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ApiError(400, "The name field is required.", "required", location="name")
    workspace = caller.workspace
    if workspace.tables.get("drive_requests", request_id):
        raise ApiError(
            409,
            "A shared drive already exists with the specified request ID.",
            "teamDriveAlreadyExists",
        )
    drive, root = _new_drive(caller, name)
    workspace.commit(
        [
            ("drives", drive.id, drive),
            ("items", root.id, root),
            ("drive_requests", request_id, drive.id),
        ]
    )
    workspace.path_of(root).mkdir(parents=True, exist_ok=True)
    return json_response(select(_drive_json(drive, caller), selection))


def _new_drive(caller: Caller, name: str) -> tuple[SharedDrive, Item]:
    workspace = caller.workspace
    now = workspace.clock.text()
    taken = {comparable(each.disk_name) for each in workspace.tables.drives.values()}
    organizer = Permission(
        id=permission_id(kind="user", who=caller.identity.email),
        type="user",
        role="organizer",
        email=caller.identity.email,
        created_time=now,
    )
    drive = SharedDrive(
        id=new_drive_id(),
        name=name,
        created_time=now,
        disk_name=disk_name(name, mime_type=FOLDER, taken=taken),
        members=(organizer,),
    )
    root = Item(
        id=drive.id,
        name="Drive",
        mime_type=FOLDER,
        drive_id=drive.id,
        created_time=now,
        modified_time=now,
    )
    return drive, root


async def get_drive(request: Request) -> Response:
    """Answer GET drives/{driveId}."""
    caller, drive = _target(request)
    selection = selection_of(request, _FIELDS, default=_DEFAULT)
    return json_response(select(_drive_json(drive, caller), selection))


async def update_drive(request: Request) -> Response:
    """Answer PATCH drives/{driveId}: its name."""
    caller, drive = _target(request, role="organizer")
    body = await json_body(request)
    selection = selection_of(request, _FIELDS, default=_DEFAULT)
    name = body.get("name")
    if isinstance(name, str) and name.strip() and name != drive.name:
        workspace = caller.workspace
        root = workspace.tables.items[drive.id]
        source = path_of(root, root=workspace.root, tables=workspace.tables)
        others = [each for each in workspace.tables.drives.values() if each.id != drive.id]
        taken = {comparable(each.disk_name) for each in others}
        on_disk = disk_name(name, mime_type=FOLDER, taken=taken)
        drive = replace(drive, name=name, disk_name=on_disk)
        workspace.commit([("drives", drive.id, drive)])
        if source.is_dir():
            source.rename(workspace.path_of(root))
    return json_response(select(_drive_json(drive, caller), selection))


async def delete_drive(request: Request) -> Response:
    """Answer DELETE drives/{driveId}; a drive with files in it is refused."""
    caller, drive = _target(request, role="organizer")
    workspace = caller.workspace
    root = workspace.tables.items[drive.id]
    if any(workspace.tables.children(drive.id)) and not flag(request, "allowItemDeletion"):
        raise ApiError(
            403, "A shared drive cannot be deleted while it has items.", "cannotDeleteNonEmptyDrive"
        )
    files.delete(workspace, root)
    workspace.commit([("drives", drive.id, None)])
    return Response(status_code=204, media_type="text/html")


async def hide_drive(request: Request) -> Response:
    """Answer POST drives/{driveId}/hide and /unhide."""
    caller, drive = _target(request)
    selection = selection_of(request, _FIELDS, default=_DEFAULT)
    others = tuple(each for each in drive.hidden_for if each != caller.email)
    hidden = (*others, caller.email) if request.url.path.endswith("/hide") else others
    drive = replace(drive, hidden_for=hidden)
    caller.workspace.commit([("drives", drive.id, drive)])
    return json_response(select(_drive_json(drive, caller), selection))
