"""Brakes of the week: what changed too much since the last reminders, more mails than usual."""

from collections import Counter
from datetime import date, datetime, timedelta
from statistics import median

from relocalisons.core.brakes import (
    Brake,
    brake_on_lost_tabs,
    brake_on_volume,
    brakes_on_addresses,
    brakes_on_changes,
)
from relocalisons.core.changes import changes_between
from relocalisons.core.gathering import Gatherer
from relocalisons.core.reminders.digests import ReminderPlan, iso_week
from relocalisons.core.reminders.reasons import lost_tabs
from relocalisons.store.mail_history import mail_history
from relocalisons.store.snapshots import last_snapshot, load_snapshot
from tasks.changed_sources import sources_written_since
from tasks.night_steps import Assessment, registry_of_night
from tasks.programme_run import ProgrammeRun

SINCE_LAST_WEEK = timedelta(days=6)
WEEKS_COMPARED = 8


def brakes_of_the_week(
    run: ProgrammeRun, assessment: Assessment, plan: ReminderPlan
) -> tuple[Brake, ...]:
    """What a careful person would stop at before these digests; empty on a usual week."""
    volume = brake_on_volume(len(plan.digests), usual=_usual_volume(run, as_of=run.as_of))
    lost = brake_on_lost_tabs(lost_tabs(assessment.programme))
    since = assessment.read_at - SINCE_LAST_WEEK
    wide = tuple(brake for brake in (lost, volume) if brake is not None)
    return (*wide, *brakes_since(run, assessment, since=since))


def brakes_since(
    run: ProgrammeRun, assessment: Assessment, *, since: datetime
) -> tuple[Brake, ...]:
    """Sources and addresses that changed too much since the last reading before `since`.

    When nothing is as old as that, the reading before this one; without any, nothing is braked.
    """
    after = load_snapshot(run.store, assessment.snapshot_id)
    before = last_snapshot(run.store, run.code, before=since) or last_snapshot(
        run.store, run.code, before=assessment.read_at
    )
    if after is None or before is None:
        return ()
    registry = registry_of_night(run, after)
    entries = sources_written_since(
        registry.sources.entries, before=before, after=after, programme=assessment.programme
    )
    if not entries:
        return ()
    changes = changes_between(before, after, entries=entries, parameters=registry.parameters)
    rows: dict[tuple[str, str], int] = {}
    reader = Gatherer(snapshot=before, aliases=registry.parameters.aliases)
    for table in reader.gather(entries).tables:
        where = table.owner, table.table.name
        rows[where] = rows.get(where, 0) + len(table.rows)
    return (*brakes_on_addresses(changes), *brakes_on_changes(changes, rows_before=rows))


def _usual_volume(run: ProgrammeRun, *, as_of: date) -> int | None:
    """The median number of digests of the last weeks that had any; None before there is one."""
    weeks = mail_history(run.store, run.code, before_week=iso_week(as_of)).weeks
    counts = Counter(week for prepared in weeks.values() for week in prepared)
    latest = [counts[week] for week in sorted(counts)[-WEEKS_COMPARED:]]
    return round(median(latest)) if latest else None
