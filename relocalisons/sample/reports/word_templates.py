"""Sample: the Word files that two funders impose: their order, their fonts, their logos.

They are as a funder would send them: built with Word's own styles, tags typed by the coordinator.
"""

import io
import zipfile
from dataclasses import dataclass
from functools import cache

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from PIL import Image, ImageDraw

_FIXED_TIME = (2026, 1, 5, 8, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    """How a funder wants its reports to look, and in which order it reads them."""

    font: str
    colour: str
    heading: float  # points
    logo: str  # « disc » or « bars »
    logo_side: WD_ALIGN_PARAGRAPH
    opening: str
    sections: tuple[str, ...]
    closing: tuple[str, ...]


CHARTERS = {
    "FRA": Charter(
        font="Source Sans Pro",
        colour="2E6B3A",
        heading=15,
        logo="disc",
        logo_side=WD_ALIGN_PARAGRAPH.RIGHT,
        opening="Dossier à rappeler dans toute correspondance : FRA-2025-0117",
        sections=(
            "essentiel", "changements", "decisions", "depenses", "indicateurs", "livrables",
            "planning", "volumes", "risques", "qualite", "corrections", "sources",
        ),
        closing=("Vu et certifié sincère par le chef de file,", "Date et signature :"),
    ),
    "FDH": Charter(
        font="Georgia",
        colour="8A2F5B",
        heading=17,
        logo="bars",
        logo_side=WD_ALIGN_PARAGRAPH.LEFT,
        opening="Ce que votre soutien a permis",
        sections=(
            "faits", "essentiel", "realisations", "indicateurs", "volumes", "diffusion", "depenses",
            "changements", "sources",
        ),
        closing=("La Fondation peut reprendre les textes de ce document en citant leurs auteurs.",),
    ),
}  # fmt: skip


@cache
def funder_template(code: str) -> bytes:
    """The .docx of a funder, with its tags; KeyError for a funder that has none."""
    charter = CHARTERS[code]
    word = Document()
    sizes = {"Normal": 10.0, "List Bullet": 10.0, "Title": charter.heading + 6,
             "Heading 1": charter.heading, "Heading 2": 12.0}  # fmt: skip
    for style, size in sizes.items():
        _dress(word, style, charter, size=size)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.header_distance = Mm(32), Mm(10)
    section.bottom_margin = Mm(20)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(_logo(charter)), height=Mm(14))
    head.alignment = charter.logo_side
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{{ kicker }}")
    word.add_paragraph("{{ subtitle }}")
    word.add_paragraph(charter.opening)
    for name in charter.sections:
        word.add_paragraph(f"{{{{p sections.{name} }}}}")
    for line in charter.closing:
        word.add_paragraph(line)
    section.footer.paragraphs[0].text = "{{ stopped }}"
    target = io.BytesIO()
    word.save(target)
    return _same_every_time(target.getvalue())


def _dress(word: WordDocument, name: str, charter: Charter, *, size: float) -> None:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style")
    style.font.name, style.font.size = charter.font, Pt(size)
    if name == "Title":  # Word's own is underlined in blue
        paragraph = style.element.get_or_add_pPr()
        for border in paragraph.findall(qn("w:pBdr")):
            paragraph.remove(border)
    if name not in ("Normal", "List Bullet"):
        style.font.color.rgb = RGBColor.from_string(charter.colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), charter.font)


def _logo(charter: Charter) -> bytes:
    """A plain invented mark in the funder's colour."""
    picture = Image.new("RGB", (360, 140), "white")
    draw = ImageDraw.Draw(picture)
    colour = f"#{charter.colour}"
    if charter.logo == "disc":
        draw.ellipse((10, 10, 130, 130), fill=colour)
        draw.ellipse((40, 30, 110, 100), fill="white")
        draw.polygon(((75, 36), (98, 82), (52, 82)), fill=colour)
    else:
        for index, height in enumerate((50, 80, 115)):
            draw.rectangle((12 + 42 * index, 130 - height, 42 + 42 * index, 130), fill=colour)
    for index in range(3):
        draw.rectangle((160, 40 + 28 * index, 340 - 45 * index, 52 + 28 * index), fill=colour)
    target = io.BytesIO()
    picture.save(target, format="PNG")
    return target.getvalue()


def _same_every_time(data: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as output,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_FIXED_TIME)
            output.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return target.getvalue()
