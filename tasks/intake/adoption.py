"""Proposed correspondences of columns, written beside their line of « Sources », once."""

from collections.abc import Iterable, Iterator
from typing import Any

import gspread

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.programme.adoption import Proposal
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.sources import find_tab
from relocalisons.core.tables import SOURCES
from tasks.google.sheets import edit_workbook
from tasks.google.tabs.cells import plain_cell

_COLUMNS = ("mapping", "confirmed")


def write_proposals(
    client: gspread.Client, pilotage: WorkbookGrid, proposals: Iterable[Proposal]
) -> int:
    """Write each proposal where its line has none yet; how many were written.

    « Sources » is the coordinator's: a cell that holds anything is left as it is, and the two
    columns are added to the right of hers when they are missing.
    """
    tab = find_tab(pilotage, title=SOURCES.title, table=SOURCES)
    proposals = tuple(proposals)
    if tab is None or not proposals:
        return 0
    reading = read_table(tab, SOURCES)
    if reading.header_row is None:
        return 0
    requests = list(_headers(tab, reading.columns, header_row=reading.header_row))
    columns = {**_new_columns(tab, reading.columns), **reading.columns}
    written = 0
    for proposal in proposals:
        place = proposal.entry.place
        if place is None or _is_taken(tab, row=place.row - 1, column=columns["mapping"]):
            continue
        requests.append(_cell(tab, place.row - 1, columns["mapping"], proposal.text))
        written += 1
    if written:
        edit_workbook(client, pilotage.file_id, requests, name=pilotage.name)
    return written


def _new_columns(tab: TabGrid, known: Any) -> dict[str, int]:
    width = max((len(row) for row in tab.rows), default=0)
    missing = [name for name in _COLUMNS if name not in known]
    return {name: width + at for at, name in enumerate(missing)}


def _headers(tab: TabGrid, known: Any, *, header_row: int) -> Iterator[dict[str, Any]]:
    new = _new_columns(tab, known)
    if not new:
        return
    yield {"appendDimension": {"sheetId": tab.sheet_id, "dimension": "COLUMNS", "length": len(new)}}
    for name, column in new.items():
        yield _cell(tab, header_row - 1, column, SOURCES.column(name).header)


def _is_taken(tab: TabGrid, *, row: int, column: int) -> bool:
    cells = tab.rows[row] if row < len(tab.rows) else ()
    return column < len(cells) and cells[column] is not None


def _cell(tab: TabGrid, row: int, column: int, text: str) -> dict[str, Any]:
    return {
        "updateCells": {
            "start": {"sheetId": tab.sheet_id, "rowIndex": row, "columnIndex": column},
            "fields": "userEnteredValue",
            "rows": [{"values": [plain_cell(text)]}],
        }
    }
