"""Word templates that people keep in the Drive: a funder's own, and the lawyer's for contracts."""

from relocalisons.core.kernel.drive_files import index_items
from relocalisons.core.kernel.model import DriveItem, Funder
from relocalisons.core.reports.funder.profile import FunderProfile
from relocalisons.core.reports.producers.contract_draft import ContractDraft
from relocalisons.errors import OfficeTemplateError
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.rendering.environment import TEMPLATES
from tasks.google.drive import DOCUMENT, DOCX, Drive
from tasks.google.own_files import KEY, ensure_folder
from tasks.papers.publication import Document, publish_and_remember
from tasks.run.programme_run import Google, ProgrammeRun

NAME = "Gabarit de contrat de culture.docx"
FOLDER = ("Producteurs", "Gabarits")
LARGEST = 8 * 1024 * 1024  # bytes
LARGEST_CONTRACT = 5_000_000


def fetch_word_template(
    drive: Drive, profile: FunderProfile, funder: Funder, *, items: tuple[DriveItem, ...]
) -> bytes | None:
    """The funder's .docx, or None when it has none and the house Word template serves.

    Raises OfficeTemplateError, which says what to do, when the address leads to nothing usable.
    """
    if not profile.template:
        return None
    where = f"« Modèle de rapport URL » de {funder.name}, dans « Financeurs »"
    item = index_items(items).find_linked(profile.template)
    if item is None:
        raise OfficeTemplateError(
            f"Le modèle Word n’est plus dans le Drive ({where}). Corrigez l’adresse, ou videz la "
            "cellule pour reprendre le gabarit de la maison."
        )
    if item.mime_type == DOCUMENT:
        return drive.export(item.file_id, media_type=DOCX)
    if item.mime_type != DOCX:
        raise OfficeTemplateError(
            f"« {item.name} » n’est pas un fichier Word .docx ({where}). Enregistrez-le au format "
            ".docx, déposez-le dans le Drive et collez sa nouvelle adresse."
        )
    return drive.download(item.file_id, largest=LARGEST)


def lawyers_word_template(run: ProgrammeRun, google: Google) -> bytes | None:
    """The Word file that stands in the Drive under our key; None when there is none.

    Raises SourceError when it is there and cannot be brought.
    """
    found = google.drive.find(KEY, _key(run))
    if found is None or found.trashed:
        return None
    return google.drive.download(found.file_id, largest=LARGEST_CONTRACT)


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
