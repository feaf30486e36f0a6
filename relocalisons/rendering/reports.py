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
from relocalisons.rendering.document import Picture
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.pages import render_document
from relocalisons.rendering.typst_pdf import render_pdf
from relocalisons.rendering.word import HOUSE_GABARIT, render_docx

_STYLE_FILES = ("house.typ", "reports/_parts.html")


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
    return _render(note, template="reports/funder_note.html", gabarit=gabarit, templates=templates)


def render_copil_report(
    report: CopilReport, *, gabarit: bytes | None = None, templates: Path = TEMPLATES
) -> RenderedReport:
    """Render the committee's report; `gabarit` is another Word file than the house's."""
    return _render(
        report, template="reports/copil_report.html", gabarit=gabarit, templates=templates
    )


def fingerprint_of(
    report: FunderNote | CopilReport, *, template: str, templates: Path = TEMPLATES
) -> str:
    """A digest of everything that decides the files: the view model and the words around it."""
    digest = hashlib.sha256()
    digest.update(json.dumps(asdict(report), sort_keys=True, default=_plain).encode())
    for name in (*_STYLE_FILES, template):
        digest.update((templates / name).read_bytes())
    return digest.hexdigest()


def _render(
    report: FunderNote | CopilReport, *, template: str, gabarit: bytes | None, templates: Path
) -> RenderedReport:
    words, dated = report.heading, report.heading.as_of
    document = render_document(template, templates=templates, report=report)
    pictures = _draw(
        {
            "planning": report.gantt,
            "volumes": report.volumes_picture,
            "depenses": report.spending_picture,
        }
    )
    xlsx = render_xlsx(report.annex, title=words.title, dated=dated)
    return RenderedReport(
        pdf=render_pdf(
            document,
            pictures=pictures,
            annex=xlsx,
            running=words.running,
            stopped=words.stopped,
            description=words.description,
            dated=dated,
            templates=templates,
        ),
        docx=render_docx(
            document,
            pictures=pictures,
            gabarit=gabarit or (templates / HOUSE_GABARIT).read_bytes(),
            running=words.running,
            stopped=words.stopped,
            dated=dated,
        ),
        xlsx=xlsx,
        fingerprint=fingerprint_of(report, template=template, templates=templates),
        file_stem=words.file_stem,
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
