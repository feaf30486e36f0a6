"""Rendering: what all mails share, and the cleaning of words that people typed."""

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import quote as percent

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.words.french import shorten, typo

_LONGEST_SUBJECT = 150  # characters; phones show about 40, clients keep 78 in one piece


@dataclass(frozen=True, slots=True, kw_only=True)
class MailContext:
    """Who writes, and where links lead. `pilotage_url` is for mails to the coordinator.

    `reader` is who gets a copy of a mail to the coordinator; empty in the mail to herself.
    `instead_of` is the coordinator who is away: `coordinator` is then her deputy. `privacy_url`
    leads to the notice of article 14 of the GDPR, in the first mail to a person only. `answer_url`
    leads to the person's own answer page; empty without one.
    """

    programme: str
    coordinator: str
    coordinator_email: str
    coordinator_phone: str = ""
    links: CellLinks = field(default_factory=CellLinks)
    pilotage_url: str = ""
    reader: str = ""
    instead_of: str = ""
    privacy_url: str = ""
    answer_url: str = ""

    @property
    def coordinator_tel(self) -> str:
        """What calls her at a touch: mail programs are told to make no link of a number."""
        return phone_address(self.coordinator_phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedMail:
    """A finished mail: one-line subject, plain text, and HTML with its styles inline."""

    subject: str
    text: str
    html: str


def one_line(text: object) -> str:
    """Words of people on one line, without anything that acts on a screen or in a header.

    Control characters would break headers, bidirectional overrides would reverse what is read.
    """
    words = unicodedata.normalize("NFC", "" if text is None else str(text))
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", words)
    words = re.sub(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]", "", words)
    return re.sub(" +", " ", words).strip()


def said(text: object) -> str:
    """Words of people as they are printed: one line, French typography."""
    return typo(one_line(text))


def subject_line(text: str) -> str:
    """A subject that fits in one header line."""
    words = one_line(text)
    return words if len(words) <= _LONGEST_SUBJECT else shorten(words, limit=_LONGEST_SUBJECT)


def reply_address(address: str, *, subject: str, body: str) -> str:
    """A `mailto:` that opens a reply with its number already written."""
    return (
        f"mailto:{percent(address, safe='@.+-_')}"
        f"?subject={percent(one_line(subject), safe='')}&body={percent(body, safe='')}"
    )


def phone_address(phone: str) -> str:
    """`tel:` address of a telephone as typed; empty when no number can be made of it."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"tel:{digits}" if re.fullmatch(r"\+?\d{6,15}", digits) else ""
