"""Answers dropped in « Réponses reçues »: read, their files put away, told once to her by mail."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.french import NBSP, count_of, format_date, quote
from relocalisons.core.replies.model import MailKind
from relocalisons.core.replies.sentences import say_proposal
from relocalisons.core.workspace.dropped_replies import dropped_replies, folder_of_partner
from relocalisons.errors import SourceError
from relocalisons.rendering.mails.replies_mail import ReplyNotice, render_replies
from relocalisons.store.mails.alerts import told_of
from tasks.intake.snapshots import Intake
from tasks.mail.coordination import alert_new, mail_context
from tasks.mail.inbound.files import MailFile
from tasks.mail.inbound.mime import LARGEST_MAIL, read_mail
from tasks.mail.inbound.reading import ReadMail, read_answer
from tasks.mail.inbound.sent import mails_to
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step

MOST_REPLIES = 20  # a night; the others wait for the next one
MARK = "relocalisons_reply"  # the appProperty by which a file of an answer is known again
_LONGEST_OWN = 1500
_MEDIA = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "csv": "text/csv",
}
_KINDS = {
    MailKind.OUT_OF_OFFICE: "Réponse automatique d’absence.",
    MailKind.BOUNCE: "Message non remis : ce n’est pas une réponse.",
    MailKind.EMPTY: "Aucun mot de la personne dans ce message.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    item: DriveItem
    notice: ReplyNotice


@step("Lire les réponses reçues")
def read_dropped_replies(run: ProgrammeRun, google: Google, intake: Intake) -> tuple[str, ...]:
    """Read each answer once and tell her what it proposes; what is said of it in the summary.

    Nothing is kept in the store but that it was told: the mail stays in her Drive. An answer that
    cannot be read is told too, so that she reads it herself.
    """
    there = dropped_replies(intake.snapshot.items)
    if not there:
        return ()
    told = told_of(run.store, run.code, [_key(item) for item in there])
    waiting = [item for item in there if _key(item) not in told]
    seen: set[str] = set()
    read = [_read(run, google, item, intake, seen) for item in waiting[:MOST_REPLIES]]
    if not read:
        return ()
    said = alert_new(
        run,
        {_key(each.item): each.notice for each in read},
        lambda new, reader: render_replies(new, context=mail_context(run, reader)),
        kind="replies",
    )
    left = len(waiting) - len(read)
    return tuple(_summary(len(read), left, told=said == len(read), rehearsal=run.dry_run))


def _summary(read: int, left: int, *, told: bool, rehearsal: bool) -> Iterator[str]:
    count = count_of(read, "réponse reçue lue", "réponses reçues lues")
    if rehearsal:
        yield f"{count}{NBSP}; rien n’est dit ni rangé à blanc."
    elif told:
        yield f"{count}, à lire dans le mail qui vous en parle."
    else:
        yield f"{count}{NBSP}; leur mail n’est pas parti, nouvel essai au prochain passage."
    if left:
        yield f"{count_of(left, 'autre réponse', 'autres réponses')} au prochain passage."


def _key(item: DriveItem) -> str:
    return f"reply:{item.file_id}"


def _read(
    run: ProgrammeRun, google: Google, item: DriveItem, intake: Intake, seen: set[str]
) -> _Read:
    try:
        raw = google.drive.download(item.file_id, largest=LARGEST_MAIL)
    except SourceError as error:
        return _Read(item=item, notice=ReplyNotice(heading=item.name, remarks=(str(error),)))
    received = run.clock()
    first = read_mail(raw, received=received)
    at = _came(first.written, received)
    sent = mails_to(run, first.senders, received=at)
    answer = read_answer(
        raw,
        sent=sent,
        received=at,
        known_ids=frozenset(seen),
        provider=run.settings.mail.authentication_host,
    )
    seen.add(answer.mail.message_id)
    filed = file_away(run, google, answer, raw, intake)
    return _Read(item=item, notice=notice_of(answer, filed, name=item.name))


def _came(written: datetime | None, now: datetime) -> datetime:
    """When it came: what is dropped weeks later counts from its own day, never ahead of us."""
    return min(written, now) if written else now


def notice_of(answer: ReadMail, filed: tuple[str, ...], *, name: str = "") -> ReplyNotice:
    """What she is told of an answer; `name` is that of its file, for a sender without one."""
    mail, reading = answer.mail, answer.reading
    kind = _KINDS.get(reading.kind)
    who = answer.tie.sent.person if answer.tie and answer.tie.by_person else mail.sender_name
    address = mail.senders[0] if mail.senders else "sans adresse"
    day = f" du {format_date(mail.written.date())}" if mail.written else ""
    partner = f", {answer.tie.sent.partner}" if answer.tie and answer.tie.sent.partner else ""
    return ReplyNotice(
        heading=f"{who or name or 'Sans nom'} ({address}{partner}){day}",
        proposals=tuple(say_proposal(each) for each in reading.proposals),
        remarks=(*([kind] if kind else []), *answer.remarks, *filed),
        own=reading.own[:_LONGEST_OWN] or mail.text[:_LONGEST_OWN],
    )


def file_away(
    run: ProgrammeRun, google: Google, answer: ReadMail, raw: bytes, intake: Intake
) -> tuple[str, ...]:
    """Put the files of an answer in the partner's folder, once; what is said of each."""
    code = answer.tie.sent.partner if answer.tie and answer.tie.by_person else ""
    return file_pieces(run, google, answer.mail.files, raw, intake, code=code)


def file_pieces(
    run: ProgrammeRun,
    google: Google,
    files: Iterable[MailFile],
    raw: bytes,
    intake: Intake,
    *,
    code: str,
) -> tuple[str, ...]:
    """Put files in the folder of a partner, once; `raw` is what they came with."""
    said: list[str] = []
    folder = folder_of_partner(intake.snapshot.items, code) if code else None
    digest = hashlib.sha256(raw).hexdigest()[:12]
    for number, each in enumerate(files, start=1):
        if each.refused:
            said.append(
                f"Pièce {quote(each.said_name)} laissée dans le message{NBSP}: {each.refused}."
            )
            continue
        if folder is None:
            said.append(
                f"Pièce {quote(each.said_name)} laissée dans le message{NBSP}: pas de dossier."
            )
            continue
        mark = f"{digest}/{number}"
        if not run.dry_run and google.drive.find(MARK, mark) is None:
            google.drive.create_file(
                each.name,
                each.content,
                parent_id=folder.file_id,
                media_type=_MEDIA.get(each.name.rpartition(".")[2], "application/octet-stream"),
                as_type=None,
                properties={MARK: mark},
            )
        said.append(f"Pièce {quote(each.said_name)} rangée{NBSP}: {quote(each.name)}.")
    return tuple(said)
