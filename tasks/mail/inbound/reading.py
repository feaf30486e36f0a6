"""A mail that came back, read into proposals; whatever is strange about it puts them in doubt."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from relocalisons.core.replies.model import MailKind, Proposal, ReadReply, Reply
from tasks.mail.inbound.calendars import NO_ANSWER, propose_presence, read_calendar
from tasks.mail.inbound.mime import INNER, InboundMail, read_mail
from tasks.mail.inbound.senders import Sender, sender_of
from tasks.mail.inbound.ties import SentMail, Tie, tie

UNVERIFIED = "Expéditeur non vérifié."
ANOTHER = "Ce message ne vient pas de l’adresse à laquelle nous avions écrit."
UNTIED = "Nous ne savons pas à quel message celui-ci répond."
GUESSED = "Rattaché au dernier message envoyé à cette adresse."
REPEATED = "Un autre message portait déjà le même identifiant : celui-ci ne le remplace pas."
OURS = "Ce message vient de notre propre adresse : il n’est pas lu."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """A mail, the mail of ours that it answers, what it proposes, and what she is told of it."""

    mail: InboundMail
    tie: Tie | None
    sender: Sender
    reading: ReadReply
    remarks: tuple[str, ...]


def read_answer(
    raw: bytes,
    *,
    sent: Iterable[SentMail],
    received: datetime,
    known_ids: Container[str] = (),
    provider: str = "",
    reply_domain: str = "",
) -> ReadMail:
    """What a raw mail proposes. `provider` is the mail server whose judgement of senders counts.

    `known_ids` are those of other mails: the same one under another content is told, in doubt.
    """
    mail = read_mail(raw, received=received)
    sender = sender_of(mail, provider=provider, reply_domain=reply_domain)
    letters = tuple(sent)
    tied = tie(mail, letters, received=received)
    if sender is Sender.OURSELVES:
        nothing = ReadReply(kind=MailKind.EMPTY, own=mail.text)
        return ReadMail(mail=mail, tie=tied, sender=sender, reading=nothing, remarks=(OURS,))
    # Its words and tables are a tenth of a start, and on most nights no answer came.
    from relocalisons.core.replies.reader import read_reply

    reading = read_reply(_reply(mail, tied, received))
    reading, calendar = _with_calendars(reading, mail, letters)
    repeated = [REPEATED] if mail.message_id and mail.message_id in known_ids else []
    remarks = (*mail.remarks, *calendar, *repeated, *_remarks(sender, tied))
    if remarks or mail.is_strange:
        reading = replace(reading, proposals=tuple(map(_doubted, reading.proposals)))
    return ReadMail(mail=mail, tie=tied, sender=sender, reading=reading, remarks=remarks)


def _with_calendars(
    reading: ReadReply, mail: InboundMail, sent: tuple[SentMail, ...]
) -> tuple[ReadReply, list[str]]:
    """The presence that a calendar program answers stands before what prose says of that line."""
    said: list[Proposal] = []
    remarks: list[str] = []
    for data in mail.calendars:
        answer = read_calendar(data)
        if answer is None:
            remarks.append(NO_ANSWER)
            continue
        ours = [
            each
            for each in sent
            if each.uid == answer.uid and each.address.casefold() in mail.senders
        ]
        newest = max(ours, key=lambda each: each.sequence, default=None)
        proposals, remark = propose_presence(answer, newest)
        said += [each for each in proposals if each not in said]
        remarks += [remark] if remark else []
    if not said:
        return reading, remarks
    told = {each.ref for each in said}
    rest = [e for e in reading.proposals if e.ref not in told and not told & set(e.may_be)]
    left = tuple(each for each in reading.to_read if each.ref not in told)
    return replace(reading, proposals=(*said, *rest), to_read=left), remarks


def _reply(mail: InboundMail, tied: Tie | None, received: datetime) -> Reply:
    person = tied.sent.person if tied else mail.sender_name
    kept = [each for each in mail.files if not each.refused]
    return Reply(
        body=mail.text,
        written=mail.day_in_paris(received),
        person=person,
        sender=person if tied is None or tied.by_person else mail.sender_name,
        asks=tied.sent.asks if tied else (),
        sent_text=tied.sent.text if tied else "",
        subject="TR: " + mail.subject if INNER in mail.remarks else mail.subject,
        headers=mail.headers,
        attachments=tuple(each.name for each in kept),
    )


def _remarks(sender: Sender, tied: Tie | None) -> list[str]:
    told = [UNVERIFIED] if sender is Sender.UNVERIFIED else []
    if tied is None:
        return [*told, UNTIED]
    if not tied.by_person:
        return [*told, ANOTHER]
    return told if tied.sure else [*told, GUESSED]


def _doubted(proposal: Proposal) -> Proposal:
    return replace(proposal, doubt=True)
