"""Sandbox, Drive: the JSON of a file, field by field, for the person who asks."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request

from vendor_sandbox.drive.caller import Caller
from vendor_sandbox.drive.content.formats import export_formats
from vendor_sandbox.drive.resource.capabilities import CAPABILITIES, capabilities_of
from vendor_sandbox.drive.resource.fields import (
    Selection,
    parse_fields,
    require_known,
    select,
    wants,
)
from vendor_sandbox.drive.resource.sharing import (
    USER_FIELDS,
    permission_json,
    sharing_list,
    user_json,
)
from vendor_sandbox.storage.access import ancestry, is_trashed, role_of
from vendor_sandbox.storage.files import revisions_of
from vendor_sandbox.storage.items import SPREADSHEET, Item

DEFAULT_FIELDS = parse_fields("kind,id,name,mimeType")


def _web_view_link(item: Item, caller: Caller) -> str:
    if item.mime_type == SPREADSHEET:
        return f"{caller.origin}/spreadsheets/d/{item.id}/edit?usp=drivesdk"
    return f"{caller.origin}/pages/drive/file/{item.id}"


def _export_links(item: Item, caller: Caller) -> dict[str, str] | None:
    base = f"{caller.origin}/drive/v3/files/{item.id}/export?mimeType="
    return {mime: base + mime for mime in export_formats(item.mime_type)} or None


def _shortcut_details(item: Item, caller: Caller) -> dict[str, str] | None:
    if not item.shortcut_target_id:
        return None
    details = {"targetId": item.shortcut_target_id}
    if item.shortcut_target_mime_type:
        details["targetMimeType"] = item.shortcut_target_mime_type
    return details


def _owners(item: Item, caller: Caller) -> list[dict[str, Any]] | None:
    return [user_json(item.owner, caller)] if item.owner else None


def _permissions(item: Item, caller: Caller) -> list[dict[str, Any]] | None:
    # "Not populated for items in shared drives", and only for those who may share the file.
    role = role_of(item, caller.identity, caller.workspace.tables)
    if item.drive_id or role not in {"owner", "writer"}:
        return None
    return [permission_json(each, caller) for each in sharing_list(item, caller)]


def _shared(item: Item, caller: Caller) -> bool | None:
    if item.drive_id:
        return None
    return any(each.permissions for each in ancestry(item, caller.workspace.tables))


def _shared_with_me_time(item: Item, caller: Caller) -> str | None:
    times = [each.created_time for each in item.permissions if each.email.lower() == caller.email]
    return times[0] if times and times[0] else None


def _quota_bytes(item: Item, caller: Caller) -> str:
    if item.is_native:
        # Recorded: Google counts 1,024 bytes for a spreadsheet.
        return "0" if item.is_folder else "1024"
    kept = sum(row["size"] for row in revisions_of(caller.workspace, item) if row["keep_forever"])
    return str(max(item.size, kept))


def _extension(item: Item) -> str | None:
    if item.is_native or "." not in item.name:
        return None if item.is_native else ""
    return item.name.rpartition(".")[2]


def _last_user(item: Item, caller: Caller) -> dict[str, Any] | None:
    return user_json(item.last_modifying_user, caller) if item.last_modifying_user else None


def _binary(value: Callable[[Item], Any]) -> Callable[[Item, Caller], Any]:
    """Return a field that only files with bytes of their own have."""
    return lambda item, caller: None if item.is_native or not item.sha256 else value(item)


def _trashing_user(item: Item, caller: Caller) -> dict[str, Any] | None:
    inside_drive = item.trashed and item.drive_id and item.trashing_user
    return user_json(item.trashing_user, caller) if inside_drive else None


def _is_trashed(item: Item, caller: Caller) -> bool:
    return is_trashed(item, caller.workspace.tables)


_Field = Callable[[Item, Caller], Any]

# One entry a field; a value of None leaves the field out, as Drive leaves absent fields out.
FILE_FIELDS: Mapping[str, _Field] = {
    "kind": lambda item, caller: "drive#file",
    "driveId": lambda item, caller: item.drive_id or None,
    "teamDriveId": lambda item, caller: item.drive_id or None,
    "id": lambda item, caller: item.id,
    "name": lambda item, caller: item.name,
    "mimeType": lambda item, caller: item.mime_type,
    "description": lambda item, caller: item.description or None,
    "starred": lambda item, caller: caller.email in item.starred_by,
    "trashed": _is_trashed,
    "explicitlyTrashed": lambda item, caller: item.trashed,
    "trashedTime": lambda item, caller: item.trashed_time or None if item.drive_id else None,
    "trashingUser": _trashing_user,
    "parents": lambda item, caller: [item.parent_id] if item.parent_id else None,
    "properties": lambda item, caller: dict(item.properties) or None,
    "appProperties": lambda item, caller: dict(item.app_properties) or None,
    "spaces": lambda item, caller: ["drive"],
    "version": lambda item, caller: str(item.version),
    "webViewLink": _web_view_link,
    "webContentLink": lambda item, caller: (
        None
        if item.is_native or not item.sha256
        else f"{caller.origin}/pages/drive/download/{item.id}"
    ),
    "iconLink": lambda item, caller: f"{caller.origin}/pages/icon/{item.mime_type}",
    "hasThumbnail": lambda item, caller: False,
    "thumbnailVersion": lambda item, caller: "0",
    "viewedByMe": lambda item, caller: caller.email in item.viewed_times,
    "viewedByMeTime": lambda item, caller: item.viewed_times.get(caller.email),
    "createdTime": lambda item, caller: item.created_time,
    "modifiedTime": lambda item, caller: item.modified_time,
    "modifiedByMeTime": lambda item, caller: item.modified_times.get(caller.identity.email),
    "modifiedByMe": lambda item, caller: caller.identity.email in item.modified_times,
    "sharedWithMeTime": _shared_with_me_time,
    "owners": _owners,
    "lastModifyingUser": _last_user,
    "shared": _shared,
    "ownedByMe": lambda item, caller: None if item.drive_id else item.owner.lower() == caller.email,
    "capabilities": capabilities_of,
    "viewersCanCopyContent": lambda item, caller: not item.copy_requires_writer_permission,
    "copyRequiresWriterPermission": lambda item, caller: item.copy_requires_writer_permission,
    "writersCanShare": lambda item, caller: None if item.drive_id else item.writers_can_share,
    "permissions": _permissions,
    "permissionIds": lambda item, caller: [each.id for each in sharing_list(item, caller)],
    "hasAugmentedPermissions": lambda item, caller: (
        bool(item.permissions) if item.drive_id else None
    ),
    "folderColorRgb": lambda item, caller: (
        (item.folder_color or "#8f8f8f") if item.is_folder else None
    ),
    "originalFilename": _binary(lambda item: item.original_filename or item.name),
    "fullFileExtension": _binary(lambda item: _extension(item)),
    "fileExtension": _binary(lambda item: _extension(item)),
    "md5Checksum": _binary(lambda item: item.md5),
    "sha1Checksum": _binary(lambda item: item.sha1),
    "sha256Checksum": _binary(lambda item: item.sha256),
    "size": _binary(lambda item: str(item.size)),
    "headRevisionId": _binary(lambda item: item.head_revision_id),
    "quotaBytesUsed": _quota_bytes,
    "isAppAuthorized": lambda item, caller: True,
    "exportLinks": _export_links,
    "shortcutDetails": _shortcut_details,
    "inheritedPermissionsDisabled": lambda item, caller: False if item.is_folder else None,
    "linkShareMetadata": lambda item, caller: {
        "securityUpdateEligible": False,
        "securityUpdateEnabled": True,
    },
}

# What Drive may show but the sandbox never has: legal in `fields`, absent from answers.
_NEVER = (
    "clientEncryptionDetails",
    "contentHints",
    "contentRestrictions",
    "downloadRestrictions",
    "imageMediaMetadata",
    "labelInfo",
    "resourceKey",
    "thumbnailLink",
    "videoMediaMetadata",
)

KNOWN_FILE_FIELDS: Mapping[str, Any] = {
    **dict.fromkeys(FILE_FIELDS),
    **dict.fromkeys(_NEVER),
    "owners": USER_FIELDS,
    "lastModifyingUser": USER_FIELDS,
    "trashingUser": USER_FIELDS,
    "sharingUser": USER_FIELDS,
    "capabilities": dict.fromkeys(CAPABILITIES),
    "shortcutDetails": dict.fromkeys(("targetId", "targetMimeType", "targetResourceKey")),
}


def file_json(item: Item, caller: Caller, selection: Selection) -> dict[str, Any]:
    """Return the wanted fields of a file, in Google's order."""
    answer: dict[str, Any] = {}
    for name, field in FILE_FIELDS.items():
        if wants(selection, name):
            value = field(item, caller)
            if value is not None:
                answer[name] = value
    return select(answer, selection)


def selection_of(request: Request, known: Mapping[str, Any], *, default: Selection) -> Selection:
    """Return what a request wants in its answer. Raises ApiError 400 for unknown fields."""
    text = request.query_params.get("fields")
    if not text:
        return default
    selection = parse_fields(text)
    require_known(selection, known)
    return selection


def file_selection(request: Request) -> Selection:
    """Return the wanted fields of an answer that is one file."""
    return selection_of(request, KNOWN_FILE_FIELDS, default=DEFAULT_FIELDS)
