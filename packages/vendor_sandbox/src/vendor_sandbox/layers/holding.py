"""Sandbox: the layer that holds each Google request against the discovery documents.

Nothing is refused here; what the documents do not know is kept for `/sandbox/discovery`.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vendor_sandbox.layers.discovery import Call, hold, is_of_google

_MOST = 200


@dataclass(slots=True)
class DiscoveryLog:
    """How often each method was called, and what was wrong with requests, since it began.

    Closed at first: a large body takes as long to hold as to write.
    """

    is_open: bool = False
    by_method: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    def add(self, call: Call) -> None:
        """Hold one request."""
        method_id, mistakes = hold(call)
        self.by_method[method_id or "unknown"] += 1
        room = _MOST - len(self.mistakes)
        where = method_id or f"{call.method} {call.path}"
        self.mistakes += [f"{where}: {each}" for each in mistakes[:room]]

    def begin(self) -> None:
        """Hold requests from now on, from nothing."""
        self.is_open = True
        self.by_method.clear()
        self.mistakes.clear()

    def to_json(self) -> dict[str, Any]:
        """Return what was held."""
        return {"by_method": dict(self.by_method), "mistakes": list(self.mistakes)}


class HoldingLayer:
    """Keeps the body of a request until it is whole, and hands it on unchanged."""

    def __init__(self, app: ASGIApp, log: DiscoveryLog) -> None:
        self.app = app
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, those inside a batch too."""
        if scope["type"] != "http" or not self.log.is_open or not is_of_google(scope["path"]):
            await self.app(scope, receive, send)
            return
        messages: list[Message] = []
        while not messages or messages[-1].get("more_body"):
            messages.append(await receive())
        call = Call(
            scope["method"],
            scope["raw_path"].decode("latin-1"),
            scope["query_string"].decode("latin-1"),
            b"".join(message.get("body", b"") for message in messages),
            Headers(scope=scope).get("content-type", ""),
        )
        self.log.add(call)
        await self.app(scope, _again(messages, receive), send)


def _again(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def receive_again() -> Message:
        return next(waiting, None) or await receive()

    return receive_again
