"""Who sent a mail, as far as anybody can tell: a From is only what somebody typed."""

import re
from enum import StrEnum

from tasks.mail.inbound.mime import InboundMail

_RESULT = re.compile(r"\b(spf|dkim)=pass\b([^;]*)", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:header\.[di]|smtp\.mailfrom)=(?:[^@\s;]*@)?([\w.-]+)", re.IGNORECASE)


class Sender(StrEnum):
    """What is known of a sender."""

    VERIFIED = "verified"  # her provider saw the domain of From sign it, or send it
    UNVERIFIED = "unverified"
    OURSELVES = "ourselves"  # a mail of ours that came back: nothing to read


def sender_of(mail: InboundMail, *, provider: str, reply_domain: str) -> Sender:
    """Judge a sender by the topmost `Authentication-Results`, and only when `provider` wrote it.

    Any server on the way, and the sender too, may have added others below.
    """
    if any(address.endswith(f"@{reply_domain}") for address in mail.senders if reply_domain):
        return Sender.OURSELVES
    results = mail.header("authentication-results")
    host, _, rest = results.partition(";")
    if len(mail.senders) != 1 or not provider or host.split()[:1] != [provider]:
        return Sender.UNVERIFIED
    domain = mail.senders[0].rpartition("@")[2]
    passed = (name for result in _RESULT.finditer(rest) for name in _DOMAIN.findall(result[2]))
    aligned = any(_is_aligned(name.casefold(), domain) for name in passed)
    return Sender.VERIFIED if aligned and "spf=fail" not in rest else Sender.UNVERIFIED


def _is_aligned(signed: str, domain: str) -> bool:
    return domain == signed or domain.endswith(f".{signed}")
