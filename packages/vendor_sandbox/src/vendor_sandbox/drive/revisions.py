"""Sandbox, Drive: revisions of a file, their bytes, and `keepForever`."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.content.formats import export_formats
from vendor_sandbox.drive.files.reading import download, media_response, target_of
from vendor_sandbox.drive.resource.fields import Selection, parse_fields, select
from vendor_sandbox.drive.resource.file_json import selection_of
from vendor_sandbox.drive.resource.sharing import USER_FIELDS, user_json
from vendor_sandbox.drive.search.ordering import page_of
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import access, files
from vendor_sandbox.storage.items import GOOGLE, Item
from vendor_sandbox.wire import bounded_integer, json_body, json_response

_FIELDS = {
    **dict.fromkeys(
        (
            "exportLinks",
            "id",
            "keepForever",
            "kind",
            "md5Checksum",
            "mimeType",
            "modifiedTime",
            "originalFilename",
            "publishAuto",
            "published",
            "publishedLink",
            "publishedOutsideDomain",
            "size",
        )
    ),
    "lastModifyingUser": USER_FIELDS,
}
_DEFAULT = parse_fields("kind,id,mimeType,modifiedTime")
_LIST_FIELDS = {"kind": None, "nextPageToken": None, "revisions": _FIELDS}
_LIST_DEFAULT: Selection = {**parse_fields("kind,nextPageToken"), "revisions": _DEFAULT}
# "Up to 200 revisions of a file may be kept forever."
_MOST_KEPT = 200


async def list_revisions(request: Request) -> Response:
    """Answer GET files/{fileId}/revisions, oldest first."""
    caller, item = _target(request)
    size = bounded_integer(request, "pageSize", default=200, low=1, high=1000)
    selection = selection_of(request, _LIST_FIELDS, default=_LIST_DEFAULT)
    page, token = page_of(
        files.revisions_of(caller.workspace, item),
        key=lambda row: row["id"],
        size=size,
        token=request.query_params.get("pageToken", ""),
        query=("revisions", item.id),
    )
    answer: dict[str, Any] = {"kind": "drive#revisionList"}
    if token:
        answer["nextPageToken"] = token
    answer["revisions"] = [_revision_json(row, item, caller) for row in page]
    return json_response(select(answer, selection))


def _target(request: Request) -> tuple[Caller, Item]:
    """Return caller and file. These methods have no supportsAllDrives; they work without."""
    caller = caller_of(request)
    item = target_of(request, caller, shared_drives=True)
    if item.is_folder:
        raise ApiError(403, "The file does not support revisions.", "revisionsNotSupported")
    access.require_role(item, caller.identity, caller.workspace.tables, role="writer")
    return caller, item


def _revision_json(row: dict[str, Any], item: Item, caller: Caller) -> dict[str, Any]:
    native = row["mime_type"].startswith(GOOGLE)
    answer: dict[str, Any] = {
        "kind": "drive#revision",
        "id": row["id"],
        "mimeType": row["mime_type"],
        "modifiedTime": row["modified_time"],
        "published": False,
    }
    if row["user"]:
        answer["lastModifyingUser"] = user_json(row["user"], caller)
    if native:
        base = f"{caller.origin}/drive/v3/files/{item.id}/export?mimeType="
        answer["exportLinks"] = {mime: base + mime for mime in export_formats(item.mime_type)}
    else:
        answer["keepForever"] = row["keep_forever"]
        answer["md5Checksum"] = row["md5"]
        answer["size"] = str(row["size"])
        answer["originalFilename"] = row["original_filename"]
    return answer


def _row(request: Request, item: Item, caller: Caller) -> dict[str, Any]:
    wanted = request.path_params["revision_id"]
    rows = files.revisions_of(caller.workspace, item)
    if wanted == "head" and rows:
        return rows[-1]
    for row in rows:
        if row["id"] == wanted:
            return row
    raise ApiError(404, f"Revision not found: {wanted}.", "notFound", location="revisionId")


async def get_revision(request: Request) -> Response:
    """Answer GET files/{fileId}/revisions/{revisionId}, as metadata or bytes."""
    caller, item = _target(request)
    row = _row(request, item, caller)
    if request.query_params.get("alt") == "media":
        if row["id"] == item.head_revision_id or item.is_native:
            data = download(item, caller)
        else:
            data = caller.workspace.contents.read(row["sha256"])
            if data is None:
                raise ApiError(404, "Revision content not found.", "notFound")
        return media_response(request, data, mime_type=row["mime_type"])
    selection = selection_of(request, _FIELDS, default=_DEFAULT)
    return json_response(select(_revision_json(row, item, caller), selection))


async def update_revision(request: Request) -> Response:
    """Answer PATCH files/{fileId}/revisions/{revisionId}: `keepForever`."""
    caller, item = _target(request)
    body = await json_body(request)
    row = _row(request, item, caller)
    selection = selection_of(request, _FIELDS, default=_DEFAULT)
    keep = body.get("keepForever")
    if keep is not None:
        _keep(caller, item, row, keep)
        row = _row(request, caller.workspace.tables.items[item.id], caller)
    return json_response(select(_revision_json(row, item, caller), selection))


def _keep(caller: Caller, item: Item, row: dict[str, Any], keep: Any) -> None:
    if not isinstance(keep, bool):
        raise ApiError(400, "Invalid Value", "invalid", location="keepForever")
    if item.is_native:
        raise ApiError(
            403,
            "Only revisions of files with binary content can be kept forever.",
            "fieldNotWritable",
        )
    rows = files.revisions_of(caller.workspace, item)
    kept = sum(each["keep_forever"] for each in rows)
    if keep and not row["keep_forever"] and kept >= _MOST_KEPT:
        raise ApiError(403, "Too many revisions are kept forever.", "numRevisionsKeptExceeded")
    changed = [{**each, "keep_forever": keep} if each["id"] == row["id"] else each for each in rows]
    after = files.bumped(item)
    workspace = caller.workspace
    workspace.keep_current_content(item)
    workspace.commit(
        [
            ("revisions", item.id, changed),
            ("items", after.id, after),
            workspace.change(after),
        ]
    )


async def delete_revision(request: Request) -> Response:
    """Answer DELETE files/{fileId}/revisions/{revisionId}."""
    caller, item = _target(request)
    row = _row(request, item, caller)
    rows = files.revisions_of(caller.workspace, item)
    if item.is_native:
        raise ApiError(
            403, "Revisions of Docs Editors files cannot be deleted.", "cannotDeleteRevision"
        )
    if len(rows) == 1 or row["id"] == item.head_revision_id:
        raise ApiError(
            400, "The only or current revision cannot be deleted.", "cannotDeleteOnlyRevision"
        )
    kept = [each for each in rows if each["id"] != row["id"]]
    after = files.bumped(item)
    workspace = caller.workspace
    workspace.commit(
        [("revisions", item.id, kept), ("items", after.id, after), workspace.change(after)]
    )
    return Response(status_code=204, media_type="text/html")
