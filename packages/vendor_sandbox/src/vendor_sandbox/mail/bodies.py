"""Sandbox, SendGrid: reading JSON bodies, with SendGrid's refusals."""

from typing import Any

import orjson
from starlette.requests import Request

from vendor_sandbox.errors import ApiError


async def json_object(request: Request) -> dict[str, Any]:
    """Return the JSON object of a body. Raises ApiError 400 for anything else."""
    return parse_object(await request.body())


def parse_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`. Raises ApiError 400 for anything else."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as problem:
        raise ApiError(400, "Bad Request", field=None) from problem
    if not isinstance(value, dict):
        raise ApiError(400, "Bad Request", field=None)
    return value


def emails_in(body: dict[str, Any], name: str = "recipient_emails") -> list[str]:
    """Return a list of addresses. Raises ApiError 400 when there is none."""
    found = body.get(name)
    if not isinstance(found, list) or not found or not all(isinstance(e, str) for e in found):
        raise ApiError(400, f"{name} is required", field=name)
    return found
