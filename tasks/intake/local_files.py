"""A file of this machine as a workbook: what is tried before anything stands in a Drive."""

from datetime import datetime
from pathlib import Path

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.words.french import quote
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.dropped_files import FileRead
from tasks.intake.workbooks import read_csv_file, read_xlsx_file

_ARCHIVE = b"PK"  # what a zipped workbook begins with


def read_local(path: Path, *, at: datetime) -> FileRead:
    """Every tab of the file.

    Raises UnreadableWorkbookError (French) naming it when it is no table, OSError when it cannot be
    opened.
    """
    data = path.read_bytes()
    is_text = not data.startswith(_ARCHIVE) and b"\0" not in data
    try:
        read = read_csv_file(data, title=path.stem) if is_text else read_xlsx_file(data)
    except UnreadableWorkbookError as error:
        raise UnreadableWorkbookError(f"{quote(path.name)} : {error}") from error
    book = WorkbookGrid(
        file_id="", name=path.name, version="", modified_time=at, read_at=at, tabs=read.tabs
    )
    return FileRead(book=book, refused=tuple(f"{quote(path.name)} : {one}" for one in read.refused))
