"""Sandbox: failures on request, with an account of what was injected.

A rule is a JSON object; what it leaves out has no effect::

    method        "POST"; absent means any
    path          regular expression searched in the path, "^/v3/mail/send"; absent means any
    skip          calls to let pass first (0)
    times         how many calls it hits (1)
    when          "before" the request is handled (it never happens) or "after" (it happened, and
                  the caller does not learn it)
    delay         seconds to wait first, with either `when`
    status        answer this instead; with `headers` and `body` (text, or JSON for an object)
    cut           true: close the connection instead of answering
    half          true: send half of the answer's body, then close the connection

A rule with `delay` alone only slows calls down.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vendor_sandbox.errors import ApiError
from vendor_sandbox.layers.dating import SERVER_SEND

_KEYS = frozenset(
    {
        "method",
        "path",
        "skip",
        "times",
        "when",
        "delay",
        "status",
        "headers",
        "body",
        "cut",
        "half",
        "label",
    }
)


@dataclass(slots=True, kw_only=True)
class Fault:
    """One rule and how often it has struck."""

    rule: Mapping[str, Any]
    pattern: re.Pattern[str]
    skip: int
    left: int
    injected: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Tell whether this call is hit, and account for it."""
        if self.left <= 0 or not self.pattern.search(path):
            return False
        if self.rule.get("method", method).upper() != method:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.left -= 1
        self.injected += 1
        return True

    def to_json(self) -> dict[str, Any]:
        """Return the rule with its account."""
        return {"rule": dict(self.rule), "injected": self.injected, "left": self.left}


def fault_from_json(rule: Mapping[str, Any]) -> Fault:
    """Return the fault that a rule describes. Raises ApiError 400 for a rule with a mistake."""
    unknown = set(rule) - _KEYS
    if unknown:
        raise ApiError(400, f"Unknown keys in a fault rule: {', '.join(sorted(unknown))}.")
    if rule.get("when", "before") not in {"before", "after"}:
        raise ApiError(400, "`when` is before or after.")
    try:
        pattern = re.compile(rule.get("path", ""))
        numbers = (int(rule.get("skip", 0)), int(rule.get("times", 1)))
        float(rule.get("delay", 0))
        int(rule.get("status", 0))
    except (re.error, TypeError, ValueError) as problem:
        raise ApiError(400, f"A fault rule has a mistake: {problem}") from problem
    return Fault(rule=dict(rule), pattern=pattern, skip=numbers[0], left=numbers[1])


@dataclass(slots=True)
class Faults:
    """The rules in force, in the order they were given; the first that strikes wins."""

    rules: list[Fault] = field(default_factory=list)

    def add(self, rule: Mapping[str, Any]) -> Fault:
        """Add a rule."""
        fault = fault_from_json(rule)
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """Remove all rules and their account."""
        self.rules.clear()

    def for_call(self, method: str, path: str) -> Fault | None:
        """Return the rule that hits this call, if any."""
        return next((fault for fault in self.rules if fault.strikes(method, path)), None)

    def to_json(self) -> dict[str, Any]:
        """Return all rules with their account."""
        return {
            "injected": sum(fault.injected for fault in self.rules),
            "rules": [fault.to_json() for fault in self.rules],
        }


class FaultMiddleware:
    """It may answer, delay, or cut the connection."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self.app = app
        self.faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"].startswith("/sandbox/"):
            await self.app(scope, receive, send)
            return
        fault = self.faults.for_call(scope["method"], scope["path"])
        if fault is None:
            await self.app(scope, receive, send)
            return
        rule = fault.rule
        messages: list[Message] = []
        if rule.get("when") == "after":
            await self.app(scope, receive, _collect(messages))
        await asyncio.sleep(float(rule.get("delay", 0)))
        if rule.get("cut"):
            _close_connection(scope)
        elif "status" in rule:
            response = _response_of(rule)
            if rule.get("half"):
                await response(scope, receive, _collect(messages := []))
                await _send_half(messages, scope, send)
            else:
                await response(scope, receive, send)
        else:
            if not messages:
                await self.app(scope, receive, _collect(messages))
            if rule.get("half"):
                await _send_half(messages, scope, send)
            else:
                for message in messages:
                    await send(message)


def _collect(messages: list[Message]) -> Send:
    async def send(message: Message) -> None:
        messages.append(message)

    return send


def _response_of(rule: Mapping[str, Any]) -> Response:
    body = rule.get("body", "")
    text = body.encode() if isinstance(body, str) else orjson.dumps(body)
    headers = {key.lower(): str(value) for key, value in (rule.get("headers") or {}).items()}
    headers.setdefault("content-type", "application/json; charset=UTF-8")
    return Response(text, status_code=int(rule["status"]), headers=headers)


async def _send_half(messages: list[Message], scope: Scope, send: Send) -> None:
    """Promise the whole body, send half of it, and close."""
    start, body = messages[0], b"".join(each.get("body", b"") for each in messages[1:])
    await send(start)
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    # Give the loop a turn, so that the half has left before the connection ends.
    await asyncio.sleep(0.01)
    _close_connection(scope)


def _close_connection(scope: Scope) -> None:
    """Close the socket under a response.

    ASGI has no message for this. uvicorn's `send` is a method of its request cycle, which holds the
    transport; without one (another server, a test client) the error below says so.
    """
    cycle = getattr(scope.get(SERVER_SEND), "__self__", None)
    transport = getattr(cycle, "transport", None)
    if transport is None:
        raise RuntimeError("Only uvicorn's connections can be cut.")
    transport.close()
