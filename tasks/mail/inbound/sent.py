"""What we had written to the people who answer: the mails that may be answered, as lines."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.reminders.digests import DigestLine
from relocalisons.core.reminders.rules.release import from_document
from relocalisons.core.replies.model import Ask, AskKind
from relocalisons.core.reports.meetings import invitations
from relocalisons.store.mails.recipients import AnswerableMail, answerable_mails
from tasks.mail.inbound.ties import SentMail
from tasks.run.programme_run import ProgrammeRun

ANSWERED_WITHIN = timedelta(days=60)
_TABLES = {
    "expense": "facture justificatif dépense",
    "evidence": "facture justificatif dépense",
    "certificate": "certificat",
    "attestation": "attestation certificat",
    "contract": "contrat avenant",
    "deliverable": "livrable",
    "visit": "visite",
}


def mails_to(
    run: ProgrammeRun, addresses: Iterable[str], *, received: datetime
) -> tuple[SentMail, ...]:
    """The mails that people at these addresses may be answering."""
    by_hash = {recipient_hash(run.settings.hmac_key(), each): each for each in addresses}
    since = received - ANSWERED_WITHIN
    found: list[SentMail] = []
    for address_hash, address in by_hash.items():
        mails = answerable_mails(run.store, run.code, [address_hash], since=since)
        found += [_sent(run, mail, address) for mail in mails]
    return tuple(found)


def _sent(run: ProgrammeRun, mail: AnswerableMail, address: str) -> SentMail:
    body = mail.body
    digest = from_document(body["digest"], kinds=KINDS) if "digest" in body else None
    asks = [_ask(line) for line in digest.lines] if digest else []
    if "meeting" in body:
        asks.append(_meeting(mail))
    return SentMail(
        key="",
        person=digest.person if digest else str(body.get("person", "")),
        address=address,
        sent_at=mail.left_at,
        text=str(body.get("text", "")),
        asks=tuple({ask.ref: ask for ask in reversed(asks)}.values())[::-1],
        subject=mail.subject,
        partner=mail.partner,
        uid=_uid(run, mail) if "meeting" in body else "",
        sequence=int(body["meeting"]["sequence"]) if "meeting" in body else 0,
    )


def _ask(line: DigestLine) -> Ask:
    subject = line.kind.value.partition("_")[0]
    number, _, title = line.label.partition(" – ")
    kind = AskKind.VISIT if subject == "visit" else AskKind.WORK
    return Ask(
        ref=line.number or line.label,
        kind=kind,
        title=title or number,
        due=line.due,
        nickname=_TABLES.get(subject, ""),
    )


def _uid(run: ProgrammeRun, mail: AnswerableMail) -> str:
    # Calendars are drawn by the library that this module brings: only an invitation needs it.
    from relocalisons.rendering.mails.invitation import uid_of

    domain = run.settings.mail.sender_email.rpartition("@")[2]
    number = str(mail.body["meeting"]["session"]["number"])
    return uid_of(programme=run.code, meeting=number, domain=domain)


def _meeting(mail: AnswerableMail) -> Ask:
    invitation = invitations.from_document(mail.body["meeting"])
    return Ask(
        ref=mail.role,
        kind=AskKind.MEETING,
        title=invitation.session.committee,
        due=invitation.appointment.day,
    )
