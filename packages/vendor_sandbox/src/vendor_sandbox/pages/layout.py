"""Sandbox, pages: renders a template, with French dates and sizes."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.responses import Response

from vendor_sandbox.clock import parse_time
from vendor_sandbox.storage.items import (
    DOCUMENT,
    DOCX,
    FOLDER,
    PPTX,
    PRESENTATION,
    SHORTCUT,
    SPREADSHEET,
    XLSX,
)

_PARIS = ZoneInfo("Europe/Paris")
_TEMPLATES = Path(__file__).parent / "templates"
_KINDS = {
    FOLDER: ("dossier", "Dossier"),
    SPREADSHEET: ("feuille", "Feuille de calcul Google"),
    DOCUMENT: ("document", "Document Google"),
    PRESENTATION: ("diapos", "Présentation Google"),
    SHORTCUT: ("raccourci", "Raccourci"),
    XLSX: ("feuille", "Classeur Excel"),
    DOCX: ("document", "Document Word"),
    PPTX: ("diapos", "Présentation PowerPoint"),
    "application/pdf": ("pdf", "PDF"),
}
# Nothing from a mail or a document may run or call home.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "frame-src 'self'; form-action 'self' http://127.0.0.1:* http://localhost:*; base-uri 'none'"
)


def page(template: str, status: int = 200, **content: Any) -> Response:
    """Return an HTML page. A variable that the template needs and does not get is an error."""
    html = _environment().get_template(template).render(**content)
    headers = {"content-security-policy": _POLICY, "x-content-type-options": "nosniff"}
    return Response(html, status_code=status, media_type="text/html", headers=headers)


@lru_cache(maxsize=1)
def _environment() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"quand": moment, "taille": size, "sorte": kind, "icone": icon}
    return environment


def moment(value: str | float | None) -> str:
    """Return « 12 mars 2026 à 14:05 », in Paris; a dash for nothing."""
    from babel.dates import format_datetime

    if not value:
        return "—"
    when = parse_time(value) if isinstance(value, str) else datetime.fromtimestamp(value, UTC)
    return format_datetime(when.astimezone(_PARIS), "d MMMM y 'à' HH:mm", locale="fr")


def size(count: int) -> str:
    """Return a number of bytes in the French units."""
    if count < 1000:
        return f"{count}\u00a0o"
    if count < 1_000_000:
        return f"{count / 1000:.0f}\u00a0ko"
    return f"{count / 1_000_000:.1f}\u00a0Mo".replace(".", ",")


def icon(mime_type: str) -> str:
    """Return the name of a file's icon."""
    known = _KINDS.get(mime_type)
    if known:
        return known[0]
    return "image" if mime_type.startswith("image/") else "fichier"


def kind(mime_type: str) -> str:
    """Return what a file is, in French."""
    known = _KINDS.get(mime_type)
    return known[1] if known else mime_type
