"""Rendering: a report's view model → its PDF, its DOCX and its XLSX annex, and their fingerprint.

The three come from one view model; equal view models and templates give equal bytes, so a
publisher that knows the fingerprint need not upload again.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from relocalisons.core.reports.claims.claim import PaymentClaim
from relocalisons.core.reports.claims.printed import ChangedFigures
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.funder.funder import FunderNote
from relocalisons.core.reports.funder.profile import SECTIONS
from relocalisons.core.reports.shared.sources import READING_COLUMNS, SOURCES_TITLE
from relocalisons.core.views.line_views import Curves, Panels, Trends
from relocalisons.core.views.view import Bullets, Gantt
from relocalisons.rendering.charts.charts import draw_bullets, draw_gantt
from relocalisons.rendering.charts.curve_charts import draw_curves, draw_panels, draw_trends
from relocalisons.rendering.documents.annex import render_xlsx
from relocalisons.rendering.documents.document import PageWords, Picture
from relocalisons.rendering.documents.pages import render_document
from relocalisons.rendering.documents.typst_pdf import draw_pages, render_pdf
from relocalisons.rendering.documents.word import HOUSE_GABARIT, render_docx
from relocalisons.rendering.environment import TEMPLATES

Report = FunderNote | CopilReport | PaymentClaim

_STYLE_FILES = (
    "house.typ",
    "papers/_parts.html",
    "papers/_sections.html",
    "money/_funder.html",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedReport:
    """The files of one report. `file_stem` is their name without extension."""

    pdf: bytes
    docx: bytes
    xlsx: bytes
    fingerprint: str  # hex; the same for the same content and templates
    file_stem: str


def render_funder_note(
    note: FunderNote, *, gabarit: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render the note of a funder; `gabarit` is the funder's own Word file, else the house's."""
    return _render(note, gabarit=gabarit, templates=templates)


def render_copil_report(
    report: CopilReport, *, gabarit: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render the committee's report; `gabarit` is another Word file than the house's."""
    return _render(report, gabarit=gabarit, templates=templates)


def render_payment_claim(
    claim: PaymentClaim, *, gabarit: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render a payment claim in the house gabarit, or in another Word file."""
    return _render(claim, gabarit=gabarit, templates=templates)


def render_changed_figures(
    changed: ChangedFigures, *, dated: date, templates: Path = TEMPLATES
) -> bytes:
    """The list that lies beside an edited draft, as a Word file in the house gabarit."""
    return render_docx(
        render_document("money/changed_figures.html", templates=templates, report=changed),
        words=PageWords(
            running=changed.title,
            stopped=changed.subtitle,
            description=changed.title,
            dated=dated,
        ),
        pictures={},
        gabarit=(templates / HOUSE_GABARIT).read_bytes(),
    )


def fingerprint_of(
    report: Report, *, gabarit: bytes | None = None, templates: Path = TEMPLATES
) -> str:
    """A digest of everything that decides the files: the view model, the words, the gabarit."""
    digest = hashlib.sha256(gabarit or (templates / HOUSE_GABARIT).read_bytes())
    digest.update(json.dumps(_content_of(report), sort_keys=True, default=_plain).encode())
    for name in (*_STYLE_FILES, _template_of(report)):
        digest.update((templates / name).read_bytes())
    return digest.hexdigest()


def _content_of(report: Report) -> dict[str, Any]:
    """The view model without what names the reading: when a workbook was read, which snapshot.

    Reading the same cells again must not make a new revision of a document.
    """
    content = asdict(report)
    content["workbooks"]["rows"] = [row[:-1] for row in content["workbooks"]["rows"]]
    for sheet in content["annex"]:
        if sheet["title"] == SOURCES_TITLE:
            sheet["rows"] = [row[:-READING_COLUMNS] for row in sheet["rows"]]
    return content


def draw_report(
    report: Report, *, ppi: float = 96, templates: Path = TEMPLATES
) -> tuple[bytes, ...]:
    """The pages of a report as PNG pictures, to look at before it is published."""
    document = render_document(_template_of(report), templates=templates, report=report)
    return draw_pages(
        document, words=_words(report), pictures=pictures_of(report), ppi=ppi, templates=templates
    )


def _render(report: Report, *, gabarit: bytes | None, templates: Path) -> RenderedReport:
    words, pictures = _words(report), pictures_of(report)
    document = render_document(_template_of(report), templates=templates, report=report)
    xlsx = render_xlsx(report.annex, title=report.heading.title, dated=words.dated)
    return RenderedReport(
        pdf=render_pdf(document, words=words, pictures=pictures, annex=xlsx, templates=templates),
        docx=render_docx(
            document,
            words=words,
            pictures=pictures,
            gabarit=gabarit or (templates / HOUSE_GABARIT).read_bytes(),
            known_sections=_known_sections(report),
        ),
        xlsx=xlsx,
        fingerprint=fingerprint_of(report, gabarit=gabarit, templates=templates),
        file_stem=report.heading.file_stem,
    )


def _known_sections(report: Report) -> tuple[str, ...]:
    """The sections that a gabarit may name although this report does not print them."""
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
    return {name: _draw(view) for name, view in views.items() if view is not None}


# A third of a second each; a report, its pages as pictures and the next version share most of them.
@lru_cache(maxsize=32)
def _draw(view: Gantt | Bullets | Curves | Panels | Trends) -> Picture:
    match view:
        case Gantt():
            return draw_gantt(view)
        case Bullets():
            return draw_bullets(view)
        case Curves():
            return draw_curves(view)
        case Panels():
            return draw_panels(view)
        case Trends():
            return draw_trends(view)


def _plain(value: object) -> str:
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in a view model")
