"""Rendering: the papers of a meeting → PDF and DOCX, by the document tree like every report."""

from dataclasses import dataclass
from pathlib import Path

from relocalisons.core.reports.meetings.papers import (
    AgendaPaper,
    AttendanceSheet,
    DecisionRecord,
    Dossier,
    Paper,
    ProxyForm,
)
from relocalisons.rendering.charts.drawing import draw
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.document import PageWords, Picture
from relocalisons.rendering.documents.fingerprint import fingerprint_of_paper
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import HOUSE_STYLE, draw_pages, render_pdf
from relocalisons.rendering.documents.word import HOUSE_WORD_TEMPLATE, render_docx
from relocalisons.rendering.environment import TEMPLATES

_TEMPLATES: dict[type[Paper], str] = {
    AgendaPaper: "session_agenda",
    AttendanceSheet: "attendance_sheet",
    DecisionRecord: "decision_record",
    ProxyForm: "proxy_form",
    Dossier: "session_dossier",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPaper:
    """The two forms of a paper, empty when it was not asked for.

    `fingerprint` is the same for what prints the same in the forms that were asked for.
    """

    pdf: bytes
    docx: bytes
    fingerprint: str
    file_stem: str


def render_paper(
    paper: Paper,
    *,
    logos: Picture | None = None,
    pdf: bool = True,
    docx: bool = True,
    templates: Path = TEMPLATES,
) -> RenderedPaper:
    """Print a paper and pour it into the house Word template, or do one of both.

    `logos` is the strip that stands on an attendance sheet.
    """
    document = render_document(_template_of(paper), templates=templates, paper=paper)
    words, pictures = _words(paper), _pictures(paper, logos)
    word_template = (templates / HOUSE_WORD_TEMPLATE).read_bytes()
    sheets = paper.report.annex if pdf and isinstance(paper, Dossier) else ()
    annex = render_xlsx(sheets, title=paper.heading.title, dated=words.dated) if sheets else b""
    style = (templates / HOUSE_STYLE).read_bytes()
    return RenderedPaper(
        pdf=render_pdf(document, words=words, pictures=pictures, annex=annex, templates=templates)
        if pdf
        else b"",
        docx=render_docx(document, words=words, pictures=pictures, word_template=word_template)
        if docx
        else b"",
        fingerprint=fingerprint_of_paper(
            document,
            words=words,
            name=paper.heading.file_stem,
            forms=(*((style,) if pdf else ()), *((word_template,) if docx else ())),
            pictures=pictures,
            annex=sheets,
        ),
        file_stem=paper.heading.file_stem,
    )


def draw_paper(
    paper: Paper, *, logos: Picture | None = None, ppi: float = 96, templates: Path = TEMPLATES
) -> tuple[bytes, ...]:
    """The pages of a paper as PNG pictures, to look at."""
    document = render_document(_template_of(paper), templates=templates, paper=paper)
    return draw_pages(
        document,
        words=_words(paper),
        pictures=_pictures(paper, logos),
        ppi=ppi,
        templates=templates,
    )


def _template_of(paper: Paper) -> str:
    return f"meetings/{_TEMPLATES[type(paper)]}.html"


def _words(paper: Paper) -> PageWords:
    heading = paper.heading
    return PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )


def _pictures(paper: Paper, logos: Picture | None) -> dict[str, Picture]:
    pictures: dict[str, Picture] = {}
    if logos is not None and isinstance(paper, AttendanceSheet):
        pictures["logos"] = logos
    if isinstance(paper, Dossier):
        report = paper.report
        if report.gantt is not None:
            pictures["planning"] = draw(report.gantt)
        if report.volumes_picture is not None:
            pictures["volumes"] = draw(report.volumes_picture)
        if report.spending_picture is not None:
            pictures["depenses"] = draw(report.spending_picture)
    return pictures
