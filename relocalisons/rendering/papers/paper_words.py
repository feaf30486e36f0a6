"""Rendering: the words of a paper as Markdown: what a reader would read, without its looks."""

from collections.abc import Iterable, Iterator, Sequence

from relocalisons.core.reports.deck.deck import (
    Ask,
    Cards,
    Chart,
    Cover,
    Deck,
    Slide,
    SlideTable,
    Tiles,
)
from relocalisons.rendering.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Inline,
    Paragraph,
    Table,
)


def in_markdown(document: Document) -> str:
    """Title, then each section: headings, sentences, tables; a picture by its alternative text."""
    lines = [document.kicker, f"# {_flat(document.title)}", _flat(document.subtitle)]
    for section in document.sections:
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "\n".join(lines)


def deck_in_markdown(deck: Deck) -> str:
    """Each slide: its message, what it shows, its notes."""
    lines = [f"# {_flat(deck.title)}", deck.stopped]
    for number, slide in enumerate(deck.slides, start=1):
        lines += ["", f"## {number}. {_flat(slide.title)}", "", *_slide(slide)]
    return "\n".join(lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_said(block.content)}"
        case Paragraph():
            yield _said(block.content)
        case BulletList():
            yield from (f"- {_said(item)}" for item in block.items)
        case Table():
            if block.caption:
                yield from (f"**{_said(block.caption)}**", "")
            yield from _table(
                [_said(cell) for cell in block.header],
                ([_said(cell) for cell in row] for row in block.rows),
            )
        case Figure():
            yield f"*{_said(block.title)}* – {_flat(block.alt)}"


def _slide(slide: Slide) -> Iterator[str]:
    body = slide.body
    match body:
        case Cover():
            yield from (body.subtitle, *body.lines, *body.mentions)
        case SlideTable():
            header = [column.header for column in body.columns]
            cells = ([c if isinstance(c, str) else c.text for c in row] for row in body.rows)
            yield from (*_table(header, cells), "", body.note)
        case Tiles():
            for tile in body.tiles:
                yield f"- {tile.label} : {tile.value}, {tile.target} {tile.gap} {tile.status.text}"
            yield from (f"- {each}" for each in body.sentences)
        case Chart():
            yield f"*{body.view.words.title}* – {body.view.words.alt}"
            yield from (f"- {each}" for each in body.sentences)
        case Cards():
            for card in body.cards:
                yield from (f"**{card.title}**", *(f"- {each}" for each in card.sentences))
        case Ask():
            asked = body.question
            yield from (asked.question, "", *(f"- {each}" for each in asked.facts))
            yield from (f"- {each.letter}. {each.text}" for each in asked.options)
            yield from ("", f"{asked.recommendation} {asked.origin}".strip())
    if slide.takeaway:
        yield from ("", slide.takeaway)
    if slide.notes:
        yield from ("", f"> {_flat(slide.notes)}")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_cell, header))} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _said(content: Sequence[Inline]) -> str:
    return _flat("".join(each.text for each in content))


def _flat(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _cell(text: str) -> str:
    return _flat(text).replace("|", "\\|")
