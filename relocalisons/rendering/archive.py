"""Rendering: zip-based files (DOCX, XLSX) made equal for equal input: no times, one order."""

import io
import re
import zipfile
from datetime import UTC, date, datetime

# The earliest moment that a zip entry can bear.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(
    rb"(<dcterms:(?:created|modified) xsi:type=\"dcterms:W3CDTF\">)[^<]*(</dcterms:)"
)


def normalise_archive(data: bytes, *, dated: date) -> bytes:
    """The same archive with fixed times, entries by name (content types first), fixed properties.

    `dated` becomes the creation and modification day of the document's properties.
    """
    stamp = datetime(dated.year, dated.month, dated.day, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as output,
    ):
        # Readers that stream expect the list of content types at the head of the file.
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            content = source.read(name)
            if name.endswith(".xlsx"):  # the data of a chart
                content = normalise_archive(content, dated=dated)
            if name == "docProps/core.xml":
                content = _STAMPS.sub(rb"\g<1>" + stamp.encode() + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            output.writestr(entry, content)
    return target.getvalue()
