"""Sample: what must be found about publications on an evening."""

from collections.abc import Iterator
from datetime import date, timedelta

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import TruthEntry, date_of, first_of_each, partner_of
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.working_days import on_or_before
from relocalisons.sample.engine.workspace import Workspace

_STEPS = (
    ("brief_sent", "publication_brief_late", 30),
    ("proof_received", "publication_proof_late", 14),
    ("funder_agreed", "publication_agreement_late", 7),
)
_CONTRACTORS = {"Studio Cigale": "P21"}


def publication_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Publications late at the first step that is missing, and logos that nobody checked."""
    citing = {
        str(row.cell("number").meaning)
        for tab in workspace.tables("deliverables")
        for row in first_of_each(tab)
        if row.cell("funders_to_cite").is_set
    }
    for row in first_of_each(workspace.tab(PILOTAGE, "communication")):
        number = str(row.cell("number").meaning)
        if is_out(row):
            about = row.cell("deliverable").meaning
            checked = row.cell("logos_checked").meaning == "oui"
            if not checked and about not in citing:
                yield TruthEntry(kind="publication_logos", subject=number, partner=None)
            continue
        planned = date_of(row.cell("planned_on"))
        if planned is None:
            continue
        if planned < on:
            days = (on - planned).days
            yield TruthEntry(kind="publication_late", subject=number, partner=None, days=days)
            continue
        yield from _step(row, number, planned=planned, on=on)


def is_out(row: Row) -> bool:
    """Whether a publication has come out."""
    return row.cell("status").meaning == "publié"


def uncredited(workspace: Workspace) -> set[str]:
    """The deliverables published without proof that the funders are credited."""
    return {
        str(row.cell("deliverable").meaning)
        for row in first_of_each(workspace.tab(PILOTAGE, "communication"))
        if is_out(row)
        and row.cell("deliverable").is_set
        and not (row.cell("logos_checked").meaning == "oui" and row.cell("link").is_set)
    }


def _step(row: Row, number: str, *, planned: date, on: date) -> Iterator[TruthEntry]:
    reached = [index for index, (column, _, _) in enumerate(_STEPS) if row.cell(column).is_set]
    at = max(reached, default=-1) + 1
    if at == len(_STEPS):
        return
    _, kind, lead = _STEPS[at]
    late = (on - on_or_before(planned - timedelta(days=lead))).days
    if late > 0:
        contractor = row.cell("contractor")
        asked = _CONTRACTORS.get(str(contractor.meaning)) or partner_of(contractor)
        partner = asked if kind == "publication_proof_late" else None
        yield TruthEntry(kind=kind, subject=number, partner=partner, days=late)
