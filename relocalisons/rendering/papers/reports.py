"""Rendering: a report's view model → its PDF, its DOCX and its XLSX annex, and their fingerprint.

The three come from one view model; equal view models and templates give equal bytes, so a
publisher that knows the fingerprint need not upload again.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relocalisons.core.reports.claims.claim import PaymentClaim
from relocalisons.core.reports.claims.printed import ChangedFigures
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.funder.funder import FunderNote
from relocalisons.core.reports.funder.profile import SECTIONS
from relocalisons.core.views.line_views import Curves, Panels, Trends
from relocalisons.core.views.view import Bullets, Gantt
from relocalisons.rendering.charts.drawing import draw
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.document import Document, PageWords, Picture
from relocalisons.rendering.documents.fingerprint import fingerprint_of_paper
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import HOUSE_STYLE, draw_pages, render_pdf
from relocalisons.rendering.documents.word import HOUSE_WORD_TEMPLATE, render_docx
from relocalisons.rendering.environment import TEMPLATES

Report = FunderNote | CopilReport | PaymentClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedReport:
    """The files of one report. `file_stem` is their name without extension."""

    pdf: bytes
    docx: bytes
    xlsx: bytes
    fingerprint: str  # the same for what prints the same
    file_stem: str


def render_funder_note(
    note: FunderNote, *, word_template: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render the note of a funder; `word_template`: the funder's own, else the house's."""
    return _render(note, word_template=word_template, templates=templates)


def render_copil_report(
    report: CopilReport, *, word_template: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render the committee's report; `word_template` is another Word file than the house's."""
    return _render(report, word_template=word_template, templates=templates)


def render_payment_claim(
    claim: PaymentClaim, *, word_template: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render a payment claim in the house Word template, or in another Word file."""
    return _render(claim, word_template=word_template, templates=templates)


def render_changed_figures(
    changed: ChangedFigures, *, dated: date, templates: Path = TEMPLATES
) -> bytes:
    """The list that lies beside an edited draft, as a Word file in the house Word template."""
    return render_docx(
        render_document("money/changed_figures.html", templates=templates, report=changed),
        words=PageWords(
            running=changed.title,
            stopped=changed.subtitle,
            description=changed.title,
            dated=dated,
        ),
        pictures={},
        word_template=(templates / HOUSE_WORD_TEMPLATE).read_bytes(),
    )


def fingerprint_of(
    report: Report, *, word_template: bytes | None = None, templates: Path = TEMPLATES
) -> str:
    """What the three files of a report are known by, as rendering it would say."""
    return _fingerprint(
        report,
        _document(report, templates),
        pictures=pictures_of(report),
        word_template=_word_template(word_template, templates),
        templates=templates,
    )


def draw_report(
    report: Report, *, ppi: float = 96, templates: Path = TEMPLATES
) -> tuple[bytes, ...]:
    """The pages of a report as PNG pictures, to look at before it is published."""
    return draw_pages(
        _document(report, templates),
        words=_words(report),
        pictures=pictures_of(report),
        ppi=ppi,
        templates=templates,
    )


def _render(report: Report, *, word_template: bytes | None, templates: Path) -> RenderedReport:
    words, pictures = _words(report), pictures_of(report)
    document, word = _document(report, templates), _word_template(word_template, templates)
    xlsx = render_xlsx(report.annex, title=report.heading.title, dated=words.dated)
    return RenderedReport(
        pdf=render_pdf(document, words=words, pictures=pictures, annex=xlsx, templates=templates),
        docx=render_docx(
            document,
            words=words,
            pictures=pictures,
            word_template=word,
            known_sections=_known_sections(report),
        ),
        xlsx=xlsx,
        fingerprint=_fingerprint(
            report, document, pictures=pictures, word_template=word, templates=templates
        ),
        file_stem=report.heading.file_stem,
    )


def _fingerprint(
    report: Report,
    document: Document,
    *,
    pictures: dict[str, Picture],
    word_template: bytes,
    templates: Path,
) -> str:
    return fingerprint_of_paper(
        document,
        words=_words(report),
        name=report.heading.file_stem,
        forms=((templates / HOUSE_STYLE).read_bytes(), word_template),
        pictures=pictures,
        annex=report.annex,
    )


def _document(report: Report, templates: Path) -> Document:
    return render_document(_template_of(report), templates=templates, report=report)


def _word_template(given: bytes | None, templates: Path) -> bytes:
    return given or (templates / HOUSE_WORD_TEMPLATE).read_bytes()


def _known_sections(report: Report) -> tuple[str, ...]:
    """The sections that a Word template may name although this report does not print them."""
    return tuple(SECTIONS) if isinstance(report, FunderNote) else ()


def _template_of(report: Report) -> str:
    match report:
        case FunderNote():
            name = "money/funder_note"
        case CopilReport():
            name = "meetings/copil_report"
        case PaymentClaim():
            name = "money/payment_claim"
    return f"{name}.html"


def _words(report: Report) -> PageWords:
    heading = report.heading
    return PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )


def pictures_of(report: Report) -> dict[str, Picture]:
    """The pictures by the name that templates give to their figures; only those that are shown."""
    if isinstance(report, PaymentClaim):
        return {}
    views: dict[str, Gantt | Bullets | Curves | Panels | Trends | None] = {
        "planning": report.gantt,
        "volumes": report.volumes_picture,
        "depenses": report.spending_picture,
    }
    if isinstance(report, FunderNote):
        views |= {
            "courbe": report.progress_curve,
            "axes": report.panels,
            "paiements": report.burn,
            "tendances": report.trends,
        }
    return {name: draw(view) for name, view in views.items() if view is not None}
