"""Pure: a reply, what its mail had asked, and what is proposed of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.model import DateInterval


class Act(StrEnum):
    """What a person says that happened, or asks for."""

    DONE = "done"
    NEW_DATE = "new_date"  # later than the date that was set
    PROMISE = "promise"  # by the date that was set, or by a delivery that is announced
    PROGRESS = "progress"
    BLOCKED = "blocked"
    ATTEND_YES = "attend_yes"
    ATTEND_NO = "attend_no"
    ATTEND_PROXY = "attend_proxy"
    OTHER_DATE = "other_date"  # of a meeting: neither yes nor no, and another day proposed
    WRONG_PERSON = "wrong_person"
    CONTACT_LEFT = "contact_left"
    NEW_CONTACT = "new_contact"
    CALL_ME = "call_me"
    PAUSE = "pause"
    STOP_MAILS = "stop_mails"
    QUESTION = "question"
    OTHER = "other"  # said of a line, and not understood: her reading


class MailKind(StrEnum):
    """What kind of mail came back, told before a word of it is read."""

    REPLY = "reply"
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    EMPTY = "empty"


class AskKind(StrEnum):
    """What a line of the mail asks for; `presence` is what is answered by coming."""

    MEETING = "meeting"
    VISIT = "visit"
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A line of the mail that is answered: its number, title and date."""

    ref: str
    kind: AskKind
    title: str
    due: date | None = None
    nickname: str = ""  # a word that people use for its table: « facture », « certificat »


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A mail that came back. `sent_text` is what we had sent: none of its lines is an answer."""

    body: str
    written: date
    person: str
    sender: str
    asks: tuple[Ask, ...] = ()
    sent_text: str = ""
    subject: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One act that a reply may mean; `doubt` asks for a look before a « oui ».

    `ref` is None when the act is about the person, or when several lines fit (`may_be`).
    """

    act: Act
    words: str
    ref: str | None = None
    may_be: tuple[str, ...] = ()
    days: DateInterval | None = None
    percent: int | None = None
    text: str = ""  # whom or what: a proxy, a contact, a telephone, what blocks
    doubt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReply:
    """What a mail says: its kind, its own words, the proposals, and words left beside their line.

    `to_read` are quotes, « à lire », of which nothing is guessed.
    """

    kind: MailKind
    own: str = ""
    proposals: tuple[Proposal, ...] = ()
    to_read: tuple[Proposal, ...] = ()
