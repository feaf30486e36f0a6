"""A file of this machine as a workbook: what is tried before anything stands in a Drive."""

from datetime import datetime
from pathlib import Path

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.words.french import quote
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.dropped_files import FileRead
from tasks.intake.workbooks import read_workbook_file


def read_local(path: Path, *, at: datetime) -> FileRead:
    """Every tab of the file.

    Raises UnreadableWorkbookError (French) naming it when it is no table, OSError when it cannot be
    opened.
    """
    try:
        read = read_workbook_file(path.read_bytes(), name=path.name)
    except UnreadableWorkbookError as error:
        told = UnreadableWorkbookError(error.problem, advice=error.advice, file=path.name)
        raise told from error
    book = WorkbookGrid(
        file_id="", name=path.name, version="", modified_time=at, read_at=at, tabs=read.tabs
    )
    return FileRead(book=book, refused=tuple(f"{quote(path.name)} : {one}" for one in read.refused))
