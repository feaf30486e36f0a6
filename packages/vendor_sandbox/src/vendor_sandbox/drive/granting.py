"""Sandbox, Drive: what may be given to whom, and how a sharing list changes."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request

from vendor_sandbox.clock import format_time, parse_time
from vendor_sandbox.drive.caller import Caller
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.items import ROLE_RANK, Item, Permission, permission_id
from vendor_sandbox.storage.tables import Put
from vendor_sandbox.wire import flag

_TYPES = frozenset({"user", "group", "domain", "anyone"})
_SHARED_DRIVE_ROLES = frozenset({"organizer", "fileOrganizer"})


def permission_in(caller: Caller, body: dict[str, Any]) -> Permission:
    """Return the sharing line that a body describes. Raises ApiError 400 for an unsound one."""
    kind, role = body.get("type"), body.get("role")
    if not isinstance(kind, str) or kind not in _TYPES:
        message = "The permission type field is required." if not kind else "Invalid Value"
        raise ApiError(400, message, "required" if not kind else "invalid", location="type")
    if not isinstance(role, str) or role not in ROLE_RANK:
        message = "The permission role field is required." if not role else "Invalid Value"
        raise ApiError(400, message, "required" if not role else "invalid", location="role")
    email = body.get("emailAddress") or ""
    domain = body.get("domain") or ""
    who = {"user": email, "group": email, "domain": domain, "anyone": "anyone"}[kind]
    if not isinstance(who, str) or not who or (kind in {"user", "group"} and "@" not in who):
        raise ApiError(
            400,
            "The specified emailAddress is invalid or not applicable for the given permission type."
            if kind in {"user", "group"}
            else "The specified domain is invalid or not applicable for the given permission type.",
            "invalid",
            location="permission.emailAddress" if kind in {"user", "group"} else "domain",
        )
    discoverable = bool(body.get("allowFileDiscovery")) and kind in {"anyone", "domain"}
    return Permission(
        id=permission_id(
            kind="user" if kind == "group" else kind, who=who, discoverable=discoverable
        ),
        type=kind,
        role=role,
        email=email if kind in {"user", "group"} else "",
        domain=domain if kind == "domain" else "",
        discoverable=discoverable,
        expiration_time=expiration_in(body),
        created_time=caller.workspace.clock.text(),
    )


def expiration_in(body: dict[str, Any]) -> str:
    """Return the expiry in a body in Google's form, empty when it has none."""
    value = body.get("expirationTime")
    if not value:
        return ""
    try:
        return format_time(parse_time(value))
    except (TypeError, AttributeError, ValueError) as problem:
        raise ApiError(400, "Invalid Value", "invalid", location="expirationTime") from problem


def require_right_to_give(caller: Caller, item: Item, role: str) -> None:
    """Raise ApiError 403 unless the caller may give this role on this file."""
    tables = caller.workspace.tables
    if role in _SHARED_DRIVE_ROLES and not item.drive_id:
        raise ApiError(
            403,
            "The specified role is only applicable to shared drives.",
            "invalidSharingRequest",
        )
    own = access.rank(access.role_of(item, caller.identity, tables))
    if role == "organizer" and item.id != item.drive_id:
        raise ApiError(
            403,
            "A shared drive item may not have an organizer of its own.",
            "cannotShareTeamDriveWithRole",
        )
    needed = access.rank("organizer") if item.id == item.drive_id else access.rank("writer")
    if own < needed or (item.drive_id and access.rank(role) > own):
        raise ApiError(
            403,
            "The user does not have sufficient permissions for this file.",
            "insufficientFilePermissions",
        )


def require_transfer(request: Request, caller: Caller, item: Item, permission: Permission) -> None:
    """Raise ApiError 403 unless the caller may, and says to, give a file away."""
    if item.drive_id or permission.type != "user":
        raise ApiError(
            403, "The owner of a shared drive item is the drive.", "ownershipTransferForbidden"
        )
    if not flag(request, "transferOwnership"):
        raise ApiError(
            403,
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            "forbidden",
            location="transferOwnership",
        )
    accepts = permission.pending_owner and permission.email.lower() == caller.email
    if not accepts:
        access.require_role(item, caller.identity, caller.workspace.tables, role="owner")


def require_right_to_offer(caller: Caller, item: Item, permission: Permission) -> None:
    """Raise ApiError 403 unless the caller may name this person the pending owner."""
    if item.drive_id or permission.type != "user":
        raise ApiError(
            403, "The owner of a shared drive item is the drive.", "ownershipTransferForbidden"
        )
    access.require_role(item, caller.identity, caller.workspace.tables, role="owner")


def transfer(caller: Caller, item: Item, permission: Permission) -> None:
    """Make somebody the owner; the owner before stays as an editor, as on Google."""
    before = Permission(
        id=permission_id(kind="user", who=item.owner),
        type="user",
        role="writer",
        email=item.owner,
        created_time=caller.workspace.clock.text(),
    )
    others = tuple(each for each in item.permissions if each.id != permission.id)
    after = replace(files.bumped(item), owner=permission.email, permissions=(*others, before))
    caller.workspace.commit([("items", after.id, after), caller.workspace.change(after)])


def store(caller: Caller, item: Item, permission: Permission) -> None:
    """Add or replace a line: on the shared drive itself it makes a member."""
    workspace = caller.workspace
    after = files.bumped(item)
    puts: list[Put] = []
    if item.id == item.drive_id:
        drive = workspace.tables.drives[item.drive_id]
        others = tuple(each for each in drive.members if each.id != permission.id)
        puts.append(("drives", drive.id, replace(drive, members=(*others, permission))))
    else:
        others = tuple(each for each in item.permissions if each.id != permission.id)
        after = replace(after, permissions=(*others, permission))
    workspace.commit([("items", after.id, after), workspace.change(after), *puts])


def require_own_line(item: Item, permission: Permission, caller: Caller) -> None:
    """Raise ApiError 403 for the owner's line and for what a folder or the drive hands down."""
    if permission.role == "owner":
        raise ApiError(
            403,
            "The owner of a file cannot be removed.",
            "cannotModifyOwnerPermission",
        )
    own = (
        caller.workspace.tables.drives[item.drive_id].members
        if item.id == item.drive_id
        else item.permissions
    )
    if all(each.id != permission.id for each in own):
        raise ApiError(
            403,
            "Cannot modify a permission that is inherited.",
            "cannotModifyInheritedPermission",
        )
