"""How the whole grows: partners, findings, five years of nights in a store; what a night asks.

A night with more partners is read, assessed and kept in a process of its own. The five years are
nights of working days on which five workbooks change and five findings come and go; the first of
each month wipes what is older than its time. Rows are grown in `measures/night`.
"""

import multiprocessing
import pickle
import random
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.table.clocks import once, peak_memory
from benchmarks.table.rows import Figure, Row, Size, Target

DAY = date(2026, 3, 3)
PARTNERS = {Size.FULL: (1, 4, 17), Size.QUICK: (1, 2)}  # times the sample's 23
YEARS = {Size.FULL: 5, Size.QUICK: 0}
DAYS = {Size.FULL: 365, Size.QUICK: 12}  # of one year
CHANGED = 5
LINEAR = Target(most=1.5)
BOUNDED = Target(most=1.25)  # a year later, once readings are old enough to be wiped
PROGRAMME = "relocalisons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Processor seconds, MB, and the bytes of the store after a night that is kept twice."""

    read: float
    kept: float
    again: float
    memory: float
    store: int
    findings: int
    workbooks: int


def measure(size: Size) -> Iterator[Row]:
    """Partners, then years."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        nights = {times: _apart(folder, times) for times in PARTNERS[size]}
        yield from _of_partners(nights)
        yield from _of_years(folder, size)


def _of_partners(nights: dict[int, Night]) -> Iterator[Row]:
    for times, one in nights.items():
        work = f"{23 * times} partners, {one.findings:,} findings"
        for what, value, unit in (
            ("a night read and assessed", one.read, "s"),
            ("its readings and findings kept for the first time", one.kept, "s"),
            ("kept again, nothing new", one.again, "s"),
            ("memory", one.memory, "MB"),
            ("store", one.store / 2**20, "MB"),
            ("requests to read them all", one.workbooks, "requests"),
        ):
            yield Row(work=f"{work}: {what}", ours=Figure(value=value, unit=unit))
    small, large = sorted(nights)[-2:]
    for what in ("read", "kept", "again", "memory", "store"):
        grew = getattr(nights[large], what) / getattr(nights[small], what) / (large / small)
        yield Row(
            work=f"from {23 * small} to {23 * large} partners: {what} grows",
            ours=Figure(value=grew, unit="times the partners"),
            target=LINEAR,
        )


def _apart(folder: Path, times: int) -> Night:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as apart:
        return apart.submit(play, str(_sheets(folder, times)), str(folder / f"{times}.db")).result()


def _sheets(folder: Path, times: int) -> Path:
    """The sheets of that evening with so many times its partners."""
    from support.sample.grown import with_partners
    from support.sample.snapshot import snapshot_of

    from relocalisons.sample.programme import generate
    from relocalisons.sample.story import workspace_at

    file = folder / f"{times}.pickle"
    workspace = workspace_at(generate(), DAY)
    file.write_bytes(pickle.dumps(snapshot_of(with_partners(workspace, times), on=DAY)))
    return file


def play(file: str, store: str) -> Night:
    """A night of those sheets, in a process that has done nothing else."""
    from support.sample.understood import understood

    from relocalisons.core.assessment.assessment import assess
    from relocalisons.store.opening import migrate, open_store

    snapshot = pickle.loads(Path(file).read_bytes())
    url = f"sqlite:///{store}"
    migrate(url)
    found = once(lambda: assess(understood(snapshot, on=DAY), as_of=DAY, baseline={}))
    with open_store(url) as opened:
        kept = once(lambda: _keep(opened, snapshot, found.answer, DAY))
        tomorrow = replace(
            snapshot, snapshot_id="next", read_at=snapshot.read_at + timedelta(days=1)
        )
        again = once(lambda: _keep(opened, tomorrow, found.answer, DAY + timedelta(days=1)))
    return Night(
        read=found.seconds,
        kept=kept.seconds,
        again=again.seconds,
        memory=peak_memory(),
        store=Path(store).stat().st_size,
        findings=len(found.answer),
        workbooks=len(snapshot.workbooks),
    )


def _keep(store: Any, snapshot: Any, findings: Sequence[Any], day: date) -> None:
    from relocalisons.store.readings.findings import track_findings
    from relocalisons.store.readings.snapshots import keep_snapshot

    keep_snapshot(
        store, snapshot, programme=PROGRAMME, run_id=None, page_token="1",
        full_reading_at=snapshot.read_at,
    )  # fmt: skip
    track_findings(store, findings, programme=PROGRAMME, as_of=day)


def _of_years(folder: Path, size: Size) -> Iterator[Row]:
    """The store after each year, the last night of each, and what the last adds to the one before.

    Readings and the days of findings stay 760 days: from the third year on nothing grows.
    """
    from support.sample.understood import understood

    from relocalisons.core.assessment.assessment import assess
    from relocalisons.store.opening import migrate, open_store

    snapshot = pickle.loads((folder / "1.pickle").read_bytes())
    findings = assess(understood(snapshot, on=DAY), as_of=DAY, baseline={})
    file, rolls = folder / "years.db", random.Random(1)
    migrate(f"sqlite:///{file}")
    sizes: list[int] = []
    with open_store(f"sqlite:///{file}") as store:
        first = snapshot.read_at
        for year in range(max(1, YEARS[size])):
            spent = 0.0
            for day in _working_days(first, year=year, days=DAYS[size]):
                snapshot = _moved(snapshot, day, rolls)
                gone = set(rolls.sample(range(len(findings)), CHANGED))
                stand = [one for at, one in enumerate(findings) if at not in gone]
                spent = once(partial(_keep, store, snapshot, stand, day.date())).seconds
                if day.day <= 3:
                    _wipe(store, day)
            sizes.append(file.stat().st_size)
            yield Row(
                work=f"year {year + 1}: the store", ours=Figure(value=sizes[-1] / 2**20, unit="MB")
            )
            yield Row(
                work=f"year {year + 1}: its last night kept", ours=Figure(value=spent, unit="s")
            )
    if len(sizes) > 3:
        yield Row(
            work="the store, from the third year to the last: grows",
            ours=Figure(value=sizes[-1] / sizes[2], unit="times"),
            target=BOUNDED,
        )


def _working_days(first: datetime, *, year: int, days: int) -> Iterator[datetime]:
    for at in range(days):
        day = first + timedelta(days=1 + year * 365 + at)
        if day.weekday() < 5:
            yield day


def _moved(snapshot: Any, day: datetime, rolls: random.Random) -> Any:
    """The snapshot of that night: in five workbooks somebody has written a word."""
    books = list(snapshot.workbooks)
    for at in rolls.sample(range(len(books)), CHANGED):
        books[at] = _edited(books[at], f"vu le {day:%d/%m/%Y}", day)
    return replace(snapshot, snapshot_id=f"s-{day:%Y-%m-%d}", read_at=day, workbooks=tuple(books))


def _edited(book: Any, text: str, day: datetime) -> Any:
    from relocalisons.core.kernel.model import Cell

    tab = book.tabs[0]
    *rows, last = tab.rows
    last = (*last[:-1], Cell(value=text)) if last else (Cell(value=text),)
    tabs = (replace(tab, rows=(*rows, last)), *book.tabs[1:])
    return replace(book, tabs=tabs, modified_time=day, read_at=day)


def _wipe(store: Any, day: datetime) -> None:
    from relocalisons.store.retention import apply_retention

    apply_retention(store, PROGRAMME, at=day)
