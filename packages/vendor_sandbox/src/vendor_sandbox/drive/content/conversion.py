"""Sandbox, Drive: conversion on upload, on copy and on export, as far as `formats` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vendor_sandbox.drive.content import blocks as plain
from vendor_sandbox.drive.content import formats
from vendor_sandbox.drive.content.documents import (
    bad_content,
    blank_pptx,
    blocks_from_docx,
    docx_from_blocks,
    require_pptx,
)
from vendor_sandbox.drive.content.printing import pdf_from_blocks
from vendor_sandbox.drive.content.texts import slide_texts
from vendor_sandbox.errors import ApiError
from vendor_sandbox.storage import files
from vendor_sandbox.storage.hand_edits import UNREADABLE
from vendor_sandbox.storage.items import (
    DOCUMENT,
    DOCX,
    PPTX,
    PRESENTATION,
    SPREADSHEET,
    XLSX,
    Item,
)
from vendor_sandbox.storage.workspace import Workspace

if TYPE_CHECKING:
    from vendor_sandbox.drive.caller import Caller
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet

# files.export: "the exported content is limited to 10 MB".
_LARGEST_EXPORT = 10 * 1024 * 1024


def unsupported(*, location: str = "convertTo") -> ApiError:
    """Return Drive's 400 for a pair of formats that it does not convert."""
    return ApiError(
        400, "The requested conversion is not supported.", "badRequest", location=location
    )


def blank_content(mime_type: str, *, title: str) -> bytes:
    """Return what a new native document or presentation holds. Raises ApiError 400 for others."""
    if mime_type == DOCUMENT:
        return docx_from_blocks([], title=title)
    if mime_type == PRESENTATION:
        return blank_pptx()
    raise ApiError(400, "Bad Request", "badRequest", location="mimeType")


def converted(media: bytes, media_type: str, *, to: str, title: str) -> Any:
    """Return an upload as a native file: a Spreadsheet, or the bytes of a .docx or .pptx."""
    source = media_type.partition(";")[0].strip().lower()
    if source not in formats.IMPORTS.get(to, ()):
        raise unsupported(location="mimeType")
    if to == SPREADSHEET:
        return workbook_from(media, source, title=title)
    if to == PRESENTATION:
        return require_pptx(media)
    if source == DOCX:
        blocks_from_docx(media)
        return media
    text = media.decode("utf-8-sig", "replace")
    readers = {
        formats.HTML: plain.blocks_from_html,
        formats.MARKDOWN: plain.blocks_from_markdown,
    }
    return docx_from_blocks(readers.get(source, plain.blocks_from_text)(text), title=title)


def workbook_from(media: bytes, source: str, *, title: str) -> Spreadsheet:
    """Return a workbook from .xlsx, .csv or .tsv bytes. Raises ApiError 400 for damaged ones."""
    from vendor_sandbox.workbook.spreadsheet import Spreadsheet

    if source == XLSX:
        try:
            return Spreadsheet.from_xlsx(media, title=title)
        except UNREADABLE as problem:
            raise bad_content() from problem
    text = media.decode("utf-8-sig", "replace")
    if source == formats.TSV:
        text = _csv_from_tsv(text)
    spreadsheet = Spreadsheet.from_csv(text, title=title)
    # Recorded: an import takes the zone of the account's settings, not the API's Etc/GMT.
    spreadsheet.properties["timeZone"] = "America/Los_Angeles"
    return spreadsheet


def _csv_from_tsv(text: str) -> str:
    import csv
    import io

    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(csv.reader(io.StringIO(text), "excel-tab"))
    return buffer.getvalue()


def converted_copy(caller: Caller, source: Item, target: Item) -> Item:
    """Copy a file into another format (an .xlsx into a native spreadsheet)."""
    if source.is_native or not source.sha256:
        raise unsupported(location="mimeType")
    media = caller.workspace.content_of(source)
    result = converted(media, source.mime_type, to=target.mime_type, title=target.name)
    if target.mime_type == SPREADSHEET:
        return files.add(caller.workspace, target, spreadsheet=result)
    return files.add(caller.workspace, target, content=result)


def exported(item: Item, mime_type: str, workspace: Workspace) -> bytes:
    """Return a native file in another format. Raises ApiError as files.export does."""
    if not item.is_native or item.is_folder:
        raise ApiError(
            403,
            "Export only supports Docs Editors files.",
            "fileNotExportable",
            location="fileId",
        )
    if mime_type not in formats.export_formats(item.mime_type):
        if mime_type in formats.GOOGLE_ONLY_EXPORTS.get(item.mime_type, ()):
            # Google would answer; a sandbox without office libraries says so instead of inventing.
            raise ApiError(
                501,
                f"The sandbox does not export {item.mime_type} as {mime_type}.",
                "notImplemented",
            )
        raise unsupported()
    exporters = {SPREADSHEET: _sheet, DOCUMENT: _document, PRESENTATION: _presentation}
    data = exporters[item.mime_type](item, mime_type, workspace)
    if len(data) > _LARGEST_EXPORT:
        raise ApiError(403, "This file is too large to be exported.", "exportSizeLimitExceeded")
    return data


def _sheet(item: Item, mime_type: str, workspace: Workspace) -> bytes:
    import csv
    import io

    spreadsheet = workspace.workbook(item)
    if mime_type == XLSX:
        return spreadsheet.to_xlsx()
    text = spreadsheet.to_csv()
    if mime_type == formats.CSV:
        return text.encode()
    rows = list(csv.reader(io.StringIO(text)))
    if mime_type == formats.TSV:
        # Google's TSV has no quoting: tabs and line breaks in a cell become spaces.
        lines = ("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in r) for r in rows)
        return "\r\n".join(lines).encode()
    table = plain.Block(kind="table", rows=tuple(map(tuple, rows)))
    if mime_type == formats.HTML:
        return plain.html_from_blocks([table], title=item.name).encode()
    heading = plain.Block(kind="h1", text=item.name)
    return pdf_from_blocks([heading, table], title=item.name, wide=True)


def _document(item: Item, mime_type: str, workspace: Workspace) -> bytes:
    data = workspace.content_of(item)
    if mime_type == DOCX:
        return data
    found = blocks_from_docx(data)
    if mime_type == formats.PLAIN:
        return plain.text_from_blocks(found).encode()
    if mime_type == formats.MARKDOWN:
        return plain.markdown_from_blocks(found).encode()
    if mime_type == formats.HTML:
        return plain.html_from_blocks(found, title=item.name).encode()
    return pdf_from_blocks(found, title=item.name)


def _presentation(item: Item, mime_type: str, workspace: Workspace) -> bytes:
    data = workspace.content_of(item)
    if mime_type == PPTX:
        return data
    slides = slide_texts(data)
    if mime_type == formats.PLAIN:
        return ("\ufeff" + "\r\n\r\n".join(slides)).encode()
    found: list[plain.Block] = []
    for number, text in enumerate(slides, start=1):
        found.append(plain.Block(kind="h2", text=f"Diapositive {number}"))
        found += [plain.Block(kind="p", text=line) for line in text.splitlines()]
    return pdf_from_blocks(found, title=item.name, wide=True)
