"""Sandbox, Sheets: the HTTP routes of the Sheets v4 API."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import unquote

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from relocalisons.sandbox.accounts import identity_of
from relocalisons.sandbox.errors import ApiError, spreadsheet_not_found
from relocalisons.sandbox.items import Identity
from relocalisons.sandbox.sheets.failures import invalid, malformed
from relocalisons.sandbox.sheets.masks import WHOLE, Mask, parse_mask, select
from relocalisons.sandbox.sheets.schema import (
    checked,
    enum_values,
    parse_body,
    require_mask,
    require_scalars,
    snake,
)
from relocalisons.sandbox.sheets.spreadsheet import Spreadsheet
from relocalisons.sandbox.sheets.values import Rendering, batch_get

_JSON = "application/json; charset=UTF-8"
_PREFIX = "/v4/spreadsheets"
_STANDARD = frozenset(
    {"alt", "fields", "key", "prettyPrint", "quotaUser", "userIp", "access_token", "oauth_token"}
    | {"uploadType", "upload_protocol", "callback", "$.xgafv"}
)


class Call:
    """One request: who asks, the checked query, and the workbook it is about."""

    def __init__(self, request: Request, body: bytes) -> None:
        self.request = request
        self.workspace = request.app.state.workspace
        self.identity: Identity = identity_of(request)
        self.body = body
        self.query = request.query_params

    @property
    def origin(self) -> str:
        """Return the address that links in answers start with."""
        return str(self.request.base_url).rstrip("/")

    def book(self, file_id: str, *, write: bool = False) -> Spreadsheet:
        """Return a workbook the caller may read or write. Raises ApiError 403 or 404."""
        book = self.workspace.spreadsheet(file_id, identity=self.identity, write=write)
        book.spreadsheet_id = file_id
        book.url = f"{self.origin}/spreadsheets/d/{file_id}/edit"
        book.clock = self.workspace.clock.now
        return book

    def mutate(self, file_id: str, operation: dict[str, Any]) -> dict[str, Any]:
        """Apply an operation durably and return the answer."""
        self.book(file_id, write=True)
        return self.workspace.mutate_spreadsheet(file_id, operation, identity=self.identity)

    def allow(self, *names: str) -> None:
        """Raise ApiError 400 for a query parameter that the method does not have."""
        for name in self.query:
            if name not in _STANDARD and name not in names:
                raise malformed(
                    "",
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query '
                    f"parameter. Field '{name}' could not be found in request message.",
                )

    def choice(self, name: str, values: frozenset[str], *, default: str) -> str:
        """Return an enum parameter. Raises ApiError 400 for another word."""
        text = self.query.get(name)
        if text is None or text == "":
            return default
        if text not in values or text.endswith("UNSPECIFIED"):
            if text in values:
                return default
            kind = f"type.googleapis.com/google.apps.sheets.v4.{_ENUMS.get(name, name)}"
            field = snake(name)
            raise malformed(field, f"Invalid value at '{field}' ({kind}), \"{text}\"")
        return text

    def flag(self, name: str) -> bool:
        """Return a boolean parameter. Raises ApiError 400."""
        text = self.query.get(name, "").lower()
        if text not in {"", "true", "false", "1", "0"}:
            field = snake(name)
            raise malformed(
                field, f"Invalid value at '{field}' (TYPE_BOOL), \"{self.query[name]}\""
            )
        return text in {"true", "1"}

    def mask(self, schema: str) -> Mask:
        """Return the mask of `fields`; everything when there is none. Raises ApiError 400."""
        text = self.query.get("fields")
        if not text:
            return WHOLE
        mask = parse_mask(text)
        try:
            require_mask(mask, schema)
        except ApiError as problem:
            message = "Request contains an invalid argument."
            raise malformed(
                text, f"Error expanding 'fields' parameter. {problem.message}"
            ) from ApiError(400, message)
        return mask

    def answer(self, body: Mapping[str, Any], schema: str) -> Response:
        """Return a JSON answer, only its wanted fields."""
        mask = self.mask(schema)
        return _json(select(body, mask) if mask else body)


_ENUMS = {
    "valueInputOption": "ValueInputOption",
    "valueRenderOption": "ValueRenderOption",
    "responseValueRenderOption": "ValueRenderOption",
    "dateTimeRenderOption": "DateTimeRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
    "majorDimension": "Dimension",
    "insertDataOption": "AppendValuesRequest.InsertDataOption",
}
_DIMENSIONS = frozenset({"DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS"})
_VALUE_RENDER = frozenset({"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"})
_DATE_RENDER = frozenset({"SERIAL_NUMBER", "FORMATTED_STRING"})
_INPUT = frozenset({"INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED"})
_INSERT = frozenset({"OVERWRITE", "INSERT_ROWS"})
_RESPONSE_OPTIONS = (
    "includeValuesInResponse",
    "responseValueRenderOption",
    "responseDateTimeRenderOption",
)


def _json(body: Any) -> Response:
    return Response(orjson.dumps(body), media_type=_JSON)


# ---- spreadsheets ---------------------------------------------------------------------------


def _create(call: Call) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "Spreadsheet", root="spreadsheet")
    item = call.workspace.create_spreadsheet(body, identity=call.identity)
    book = call.book(item.id)
    return call.answer(book.resource(WHOLE, (), False), "Spreadsheet")


def _get(call: Call, file_id: str) -> Response:
    call.allow(
        "ranges", "includeGridData", "excludeTablesInBandedRanges", "commentsViewMode"
    )
    mask = call.mask("Spreadsheet")
    with_data = call.flag("includeGridData")
    ranges = tuple(call.query.getlist("ranges"))
    return _json(call.book(file_id).resource(mask, ranges, with_data))


def _get_by_filter(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(
        parse_body(call.body), "GetSpreadsheetByDataFilterRequest"
    )
    book = call.book(file_id)
    ranges = tuple(_filtered(book, each) for each in body.get("dataFilters") or ())
    with_data = bool(body.get("includeGridData"))
    return _json(book.resource(call.mask("Spreadsheet"), ranges, with_data))


def _filtered(book: Spreadsheet, data_filter: Mapping[str, Any]) -> str:
    """Return the A1 text of a DataFilter. Developer metadata never match here."""
    from relocalisons.sandbox.sheets.batch_update.targets import resolved

    if "a1Range" in data_filter:
        return data_filter["a1Range"]
    if "gridRange" in data_filter:
        sheet, area = resolved(book, data_filter["gridRange"])
        return sheet.text_of(area)
    raise invalid("A data filter needs a1Range or gridRange in this sandbox.")


def _batch_update(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "BatchUpdateSpreadsheetRequest")
    answer = call.mutate(file_id, {"op": "batchUpdate", **body})
    return call.answer(answer, "BatchUpdateSpreadsheetResponse")


def _copy_to(call: Call, file_id: str, sheet_id: str) -> Response:
    from relocalisons.sandbox.sheets.snapshots import sheet_to_json

    call.allow()
    body = checked(parse_body(call.body), "CopySheetToAnotherSpreadsheetRequest")
    if not sheet_id.isdigit():
        raise spreadsheet_not_found()
    source = call.book(file_id).sheet(int(sheet_id))
    target = body.get("destinationSpreadsheetId") or ""
    operation = {"op": "adoptSheet", "sheet": sheet_to_json(source)}
    return call.answer(call.mutate(target, operation), "SheetProperties")


# ---- values ---------------------------------------------------------------------------------


def _rendering(call: Call) -> Rendering:
    return Rendering(
        call.choice("valueRenderOption", _VALUE_RENDER, default="FORMATTED_VALUE"),
        call.choice("dateTimeRenderOption", _DATE_RENDER, default="SERIAL_NUMBER"),
    )


def _values_get(call: Call, file_id: str, text: str) -> Response:
    call.allow("majorDimension", "valueRenderOption", "dateTimeRenderOption")
    rendering = _rendering(call)
    major = call.choice("majorDimension", _DIMENSIONS, default="ROWS")
    book = call.book(file_id)
    return call.answer(book.values_get(text, major, *rendering), "ValueRange")


def _values_batch_get(call: Call, file_id: str) -> Response:
    call.allow("ranges", "majorDimension", "valueRenderOption", "dateTimeRenderOption")
    rendering = _rendering(call)
    major = call.choice("majorDimension", _DIMENSIONS, default="ROWS")
    ranges = call.query.getlist("ranges")
    answer = batch_get(call.book(file_id), ranges, rendering, major_dimension=major)
    return call.answer(answer, "BatchGetValuesResponse")


def _write_params(call: Call) -> dict[str, Any]:
    option = call.choice("valueInputOption", _INPUT, default="")
    if not option:
        raise invalid("'valueInputOption' is required but not specified")
    return {
        "valueInputOption": option,
        "includeValuesInResponse": call.flag("includeValuesInResponse"),
        "responseValueRenderOption": call.choice(
            "responseValueRenderOption", _VALUE_RENDER, default="FORMATTED_VALUE"
        ),
        "responseDateTimeRenderOption": call.choice(
            "responseDateTimeRenderOption", _DATE_RENDER, default="SERIAL_NUMBER"
        ),
        "insertDataOption": call.choice("insertDataOption", _INSERT, default="OVERWRITE"),
    }


def _value_range_body(call: Call) -> dict[str, Any]:
    body = checked(parse_body(call.body), "ValueRange", root="data")
    require_scalars(body.get("values"))
    return body


def _values_update(call: Call, file_id: str, text: str) -> Response:
    call.allow("valueInputOption", *_RESPONSE_OPTIONS)
    body = _value_range_body(call)
    operation = {
        "op": "values.update",
        "range": text,
        "body": body,
        "params": _write_params(call),
    }
    return call.answer(call.mutate(file_id, operation), "UpdateValuesResponse")


def _values_append(call: Call, file_id: str, text: str) -> Response:
    call.allow("valueInputOption", "insertDataOption", *_RESPONSE_OPTIONS)
    body = _value_range_body(call)
    operation = {
        "op": "values.append",
        "range": text,
        "body": body,
        "params": _write_params(call),
    }
    return call.answer(call.mutate(file_id, operation), "AppendValuesResponse")


def _values_clear(call: Call, file_id: str, text: str) -> Response:
    call.allow()
    checked(parse_body(call.body), "ClearValuesRequest")
    answer = call.mutate(file_id, {"op": "values.clear", "range": text})
    return call.answer(answer, "ClearValuesResponse")


def _values_batch_update(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "BatchUpdateValuesRequest")
    option = body.get("valueInputOption")
    if option not in enum_values("BatchUpdateValuesRequest", "valueInputOption") or option in {
        None,
        "INPUT_VALUE_OPTION_UNSPECIFIED",
    }:
        raise invalid("'valueInputOption' is required but not specified")
    for index, data in enumerate(body.get("data") or ()):
        require_scalars(data.get("values"), prefix=f"data[{index}]: Invalid ")
    answer = call.mutate(file_id, {"op": "values.batchUpdate", "body": body})
    return call.answer(answer, "BatchUpdateValuesResponse")


def _values_batch_clear(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "BatchClearValuesRequest")
    answer = call.mutate(file_id, {"op": "values.batchClear", "body": body})
    return call.answer(answer, "BatchClearValuesResponse")


# ---- by data filter -------------------------------------------------------------------------


def _batch_get_by_filter(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "BatchGetValuesByDataFilterRequest")
    book = call.book(file_id)
    filters = body.get("dataFilters") or ()
    rendering = Rendering(
        body.get("valueRenderOption") or "FORMATTED_VALUE",
        body.get("dateTimeRenderOption") or "SERIAL_NUMBER",
    )
    ranges = [_filtered(book, each) for each in filters]
    major = body.get("majorDimension") or "ROWS"
    found = batch_get(book, ranges, rendering, major_dimension=major)
    matched = [
        {"valueRange": value_range, "dataFilters": [data_filter]}
        for value_range, data_filter in zip(found.get("valueRanges", ()), filters, strict=True)
    ]
    answer = {"spreadsheetId": file_id, "valueRanges": matched}
    return call.answer(answer, "BatchGetValuesByDataFilterResponse")


def _batch_update_by_filter(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "BatchUpdateValuesByDataFilterRequest")
    book = call.book(file_id, write=True)
    given = body.get("data") or ()
    data = [
        {**{k: v for k, v in each.items() if k != "dataFilter"}, "range": text}
        for each in given
        for text in [_filtered(book, each.get("dataFilter") or {})]
    ]
    operation = {"op": "values.batchUpdate", "body": {**body, "data": data}}
    answer = call.mutate(file_id, operation)
    for response, each in zip(answer.get("responses", ()), given, strict=True):
        response["dataFilter"] = each["dataFilter"]
        response.pop("spreadsheetId", None)
    return call.answer(answer, "BatchUpdateValuesByDataFilterResponse")


def _batch_clear_by_filter(call: Call, file_id: str) -> Response:
    call.allow()
    body = checked(parse_body(call.body), "BatchClearValuesByDataFilterRequest")
    book = call.book(file_id, write=True)
    ranges = [_filtered(book, each) for each in body.get("dataFilters") or ()]
    answer = call.mutate(file_id, {"op": "values.batchClear", "body": {"ranges": ranges}})
    return call.answer(answer, "BatchClearValuesByDataFilterResponse")


# ---- routing --------------------------------------------------------------------------------

_Whole = Callable[[Call, str], Response]
_WHOLE_VERBS: Mapping[tuple[str, str], _Whole] = {
    ("POST", ":batchUpdate"): _batch_update,
    ("POST", ":getByDataFilter"): _get_by_filter,
    ("POST", "/values:batchUpdate"): _values_batch_update,
    ("POST", "/values:batchClear"): _values_batch_clear,
    ("GET", "/values:batchGet"): _values_batch_get,
    ("POST", "/values:batchGetByDataFilter"): _batch_get_by_filter,
    ("POST", "/values:batchUpdateByDataFilter"): _batch_update_by_filter,
    ("POST", "/values:batchClearByDataFilter"): _batch_clear_by_filter,
    ("GET", ""): _get,
}


def _dispatch(call: Call, method: str, path: str) -> Response:
    """Route by the raw path: a range may hold `:`, `/` and `%2F`, so it is decoded afterwards."""
    if path in {"", "/"}:
        if method == "POST":
            return _create(call)
        raise spreadsheet_not_found()
    file_id, mark, rest = _cut(path.removeprefix("/"))
    whole = _WHOLE_VERBS.get((method, mark + rest))
    if whole is not None:
        return whole(call, unquote(file_id))
    if mark == "/" and rest.startswith("values/"):
        return _dispatch_range(call, method, unquote(file_id), rest.removeprefix("values/"))
    if mark == "/" and rest.startswith("sheets/") and rest.endswith(":copyTo") and method == "POST":
        sheet_id = rest.removeprefix("sheets/").removesuffix(":copyTo")
        return _copy_to(call, unquote(file_id), unquote(sheet_id))
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
        return _values_append(call, file_id, unquote(text))
    if method == "POST" and mark and verb == "clear":
        return _values_clear(call, file_id, unquote(text))
    if method == "GET":
        return _values_get(call, file_id, unquote(rest))
    if method == "PUT":
        return _values_update(call, file_id, unquote(rest))
    raise spreadsheet_not_found()


async def _endpoint(request: Request) -> Response:
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.split(b"?")[0].decode("latin-1")
    body = await request.body()
    return _dispatch(Call(request, body), request.method, path.removeprefix(_PREFIX))


Endpoint = Callable[[Request], Awaitable[Response]]
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
routes: list[Route] = [
    Route(_PREFIX, _endpoint, methods=_METHODS),
    Route(_PREFIX + "/{rest:path}", _endpoint, methods=_METHODS),
    Route(_PREFIX + ":{rest:path}", _endpoint, methods=_METHODS),
]
