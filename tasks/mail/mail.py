"""SendGrid behind one small module: build with its helpers, post once, with a timeout.

Nothing here repeats a call: `mail/send` has no idempotency key, so only the store may decide that
a notice is tried again, and only when the answer proves that it never counted.
"""

import base64
import http.client
import logging
import re
import threading
import urllib.error
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient
from sendgrid.helpers.mail import (
    Asm,
    Attachment,
    BatchId,
    ClickTracking,
    Content,
    CustomArg,
    Disposition,
    Email,
    FileContent,
    FileName,
    FileType,
    GroupId,
    Header,
    Mail,
    OpenTracking,
    ReplyTo,
    SendAt,
    SubscriptionTracking,
    To,
    TrackingSettings,
)

from relocalisons.core.kernel.words.french import THIN
from relocalisons.errors import ConfigurationError
from relocalisons.settings import Settings
from relocalisons.store.mails.notices import SendOutcome

TIMEOUT = 20.0  # seconds without a byte; the client's own default is none at all
PATIENCE = 60.0  # seconds for the whole answer: one byte every 10 s would never trip TIMEOUT
CALENDAR = "text/calendar"
_LONGEST_ADDRESS = 254  # RFC 5321
# Line breaks would start another header; bidirectional overrides would reverse what is read.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# The signs that `reading.emails` takes as certain: no other address can come from a sheet.
_ADDRESS = re.compile(r"[A-Za-z0-9.&'+_~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedFile:
    """A file that goes with a mail. `media_type` without parameters: SendGrid refuses a `;`."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """A mail ready to leave; the only place where an address stands outside a snapshot."""

    to_address: str
    to_name: str
    subject: str
    text: str
    html: str
    facts: Mapping[str, str] = field(default_factory=dict)  # custom_args: ids only
    unsubscribe: str = ""  # mailto: or https: of digests
    batch_id: str = ""  # of a scheduled-send batch, with its time
    send_at: datetime | None = None
    files: tuple[EnclosedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What SendGrid's answer, or its absence, proves."""

    outcome: SendOutcome
    http_status: int | None = None
    message_id: str | None = None
    retry_after: float | None = None  # seconds
    reason: str = ""  # French, for « Relances » and the ledger; never an address


def open_mail(settings: Settings) -> SendGridAPIClient:
    """A client with a timeout; raises ConfigurationError when there is no key."""
    key = settings.secrets.sendgrid_api_key
    if key is None:
        raise ConfigurationError(
            "RELOCALISONS_SENDGRID_API_KEY is not set: nothing can be sent, nor any failure told."
        )
    # At DEBUG the client logs whole payloads, addresses and the key included.
    logging.getLogger("python_http_client").setLevel(logging.WARNING)
    host = settings.base_url or "https://api.sendgrid.com"
    client = SendGridAPIClient(api_key=key.get_secret_value(), host=host)
    http_client: Any = client.client  # its stubs know neither a timeout nor the attributes below
    http_client.timeout = TIMEOUT
    return client


def send(client: SendGridAPIClient, mail: OutgoingMail, *, settings: Settings) -> Answer:
    """Post one mail, once.

    Raises ConfigurationError on 401 and 403: the key is wrong, and every other mail would fail in
    the same way.
    """
    problem = refuse_before_calling(mail)
    if problem:
        return Answer(outcome=SendOutcome.REFUSED, reason=problem)
    body = build(mail, settings=settings).get()
    http_client: Any = client.client
    try:
        response = within(PATIENCE, lambda: http_client.mail.send.post(request_body=body))
    except HTTPError as error:
        return _refused(error)
    except (OSError, http.client.HTTPException) as error:
        return _without_answer(error)
    message_id = response.headers.get("X-Message-Id")
    if response.status_code != 202 or not message_id:
        # urllib follows a redirection with a GET: some page answered, SendGrid did not.
        return Answer(
            outcome=SendOutcome.UNKNOWN,
            http_status=response.status_code,
            reason=f"la réponse n’est pas celle de SendGrid{THIN}; {_UNSURE}",
        )
    return Answer(
        outcome=SendOutcome.ACCEPTED, http_status=response.status_code, message_id=message_id
    )


def refuse_before_calling(mail: OutgoingMail) -> str:
    """Why a mail may not be posted at all, in French; empty when it may."""
    if not _ADDRESS.fullmatch(mail.to_address) or len(mail.to_address) > _LONGEST_ADDRESS:
        return "l’adresse n’est pas une adresse e-mail simple"
    if any(_CONTROL.search(text) for text in (mail.to_name, mail.subject, mail.unsubscribe)):
        return "le nom ou l’objet contient un saut de ligne ou un caractère invisible"
    if "@" in mail.to_name or "<" in mail.to_name:
        return "le nom du destinataire contient une adresse"
    return ""


def build(mail: OutgoingMail, *, settings: Settings) -> Mail:
    """The message as SendGrid's helpers make it: no tracking, a human in Reply-To."""
    facts = settings.mail
    built = Mail(
        from_email=Email(facts.sender_email, facts.sender_name),
        to_emails=[To(mail.to_address, mail.to_name)],
        subject=mail.subject,
        plain_text_content=Content("text/plain", mail.text),
        html_content=Content("text/html", mail.html),
    )
    built.reply_to = ReplyTo(facts.coordinator.email, facts.coordinator.name)
    tracking = TrackingSettings()  # off: the CNIL asks for consent
    tracking.click_tracking = ClickTracking(False, False)
    tracking.open_tracking = OpenTracking(False)
    tracking.subscription_tracking = SubscriptionTracking(False)  # no foreign footer in our words
    built.tracking_settings = tracking
    for name, value in mail.facts.items():
        built.add_custom_arg(CustomArg(name, value))
    if mail.unsubscribe and facts.unsubscribe_group:
        built.asm = Asm(GroupId(facts.unsubscribe_group))  # SendGrid writes the header itself
    elif mail.unsubscribe:
        built.add_header(Header("List-Unsubscribe", f"<{mail.unsubscribe}>"))
    for file in reversed(mail.files):  # SendGrid's helper puts each before the others
        _enclose(built, file)
    if mail.batch_id and mail.send_at is not None:
        built.batch_id = BatchId(mail.batch_id)
        built.send_at = SendAt(int(mail.send_at.timestamp()))
    return built


def _enclose(built: Mail, file: EnclosedFile) -> None:
    """A calendar file is also the last alternative of the text: Gmail and Outlook look there."""
    if file.media_type == CALENDAR:
        built.add_content(Content(CALENDAR, file.data.decode()))
    built.add_attachment(
        Attachment(
            FileContent(base64.b64encode(file.data).decode()),
            FileName(file.name),
            FileType(file.media_type),
            Disposition("attachment"),
        )
    )


_UNSURE = "on ne peut pas savoir si le message est parti"
_AGAIN = "un nouvel essai suivra"


def _refused(error: HTTPError) -> Answer:
    """What a status proves: 4xx was refused; 5xx, 3xx and 408 may hide an accepted mail."""
    status = int(error.status_code)
    if status in (401, 403):
        raise ConfigurationError(
            f"SendGrid refused the key ({status}): check RELOCALISONS_SENDGRID_API_KEY and that "
            "it may send mail from this sender."
        ) from error
    if status == 429:
        return Answer(
            outcome=SendOutcome.RATE_LIMITED,
            http_status=status,
            retry_after=asked_wait(error.headers),
            reason=f"SendGrid demande d’attendre{THIN}; {_AGAIN}",
        )
    if 400 <= status < 500 and status != 408:
        return Answer(
            outcome=SendOutcome.REFUSED,
            http_status=status,
            reason=f"SendGrid a refusé ce message (réponse {status})",
        )
    return Answer(
        outcome=SendOutcome.UNKNOWN,
        http_status=status,
        reason=f"SendGrid a répondu {status}{THIN}; {_UNSURE}",
    )


def _without_answer(error: Exception) -> Answer:
    """Whether the request can have been read.

    urllib wraps in URLError what goes wrong until the last byte of the request is written (name,
    connection, certificate, broken upload): an incomplete request is never a mail. Whatever
    happens later, while waiting for the answer, comes bare and proves nothing.
    """
    if isinstance(error, urllib.error.URLError):
        return Answer(
            outcome=SendOutcome.NOT_REACHED, reason=f"SendGrid est injoignable{THIN}; {_AGAIN}"
        )
    return Answer(outcome=SendOutcome.UNKNOWN, reason=f"SendGrid n’a pas répondu{THIN}; {_UNSURE}")


def within(seconds: float, call: Callable[[], Any]) -> Any:
    """The result of `call`; TimeoutError after that long, whatever still trickles in."""
    box: list[Any] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            box.append(call())
        except BaseException as error:  # noqa: BLE001 - carried over to the waiting thread
            failure.append(error)

    # A daemon: an answer that never ends must not keep the process from ending.
    thread = threading.Thread(target=run, name="sendgrid", daemon=True)
    thread.start()
    thread.join(seconds)
    if failure:
        raise failure[0]
    if not box:
        raise TimeoutError("no complete answer")
    return box[0]


def asked_wait(headers: Any) -> float | None:
    """Seconds to wait: `Retry-After` (seconds or a date), else `X-RateLimit-Reset` (epoch).

    Instants are compared with the answer's own `Date`: our clock may be wrong or made up.
    """
    if headers is None:
        return None
    asked = headers.get("Retry-After") or ""
    if asked.strip().isdigit():
        return float(asked)
    now = posix_of(headers.get("Date"))
    until = posix_of(asked)
    reset = headers.get("X-RateLimit-Reset") or ""
    if until is None and reset.strip().isdigit():
        until = float(reset)
    return max(until - now, 0.0) if now is not None and until is not None else None


def posix_of(text: str | None) -> float | None:
    """An HTTP date as seconds since 1970; None when it is none."""
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except (TypeError, ValueError):
        return None
