"""Sample: what must be found about funders' reports: contributions awaited, words out of place."""

from collections.abc import Iterator
from datetime import date, timedelta

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import TruthEntry, date_of, first_of_each
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.reports.contributions import PERIOD, PERIOD_END, PERIOD_START

_LONG = ("intermédiaire", "annuel", "final")
_SENT = ("envoyé", "validé")
_ASKED = timedelta(days=30)
_DRAFT = timedelta(days=15)

# What she typed wrong, known from its author: (report, section, period) of « Commentaires ».
MISPLACED = (
    ("note mensuelle", "faits marquan", "fevrier 2026"),
    ("rapport intermediare", "indicateurs", ""),
    ("copil", "mot de la presidente", "mars 2026"),
)
# Funder, column of « Financeurs », the word that means nothing.
UNCLEAR = (
    ("FDH", "report_sections", "planing"),
    ("PNA", "report_columns", "facturee"),
    ("FRA", "delay_scale", "des que cela derape"),
)


def report_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """The findings of that evening about reports."""
    yield from _contributions(workspace, on)
    for words in MISPLACED:
        yield TruthEntry(kind="remark_unplaced", subject="/".join(words), partner=None)
    for words in UNCLEAR:
        yield TruthEntry(kind="report_rule_unclear", subject="/".join(words), partner=None)


def _contributions(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    asked = [row for row in workspace.tab(PILOTAGE, "report_schedule").rows if _is_asked(row, on)]
    plans = {
        str(row.cell("number").meaning): row
        for tab in workspace.tables("actions")
        for row in first_of_each(tab)
    }
    for tab in workspace.tables("contributions"):
        for row in tab.rows:
            action = plans.get(str(row.cell("action").meaning))
            if not row.is_data or action is None or row.cell("text").is_set or action.struck:
                continue
            if row.cell("period").meaning != PERIOD:
                continue
            paid_by = str(action.cell("funders").meaning or "").split(" ; ")
            deadlines = [
                end
                for line in asked
                if line.cell("funder").meaning in paid_by
                and (end := date_of(line.cell("deadline"))) is not None
            ]
            if deadlines:
                number = action.cell("number").meaning
                yield TruthEntry(
                    kind="contribution_missing",
                    subject=f"{tab.owner}/{number}/{PERIOD_START}",
                    partner=tab.owner,
                    days=(on - (min(deadlines) - _DRAFT)).days,
                )


def _is_asked(row: Row, on: date) -> bool:
    """A larger report about at least half of the contributions' period, thirty days before."""
    first, last = date_of(row.cell("period_start")), date_of(row.cell("period_end"))
    deadline = date_of(row.cell("deadline"))
    if row.cell("type").meaning not in _LONG or first is None or last is None or deadline is None:
        return False
    if row.cell("closed").meaning == "oui" or row.cell("status").meaning in _SENT:
        return False
    shared = (min(last, PERIOD_END) - max(first, PERIOD_START)).days + 1
    enough = shared * 2 >= (PERIOD_END - PERIOD_START).days + 1
    return enough and on >= deadline - _ASKED
