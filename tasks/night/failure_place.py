"""What the mail of a failure opens: the tab that its words are about, else the journal of runs."""

import logging
import re

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import CellRef, TabGrid, WorkbookGrid
from relocalisons.core.programme.decisions.own_tabs import JOURNAL, own_tab
from relocalisons.core.tables import BY_NAME
from relocalisons.settings import Settings
from relocalisons.store.opening import open_store
from relocalisons.store.readings.snapshots import last_snapshot

logger = logging.getLogger("relocalisons.failure")


_CELL = re.compile(r"cellule ([A-Z]{1,3}\d{1,5})")


def place_of_failure(settings: Settings, happened: str) -> str:
    """The address of that tab of « Pilotage » as it was last read; empty where none is known.

    A tab that the sentence quotes, at the cell that it names; never raises.
    """
    try:
        with open_store(settings.store_url) as store:
            snapshot = last_snapshot(store, settings.programme.code)
        wanted = settings.google.pilotage_id
        books = snapshot.workbooks if snapshot is not None else ()
        book = next((one for one in books if one.file_id == wanted), None)
        found = tab_of_failure(book, happened) if book is not None else None
        return _link(settings, book, found[0], cell=found[1]) if book and found else ""
    except Exception:
        logger.exception("the store cannot say what a failure is about")
        return ""


def tab_of_failure(book: WorkbookGrid, happened: str) -> tuple[TabGrid, str] | None:
    """The tab that the sentence quotes, else the journal of runs, and the cell that it names."""
    named = (
        tab
        for table in BY_NAME.values()
        if re.search(rf"«\s*{re.escape(table.title)}\s*»", happened)
        if (tab := own_tab(book, table.title)) is not None
    )
    tab, cell = next(named, None), _CELL.search(happened)
    if tab is not None:
        return tab, cell[1] if cell else "A1"
    journal = own_tab(book, JOURNAL)
    return (journal, "A1") if journal is not None else None


def _link(settings: Settings, book: WorkbookGrid, tab: TabGrid, *, cell: str) -> str:
    page = "/spreadsheets/d/{file_id}/edit#gid={sheet_id}&range={cell}"
    links = CellLinks(template=f"{settings.base_url}{page}") if settings.base_url else CellLinks()
    return links.to(
        CellRef(
            file_id=book.file_id,
            workbook=book.name,
            tab=tab.title,
            sheet_id=tab.sheet_id,
            cell=cell,
        )
    )
