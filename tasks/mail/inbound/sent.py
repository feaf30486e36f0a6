"""What we had written to the people who answer: the mails that may be answered, as lines."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.keys import page_key, recipient_hash, reply_key
from relocalisons.core.reminders.digests import DigestLine
from relocalisons.core.reminders.rules.release import from_document
from relocalisons.core.replies.model import Ask, AskKind
from relocalisons.core.reports.meetings import invitations
from relocalisons.store.mails.recipients import AnswerableMail, answerable_keys, answerable_mails
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
    secret = run.settings.hmac_key()
    by_hash = {recipient_hash(secret, each): each for each in addresses}
    since = received - ANSWERED_WITHIN
    found: list[SentMail] = []
    for address_hash, address in by_hash.items():
        mails = answerable_mails(run.store, run.code, [address_hash], since=since)
        found += [_sent(run, mail, address) for mail in mails]
    return tuple(found)


def mail_of_key(run: ProgrammeRun, key: str, *, received: datetime) -> tuple[SentMail, ...]:
    """The mail whose answers bear this key, when it went to an address that is not known here.

    Its address stays empty: nobody who answers is taken for the person we wrote to.
    """
    secret = run.settings.hmac_key()
    return _where(run, lambda each: reply_key(secret, notice_key=each) == key, received)


def mail_of_page(run: ProgrammeRun, key: str, *, received: datetime) -> tuple[SentMail, ...]:
    """The mail that led to an answer page."""
    secret = run.settings.hmac_key()
    return _where(run, lambda each: page_key(secret, notice_key=each) == key, received)


def _where(
    run: ProgrammeRun, is_it: Callable[[str], bool], received: datetime
) -> tuple[SentMail, ...]:
    since = received - ANSWERED_WITHIN
    ours = [each for each in answerable_keys(run.store, run.code, since=since) if is_it(each)]
    mails = answerable_mails(run.store, run.code, (), since=since, keys=ours) if ours else ()
    return tuple(_sent(run, mail, "") for mail in mails)


def _sent(run: ProgrammeRun, mail: AnswerableMail, address: str) -> SentMail:
    body = mail.body
    digest = from_document(body["digest"], kinds=KINDS) if "digest" in body else None
    asks = [_ask(line) for line in digest.lines] if digest else []
    if "meeting" in body:
        asks.append(_meeting(mail))
    return SentMail(
        key=reply_key(run.settings.hmac_key(), notice_key=mail.key),
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
