"""What each step of a paper costs, warm, and the pages of a month; the table has the wholes."""

import io
from collections.abc import Callable, Iterator
from datetime import date

from benchmarks.table.clocks import in_turn
from benchmarks.table.rows import Figure, Row, Size, Target
from pypdf import PdfReader
from support.papers.month_pages import MOST_FOR_OTHERS, count_pages
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.views.view import PaperView
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import render_pdf
from relocalisons.rendering.documents.word import render_docx
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers import papers

ROUNDS = {Size.FULL: 7, Size.QUICK: 1}
PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def measure(size: Size) -> Iterator[Row]:
    """The steps of a funder's note, an interim report, then the pages that a month gives others."""
    space = sample_workspace(late=12, actions=60, deliverables=20, contracts=12, doubts=3)
    programme, tracked = space.programme(), space.tracked()
    note = build_funder_note(programme, tracked, funder="REGION", **PERIOD)
    words, pictures = papers.words_of(note), papers.pictures_of(note)
    template = f"{note.template}.html"
    tree = render_document(template, paper=note)
    annex = render_xlsx(note.annex, title="Annexe", dated=AS_OF)
    word_template = (TEMPLATES / PaperView.word_template).read_bytes()
    pages = len(PdfReader(io.BytesIO(render_pdf(tree, words=words, pictures=pictures))).pages)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("view model of a funder's note",
         lambda: build_funder_note(programme, tracked, funder="REGION", **PERIOD)),
        ("template to document tree", lambda: render_document(template, paper=note)),
        ("three charts (SVG and PNG)", lambda: papers.pictures_of(note)),
        ("XLSX annex", lambda: render_xlsx(note.annex, title="Annexe", dated=AS_OF)),
        (f"PDF, {pages} pages, XLSX inside",
         lambda: render_pdf(tree, words=words, pictures=pictures, annex=annex)),
        ("DOCX in the house Word template",
         lambda: render_docx(tree, words=words, pictures=pictures, word_template=word_template)),
        ("interim report: view, charts, PDF, DOCX, XLSX",
         lambda: papers.render(build_funder_note(
             programme, tracked, funder="REGION", kind=ReportType.INTERIM,
             **{**PERIOD, "period_start": date(2025, 9, 1)}))),
    )  # fmt: skip
    for name, step in steps:
        (found,) = in_turn(step, rounds=ROUNDS[size])
        yield Row(work=name, ours=Figure(value=found.seconds * 1000, unit="ms"))
    if size is Size.QUICK:
        return
    others, own, slides = count_pages()
    yield Row(
        work="pages of a month for others",
        ours=Figure(value=others.total(), unit="pages"),
        judged=", ".join(f"{kind} {count}" for kind, count in others.most_common()),
        target=Target(most=MOST_FOR_OTHERS),
    )
    yield Row(
        work="pages of a month for the coordination",
        ours=Figure(value=own.total(), unit="pages"),
        judged=f"{', '.join(f'{kind} {count}' for kind, count in own.most_common())}; "
        f"{slides} slides",
    )
