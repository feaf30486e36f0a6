"""Rendering: the Word templates as built by us, and the check of those edited by people.

`python -m relocalisons.rendering.documents.word_templates templates/office` writes the house Word
template and that of growing contracts again; tests hold the committed files to this module. The
articles of the contract are ours until a lawyer has put hers.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from jinja2 import TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment

from relocalisons.core.kernel.words.french import quote, shorten
from relocalisons.core.reports.producers.contract_articles import CONTRACT_PARTS
from relocalisons.rendering.archive import normalise_archive
from relocalisons.rendering.palette import INK, PRIMARY, SOFT

_SHED = ("/stylesWithEffects", "/thumbnail")
BUILT_ON = date(2026, 1, 1)  # the Word template bears one date for ever: equal builds, equal bytes
_TAG = re.compile(r"\{\{|\{%|\{#")
_DOCXTPL_MARKS = re.compile(r"(\{[{%])(?:p|tr|tc|r)(?=\s)")


# --- the check ------------------------------------------------------------------------------


def lint_word_template(word_template: bytes, *, context: Mapping[str, object]) -> tuple[str, ...]:
    """What is wrong in the tags of a Word template, in French, one sentence a paragraph; empty if
    fine.

    `context` is what the tags may name. A paragraph is named by its first words.
    """
    sections = context.get("sections")
    names = frozenset(
        cast("Mapping[str, object]", sections) if isinstance(sections, Mapping) else ()
    )
    return _lint(word_template, words=frozenset(context), names=names)


@lru_cache(maxsize=32)
def _lint(word_template: bytes, *, words: frozenset[str], names: frozenset[str]) -> tuple[str, ...]:
    """One Word template serves many papers that have the same sections."""
    try:
        word = new_document(io.BytesIO(word_template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return ("Le gabarit n’est pas un fichier Word (.docx) lisible.",)
    texts = [text for text in _texts(word) if _TAG.search(text)]
    if not texts:
        return (
            "Le gabarit ne contient aucune balise, rien ne peut y être écrit. Ajouter par exemple "
            f"{quote('{{p sections.essentiel }}')} seul dans un paragraphe.",
        )
    environment = SandboxedEnvironment()
    problems: list[str] = []
    # A loop spreads over paragraphs: its syntax is checked on the whole, names on each one.
    whole = "\n".join(_DOCXTPL_MARKS.sub(r"\1", text) for text in texts)
    loops = set(re.findall(r"\{%\s*(?:p\s+)?for\s+(\w+)\s+in", whole))
    try:
        environment.parse(whole)
    except TemplateSyntaxError as error:
        text = texts[min(error.lineno, len(texts)) - 1]
        problems.append(
            f"Balise illisible dans le paragraphe {quote(shorten(text, limit=70))} du gabarit."
        )
        return tuple(problems)
    known = words | loops | {"loop"}
    for text in texts:
        problems.extend(_unknown_names(text, known=known, names=names, environment=environment))
    return tuple(problems)


def _unknown_names(
    text: str, *, known: frozenset[str], names: frozenset[str], environment: SandboxedEnvironment
) -> Iterator[str]:
    place = quote(shorten(text, limit=70))
    plain = _DOCXTPL_MARKS.sub(r"\1", text)
    tags = " ".join(re.findall(r"\{\{.*?\}\}", plain))
    for name in sorted(meta.find_undeclared_variables(environment.parse(tags)) - known):
        yield f"La balise {quote(name)} du paragraphe {place} du gabarit n’existe pas."
    for name in re.findall(r"sections\.(\w+)", plain):
        if name not in names:
            offered = ", ".join(sorted(names))
            yield (
                f"La section {quote(name)} du paragraphe {place} du gabarit n’existe pas "
                f"(sections possibles\u00a0: {offered})."
            )


def _texts(word: WordDocument) -> Iterator[str]:
    """The text of every paragraph: body, tables, headers and footers."""
    parts = [word.element.body]
    for section in word.sections:
        parts.extend((section.header._element, section.footer._element))
    for part in parts:
        for element in part.iter(qn("w:p")):
            yield "".join(node.text or "" for node in element.iter(qn("w:t")))


# --- the house Word template ----------------------------------------------------------------


def build_house_word_template() -> bytes:
    """The Word file that every document uses unless a funder has its own."""
    word = _start()
    for tag in ("{%p for section in all_sections %}", "{{p section }}", "{%p endfor %}"):
        word.add_paragraph(tag)
    return _finish(word, title="Gabarit de la maison")


def build_contract_word_template() -> bytes:
    """Our Word template: the seven articles of the law in order, and what stands around."""
    word = _start()
    word.add_paragraph("{{p sections.avertissement }}")
    for part in CONTRACT_PARTS:
        word.add_paragraph(part.title, style="Heading 1")
        if part.words:
            word.add_paragraph(part.words)
        word.add_paragraph(f"{{{{p sections.{part.section} }}}}")
    return _finish(word, title="Gabarit de contrat de culture")


def _start() -> WordDocument:
    """A Word document in the house style with its head, its foot and the title's three lines."""
    word = new_document()
    _shed(word)
    _page(word)
    _styles(word)
    body = word.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    kicker = word.add_paragraph()
    _run(kicker, "{{ kicker }}", size=9.5, colour=PRIMARY, bold=True)
    word.add_paragraph("{{ title }}", style="Title")
    _run(word.add_paragraph(), "{{ subtitle }}", size=9, colour=SOFT)
    section = word.sections[0]
    _run(section.header.paragraphs[0], "{{ running }}", size=8, colour=SOFT)
    _footer(section.footer.paragraphs[0], normal=_built_in(word, "Normal"))
    return word


def _shed(word: WordDocument) -> None:
    """Of python-docx's own template, leave what nobody needs: nine tenths of each of our files.

    Its 98 styles of tables (Word has its own, and our tables bear their lines), what an old Word
    kept of their effects, and a picture of an empty page.
    """
    for style in list(word.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.element.getparent().remove(style.element)
    package = word.part.package
    for kept in (word.part.rels, package.rels if package else word.part.rels):
        for name in [name for name, one in kept.items() if one.reltype.endswith(_SHED)]:
            del kept[name]


def _finish(word: WordDocument, *, title: str) -> bytes:
    """The file, with one date for ever: equal builds give equal bytes."""
    from relocalisons.rendering.documents.word_fonts import embed_house_font

    embed_house_font(word)
    word.core_properties.author = "Relocalisons"
    word.core_properties.title = title
    target = io.BytesIO()
    word.save(target)
    return normalise_archive(target.getvalue(), dated=BUILT_ON)


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    # A little more room than in the PDF: Word sets lines a little taller.
    section.top_margin, section.bottom_margin = Mm(15), Mm(12)
    section.header_distance = section.footer_distance = Mm(6)


def _styles(word: WordDocument) -> None:
    _style(word, "Normal", size=9.5, colour=INK, before=0, after=5)
    _style(word, "Title", size=21, colour=INK, bold=True, before=2, after=5)
    _style(word, "Heading 1", size=14, colour=PRIMARY, bold=True, before=15, after=5)
    _style(word, "Heading 2", size=11, colour=INK, bold=True, before=10, after=4)
    _style(word, "Heading 3", size=10, colour=INK, bold=True, before=8, after=3)
    _style(word, "List Bullet", size=9.5, colour=INK, before=0, after=3)
    title = word.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):  # Word's own title is underlined in blue
        title.remove(border)


def _style(
    word: WordDocument, name: str, *, size: float, colour: str, before: float, after: float,
    bold: bool = False,
) -> None:  # fmt: skip
    style = _built_in(word, name)
    style.font.name, style.font.size = "Lato", Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor.from_string(colour[1:])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), "Lato")
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.0  # Word's own 1.15 would break pages that we print
    style.paragraph_format.keep_with_next = name.startswith(("Heading", "Title"))


def _built_in(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style")
    return style


def _footer(line: Paragraph, *, normal: ParagraphStyle) -> None:
    # The built-in « Footer » style has tab stops of its own, in the middle of our line.
    line.style = normal
    line.paragraph_format.tab_stops.add_tab_stop(Mm(174), WD_TAB_ALIGNMENT.RIGHT)
    _run(line, "{{ stopped }}\tpage ", size=8, colour=SOFT)
    _field(line, "PAGE")
    _run(line, " sur ", size=8, colour=SOFT)
    _field(line, "NUMPAGES")


def _field(line: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = _run(line, "", size=8, colour=SOFT)
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._element.append(instruction)


def _run(line: Paragraph, text: str, *, size: float, colour: str, bold: bool = False):
    run = line.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour[1:])
    return run


if __name__ == "__main__":
    Path(sys.argv[1], "house.docx").write_bytes(build_house_word_template())
    Path(sys.argv[1], "contrat_de_culture.docx").write_bytes(build_contract_word_template())
