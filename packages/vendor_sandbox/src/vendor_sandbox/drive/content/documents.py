"""Sandbox, Drive: Word and PowerPoint files, read into blocks and made from them."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from vendor_sandbox.drive.content.blocks import Block, Blocks
from vendor_sandbox.errors import ApiError

_FIXED = datetime(2024, 1, 1)  # noqa: DTZ001 (python-docx writes core properties naive, in UTC)
_HEADING = re.compile(r"^(?:Heading|Titre) ([1-6])$")


def blocks_from_docx(data: bytes) -> Blocks:
    """Return the paragraphs and tables of a .docx, in order.

    Raises ApiError 400 when the bytes are no Word file.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise bad_content() from problem
    blocks: list[Block] = []
    kinds: dict[str | None, str] = {}  # by the id of a style: finding it reads all styles
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            rows = tuple(tuple(cell.text for cell in row.cells) for row in part.rows)
            blocks.append(Block(kind="table", rows=rows))
        elif isinstance(part, Paragraph):
            style = part._p.style
            if style not in kinds:
                kinds[style] = _kind_of(part)
            blocks.append(Block(kind=kinds[style], text=part.text))
    return blocks


def _kind_of(paragraph: Any) -> str:
    name = paragraph.style.name if paragraph.style is not None else ""
    if name == "Title":
        return "h1"
    if match := _HEADING.match(name or ""):
        return f"h{match[1]}"
    return "li" if (name or "").startswith("List") else "p"


def docx_from_blocks(blocks: Blocks, *, title: str) -> bytes:
    """Return a .docx in python-docx's default template."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.created = document.core_properties.modified = _FIXED
    for block in blocks:
        if block.kind == "table" and block.rows:
            width = max(map(len, block.rows))
            table = document.add_table(rows=0, cols=width)
            table.style = "Table Grid"
            for row in block.rows:
                cells = table.add_row().cells
                for index, text in enumerate(row):
                    cells[index].text = _printable(text)
        elif block.kind.startswith("h"):
            document.add_heading(_printable(block.text), level=int(block.kind[1]))
        else:
            style = "List Bullet" if block.kind == "li" else None
            document.add_paragraph(_printable(block.text), style=style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _printable(text: str) -> str:
    # XML 1.0 has no place for control characters.
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def require_pptx(data: bytes) -> bytes:
    """Return `data`, or raise ApiError 400 when it is no PowerPoint file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "ppt/presentation.xml" in archive.namelist():
                return data
    except zipfile.BadZipFile as problem:
        raise bad_content() from problem
    raise bad_content()


def bad_content() -> ApiError:
    """Return Drive's 400 about an upload that is not what its type says."""
    return ApiError(400, "Bad Request", "badContent")


_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' + (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TREE = (
    '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/>'
    "</p:nvGrpSpPr><p:grpSpPr/></p:spTree></p:cSld>"
)
_TYPE = "application/vnd.openxmlformats-officedocument."


def blank_pptx() -> bytes:
    """Return the smallest presentation that PowerPoint opens: one master, one empty slide."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _BLANK_PARTS.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), _HEAD + content)
    return buffer.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{rows}</Relationships>'


def _colour(name: str, value: str) -> str:
    return f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'


def _theme() -> str:
    pairs = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "1F497D", "lt2": "EEECE1"}
    accents = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
    pairs.update({f"accent{number}": value for number, value in enumerate(accents, start=1)})
    pairs.update({"hlink": "0000FF", "folHlink": "800080"})
    colours = "".join(_colour(name, value) for name, value in pairs.items())
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f"<a:ln>{fill}</a:ln>"
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {_NS} name="Sandbox"><a:themeElements>'
        f'<a:clrScheme name="Sandbox">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Sandbox"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Sandbox"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _content_types() -> str:
    parts = {
        "/ppt/presentation.xml": "presentationml.presentation.main+xml",
        "/ppt/slides/slide1.xml": "presentationml.slide+xml",
        "/ppt/slideLayouts/slideLayout1.xml": "presentationml.slideLayout+xml",
        "/ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster+xml",
        "/ppt/theme/theme1.xml": "theme+xml",
    }
    rows = "".join(
        f'<Override PartName="{name}" ContentType="{_TYPE}{kind}"/>' for name, kind in parts.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
_BLANK_PARTS = {
    "[Content_Types].xml": _content_types(),
    "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
    "ppt/presentation.xml": (
        f'<p:presentation {_NS}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        '</p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/></p:sldIdLst>'
        '<p:sldSz cx="9144000" cy="5143500"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    ),
    "ppt/_rels/presentation.xml.rels": _relations(
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("slide", "slides/slide1.xml"),
        ("theme", "theme/theme1.xml"),
    ),
    "ppt/slideMasters/slideMaster1.xml": (
        f"<p:sldMaster {_NS}>{_TREE}{_MAP}<p:sldLayoutIdLst>"
        '<p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>'
    ),
    "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
        ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
    ),
    "ppt/slideLayouts/slideLayout1.xml": (
        f'<p:sldLayout {_NS} type="blank">{_TREE}'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    ),
    "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
        ("slideMaster", "../slideMasters/slideMaster1.xml")
    ),
    "ppt/slides/slide1.xml": (
        f"<p:sld {_NS}>{_TREE}<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ),
    "ppt/slides/_rels/slide1.xml.rels": _relations(
        ("slideLayout", "../slideLayouts/slideLayout1.xml")
    ),
    "ppt/theme/theme1.xml": _theme(),
}
