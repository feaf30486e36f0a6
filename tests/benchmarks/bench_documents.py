"""How long documents take, beside the budgets of the design.

Run: python tests/benchmarks/bench_documents.py
Times are the best and the median of several runs in one process, in milliseconds of wall clock; the
first run, imports left out, is « cold ». « cpu » is the median processor time: on a machine that is
busy with other work, wall clock says how long one waits, processor time what the step costs.
Memory is the peak of the process.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import io

import pikepdf
from peer_weasyprint import weasyprint_step
from support.papers.month_pages import print_month
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.views.view import PaperView
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import render_pdf
from relocalisons.rendering.documents.word import render_docx
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers import papers

ROUNDS = 7
PDF_BUDGET = 150.0  # milliseconds, warm, charts apart, for about six pages
MONTH_BUDGET = 10_000.0  # milliseconds: three funders and the committee, all files and charts
MEMORY_BUDGET = 400.0  # MB
PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def main() -> int:
    """Print the table; the status says whether every budget is kept."""
    space = sample_workspace(late=12, actions=60, deliverables=20, contracts=12, doubts=3)
    programme, tracked = space.programme(), space.tracked()
    note = build_funder_note(programme, tracked, funder="REGION", **PERIOD)
    words = papers.words_of(note)
    pictures = papers.pictures_of(note)
    template = f"{note.template}.html"
    tree = render_document(template, paper=note)
    annex = render_xlsx(note.annex, title="Annexe", dated=AS_OF)
    word_template = (TEMPLATES / PaperView.word_template).read_bytes()

    print(f"{'step':44}{'cold':>9}{'best':>9}{'median':>9}{'cpu':>9}   budget")
    _line(
        "view model of a funder's note",
        lambda: build_funder_note(programme, tracked, funder="REGION", **PERIOD),
    )
    _line("template → document tree", lambda: render_document(template, paper=note))
    _line("three charts (SVG and PNG)", lambda: papers.pictures_of(note))
    _line("XLSX annex", lambda: render_xlsx(note.annex, title="Annexe", dated=AS_OF))
    pdf = render_pdf(tree, words=words, pictures=pictures, annex=annex)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    kept = _line(
        f"PDF/A-3a + UA-1, {pages} pages, XLSX inside",
        lambda: render_pdf(tree, words=words, pictures=pictures, annex=annex),
        budget=PDF_BUDGET,
    )
    _line(
        "DOCX in the house Word template",
        lambda: render_docx(tree, words=words, pictures=pictures, word_template=word_template),
    )
    kept &= _month(programme, tracked)
    _line(
        "interim report: view, charts, PDF, DOCX, XLSX",
        lambda: papers.render(
            build_funder_note(
                programme, tracked, funder="REGION", kind=ReportType.INTERIM,
                **{**PERIOD, "period_start": date(2025, 9, 1)},
            )
        ),
        rounds=3,
    )  # fmt: skip
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {memory:.0f} MB (budget {MEMORY_BUDGET:.0f} MB)")
    _peer(tree, pictures)  # after the peak above, which must be ours alone
    kept &= print_month()
    return 0 if kept and memory <= MEMORY_BUDGET else 1


def _peer(tree, pictures) -> None:
    """WeasyPrint on the same tree, where it is installed."""
    try:
        print_it = weasyprint_step(tree, pictures=pictures)
    except (ImportError, OSError) as error:
        print(f"{'WeasyPrint, same tree':44}not installed here: {error}")
        return
    _line("WeasyPrint 70, same tree, PDF/A-3a alone", print_it, rounds=3)


def _month(programme, tracked) -> bool:
    """Three notes and the committee's report, with their PDF, DOCX and XLSX."""

    def play() -> None:
        for funder in ("REGION", "ADEME", "REGION"):
            papers.render(build_funder_note(programme, tracked, funder=funder, **PERIOD))
        papers.render(build_copil_report(programme, tracked, **PERIOD))

    return _line("whole month: 3 notes, 1 report, all files", play, budget=MONTH_BUDGET, rounds=3)


def _line(
    name: str, step: Callable[[], object], *, budget: float | None = None, rounds: int = ROUNDS
) -> bool:
    times, costs = [], []
    for _ in range(rounds):
        start, spent = time.perf_counter(), time.process_time()
        step()
        times.append((time.perf_counter() - start) * 1000)
        costs.append((time.process_time() - spent) * 1000)
    median, cost = statistics.median(times), statistics.median(costs)
    shown = "" if budget is None else f"{budget:.0f} {'kept' if median <= budget else 'MISSED'}"
    print(f"{name:44}{times[0]:9.1f}{min(times):9.1f}{median:9.1f}{cost:9.1f}   {shown}")
    return budget is None or median <= budget


if __name__ == "__main__":
    sys.exit(main())
