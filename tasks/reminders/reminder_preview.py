"""The week's mails as one document in the Drive, for her to read before she decides."""

from relocalisons.core.kernel.model import Programme
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.store.mails.notices import Notice
from relocalisons.store.readings.reports import last_report
from tasks.google.drive import DOCUMENT
from tasks.google.own_files import ensure_folder
from tasks.papers.publication import Document, publish_and_remember
from tasks.run.programme_run import Google, ProgrammeRun

PREVIEW_FOLDER = "Relances"


def publish_preview(
    run: ProgrammeRun,
    google: Google,
    programme: Programme,
    notices: tuple[Notice, ...],
    *,
    week: str,
) -> str:
    """A document with every mail of the week as its reader will get it; its link.

    What she wrote in it stays: it is then left as she left it.
    """
    text = _preview_text(notices, week=week)
    folder = ensure_folder(
        google.drive,
        (run.settings.google.coordination_folder, PREVIEW_FOLDER),
        items=programme.items,
    )
    document = Document(
        key=_preview_key(run, week),
        name=f"Relances {week} – aperçu des messages",
        data=text.encode(),
        media_type="text/plain",
        as_type=DOCUMENT,
        fingerprint=fingerprint_of_content(text.encode()),
    )
    return publish_and_remember(run, google, document, folder_id=folder).item.web_link


def preview_link(run: ProgrammeRun, week: str) -> str:
    """The link of the week's preview, or nothing."""
    last = last_report(run.store, run.code, _preview_key(run, week))
    return last.facts.get("link", "") if last else ""


def _preview_key(run: ProgrammeRun, week: str) -> str:
    return f"{run.code}:reminder-preview:{week}"


def _preview_text(notices: tuple[Notice, ...], *, week: str) -> str:
    rule = "─" * 60
    parts = [
        f"Aperçu des messages préparés pour la semaine {week}. Un message ne part qu’après votre "
        "décision dans « Relances ».\n"
    ]
    for one in notices:
        body = one.body or {}
        parts.append(f"{rule}\n{one.partner}\nObjet : {one.subject}\n\n{body.get('text', '')}")
    return "\n".join(parts)
