"""The post of SendGrid's Inbound Parse taken apart: the raw mail, and what SendGrid saw of it.

It is a form with the whole mail in one field. Read by the flows, never where it is received.
"""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

import orjson

SEEN_BY = "inbound.sendgrid"  # as `Authentication-Results` names who judged the sender
_PASSED = re.compile(r"@([A-Za-z0-9.-]{1,253})\s*:\s*pass\b")
_ADDRESS = re.compile(r"[!-;=?-~]{1,200}@[A-Za-z0-9.-]{1,253}")


@dataclass(frozen=True, slots=True)
class PostedMail:
    """The mail with a header of ours on top; not `whole` when SendGrid did not send it raw."""

    raw: bytes
    whole: bool = True


def posted_mail(content_type: str, body: bytes) -> PostedMail:
    """The mail of a post. Whatever it holds, something is returned and can be shown."""
    fields = _fields(content_type, body)
    mail = fields.get("email")
    head = _seen(fields)
    if mail is not None:
        return PostedMail(head + mail.lstrip(b"\r\n"))
    rebuilt = b"".join(
        name.encode() + b": " + _one_line(fields.get(name.lower(), b"")) + b"\r\n"
        for name in ("From", "To", "Subject")
    )
    text = fields.get("text", b"") or fields.get("html", b"") or body
    return PostedMail(head + rebuilt + b"\r\n" + text, whole=False)


@dataclass(frozen=True, slots=True)
class PostedFile:
    """The file of a form, if any."""

    name: str = ""
    content: bytes = b""


def form_fields(content_type: str, body: bytes) -> tuple[dict[str, str], PostedFile]:
    """The fields of a form of ours as text, and its file."""
    found = _fields(content_type, body)
    name = found.pop("file name", b"").decode("utf-8", "replace")
    file = PostedFile(name, found.pop("file", b"")) if name else PostedFile()
    return {key: value.decode("utf-8", "replace") for key, value in found.items()}, file


def _fields(content_type: str, body: bytes) -> dict[str, bytes]:
    head = b"Content-Type: " + _one_line(content_type.encode("latin-1", "replace")) + b"\r\n\r\n"
    try:
        form = BytesParser(policy=compat32).parsebytes(head + body)
        parts = form.get_payload()
    except (ValueError, LookupError, RecursionError, AttributeError):
        return {}
    found: dict[str, bytes] = {}
    for part in parts if isinstance(parts, list) else []:
        if not isinstance(part, Message):
            continue
        name = part.get_param("name", header="content-disposition")
        payload = _payload(part)
        if isinstance(name, str) and name and payload is not None:
            found.setdefault(name.casefold(), payload)
            said = part.get_filename() if name == "file" else None
            if said:
                found.setdefault("file name", str(said).encode("utf-8", "replace"))
    return found


def _payload(part: Message) -> bytes | None:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def _seen(fields: dict[str, bytes]) -> bytes:
    """What SendGrid saw of the sender and to whom it came, as headers above those of the mail."""
    results = [
        f"dkim=pass header.d={domain}"
        for domain in _PASSED.findall(fields.get("dkim", b"").decode("latin-1"))[:5]
    ]
    envelope = _envelope(fields.get("envelope", b""))
    sender = envelope.get("from")
    spf = fields.get("spf", b"").strip().lower()
    if spf in (b"pass", b"fail") and isinstance(sender, str) and _ADDRESS.fullmatch(sender):
        results.append(f"spf={spf.decode()} smtp.mailfrom={sender}")
    lines = [f"Authentication-Results: {SEEN_BY}; " + "; ".join(results)]
    to = envelope.get("to")
    lines += [
        f"X-Original-To: <{address}>"
        for address in (to[:5] if isinstance(to, list) else ())
        if isinstance(address, str) and _ADDRESS.fullmatch(address)
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _envelope(text: bytes) -> dict[str, object]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _one_line(text: bytes) -> bytes:
    return b" ".join(text.split())[:2000]
