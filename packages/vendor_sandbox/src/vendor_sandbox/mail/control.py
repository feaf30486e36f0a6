"""Sandbox, SendGrid: what tests and the demo look at and make happen, under `/sandbox/`."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.mail.events import KINDS
from vendor_sandbox.mail.outbox import Outbox
from vendor_sandbox.storage.workspace import Workspace
from vendor_sandbox.wire import json_body, json_response

# Which list an event puts an address on.
_LISTS = {"bounce": "bounces", "blocked": "blocks", "spamreport": "spam_reports"}


async def mails(request: Request) -> Response:
    """Answer GET /sandbox/mail: all mails, the last first; `?state=sent` keeps some."""
    outbox: Outbox = request.app.state.mail
    outbox.deliver_due()
    state = request.query_params.get("state")
    found = [mail for mail in outbox.all() if state is None or mail["state"] == state]
    return json_response({"mails": found})


async def one_mail(request: Request) -> Response:
    """Answer GET /sandbox/mail/{mail_id}: the mail with its events; `?raw=1` is the .eml."""
    outbox: Outbox = request.app.state.mail
    mail = _mail(request)
    if request.query_params.get("raw"):
        return Response(outbox.eml(mail), media_type="message/rfc822")
    return json_response({**mail, "events": outbox.events.of_mail(mail)})


def _mail(request: Request) -> dict[str, Any]:
    mail = request.app.state.mail.mail(request.path_params["mail_id"])
    if mail is None:
        raise ApiError(404, "There is no such mail.")
    return mail


async def make_event(request: Request) -> Response:
    """Answer POST /sandbox/mail/{mail_id}/events: `{"event": "bounce", "email": …, …}`.

    Bounces, complaints and unsubscribes also have their effect on later mails.
    """
    outbox: Outbox = request.app.state.mail
    mail = _mail(request)
    body = await json_body(request)
    kind = body.pop("event", "")
    if kind not in KINDS:
        raise ApiError(400, f"`event` is one of {', '.join(sorted(KINDS))}.")
    recipients = [body.pop("email")] if "email" in body else list(mail["to"])
    for email in recipients:
        apply_effect(outbox, mail, kind, email, reason=str(body.get("reason", "")))
    events = outbox.events.add(mail, kind, recipients=recipients, **body)
    return json_response({"events": events}, 201)


def apply_effect(
    outbox: Outbox, mail: dict[str, Any], kind: str, email: str, *, reason: str = ""
) -> None:
    """Put an address where an event of this kind puts it on SendGrid."""
    held = outbox.suppressions
    if kind in _LISTS:
        held.add(_LISTS[kind], email, reason=reason or "550 5.1.1", status="5.1.1")
    elif kind == "unsubscribe":
        held.add_globally([email])
    elif kind == "group_unsubscribe" and mail["asm_group_id"] is not None:
        held.add_to_group(mail["asm_group_id"], [email])
    elif kind == "group_resubscribe" and mail["asm_group_id"] is not None:
        held.remove_from_group(mail["asm_group_id"], email)


async def webhook(request: Request) -> Response:
    """Answer /sandbox/webhook: POST settings of `WebhookSender`, or `{"again": n}` to repeat.

    `again` puts the last n events back among those that wait.
    """
    outbox: Outbox = request.app.state.mail
    if request.method == "POST":
        body = await json_body(request)
        again = body.pop("again", 0)
        if body:
            outbox.webhook.configure({"enabled": True, "signed": True, **body})
        if again:
            last = [event["sg_event_id"] for event in outbox.events.all()[-int(again) :]]
            outbox.webhook.post_again(last)
    return json_response(outbox.webhook.to_json())


async def api_keys(request: Request) -> Response:
    """Answer POST /sandbox/keys: `{"key": …, "scopes": […]}` or `{"key": …, "revoked": true}`."""
    workspace: Workspace = request.app.state.workspace
    body = await json_body(request)
    if not isinstance(body.get("key"), str):
        raise ApiError(400, "`key` is required.")
    row = {"scopes": list(body.get("scopes") or ()), "revoked": bool(body.get("revoked"))}
    workspace.commit([("api_keys", body["key"], row)])
    return json_response({})
