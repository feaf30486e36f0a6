"""Sandbox, Drive: who a file is shared with; every mail Google would send is recorded."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.files.reading import target_of
from vendor_sandbox.drive.granting import (
    expiration_in,
    permission_in,
    require_own_line,
    require_right_to_give,
    require_right_to_offer,
    require_transfer,
    store,
    transfer,
)
from vendor_sandbox.drive.resource.fields import Selection, parse_fields, select
from vendor_sandbox.drive.resource.file_json import selection_of
from vendor_sandbox.drive.resource.sharing import permission_json, sharing_list
from vendor_sandbox.drive.search.ordering import page_of
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.items import ROLE_RANK, Item, Permission
from vendor_sandbox.storage.tables import Put
from vendor_sandbox.wire import bounded_integer, flag, json_body, json_response

_NAMES = (
    "allowFileDiscovery deleted displayName domain emailAddress expirationTime id "
    "inheritedPermissionsDisabled kind pendingOwner permissionDetails photoLink role "
    "teamDrivePermissionDetails type view"
)
PERMISSION_FIELDS: dict[str, Any] = dict.fromkeys(_NAMES.split(" "))
_CHANGEABLE = frozenset({"role", "expirationTime", "pendingOwner", "kind", "id"})
_DEFAULT = parse_fields("kind,id,type,role")
_LIST_FIELDS = {"kind": None, "nextPageToken": None, "permissions": PERMISSION_FIELDS}
_LIST_DEFAULT: Selection = {**parse_fields("kind,nextPageToken"), "permissions": _DEFAULT}


async def list_permissions(request: Request) -> Response:
    """Answer GET files/{fileId}/permissions."""
    caller = caller_of(request)
    item = target_of(request, caller)
    _require_right_to_see(caller, item)
    selection = selection_of(request, _LIST_FIELDS, default=_LIST_DEFAULT)
    size = bounded_integer(request, "pageSize", default=100, low=1, high=100)
    page, token = page_of(
        sharing_list(item, caller),
        key=lambda permission: permission.id,
        size=size,
        token=request.query_params.get("pageToken", ""),
        query=("permissions", item.id),
    )
    answer: dict[str, Any] = {"kind": "drive#permissionList"}
    if token:
        answer["nextPageToken"] = token
    answer["permissions"] = [_full_json(each, item, caller) for each in page]
    return json_response(select(answer, selection))


def _full_json(permission: Permission, item: Item, caller: Caller) -> dict[str, Any]:
    answer = permission_json(permission, caller)
    if item.drive_id:
        drive = caller.workspace.tables.drives[item.drive_id]
        from_drive = any(each.id == permission.id for each in drive.members)
        answer["permissionDetails"] = [
            {
                "permissionType": "member" if from_drive else "file",
                "role": permission.role,
                "inherited": from_drive and item.id != drive.id,
                **({"inheritedFrom": drive.id} if from_drive and item.id != drive.id else {}),
            }
        ]
    return answer


def _require_right_to_see(caller: Caller, item: Item) -> None:
    role = access.role_of(item, caller.identity, caller.workspace.tables)
    if access.rank(role) < access.rank("writer" if not item.drive_id else "reader"):
        raise ApiError(
            403,
            "The user does not have sufficient permissions for this file.",
            "insufficientFilePermissions",
        )


async def get_permission(request: Request) -> Response:
    """Answer GET files/{fileId}/permissions/{permissionId}."""
    caller = caller_of(request)
    item = target_of(request, caller)
    permission = _named(request, item, caller)
    selection = selection_of(request, PERMISSION_FIELDS, default=_DEFAULT)
    return json_response(select(_full_json(permission, item, caller), selection))


def _named(request: Request, item: Item, caller: Caller) -> Permission:
    wanted = request.path_params["permission_id"]
    for permission in sharing_list(item, caller):
        if permission.id == wanted:
            return permission
    raise ApiError(404, f"Permission not found: {wanted}.", "notFound", location="permissionId")


async def create_permission(request: Request) -> Response:
    """Answer POST files/{fileId}/permissions. Mails go out by default, as on Google."""
    caller = caller_of(request)
    body = await json_body(request)
    item = target_of(request, caller)
    selection = selection_of(request, PERMISSION_FIELDS, default=_DEFAULT)
    access.require_role(item, caller.identity, caller.workspace.tables, role="writer")
    permission = permission_in(caller, body)
    if permission.role == "owner":
        require_transfer(request, caller, item, permission)
        transfer(caller, item, permission)
        _record_mail(request, caller, item, permission, forced=True)
        return json_response(select(_full_json(permission, item, caller), selection))
    require_right_to_give(caller, item, permission.role)
    store(caller, item, permission)
    if permission.type in {"user", "group"}:
        _record_mail(request, caller, item, permission, forced=False)
    return json_response(select(_full_json(permission, item, caller), selection))


def _record_mail(
    request: Request, caller: Caller, item: Item, permission: Permission, *, forced: bool
) -> None:
    """Record the mail that Google would send; never silently, and never to anybody."""
    if not forced and not flag(request, "sendNotificationEmail", default=True):
        return
    request.app.state.mail.record_google_notice(
        recipient=permission.email,
        sender=caller.identity.email,
        file_name=item.name,
        link=f"{caller.origin}/pages/drive/file/{item.id}",
        message=request.query_params.get("emailMessage", ""),
    )


async def update_permission(request: Request) -> Response:
    """Answer PATCH files/{fileId}/permissions/{permissionId}: another role, expiry or owner.

    A file is given away by `transferOwnership`, or by naming a pending owner who then accepts.
    """
    caller = caller_of(request)
    body = await json_body(request)
    item = target_of(request, caller)
    selection = selection_of(request, PERMISSION_FIELDS, default=_DEFAULT)
    access.require_role(item, caller.identity, caller.workspace.tables, role="writer")
    permission = _named(request, item, caller)
    for name in set(body) - _CHANGEABLE:
        if body[name] is not None:
            raise ApiError(
                403,
                "The resource body includes fields which are not directly writable.",
                "fieldNotWritable",
            )
    role = body.get("role") or permission.role
    if not isinstance(role, str) or role not in ROLE_RANK:
        raise ApiError(400, "Invalid Value", "invalid", location="role")
    if role == "owner" and permission.role != "owner":
        changed = replace(permission, role="owner")
        require_transfer(request, caller, item, permission)
        transfer(caller, item, changed)
        return json_response(select(_full_json(changed, item, caller), selection))
    if body.get("pendingOwner"):
        require_right_to_offer(caller, item, permission)
    require_own_line(item, permission, caller)
    require_right_to_give(caller, item, role)
    expiration = "" if flag(request, "removeExpiration") else permission.expiration_time
    changed = replace(
        permission,
        role=role,
        expiration_time=expiration_in(body) or expiration,
        pending_owner=bool(body.get("pendingOwner", permission.pending_owner)),
    )
    store(caller, item, changed)
    return json_response(select(_full_json(changed, item, caller), selection))


async def delete_permission(request: Request) -> Response:
    """Answer DELETE files/{fileId}/permissions/{permissionId}."""
    caller = caller_of(request)
    item = target_of(request, caller)
    permission = _named(request, item, caller)
    is_self = permission.email.lower() == caller.email
    if not is_self:
        role = "organizer" if item.id == item.drive_id else "writer"
        access.require_role(item, caller.identity, caller.workspace.tables, role=role)
    require_own_line(item, permission, caller)
    workspace = caller.workspace
    after = files.bumped(item)
    puts: list[Put] = []
    if item.id == item.drive_id:
        drive = workspace.tables.drives[item.drive_id]
        members = tuple(each for each in drive.members if each.id != permission.id)
        puts.append(("drives", drive.id, replace(drive, members=members)))
    else:
        kept = tuple(each for each in item.permissions if each.id != permission.id)
        after = replace(after, permissions=kept)
    workspace.commit([("items", after.id, after), workspace.change(after), *puts])
    return Response(status_code=204, media_type="text/html")
