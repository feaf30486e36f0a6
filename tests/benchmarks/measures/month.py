"""A month of papers: what is printed for funders and committee, then all that the flows publish.

Views, charts, PDF, Word files, workbooks and slides, in one process; reading and assessing are the
night's: each day of the month is assessed just before it is printed, untimed, and no other day is
held, as in its own run. Nobody else makes these papers: the second printing must give the bytes of
the first.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from benchmarks.table.clocks import Timed, once, peak_memory
from benchmarks.table.rows import Figure, Row, Size, Target
from support.papers.month_pages import DAYS, READ_ON, papers
from support.papers.report_workspace import AS_OF, sample_workspace
from support.sample.snapshot import snapshot_of

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.rendering.papers.papers import render
from relocalisons.rendering.slides.deck import render_pptx
from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at
from tasks.intake.follow_up_steps import assess_programme
from tasks.meetings.session_steps import due_sessions
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun, open_run
from tasks.run.run_requests import NightRequest

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
TIME, MEMORY = Target(most=5), Target(most=350)

Files = tuple[str, ...]  # a mark of the bytes of each


def measure(size: Size) -> Iterator[Row]:
    """Time and memory of both months; the memory is that of this process since its start."""
    space = sample_workspace(late=12, actions=60, deliverables=20, contracts=12, doubts=3)
    programme, tracked = space.programme(), space.tracked()
    funders = ("REGION", "ADEME", "REGION") if size is Size.FULL else ("REGION",)

    def few() -> Files:
        views = [build_funder_note(programme, tracked, funder=one, **PERIOD) for one in funders]
        if size is Size.FULL:
            views.append(build_copil_report(programme, tracked, **PERIOD))
        return tuple(mark for view in views for mark in _marks(view))

    work = f"a month: {len(funders)} funders and the committee's report"
    yield from _rows(work, lambda: once(few))
    with tempfile.TemporaryDirectory() as folder:
        put_environment(Path(folder), base_url="http://127.0.0.1:9")
        yield from _rows(
            "a month of the sample: all that its flows publish", lambda: _a_month(size)
        )


def _rows(work: str, print_them: Callable[[], Timed]) -> Iterator[Row]:
    first = print_them()
    memory = peak_memory()
    again = print_them()
    same, count = first.answer == again.answer, len(first.answer)
    judged = f"{count} files, each the same when printed again"
    yield Row(
        work=f"{work}, time",
        ours=Figure(value=first.seconds, unit="s"),
        same=same,
        judged=judged,
        target=TIME,
    )
    yield Row(
        work=f"{work}, memory",
        ours=Figure(value=memory, unit="MB"),
        same=same,
        judged=judged,
        target=MEMORY,
    )


def _a_month(size: Size) -> Timed:
    """The papers of the days of a month on which something is due, one day after the other."""
    snapshot = snapshot_of(workspace_at(generate(), READ_ON), on=READ_ON)
    days, most = (DAYS, None) if size is Size.FULL else (DAYS[1:2], 2)
    marks: list[str] = []
    seen: set[str] = set()
    seconds = 0.0
    for day in days:
        with _run(day) as run:
            assessed = assess_programme(run, snapshot)
            printed = once(partial(_marks_of_day, run, assessed, seen, most=most))
        marks += printed.answer
        seconds += printed.seconds
    return Timed(answer=tuple(marks), seconds=seconds)


def _run(day: date):
    request = NightRequest(programme="sandbox", logical_date=day, dry_run=True)
    return open_run(request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False)


def _marks_of_day(
    run: ProgrammeRun, assessment: Assessment, seen: set[str], *, most: int | None
) -> Files:
    marks: list[str] = []
    for _, view, _ in islice(papers(run, assessment), most):
        if view.heading.file_stem not in seen:
            seen.add(view.heading.file_stem)
            marks += _marks(view)
    for pack in islice(due_sessions(run, assessment).packs, most):
        if pack.deck is not None:
            marks.append(_mark(render_pptx(pack.deck)))
    return tuple(marks)


def _marks(view) -> Files:
    printed = render(view)
    return tuple(_mark(one) for one in (printed.pdf, printed.docx, printed.xlsx) if one)


def _mark(data: bytes) -> str:
    return sha256(data).hexdigest()
