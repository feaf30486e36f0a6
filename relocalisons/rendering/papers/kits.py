"""Rendering: a dissemination kit and a contractor's brief → DOCX, and their fingerprint."""

from dataclasses import dataclass
from pathlib import Path

from relocalisons.core.reports.kits.kits import ContractorBrief, DisseminationKit
from relocalisons.rendering.documents.document import PageWords
from relocalisons.rendering.documents.fingerprint import fingerprint_of_paper
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import draw_pages
from relocalisons.rendering.documents.word import HOUSE_WORD_TEMPLATE, render_docx
from relocalisons.rendering.environment import TEMPLATES


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedKit:
    """One Word file; equal words and templates give equal bytes."""

    docx: bytes
    fingerprint: str
    file_stem: str


def render_kit(
    paper: DisseminationKit | ContractorBrief, *, templates: Path = TEMPLATES
) -> RenderedKit:
    """Pour a kit or a brief into the house Word template."""
    word_template, words = (templates / HOUSE_WORD_TEMPLATE).read_bytes(), _words(paper)
    document = render_document(_template_of(paper), templates=templates, paper=paper)
    return RenderedKit(
        docx=render_docx(document, words=words, pictures={}, word_template=word_template),
        fingerprint=fingerprint_of_paper(
            document, words=words, name=paper.heading.file_stem, forms=(word_template,)
        ),
        file_stem=paper.heading.file_stem,
    )


def draw_kit(
    paper: DisseminationKit | ContractorBrief, *, ppi: float = 96, templates: Path = TEMPLATES
) -> tuple[bytes, ...]:
    """Its pages as PNG pictures, to look at."""
    document = render_document(_template_of(paper), templates=templates, paper=paper)
    return draw_pages(document, words=_words(paper), pictures={}, ppi=ppi, templates=templates)


def _template_of(paper: DisseminationKit | ContractorBrief) -> str:
    name = "dissemination_kit" if isinstance(paper, DisseminationKit) else "contractor_brief"
    return f"communication/{name}.html"


def _words(paper: DisseminationKit | ContractorBrief) -> PageWords:
    heading = paper.heading
    return PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )
