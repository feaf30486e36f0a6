"""A month of papers: what is printed for funders and committee, then all that the flows publish.

Views, charts, PDF, Word files, workbooks and slides, in one process; reading and assessing are the
night's. Nobody else makes these papers: the second printing must give the bytes of the first.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

from benchmarks.table.clocks import once, peak_memory
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

    yield from _rows(f"a month: {len(funders)} funders and the committee's report", few)
    with _a_month(size) as all_of_them:
        yield from _rows("a month of the sample: all that its flows publish", all_of_them)


def _rows(work: str, print_them: Callable[[], Files]) -> Iterator[Row]:
    first = once(print_them)
    memory = peak_memory()
    again = once(print_them)
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


@contextmanager
def _a_month(size: Size) -> Iterator[Callable[[], Files]]:
    """What prints the papers of the days of a month on which something is due."""
    snapshot = snapshot_of(workspace_at(generate(), READ_ON), on=READ_ON)
    days, most = (DAYS, None) if size is Size.FULL else (DAYS[1:2], 2)
    with tempfile.TemporaryDirectory() as folder:
        put_environment(Path(folder), base_url="http://127.0.0.1:9")
        assessed = {}
        for day in days:
            with _run(day) as run:
                assessed[day] = assess_programme(run, snapshot)

        def print_them() -> Files:
            marks: list[str] = []
            seen: set[str] = set()
            for day, assessment in assessed.items():
                with _run(day) as run:
                    marks += _marks_of_day(run, assessment, seen, most=most)
            return tuple(marks)

        yield print_them


def _run(day: date):
    request = NightRequest(programme="sandbox", logical_date=day, dry_run=True)
    return open_run(request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False)


def _marks_of_day(
    run: ProgrammeRun, assessment: Assessment, seen: set[str], *, most: int | None
) -> Iterator[str]:
    for _, view, _ in islice(papers(run, assessment), most):
        if view.heading.file_stem not in seen:
            seen.add(view.heading.file_stem)
            yield from _marks(view)
    for pack in islice(due_sessions(run, assessment).packs, most):
        if pack.deck is not None:
            yield _mark(render_pptx(pack.deck))


def _marks(view) -> Files:
    printed = render(view)
    return tuple(_mark(one) for one in (printed.pdf, printed.docx, printed.xlsx) if one)


def _mark(data: bytes) -> str:
    return sha256(data).hexdigest()
