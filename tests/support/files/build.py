"""Small files as people's programs write them: .ods, .xls, .docx, and archives changed by hand."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

import docx
import xlwt

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("number", "datastyle"), ("fo", "xsl-fo-compatible"), ("draw", "drawing"),
    )
)  # fmt: skip
# What LibreOffice writes for a day, a percentage, a struck text, a hidden sheet.
STYLES = """
<number:date-style style:name="N37"><number:day number:style="long"/><number:text>/</number:text>
<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>
</number:date-style>
<number:percentage-style style:name="N11"><number:number number:decimal-places="0"/>
<number:text>%</number:text></number:percentage-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N37"/>
<style:style style:name="share" style:family="table-cell" style:data-style-name="N11"/>
<style:style style:name="struck" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="unseen" style:family="table">
<style:table-properties table:display="false"/></style:style>
"""


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(name, content, how)
    return out.getvalue()


def ods_cell(value: object, *, style: str = "", extra: str = "") -> str:
    """One cell as LibreOffice writes it."""
    look = f" table:style-name={quoteattr(style)}" if style else ""
    if value is None:
        return f"<table:table-cell{look} {extra}/>"
    if isinstance(value, bool):
        said = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, (int, float)):
        kind = "percentage" if style == "share" else "float"
        said = f'office:value-type="{kind}" office:value="{value!r}"'
    elif isinstance(value, (date, datetime)):
        said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        look = look or ' table:style-name="day"'
    else:
        said = 'office:value-type="string"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell{look} {said} {extra}>{lines}</table:table-cell>"


def ods_row(values: Iterable[object], *, extra: str = "") -> str:
    """One row; a value that is text of the format already stands as it is."""
    cells = "".join(
        one if isinstance(one, str) and one.startswith("<table:") else ods_cell(one)
        for one in values
    )
    return f"<table:table-row {extra}>{cells}</table:table-row>"


def ods_table(title: str, rows: Iterable[str], *, style: str = "") -> str:
    """One sheet, with the million blank rows that LibreOffice writes below."""
    foot = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    return (
        f"<table:table table:name={quoteattr(title)} table:style-name={quoteattr(style)}>"
        f'<table:table-column table:number-columns-repeated="16384"/>{"".join(rows)}{foot}'
        "</table:table>"
    )


def an_ods(*tables: str, kind: str = ODS_TYPE) -> bytes:
    """An .ods (or an .odt) with these tables."""
    within = "spreadsheet" if kind == ODS_TYPE else "text"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} '
        f'office:version="1.3"><office:automatic-styles>{STYLES}</office:automatic-styles>'
        f"<office:body><office:{within}>{''.join(tables)}</office:{within}></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return archive(
        {
            "mimetype": kind.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def an_xls(rows: Sequence[Sequence[object]], *, title: str = "Plan d'action") -> bytes:
    """An .xls of one sheet; days and shares are written as Excel does."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(title)
    day, plain = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf()
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value, day if isinstance(value, date) else plain)
    return saved(book)


def saved(book: xlwt.Workbook) -> bytes:
    """The bytes of a book of xlwt."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_docx(*tables: Sequence[Sequence[str]], text: str = "Compte rendu") -> bytes:
    """A Word document with a paragraph and these tables."""
    document = docx.Document()
    document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                table.cell(row, column).text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
