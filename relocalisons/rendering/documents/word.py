"""Rendering: the document tree → DOCX, poured section by section into a Word template by docxtpl.

A Word template is a Word file with tags: `{{ title }}`, `{{p sections.essentiel }}`, or all
sections by `{%p for section in all_sections %}`. A coordinator edits it in Word, so it is rendered
in a sandbox that offers texts only: no object of ours, no attribute to climb from.
"""

import io
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile

from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from relocalisons.core.kernel.words.french import quote
from relocalisons.errors import OfficeTemplateError, TemplateError
from relocalisons.rendering.archive import normalise_archive
from relocalisons.rendering.documents.document import Document, Figure, PageWords, Picture
from relocalisons.rendering.documents.pagination import SMALLEST_SCALE
from relocalisons.rendering.documents.typst_pdf import AUTHOR
from relocalisons.rendering.documents.word_templates import lint_word_template
from relocalisons.rendering.documents.word_xml import TEXT_WIDTH, WordStyles, WordWriter
from relocalisons.rendering.fonts import without_controls

IN_WORD = 0.95  # of the picture's width in the PDF: Word sets the text around it a little taller
TALL = 80.0  # millimetres: above, a picture is set a little smaller
EMU_IN_POINT = 12_700  # the unit in which Word files measure


def render_docx(
    document: Document,
    *,
    words: PageWords,
    pictures: Mapping[str, Picture],
    word_template: bytes,
    known_sections: tuple[str, ...] = (),
) -> bytes:
    """Pour a document into a Word template. `known_sections` may be named although they are not
    printed.

    Raises OfficeTemplateError, in French and naming the paragraph, when the Word template is no
    Word file, holds a broken or unknown tag, or tries what the sandbox forbids.
    """
    template, word = _open(word_template)
    across = _text_width(word)
    writer = WordWriter(
        styles=_styles(word), draw=_Drawer(word, pictures, across=across), width=round(across * 20)
    )
    sections = {section.id: Markup(writer.write(section.blocks)) for section in document.sections}
    named = {**dict.fromkeys(known_sections, Markup("")), **sections}
    context: dict[str, Any] = {
        "title": without_controls(document.title),
        "kicker": without_controls(document.kicker),
        "subtitle": without_controls(document.subtitle),
        "running": without_controls(words.running),
        "stopped": without_controls(words.stopped),
        "sections": named,
        "all_sections": list(sections.values()),
    }
    problems = lint_word_template(word_template, context=context)
    if problems:
        raise OfficeTemplateError(" ".join(problems))
    # Before rendering: docxtpl opens the template afresh when asked for its document later.
    word.core_properties.title = without_controls(document.title)
    word.core_properties.author, word.core_properties.language = AUTHOR, "fr-FR"
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        template.render(context, jinja_env=environment)
    except (JinjaError, SyntaxError) as error:
        raise OfficeTemplateError(
            f"Le gabarit Word ne peut pas être rempli\u00a0: {quote(str(error)[:120])}. "
            "Vérifier les balises entre accolades, ou reprendre le gabarit de la maison."
        ) from error
    target = io.BytesIO()
    template.save(target)
    return normalise_archive(target.getvalue(), dated=words.dated)


class _Drawer:
    """Adds pictures to the Word file and gives their inline XML, with alternative text."""

    def __init__(
        self, word: WordDocument, pictures: Mapping[str, Picture], *, across: float
    ) -> None:
        self._word, self._pictures, self._next = word, pictures, 1000
        self._across = across / 72 * 25.4  # millimetres

    def __call__(self, figure: Figure) -> str:
        picture = self._pictures.get(figure.source)
        if picture is None:
            raise TemplateError(f"figure {figure.source!r}: no picture of that name was drawn.")
        width = min(picture.width, self._across) * IN_WORD
        height = width * picture.height / picture.width
        if height > TALL:
            # Word lets no text pass a picture that does not fit: a lower one leaves less empty.
            width *= max(TALL / height, SMALLEST_SCALE)
        inline = self._word.part.new_pic_inline(
            io.BytesIO(picture.png), Mm(width), Mm(width * picture.height / picture.width)
        )
        self._next += 1
        inline.docPr.set("id", str(self._next))
        inline.docPr.set("name", f"Figure {self._next - 1000}")
        inline.docPr.set("descr", without_controls(figure.alt))
        return f"<w:drawing>{inline.xml}</w:drawing>"


def _open(word_template: bytes) -> tuple[DocxTemplate, WordDocument]:
    try:
        template = DocxTemplate(io.BytesIO(word_template))
        word = template.get_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise OfficeTemplateError(
            "Le gabarit n’est pas un fichier Word (.docx) lisible. L’ouvrir dans Word et "
            "l’enregistrer de nouveau au format .docx."
        ) from error
    if word is None:
        raise OfficeTemplateError("Le gabarit Word est vide.")
    return template, word


def _text_width(word: WordDocument) -> float:
    """The width of the Word template's text in points; that of the house when it does not say."""
    section = word.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None:
        return TEXT_WIDTH / 20
    return min((page - left - right) / EMU_IN_POINT, TEXT_WIDTH / 20)


def _styles(word: WordDocument) -> WordStyles:
    """Built-in styles are known by their English names whatever the language of Word."""
    ids = {style.name: style.style_id for style in word.styles}
    return WordStyles(
        heading_1=ids.get("Heading 1"),
        heading_2=ids.get("Heading 2"),
        bullet=ids.get("List Bullet"),
    )
