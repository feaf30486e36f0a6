"""Rendering: a report's view model → its PDF, its DOCX and its XLSX annex, and their fingerprint.

The three come from one view model; equal view models and templates give equal bytes, so a
publisher that knows the fingerprint need not upload again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from relocalisons.core.reports.copil import CopilReport
from relocalisons.core.reports.funder import FunderNote
from relocalisons.core.reports.view import Bullets, Gantt
from relocalisons.rendering.annex import render_xlsx
from relocalisons.rendering.charts import draw_bullets, draw_gantt
from relocalisons.rendering.document import PageWords, Picture
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.pages import render_document
from relocalisons.rendering.typst_pdf import draw_pages, render_pdf
from relocalisons.rendering.word import HOUSE_GABARIT, render_docx

_STYLE_FILES = ("house.typ", "reports/_parts.html", "reports/_sections.html")


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


def fingerprint_of(
    report: FunderNote | CopilReport, *, gabarit: bytes | None = None, templates: Path = TEMPLATES
) -> str:
    """A digest of everything that decides the files: the view model, the words, the gabarit."""
    digest = hashlib.sha256(gabarit or (templates / HOUSE_GABARIT).read_bytes())
    digest.update(json.dumps(asdict(report), sort_keys=True, default=_plain).encode())
    for name in (*_STYLE_FILES, _template_of(report)):
        digest.update((templates / name).read_bytes())
    return digest.hexdigest()


def draw_report(
    report: FunderNote | CopilReport, *, ppi: float = 96, templates: Path = TEMPLATES
) -> tuple[bytes, ...]:
    """The pages of a report as PNG pictures, to look at before it is published."""
    document = render_document(_template_of(report), templates=templates, report=report)
    return draw_pages(
        document, words=_words(report), pictures=_pictures(report), ppi=ppi, templates=templates
    )


def _render(
    report: FunderNote | CopilReport, *, gabarit: bytes | None, templates: Path
) -> RenderedReport:
    words, pictures = _words(report), _pictures(report)
    document = render_document(_template_of(report), templates=templates, report=report)
    xlsx = render_xlsx(report.annex, title=report.heading.title, dated=words.dated)
    return RenderedReport(
        pdf=render_pdf(document, words=words, pictures=pictures, annex=xlsx, templates=templates),
        docx=render_docx(
            document,
            words=words,
            pictures=pictures,
            gabarit=gabarit or (templates / HOUSE_GABARIT).read_bytes(),
        ),
        xlsx=xlsx,
        fingerprint=fingerprint_of(report, gabarit=gabarit, templates=templates),
        file_stem=report.heading.file_stem,
    )


def _template_of(report: FunderNote | CopilReport) -> str:
    name = "funder_note" if isinstance(report, FunderNote) else "copil_report"
    return f"reports/{name}.html"


def _words(report: FunderNote | CopilReport) -> PageWords:
    heading = report.heading
    return PageWords(
        running=heading.running,
        stopped=heading.stopped,
        description=heading.description,
        dated=heading.as_of,
    )


def _pictures(report: FunderNote | CopilReport) -> dict[str, Picture]:
    """The pictures by the name that templates give to their figures."""
    return _draw(
        {
            "planning": report.gantt,
            "volumes": report.volumes_picture,
            "depenses": report.spending_picture,
        }
    )


def _draw(views: Mapping[str, Gantt | Bullets | None]) -> dict[str, Picture]:
    return {
        name: draw_gantt(view) if isinstance(view, Gantt) else draw_bullets(view)
        for name, view in views.items()
        if view is not None
    }


def _plain(value: object) -> str:
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in a view model")
