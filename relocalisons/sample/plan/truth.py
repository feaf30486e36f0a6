"""Sample: what must be found about the plan as a whole: chains and contradictions."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import (
    TruthEntry,
    action_due,
    amount_of,
    date_of,
    first_of_each,
    is_open,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.working_days import count, days_after, later
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.plan.evening import PlanLine, plan_lines
from relocalisons.sample.plan.past_truth import Past, history_entries, past_of
from relocalisons.sample.programme import SampleProgramme


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """Where a line is heading: delays in working days on its reference."""

    reference: date
    due: date
    finish: date
    own: int
    inherited: int
    driver: str | None


def schedule_entries(
    sample: SampleProgramme,
    workspace: Workspace,
    on: date,
    *,
    reference: Mapping[str, date],
    missing: Mapping[str, tuple[str | None, date, date]],
    past: Past | None = None,
) -> Iterator[TruthEntry]:
    """Everything about chains, contradictions and history.

    `reference`: the frozen ends. `missing`: deliverables still awaited, by number: whose it is,
    its first date and its date in force.
    """
    lines = plan_lines(workspace)
    links, hers = _links(workspace, lines)
    knots = _knots(links)
    together = {number: knot for knot in knots for number in knot}
    sound = {
        number: [
            each
            for each in before
            if each != number and not (number in together and each in together[number])
        ]
        for number, before in links.items()
    }
    for knot in knots:
        subject = "+".join(knot[:6]) + (f"+{len(knot) - 6}" if len(knot) > 6 else "")
        yield TruthEntry(kind="dependency_cycle", subject=subject, partner=None)
    yield from hers
    for line in lines.values():
        if not line.row.struck and any(each not in lines for each in line.awaited):
            yield TruthEntry(kind="dependency_unknown", subject=line.number, partner=line.owner)
        yield from _contradictions(line, lines, sound)
        yield from _waiting(line, lines, sound, on)
    past = past or past_of(sample, on)
    yield from _ripples(lines, sound, on, reference=reference, missing=missing, changed=past[1])
    yield from history_entries(sample, lines, on, reference=reference, past=past)


def _links(
    workspace: Workspace, lines: Mapping[str, PlanLine]
) -> tuple[dict[str, list[str]], list[TruthEntry]]:
    """What each line waits for, in its plan or by the coordinator; and her lines about nobody."""
    found = {
        line.number: [each for each in line.awaited if each in lines]
        for line in lines.values()
        if not line.row.struck
    }
    wrong = []
    tab = workspace.tab(PILOTAGE, "dependencies")
    for row in first_of_each(tab):
        before, after = (str(row.cell(name).meaning) for name in ("predecessor", "successor"))
        if before in lines and after in lines:
            found.setdefault(after, []).append(before)
        else:
            subject = f"pilotage/dependencies/ligne {tab.row_number(row.uid)}"
            wrong.append(TruthEntry(kind="dependency_unknown", subject=subject, partner=None))
    return found, wrong


def _knots(links: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """Groups of lines that reach each other, by walking from each of them."""
    reach = {number: _reach(number, links) for number in links}
    groups = {
        tuple(sorted(other for other in seen if number in reach.get(other, ())))
        for number, seen in reach.items()
        if number in seen
    }
    return sorted(groups)


def _reach(start: str, links: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(links[start])
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            waiting.extend(links.get(number, ()))
    return seen


def _is_done(row: Row) -> bool:
    return row.cell("status").meaning == "done" or date_of(row.cell("actual_end")) is not None


def _contradictions(
    line: PlanLine, lines: Mapping[str, PlanLine], links: Mapping[str, list[str]]
) -> Iterator[TruthEntry]:
    row = line.row
    if row.struck or row.cell("status").meaning == "dropped":
        return
    progress = row.cell("progress")
    full = progress.doubt.value == "certain" and amount_of(progress) == 1
    says_done = full or row.cell("status").meaning == "done"
    if says_done and row.cell("actual_end").doubt.value == "absent":
        yield TruthEntry(kind="done_without_end", subject=line.number, partner=line.owner)
    for start, end in (("planned_start", "planned_end"), ("actual_start", "actual_end")):
        first, last = date_of(row.cell(start)), date_of(row.cell(end))
        if first is not None and last is not None and first > last:
            yield TruthEntry(kind="end_before_start", subject=line.number, partner=line.owner)
            break
    if _is_done(row) and any(is_open(lines[each].row) for each in links.get(line.number, ())):
        yield TruthEntry(kind="done_before_predecessor", subject=line.number, partner=line.owner)


def _waiting(
    line: PlanLine, lines: Mapping[str, PlanLine], links: Mapping[str, list[str]], on: date
) -> Iterator[TruthEntry]:
    row = line.row
    if line.owner is None or not is_open(row):
        return
    start = date_of(row.cell("planned_start"))
    not_begun = date_of(row.cell("actual_start")) is None
    planned = row.cell("status").meaning == "planned" and start is not None and start <= on
    if row.cell("status").meaning != "blocked" and not (planned and not_begun):
        return
    late = []
    for number in links.get(line.number, ()):
        before = lines[number]
        due = action_due(before.row)
        if before.owner not in (None, line.owner) and is_open(before.row) and due and due < on:
            late.append((on - due).days)
    if late:
        yield TruthEntry(
            kind="action_blocked", subject=line.number, partner=line.owner, days=max(late)
        )


def _ripples(
    lines: Mapping[str, PlanLine],
    links: Mapping[str, list[str]],
    on: date,
    *,
    reference: Mapping[str, date],
    missing: Mapping[str, tuple[str | None, date, date]],
    changed: Mapping[str, date],
) -> Iterator[TruthEntry]:
    courses: dict[str, _Course | None] = {}

    def course(number: str) -> _Course | None:
        if number not in courses:
            courses[number] = _course(
                lines[number], links, on, reference=reference, told=changed[number], ask=course
            )
        return courses[number]

    targets: list[tuple[str, str | None, _Course]] = []
    for line in lines.values():
        found = course(line.number)
        milestone = line.row.cell("milestone").value is not None and line.shows("milestone")
        if found is not None and milestone:
            targets.append((line.number, line.owner, found))
    for number, (owner, planned, due) in missing.items():
        found = _deliverable_course(number, planned, due, lines, on, ask=course)
        if found is not None:
            targets.append((number, owner, found))
    for number, owner, found in targets:
        if found.driver is None or found.finish <= found.due:
            continue
        cause, before = found.driver, courses[found.driver]
        while before is not None and before.driver is not None:
            cause = before.driver
            before = courses[cause]
        who = lines[cause].owner
        if who is not None and owner is not None and who != owner:
            days = (found.finish - found.due).days
            yield TruthEntry(kind="ripple", subject=f"{cause}/{number}", partner=who, days=days)


def _between(first: date, last: date) -> int:
    """Working days after `first` up to `last`, 0 when `last` comes first."""
    return count(days_after(first, last))


def _course(line, links, on, *, reference, told, ask) -> _Course | None:
    row = line.row
    due = action_due(row)
    planned = reference.get(line.number) or date_of(row.cell("planned_end"))
    if due is None or planned is None or not is_open(row):
        return None
    pace = max(due, on, _work_left(line, min(told, on)))
    own, inherited, driver = _between(planned, pace), 0, None
    for number in sorted(links.get(line.number, ())):
        before = ask(number)
        pushed = 0 if before is None else _pushed(row, before, planned)
        if pushed > inherited:
            inherited, driver = pushed, number
    if inherited <= own:
        return _Course(
            reference=planned, due=due, finish=pace, own=own, inherited=inherited, driver=None
        )
    return _Course(
        reference=planned,
        due=due,
        finish=later(planned, inherited),
        own=own,
        inherited=inherited,
        driver=driver,
    )


def _pushed(row: Row, before: _Course, planned: date) -> int:
    if date_of(row.cell("actual_start")) is not None:
        return _between(planned, before.finish)
    start = date_of(row.cell("planned_start"))
    if start is None:
        return 0
    free = _between(before.reference, start - timedelta(days=1))
    return max(0, _between(before.reference, before.finish) - free)


def _work_left(line: PlanLine, told: date) -> date:
    """When what was left on the day it was told would be done; that day when nothing is known."""
    row = line.row
    start, end = date_of(row.cell("planned_start")), date_of(row.cell("planned_end"))
    done = amount_of(row.cell("progress"))
    begun = date_of(row.cell("actual_start")) is not None
    if not begun or start is None or end is None or done is None:
        return told
    if start > end or start >= told:
        return told
    whole = count(days_after(start - timedelta(days=1), end), profile=line.profile)
    left = math.ceil(whole * (1 - done))
    return later(told - timedelta(days=1), left, profile=line.profile) if left > 0 else told


def _deliverable_course(number, planned, due, lines, on, *, ask) -> _Course | None:
    makers = sorted(
        line.number
        for line in lines.values()
        if number in _words(line) and line.shows("deliverable") and not line.row.struck
    )
    known = [(maker, found) for maker in makers if (found := ask(maker)) is not None]
    if not known:
        return None
    own_day = max(due, on)
    own, inherited, driver = _between(planned, own_day), 0, None
    for maker, found in known:
        delay = _between(found.reference, found.finish)
        pushed = delay - _between(found.reference, planned)
        if pushed > inherited:
            inherited, driver = pushed, maker
    decides = inherited > own
    return _Course(
        reference=planned,
        due=due,
        finish=later(planned, inherited) if decides else own_day,
        own=own,
        inherited=inherited,
        driver=driver if decides else None,
    )


def _words(line: PlanLine) -> list[str]:
    cell = line.row.cell("deliverable")
    return [word.strip() for word in str(cell.meaning or "").split(";")] if cell.is_set else []
