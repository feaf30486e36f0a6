"""Sandbox: JSON answers, request bodies and query flags as they travel on the wire."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError, invalid_parameter

_JSON = "application/json; charset=UTF-8"


class JsonResponse(Response):
    """A body written by orjson, with Google's content type."""

    media_type = _JSON

    def render(self, content: Any) -> bytes:
        """Return the bytes of `content`."""
        return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)


def json_response(
    content: Any, status: int = 200, headers: dict[str, str] | None = None
) -> JsonResponse:
    """Return `content` as JSON."""
    return JsonResponse(content, status_code=status, headers=headers)


def parse_json_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a Drive body; an empty body is an empty object.

    Raises ApiError 400 `parseError`, as Drive does for anything else.
    """
    if not body.strip():
        return {}
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as problem:
        raise ApiError(400, "Parse Error", "parseError") from problem
    if not isinstance(value, dict):
        raise ApiError(400, "Parse Error", "parseError")
    return value


async def json_body(request: Request) -> dict[str, Any]:
    """Return the JSON object in the body of `request`."""
    return parse_json_object(await request.body())


def flag(request: Request, name: str, *, default: bool = False) -> bool:
    """Return a boolean query parameter. Clients write True, true or 1."""
    text = request.query_params.get(name)
    if text is None or text == "":
        return default
    lowered = text.lower()
    if lowered in {"true", "1"}:
        return True
    if lowered in {"false", "0"}:
        return False
    raise invalid_parameter(name, f"Invalid boolean value: '{text}'.")


def bounded_integer(request: Request, name: str, *, default: int, low: int, high: int) -> int:
    """Return an integer query parameter. Outside its range Drive answers 400."""
    text = request.query_params.get(name)
    if text is None or text == "":
        return default
    try:
        value = int(text)
    except ValueError as problem:
        raise invalid_parameter(name, f"Invalid integer value: '{text}'.") from problem
    if not low <= value <= high:
        raise invalid_parameter(
            name, f"Invalid value '{value}'. Values must be within the range: [{low}, {high}]"
        )
    return value
