"""Sandbox, Drive: which format becomes which on upload and on export."""

from collections.abc import Mapping

from vendor_sandbox.storage.items import DOCUMENT, DOCX, PPTX, PRESENTATION, SPREADSHEET, XLSX

PDF = "application/pdf"
CSV = "text/csv"
TSV = "text/tab-separated-values"
HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
ZIP = "application/zip"
RTF = "application/rtf"

# What the sandbox converts, by target. ODT, ODS, ODP and RTF are a stated refusal: no library of
# ours reads them (Google does).
IMPORTS: Mapping[str, tuple[str, ...]] = {
    SPREADSHEET: (XLSX, CSV, TSV),
    DOCUMENT: (DOCX, PLAIN, HTML, MARKDOWN),
    PRESENTATION: (PPTX,),
}

# What Google exports, in the order it lists; those after the bar are refused here with a reason.
_EXPORTS: Mapping[str, tuple[str, ...]] = {
    SPREADSHEET: (XLSX, CSV, TSV, PDF, HTML),
    DOCUMENT: (DOCX, PLAIN, HTML, MARKDOWN, PDF),
    PRESENTATION: (PPTX, PLAIN, PDF),
}
GOOGLE_ONLY_EXPORTS: Mapping[str, tuple[str, ...]] = {
    SPREADSHEET: (ODS, "application/x-vnd.oasis.opendocument.spreadsheet", ZIP),
    DOCUMENT: (ODT, RTF, ZIP, "application/epub+zip"),
    PRESENTATION: (ODP, "image/png", "image/jpeg", "image/svg+xml"),
}


def export_formats(mime_type: str) -> tuple[str, ...]:
    """Return what a native file can be exported to here; nothing for other files."""
    return _EXPORTS.get(mime_type, ())
