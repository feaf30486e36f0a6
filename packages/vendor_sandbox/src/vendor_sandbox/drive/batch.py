"""Sandbox, Drive: `/batch`, several calls in one multipart body, answered in their order."""

import secrets
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Scope

from vendor_sandbox.drive.multipart import Part, malformed, parse_multipart
from vendor_sandbox.errors import ApiError

# developers.google.com/workspace/drive/api/guides/performance: "limited to 100 calls".
_MOST_CALLS = 100
_NOT_FORWARDED = frozenset({"host", "content-length", "transfer-encoding", "connection"})


class InnerAnswer(NamedTuple):
    """The answer of one call of a batch."""

    status: int
    headers: list[tuple[bytes, bytes]]
    content: bytes

    def to_bytes(self) -> bytes:
        """Return it as a part of the batch's answer holds it."""
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}".encode()]
        lines += [name.title() + b": " + value for name, value in self.headers]
        return b"\r\n".join(lines) + b"\r\n\r\n" + self.content


async def batch(request: Request) -> Response:
    """Answer POST /batch and /batch/drive/v3."""
    body = await request.body()
    parts = parse_multipart(body, request.headers.get("content-type", ""))
    if len(parts) > _MOST_CALLS:
        raise ApiError(
            400,
            f"The batch request exceeds the limit of {_MOST_CALLS} calls.",
            "batchSizeTooLarge",
        )
    boundary = f"batch_{secrets.token_urlsafe(16)}"
    pieces: list[bytes] = []
    for part in parts:
        answer = await _one_call(request, part)
        content_id = part.headers.get("content-id", "")
        head = f"--{boundary}\r\nContent-Type: application/http\r\n"
        if content_id:
            inner = content_id.removeprefix("<")
            head += f"Content-ID: <response-{inner}\r\n"
        pieces.append(head.encode("latin-1", "replace") + b"\r\n" + answer + b"\r\n")
    pieces.append(f"--{boundary}--\r\n".encode())
    return Response(b"".join(pieces), media_type=f"multipart/mixed; boundary={boundary}")


async def _one_call(request: Request, part: Part) -> bytes:
    """Run one inner request through the whole application, quotas and counts included."""
    head, _, body = _split(part.body)
    lines = head.decode("latin-1").splitlines()
    words = lines[0].split() if lines else []
    if len(words) < 2 or part.content_type != "application/http":
        raise malformed()
    url = urlsplit(words[1])
    if url.path.startswith(("/batch", "/upload")):
        raise ApiError(400, "A batch holds neither batches nor uploads.", "badRequest")
    headers = _headers_of(lines[1:], request)
    scope: Scope = {
        **request.scope,
        "method": words[0].upper(),
        "path": unquote(url.path),
        "raw_path": url.path.encode("latin-1", "replace"),
        "query_string": url.query.encode("latin-1", "replace"),
        "headers": headers,
    }
    for key in ("path_params", "endpoint", "route", "router", "state"):
        scope.pop(key, None)
    answer = await _answer(request, scope, body)
    if answer.status == 200 and _asks_for_media(scope):
        return _to_download(f"{request.url.scheme}://{request.url.netloc}{words[1]}").to_bytes()
    return answer.to_bytes()


def _asks_for_media(scope: Scope) -> bool:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    is_export = scope["path"].endswith("/export")
    return scope["path"].startswith("/drive/") and (is_export or query.get("alt") == ["media"])


def _to_download(address: str) -> InnerAnswer:
    """Return the 302 that media get in a batch.

    Measured (brekkylab/backlot#343, September 2026): Google sends to its download host, with the
    body of an unknown error; the sandbox's content lies at the address itself.
    """
    error = ApiError(302, "Unknown Error.", "unknown")
    body = orjson.dumps(error.drive_json())
    headers = [(b"location", address.encode("latin-1", "replace"))]
    headers += [(b"content-type", b"application/json; charset=UTF-8")]
    return InnerAnswer(302, headers, body)


async def _answer(request: Request, scope: Scope, body: bytes) -> InnerAnswer:
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await request.app.state.inner_call(scope, receive, send)
    content = b"".join(message.get("body", b"") for message in messages[1:])
    return InnerAnswer(messages[0]["status"], list(messages[0]["headers"]), content)


def _split(content: bytes) -> tuple[bytes, bytes, bytes]:
    for separator in (b"\r\n\r\n", b"\n\n"):
        if separator in content:
            return content.partition(separator)
    return content, b"", b""


def _headers_of(lines: list[str], request: Request) -> list[tuple[bytes, bytes]]:
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() not in _NOT_FORWARDED:
            found[name.strip().lower()] = value.strip()
    if "authorization" not in found and "authorization" in request.headers:
        found["authorization"] = request.headers["authorization"]
    found["host"] = request.headers.get("host", "")
    return [
        (name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
        for name, value in found.items()
    ]
