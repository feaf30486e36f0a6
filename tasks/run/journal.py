"""The latest runs as the tab « Journal » shows them."""

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.pilotage.journal import JournalEntry
from relocalisons.store.runs import last_runs
from tasks.run.programme_run import ProgrammeRun

JOURNAL_LENGTH = 60


def journal_entries(run: ProgrammeRun) -> tuple[JournalEntry, ...]:
    """The latest finished or failed runs, for the tab « Journal »."""
    zone = run.settings.zone
    return tuple(
        JournalEntry(
            at=past.started_at.astimezone(zone),
            flow=RunKind(past.kind).french,
            succeeded=past.state == "finished",
            done=tuple(past.summary.get("done", ())),
            left_out=tuple(past.summary.get("left_out", ())),
        )
        for past in last_runs(run.store, run.code, limit=JOURNAL_LENGTH)
        if past.state != "running"
    )
