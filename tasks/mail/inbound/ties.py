"""Which mail of ours is answered, and by whom: the key in the address, else sender and subject."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from relocalisons.core.replies.model import Ask
from relocalisons.core.replies.words.mail.kind import answers_subject
from tasks.mail.inbound.mime import InboundMail

RECENT = timedelta(days=21)  # an answer without a key is of a mail that young
_KEY = re.compile(r"^r\.([a-z2-7]{16}|[a-z0-9]{16})@")
_IN_HEADERS = re.compile(r"<r\.([a-z2-7]{16})@[^<>\s]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """A mail of ours that may be answered."""

    key: str
    person: str
    address: str
    sent_at: datetime
    text: str
    asks: tuple[Ask, ...] = ()
    subject: str = ""
    partner: str = ""
    uid: str = ""  # of the event of an invitation, and the version that was sent
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The mail that is answered; not `sure` when key and sender do not both say so."""

    sent: SentMail
    sure: bool
    by_person: bool  # the sender's address is that of the person we wrote to


def key_of(mail: InboundMail) -> str:
    """The key of our reply address among the recipients, else in what it refers to; or empty."""
    found = (match for each in mail.recipients if (match := _KEY.match(each)))
    key = next((match[1] for match in found), "")
    referred = _IN_HEADERS.search(f"{mail.header('in-reply-to')} {mail.header('references')}")
    return key or (referred[1] if referred else "")


def tie(mail: InboundMail, sent: Iterable[SentMail], *, received: datetime) -> Tie | None:
    """The mail of ours that this one answers; None when neither key nor sender is known."""
    letters = sorted(sent, key=lambda each: each.sent_at, reverse=True)
    key = key_of(mail)
    address = mail.senders[0] if len(mail.senders) == 1 else ""
    for letter in letters:
        if key and letter.key == key:
            is_person = bool(address) and letter.address.casefold() == address
            return Tie(sent=letter, sure=is_person, by_person=is_person)
    theirs = [
        letter
        for letter in letters
        if letter.address.casefold() in mail.senders and received - letter.sent_at <= RECENT
    ]
    for letter in theirs:
        if answers_subject(mail.subject, letter.subject):
            return Tie(sent=letter, sure=not key and bool(address), by_person=bool(address))
    return Tie(sent=theirs[0], sure=False, by_person=bool(address)) if theirs else None
