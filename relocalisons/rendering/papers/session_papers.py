"""Rendering: the papers of a meeting → PDF and DOCX, by the document tree like every report."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from relocalisons.core.reports.deck.deck import Deck
from relocalisons.core.reports.meetings.papers import (
    AgendaPaper,
    AttendanceSheet,
    DecisionRecord,
    Dossier,
    Paper,
    ProxyForm,
)
from relocalisons.rendering.charts.charts import draw_bullets, draw_gantt
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.document import PageWords, Picture
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import draw_pages, render_pdf
from relocalisons.rendering.documents.word import HOUSE_GABARIT, render_docx
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.slides.masters import HOUSE_MASTER

_TEMPLATES: dict[type[Paper], str] = {
    AgendaPaper: "session_agenda",
    AttendanceSheet: "attendance_sheet",
    DecisionRecord: "decision_record",
    ProxyForm: "proxy_form",
    Dossier: "session_dossier",
}
_STYLE_FILES = (
    "house.typ",
    "papers/_parts.html",
    "papers/_sections.html",
    "meetings/_session.html",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPaper:
    """The two forms of a paper, empty when it was not asked for.

    `fingerprint` is the same for the same words and templates.
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
    """Print a paper and pour it into the house gabarit, or do one of both.

    `logos` is the strip that stands on an attendance sheet.
    """
    template = _template_of(paper)
    document = render_document(template, templates=templates, paper=paper)
    words, pictures = _words(paper), _pictures(paper, logos)
    gabarit = (templates / HOUSE_GABARIT).read_bytes()
    annex = b""
    if pdf and isinstance(paper, Dossier):
        annex = render_xlsx(paper.report.annex, title=paper.heading.title, dated=words.dated)
    return RenderedPaper(
        pdf=render_pdf(document, words=words, pictures=pictures, annex=annex, templates=templates)
        if pdf
        else b"",
        docx=render_docx(document, words=words, pictures=pictures, gabarit=gabarit)
        if docx
        else b"",
        fingerprint=fingerprint_of_view(
            paper,
            files=(*_STYLE_FILES, template, HOUSE_GABARIT),
            more=logos.png if logos else b"",
            templates=templates,
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


def fingerprint_of_deck(deck: Deck, *, templates: Path = TEMPLATES) -> str:
    """A digest of everything that decides the deck's file."""
    return fingerprint_of_view(deck, files=(HOUSE_MASTER,), templates=templates)


def fingerprint_of_view(
    view: Paper | Deck, *, files: tuple[str, ...], more: bytes = b"", templates: Path = TEMPLATES
) -> str:
    """A digest of a view model and of the files that give it its form."""
    digest = hashlib.sha256(json.dumps(asdict(view), sort_keys=True, default=_plain).encode())
    for name in files:
        digest.update((templates / name).read_bytes())
    digest.update(more)
    return digest.hexdigest()


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
            pictures["planning"] = draw_gantt(report.gantt)
        if report.volumes_picture is not None:
            pictures["volumes"] = draw_bullets(report.volumes_picture)
        if report.spending_picture is not None:
            pictures["depenses"] = draw_bullets(report.spending_picture)
    return pictures


def _plain(value: object) -> str:
    if isinstance(value, Decimal | date | time):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in a view model")
