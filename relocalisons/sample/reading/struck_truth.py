"""Sample: the lines that somebody crossed out without writing what became of them."""

from collections.abc import Iterator

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import (
    IDENTITY,
    TruthEntry,
    date_of,
    first_of_each,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Workspace

_SETTLED = ("done", "dropped", "abandonné", "annulé", "validé")


def struck_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """Struck lines of plans and of lists of deliverables that are still a question."""
    for table in ("actions", "deliverables"):
        for tab in workspace.tables(table):
            for row in first_of_each(tab):
                if not row.struck or _is_settled(row):
                    continue
                number = str(row.cell(IDENTITY[table]).meaning)
                yield TruthEntry(
                    kind="row_struck",
                    subject=number if table == "actions" else f"{tab.owner}/{table}/{number}",
                    partner=tab.owner if tab.owner != PILOTAGE else partner_of(row.cell("owner")),
                )


def _is_settled(row: Row) -> bool:
    ended = date_of(row.cell("actual_end")) is not None
    return ended or row.cell("status").meaning in _SETTLED
