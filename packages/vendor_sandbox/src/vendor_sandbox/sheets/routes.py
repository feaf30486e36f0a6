"""Sandbox, Sheets: the HTTP routes of the Sheets v4 API."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vendor_sandbox.errors import spreadsheet_not_found
from vendor_sandbox.sheets import data_filters as by_filter
from vendor_sandbox.sheets import spreadsheets, values
from vendor_sandbox.sheets.call import Call

_PREFIX = "/v4/spreadsheets"

Whole = Callable[[Call, str], Response]
_WHOLE_VERBS: Mapping[tuple[str, str], Whole] = {
    ("POST", ":batchUpdate"): spreadsheets.batch_update,
    ("POST", ":getByDataFilter"): spreadsheets.get_by_filter,
    ("POST", "/values:batchUpdate"): values.values_batch_update,
    ("POST", "/values:batchClear"): values.values_batch_clear,
    ("GET", "/values:batchGet"): values.values_batch_get,
    ("POST", "/values:batchGetByDataFilter"): by_filter.batch_get_by_filter,
    ("POST", "/values:batchUpdateByDataFilter"): by_filter.batch_update_by_filter,
    ("POST", "/values:batchClearByDataFilter"): by_filter.batch_clear_by_filter,
    ("GET", ""): spreadsheets.get,
}


def _dispatch(call: Call, method: str, path: str) -> Response:
    """Route by the raw path: a range may hold `:`, `/` and `%2F`, so it is decoded afterwards."""
    if path in {"", "/"}:
        if method == "POST":
            return spreadsheets.create(call)
        raise spreadsheet_not_found()
    file_id, mark, rest = _cut(path.removeprefix("/"))
    whole = _WHOLE_VERBS.get((method, mark + rest))
    if whole is not None:
        return whole(call, unquote(file_id))
    if mark == "/" and rest.startswith("values/"):
        return _dispatch_range(call, method, unquote(file_id), rest.removeprefix("values/"))
    if mark == "/" and rest.startswith("sheets/") and rest.endswith(":copyTo") and method == "POST":
        sheet_id = rest.removeprefix("sheets/").removesuffix(":copyTo")
        return spreadsheets.copy_to(call, unquote(file_id), unquote(sheet_id))
    raise spreadsheet_not_found()


def _cut(path: str) -> tuple[str, str, str]:
    places = [place for place in (path.find("/"), path.find(":")) if place >= 0]
    if not places:
        return path, "", ""
    place = min(places)
    return path[:place], path[place], path[place + 1 :]


def _dispatch_range(call: Call, method: str, file_id: str, rest: str) -> Response:
    text, mark, verb = rest.rpartition(":")
    if method == "POST" and mark and verb == "append":
        return values.values_append(call, file_id, unquote(text))
    if method == "POST" and mark and verb == "clear":
        return values.values_clear(call, file_id, unquote(text))
    if method == "GET":
        return values.values_get(call, file_id, unquote(rest))
    if method == "PUT":
        return values.values_update(call, file_id, unquote(rest))
    raise spreadsheet_not_found()


async def _endpoint(request: Request) -> Response:
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.split(b"?")[0].decode("latin-1")
    call = Call(request, request.query_params, await request.body())
    return _dispatch(call, request.method, path.removeprefix(_PREFIX))


Endpoint = Callable[[Request], Awaitable[Response]]
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
routes: list[Route] = [
    Route(_PREFIX, _endpoint, methods=_METHODS),
    Route(_PREFIX + "/{rest:path}", _endpoint, methods=_METHODS),
    Route(_PREFIX + ":{rest:path}", _endpoint, methods=_METHODS),
]
