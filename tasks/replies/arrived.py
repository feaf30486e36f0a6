"""Answers that came by the reply address: opened, read, their files put away, kept as proposals."""

from relocalisons.core.kernel.words.french import NBSP, count_of, format_date
from relocalisons.rendering.mails.replies_mail import ReplyNotice
from relocalisons.store.replies.inbound import SealedMail, mark_inbound_read, waiting_inbound
from tasks.intake.snapshots import Intake
from tasks.mail.answer_page.reading import page_key_in, read_page_answer
from tasks.mail.inbound.mime import read_mail
from tasks.mail.inbound.posted import SEEN_BY, posted_mail
from tasks.mail.inbound.reading import read_answer
from tasks.mail.inbound.sealing import NotOpenedError, open_seal
from tasks.mail.inbound.sent import mail_of_key, mail_of_page, mails_to
from tasks.mail.inbound.ties import key_of
from tasks.replies.dropped import file_away, file_pieces, kept_of, notice_of, sender_hash_of
from tasks.replies.reading import (
    MOST_REPLIES,
    ReadAnswer,
    Received,
    keep_answers,
    kept_proposals,
    mark_of,
)
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

PREFIX = "inbound:"
_MOST_WAITING = 100  # looked at: those that no key opens must not hide the others
NOT_RAW = (
    "SendGrid n’a pas transmis le message entier : cocher « POST the raw, full MIME message » dans "
    "« Inbound Parse ». Ses pièces jointes manquent ici."
)
BY_LINK = "Reçu par le lien personnel d’un message : qui a ce lien peut répondre."
PAGE_GONE = "Sa page n’existe plus : la personne a été oubliée, ou son temps est passé."
NOT_OPENED = (
    "Une réponse est arrivée et n’a pas pu être ouverte : la clé RELOCALISONS_SEAL_KEY n’est pas "
    "celle avec laquelle elle a été scellée. L’exploitant peut la remettre ; la réponse reste "
    "gardée 60 jours, et la personne vous a aussi répondu à votre adresse."
)


@step("Lire les réponses arrivées")
def read_arrived_replies(run: ProgrammeRun, google: Google, intake: Intake) -> Received:
    """Open each answer once and keep what it proposes.

    An answer is done with once she was told: a night that dies before reads it again, and files
    that were put away are known again by their mark.
    """
    waiting = waiting_inbound(run.store, run.code, most=_MOST_WAITING)
    if not waiting:
        return Received()
    secret = run.settings.secrets.seal_key
    if secret is None:
        count = count_of(len(waiting), "réponse attend", "réponses attendent")
        missing = f"{count}{NBSP}: la clé RELOCALISONS_SEAL_KEY manque pour les ouvrir."
        return Received(trouble=missing)
    opened: list[ReadAnswer] = []
    for each in waiting:
        opened.append(_open(run, google, intake, each, secret.get_secret_value()))
        if sum(one.is_read for one in opened) == MOST_REPLIES:
            break
    keep_answers(run, opened)
    return Received(answers=tuple(opened), arrived=True, left=len(waiting) - len(opened))


def close_arrived(run: ProgrammeRun, received: Received) -> None:
    """Answers that she was told of: they are done with."""
    for one in received.answers:
        if one.is_read and not run.dry_run:
            key = one.key.removeprefix(PREFIX)
            mark_inbound_read(run.store, key, sender_hash=one.sender_hash, at=run.clock())


def _open(
    run: ProgrammeRun, google: Google, intake: Intake, waiting: SealedMail, secret: str
) -> ReadAnswer:
    try:
        opened = open_seal(waiting.sealed, private_key=secret, programme=run.code)
    except NotOpenedError:
        notice = ReplyNotice(heading="Réponse non ouverte", remarks=(NOT_OPENED,))
        return ReadAnswer(key=PREFIX + waiting.key, notice=notice, is_read=False)
    head, _, body = opened.partition(b"\n")
    content_type = head.decode("latin-1")
    if page_key := page_key_in(content_type):
        return _from_page(run, google, intake, waiting, page_key, body)
    posted = posted_mail(content_type, body)
    first = read_mail(posted.raw, received=waiting.received_at)
    sent = mails_to(run, first.senders, received=waiting.received_at)
    key = key_of(first)
    if key and key not in {each.key for each in sent}:
        sent += mail_of_key(run, key, received=waiting.received_at)
    answer = read_answer(
        posted.raw,
        sent=sent,
        received=waiting.received_at,
        provider=SEEN_BY,
        reply_domain=run.settings.answers.domain,
    )
    remarks = () if posted.whole else (NOT_RAW,)
    filed = file_away(run, google, answer, posted.raw, intake)
    return ReadAnswer(
        key=PREFIX + waiting.key,
        notice=notice_of(answer, (*remarks, *filed)),
        kept=kept_of(run, answer, posted.raw),
        sender_hash=sender_hash_of(run, answer),
    )


def _from_page(
    run: ProgrammeRun, google: Google, intake: Intake, waiting: SealedMail, key: str, body: bytes
) -> ReadAnswer:
    """What somebody sent on the page of a mail: whoever has the link, which she is told."""
    day = waiting.received_at.astimezone(run.settings.zone).date()
    answer = read_page_answer(run.store, key, body, came=day)
    if answer is None:
        notice = ReplyNotice(heading="Réponse d’une page effacée", remarks=(PAGE_GONE,))
        return ReadAnswer(key=PREFIX + waiting.key, notice=notice)
    letters = mail_of_page(run, key, received=waiting.received_at)
    letter = letters[0] if letters else None
    who = f"{letter.person}, {letter.partner}" if letter else "Page de réponse"
    filed = file_pieces(
        run, google, answer.files, body, intake, code=letter.partner if letter else ""
    )
    return ReadAnswer(
        key=PREFIX + waiting.key,
        notice=ReplyNotice(
            heading=f"{who}, sur sa page de réponse, le {format_date(day)}",
            remarks=(BY_LINK, *filed),
            own=answer.words,
        ),
        kept=kept_proposals(
            run,
            answer.proposals,
            mark=mark_of(body),
            came=day,
            partner=letter.partner if letter else "",
            person=letter.person if letter else "",
            sender_hash=answer.page.recipient_hash,
        ),
        sender_hash=answer.page.recipient_hash,
    )
