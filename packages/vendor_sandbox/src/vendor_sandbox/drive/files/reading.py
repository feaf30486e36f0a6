"""Sandbox, Drive: files.get, files.list, downloads and exports."""

import re
from collections.abc import Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.clock import format_time
from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.content.conversion import exported
from vendor_sandbox.drive.resource.fields import Selection, inside, parse_fields, wants
from vendor_sandbox.drive.resource.file_json import (
    DEFAULT_FIELDS,
    KNOWN_FILE_FIELDS,
    file_json,
    file_selection,
    selection_of,
)
from vendor_sandbox.drive.search.matching import fits, require_known_parents
from vendor_sandbox.drive.search.ordering import ordered, page_of
from vendor_sandbox.drive.search.query import Query, has_full_text, needs_index, parse_query
from vendor_sandbox.errors import ApiError, file_not_found, invalid_parameter
from vendor_sandbox.storage import hand_edits
from vendor_sandbox.storage.access import readable_among, readable_item, role_of
from vendor_sandbox.storage.items import Item, new_file_id
from vendor_sandbox.wire import bounded_integer, flag, json_response

_LIST_FIELDS = {
    "kind": None,
    "nextPageToken": None,
    "incompleteSearch": None,
    "files": KNOWN_FILE_FIELDS,
}
_LIST_DEFAULT: Selection = {
    **parse_fields("kind,incompleteSearch,nextPageToken"),
    "files": DEFAULT_FIELDS,
}
_CORPORA = {"user", "domain", "drive", "allDrives"}
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def supports_all_drives(request: Request) -> bool:
    """Tell whether the request says that it can handle shared drives."""
    return flag(request, "supportsAllDrives") or flag(request, "supportsTeamDrives")


def target_of(request: Request, caller: Caller, *, shared_drives: bool | None = None) -> Item:
    """Return the file in the path, for somebody who may read it; hand edits are taken up first."""
    if request.path_params["file_id"] == "root":
        item = caller.workspace.my_drive(caller.identity)
    else:
        item = readable_item(
            request.path_params["file_id"],
            caller.identity,
            caller.workspace.tables,
            shared_drives=supports_all_drives(request) if shared_drives is None else shared_drives,
        )
    return hand_edits.take_up_one(caller.workspace, item)


async def get_file(request: Request) -> Response:
    """Answer GET files/{fileId}, as metadata or with `alt=media` as bytes."""
    caller = caller_of(request)
    item = target_of(request, caller)
    if request.query_params.get("alt") == "media":
        return media_response(request, download(item, caller), mime_type=item.mime_type)
    return json_response(file_json(item, caller, file_selection(request)))


def download(item: Item, caller: Caller) -> bytes:
    """Return the bytes of a file. Raises ApiError 403 for files that have none of their own."""
    if item.is_native:
        raise ApiError(
            403,
            "Only files with binary content can be directly downloaded. "
            "Use Export with Docs Editors files.",
            "fileNotDownloadable",
            location="alt",
        )
    return caller.workspace.content_of(item)


def media_response(request: Request, data: bytes, *, mime_type: str) -> Response:
    """Return bytes, or the part of them that a Range header asks for."""
    headers = {"accept-ranges": "bytes", "cache-control": "private, max-age=0"}
    match = _RANGE.match(request.headers.get("range", ""))
    if match is None or not (match[1] or match[2]):
        return Response(data, media_type=mime_type, headers=headers)
    if match[1]:
        start = int(match[1])
        end = min(int(match[2]) if match[2] else len(data) - 1, len(data) - 1)
    else:
        start, end = max(0, len(data) - int(match[2])), len(data) - 1
    if start > end:
        headers["content-range"] = f"bytes */{len(data)}"
        return Response(b"", status_code=416, headers=headers)
    headers["content-range"] = f"bytes {start}-{end}/{len(data)}"
    return Response(data[start : end + 1], status_code=206, media_type=mime_type, headers=headers)


async def export_file(request: Request) -> Response:
    """Answer GET files/{fileId}/export."""
    caller = caller_of(request)
    # This method has no supportsAllDrives: it works in shared drives without.
    item = target_of(request, caller, shared_drives=True)
    mime_type = request.query_params.get("mimeType")
    if not mime_type:
        raise ApiError(400, "Required parameter: mimeType", "required", location="mimeType")
    data = exported(item, mime_type, caller.workspace)
    return media_response(request, data, mime_type=mime_type)


async def list_files(request: Request) -> Response:
    """Answer GET files."""
    caller = caller_of(request)
    hand_edits.take_up_all(caller.workspace)
    text = request.query_params.get("q", "").strip()
    query = parse_query(text) if text else None
    order_by = request.query_params.get("orderBy", "")
    if query is not None and order_by and has_full_text(query):
        raise invalid_parameter(
            "orderBy",
            "Sorting is not supported for queries with fullText terms. Results are always in "
            "descending relevance order.",
            reason="badRequest",
        )
    if query is not None:
        require_known_parents(query, caller)
    selection = selection_of(request, _LIST_FIELDS, default=_LIST_DEFAULT)
    size = bounded_integer(request, "pageSize", default=100, low=1, high=1000)
    items = ordered(_found(request, query, caller), order_by, caller)
    page, token = page_of(
        items,
        key=lambda item: item.id,
        size=size,
        token=request.query_params.get("pageToken", ""),
        query=(text, order_by, _scope_of(request), caller.identity.email),
    )
    answer: dict[str, object] = {}
    if wants(selection, "kind"):
        answer["kind"] = "drive#fileList"
    if wants(selection, "incompleteSearch"):
        answer["incompleteSearch"] = False
    if token and wants(selection, "nextPageToken"):
        answer["nextPageToken"] = token
    if wants(selection, "files"):
        wanted = inside(selection, "files")
        wanted = wanted or {"*": {}}
        answer["files"] = [file_json(item, caller, wanted) for item in page]
    return json_response(answer)


def _scope_of(request: Request) -> tuple[str, str, bool]:
    corpora = request.query_params.get("corpora", "user")
    drive_id = request.query_params.get("driveId") or request.query_params.get("teamDriveId", "")
    included = flag(request, "includeItemsFromAllDrives") or flag(request, "includeTeamDriveItems")
    return corpora, drive_id, included and supports_all_drives(request)


def _found(request: Request, query: Query | None, caller: Caller) -> Sequence[Item]:
    corpora, drive_id, shared_drives = _scope_of(request)
    _require_sound_scope(corpora, drive_id, included=shared_drives, caller=caller)
    tables = caller.workspace.tables
    newest = _newest_found(query, caller)
    spaces = request.query_params.get("spaces", "drive").split(",")
    if "drive" not in spaces:
        return []
    wanted = (
        item
        for item in tables.items.values()
        if not item.is_root
        and (shared_drives or not item.drive_id)
        and (not drive_id or item.drive_id == drive_id)
        and (not newest or item.created_time <= newest)
    )
    return [
        item
        for item in readable_among(wanted, caller.identity, tables)
        if query is None or fits(query, item, caller)
    ]


def _newest_found(query: Query | None, caller: Caller) -> str:
    """The creation time up to which the index knows files; empty when it is not asked, or is.

    Google's search by name lags minutes behind creations, while files.get, the children of a
    folder and whole listings do not (kopia/kopia issue 90, bellingcat/auto-archiver issue 191).
    """
    lag = caller.workspace.tables.get("settings", "index_lag") or 0.0
    if not lag or query is None or not needs_index(query):
        return ""
    return format_time(caller.workspace.clock.now() - timedelta(seconds=lag))


def _require_sound_scope(corpora: str, drive_id: str, *, included: bool, caller: Caller) -> None:
    if corpora not in _CORPORA:
        raise invalid_parameter("corpora", f"Invalid value: '{corpora}'.")
    if (corpora in {"drive", "allDrives"} or drive_id) and not included:
        # Message seen in nithinmurali/pygsheets issue 437.
        raise ApiError(
            403,
            "The includeItemsFromAllDrives parameter must be set to true when driveId is "
            "specified or corpora contains drive or allDrives.",
            "teamDrivesIncludeItemsRequired",
        )
    if (corpora == "drive") != bool(drive_id):
        # Message and reason seen in googleapis/google-api-php-client issue 1825.
        raise ApiError(
            400,
            "The driveId parameter must be specified if and only if corpora is set to drive.",
            "teamDriveIdRequiresTeamDriveCorpora",
        )
    if drive_id:
        root = caller.workspace.tables.items.get(drive_id)
        tables = caller.workspace.tables
        if root is None or role_of(root, caller.identity, tables) is None:
            raise ApiError(
                404, f"Shared drive not found: {drive_id}", "notFound", location="driveId"
            )


async def generate_ids(request: Request) -> Response:
    """Answer GET files/generateIds."""
    caller_of(request)
    count = bounded_integer(request, "count", default=10, low=1, high=1000)
    space = request.query_params.get("space", "drive")
    if space not in {"drive", "appDataFolder"}:
        raise invalid_parameter("space", f"Invalid value: '{space}'.")
    ids = [new_file_id() for _ in range(count)]
    return json_response({"kind": "drive#generatedIds", "space": space, "ids": ids})


async def not_a_file(request: Request) -> Response:
    """Answer what looks like a file but is none of ours."""
    raise file_not_found(request.path_params.get("file_id", ""))
