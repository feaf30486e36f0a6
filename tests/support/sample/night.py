"""One night of the sample as its acts: read, assessed, every finding open since that night."""

from datetime import date
from functools import cache

from support.sample.history import history_until
from support.sample.snapshot import snapshot_of

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.source_choice import put_in_force
from relocalisons.core.sources.sources import read_sources
from relocalisons.sample.engine import ids
from relocalisons.sample.plan.past_truth import frozen_ends
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at


@cache
def night_of(day: date) -> tuple[Programme, Acts]:
    """The programme and the acts of that night."""
    sample = generate(2026)
    snapshot = snapshot_of(workspace_at(sample, day), on=day)
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    registry = read_sources(pilotage)
    chosen = put_in_force(registry.entries, items=snapshot.items)
    programme = understand(
        snapshot,
        sources=chosen.entries,
        registry_findings=(*registry.findings, *chosen.findings),
        parameters=read_parameters(pilotage, as_of=day),
        code="relocalisons",
        name="Relocalisons",
        as_of=day,
    )
    found = assess(
        programme,
        as_of=day,
        baseline=frozen_ends(sample),
        history=history_until(sample, day),
    )
    tracked = tuple(
        TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=day) for one in found
    )
    return programme, derive_acts(tracked, programme=programme, as_of=day)
