"""Sandbox: the control API under `/sandbox/`, for tests and demos."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vendor_sandbox.clock import parse_time
from vendor_sandbox.errors import ApiError
from vendor_sandbox.identity.accounts import is_strict
from vendor_sandbox.identity.tokens import revoke
from vendor_sandbox.storage import hand_edits
from vendor_sandbox.storage.workspace import Workspace
from vendor_sandbox.wire import json_body, json_response


async def ready(_request: Request) -> Response:
    """Answer GET /sandbox/ready."""
    return json_response({"ready": True})


async def clock(request: Request) -> Response:
    """Answer /sandbox/clock: POST `now` (ISO), `advance` (s) or `reset`; `frozen` stops it."""
    workspace: Workspace = request.app.state.workspace
    if request.method == "POST":
        body = await json_body(request)
        _move_clock(workspace, body)
        workspace.remember_clock()
        request.app.state.mail.deliver_due()
    now = workspace.clock
    return json_response(
        {"now": now.text(), "timestamp": now.timestamp(), "frozen": now.frozen_at is not None}
    )


def _move_clock(workspace: Workspace, body: dict[str, Any]) -> None:
    frozen = bool(body.get("frozen", workspace.clock.frozen_at is not None))
    try:
        if body.get("reset"):
            workspace.clock.reset()
        elif "now" in body:
            workspace.clock.set_to(parse_time(body["now"]), frozen=frozen)
        elif "advance" in body:
            workspace.clock.advance(float(body["advance"]), frozen=frozen)
        else:
            raise ApiError(400, "Say `now`, `advance` (seconds) or `reset`.")
    except (TypeError, ValueError, OverflowError) as problem:
        raise ApiError(400, f"The clock cannot be set so: {problem}") from problem


async def requests(request: Request) -> Response:
    """Answer /sandbox/requests: counts since the last DELETE (or POST, which resets too)."""
    counts = request.app.state.counts
    answer = counts.to_json()
    if request.method != "GET":
        counts.reset()
    return json_response(answer)


async def discovery(request: Request) -> Response:
    """Answer /sandbox/discovery: POST begins to hold requests against Google's documents.

    GET tells the calls by method, and what the documents do not know in them; DELETE tells it a
    last time and ends.
    """
    log = request.app.state.discovery
    if request.method == "POST":
        log.begin()
    answer = log.to_json()
    if request.method == "DELETE":
        log.is_open = False
    return json_response(answer)


async def faults(request: Request) -> Response:
    """Answer /sandbox/faults: POST adds a rule, GET accounts for all, DELETE removes them."""
    state = request.app.state.faults
    if request.method == "POST":
        return json_response(state.add(await json_body(request)).to_json(), 201)
    answer = state.to_json()
    if request.method == "DELETE":
        state.clear()
    return json_response(answer)


async def quotas(request: Request) -> Response:
    """Answer /sandbox/quotas: POST `{"enabled": true, "limits": {…}}`."""
    state = request.app.state.quotas
    if request.method == "POST":
        body = await json_body(request)
        state.configure(enabled=bool(body.get("enabled")), limits=body.get("limits"))
    return json_response(state.to_json())


async def settings(request: Request) -> Response:
    """Answer /sandbox/settings; POST changes what it names.

    `strict`, at first true, refuses Google requests without a token. `index_lag`: the seconds for
    which Drive's search does not find a new file by its name, its text or its properties.
    """
    workspace: Workspace = request.app.state.workspace
    if request.method == "POST":
        body = await json_body(request)
        if set(body) - {"strict", "index_lag"}:
            raise ApiError(400, "The settings are `strict` and `index_lag`.")
        if "strict" in body:
            workspace.commit([("settings", "strict", bool(body["strict"]))])
        if "index_lag" in body:
            workspace.commit([("settings", "index_lag", _seconds(body["index_lag"]))])
    tables = workspace.tables
    return json_response(
        {
            "strict": is_strict(workspace),
            "index_lag": tables.get("settings", "index_lag") or 0.0,
        }
    )


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**6:
        raise ApiError(400, "`index_lag` is a number of seconds.")
    return float(value)


async def accounts(request: Request) -> Response:
    """Answer POST /sandbox/accounts: `{"revoke": email or "*"}`, `{"disable"|"enable": email}`."""
    workspace: Workspace = request.app.state.workspace
    body = await json_body(request)
    if "revoke" in body:
        revoke(workspace, str(body["revoke"]))
    elif "disable" in body:
        workspace.commit([("disabled_accounts", str(body["disable"]).lower(), True)])
    elif "enable" in body:
        workspace.commit([("disabled_accounts", str(body["enable"]).lower(), None)])
    else:
        raise ApiError(400, "Say `revoke`, `disable` or `enable`.")
    return json_response({})


async def folder(request: Request) -> Response:
    """Answer POST /sandbox/folder: take up hand edits and write every late .xlsx, now."""
    workspace: Workspace = request.app.state.workspace
    hand_edits.take_up_all(workspace, now=True)
    workspace.flush_all()
    return json_response({"root": str(workspace.root)})


routes = [
    Route("/sandbox/ready", ready),
    Route("/sandbox/clock", clock, methods=["GET", "POST"]),
    Route("/sandbox/requests", requests, methods=["GET", "POST", "DELETE"]),
    Route("/sandbox/discovery", discovery, methods=["GET", "POST", "DELETE"]),
    Route("/sandbox/faults", faults, methods=["GET", "POST", "DELETE"]),
    Route("/sandbox/quotas", quotas, methods=["GET", "POST"]),
    Route("/sandbox/settings", settings, methods=["GET", "POST"]),
    Route("/sandbox/accounts", accounts, methods=["POST"]),
    Route("/sandbox/folder", folder, methods=["POST"]),
]
