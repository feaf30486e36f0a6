"""Sample: puts the lines of each owner into the tabs of a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from relocalisons.sample.coordination import SOURCES, source_rows
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.headers import SERVICE_TABS
from relocalisons.sample.engine.notations import sprinkle
from relocalisons.sample.engine.people import COORDINATOR_EMAIL, Team
from relocalisons.sample.engine.structures import BY_CODE
from relocalisons.sample.engine.tabs import make_tab, with_total
from relocalisons.sample.engine.workspace import Tab, Workbook
from relocalisons.sample.tables import TABLES

# Tabs of « Pilotage » in their order; « Sources » comes first and is made last.
_PILOTAGE_TABLES = (
    "settings partners funders report_schedule budget indicators advances receipts payouts "
    "contracts commitments meetings attendance decisions communication risks contacts "
    "contact_roles committees comments "
    "canteen_purchases attestations dependencies canteen_needs"
)

_PARTNER_TABLES = (
    "actions deliverables expenses timesheets deliveries visits certificates contributions"
)

# How often a cell is written in another way than the model's, by table.
_RATES = {
    "actions": 0.14,
    "deliverables": 0.14,
    "expenses": 0.22,
    "deliveries": 0.16,
    "budget": 0.16,
    "visits": 0.25,
    "certificates": 0.22,
    "timesheets": 0.28,
    "commitments": 0.05,
    "contracts": 0.06,
    "meetings": 0.2,
    "attendance": 0.08,
    "attestations": 0.2,
    "communication": 0.18,
    "decisions": 0.2,
    "report_schedule": 0.06,
    "risks": 0.2,
}
_BEFORE_STORY = datetime(2026, 1, 2, 15, 30, tzinfo=UTC)

HIDDEN_PLAN = "P06"  # a line of its plan was hidden by a filter and forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The lines of everybody on the eve of the story, by table then by owner."""

    by_table: Mapping[str, Mapping[str, tuple[Row, ...]]]

    def rows(self, table: str, owner: str) -> tuple[Row, ...] | None:
        """The lines of a table in an owner's workbook; None when the owner has no such tab."""
        return self.by_table.get(table, {}).get(owner)


def make_workbooks(
    contents: Contents, *, teams: Mapping[str, Team], seed: int
) -> dict[str, Workbook]:
    """« Pilotage » and the 23 workbooks of the partners, by owner."""
    books = {
        code: Workbook(
            owner=code,
            file_id=ids.workbook_id(code),
            name=f"Suivi {code} – {BY_CODE[code].name}",
            parent_id=ids.file_id(f"folder/partner/{code}"),
            editor=team.contact.email,
            modified_at=_BEFORE_STORY,
            tabs=_tabs(contents, code, _PARTNER_TABLES.split(), seed=seed),
        )
        for code, team in teams.items()
    }
    tabs = _tabs(contents, PILOTAGE, _PILOTAGE_TABLES.split(), seed=seed)
    service = tuple(Tab(owner=PILOTAGE, title=title) for title in SERVICE_TABS)
    pilotage = _pilotage(tabs + service)
    sources = make_tab(PILOTAGE, SOURCES, source_rows((pilotage, *books.values())), seed=seed)
    return {PILOTAGE: _pilotage((sources, *tabs, *service)), **books}


def _pilotage(tabs: tuple[Tab, ...]) -> Workbook:
    return Workbook(
        owner=PILOTAGE,
        file_id=ids.PILOTAGE,
        name="Pilotage",
        parent_id=ids.SHARED_DRIVE,
        editor=COORDINATOR_EMAIL,
        modified_at=_BEFORE_STORY,
        tabs=tabs,
    )


def _tabs(contents: Contents, owner: str, tables: Sequence[str], *, seed: int) -> tuple[Tab, ...]:
    tabs = []
    for table in tables:
        rows = contents.rows(table, owner)
        if rows is None:
            continue
        rng = Random(f"{seed}:mess:{owner}:{table}")
        rate = _RATES.get(table, 0.0)
        messy = [sprinkle(row, rng=rng, rate=rate) for row in rows]
        if table == "actions" and owner == HIDDEN_PLAN:
            messy[1] = Row(uid=messy[1].uid, cells=messy[1].cells, hidden=True)
        tab = make_tab(owner, TABLES[table], tuple(messy), seed=seed)
        if table == "budget":
            tab = with_total(tab, "initial")
        tabs.append(tab)
    return tuple(tabs)
