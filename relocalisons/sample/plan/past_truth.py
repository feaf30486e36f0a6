"""Sample: what must be found from the past of the plans, and the planning frozen on the eve."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.sample.engine.cells import Doubt, Row
from relocalisons.sample.engine.days import STORY_EVE
from relocalisons.sample.engine.entries import TruthEntry, action_due, date_of, in_force, is_open
from relocalisons.sample.plan.evening import PlanLine, plan_lines
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.story import evenings_until, workspace_at

_STALE = 45  # days
_SOON = 14  # days
_POSTPONEMENTS = 3

Past = tuple[dict[str, list[date]], dict[str, date]]  # dates in force, last change; by number


def frozen_ends(sample: SampleProgramme, on: date = STORY_EVE) -> dict[str, date]:
    """The planned ends that a planning frozen on that evening keeps."""
    lines = plan_lines(workspace_at(sample, on)).values()
    ends = ((line.number, date_of(line.row.cell("planned_end"))) for line in lines)
    return {number: end for number, end in ends if end is not None}


def history_entries(
    sample: SampleProgramme,
    lines: Mapping[str, PlanLine],
    on: date,
    *,
    reference: Mapping[str, date],
    past: Past | None = None,
) -> Iterator[TruthEntry]:
    """Sleeping lines, third postponements and planned ends typed over."""
    moves, changed = past or past_of(sample, on)
    for line in lines.values():
        row, due = line.row, action_due(line.row)
        begins = date_of(row.cell("planned_start"))
        if _is_silent(row) and begins is not None and (on - begins).days >= _STALE:
            days = (on - begins).days
            yield TruthEntry(
                kind="action_stale", subject=line.number, partner=line.owner, days=days
            )
        if not is_open(row):
            continue
        idle = (on - changed[line.number]).days
        busy = row.cell("status").meaning in ("in_progress", "blocked")
        if due is not None and busy and idle >= _STALE and (due - on).days > _SOON:
            yield TruthEntry(
                kind="action_stale", subject=line.number, partner=line.owner, days=idle
            )
        steps = moves[line.number]
        if len(steps) > _POSTPONEMENTS:
            days = (steps[-1] - steps[0]).days
            yield TruthEntry(
                kind="third_postponement", subject=line.number, partner=line.owner, days=days
            )
        frozen, planned = reference.get(line.number), date_of(row.cell("planned_end"))
        if frozen is not None and planned is not None and planned != frozen:
            days = (planned - frozen).days
            yield TruthEntry(
                kind="baseline_overwritten", subject=line.number, partner=line.owner, days=days
            )


def _is_silent(row: Row) -> bool:
    """Whether nothing on the line says that it has begun, or that it is over."""
    over = row.struck or date_of(row.cell("actual_end")) is not None
    empty = all(row.cell(name).doubt is Doubt.ABSENT for name in ("status", "progress"))
    return empty and not over and date_of(row.cell("actual_start")) is None


def past_of(sample: SampleProgramme, on: date) -> Past:
    """Of each line, its dates in force (each put off from the one before), and its last change."""
    moves: dict[str, list[date]] = {}
    last_due: dict[str, date] = {}
    changed: dict[str, date] = {}
    shown: dict[str, object] = {}
    last: dict[str, Row] = {}
    for _, workspace in evenings_until(sample, on):
        for line in plan_lines(workspace).values():
            number, row = line.number, line.row
            if last.get(number) is row:
                continue  # nobody touched that row
            last[number] = row
            seen = {
                name: str(cell.value)
                for name, cell in row.cells.items()
                if line.shows(name) and cell.value is not None
            }
            words = (row.struck, tuple(sorted(seen.items())))
            if shown.get(number) != words:
                shown[number] = words
                book = workspace.workbooks[line.tab.owner]
                changed[number] = book.modified_at.date()
            due = in_force(row, planned="planned_end", revised="revised_end")
            before = last_due.get(number) or date_of(row.cell("planned_end"))
            steps = moves.setdefault(number, [before] if before else [])
            if due is None:
                continue
            if before is not None and due > before:
                steps[:] = [*(steps or [before]), due]
            last_due[number] = due
    return moves, changed
