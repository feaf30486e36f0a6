"""The history of the sample's plans, as if every evening of the story had been read."""

from datetime import date

from support.sample.snapshot import snapshot_of

from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.plan.schedule_history import (
    PlanReading,
    ScheduleHistory,
    plan_lines,
    tell_history,
)
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.workspace import Workbook, Workspace
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.story import evenings_until

_READINGS: dict[int, list[PlanReading]] = {}


def history_until(sample: SampleProgramme, on: date) -> ScheduleHistory:
    """What the readings of the eve and of every evening on which something was typed tell."""
    readings = _all_readings(sample)
    return tell_history(each for each in readings if each.read_on <= on)


def _all_readings(sample: SampleProgramme) -> list[PlanReading]:
    if sample.seed not in _READINGS:
        _READINGS[sample.seed] = list(_read(sample))
    return _READINGS[sample.seed]


def _read(sample: SampleProgramme):
    known: dict[str, Workbook] = {}
    for on, workspace in evenings_until(sample, date.max):
        changed = {
            owner: book
            for owner, book in workspace.workbooks.items()
            if known.get(owner) is not book
        }
        known.update(changed)
        pilotage = workspace.workbooks["pilotage"]
        snapshot = snapshot_of(Workspace(workbooks={**changed, "pilotage": pilotage}), on=on)
        yield from _of_snapshot(snapshot, on=on)


def _of_snapshot(snapshot: Snapshot, *, on: date):
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    entries = read_sources(pilotage).entries
    parameters = read_parameters(pilotage, as_of=on)
    for book in snapshot.workbooks:
        lines = plan_lines(book, entries=entries, parameters=parameters)
        changed_on = book.modified_time.date()
        yield PlanReading(read_on=on, changed_on=changed_on, lines=lines, file_id=book.file_id)
