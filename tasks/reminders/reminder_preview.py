"""The week's mails as one document in the Drive, for her to read before she decides.

« Lire » opens the very mail: headings get their names from Drive when it converts the page, and are
read back from its own HTML.
"""

import json
import re
from collections.abc import Mapping

from relocalisons.core.kernel.model import Programme
from relocalisons.errors import SourceError
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.rendering.mails.preview_document import MailToRead, Part, parts_of, preview_html
from relocalisons.store.mails.meeting_notices import row_of
from relocalisons.store.mails.notices import NewNotice, Notice
from relocalisons.store.readings.reports import last_report
from tasks.google.drive import DOCUMENT
from tasks.google.own_files import ensure_folder
from tasks.papers.publication import Document, Publication, publish_and_remember, remember_facts
from tasks.reminders.approval import asked_in
from tasks.run.programme_run import Google, ProgrammeRun

PREVIEW_FOLDER = "Relances"
_HEADING = re.compile(rb"<h2\b[^>]*?\bid=\"(?P<id>[\w.-]+)\"")


def publish_preview(
    run: ProgrammeRun,
    google: Google,
    programme: Programme,
    notices: tuple[Notice, ...],
    *,
    week: str,
) -> str:
    """A document with every mail of the week as its reader will get it; its link.

    What she wrote in it stays: it is then left as she left it, and « Lire » opens its top.
    """
    parts = parts_of(mail_to_read(one) for one in notices)
    page = preview_html(parts, week=week).encode()
    folder = ensure_folder(
        google.drive,
        (run.settings.google.coordination_folder, PREVIEW_FOLDER),
        items=programme.items,
    )
    document = Document(
        key=_preview_key(run, week),
        name=f"Relances {week} – aperçu des messages",
        data=page,
        media_type="text/html",
        as_type=DOCUMENT,
        fingerprint=fingerprint_of_content(page),
    )
    done = publish_and_remember(run, google, document, folder_id=folder)
    link = done.item.web_link
    if done.outcome is not Publication.UNCHANGED or not preview_places(run, week):
        places = _places(google, parts, file_id=done.item.file_id)
        remember_facts(run, document.key, {"link": link, "places": json.dumps(places)})
    return link


def preview_link(run: ProgrammeRun, week: str) -> str:
    """The link of the week's preview, or nothing."""
    last = last_report(run.store, run.code, _preview_key(run, week))
    return last.facts.get("link", "") if last else ""


def preview_places(run: ProgrammeRun, week: str) -> Mapping[str, str]:
    """Key of a mail → the name of its heading in the preview; empty where none is known."""
    last = last_report(run.store, run.code, _preview_key(run, week))
    return json.loads(last.facts.get("places", "{}")) if last else {}


def link_of_mail(link: str, *, place: str) -> str:
    """The address that opens the document at a heading; its top without one."""
    return f"{link.partition('#')[0]}#heading={place}" if link and place else link


def _places(google: Google, parts: tuple[Part, ...], *, file_id: str) -> dict[str, str]:
    """Each mail with the heading under which it stands; none where they are not ours any more."""
    try:
        shown = google.drive.export(file_id, media_type="text/html")
    except SourceError:
        return {}  # the document is there: only its places are not known
    names = [found["id"].decode() for found in _HEADING.finditer(shown)]
    if len(names) != len(parts):
        return {}
    return {mail.key: name for name, part in zip(names, parts, strict=True) for mail in part.mails}


def mail_to_read(notice: Notice | NewNotice) -> MailToRead:
    """A mail as the preview shows it."""
    body = notice.body or {}
    kept = body.get("digest", body)
    return MailToRead(
        key=notice.key,
        partner=notice.partner,
        person=str(kept.get("person", "")),
        subject=notice.subject,
        lines=asked_in(notice),
        text=str(body.get("text", "")),
        row=row_of(notice) if isinstance(notice, Notice) else "",
    )


def _preview_key(run: ProgrammeRun, week: str) -> str:
    return f"{run.code}:reminder-preview:{week}"
