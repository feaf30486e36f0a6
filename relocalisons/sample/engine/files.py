"""Sample: small but genuine files (PDF, Word, Excel, picture, table, text) to fill the drive."""

import io
import zipfile
import zlib
from datetime import datetime
from functools import cache

import xlsxwriter

MIME_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "csv": "text/csv",
    "txt": "text/plain",
    "mp4": "video/mp4",
}

_FIXED_TIME = (2026, 1, 5, 8, 0, 0)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def make_file(extension: str, *, title: str, lines: tuple[str, ...] = ()) -> bytes:
    """The bytes of a file that opens and shows its title; KeyError for an unknown extension."""
    makers = {
        "pdf": _pdf,
        "docx": _docx,
        "csv": lambda title, lines: ("\n".join((title, *lines)) + "\n").encode("utf-8-sig"),
        "txt": lambda title, lines: ("\n".join((title, "", *lines)) + "\n").encode(),
        "png": lambda title, lines: _png(sum(title.encode()) % 256),
        "xlsx": lambda title, lines: _xlsx(title),
        # A film is too large for a sample: the header of the format, and silence.
        "mp4": lambda title, lines: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + title.encode(),
    }
    return makers[extension](title, lines)


def _pdf(title: str, lines: tuple[str, ...]) -> bytes:
    shown = [f"BT /F1 16 Tf 60 760 Td ({_escaped(title)}) Tj ET"]
    for index, line in enumerate(lines):
        shown.append(f"BT /F1 11 Tf 60 {720 - 18 * index} Td ({_escaped(line)}) Tj ET")
    stream = "\n".join(shown).encode("cp1252", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _docx(title: str, lines: tuple[str, ...]) -> bytes:
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{_xml(line)}</w:t></w:r></w:p>'
        for line in (title, *lines)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            heading = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(zipfile.ZipInfo(name, date_time=_FIXED_TIME), heading + text)
    return buffer.getvalue()


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _png(shade: int) -> bytes:
    """A plain picture of 16 by 9 pixels."""
    width, height = 16, 9
    line = b"\0" + bytes((shade, 150, 255 - shade)) * width
    return _picture(width, height, line * height)


def _picture(width: int, height: int, pixels: bytes) -> bytes:
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )


# Seven lines of five points, one number a line: the letters of the invented funders' codes.
_LETTERS = {
    "A": (14, 17, 17, 31, 17, 17, 17),
    "D": (30, 17, 17, 17, 17, 17, 30),
    "F": (31, 16, 16, 30, 16, 16, 16),
    "H": (17, 17, 17, 31, 17, 17, 17),
    "M": (17, 27, 21, 21, 17, 17, 17),
    "N": (17, 25, 21, 19, 17, 17, 17),
    "P": (30, 17, 17, 30, 16, 16, 16),
    "R": (30, 17, 17, 30, 20, 18, 17),
}


def make_logo(code: str, *, colour: tuple[int, int, int], scale: int = 12) -> bytes:
    """A PNG that shows a code in white on its colour; KeyError for a letter that is not drawn."""
    rows = ["0" * (len(code) * 6 + 3)] * 2
    for line in range(7):
        dots = "".join(f"{_LETTERS[letter][line]:05b}0" for letter in code)
        rows.append(f"00{dots}0")
    rows += rows[:2]
    pixels = b""
    for row in rows:
        drawn = b"".join((b"\xff\xff\xff" if dot == "1" else bytes(colour)) * scale for dot in row)
        pixels += (b"\0" + drawn) * scale
    width, height = len(rows[0]) * scale, len(rows) * scale
    return _picture(width, height, pixels)


@cache
def _xlsx(title: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(*_FIXED_TIME)})  # noqa: DTZ001 (no time zone there)
    sheet = book.add_worksheet("Données")
    sheet.write(0, 0, title)
    sheet.write(2, 0, "Document de travail")
    book.close()
    return buffer.getvalue()
