"""What the product understands of sheets; without the sample’s generator, so that it is cheap."""

from datetime import date

from relocalisons.core.kernel.model import Programme, Snapshot, WorkbookGrid
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.source_choice import put_in_force
from relocalisons.core.sources.sources import Registry, read_sources
from relocalisons.sample.engine import ids


def understood(snapshot: Snapshot, *, on: date, registry: Registry | None = None) -> Programme:
    """What stands in a snapshot; its « Sources » may be told otherwise."""
    pilotage = pilotage_of(snapshot)
    registry = registry or read_sources(pilotage)
    chosen = put_in_force(registry.entries, items=snapshot.items)
    return understand(
        snapshot,
        sources=chosen.entries,
        registry_findings=(*registry.findings, *chosen.findings),
        parameters=read_parameters(pilotage, as_of=on),
        code="relocalisons",
        name="Relocalisons",
        as_of=on,
    )


def pilotage_of(snapshot: Snapshot) -> WorkbookGrid:
    """Her own workbook, which every snapshot of the sample has."""
    found = snapshot.workbook(ids.PILOTAGE)
    assert found is not None
    return found
