"""Sandbox, SendGrid: POST /v3/mail/send, the event webhook's settings, and scopes."""

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.mail.bodies import json_object, parse_object
from vendor_sandbox.mail.keys import require_scope, scopes_of
from vendor_sandbox.mail.outbox import Outbox
from vendor_sandbox.mail.scheduled import is_batch
from vendor_sandbox.mail.validation import MOST_BYTES, require_valid_mail
from vendor_sandbox.storage.workspace import Workspace
from vendor_sandbox.wire import json_response


async def send_mail(request: Request) -> Response:
    """Answer POST /v3/mail/send: 202, an empty body, and `X-Message-Id`."""
    require_scope(request, "mail.send")
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise ApiError(
            413, "The JSON payload you have included in your request is too large.", field=None
        )
    mail = parse_object(body)
    workspace: Workspace = request.app.state.workspace
    outbox: Outbox = request.app.state.mail
    require_valid_mail(
        mail,
        now=workspace.clock.timestamp(),
        is_batch=lambda batch_id: is_batch(workspace, batch_id),
    )
    asm = mail.get("asm")
    if asm and not outbox.suppressions.is_group(asm["group_id"]):
        raise ApiError(400, "The asm.group_id does not exist.", field="asm.group_id")
    sandbox_mode = ((mail.get("mail_settings") or {}).get("sandbox_mode") or {}).get("enable")
    if sandbox_mode:
        # Validated and not sent: 200 instead of 202, as documented.
        return Response(status_code=200)
    origin = f"{request.url.scheme}://{request.url.netloc}"
    x_message_id = outbox.accept(mail, origin=origin)
    return Response(status_code=202, headers={"X-Message-Id": x_message_id})


async def scopes(request: Request) -> Response:
    """Answer GET /v3/scopes."""
    return json_response({"scopes": list(scopes_of(request))})


_EVENT_FLAGS = (
    "bounce",
    "click",
    "deferred",
    "delivered",
    "dropped",
    "group_resubscribe",
    "group_unsubscribe",
    "open",
    "processed",
    "spam_report",
    "unsubscribe",
)


async def webhook_settings(request: Request) -> Response:
    """Answer GET and PATCH /v3/user/webhooks/event/settings."""
    verb = "read" if request.method == "GET" else "update"
    require_scope(request, f"user.webhooks.event.settings.{verb}")
    sender = request.app.state.mail.webhook
    if request.method == "PATCH":
        body = await json_object(request)
        known = {key: body[key] for key in ("enabled", "url") if key in body}
        sender.configure(known)
    settings = sender.settings
    answer = {"enabled": settings["enabled"], "url": settings["url"]}
    return json_response({**answer, **dict.fromkeys(_EVENT_FLAGS, True)})


async def webhook_signing(request: Request) -> Response:
    """Answer GET and PATCH /v3/user/webhooks/event/settings/signed."""
    verb = "read" if request.method == "GET" else "update"
    require_scope(request, f"user.webhooks.event.settings.{verb}")
    sender = request.app.state.mail.webhook
    if request.method == "PATCH":
        body = await json_object(request)
        sender.configure({"signed": bool(body.get("enabled"))})
    signed = sender.settings["signed"]
    return json_response({"public_key": sender.public_key() if signed else ""})
