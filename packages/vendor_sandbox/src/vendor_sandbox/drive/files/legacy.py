"""Sandbox, Drive v2: the one call that gspread still makes there, an upload with conversion."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.files.reading import target_of
from vendor_sandbox.drive.files.uploads import replace_content
from vendor_sandbox.drive.resource.sharing import user_json
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage.items import Item
from vendor_sandbox.wire import flag, json_response


async def update_v2(request: Request) -> Response:
    """Answer PUT /upload/drive/v2/files/{fileId}?uploadType=media&convert=True.

    As on Google, a CSV replaces the first sheet and the other sheets are gone.
    """
    caller = caller_of(request)
    if request.query_params.get("uploadType") != "media":
        raise ApiError(400, "Only uploadType=media is served by v2 here.", "badRequest")
    item = target_of(request, caller)
    if item.is_native and not flag(request, "convert"):
        raise ApiError(400, "Bad Request", "badContent")
    media_type = request.headers.get("content-type", "").partition(";")[0].strip()
    media = await request.body()
    item = replace_content(request, caller, item, {}, media, media_type)
    return json_response(_file_v2(item, caller))


def _file_v2(item: Item, caller: Caller) -> dict[str, Any]:
    base = f"{caller.origin}/drive/v2/files/{item.id}"
    answer: dict[str, Any] = {
        "kind": "drive#file",
        "id": item.id,
        "selfLink": base,
        "title": item.name,
        "mimeType": item.mime_type,
        "labels": {
            "starred": caller.email in item.starred_by,
            "hidden": False,
            "trashed": item.trashed,
            "restricted": item.copy_requires_writer_permission,
            "viewed": True,
        },
        "createdDate": item.created_time,
        "modifiedDate": item.modified_time,
        "modifiedByMeDate": item.modified_time,
        "version": str(item.version),
        "parents": [
            {
                "kind": "drive#parentReference",
                "id": item.parent_id,
                "selfLink": f"{base}/parents/{item.parent_id}",
                "parentLink": f"{caller.origin}/drive/v2/files/{item.parent_id}",
                "isRoot": not caller.workspace.tables.items[item.parent_id].parent_id,
            }
        ],
        "lastModifyingUserName": user_json(item.last_modifying_user, caller)["displayName"],
        "editable": True,
        "copyable": True,
        "writersCanShare": item.writers_can_share,
        "alternateLink": f"{caller.origin}/spreadsheets/d/{item.id}/edit?usp=drivesdk",
        "spaces": ["drive"],
        "appDataContents": False,
    }
    if item.owner:
        answer["ownerNames"] = [user_json(item.owner, caller)["displayName"]]
    if item.drive_id:
        answer["driveId"] = item.drive_id
    return answer
