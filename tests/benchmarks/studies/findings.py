"""Every finder over the sample, then over tables of three and ten times the rows.

The time of a finder must grow as its rows do, from three to ten times (the first size profits from
warm memories and judges nothing).
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from benchmarks.table.clocks import in_turn
from benchmarks.table.rows import Figure, Row, Size, Target
from support.sample.grown import grown
from support.sample.snapshot import snapshot_of

from relocalisons.core.assessment.assessment import assess, forecast_chains
from relocalisons.core.assessment.producers import find_producers
from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.findings.meetings import find_meetings
from relocalisons.core.money.findings.money import find_money
from relocalisons.core.partners.mobilisation import find_mobilisation
from relocalisons.core.plan.findings.contradictions import find_contradictions
from relocalisons.core.plan.findings.ripple import find_chains
from relocalisons.core.producers.volumes.findings import find_volumes
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.plan.past_truth import frozen_ends
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at

DAY = date(2026, 3, 3)
TIMES = {Size.FULL: (1, 3, 10), Size.QUICK: (1, 2)}
LINEAR = Target(most=1.8)


def read(workspace: Workspace) -> tuple[Programme, float]:
    """The programme, and the seconds it took to understand it."""
    snapshot = snapshot_of(workspace, on=DAY)
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    started = time.process_time()
    registry = read_sources(pilotage)
    programme = understand(
        snapshot,
        sources=registry.entries,
        registry_findings=registry.findings,
        parameters=read_parameters(pilotage, as_of=DAY),
        code="relocalisons",
        name="Relocalisons",
        as_of=DAY,
    )
    return programme, time.process_time() - started


def finders(baseline: dict[str, date]) -> dict[str, Callable[[Programme], object]]:
    """Each room of findings by name, then all of them."""
    return {
        "money": lambda p: find_money(p, as_of=DAY),
        "producers": lambda p: find_producers(p, as_of=DAY),
        "volumes": lambda p: find_volumes(p, as_of=DAY),
        "meetings": lambda p: find_meetings(p, as_of=DAY, convened={}),
        "partners": lambda p: find_mobilisation(p, as_of=DAY, unchanged_since={}),
        "chains and contradictions": lambda p: _chains(p, baseline),
        "everything (assess)": lambda p: assess(p, as_of=DAY, baseline=baseline),
    }


def _chains(programme: Programme, baseline: dict[str, date]) -> None:
    chains = forecast_chains(programme, as_of=DAY, baseline=baseline)
    find_chains(chains)
    find_contradictions(programme, links=chains.links)


def measure(size: Size) -> Iterator[Row]:
    """A row a finder: how its time grows from the last but one size to the last."""
    sample = generate()
    workspace = workspace_at(sample, DAY)
    baseline = dict(frozen_ends(sample))
    sizes = TIMES[size]
    programmes, reading = zip(*(read(grown(workspace, times)) for times in sizes), strict=True)
    yield _row("reading and understanding", reading, sizes)
    for name, find in finders(baseline).items():
        yield _row(name, [_best(find, programme) for programme in programmes], sizes)


def _best(find: Callable[[Programme], object], programme: Programme) -> float:
    (found,) = in_turn(lambda: find(programme), rounds=3)
    return found.seconds


def _row(name: str, seconds: Sequence[float], sizes: Sequence[int]) -> Row:
    shown = ", ".join(f"{each * 1000:.1f}" for each in seconds)
    return Row(
        work=f"{name}, {' and '.join(map(str, sizes))} times the rows: {shown} ms",
        ours=Figure(
            value=seconds[-1] / seconds[-2] / (sizes[-1] / sizes[-2]), unit="times the rows"
        ),
        target=LINEAR,
    )
