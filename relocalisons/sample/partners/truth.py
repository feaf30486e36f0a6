"""Sample: which partners give no sign on an evening, from what they did and nothing else."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.sample.engine.entries import (
    TruthEntry,
    date_of,
    first_of_each,
    is_open,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.meetings.truth import sample_meetings
from relocalisons.sample.partners.bounces import bounces_until
from relocalisons.sample.plan.evening import plan_lines

_SILENT, _UNTOUCHED = 45, 45  # days


def mobilisation_entries(
    workspace: Workspace,
    on: date,
    *,
    changed: Mapping[str, date],
    one_workbook: bool = False,
) -> Iterator[TruthEntry]:
    """Silent partners, sleeping sheets, mail that comes back.

    `changed`: the last day each line of the plans changed. With one workbook for everybody nobody
    can tell who edited it last: only the lines of the plans are left to say it.
    """
    contacts, met = _contacts(workspace), _met(workspace, on)
    lines = plan_lines(workspace)
    for row in first_of_each(workspace.tab(PILOTAGE, "partners")):
        code = str(row.cell("code").meaning)
        if row.cell("active").meaning == "non":
            continue
        own = [line for line in lines.values() if line.owner == code]
        edits = [changed[line.number] for line in own]
        if not one_workbook:
            edits.append(workspace.workbooks[code].modified_at.date())
        if edits:
            edit = max(edits)
            last = max([edit, *contacts.get(code, ()), *met.get(code, ())])
            silent, idle = (on - last).days, (on - edit).days
            if silent >= _SILENT:
                yield _entry("partner_silent", code, silent)
            elif idle >= _UNTOUCHED and any(is_open(line.row) for line in own):
                yield _entry("sheet_untouched", code, idle)
        if code in bounces_until(on):
            yield _entry("mail_bouncing", code, None)


def departure_entries(workspace: Workspace) -> Iterator[TruthEntry]:
    """Partners whose « Actif » says no."""
    for row in first_of_each(workspace.tab(PILOTAGE, "partners")):
        if row.cell("active").meaning == "non":
            yield _entry("partner_left", str(row.cell("code").meaning), None)


def _contacts(workspace: Workspace) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for row in first_of_each(workspace.tab(PILOTAGE, "contacts")):
        code, day = partner_of(row.cell("partner")), date_of(row.cell("date"))
        if code and day:
            found.setdefault(code, []).append(day)
    return found


def _met(workspace: Workspace, on: date) -> dict[str, list[date]]:
    """The meetings that each partner attended, or whose invitation it answered by then."""
    found: dict[str, list[date]] = {}
    for meeting in sample_meetings(workspace):
        for seat in meeting.lines:
            word = meeting.presence(seat)
            away = word in ("", "absent", "absente")
            came = meeting.on <= on and not away and "?" not in word
            said = meeting.answer(seat)
            if came or (said and "?" not in said):
                found.setdefault(seat, []).append(min(meeting.on, on))
    return found


def _entry(kind: str, code: str, days: int | None) -> TruthEntry:
    return TruthEntry(kind=kind, subject=code, partner=code, days=days)
