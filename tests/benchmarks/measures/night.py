"""A whole night in one process: read, assess, decide and render each digest; then more rows.

Each size is played twice (a long one once) in a process of its own, which is given the sheets as
they are kept. The judge is the sample's own truth: which actions are late, times the copies of each
line. Beside it the script that people write (`peers/usual_night`), which answers that one question
of some hundred.
"""

import multiprocessing
import pickle
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.table.clocks import once, peak_memory
from benchmarks.table.rows import Figure, Row, Size, Target

DAY = date(2026, 3, 3)
TIMES = {Size.FULL: (1, 10, 100), Size.QUICK: (1, 2)}
TIME, MEMORY, LINEAR = Target(most=1), Target(most=350), Target(most=1.5)
LONG = 20.0  # seconds
LATE = "action_late"
PEER = "usual script and pandas, late actions alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What one process found, and what it took: processor seconds (first, warm), peak in MB."""

    late: tuple[str, ...]
    digests: int
    findings: int
    first: float
    warm: float
    memory: float


def measure(size: Size) -> Iterator[Row]:
    """Time and memory of each size, beside the script's; how both grow."""
    truth = _truth()
    nights: dict[int, Night] = {}
    with tempfile.TemporaryDirectory() as folder:
        for times in TIMES[size]:
            file = sheets(Path(folder), times)
            ours, theirs = _apart(play, file), _apart(play_script, file)
            nights[times] = ours
            yield from _rows(times, ours, theirs, truth)
    small, large = TIMES[size][0], TIMES[size][-1]
    if len(TIMES[size]) > 2:
        small = TIMES[size][-2]
    for what in ("first", "memory"):
        grew = getattr(nights[large], what) / getattr(nights[small], what) / (large / small)
        yield Row(
            work=f"a night, from {small} to {large} times the rows: "
            f"{'time' if what == 'first' else what} grows",
            ours=Figure(value=grew, unit="times the rows"),
            target=LINEAR,
        )


def _rows(times: int, ours: Night, theirs: Night, truth: frozenset[str]) -> Iterator[Row]:
    found = frozenset(ours.late)
    right = len(ours.late) == len(truth) * times and truth <= found
    mine, said = Counter(ours.late), Counter(theirs.late)
    judged = (
        f"ours {len(ours.late)} late of {len(truth) * times}; the script {len(theirs.late)}, "
        f"{(said - mine).total()} of them wrong, {(mine - said).total()} missed"
    )
    work = f"a night of the sample, {times} times its rows"
    alone = times == 1
    for name, own, other, unit, target in (
        ("first", ours.first, theirs.first, "s", TIME if alone else None),
        ("warm", ours.warm, theirs.warm, "s", None),
        ("memory", ours.memory, theirs.memory, "MB", MEMORY if alone else None),
    ):
        yield Row(
            work=f"{work}, {name}",
            ours=Figure(value=own, unit=unit),
            peer=PEER,
            theirs=Figure(value=other, unit=unit),
            same=right,
            judged=judged if name == "first" else f"{ours.findings} findings, {ours.digests} mails",
            target=target,
        )


def _truth() -> frozenset[str]:
    from relocalisons.sample.programme import generate
    from relocalisons.sample.truth import truth_at

    return frozenset(one.subject for one in truth_at(generate(), DAY) if one.kind == LATE)


def sheets(folder: Path, times: int) -> str:
    """The sheets of that evening, as a night receives them."""
    from support.sample.grown import grown
    from support.sample.snapshot import snapshot_of

    from relocalisons.sample.plan.past_truth import frozen_ends
    from relocalisons.sample.programme import generate
    from relocalisons.sample.story import workspace_at

    sample = generate()
    workspace = workspace_at(sample, DAY)
    snapshot = snapshot_of(grown(workspace, times) if times > 1 else workspace, on=DAY)
    file = folder / f"{times}.pickle"
    file.write_bytes(pickle.dumps((snapshot, dict(frozen_ends(sample)))))
    return str(file)


def _apart(play_it: Any, file: str) -> Night:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as apart:
        return apart.submit(play_it, file).result()


def play(file: str) -> Night:
    """Ours, in a process that has done nothing else."""

    import relocalisons.core.assessment.assessment
    import relocalisons.rendering.mails.mail  # noqa: F401

    snapshot, baseline = pickle.loads(Path(file).read_bytes())
    first = once(lambda: _night(snapshot, baseline))
    memory = peak_memory()
    # A long one is played once: what was imported and compiled on the way is lost in it.
    warm = once(lambda: _night(snapshot, baseline)) if first.seconds < LONG else first
    findings, digests = warm.answer
    return Night(
        late=tuple(one.subject for one in findings if one.kind == LATE),
        digests=digests,
        findings=len(findings),
        first=first.seconds,
        warm=warm.seconds,
        memory=memory,
    )


def _night(snapshot: Any, baseline: dict[str, date]) -> tuple[Any, int]:
    from support.sample.understood import understood

    from relocalisons.core.assessment.assessment import assess
    from relocalisons.core.kernel.model import FindingState, TrackedFinding
    from relocalisons.core.reminders.planning import plan_reminders
    from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
    from relocalisons.rendering.mails.context import MailContext
    from relocalisons.rendering.mails.mail import render_digest

    programme = understood(snapshot, on=DAY)
    findings = assess(programme, as_of=DAY, baseline=baseline)
    tracked = tuple(
        TrackedFinding(finding=one, state=FindingState.NEW, first_seen=DAY) for one in findings
    )
    plan = plan_reminders(
        tracked,
        programme=programme,
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=DAY,
    )
    context = MailContext(
        programme="Relocalisons", coordinator="Camille", coordinator_email="camille@x.example"
    )
    mails = [render_digest(digest, context=context) for digest in plan.digests]
    return findings, len(mails)


def play_script(file: str) -> Night:
    """The usual script, on the same values."""
    from benchmarks.peers.usual_night import PLAN, late_and_mails

    snapshot, _ = pickle.loads(Path(file).read_bytes())
    plans = {
        book.name: [[getattr(cell, "value", cell) for cell in row] for row in tab.rows]
        for book in snapshot.workbooks
        for tab in book.tabs
        if tab.title == PLAN
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        first = once(lambda: late_and_mails(plans, today=DAY))
        memory = peak_memory()
        warm = once(lambda: late_and_mails(plans, today=DAY))
    late, mails = warm.answer
    return Night(
        late=tuple(late),
        digests=len(mails),
        findings=len(late),
        first=first.seconds,
        warm=warm.seconds,
        memory=memory,
    )
