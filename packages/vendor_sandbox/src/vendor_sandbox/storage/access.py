"""Sandbox: who may see, change and share a file, as Google's roles decide it."""

from collections.abc import Iterable, Iterator

from vendor_sandbox.errors import ApiError, file_not_found, insufficient_permissions
from vendor_sandbox.storage.items import ROLE_RANK, Identity, Item, Permission
from vendor_sandbox.storage.tables import Tables


def ancestry(item: Item, tables: Tables) -> Iterator[Item]:
    """Yield an item, its folder, the folder's folder, up to the root."""
    current: Item | None = item
    seen: set[str] = set()
    while current is not None and current.id not in seen:
        seen.add(current.id)
        yield current
        current = tables.items.get(current.parent_id) if current.parent_id else None


def is_trashed(item: Item, tables: Tables) -> bool:
    """Tell whether the item or a folder above it lies in the bin."""
    return any(each.trashed for each in ancestry(item, tables))


def role_of(item: Item, identity: Identity, tables: Tables) -> str | None:
    """Return the strongest role somebody has on a file, or None.

    Roles come down from folders and from the shared drive. The sandbox's default user, whom any
    unknown token means, is an organizer of every shared drive.
    """
    best: str | None = None
    for role in _roles(item, identity, tables):
        if best is None or ROLE_RANK[role] > ROLE_RANK[best]:
            best = role
    return best


def _roles(item: Item, identity: Identity, tables: Tables) -> Iterator[str]:
    email, now = identity.email.lower(), tables.now()
    for each in ancestry(item, tables):
        if each.owner and each.owner.lower() == email:
            yield "owner"
        yield from granted(each.permissions, identity, now=now)
    drive = tables.drives.get(item.drive_id) if item.drive_id else None
    if drive is not None:
        if identity.is_default:
            yield "organizer"
        yield from granted(drive.members, identity, now=now)


def granted(
    permissions: Iterable[Permission], identity: Identity, *, now: str = ""
) -> Iterator[str]:
    """Yield the roles that a sharing list gives to somebody at a moment."""
    email = identity.email.lower()
    domain = email.rpartition("@")[2]
    for permission in permissions:
        matches = (
            permission.type == "anyone"
            or (permission.type in {"user", "group"} and permission.email.lower() == email)
            or (permission.type == "domain" and permission.domain.lower() == domain)
        )
        expired = bool(permission.expiration_time) and permission.expiration_time <= now
        if matches and not expired:
            yield permission.role


def readable_among(items: Iterable[Item], identity: Identity, tables: Tables) -> Iterator[Item]:
    """Yield those that somebody may read, in their order.

    As `role_of` says of each; what comes down from a folder or a drive is looked for once.
    """
    email, now = identity.email.lower(), tables.now()
    inherited: dict[str, bool] = {}

    def gives(place: Item) -> bool:
        if place.owner and place.owner.lower() == email:
            return True
        return any(True for _ in granted(place.permissions, identity, now=now))

    def comes_down(folder_id: str) -> bool:
        if folder_id not in inherited:
            inherited[folder_id] = False  # a folder that lies in itself gives nothing
            folder = tables.items.get(folder_id)
            inherited[folder_id] = folder is not None and (
                gives(folder) or comes_down(folder.parent_id)
            )
        return inherited[folder_id]

    members = {
        drive_id: identity.is_default
        or any(True for _ in granted(drive.members, identity, now=now))
        for drive_id, drive in tables.drives.items()
    }
    for item in items:
        if members.get(item.drive_id) or gives(item) or comes_down(item.parent_id):
            yield item


def rank(role: str | None) -> int:
    """Return the rank of a role; None ranks below all."""
    return ROLE_RANK.get(role or "", 0)


def readable_item(
    file_id: str,
    identity: Identity,
    tables: Tables,
    *,
    shared_drives: bool,
    location: str = "fileId",
) -> Item:
    """Return a file that somebody may read.

    Raises ApiError 404 when it does not exist, is not shared with them, or lies in a shared drive
    and the request did not say `supportsAllDrives=true`: Drive gives the same answer to all three.
    """
    if file_id == "root":
        file_id = _root_of(identity, tables)
    item = tables.items.get(file_id)
    hidden = item is None or (bool(item.drive_id) and not shared_drives)
    if item is None or hidden or role_of(item, identity, tables) is None:
        raise file_not_found(file_id, location=location)
    return item


def require_role(item: Item, identity: Identity, tables: Tables, *, role: str) -> None:
    """Raise ApiError 403 unless somebody has at least `role` on a file."""
    if rank(role_of(item, identity, tables)) < rank(role):
        raise insufficient_permissions()


def require_room_for_children(parent: Item, identity: Identity, tables: Tables) -> None:
    """Raise ApiError unless somebody may put a file into a folder."""
    if not parent.is_folder:
        raise ApiError(
            403,
            "The specified parent is not a folder.",
            "parentNotAFolder",
            location="parents",
        )
    if rank(role_of(parent, identity, tables)) < rank("writer"):
        raise ApiError(
            403,
            "Insufficient permissions for the specified parent.",
            "insufficientParentPermissions",
        )


def require_quota(parent: Item | None, identity: Identity) -> None:
    """Raise ApiError 403 when a service account would own a file outside a shared drive."""
    if identity.is_service_account and (parent is None or not parent.drive_id):
        raise ApiError(
            403,
            "Service Accounts do not have storage quota. Leverage shared drives "
            "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use "
            "OAuth delegation (http://support.google.com/a/answer/7281227) instead.",
            "storageQuotaExceeded",
            domain="usageLimits",
        )


def _root_of(identity: Identity, tables: Tables) -> str:
    for item in tables.items.values():
        if item.is_root and item.owner.lower() == identity.email.lower():
            return item.id
    return "root"
