"""The addresses that open the very rows of a tab of ours, for the mails to her."""

from collections.abc import Iterable, Mapping

from relocalisons.core.kernel.model import CellRef, TabGrid, WorkbookGrid
from relocalisons.core.pilotage.tab_layout import text_at
from relocalisons.core.programme.decisions.decision_tabs import find_order
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.programme.decisions.shared_header import KEY, find_header
from relocalisons.store.readings.snapshots import last_snapshot
from tasks.run.programme_run import ProgrammeRun


def row_addresses(run: ProgrammeRun, read: WorkbookGrid, title: str) -> Mapping[str, str]:
    """Key of a row → its address; wherever she moved the row or the columns.

    `read`: the workbook as this run read it; what this run has written since goes before it.
    """
    book = run.left.get(read.file_id, read)
    tab = own_tab(book, title)
    header = find_header(tab.rows) if tab is not None else None
    if tab is None or header is None:
        return {}
    rows = enumerate(tab.rows[header.row + 1 :], start=header.row + 2)
    return {
        key: _address(run, book, tab, cell=f"A{number}:C{number}")
        for number, row in rows
        if (key := text_at(row, header.at(KEY)))
    }


def addresses_in(run: ProgrammeRun, read: WorkbookGrid, titles: Iterable[str]) -> Mapping[str, str]:
    """The same of several tabs together: no key of one tab is one of another."""
    return {key: url for title in titles for key, url in row_addresses(run, read, title).items()}


def tab_addresses(
    run: ProgrammeRun, read: WorkbookGrid, titles: Iterable[str]
) -> Mapping[str, str]:
    """Title of a tab → what opens it; one that is not there is left out."""
    found = ((title, order_address(run, read, title)) for title in titles)
    return {title: url for title, url in found if url}


def order_address(run: ProgrammeRun, read: WorkbookGrid, title: str) -> str:
    """The cell of « tout envoyer », else the top of the tab; empty where there is no such tab."""
    book = run.left.get(read.file_id, read)
    tab = own_tab(book, title)
    if tab is None:
        return ""
    order = find_order(tab.rows)
    return _address(run, book, tab, cell=order.cell if order is not None else "")


def address_of_first(
    run: ProgrammeRun, read: WorkbookGrid | None, title: str, keys: Iterable[str] = ()
) -> str:
    """The row of the first of `keys` that stands in a tab, else its top; empty without the tab.

    `read` is None before anything was read: then as it was last read.
    """
    book = read or _last_read(run)
    if book is None:
        return ""
    rows = row_addresses(run, book, title)
    return next((rows[key] for key in keys if key in rows), "") or order_address(run, book, title)


def _last_read(run: ProgrammeRun) -> WorkbookGrid | None:
    snapshot = last_snapshot(run.store, run.code)
    wanted = run.settings.google.pilotage_id
    books = snapshot.workbooks if snapshot is not None else ()
    return next((one for one in books if one.file_id == wanted), None)


def _address(run: ProgrammeRun, book: WorkbookGrid, tab: TabGrid, *, cell: str) -> str:
    return run.links.to(
        CellRef(
            file_id=book.file_id,
            workbook=book.name,
            tab=tab.title,
            sheet_id=tab.sheet_id,
            cell=cell,
        )
    )
