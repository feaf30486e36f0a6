"""Every finder over the sample, then over tables of three and ten times the rows.

Run: python tests/benchmarks/bench_findings.py
The time of a finder must grow as its rows do: from three to ten times the rows, 3.3 is a straight
line and 11 a loop within a loop (the first column profits from warm memories and judges nothing).
The rows of « Partenaires » and « Financeurs » stay as they are.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

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
from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.workspace import Tab, Workspace
from relocalisons.sample.plan.past_truth import frozen_ends
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at

DAY = date(2026, 3, 3)
TIMES = (1, 3, 10)
MOST = 6.0  # times as long from three to ten times the rows: beyond, it is no longer linear
_KEPT = ("partners", "funders", "sources", "settings")
_NAMES = frozenset(
    {
        *("number", "code", "contract", "meeting", "action", "deliverable"),
        *("predecessors", "predecessor", "successor"),
    }
)


def grown(workspace: Workspace, times: int) -> Workspace:
    """The same workspace with each line copied under other numbers, links between them included."""
    books = {
        owner: replace(book, tabs=tuple(_grown(tab, times) for tab in book.tabs))
        for owner, book in workspace.workbooks.items()
    }
    return replace(workspace, workbooks=books)


def _grown(tab: Tab, times: int) -> Tab:
    if tab.table is None or tab.table in _KEPT or not tab.rows:
        return tab
    copies = (_copy(row, step) for step in range(1, times) for row in tab.rows if row.is_data)
    return replace(tab, rows=(*tab.rows, *copies), merged_group=None)


def _copy(row: Row, step: int) -> Row:
    cells = dict(row.cells)
    for name in _NAMES & set(cells):
        value = cells[name].value
        if isinstance(value, str):
            named = " ; ".join(f"{part.strip()}.{step}" for part in value.split(";"))
            cells[name] = replace(cells[name], value=named)
    return replace(row, uid=f"{row.uid}*{step}", cells=cells)


def read(workspace: Workspace) -> tuple[Programme, float]:
    """The programme, and the seconds it took to understand it."""
    snapshot = snapshot_of(workspace, on=DAY)
    pilotage = snapshot.workbook(ids.PILOTAGE)
    assert pilotage is not None
    started = time.perf_counter()
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
    return programme, time.perf_counter() - started


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


def main() -> int:
    """Print one line a finder; 1 when one of them grows faster than its rows."""
    sample = generate()
    workspace = workspace_at(sample, DAY)
    baseline = dict(frozen_ends(sample))
    programmes, reading = [], []
    for times in TIMES:
        programme, seconds = read(grown(workspace, times))
        programmes.append(programme)
        reading.append(seconds)
    rows = [
        sum(len(table.reading.frame) for tables in each.tables.values() for table in tables)
        for each in programmes
    ]
    print(
        f"{'milliseconds, rows:':36}" + "".join(f"{count:>10,}" for count in rows) + "  3x to 10x"
    )
    wrong = _line("reading and understanding", reading)
    for name, find in finders(baseline).items():
        wrong |= _line(name, [_best(find, programme) for programme in programmes])
    return int(wrong)


def _best(find: Callable[[Programme], object], programme: Programme) -> float:
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        find(programme)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _line(name: str, seconds: list[float]) -> bool:
    factor = seconds[-1] / seconds[-2]
    shown = "".join(f"{each * 1000:10.1f}" for each in seconds)
    print(f"{name:36}{shown}{factor:9.1f}x")
    return factor > MOST


if __name__ == "__main__":
    sys.exit(main())
