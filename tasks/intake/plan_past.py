"""What the store and the school calendar add to one night: the past of the plans, days of rest."""

import hashlib
from datetime import date
from functools import cache

import orjson
from vacances_scolaires_france import SchoolHolidayDates

from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY
from relocalisons.core.kernel.calendar.working_time import SchoolHolidays
from relocalisons.core.kernel.model import Programme, Snapshot, WorkbookGrid
from relocalisons.core.plan.schedule_history import (
    LineFact,
    ScheduleHistory,
    plan_lines,
    tell_history,
)
from relocalisons.core.programme.registry import RegistryInForce
from relocalisons.core.sources.sources import Parameters, SourceEntry
from relocalisons.store.readings.plan_history import plan_readings
from tasks.run.programme_run import ProgrammeRun


def past_of_plans(
    run: ProgrammeRun, snapshot: Snapshot, registry: RegistryInForce
) -> ScheduleHistory:
    """What all readings up to this one tell, as today's registry and aliases find them."""
    entries = tuple(entry for entry in registry.sources.entries if entry.table == "actions")
    parameters = registry.parameters

    def tell(workbook: WorkbookGrid) -> tuple[LineFact, ...]:
        return plan_lines(workbook, entries=entries, parameters=parameters)

    return tell_history(
        plan_readings(
            run.store,
            run.code,
            files={entry.file_id for entry in entries},
            # A workbook is read some moments after its snapshot was begun.
            until=max((book.read_at for book in snapshot.workbooks), default=snapshot.read_at),
            tell=tell,
            rule=_rule(entries, parameters),
        )
    )


def school_holidays(programme: Programme) -> SchoolHolidays:
    """The days of school holidays of each zone that « Paramètres » asks for."""
    return {zone: _days_of(zone) for zone in programme.working_time.zones}


@cache
def _days_of(zone: str) -> frozenset[date]:
    calendar = SchoolHolidayDates()
    first, last = max(FIRST_DAY.year, calendar.min_year), min(LAST_DAY.year, calendar.max_year)
    return frozenset(
        day
        for year in range(first, last + 1)
        for day in calendar.holidays_for_year_and_zone(year, zone)
    )


def _rule(entries: tuple[SourceEntry, ...], parameters: Parameters) -> str:
    """A fingerprint of how lines are found: when it changes, they are found again."""
    found = [[entry.file_id, entry.tab, entry.header_row, dict(entry.columns)] for entry in entries]
    aliases = {table: dict(columns) for table, columns in parameters.aliases.items()}
    data = orjson.dumps([found, aliases.get("actions", {})], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(data).hexdigest()
