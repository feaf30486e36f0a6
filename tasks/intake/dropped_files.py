"""One file of the Drive as a workbook: a Google sheet, or an .xlsx or .csv somebody dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import gspread

from relocalisons.core.kernel.model import DriveItem, WorkbookGrid
from relocalisons.core.kernel.words.french import quote
from relocalisons.errors import UnreadableWorkbookError
from tasks.google.drive import SPREADSHEET, Drive
from tasks.google.sheets import read_workbook
from tasks.intake.workbooks import LARGEST_FILE, ReadFile, read_csv_file, read_xlsx_file


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """A workbook as read, and French sentences on what of it was beyond the caps."""

    book: WorkbookGrid
    refused: tuple[str, ...] = ()


def read_file(
    drive: Drive,
    sheets: gspread.Client,
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
    suffix = _suffix(item.name)
    try:
        if suffix not in ("xlsx", "csv", "tsv"):
            raise UnreadableWorkbookError(
                "Ce n’est ni un Google Sheet, ni un .xlsx, ni un .csv : enregistrez-le au format "
                "« Classeur Excel (.xlsx) »."
            )
        if item.size is not None and item.size > LARGEST_FILE:
            raise UnreadableWorkbookError(
                f"Le fichier pèse {item.size // 1024 // 1024} Mo ; la limite est de 10 Mo."
            )
        data = drive.download(item.file_id, largest=LARGEST_FILE)
        if suffix == "xlsx":
            return read_xlsx_file(data)
        return read_csv_file(data, title=item.name.rsplit(".", 1)[0])
    except UnreadableWorkbookError as error:
        raise UnreadableWorkbookError(f"{quote(item.name)} : {error}") from error


def _suffix(name: str) -> str:
    return name.casefold().rpartition(".")[2] if "." in name else ""
