"""Answers that came by the reply address: opened, read, their files put away, told once to her."""

from collections.abc import Iterator
from dataclasses import dataclass

from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.words.french import NBSP, count_of, format_date
from relocalisons.core.replies.sentences import say_proposal
from relocalisons.rendering.mails.replies_mail import ReplyNotice, render_replies
from relocalisons.store.mails.alerts import told_of
from relocalisons.store.replies.inbound import SealedMail, mark_inbound_read, waiting_inbound
from tasks.intake.snapshots import Intake
from tasks.mail.answer_page.reading import page_key_in, read_page_answer
from tasks.mail.coordination import alert_new, mail_context
from tasks.mail.inbound.mime import read_mail
from tasks.mail.inbound.posted import SEEN_BY, posted_mail
from tasks.mail.inbound.reading import ReadMail, read_answer
from tasks.mail.inbound.sealing import NotOpenedError, open_seal
from tasks.mail.inbound.sent import mail_of_key, mail_of_page, mails_to
from tasks.mail.inbound.ties import key_of
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step
from tasks.workspace.dropped_replies import file_away, file_pieces, notice_of

MOST_REPLIES = 20  # a night; the others wait for the next one
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    key: str
    notice: ReplyNotice
    sender_hash: str = ""
    is_read: bool = True  # else it waits for the key that opens it


@step("Lire les réponses arrivées")
def read_arrived_replies(run: ProgrammeRun, google: Google, intake: Intake) -> tuple[str, ...]:
    """Open each answer once and tell her what it proposes; what is said of it in the summary.

    An answer is done with once she was told: a night that dies before reads it again, and files
    that were put away are known again by their mark.
    """
    waiting = waiting_inbound(run.store, run.code, most=_MOST_WAITING)
    if not waiting:
        return ()
    secret = run.settings.secrets.seal_key
    if secret is None:
        count = count_of(len(waiting), "réponse attend", "réponses attendent")
        return (f"{count}{NBSP}: la clé RELOCALISONS_SEAL_KEY manque pour les ouvrir.",)
    opened: list[_Opened] = []
    for each in waiting:
        opened.append(_open(run, google, intake, each, secret.get_secret_value()))
        if sum(one.is_read for one in opened) == MOST_REPLIES:
            break
    told = told_of(run.store, run.code, [_key(each.key) for each in opened])
    new = [each for each in opened if _key(each.key) not in told]
    said = alert_new(
        run,
        {_key(each.key): each.notice for each in new},
        lambda some, reader: render_replies(some, context=mail_context(run, reader), arrived=True),
        kind="replies",
    )
    if not run.dry_run and said == len(new):
        for one in opened:
            if one.is_read:
                mark_inbound_read(run.store, one.key, sender_hash=one.sender_hash, at=run.clock())
    more = len(waiting) > len(opened)
    return tuple(_summary(len(opened), more=more, told=said == len(new), rehearsal=run.dry_run))


def _key(key: str) -> str:
    return f"inbound:{key}"


def _summary(count: int, *, more: bool, told: bool, rehearsal: bool) -> Iterator[str]:
    said = count_of(count, "réponse arrivée lue", "réponses arrivées lues")
    if rehearsal:
        yield f"{said}{NBSP}; rien n’est dit ni rangé à blanc."
    elif told:
        yield f"{said}, à lire dans le mail qui vous en parle."
    else:
        yield f"{said}{NBSP}; leur mail n’est pas parti, nouvel essai au prochain passage."
    if more:
        yield "D’autres réponses seront lues au prochain passage."


def _open(
    run: ProgrammeRun, google: Google, intake: Intake, waiting: SealedMail, secret: str
) -> _Opened:
    try:
        opened = open_seal(waiting.sealed, private_key=secret, programme=run.code)
    except NotOpenedError:
        notice = ReplyNotice(heading="Réponse non ouverte", remarks=(NOT_OPENED,))
        return _Opened(key=waiting.key, notice=notice, is_read=False)
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
    return _Opened(
        key=waiting.key,
        notice=notice_of(answer, (*remarks, *filed)),
        sender_hash=_sender_hash(run, answer),
    )


def _from_page(
    run: ProgrammeRun, google: Google, intake: Intake, waiting: SealedMail, key: str, body: bytes
) -> _Opened:
    """What somebody sent on the page of a mail: whoever has the link, which she is told."""
    day = waiting.received_at.astimezone(run.settings.zone).date()
    answer = read_page_answer(run.store, key, body, came=day)
    if answer is None:
        notice = ReplyNotice(heading="Réponse d’une page effacée", remarks=(PAGE_GONE,))
        return _Opened(key=waiting.key, notice=notice)
    letters = mail_of_page(run, key, received=waiting.received_at)
    letter = letters[0] if letters else None
    who = f"{letter.person}, {letter.partner}" if letter else "Page de réponse"
    filed = file_pieces(
        run, google, answer.files, body, intake, code=letter.partner if letter else ""
    )
    return _Opened(
        key=waiting.key,
        notice=ReplyNotice(
            heading=f"{who}, sur sa page de réponse, le {format_date(day)}",
            proposals=tuple(say_proposal(each) for each in answer.proposals),
            remarks=(BY_LINK, *filed),
            own=answer.words,
        ),
        sender_hash=answer.page.recipient_hash,
    )


def _sender_hash(run: ProgrammeRun, answer: ReadMail) -> str:
    """Of the person that we had written to, when it is this person who answers."""
    if answer.tie is None or not answer.tie.by_person:
        return ""
    return recipient_hash(run.settings.hmac_key(), answer.tie.sent.address)
