"""Sandbox, Drive: `/upload/drive/v3`, by media, multipart and resumable upload."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.content.conversion import converted
from vendor_sandbox.drive.files.creation import create, draft
from vendor_sandbox.drive.files.reading import supports_all_drives, target_of
from vendor_sandbox.drive.files.sessions import Session, Sessions
from vendor_sandbox.drive.files.writing import keeps, update
from vendor_sandbox.drive.multipart import decoded, malformed, parse_multipart
from vendor_sandbox.drive.resource.file_json import file_json, file_selection
from vendor_sandbox.drive.resource.metadata import require_writable
from vendor_sandbox.errors import ApiError, insufficient_permissions, invalid_parameter
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.items import DOCUMENT, PRESENTATION, SPREADSHEET, Item
from vendor_sandbox.wire import json_body, json_response, parse_json_object

_CONTENT_RANGE = re.compile(r"^bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)$")
# 5,120 GB on Google; a sandbox in memory stops far earlier, and says 413 as Google would.
_LARGEST = 200 * 1024 * 1024
# "Create chunks in multiples of 256 KB", except the last one.
_CHUNK = 256 * 1024


async def upload(request: Request) -> Response:
    """Answer POST (a new file) and PATCH (new content) on the upload address; PUT is a chunk."""
    kind = request.query_params.get("uploadType") or request.query_params.get("upload_type")
    caller = caller_of(request)
    is_continued = "upload_id" in request.query_params
    if request.method == "PUT" and not is_continued:
        # Only the address of a session takes PUT: v2 updates by it, v3 by PATCH.
        raise ApiError(404, "Not Found", "notFound")
    if kind == "resumable":
        return await (_continue if is_continued else _begin)(request, caller)
    selection = file_selection(request)
    if kind == "media":
        media = await _limited_body(request)
        body: dict[str, Any] = {}
        media_type = request.headers.get("content-type", "").partition(";")[0].strip()
    elif kind == "multipart":
        body, media, media_type = _multipart_of(
            await _limited_body(request), request.headers.get("content-type", "")
        )
    else:
        raise invalid_parameter("uploadType", f"Invalid value: '{kind}'.")
    item = _finish(request, caller, body, media, media_type)
    return json_response(file_json(item, caller, selection))


async def _limited_body(request: Request) -> bytes:
    body = await request.body()
    if len(body) > _LARGEST:
        raise ApiError(413, "Request Too Large", "uploadTooLarge")
    return body


def _multipart_of(body: bytes, content_type: str) -> tuple[dict[str, Any], bytes, str]:
    if not content_type.lower().startswith("multipart/"):
        raise malformed()
    parts = parse_multipart(body, content_type)
    if len(parts) != 2:
        raise malformed()
    return parse_json_object(decoded(parts[0])), decoded(parts[1]), parts[1].content_type


def _finish(
    request: Request,
    caller: Caller,
    body: Mapping[str, Any],
    media: bytes,
    media_type: str,
    *,
    new_id: str = "",
) -> Item:
    if "file_id" in request.path_params:
        item = target_of(request, caller)
        return replace_content(request, caller, item, body, media, media_type)
    return create(
        caller,
        body,
        shared_drives=supports_all_drives(request),
        keep_forever=keeps(request),
        media=media,
        media_type=media_type,
        new_id=new_id,
    )


def replace_content(
    request: Request,
    caller: Caller,
    item: Item,
    body: Mapping[str, Any],
    media: bytes,
    media_type: str,
) -> Item:
    """Give a file new bytes, and what the body says; a native file's are converted first."""
    require_right_to_write(caller, item)
    workspace = caller.workspace
    if item.mime_type in {SPREADSHEET, DOCUMENT, PRESENTATION}:
        result: Any = converted(media, media_type, to=item.mime_type, title=item.name)
    elif item.is_native:
        raise ApiError(403, "The file is not directly writable.", "fileNotWritable")
    else:
        result = media
    wished = dict(body)
    native_type = str(wished.get("mimeType") or "").startswith("application/vnd.google-apps.")
    if media_type and not item.is_native and not wished.get("mimeType"):
        wished["mimeType"] = media_type
    elif native_type and not item.is_native:
        raise ApiError(
            400, "The requested conversion is not supported.", "badRequest", location="mimeType"
        )
    item = update(request, caller, item, wished)
    if item.mime_type == SPREADSHEET:
        return files.write_workbook(workspace, item, result, identity=caller.identity)
    return files.write_content(
        workspace, item, result, identity=caller.identity, keep_forever=keeps(request)
    )


def require_right_to_write(caller: Caller, item: Item) -> None:
    """Raise ApiError 403 unless the caller may change the content of a file."""
    if item.is_folder:
        raise insufficient_permissions()
    access.require_role(item, caller.identity, caller.workspace.tables, role="writer")


# ---- resumable --------------------------------------------------------------------------------


async def _begin(request: Request, caller: Caller) -> Response:
    """Open a session: everything that can be refused is refused now, before any byte is sent."""
    body = await json_body(request)
    file_selection(request)
    media_type = request.headers.get("x-upload-content-type", "")
    if "file_id" in request.path_params:
        item = target_of(request, caller)
        require_right_to_write(caller, item)
        require_writable(body, creating=False)
    else:
        require_writable(body, creating=True)
        draft(caller, body, shared_drives=supports_all_drives(request), media_type=media_type)
    length = request.headers.get("x-upload-content-length", "")
    if length and not length.isdigit():
        raise ApiError(400, "Bad Request", "badRequest")
    if length and int(length) > _LARGEST:
        raise ApiError(413, "Request Too Large", "uploadTooLarge")
    session = Sessions(caller.workspace.root).open(
        body=body, media_type=media_type, total=int(length) if length else None
    )
    # Everything else of the request stays in the session address, as on Google.
    query = request.url.include_query_params(upload_id=session.id).query
    location = f"{caller.origin}{request.url.path}?{query}"
    headers = {"location": location, "x-guploader-uploadid": session.id}
    return Response(status_code=200, headers=headers, media_type="text/html")


async def _continue(request: Request, caller: Caller) -> Response:
    """Take a chunk, or answer how much has come (`bytes */N`)."""
    sessions = Sessions(caller.workspace.root)
    session = sessions.find(request.query_params.get("upload_id", ""))
    if session is None:
        raise ApiError(404, "Upload session not found.", "notFound")
    data = await request.body()
    start, total = _range_of(request, session, data)
    made = session.done_file_id or session.new_id
    if made in caller.workspace.tables.items and "file_id" not in request.path_params:
        # A repeated last chunk, perhaps after a restart: the file is not made twice.
        return _made(request, caller, made)
    if session.done_file_id:
        return _made(request, caller, session.done_file_id)
    if start is None:
        if total is None or session.received != total:
            return _incomplete(session)
    else:
        _require_next_chunk(session, start, data, total)
        session = sessions.append(session, data, total=total)
    if session.total is None and total is not None:
        session = sessions.append(session, b"", total=total)
    if session.total is None or session.received < session.total:
        return _incomplete(session)
    media = sessions.content(session)
    item = _finish(request, caller, session.body, media, session.media_type, new_id=session.new_id)
    sessions.finish(session, file_id=item.id)
    return json_response(file_json(item, caller, file_selection(request)))


def _range_of(request: Request, session: Session, data: bytes) -> tuple[int | None, int | None]:
    """Return the first byte's position (None for a status question) and the whole size."""
    header = request.headers.get("content-range")
    if header is None:
        # All in one piece.
        return 0, len(data)
    match = _CONTENT_RANGE.match(header.strip())
    if match is None:
        raise ApiError(400, "Invalid Content-Range.", "badRequest")
    total = None if match[3] == "*" else int(match[3])
    if total is not None and total > _LARGEST:
        raise ApiError(413, "Request Too Large", "uploadTooLarge")
    if match[1] is None:
        return None, total
    if int(match[2]) - int(match[1]) + 1 != len(data):
        raise ApiError(400, "The Content-Range does not fit the body.", "badRequest")
    if session.total is not None and total is not None and session.total != total:
        raise ApiError(400, "The total size of the upload changed.", "badRequest")
    return int(match[1]), total


def _require_next_chunk(session: Session, start: int, data: bytes, total: int | None) -> None:
    if start != session.received:
        raise ApiError(400, f"The next byte is {session.received}, not {start}.", "badRequest")
    is_last = total is not None and start + len(data) >= total
    if total is not None and start + len(data) > total:
        raise ApiError(400, "More bytes than the upload's size.", "badRequest")
    if not is_last and len(data) % _CHUNK:
        raise ApiError(
            400, "All chunks but the last have a multiple of 262144 bytes.", "badRequest"
        )
    if session.received + len(data) > _LARGEST:
        raise ApiError(413, "Request Too Large", "uploadTooLarge")


def _incomplete(session: Session) -> Response:
    headers = {"range": f"bytes=0-{session.received - 1}"} if session.received else {}
    return Response(status_code=308, headers=headers)


def _made(request: Request, caller: Caller, file_id: str) -> Response:
    item = caller.workspace.tables.items.get(file_id)
    if item is None:
        raise ApiError(404, "Upload session not found.", "notFound")
    return json_response(file_json(item, caller, file_selection(request)))
