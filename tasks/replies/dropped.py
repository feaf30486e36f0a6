"""Answers dropped in « Réponses reçues »: read, their files put away, kept as proposals."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.french import NBSP, format_date, quote
from relocalisons.core.proposals.model import KeptProposal
from relocalisons.core.replies.model import MailKind
from relocalisons.core.workspace.dropped_replies import dropped_replies, folder_of_partner
from relocalisons.errors import SourceError
from relocalisons.rendering.mails.replies_mail import ReplyNotice
from relocalisons.store.mails.alerts import told_of
from relocalisons.store.mails.meeting_notices import OUTSIDE
from tasks.intake.snapshots import Intake
from tasks.mail.inbound.files import MailFile
from tasks.mail.inbound.mime import LARGEST_MAIL, read_mail
from tasks.mail.inbound.reading import ReadMail, read_answer
from tasks.mail.inbound.sent import mails_to
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

PREFIX = "reply:"
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


@step("Lire les réponses reçues")
def read_dropped_replies(run: ProgrammeRun, google: Google, intake: Intake) -> Received:
    """Read each answer once and keep what it proposes; the mail itself stays in her Drive.

    An answer that cannot be read is told too, so that she reads it herself.
    """
    there = dropped_replies(intake.snapshot.items)
    if not there:
        return Received()
    told = told_of(run.store, run.code, [PREFIX + item.file_id for item in there])
    waiting = [item for item in there if PREFIX + item.file_id not in told]
    seen: set[str] = set()
    read = [_read(run, google, item, intake, seen) for item in waiting[:MOST_REPLIES]]
    keep_answers(run, read)
    return Received(answers=tuple(read), left=len(waiting) - len(read))


def _read(
    run: ProgrammeRun, google: Google, item: DriveItem, intake: Intake, seen: set[str]
) -> ReadAnswer:
    key = PREFIX + item.file_id
    try:
        raw = google.drive.download(item.file_id, largest=LARGEST_MAIL)
    except SourceError as error:
        return ReadAnswer(key=key, notice=ReplyNotice(heading=item.name, remarks=(str(error),)))
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
    return ReadAnswer(
        key=key,
        notice=notice_of(answer, filed, name=item.name),
        kept=kept_of(run, answer, raw),
    )


def kept_of(run: ProgrammeRun, answer: ReadMail, raw: bytes) -> tuple[KeptProposal, ...]:
    """What a mail proposes, tied to whom it comes from; nothing of what is no answer."""
    said = (*answer.reading.proposals, *answer.reading.to_read)
    if answer.reading.kind is MailKind.BOUNCE or (
        answer.reading.kind is MailKind.EMPTY and not said  # an agenda answers without a word
    ):
        return ()
    sent = answer.tie.sent if answer.tie else None
    by_person = answer.tie is not None and answer.tie.by_person
    written = answer.mail.written
    now = run.clock()
    return kept_proposals(
        run,
        said,
        mark=_mark(answer, raw),
        came=_came(written, now).astimezone(run.settings.zone).date(),
        partner=sent.partner if sent and sent.partner != OUTSIDE else "",
        person=sent.person if sent and by_person else answer.mail.sender_name,
        sender_hash=sender_hash_of(run, answer),
    )


def _mark(answer: ReadMail, raw: bytes) -> str:
    """The same for a mail that came by itself and that she dropped too."""
    known = answer.mail.message_id
    return mark_of(f"{known}\n{answer.reading.own}".encode() if known else raw)


def _came(written: datetime | None, now: datetime) -> datetime:
    """When it came: what is dropped weeks later counts from its own day, never ahead of us."""
    return min(written, now) if written else now


def notice_of(answer: ReadMail, filed: tuple[str, ...], *, name: str = "") -> ReplyNotice:
    """What she is told of an answer; `name` is that of its file, for a sender without one."""
    mail, reading = answer.mail, answer.reading
    silent = reading.kind is MailKind.EMPTY and reading.proposals
    kind = None if silent else _KINDS.get(reading.kind)
    who = answer.tie.sent.person if answer.tie and answer.tie.by_person else mail.sender_name
    address = mail.senders[0] if mail.senders else "sans adresse"
    day = f" du {format_date(mail.written.date())}" if mail.written else ""
    partner = f", {answer.tie.sent.partner}" if answer.tie and answer.tie.sent.partner else ""
    return ReplyNotice(
        heading=f"{who or name or 'Sans nom'} ({address}{partner}){day}",
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


def sender_hash_of(run: ProgrammeRun, answer: ReadMail) -> str:
    """Of the person that we had written to, when it is this person who answers."""
    if answer.tie is None or not answer.tie.by_person:
        return ""
    return recipient_hash(run.settings.hmac_key(), answer.tie.sent.address)
