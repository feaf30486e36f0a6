"""Sandbox, Drive: `about`, who one is, what room one has, what converts into what."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import caller_of
from vendor_sandbox.drive.content.formats import IMPORTS, export_formats
from vendor_sandbox.drive.resource.fields import parse_fields, select
from vendor_sandbox.drive.resource.file_json import selection_of
from vendor_sandbox.drive.resource.sharing import USER_FIELDS, user_json
from vendor_sandbox.errors import ApiError
from vendor_sandbox.wire import json_response

_ABOUT_FIELDS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "appInstalled",
            "canCreateDrives",
            "canCreateTeamDrives",
            "driveThemes",
            "exportFormats",
            "folderColorPalette",
            "importFormats",
            "kind",
            "maxImportSizes",
            "maxUploadSize",
            "storageQuota",
            "teamDriveThemes",
        )
    ),
    "user": USER_FIELDS,
}
_QUOTA_BYTES = 15 * 1024**3


async def about(request: Request) -> Response:
    """Answer GET about. A service account has a quota of nothing."""
    caller = caller_of(request)
    if not request.query_params.get("fields"):
        raise ApiError(
            400,
            "The 'fields' parameter is required for this method.",
            "required",
            location="fields",
        )
    selection = selection_of(request, _ABOUT_FIELDS, default=parse_fields("*"))
    own = [
        item
        for item in caller.workspace.tables.items.values()
        if item.owner.lower() == caller.email
    ]
    usage = sum(item.size for item in own)
    trashed = sum(item.size for item in own if item.trashed)
    limit = 0 if caller.identity.is_service_account else _QUOTA_BYTES
    answer = {
        "kind": "drive#about",
        "user": user_json(caller.identity.email, caller),
        "storageQuota": {
            "limit": str(limit),
            "usage": str(usage),
            "usageInDrive": str(usage),
            "usageInDriveTrash": str(trashed),
        },
        "canCreateDrives": not caller.identity.is_service_account,
        "canCreateTeamDrives": not caller.identity.is_service_account,
        "appInstalled": False,
        "maxUploadSize": "5242880000000",
        "exportFormats": {mime: list(export_formats(mime)) for mime in IMPORTS},
        "importFormats": _import_formats(),
    }
    return json_response(select(answer, selection))


def _import_formats() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target, sources in IMPORTS.items():
        for source in sources:
            found.setdefault(source, []).append(target)
    return found
