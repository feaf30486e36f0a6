"""Sandbox, Drive: people and sharing lists as JSON."""

from typing import Any

from vendor_sandbox.drive.caller import Caller
from vendor_sandbox.storage.access import ancestry
from vendor_sandbox.storage.items import Item, Permission, permission_id

USER_FIELDS: dict[str, Any] = dict.fromkeys(
    ("kind", "displayName", "photoLink", "me", "permissionId", "emailAddress"), None
)


def user_json(email: str, caller: Caller) -> dict[str, Any]:
    """Return a person as Drive shows one."""
    me = email.lower() == caller.email
    name = caller.identity.display_name if me else ""
    return {
        "kind": "drive#user",
        "displayName": name or _display_name(email),
        "me": me,
        "permissionId": permission_id(kind="user", who=email),
        "emailAddress": email,
    }


def _display_name(email: str) -> str:
    if email.endswith("gserviceaccount.com"):
        return email
    return email.partition("@")[0].replace(".", " ").replace("-", " ").title()


def permission_json(permission: Permission, caller: Caller) -> dict[str, Any]:
    """Return one line of a sharing list."""
    answer: dict[str, Any] = {
        "kind": "drive#permission",
        "id": permission.id,
        "type": permission.type,
        "role": permission.role,
    }
    if permission.email:
        answer["emailAddress"] = permission.email
        answer["displayName"] = _display_name(permission.email)
        answer["deleted"] = False
    if permission.domain:
        answer["domain"] = answer["displayName"] = permission.domain
    if permission.type in {"anyone", "domain"}:
        answer["allowFileDiscovery"] = permission.discoverable
    else:
        answer["pendingOwner"] = permission.pending_owner
    if permission.expiration_time:
        answer["expirationTime"] = permission.expiration_time
    return answer


def sharing_list(item: Item, caller: Caller) -> list[Permission]:
    """Return everybody on a file, the owner first, inherited ones included, each once."""
    found: dict[str, Permission] = {}
    if item.owner:
        key = permission_id(kind="user", who=item.owner)
        found[key] = Permission(id=key, type="user", role="owner", email=item.owner)
    for each in ancestry(item, caller.workspace.tables):
        for permission in each.permissions:
            found.setdefault(permission.id, permission)
    drive = caller.workspace.tables.drives.get(item.drive_id)
    for permission in drive.members if drive else ():
        found.setdefault(permission.id, permission)
    return list(found.values())
