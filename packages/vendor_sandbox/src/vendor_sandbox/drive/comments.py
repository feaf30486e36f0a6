"""Sandbox, Drive: comments on a file and their replies."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.clock import format_time, parse_time
from vendor_sandbox.drive.caller import Caller, caller_of
from vendor_sandbox.drive.files.reading import target_of
from vendor_sandbox.drive.resource.fields import Selection, parse_fields, select
from vendor_sandbox.drive.resource.file_json import selection_of
from vendor_sandbox.drive.resource.sharing import USER_FIELDS, user_json
from vendor_sandbox.drive.search.ordering import page_of
from vendor_sandbox.errors import ApiError, insufficient_permissions
from vendor_sandbox.storage import access
from vendor_sandbox.storage.items import Item, new_file_id
from vendor_sandbox.wire import bounded_integer, flag, json_body, json_response

_REPLY_FIELDS = {
    **dict.fromkeys(
        (
            "action",
            "assigneeEmailAddress",
            "content",
            "createdTime",
            "deleted",
            "htmlContent",
            "id",
            "kind",
            "mentionedEmailAddresses",
            "modifiedTime",
        )
    ),
    "author": USER_FIELDS,
}
_COMMENT_FIELDS = {
    **{name: inner for name, inner in _REPLY_FIELDS.items() if name != "action"},
    "anchor": None,
    "quotedFileContent": None,
    "replies": _REPLY_FIELDS,
    "resolved": None,
}
_LIST_FIELDS = {"kind": None, "nextPageToken": None, "comments": _COMMENT_FIELDS}
_REPLIES_FIELDS = {"kind": None, "nextPageToken": None, "replies": _REPLY_FIELDS}


def _selection(request: Request, known: Any) -> Selection:
    if not request.query_params.get("fields"):
        # The one family of Drive that has no default: "the fields parameter must be set".
        raise ApiError(
            400,
            "The 'fields' parameter is required for this method.",
            "required",
            location="fields",
        )
    return selection_of(request, known, default=parse_fields("*"))


def _target(request: Request, *, role: str = "reader") -> tuple[Caller, Item]:
    caller = caller_of(request)
    item = target_of(request, caller, shared_drives=True)
    access.require_role(item, caller.identity, caller.workspace.tables, role=role)
    return caller, item


def _rows(caller: Caller, item: Item) -> list[dict[str, Any]]:
    return list(caller.workspace.tables.get("comments", item.id) or ())


def _said_json(row: dict[str, Any], caller: Caller, *, kind: str) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "kind": f"drive#{kind}",
        "id": row["id"],
        "createdTime": row["created"],
        "modifiedTime": row["modified"],
        "author": user_json(row["author"], caller),
        "deleted": row["deleted"],
    }
    if not row["deleted"]:
        answer["content"] = answer["htmlContent"] = row["content"]
    return answer


def _comment_json(row: dict[str, Any], caller: Caller) -> dict[str, Any]:
    answer = _said_json(row, caller, kind="comment")
    answer["resolved"] = row["resolved"]
    answer["replies"] = [_reply_json(each, caller) for each in row["replies"]]
    if row["anchor"]:
        answer["anchor"] = row["anchor"]
    if row["quoted"]:
        answer["quotedFileContent"] = row["quoted"]
    return answer


def _reply_json(row: dict[str, Any], caller: Caller) -> dict[str, Any]:
    answer = _said_json(row, caller, kind="reply")
    if row.get("action"):
        answer["action"] = row["action"]
    return answer


async def list_comments(request: Request) -> Response:
    """Answer GET files/{fileId}/comments, the last modified first."""
    caller, item = _target(request)
    selection = _selection(request, _LIST_FIELDS)
    since = request.query_params.get("startModifiedTime")
    try:
        first = format_time(parse_time(since)) if since else ""
    except ValueError as problem:
        raise ApiError(400, "Invalid Value", "invalid", location="startModifiedTime") from problem
    deleted_too = flag(request, "includeDeleted")
    rows = [
        row
        for row in _rows(caller, item)
        if (deleted_too or not row["deleted"]) and row["modified"] >= first
    ]
    rows.sort(key=lambda row: row["modified"], reverse=True)
    size = bounded_integer(request, "pageSize", default=20, low=1, high=100)
    return _listed(request, rows, "comment", _comment_json, caller, selection, size)


def _listed(
    request: Request,
    rows: list[dict[str, Any]],
    kind: str,
    to_json: Callable[[dict[str, Any], Caller], dict[str, Any]],
    caller: Caller,
    selection: Selection,
    size: int,
) -> Response:
    page, token = page_of(
        rows,
        key=lambda row: row["id"],
        size=size,
        token=request.query_params.get("pageToken", ""),
        query=(kind, request.url.path),
    )
    answer: dict[str, Any] = {"kind": f"drive#{kind}List"}
    if token:
        answer["nextPageToken"] = token
    answer["replies" if kind == "reply" else "comments"] = [to_json(row, caller) for row in page]
    return json_response(select(answer, selection))


def _new_row(caller: Caller, body: dict[str, Any]) -> dict[str, Any]:
    content = body.get("content")
    if not isinstance(content, str) or not content:
        raise ApiError(400, "The content field is required.", "required", location="content")
    now = caller.workspace.clock.text()
    return {
        "id": "AAAA" + new_file_id()[1:12],
        "author": caller.identity.email,
        "created": now,
        "modified": now,
        "content": content,
        "deleted": False,
    }


async def create_comment(request: Request) -> Response:
    """Answer POST files/{fileId}/comments."""
    caller, item = _target(request, role="commenter")
    selection = _selection(request, _COMMENT_FIELDS)
    body = await json_body(request)
    row = _new_row(caller, body)
    row |= {"resolved": False, "replies": [], "anchor": body.get("anchor") or ""}
    row["quoted"] = body.get("quotedFileContent")
    caller.workspace.commit([("comments", item.id, [*_rows(caller, item), row])])
    return json_response(select(_comment_json(row, caller), selection))


def _find(rows: list[dict[str, Any]], wanted: str, *, kind: str) -> dict[str, Any]:
    for row in rows:
        if row["id"] == wanted:
            return row
    raise ApiError(404, f"{kind.capitalize()} not found: {wanted}.", "notFound", location=kind)


def _save(caller: Caller, item: Item, changed: dict[str, Any]) -> None:
    rows = [changed if row["id"] == changed["id"] else row for row in _rows(caller, item)]
    caller.workspace.commit([("comments", item.id, rows)])


async def one_comment(request: Request) -> Response:
    """Answer GET, PATCH and DELETE files/{fileId}/comments/{commentId}."""
    caller, item = _target(request)
    row = _find(_rows(caller, item), request.path_params["comment_id"], kind="commentId")
    if row["deleted"] and not flag(request, "includeDeleted"):
        raise ApiError(404, f"Comment not found: {row['id']}.", "notFound", location="commentId")
    if request.method == "GET":
        selection = _selection(request, _COMMENT_FIELDS)
        return json_response(select(_comment_json(row, caller), selection))
    if row["author"].lower() != caller.email:
        raise insufficient_permissions()
    now = caller.workspace.clock.text()
    if request.method == "DELETE":
        _save(caller, item, {**row, "deleted": True, "modified": now})
        return Response(status_code=204, media_type="text/html")
    selection = _selection(request, _COMMENT_FIELDS)
    body = await json_body(request)
    changed = {**row, "content": _new_row(caller, body)["content"], "modified": now}
    _save(caller, item, changed)
    return json_response(select(_comment_json(changed, caller), selection))


async def replies(request: Request) -> Response:
    """Answer GET and POST files/{fileId}/comments/{commentId}/replies."""
    role = "reader" if request.method == "GET" else "commenter"
    caller, item = _target(request, role=role)
    row = _find(_rows(caller, item), request.path_params["comment_id"], kind="commentId")
    if request.method == "GET":
        selection = _selection(request, _REPLIES_FIELDS)
        size = bounded_integer(request, "pageSize", default=20, low=1, high=100)
        return _listed(request, row["replies"], "reply", _reply_json, caller, selection, size)
    selection = _selection(request, _REPLY_FIELDS)
    body = await json_body(request)
    action = body.get("action")
    if action not in (None, "resolve", "reopen"):
        raise ApiError(400, "Invalid Value", "invalid", location="action")
    if action and not body.get("content"):
        body = {**body, "content": "_Résolu_" if action == "resolve" else "_Rouvert_"}
    reply = {**_new_row(caller, body), "action": action or ""}
    changed = {**row, "replies": [*row["replies"], reply], "modified": reply["modified"]}
    if action:
        changed["resolved"] = action == "resolve"
    _save(caller, item, changed)
    return json_response(select(_reply_json(reply, caller), selection))


async def one_reply(request: Request) -> Response:
    """Answer GET, PATCH and DELETE files/{fileId}/comments/{commentId}/replies/{replyId}."""
    caller, item = _target(request)
    row = _find(_rows(caller, item), request.path_params["comment_id"], kind="commentId")
    reply = _find(row["replies"], request.path_params["reply_id"], kind="replyId")
    if request.method == "GET":
        selection = _selection(request, _REPLY_FIELDS)
        return json_response(select(_reply_json(reply, caller), selection))
    if reply["author"].lower() != caller.email:
        raise insufficient_permissions()
    changed = {**reply, "modified": caller.workspace.clock.text()}
    if request.method == "DELETE":
        changed["deleted"] = True
    else:
        changed["content"] = _new_row(caller, await json_body(request))["content"]
    rest = [changed if each["id"] == reply["id"] else each for each in row["replies"]]
    _save(caller, item, {**row, "replies": rest})
    if request.method == "DELETE":
        return Response(status_code=204, media_type="text/html")
    selection = _selection(request, _REPLY_FIELDS)
    return json_response(select(_reply_json(changed, caller), selection))
