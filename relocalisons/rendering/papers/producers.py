"""Rendering: the documents about producers → PDF, DOCX and XLSX, like the other reports."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.reports.producers.egalim_annex import EgalimAnnex
from relocalisons.core.reports.producers.producer_sheet import ProducerSheet
from relocalisons.core.reports.producers.supply_chains import ChainsPage
from relocalisons.core.reports.producers.visit_plan import VisitPlan
from relocalisons.rendering.charts.band_charts import draw_bands
from relocalisons.rendering.charts.drawing import draw
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.document import Document, PageWords, Picture
from relocalisons.rendering.documents.fingerprint import fingerprint_of_paper
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import HOUSE_STYLE, draw_pages, render_pdf
from relocalisons.rendering.documents.word import HOUSE_WORD_TEMPLATE, render_docx
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers.reports import RenderedReport

ProducerView = ProducerSheet | VisitPlan | EgalimAnnex | ChainsPage

_TEMPLATES: Mapping[type, str] = {
    ProducerSheet: "producers/producer_sheet.html",
    VisitPlan: "producers/visit_plan.html",
    EgalimAnnex: "producers/egalim_annex.html",
    ChainsPage: "producers/supply_chains.html",
}


def render_producer_document(view: ProducerView, *, templates: Path = TEMPLATES) -> RenderedReport:
    """The three files of a view; equal views give equal bytes. A sheet is one page."""
    view = on_one_page(view, templates=templates) if isinstance(view, ProducerSheet) else view
    words, pictures, document = words_of(view), _pictures(view), _document(view, templates)
    word_template = (templates / HOUSE_WORD_TEMPLATE).read_bytes()
    xlsx = render_xlsx(view.annex, title=view.heading.title, dated=words.dated)
    return RenderedReport(
        pdf=render_pdf(document, words=words, pictures=pictures, annex=xlsx, templates=templates),
        docx=render_docx(document, words=words, pictures=pictures, word_template=word_template),
        xlsx=xlsx,
        fingerprint=fingerprint_of_paper(
            document,
            words=words,
            name=view.heading.file_stem,
            forms=((templates / HOUSE_STYLE).read_bytes(), word_template),
            pictures=pictures,
            annex=view.annex,
        ),
        file_stem=view.heading.file_stem,
    )


def draw_producer_document(
    view: ProducerView, *, ppi: float = 96, templates: Path = TEMPLATES
) -> tuple[bytes, ...]:
    """Its pages as PNG pictures, to look at before it is published."""
    return draw_pages(
        _document(view, templates),
        words=words_of(view),
        pictures=_pictures(view),
        ppi=ppi,
        templates=templates,
    )


def on_one_page(sheet: ProducerSheet, *, templates: Path = TEMPLATES) -> ProducerSheet:
    """The sheet with as many questions, then contracts, as one page holds: it goes into a pocket.

    What is left out is counted on the page; all of it stands in « Anomalies » and in the annex.
    """
    shorter = sheet
    for shorter in (sheet, *_shorter(sheet)):
        if len(draw_producer_document(shorter, ppi=10, templates=templates)) == 1:
            break
    return shorter


def _shorter(sheet: ProducerSheet) -> Iterator[ProducerSheet]:
    asked, shortest = sheet.questions, sheet
    for kept in range(len(asked) - 1, 0, -1):
        left = count_of(len(asked) - kept, "autre question", "autres questions")
        shortest = replace(sheet, questions=(*asked[:kept], f"{left} dans « Anomalies »."))
        yield shortest
    short = replace(shortest, bands=None)
    yield short
    lines = sheet.contracts.lines
    for kept in range(len(lines) - 1, 0, -1):
        note = f"{count_of(len(lines) - kept, 'autre contrat', 'autres contrats')} dans l’annexe."
        yield replace(short, contracts=replace(sheet.contracts, lines=lines[:kept], note=note))


def words_of(view: ProducerView) -> PageWords:
    """What stands around its pages."""
    heading = view.heading
    return PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )


def _document(view: ProducerView, templates: Path) -> Document:
    return render_document(_TEMPLATES[type(view)], templates=templates, sheet=view)


def _pictures(view: ProducerView) -> dict[str, Picture]:
    if isinstance(view, ProducerSheet) and view.bands is not None:
        return {"bandes": draw_bands(view.bands)}
    if isinstance(view, ChainsPage) and view.picture is not None:
        return {"filieres": draw(view.picture)}
    return {}
