"""Rendering: a paper before its night: what is still to be filled in is marked, nothing else.

A mark is a bracket and a tint, so that it is seen in grey too; the words themselves stay.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.reports.deck.deck import Deck
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import PaperView
from relocalisons.rendering.documents.document import (
    Block,
    BulletList,
    Document,
    Flag,
    Heading,
    Inline,
    Paragraph,
    Section,
    Table,
    Text,
)
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.papers.paper_words import deck_in_markdown, in_markdown
from relocalisons.rendering.papers.papers import on_one_page, pictures_of, words_of

# What our papers print where a cell is empty or in doubt; « à fixer en séance » is no hole.
HOLE_WORDS = (
    "[àÀ] compléter",
    "à préciser",
    "à fixer(?! en séance)",
    "à demander à la coordination",
    "sans nouvelle date",
    "sans responsable",
    "sans date",
    "rien de noté",
    "non renseignée?s?",
    "[Pp]lus lisible",
)
_HOLE = re.compile("|".join(each.replace(" ", "[ \u00a0\u202f]") for each in HOLE_WORDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPreview:
    """What a paper would be tonight; a deck has slides (`pptx`) instead of pages.

    `holes`: what is to be filled in and where, said once each with its count (French).
    """

    title: str
    file_stem: str
    markdown: str
    pages: int
    holes: tuple[str, ...]
    pdf: bytes = b""
    docx: bytes = b""
    pptx: bytes = b""


def preview_paper(paper: PaperView, *, templates: Path = TEMPLATES) -> PaperPreview:
    """The paper with its holes marked, printed and as a Word file; « Aperçu » heads each page."""
    from pypdf import PdfReader

    from relocalisons.rendering.documents.typst_pdf import render_pdf
    from relocalisons.rendering.documents.word import render_docx

    paper = on_one_page(paper.on_paper(), templates=templates)
    document, holes = mark_holes(_document(paper, templates))
    words, pictures = words_of(paper), pictures_of(paper)
    words = replace(words, running=f"Aperçu, rien n’est déposé · {words.running}")
    pdf = render_pdf(document, words=words, pictures=pictures, templates=templates)
    return PaperPreview(
        title=paper.heading.title,
        file_stem=paper.heading.file_stem,
        markdown=in_markdown(document),
        pages=len(PdfReader(io.BytesIO(pdf)).pages),
        holes=holes,
        pdf=pdf,
        docx=render_docx(
            document.untitled() if paper.titles_in_word else document,
            words=words,
            pictures=pictures,
            word_template=(templates / paper.word_template).read_bytes(),
            known_sections=paper.other_sections,
        ),
    )


def preview_deck(deck: Deck) -> PaperPreview:
    """The slides, and their words with the notes of whoever speaks."""
    from relocalisons.rendering.slides.deck import render_pptx

    markdown = deck_in_markdown(deck)
    return PaperPreview(
        title=deck.title,
        file_stem=deck.file_stem,
        markdown=markdown,
        pages=len(deck.slides),
        holes=_told(Counter((found, "") for found in _HOLE.findall(markdown))),
        pptx=render_pptx(deck),
    )


def read_paper(paper: PaperView, *, templates: Path = TEMPLATES) -> PaperPreview:
    """Its words and its holes alone, for a page that shows no picture."""
    document, holes = mark_holes(
        _document(on_one_page(paper.on_paper(), templates=templates), templates)
    )
    return PaperPreview(
        title=paper.heading.title,
        file_stem=paper.heading.file_stem,
        markdown=in_markdown(document),
        pages=0,
        holes=holes,
    )


def mark_holes(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document with each hole in brackets and tinted, and what they are, by section."""
    found: Counter[tuple[str, str]] = Counter()
    title = ""
    sections: list[Section] = []
    for section in document.sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Heading):
                title = "".join(each.text for each in block.content)
            for hole in _holes_of(block):
                found[hole, title] += 1
            blocks.append(_marked_block(block))
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(document, sections=tuple(sections)), _told(found)


def _told(found: Counter[tuple[str, str]]) -> tuple[str, ...]:
    """« à préciser », deux fois (Budget)."""
    return tuple(
        f"« {hole} »{f', {count} fois' if count > 1 else ''}{f' ({where})' if where else ''}"
        for (hole, where), count in found.items()
    )


def _holes_of(block: Block) -> Iterator[str]:
    for line in _lines(block):
        for each in line:
            yield from (hole.replace(NBSP, " ") for hole in _HOLE.findall(each.text))


def _lines(block: Block) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block, Heading | Paragraph):
        yield block.content
    elif isinstance(block, BulletList):
        yield from block.items
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row


def _marked_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, content=_marked(block.content))
    if isinstance(block, BulletList):
        return replace(block, items=tuple(_marked(item) for item in block.items))
    if isinstance(block, Table):
        rows = tuple(tuple(_marked(cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block  # a heading keeps its looks: what it announces is marked below it


def _marked(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(_pieces(content))


def _pieces(content: tuple[Inline, ...]) -> Iterator[Inline]:
    for each in content:
        if not isinstance(each, Text):
            yield each
            continue
        start = 0
        for hole in _HOLE.finditer(each.text):
            if before := each.text[start : hole.start()]:
                yield replace(each, text=before)
            yield Flag(level=Rag.WATCH, text=f"[{hole[0]}]".replace(" ", NBSP))
            start = hole.end()
        if rest := each.text[start:]:
            yield replace(each, text=rest)


def _document(paper: PaperView, templates: Path) -> Document:
    from relocalisons.rendering.documents.pages import render_document

    return render_document(f"{paper.template}.html", templates=templates, paper=paper)
