"""A mail ready to leave, what an answer proves, and what a vendor must do to carry our mails.

Nothing here, nor in a vendor, repeats the sending of a mail: only the store may decide that it is
tried again, and only when the answer proves that it never counted.
"""

import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import Protocol

from relocalisons.configuration.problems import did_you_mean, problem
from relocalisons.configuration.values import as_toml
from relocalisons.core.kernel.keys import reply_key
from relocalisons.core.workspace.access import AccessCheck
from relocalisons.errors import ConfigurationError
from relocalisons.settings import VENDOR, Settings
from relocalisons.store.mails.notices import SendOutcome

VENDORS = "tasks.mail.vendors"  # by name: each of them is written on top of this module
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
    facts: Mapping[str, str] = field(default_factory=dict)  # ids only, for the vendor's events
    unsubscribe: str = ""  # mailto: or https: of digests
    batch_id: str = ""  # of a scheduled-send batch, with its time
    send_at: datetime | None = None
    files: tuple[EnclosedFile, ...] = ()


def reply_address(settings: Settings, notice_key: str) -> str:
    """Where answers to a mail of ours come to be read; empty where none are."""
    domain = settings.answers.domain
    key = reply_key(settings.hmac_key(), notice_key=notice_key)
    return f"r.{key}@{domain}" if domain else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a vendor's answer, or its absence, proves."""

    outcome: SendOutcome
    http_status: int | None = None
    message_id: str | None = None
    retry_after: float | None = None  # seconds
    reason: str = ""  # French, for « Relances » and the ledger; never an address


class ControlOutcome(StrEnum):
    """What a control call came to."""

    DONE = "done"
    GONE = "gone"  # the vendor knows no pause or cancel of this batch
    REFUSED = "refused"
    UNKNOWN = "unknown"  # no usable answer after all tries: to be asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAnswer:
    """An answer. `server_time` is the vendor's clock, None when it said none or it is made up.

    `batch_id` is set by naming, `status` (`pause`, `cancel`, or empty for none) by looking.
    """

    outcome: ControlOutcome
    http_status: int | None = None
    server_time: datetime | None = None
    batch_id: str = ""
    status: str = ""

    @property
    def done(self) -> bool:
        """Whether it is known to be done."""
        return self.outcome is ControlOutcome.DONE


class BatchControl(Protocol):
    """What the two-phase policy needs of a vendor."""

    def name(self) -> ControlAnswer:
        """A new batch; naming one twice leaves an unused name, which costs nothing."""
        ...

    def pause(self, batch_id: str) -> ControlAnswer:
        """Keep what is, or will be, in the batch from leaving."""
        ...

    def resume(self, batch_id: str) -> ControlAnswer:
        """Take the pause or the cancel away; GONE when there was none."""
        ...

    def cancel(self, batch_id: str) -> ControlAnswer:
        """Turn the pause into a cancel; GONE when the batch has none."""
        ...

    def cancel_unpaused(self, batch_id: str) -> ControlAnswer:
        """Cancel a batch whose pause is gone; only ten minutes or more before its time."""
        ...

    def look(self, batch_id: str) -> ControlAnswer:
        """The status of a batch as the vendor has it."""
        ...


class MailVendor(Protocol):
    """What a module of `vendors` gives by `open_vendor(settings)`.

    Opening raises ConfigurationError when there is no key.
    """

    name: str
    """As people read it."""

    def post(self, mail: OutgoingMail) -> Answer:
        """Hand over one mail, once, with a bounded wait.

        What proves that it never counted is NOT_REACHED, RATE_LIMITED or REFUSED; what leaves any
        doubt is UNKNOWN. Raises ConfigurationError when the key is refused: every other mail would
        fail in the same way.
        """
        ...

    def check(self) -> AccessCheck:
        """Whether key and sender are accepted, without delivering anything.

        Raises VendorUnavailableError when there is no answer.
        """
        ...

    def batches(self) -> BatchControl | None:
        """Its batches for the two-phase policy; None when it has none."""
        ...


def open_mail(settings: Settings) -> MailVendor:
    """The vendor that the programme's TOML names.

    Raises ConfigurationError for an unknown one, and for one that a sandbox cannot stand in for.
    """
    known = [module.name for module in pkgutil.iter_modules(import_module(VENDORS).__path__)]
    if settings.mail.vendor not in known:
        near = did_you_mean(settings.mail.vendor, known)
        written = " or ".join(as_toml(vendor) for vendor in ([near] if near else known))
        raise problem(
            f"{settings.file}, mail.vendor",
            f"there is no vendor {as_toml(settings.mail.vendor)}",
            f"write vendor = {written}",
        )
    if settings.base_url and settings.mail.vendor != VENDOR:
        raise ConfigurationError(
            f"A sandbox answers for {VENDOR} only: mail.vendor = {settings.mail.vendor!r} would "
            "write to real people."
        )
    return import_module(f"{VENDORS}.{settings.mail.vendor}").open_vendor(settings)


def send(vendor: MailVendor, mail: OutgoingMail) -> Answer:
    """Post one mail, once, unless it may not be posted at all; see `MailVendor.post`."""
    problem = refuse_before_calling(mail)
    return Answer(outcome=SendOutcome.REFUSED, reason=problem) if problem else vendor.post(mail)


def refuse_before_calling(mail: OutgoingMail) -> str:
    """Why a mail may not be posted at all, in French; empty when it may."""
    if not _ADDRESS.fullmatch(mail.to_address) or len(mail.to_address) > _LONGEST_ADDRESS:
        return "l’adresse n’est pas une adresse e-mail simple"
    if any(_CONTROL.search(text) for text in (mail.to_name, mail.subject, mail.unsubscribe)):
        return "le nom ou l’objet contient un saut de ligne ou un caractère invisible"
    if "@" in mail.to_name or "<" in mail.to_name:
        return "le nom du destinataire contient une adresse"
    return ""
