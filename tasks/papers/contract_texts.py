"""The contracts that came back: their Word files or Google Docs, read clause by clause.

Only the file that « Contrat (lien) » names is opened; what cannot be read is said in its place.
"""

import io
from collections.abc import Iterator, Mapping
from zipfile import BadZipFile

from relocalisons.core.kernel.drive_files import DriveTree, index_items
from relocalisons.core.kernel.model import DriveItem, Programme
from relocalisons.core.producers.contract_text.saying import say_clauses
from relocalisons.core.producers.contract_text.words.facts import facts_of
from relocalisons.core.producers.contract_text.words.reading import read_clauses
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.errors import RelocalisonsError
from tasks.google.drive import DOCUMENT, DOCX
from tasks.run.programme_run import Google

LARGEST = 5_000_000  # bytes of a Word file
_NOT_WORD = "fichier ni Word ni Google Doc : déposez le texte en .docx"
_UNREAD = "fichier illisible"
_NO_TEXT = "aucun texte dans le fichier (une image ?)"


def read_contract_texts(
    google: Google, programme: Programme, *, items: tuple[DriveItem, ...]
) -> Mapping[str, str]:
    """Number of each contract whose file is in the Drive → what its seven clauses are."""
    tree = index_items(items)
    return {
        sheet.contract.number: _read(google, sheet, item)
        for sheet, item in _linked(programme, tree)
    }


def text_of_docx(data: bytes) -> str:
    """The paragraphs of a Word file, tables included, in the order of the page."""
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += [" ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _linked(programme: Programme, tree: DriveTree) -> Iterator[tuple[ContractSheet, DriveItem]]:
    for sheet in contract_sheets(programme):
        link = sheet.row.text("link")
        item = tree.find_linked(link) if link else None
        if item is not None:
            yield sheet, item


def _read(google: Google, sheet: ContractSheet, item: DriveItem) -> str:
    try:
        if item.mime_type == DOCUMENT:
            data = google.drive.export(item.file_id, media_type=DOCX)
        elif item.mime_type == DOCX:
            data = google.drive.download(item.file_id, largest=LARGEST)
        else:
            return _NOT_WORD
        text = text_of_docx(data)
    except (RelocalisonsError, BadZipFile, KeyError, ValueError):
        return _UNREAD
    if not text.strip():
        return _NO_TEXT
    return say_clauses(read_clauses(text, facts_of(sheet)))
