"""Sandbox: the layer that honours `X-HTTP-Method-Override`, as Google's servers do.

googleapiclient sends a GET whose address would pass 2,048 characters as a POST with the query as
its form. What comes after this layer sees the GET: routes, scopes, quotas and counts alike.
"""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ADDRESSES = ("/v4/", "/drive/", "/upload/")
_METHODS = frozenset({"GET", "PUT", "PATCH", "DELETE"})
_FORM = "application/x-www-form-urlencoded"


class OverridingLayer:
    """Turns a POST that stands for another method into that method."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        method = _meant(scope)
        if method is None:
            await self.app(scope, receive, send)
            return
        scope = {**scope, "method": method}
        if method == "GET":
            form = await _body(receive)
            if Headers(scope=scope).get("content-type", "").startswith(_FORM):
                parts = (scope["query_string"], form.strip())
                scope["query_string"] = b"&".join(part for part in parts if part)
            receive = _nothing_more(receive)
        await self.app(scope, receive, send)


def _meant(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] != "POST":
        return None
    if not scope["path"].startswith(_ADDRESSES):
        return None
    method = Headers(scope=scope).get("x-http-method-override", "").upper()
    return method if method in _METHODS else None


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _nothing_more(receive: Receive) -> Receive:
    """An empty body first, as a GET has; then whatever the connection says (that it closed)."""
    told = False

    async def receive_after() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive_after
