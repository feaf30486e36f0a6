"""Sample: what must be found about each line of the plans by its own dates."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from relocalisons.sample.engine.entries import (
    SOON,
    TruthEntry,
    date_of,
    first_of_each,
    in_force,
    is_open,
    partner_of,
)
from relocalisons.sample.engine.working_days import count, days_after
from relocalisons.sample.engine.workspace import Row, Tab, Workspace

_SLIP = 7  # days
_NOTICE = 20  # working days
# What some lines say that they wait for, and the line that obtains it.
_AWAITED, _OBTAINED_BY = "agrément sanitaire", "Obtenir l'agrément sanitaire"


def action_entries(
    workspace: Workspace, on: date, *, frozen: Mapping[str, date]
) -> Iterator[TruthEntry]:
    """Lines that are late, held up, due soon, or slip on what was planned and frozen."""
    yield from _waits_that_are_over(workspace)
    for tab in workspace.tables("actions"):
        for row in first_of_each(tab):
            due = in_force(row, planned="planned_end", revised="revised_end")
            if not is_open(row):
                continue
            number, partner = str(row.cell("number").meaning), partner_of(row.cell("owner"))
            if row.cell("status").meaning == "blocked" and (due is None or due >= on):
                yield TruthEntry(kind="action_halted", subject=number, partner=partner)
            if due is None:
                continue
            if due < on:
                days = (on - due).days
                yield TruthEntry(kind="action_late", subject=number, partner=partner, days=days)
                continue
            if (due - on).days <= SOON:
                days = (due - on).days
                yield TruthEntry(kind="action_due_soon", subject=number, partner=partner, days=days)
            reference = frozen.get(number) or date_of(row.cell("planned_end"))
            if reference is None or date_of(row.cell("revised_end")) is None:
                continue
            if due - reference > timedelta(days=_SLIP):
                days = (due - reference).days
                yield TruthEntry(kind="action_slipping", subject=number, partner=partner, days=days)
                for funder in _funders_of_a_milestone(row, tab, reference, on):
                    yield TruthEntry(
                        kind="milestone_postponed",
                        subject=f"{number}/{funder}",
                        partner=partner,
                        days=days,
                    )


def _funders_of_a_milestone(row: Row, tab: Tab, planned: date, on: date) -> Iterator[str]:
    """Whoever must accept that it is put off, once its day has passed or is near."""
    near = planned <= on or count(days_after(on, planned)) <= _NOTICE
    shown = {each.name for each in tab.columns} >= {"milestone", "funders"}
    if shown and row.cell("milestone").value is not None and near:
        yield from str(row.cell("funders").value).split(" ; ")


def _waits_that_are_over(workspace: Workspace) -> Iterator[TruthEntry]:
    """Open lines that wait for the authorisation though it came."""
    rows = [row for tab in workspace.tables("actions") for row in first_of_each(tab)]
    came = [
        str(row.cell("number").meaning)
        for row in rows
        if str(row.cell("title").value).replace("’", "'").startswith(_OBTAINED_BY)
        and row.cell("status").is_set
        and row.cell("status").meaning == "done"
    ]
    for row in rows if came else ():
        waits = _AWAITED in str(row.cell("comment").value)
        if waits and is_open(row):
            number, partner = str(row.cell("number").meaning), partner_of(row.cell("owner"))
            yield TruthEntry(kind="wait_is_over", subject=f"{number}/{came[0]}", partner=partner)
