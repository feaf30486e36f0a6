"""Proposed correspondences of columns, written beside their line of « Sources », once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from relocalisons.core.kernel.model import TabGrid, TableReading, WorkbookGrid
from relocalisons.core.programme.adoption import Proposal
from relocalisons.core.reading.grid import read_table
from relocalisons.core.sources.sources import find_tab
from relocalisons.core.tables import SOURCES
from tasks.google.sheets import edit_workbook
from tasks.google.tabs.cells import plain_cell

if TYPE_CHECKING:
    import gspread

_COLUMNS = ("mapping", "confirmed")


def write_proposals(
    client: "gspread.Client", pilotage: WorkbookGrid, proposals: Iterable[Proposal]
) -> int:
    """Write each proposal where its line has none yet; how many were written.

    « Sources » is the coordinator's: a cell that holds anything is left as it is, save a proposal
    that she refused, and the two columns are added to the right of hers when they are missing.
    """
    tab = find_tab(pilotage, title=SOURCES.title, table=SOURCES)
    proposals = tuple(proposals)
    if tab is None or not proposals:
        return 0
    reading = read_table(tab, SOURCES)
    if reading.header_row is None:
        return 0
    columns, requests = with_columns(tab, reading, _COLUMNS)
    written = 0
    for proposal in proposals:
        place = proposal.entry.place
        taken = place is not None and _is_taken(tab, row=place.row - 1, column=columns["mapping"])
        if place is None or (taken and not proposal.again):
            continue
        requests.append(_cell(tab, place.row - 1, columns["mapping"], proposal.text))
        if proposal.again:  # her « non » was about the one that this one replaces
            requests.append(_cell(tab, place.row - 1, columns["confirmed"], ""))
        written += 1
    if written:
        edit_workbook(client, pilotage.file_id, requests, name=pilotage.name)
    return written


def with_columns(
    tab: TabGrid, reading: TableReading, names: Iterable[str]
) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """The columns of « Sources », those of `names` that it lacks to the right of hers.

    Canonical name → 0-based column, and the requests that make the missing ones.
    """
    columns = dict(reading.columns)
    width = max((len(row) for row in tab.rows), default=0)
    new = {name: width + at for at, name in enumerate(n for n in names if n not in columns)}
    if not new or reading.header_row is None:
        return columns, []
    more = {"sheetId": tab.sheet_id, "dimension": "COLUMNS", "length": len(new)}
    titles = [
        _cell(tab, reading.header_row - 1, column, SOURCES.column(name).header)
        for name, column in new.items()
    ]
    return columns | new, [{"appendDimension": more}, *titles]


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
