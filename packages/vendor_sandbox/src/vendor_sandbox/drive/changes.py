"""Sandbox, Drive: the list of changes, by which a quiet night costs one request."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.files.reading import supports_all_drives
from vendor_sandbox.drive.resource.fields import Selection, inside, parse_fields, select, wants
from vendor_sandbox.drive.resource.file_json import (
    DEFAULT_FIELDS,
    KNOWN_FILE_FIELDS,
    file_json,
    selection_of,
)
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import hand_edits
from vendor_sandbox.storage.access import role_of
from vendor_sandbox.wire import bounded_integer, flag, json_response

_CHANGE_FIELDS = {
    **dict.fromkeys(
        (
            "kind",
            "removed",
            "fileId",
            "time",
            "changeType",
            "driveId",
            "drive",
            "type",
            "teamDrive",
            "teamDriveId",
        )
    ),
    "file": KNOWN_FILE_FIELDS,
}
_LIST_FIELDS = {
    "kind": None,
    "nextPageToken": None,
    "newStartPageToken": None,
    "changes": _CHANGE_FIELDS,
}
_LIST_DEFAULT: Selection = {
    **parse_fields("kind,nextPageToken,newStartPageToken"),
    "changes": {**parse_fields("kind,type,changeType,time,removed,fileId"), "file": DEFAULT_FIELDS},
}
_TOKEN_FIELDS = {"kind": None, "startPageToken": None}


async def start_page_token(request: Request) -> Response:
    """Answer GET changes/startPageToken."""
    caller = caller_of(request)
    hand_edits.take_up_all(caller.workspace)
    _require_drive(request, caller)
    selection = selection_of(request, _TOKEN_FIELDS, default=parse_fields("*"))
    token = str(caller.workspace.journal.last_number + 1)
    answer = {"kind": "drive#startPageToken", "startPageToken": token}
    return json_response(select(answer, selection))


def _require_drive(request: Request, caller: Caller) -> str:
    drive_id = request.query_params.get("driveId") or request.query_params.get("teamDriveId", "")
    if not drive_id:
        return ""
    tables = caller.workspace.tables
    root = tables.items.get(drive_id)
    visible = root is not None and role_of(root, caller.identity, tables) is not None
    if not visible or not supports_all_drives(request):
        raise ApiError(404, f"Shared drive not found: {drive_id}", "notFound", location="driveId")
    return drive_id


async def list_changes(request: Request) -> Response:
    """Answer GET changes: each file once, with its latest state, oldest change first."""
    caller = caller_of(request)
    workspace = caller.workspace
    hand_edits.take_up_all(workspace)
    token = request.query_params.get("pageToken")
    if not token:
        raise ApiError(400, "Required parameter: pageToken", "required", location="pageToken")
    if not token.isascii() or not token.isdigit() or len(token) > 18:
        raise ApiError(400, "Invalid Value", "invalid", location="pageToken")
    drive_id = _require_drive(request, caller)
    size = bounded_integer(request, "pageSize", default=100, low=1, high=1000)
    selection = selection_of(request, _LIST_FIELDS, default=_LIST_DEFAULT)
    rows = _rows_since(request, caller, int(token), drive_id)
    page = rows[:size]
    answer: dict[str, Any] = {"kind": "drive#changeList"}
    if len(rows) > size:
        answer["nextPageToken"] = str(page[-1][1]["n"] + 1)
    else:
        newest = max(workspace.journal.last_number + 1, int(token))
        answer["newStartPageToken"] = str(newest)
    if wants(selection, "changes"):
        wanted = inside(selection, "changes") or {"*": {}}
        answer["changes"] = [_change_json(each, row, caller, wanted) for each, row in page]
    return json_response({key: value for key, value in answer.items() if wants(selection, key)})


def _rows_since(
    request: Request, caller: Caller, first: int, drive_id: str
) -> list[tuple[str, dict[str, Any]]]:
    tables = caller.workspace.tables
    shared_drives = supports_all_drives(request) and (
        flag(request, "includeItemsFromAllDrives") or flag(request, "includeTeamDriveItems")
    )
    if drive_id and not shared_drives:
        raise ApiError(
            403,
            "The includeItemsFromAllDrives parameter must be set to true when driveId is "
            "specified or corpora contains drive or allDrives.",
            "teamDrivesIncludeItemsRequired",
        )
    removed_too = flag(request, "includeRemoved", default=True)
    found: list[tuple[str, dict[str, Any]]] = []
    for file_id, row in tables.rows("changes").items():
        if row["n"] < first or (row["removed"] and not removed_too):
            continue
        if row["drive_id"] != drive_id if drive_id else row["drive_id"] and not shared_drives:
            continue
        if _is_visible(file_id, row, caller):
            found.append((file_id, row))
    return sorted(found, key=lambda each: (each[1]["n"], each[0]))


def _is_visible(file_id: str, row: dict[str, Any], caller: Caller) -> bool:
    tables = caller.workspace.tables
    item = tables.items.get(file_id)
    if item is not None:
        return role_of(item, caller.identity, tables) is not None
    if row["drive_id"]:
        root = tables.items.get(row["drive_id"])
        return root is not None and role_of(root, caller.identity, tables) is not None
    return row["owner"].lower() == caller.email


def _change_json(
    file_id: str, row: dict[str, Any], caller: Caller, wanted: Selection
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": row["time"],
        "removed": row["removed"],
        "fileId": file_id,
    }
    item = caller.workspace.tables.items.get(file_id)
    if item is not None and not row["removed"] and wants(wanted, "file"):
        answer["file"] = file_json(item, caller, inside(wanted, "file") or {"*": {}})
    return {key: value for key, value in answer.items() if wants(wanted, key)}
