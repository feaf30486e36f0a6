"""SendGrid: build with its helpers, post once, with a timeout: `mail/send` knows no idempotency."""

import base64
import http.client
import logging
import urllib.error
from dataclasses import dataclass
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

from relocalisons.configuration.problems import problem
from relocalisons.core.kernel.words.french import THIN
from relocalisons.core.workspace.access import AccessCheck, failed, passed
from relocalisons.errors import ConfigurationError, VendorUnavailableError
from relocalisons.settings import Settings
from relocalisons.store.mails.notices import SendOutcome
from tasks.google.retrying import posix_of
from tasks.mail.mail import CALENDAR, Answer, EnclosedFile, OutgoingMail, reply_address
from tasks.mail.scheduled_sends import PATIENCE, ScheduledSends, within

TIMEOUT = 20.0  # seconds without a byte; the client's own default is none at all


def open_vendor(settings: Settings) -> "SendGrid":
    """A client with a timeout; raises ConfigurationError when there is no key."""
    key = settings.secrets.mail_key
    if key is None:
        raise problem(
            "RELOCALISONS_SENDGRID_API_KEY",
            "it is not set, so nothing can be sent, nor any failure told",
            "set RELOCALISONS_SENDGRID_API_KEY_FILE to a file that holds the key",
        )
    # At DEBUG the client logs whole payloads, addresses and the key included.
    logging.getLogger("python_http_client").setLevel(logging.WARNING)
    host = settings.base_url or "https://api.sendgrid.com"
    client: Any = SendGridAPIClient(api_key=key.get_secret_value(), host=host).client
    client.timeout = TIMEOUT  # its stubs know neither this nor the names of its calls
    return SendGrid(client=client, settings=settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendGrid:
    """See `mail.MailVendor`."""

    client: Any
    settings: Settings
    name: str = "SendGrid"

    def post(self, mail: OutgoingMail) -> Answer:
        """Raises ConfigurationError on 401 and 403."""
        body = build(mail, settings=self.settings).get()
        try:
            response = within(PATIENCE, lambda: self.client.mail.send.post(request_body=body))
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

    def check(self) -> AccessCheck:
        """Hand it a mail in its own sandbox mode: it checks everything and delivers nothing."""
        name = "Envoi des messages"
        coordinator = self.settings.mail.coordinator
        mail = OutgoingMail(
            to_address=coordinator.email,
            to_name=coordinator.name,
            subject="Contrôle des accès",
            text="Ce message n’est pas distribué.",
            html="<p>Ce message n’est pas distribué.</p>",
        )
        body: dict[str, Any] = build(mail, settings=self.settings).get()
        body["mail_settings"] = {"sandbox_mode": {"enable": True}}
        try:
            self.client.mail.send.post(request_body=body)
        except HTTPError as error:
            status = getattr(error, "status_code", 0)
            if status in (401, 403):
                return failed(
                    name,
                    "SendGrid refuse la clé d’envoi, ou l’adresse d’expédition n’est pas vérifiée.",
                    "Pour l’exploitant : dans SendGrid, « Settings », « API Keys » : clé avec le "
                    "droit « Mail Send » ; puis « Sender Authentication » : vérifier le domaine de "
                    "l’expéditeur.",
                )
            return failed(
                name,
                f"SendGrid refuse le message d’essai (réponse {status}).",
                "Pour l’exploitant : vérifier sender_email et les adresses de [mail] dans le "
                "fichier de configuration du programme.",
            )
        except OSError as error:
            raise VendorUnavailableError(
                f"SendGrid ne répond pas ({type(error).__name__})."
            ) from error
        return passed(
            name,
            "SendGrid accepte la clé et un message d’essai, sans le distribuer (que le domaine de "
            "l’expéditeur soit vérifié se lit dans « Sender Authentication »)",
        )

    def batches(self) -> ScheduledSends:
        """Its scheduled sends. In a story its clock is the story's, its `Date` the machine's."""
        return ScheduledSends(self.client, trust_its_clock=self.settings.story_time is None)


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
    _answer_to(built, mail, settings=settings)
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


def _answer_to(built: Mail, mail: OutgoingMail, *, settings: Settings) -> None:
    """She is always answered to; where answers are read, a second address bears the mail's key.

    `References` carries it too: answers repeat that header, even those that reach only her.
    """
    in_charge = settings.in_charge
    notice_key = mail.facts.get("notice_id", "")
    address = reply_address(settings, notice_key) if notice_key else ""
    if not address or mail.to_address == in_charge.email:
        built.reply_to = ReplyTo(in_charge.email, in_charge.name)
        return
    built.reply_to_list = [
        ReplyTo(in_charge.email, in_charge.name),
        ReplyTo(address, settings.mail.sender_name),
    ]
    built.add_header(Header("References", f"<{address}>"))


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
