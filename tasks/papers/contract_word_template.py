"""The Word template of contracts that the lawyer edits in the Drive; ours until she has one."""

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.reports.producers.contract_draft import ContractDraft
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.rendering.environment import TEMPLATES
from tasks.google.drive import DOCX
from tasks.google.own_files import KEY, ensure_folder
from tasks.papers.publication import Document
from tasks.papers.remembered_publication import publish_and_remember
from tasks.run.programme_run import Google, ProgrammeRun

NAME = "Gabarit de contrat de culture.docx"
FOLDER = ("Producteurs", "Gabarits")
LARGEST = 5_000_000  # bytes


def lawyers_word_template(run: ProgrammeRun, google: Google) -> bytes | None:
    """The Word file that stands in the Drive under our key; None when there is none.

    Raises SourceError when it is there and cannot be brought.
    """
    found = google.drive.find(KEY, _key(run))
    if found is None or found.trashed:
        return None
    return google.drive.download(found.file_id, largest=LARGEST)


def offer_word_template(run: ProgrammeRun, google: Google, *, items: tuple[DriveItem, ...]) -> None:
    """Put our Word template in the Drive once, for her to edit; hers is never replaced."""
    if run.dry_run or google.drive.find(KEY, _key(run)) is not None:
        return
    data = (TEMPLATES / ContractDraft.word_template).read_bytes()
    publish_and_remember(
        run,
        google,
        Document(
            key=_key(run),
            name=NAME,
            data=data,
            media_type=DOCX,
            fingerprint=fingerprint_of_content(data),
        ),
        folder_id=ensure_folder(
            google.drive, (run.settings.google.coordination_folder, *FOLDER), items=items
        ),
    )


def _key(run: ProgrammeRun) -> str:
    return f"{run.code}:gabarit-contrat"
