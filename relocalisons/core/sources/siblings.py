"""Pure: a newer file beside the one that « Sources » names: last year's plan has a successor.

Its name may say nothing (« Suivi février », « Suivi mars »), so what counts is that one of its
tabs has the same titles of columns. It is looked at, never followed: she is asked.
"""

from collections.abc import Iterable, Mapping

from relocalisons.core.kernel.model import DriveItem, TabGrid, WorkbookGrid, raw
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.sources import SourceEntry, tab_of_source
from relocalisons.core.sources.words import is_table_file
from relocalisons.core.tables import BY_NAME

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
_LOOKED_AT = 60  # rows of another file in which the titles are sought
_FEWEST = 3  # titles that tell one table from another
_MOST = 5  # files of a night that are looked at


def is_workbook(item: DriveItem) -> bool:
    """Whether it is of a kind that can be read as tables."""
    return item.mime_type == SPREADSHEET or is_table_file(item.name)


def newer_neighbours(
    entries: Iterable[SourceEntry], *, items: Iterable[DriveItem]
) -> tuple[DriveItem, ...]:
    """Workbooks modified after a named one of their folder, the newest first, five at most.

    What « Sources » names is no neighbour, nor is what the service made itself.
    """
    entries = tuple(entries)
    items = tuple(item for item in items if not item.trashed)
    named = {entry.file_id for entry in entries}
    since: dict[str, DriveItem] = {}
    followed = {entry.file_id for entry in entries if entry.place is not None}
    for item in items:
        if item.file_id in followed and item.parent_id and not item.is_folder:
            first = since.setdefault(item.parent_id, item)
            if item.modified_time < first.modified_time:
                since[item.parent_id] = item
    found = [
        item
        for item in items
        if item.parent_id in since
        and item.file_id not in named
        and not item.app_properties
        and is_workbook(item)
        and item.modified_time > since[item.parent_id].modified_time
    ]
    found.sort(key=lambda item: (item.modified_time, item.file_id), reverse=True)
    return tuple(found[:_MOST])


def has_same_titles(
    entry: SourceEntry, other: WorkbookGrid, *, books: Mapping[str, WorkbookGrid]
) -> bool:
    """Whether a tab of another workbook has the titles of the table of that line."""
    book = books.get(entry.file_id)
    tab = tab_of_source(book, entry) if book is not None else None
    if tab is None:
        return False
    table = BY_NAME[entry.table]
    reading = read_table(tab, table, header_row=entry.header_row, extra_aliases=dict(entry.columns))
    if not reading.header_row:
        return False
    wanted = _titles(tab.rows[reading.header_row - 1])
    return len(wanted) >= _FEWEST and any(
        _titles(row) == wanted for each in other.tabs for row in _head(each)
    )


def _head(tab: TabGrid) -> tuple[tuple[object, ...], ...]:
    return () if tab.hidden else tab.rows[:_LOOKED_AT]


def _titles(row: Iterable[object]) -> frozenset[str]:
    return frozenset(folded for cell in row if (folded := fold(str(raw(cell) or ""))))
