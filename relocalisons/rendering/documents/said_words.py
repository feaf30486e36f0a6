"""Rendering: what a file says, read back, to tell whether two editions of a paper say the same.

Compared are letters and figures in their order, alternative texts of pictures among them; not how
they are set, for Drive sets them anew when it turns a Word file into a document of its own.
"""

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

from relocalisons.core.reports.shared.sources import READING_HEADERS

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ICS = "text/calendar"

_BODY = {DOCX: re.compile(r"word/document\.xml"), PPTX: re.compile(r"ppt/slides/slide\d+\.xml")}
_AROUND = re.compile(r"word/(?:header|footer)\d*\.xml")
_MADE_WHEN = re.compile(r"^DTSTAMP.*\n", re.MULTILINE)


def words_of_file(data: bytes, *, media_type: str) -> str | None:
    """The words of a Word file, of slides or of a calendar entry; None when they cannot be read.

    Left out are the columns that say when cells were read, and when an entry was made.
    """
    if media_type == ICS:
        return _MADE_WHEN.sub("", data.decode("utf-8", "replace").replace("\r\n", "\n"))
    if media_type not in _BODY:
        return None
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            body = _parts(archive, _BODY[media_type])
            # However many pages of however many sorts repeat them.
            around = sorted(set(_parts(archive, _AROUND)))
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        return None
    return "\n".join((*body, *around)) if any(body) else None


def _parts(archive: ZipFile, part: re.Pattern[str]) -> list[str]:
    """Letters and figures of each part that has some, in the order of their numbers."""
    from docx.oxml import parse_xml  # a quarter of a second, for files that are read back

    names = sorted(filter(part.fullmatch, archive.namelist()), key=_number)
    texts = ["".join(_words(parse_xml(archive.read(name)))) for name in names]
    said = ["".join(character for character in text if character.isalnum()) for text in texts]
    return [each for each in said if each]


def _words(element: Any) -> Iterator[str]:
    """Texts and alternative texts below an element, in the order of the file."""
    name = _local(element)
    if name == "tbl":
        yield from _table(element)
        return
    if name == "p":
        yield from _paragraph(element)
        return
    if name == "t":
        yield element.text or ""
    elif name in ("docPr", "cNvPr"):
        yield element.get("descr", "")
    for child in element:
        yield from _words(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """Its words without those of its fields: the number of a page is not what a paper says."""
    depth = 0
    for child in paragraph:
        kinds = [
            value
            for mark in child.iter("{*}fldChar")
            for key, value in mark.items()
            if key.endswith("fldCharType")
        ]
        depth += kinds.count("begin")
        if not depth and _local(child) not in ("fldSimple", "fld"):
            yield from _words(child)
        depth -= kinds.count("end")


def _table(table: Any) -> Iterator[str]:
    rows = [
        ["".join(_words(cell)) for cell in row if _local(cell) in ("tc", "sdt")]
        for row in table
        if _local(row) == "tr"
    ]
    header = rows[0] if rows else []
    left_out = {index for index, cell in enumerate(header) if cell.strip() in READING_HEADERS}
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            if number == 0 or index not in left_out:
                yield cell


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _number(name: str) -> int:
    return int("".join(character for character in name if character.isdigit()) or 0)
