"""A store from before lines had names: its keys live on, and the first night finds nothing new."""

from datetime import date

import pytest
from support.sample.generated import sample_of
from support.sample.snapshot import snapshot_of

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources
from relocalisons.sample.engine import ids
from relocalisons.sample.story import workspace_at

EVENING, NEXT = date(2026, 3, 2), date(2026, 3, 3)


def keys_of(snapshot: Snapshot, *, previous: Snapshot | None) -> set[str]:
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    registry = read_sources(pilotage)
    programme = understand(
        snapshot,
        sources=registry.entries,
        registry_findings=registry.findings,
        parameters=read_parameters(pilotage, as_of=NEXT),
        code="relocalisons",
        name="Relocalisons",
        as_of=NEXT,
        previous=previous,
    )
    return {finding.key for finding in assess(programme, as_of=NEXT, baseline={})}


@pytest.mark.parametrize("seed", [2026, 7])
def test_the_first_night_after_an_upgrade_finds_nothing_that_is_new(seed):
    sample = sample_of(seed)
    before, after = (snapshot_of(workspace_at(sample, on), on=on) for on in (EVENING, NEXT))
    first_keys = keys_of(after, previous=None)

    named = keys_of(after, previous=before)

    assert {key for key in named - first_keys if not key.startswith("row_deleted")} == set()
