"""A funder's own Word file, fetched from the Drive by the address typed in « Financeurs »."""

from relocalisons.core.kernel.drive_files import index_items
from relocalisons.core.kernel.model import DriveItem, Funder
from relocalisons.core.reports.funder.profile import FunderProfile
from relocalisons.errors import OfficeTemplateError
from tasks.google.drive import DOCUMENT, DOCX, Drive

LARGEST = 8 * 1024 * 1024


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
