"""Sandbox, Drive: the words in a file, for `fullText contains` and text exports."""

import io
import re
import zipfile
from xml.etree import ElementTree

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

_DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_DRAWING_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_SLIDE = re.compile(r"^ppt/slides/slide(\d+)\.xml$")
_LARGEST_PART = 20_000_000


def searchable_text(item: Item, workspace: Workspace) -> str:
    """Return name, description and words of a file; those of PDFs and pictures are not read."""
    words = ""
    if item.mime_type == SPREADSHEET:
        words = _zip_text(workspace.workbook(item).to_xlsx(), "xl/sharedStrings.xml")
    elif item.sha256:
        words = _text_of_bytes(workspace.content_of(item), item.mime_type)
    return f"{item.name}\n{item.description}\n{words}"


def _text_of_bytes(data: bytes, mime_type: str) -> str:
    if mime_type.startswith("text/"):
        return data.decode("utf-8", "replace")
    try:
        if mime_type in {DOCUMENT, DOCX}:
            return _zip_text(data, "word/document.xml")
        if mime_type in {PRESENTATION, PPTX}:
            return "\n".join(slide_texts(data))
        if mime_type == XLSX:
            return _zip_text(data, "xl/sharedStrings.xml")
    except (zipfile.BadZipFile, ElementTree.ParseError):
        # A damaged file has no words; Drive finds it by name only.
        return ""
    return ""


def slide_texts(data: bytes) -> list[str]:
    """Return the text of each slide of a .pptx, one paragraph a line."""
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _SLIDE.match(name)]
        for name in sorted(names, key=_slide_number):
            root = _parsed(archive, name)
            paragraphs = [
                "".join(run.text or "" for run in paragraph.iter(_DRAWING_TEXT))
                for paragraph in root.iter(_DRAWING_PARAGRAPH)
            ]
            texts.append("\n".join(filter(None, paragraphs)))
    return texts


def _slide_number(name: str) -> int:
    match = _SLIDE.match(name)
    return int(match[1]) if match else 0


def _zip_text(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if part not in archive.namelist():
            return ""
        root = _parsed(archive, part)
    tag = _WORD_TEXT if part.startswith("word/") else None
    if tag:
        return " ".join(each.text or "" for each in root.iter(tag))
    return " ".join(each.text or "" for each in root.iter() if each.tag.endswith("}t"))


def _parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    # The files come from whoever uploads: a part that unpacks to gigabytes is not read.
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise zipfile.BadZipFile(f"{name} is too large")
    return ElementTree.fromstring(archive.read(name))
