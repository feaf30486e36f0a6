"""Sandbox, SendGrid: batches of scheduled sends, paused, cancelled and resumed."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.mail.bodies import json_object
from vendor_sandbox.mail.keys import require_scope
from vendor_sandbox.mail.outbox import PAUSE_LIMIT_SECONDS
from vendor_sandbox.storage.workspace import Workspace
from vendor_sandbox.wire import json_response

# "You can pause or cancel at most 10 different batch_ids at the same time."
MOST_BATCHES = 10
_STATUSES = frozenset({"pause", "cancel"})
_SCOPE = "user.scheduled_sends."


def is_batch(workspace: Workspace, batch_id: str) -> bool:
    """Tell whether a batch id was given out here."""
    return workspace.tables.get("mail_batches", batch_id) is not None


async def create_batch(request: Request) -> Response:
    """Answer POST /v3/mail/batch."""
    require_scope(request, "mail.batch.create")
    workspace: Workspace = request.app.state.workspace
    batch_id = secrets.token_urlsafe(30).replace("-", "A").replace("_", "B")
    workspace.commit([("mail_batches", batch_id, {"created": workspace.clock.timestamp()})])
    return json_response({"batch_id": batch_id}, 201)


async def check_batch(request: Request) -> Response:
    """Answer GET /v3/mail/batch/{batch_id}."""
    require_scope(request, "mail.batch.read")
    batch_id = request.path_params["batch_id"]
    if not is_batch(request.app.state.workspace, batch_id):
        raise ApiError(400, "invalid batch id", field="batch_id")
    return json_response({"batch_id": batch_id})


async def scheduled_sends(request: Request) -> Response:
    """Answer GET and POST /v3/user/scheduled_sends."""
    if request.method == "GET":
        require_scope(request, _SCOPE + "read")
        return json_response([_shown(key, row) for key, row in _rows(request).items()])
    require_scope(request, _SCOPE + "create")
    body = await json_object(request)
    workspace: Workspace = request.app.state.workspace
    batch_id = body.get("batch_id")
    if not isinstance(batch_id, str) or not is_batch(workspace, batch_id):
        raise ApiError(400, "invalid batch id", field="batch_id")
    status = _status_in(body)
    request.app.state.mail.deliver_due()
    _free_old_slots(request)
    rows = _rows(request)
    if batch_id in rows:
        # The row is there already: another status is set by PATCH.
        raise ApiError(
            400, "a status for this batch already exists; use PATCH to change it", field="batch_id"
        )
    if len(rows) >= MOST_BATCHES:
        raise ApiError(
            400,
            f"you have reached the limit of {MOST_BATCHES} cancelled or paused batches",
            field="batch_id",
        )
    row = {"status": status, "at": workspace.clock.timestamp()}
    workspace.commit([("scheduled_sends", batch_id, row)])
    return json_response(_shown(batch_id, row), 201)


def _rows(request: Request) -> dict[str, dict[str, Any]]:
    return request.app.state.workspace.tables.rows("scheduled_sends")


def _shown(batch_id: str, row: dict[str, Any]) -> dict[str, str]:
    return {"batch_id": batch_id, "status": row["status"]}


def _status_in(body: dict[str, Any]) -> str:
    status = body.get("status")
    if not isinstance(status, str) or status not in _STATUSES:
        raise ApiError(400, "status must be either cancel or pause", field="status")
    return status


def _free_old_slots(request: Request) -> None:
    """Forget statuses whose mails are all gone for good: 72 hours after the last send_at."""
    workspace: Workspace = request.app.state.workspace
    last: dict[str, float] = {}
    for mail in workspace.tables.rows("mails").values():
        if mail["batch_id"]:
            last[mail["batch_id"]] = max(last.get(mail["batch_id"], 0.0), mail["send_at"])
    now = workspace.clock.timestamp()
    old = [key for key in _rows(request) if key in last and now >= last[key] + PAUSE_LIMIT_SECONDS]
    if old:
        workspace.commit([("scheduled_sends", key, None) for key in old])


async def one_scheduled_send(request: Request) -> Response:
    """Answer GET, PATCH and DELETE (which resumes) /v3/user/scheduled_sends/{batch_id}."""
    verbs = {"GET": "read", "PATCH": "update", "DELETE": "delete"}
    require_scope(request, _SCOPE + verbs[request.method])
    workspace: Workspace = request.app.state.workspace
    batch_id = request.path_params["batch_id"]
    row = _rows(request).get(batch_id)
    if request.method == "GET":
        return json_response([_shown(batch_id, row)] if row else [])
    if row is None:
        raise ApiError(404, "batch id not found", field="batch_id")
    request.app.state.mail.deliver_due()
    if request.method == "PATCH":
        status = _status_in(await json_object(request))
        # A batch paused in time stays held: what counts is when holding began.
        workspace.commit([("scheduled_sends", batch_id, {**row, "status": status})])
    else:
        workspace.commit([("scheduled_sends", batch_id, None)])
        request.app.state.mail.deliver_due()
    return Response(status_code=204)
