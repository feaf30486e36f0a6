"""Sandbox, pages: the mailbox, one mail with its HTML, text and headers, and unsubscribing."""

import base64
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.mail.control import apply_effect
from vendor_sandbox.mail.outbox import Outbox
from vendor_sandbox.pages.layout import page

STATES = {
    "sent": "Parti",
    "scheduled": "Programmé",
    "cancelled": "Annulé",
    "expired": "Jeté après 72\u00a0h de pause",
    "dropped": "Écarté",
}
EVENTS = {
    "processed": "Pris en charge",
    "delivered": "Remis",
    "dropped": "Écarté",
    "deferred": "Différé",
    "bounce": "Refusé par le destinataire",
    "open": "Ouvert",
    "click": "Lien suivi",
    "spamreport": "Signalé comme indésirable",
    "unsubscribe": "Désinscription générale",
    "group_unsubscribe": "Désinscription",
    "group_resubscribe": "Réinscription",
}
_BODY_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"


async def mailbox(request: Request) -> Response:
    """Answer GET /pages/mail."""
    outbox: Outbox = request.app.state.mail
    outbox.deliver_due()
    return page("mailbox.html", here="courrier", mails=outbox.all(), states=STATES)


def _mail(request: Request) -> tuple[dict[str, Any], EmailMessage]:
    outbox: Outbox = request.app.state.mail
    mail = outbox.mail(request.path_params["mail_id"])
    if mail is None:
        raise ApiError(404, "Ce message n’existe pas.")
    message = BytesParser(policy=policy.default).parsebytes(outbox.eml(mail))
    assert isinstance(message, EmailMessage)
    return mail, message


async def one_mail(request: Request) -> Response:
    """Answer GET /pages/mail/{id}."""
    mail, message = _mail(request)
    text = message.get_body(("plain",))
    attachments = [
        {"number": number, "name": part.get_filename() or "sans nom"}
        for number, part in enumerate(message.iter_attachments())
    ]
    return page(
        "mail.html",
        here="courrier",
        mail=mail,
        states=STATES,
        kinds=EVENTS,
        headers=[(name, str(value)) for name, value in message.items()],
        text=text.get_content() if text is not None else "",
        has_html=message.get_body(("html",)) is not None,
        attachments=attachments,
        events=request.app.state.mail.events.of_mail(mail),
    )


async def html_body(request: Request) -> Response:
    """Answer GET /pages/mail/{id}/html: the body as written, inline pictures put in."""
    _, message = _mail(request)
    body = message.get_body(("html",))
    html = body.get_content() if body is not None else ""
    pictures = {
        str(part.get("Content-ID", "")).strip("<>"): part
        for part in message.walk()
        if part.get("Content-ID")
    }

    def put_in(match: re.Match[str]) -> str:
        part = pictures.get(match[1])
        content = part.get_payload(decode=True) if part is not None else None
        if part is None or not isinstance(content, bytes):
            return match[0]
        data = base64.b64encode(content).decode()
        return f"data:{part.get_content_type()};base64,{data}"

    html = re.sub(r"cid:([^\"'\s)>]+)", put_in, html)
    headers = {"content-security-policy": _BODY_POLICY, "x-content-type-options": "nosniff"}
    return Response(html, media_type="text/html", headers=headers)


async def attachment(request: Request) -> Response:
    """Answer GET /pages/mail/{id}/pieces/{number}."""
    _, message = _mail(request)
    parts = list(message.iter_attachments())
    number = int(request.path_params["number"])
    if number >= len(parts):
        raise ApiError(404, "Cette pièce jointe n’existe pas.")
    content = parts[number].get_payload(decode=True)
    name = quote(parts[number].get_filename() or "piece", safe="")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{name}",
        "content-security-policy": "sandbox",
        "x-content-type-options": "nosniff",
    }
    data = content if isinstance(content, bytes) else b""
    return Response(data, media_type=parts[number].get_content_type(), headers=headers)


async def source(request: Request) -> Response:
    """Answer GET /pages/mail/{id}/source: the .eml."""
    mail, _ = _mail(request)
    name = quote(f"{mail['name']}.eml", safe="")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    data = request.app.state.mail.eml(mail)
    return Response(data, media_type="message/rfc822", headers=headers)


async def unsubscribe(request: Request) -> Response:
    """Answer GET (the question) and POST (the answer, also one-click) of an unsubscribe link."""
    mail, _ = _mail(request)
    outbox: Outbox = request.app.state.mail
    done = request.method == "POST"
    if done:
        kind = "unsubscribe" if mail["asm_group_id"] is None else "group_unsubscribe"
        for email in mail["to"]:
            apply_effect(outbox, mail, kind, email)
        outbox.events.add(mail, kind, recipients=list(mail["to"]))
    return page("unsubscribe.html", here="courrier", mail=mail, done=done)
