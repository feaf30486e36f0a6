"""Sample: the lines of all plans on one evening, as the truth looks at them."""

from dataclasses import dataclass

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import first_of_each, partner_of
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Tab, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A line of a plan, and the profile of its owner."""

    number: str
    row: Row
    tab: Tab
    owner: str | None
    profile: str

    @property
    def awaited(self) -> tuple[str, ...]:
        """The numbers it waits for."""
        cell = self.row.cell("predecessors")
        words = str(cell.meaning or "") if cell.is_set else ""
        return tuple(word.strip() for word in words.split(";") if word.strip())

    def shows(self, column: str) -> bool:
        """Whether its sheet has that column."""
        return any(each.name == column for each in self.tab.columns)


def plan_lines(workspace: Workspace) -> dict[str, PlanLine]:
    """The lines by number; of a double, the first."""
    profiles = {
        str(row.cell("code").meaning): str(row.cell("profile").meaning or "")
        for row in first_of_each(workspace.tab(PILOTAGE, "partners"))
    }
    found: dict[str, PlanLine] = {}
    for tab in workspace.tables("actions"):
        for row in first_of_each(tab):
            owner = partner_of(row.cell("owner"))
            number = str(row.cell("number").meaning)
            found[number] = PlanLine(
                number=number, row=row, tab=tab, owner=owner, profile=profiles.get(owner or "", "")
            )
    return found
