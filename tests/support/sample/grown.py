"""The sample with several times its rows, links between them included.

« Partenaires », « Financeurs », « Sources » and « Paramètres » stay as they are.
"""

from dataclasses import replace

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.workspace import Tab, Workspace

_KEPT = ("partners", "funders", "sources", "settings")
_NAMES = frozenset(
    {
        *("number", "code", "contract", "meeting", "action", "deliverable"),
        *("predecessors", "predecessor", "successor"),
    }
)


def grown(workspace: Workspace, times: int) -> Workspace:
    """The same workspace with each line copied under other numbers, links between them included."""
    books = {
        owner: replace(book, tabs=tuple(_grown(tab, times) for tab in book.tabs))
        for owner, book in workspace.workbooks.items()
    }
    return replace(workspace, workbooks=books)


def _grown(tab: Tab, times: int) -> Tab:
    if tab.table is None or tab.table in _KEPT or not tab.rows:
        return tab
    copies = (_copy(row, step) for step in range(1, times) for row in tab.rows if row.is_data)
    return replace(tab, rows=(*tab.rows, *copies), merged_group=None)


def _copy(row: Row, step: int) -> Row:
    cells = dict(row.cells)
    for name in _NAMES & set(cells):
        value = cells[name].value
        if isinstance(value, str):
            named = " ; ".join(f"{part.strip()}.{step}" for part in value.split(";"))
            cells[name] = replace(cells[name], value=named)
    return replace(row, uid=f"{row.uid}*{step}", cells=cells)
