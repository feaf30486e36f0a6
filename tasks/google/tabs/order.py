"""The request that moves tabs along the bar: they keep their ids, and so every link to them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.pilotage.tab_order import TabMove
from tasks.google.sheets import edit_workbook

if TYPE_CHECKING:
    import gspread


def move_tabs(client: "gspread.Client", book: WorkbookGrid, moves: Iterable[TabMove]) -> None:
    """One atomic batchUpdate of the places alone; no cell is touched."""
    requests = [
        {
            "updateSheetProperties": {
                # Google counts places as they were before the move.
                "properties": {
                    "sheetId": each.sheet_id,
                    "index": each.to if each.to < each.start else each.to + 1,
                },
                "fields": "index",
            }
        }
        for each in moves
    ]
    if requests:
        edit_workbook(client, book.file_id, requests, name=book.name)
