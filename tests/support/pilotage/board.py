"""« Tableau de bord » and « État complet » as she reads them, part by part."""

from datetime import UTC, date, datetime

from support.programme.acts import PROGRAMME

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.dashboard.dashboard import (
    Dashboard,
    build_dashboard,
    build_full_state,
)
from relocalisons.core.pilotage.dashboard.today import CoordinatorInbox

FRIDAY = date(2026, 3, 20)
TABS = {
    "À ranger": "https://sheets.example/#gid=9",
    "À faire": "https://sheets.example/#gid=1",
    "État complet": "https://sheets.example/#gid=2",
}


def board(*entries, programme=PROGRAMME, as_of=FRIDAY, rows=None) -> "Board":
    return Board(
        build_full_state(
            entries, programme=programme, links=CellLinks(), as_of=as_of,
            read_at=datetime(2026, 3, 20, 6, tzinfo=UTC),
            inbox=CoordinatorInbox(tabs=TABS, rows=rows or {}),
        )
    )  # fmt: skip


def dashboard(*entries, programme=PROGRAMME, as_of=FRIDAY, before=None) -> Dashboard:
    """Both tabs of a day, given what the last page told."""
    return build_dashboard(
        entries, programme=programme, links=CellLinks(), as_of=as_of, before=before,
        read_at=datetime(2026, 3, 20, 6, tzinfo=UTC), inbox=CoordinatorInbox(tabs=TABS),
    )  # fmt: skip


class Board:
    """The cells of the tab, part by part."""

    def __init__(self, tab) -> None:
        spaces = str.maketrans("\u00a0\u202f", "  ")
        self.rows = [[str(cell).translate(spaces) for cell in row] for row in tab.values]

    def part(self, heading: str) -> list[list[str]]:
        at = next((n for n, row in enumerate(self.rows) if row[0].startswith(heading)), None)
        if at is None:
            return []
        end = next((n for n in range(at, len(self.rows)) if not any(self.rows[n])), len(self.rows))
        note = not any(self.rows[at + 1][1:])  # below the heading, above the columns
        return self.rows[at + 2 + note : end]

    def names(self, heading: str) -> list[str]:
        return [row[1].partition(" – ")[0] for row in self.part(heading)]
