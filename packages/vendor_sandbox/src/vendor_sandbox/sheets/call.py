"""Sandbox, Sheets: one call of the API: who asks, the checked query, the wanted fields."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.identity.accounts import identity_of
from vendor_sandbox.storage.access import role_of
from vendor_sandbox.storage.items import Identity
from vendor_sandbox.workbook.answers.masks import WHOLE, Mask, parse_mask, select
from vendor_sandbox.workbook.answers.schema import checked, parse_body, require_mask, snake
from vendor_sandbox.workbook.failures import malformed
from vendor_sandbox.workbook.spreadsheet import Spreadsheet

_JSON = "application/json; charset=UTF-8"
_STANDARD = frozenset(
    {"alt", "fields", "key", "prettyPrint", "quotaUser", "userIp", "access_token", "oauth_token"}
    | {"uploadType", "upload_protocol", "callback", "$.xgafv"}
)


_ENUMS = {
    "valueInputOption": "ValueInputOption",
    "valueRenderOption": "ValueRenderOption",
    "responseValueRenderOption": "ValueRenderOption",
    "dateTimeRenderOption": "DateTimeRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
    "majorDimension": "Dimension",
    "insertDataOption": "AppendValuesRequest.InsertDataOption",
}


def json_response(body: Any) -> Response:
    """Return a JSON answer."""
    return Response(orjson.dumps(body), media_type=_JSON)


def _local_now(now: Callable[[], datetime], book: Spreadsheet) -> datetime:
    """Return the time in the spreadsheet's zone; in UTC when the zone is unknown here."""
    try:
        return now().astimezone(ZoneInfo(book.properties["timeZone"]))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return now()


class Call:
    """One request: who asks, the checked query, and the workbook it is about."""

    def __init__(self, request: Request, query: QueryParams, body: bytes) -> None:
        self.request = request
        self.workspace = request.app.state.workspace
        self.identity: Identity = identity_of(request)
        self.body = body
        self.query = query

    @property
    def origin(self) -> str:
        """Return the address that links in answers start with."""
        return str(self.request.base_url).rstrip("/")

    def book(self, file_id: str, *, write: bool = False) -> Spreadsheet:
        """Return a workbook the caller may read or write. Raises ApiError 403 or 404."""
        book = self.workspace.spreadsheet(file_id, identity=self.identity, write=write)
        book.spreadsheet_id = file_id
        book.url = f"{self.origin}/spreadsheets/d/{file_id}/edit"
        book.clock = partial(_local_now, self.workspace.clock.now, book)
        book.owner = self.workspace.tables.items[file_id].owner
        book.reader = self._actor(file_id)
        book.refresh()
        return book

    def _actor(self, file_id: str) -> dict[str, Any]:
        item = self.workspace.tables.items[file_id]
        role = role_of(item, self.identity, self.workspace.tables)
        # Shared drives have no owner: their managers stand in.
        return {"email": self.identity.email, "is_owner": role in {"owner", "organizer"}}

    def mutate(self, file_id: str, operation: dict[str, Any]) -> dict[str, Any]:
        """Apply an operation durably and return the answer."""
        book = self.book(file_id, write=True)
        operation["actor"] = book.reader
        # Written down, so that a journal replayed next year completes « 15/03 » the same way.
        operation["today"] = _local_now(self.workspace.clock.now, book).date().isoformat()
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

    def json(self, schema: str, *, root: str = "") -> dict[str, Any]:
        """Return the checked body. Raises ApiError 400."""
        return checked(parse_body(self.body), schema, root=root)

    def answer(self, body: Mapping[str, Any], schema: str) -> Response:
        """Return a JSON answer, only its wanted fields."""
        mask = self.mask(schema)
        return json_response(select(body, mask) if mask else body)
