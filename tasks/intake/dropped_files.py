"""One file of the Drive as a workbook: a Google sheet, or a file somebody dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from relocalisons.core.kernel.model import DriveItem, WorkbookGrid
from relocalisons.core.kernel.words.french import quote
from relocalisons.errors import UnreadableWorkbookError
from tasks.google.drive import DOCUMENT, DOCX, SPREADSHEET, Drive
from tasks.google.sheets import read_workbook
from tasks.intake.files.archive import Budget
from tasks.intake.files.documents import GOOGLE_DOC, read_document
from tasks.intake.files.kinds import FileKind, no_google_file
from tasks.intake.workbooks import LARGEST_FILE, ReadFile, read_workbook_file

if TYPE_CHECKING:
    import gspread

_GOOGLE = "application/vnd.google-apps."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A workbook as read, and French sentences on what of it was beyond the caps."""

    book: WorkbookGrid
    refused: tuple[str, ...] = ()


def read_file(
    drive: Drive,
    sheets: "gspread.Client",
    item: DriveItem,
    *,
    clock: Callable[[], datetime],
) -> FileRead:
    """Every tab of the file, in one request.

    Raises SourceError (French) naming the file when it cannot be read at all: gone, not a
    workbook, too large, or hostile.
    """
    if item.mime_type == SPREADSHEET:
        book = read_workbook(
            sheets,
            item.file_id,
            name=item.name,
            version=item.version,
            modified_time=item.modified_time,
            clock=clock,
        )
        return FileRead(book=book)
    read = _read_dropped(drive, item)
    book = WorkbookGrid(
        file_id=item.file_id,
        name=item.name,
        version=item.version,
        modified_time=item.modified_time,
        read_at=clock(),
        tabs=read.tabs,
    )
    return FileRead(book=book, refused=tuple(f"{quote(item.name)} : {one}" for one in read.refused))


def _read_dropped(drive: Drive, item: DriveItem) -> ReadFile:
    try:
        if item.mime_type == DOCUMENT:
            exported = drive.export(item.file_id, media_type=DOCX)
            read_document(exported, FileKind.DOCX, Budget(), what=GOOGLE_DOC)
        if item.mime_type.startswith(_GOOGLE):
            raise no_google_file()
        if item.size is not None and item.size > LARGEST_FILE:
            raise UnreadableWorkbookError(
                f"Le fichier pèse {item.size // 1024 // 1024} Mo ; la limite est de 10 Mo.",
                advice="Retirer les images, ou garder seulement les onglets du suivi.",
            )
        data = drive.download(item.file_id, largest=LARGEST_FILE)
        return read_workbook_file(data, name=item.name)
    except UnreadableWorkbookError as error:
        raise UnreadableWorkbookError(error.problem, advice=error.advice, file=item.name) from error
