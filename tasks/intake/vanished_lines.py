"""What earlier readings hold that this one does not: lines deleted since, and those told before."""

from datetime import timedelta

from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.assessment.vanished import GoneLine, Vanished, lines_gone
from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.programme.registry import RegistryInForce
from relocalisons.core.sources.structure import SourceKind
from relocalisons.store.readings.findings import open_before
from relocalisons.store.readings.snapshots import last_snapshot, last_sound_readings
from tasks.intake.changed_sources import sources_written_since
from tasks.run.programme_run import ProgrammeRun

# The reading before this one tells what went overnight. The one of a week ago tells it too when a
# run died between keeping its reading and remembering what it had found.
A_WEEK = timedelta(days=7)


def vanished_lines(
    run: ProgrammeRun, snapshot: Snapshot, registry: RegistryInForce, *, programme: Programme
) -> Vanished:
    """The lines with a number that are gone, as today's registry and aliases find them."""
    earlier = (
        last_sound_readings(run.store, run.code, before=snapshot.read_at),
        last_snapshot(run.store, run.code, before=snapshot.read_at - A_WEEK),
    )
    gone: list[GoneLine] = []
    for before in earlier:
        if before is not None:
            entries = sources_written_since(
                registry.sources.entries, before=before, after=snapshot, programme=programme
            )
            gone += lines_gone(before, snapshot, entries=entries, parameters=registry.parameters)
    return Vanished(
        gone=tuple(gone),
        told=open_before(
            run.store,
            LineKind.ROW_DELETED,
            SourceKind.TABLE_EMPTIED,
            programme=run.code,
            as_of=run.as_of,
        ),
    )
