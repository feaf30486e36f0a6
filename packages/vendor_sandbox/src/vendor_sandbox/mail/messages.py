"""Sandbox, SendGrid: the .eml of one personalization of a mail/send body."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

# SendGrid puts the address of its unsubscribe page where a message says one of these.
_UNSUBSCRIBE_TAGS = (
    "<%asm_group_unsubscribe_raw_url%>",
    "<%asm_group_unsubscribe_url%>",
    "<%asm_global_unsubscribe_raw_url%>",
    "<%asm_preferences_raw_url%>",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What a mail says about itself, besides its body: addresses without names, in lists."""

    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    subject: str


def envelope_of(body: Mapping[str, Any], personalization: Mapping[str, Any]) -> Envelope:
    """Return the envelope of one personalization."""
    sender = personalization.get("from") or body["from"]

    def addresses(name: str) -> tuple[str, ...]:
        return tuple(each["email"] for each in personalization.get(name) or ())

    subject = personalization.get("subject") or body.get("subject") or ""
    return Envelope(
        sender=sender["email"],
        to=addresses("to"),
        cc=addresses("cc"),
        bcc=addresses("bcc"),
        subject=_substituted(subject, personalization),
    )


def eml_of(
    body: Mapping[str, Any],
    personalization: Mapping[str, Any],
    *,
    message_id: str,
    at: datetime,
    unsubscribe_link: str,
) -> bytes:
    """Return the message that SendGrid would hand to the recipients' servers."""
    message = EmailMessage(policy=SMTP)
    envelope = envelope_of(body, personalization)
    message["From"] = _mailbox(personalization.get("from") or body["from"])
    for header, name in (("To", "to"), ("Cc", "cc")):
        people = personalization.get(name) or ()
        if people:
            message[header] = [_mailbox(each) for each in people]
    message["Subject"] = envelope.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{message_id}@sandbox.test>"
    replies = body.get("reply_to_list") or ([body["reply_to"]] if body.get("reply_to") else [])
    if replies:
        message["Reply-To"] = [_mailbox(each) for each in replies]
    if body.get("asm"):
        message["List-Unsubscribe"] = f"<{unsubscribe_link}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    headers = {**(body.get("headers") or {}), **(personalization.get("headers") or {})}
    for name, value in headers.items():
        del message[name]
        message[name] = value
    _add_bodies(message, body, personalization, unsubscribe_link)
    _add_attachments(message, body)
    return message.as_bytes()


def google_notice(
    *, recipient: str, sender: str, file_name: str, link: str, note: str, at: datetime
) -> bytes:
    """Return the mail that Google would send to somebody a file was shared with."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Google Drive", "drive-shares-noreply", "google.test")
    message["To"] = recipient
    message["Reply-To"] = sender
    message["Subject"] = f"Document partagé avec vous\u00a0: «\u00a0{_one_line(file_name)}\u00a0»"
    message["Date"] = format_datetime(at)
    text = f"{sender} vous a donné accès à «\u00a0{file_name}\u00a0».\n\n{note}\n\n{link}\n"
    message.set_content(text)
    return message.as_bytes()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _mailbox(person: Mapping[str, Any]) -> Address:
    local, _, domain = parseaddr(person["email"])[1].rpartition("@")
    return Address(person.get("name") or "", local, domain)


def _substituted(text: str, personalization: Mapping[str, Any]) -> str:
    for tag, value in (personalization.get("substitutions") or {}).items():
        text = text.replace(tag, str(value))
    return text


def _add_bodies(
    message: EmailMessage,
    body: Mapping[str, Any],
    personalization: Mapping[str, Any],
    unsubscribe_link: str,
) -> None:
    contents = body.get("content") or [
        {"type": "text/plain", "value": f"[modèle {body.get('template_id')}]"}
    ]
    for index, each in enumerate(contents):
        main, _, sub = each["type"].partition("/")
        text = _substituted(each["value"], personalization)
        for tag in _UNSUBSCRIBE_TAGS:
            text = text.replace(tag, unsubscribe_link)
        # A lone surrogate has no UTF-8 form; SendGrid's own JSON reader would not pass it on.
        text = text.encode("utf-8", "replace").decode("utf-8")
        if main != "text":
            message.add_attachment(text.encode(), maintype=main, subtype=sub)
        elif index == 0:
            message.set_content(text, subtype=sub, cte="quoted-printable")
        else:
            message.add_alternative(text, subtype=sub, cte="quoted-printable")


def _add_attachments(message: EmailMessage, body: Mapping[str, Any]) -> None:
    for each in body.get("attachments") or ():
        main, _, sub = (each.get("type") or "application/octet-stream").partition("/")
        content_id = each.get("content_id")
        message.add_attachment(
            base64.b64decode(each["content"]),
            maintype=main,
            subtype=sub or "octet-stream",
            filename=each["filename"],
            disposition=each.get("disposition") or "attachment",
            cid=f"<{content_id}>" if content_id else None,
        )


def slug(text: str) -> str:
    """Return a form of an address that is safe in a file name."""
    return re.sub(r"[^a-z0-9._-]+", "_", text.lower()).strip("._")[:60] or "destinataire"
