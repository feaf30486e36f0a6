"""Rendering: a deck's view model → PPTX on a master; equal decks give equal bytes."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Pt

from relocalisons.core.reports.deck.deck import (
    Ask,
    Body,
    Cards,
    Chart,
    Cover,
    Deck,
    Slide,
    SlideTable,
    Tiles,
)
from relocalisons.core.views.view import Bullets, Gantt, Tile
from relocalisons.rendering.archive import normalise_archive
from relocalisons.rendering.documents.fingerprint import fingerprint_of_finished
from relocalisons.rendering.documents.typst_pdf import AUTHOR
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import INK, PALE, PRIMARY, SOFT, STATUS
from relocalisons.rendering.slides.masters import (
    HEIGHT,
    HOUSE_MASTER,
    MARGIN,
    TITLE_HEIGHT,
    WIDTH,
    layout_of,
    open_master,
)
from relocalisons.rendering.slides.native_charts import add_chart
from relocalisons.rendering.slides.shapes import (
    WHITE,
    Box,
    Line,
    add_panel,
    add_table,
    add_text,
    fit_together,
    lines_height,
    set_title,
)

INNER = WIDTH - 2 * MARGIN
BODY = Box(left=MARGIN, top=116, width=INNER, height=382)
TAKEAWAY = 44.0  # height of the band under a body
GAP = 12.0
CHART_ROWS = 8  # more would print its words below 13 points
BAR_ROOM, AXIS_ROOM = 38.0, 62.0  # points of a bar, and of the axis with its legend
ROOM_FOR_WORDS = 92.0  # left under a chart: then its sentences stand in a box of their own


def render_pptx(deck: Deck, *, master: bytes | None = None, templates: Path = TEMPLATES) -> bytes:
    """The deck on a master (the house's by default).

    Raises OfficeTemplateError, in French, when the master is no PowerPoint file.
    """
    show = open_master(master or (templates / HOUSE_MASTER).read_bytes())
    layout = layout_of(show)
    for number, view in enumerate(deck.slides, start=1):
        _draw(show.slides.add_slide(layout), view, deck=deck, number=number)
    properties = show.core_properties
    properties.title, properties.subject = printable(deck.title), printable(deck.description)
    properties.author, properties.language = AUTHOR, "fr-FR"
    properties.last_modified_by, properties.revision = AUTHOR, 1
    target = io.BytesIO()
    show.save(target)
    return normalise_archive(target.getvalue(), dated=deck.as_of)


def fingerprint_of_deck(
    deck: Deck, *, master: bytes | None = None, templates: Path = TEMPLATES
) -> str:
    """What the deck's file is known by: its strings, the data of its charts, its master."""
    slides = [
        (view.section, view.title, _legible(view.body), view.notes, view.takeaway)
        for view in deck.slides
    ]
    words = (deck.title, deck.running, deck.stopped, deck.description, deck.file_stem, deck.as_of)
    return fingerprint_of_finished(
        (words, slides), forms=(master or (templates / HOUSE_MASTER).read_bytes(),)
    )


def _draw(slide: Any, view: Slide, *, deck: Deck, number: int) -> None:
    body = view.body
    if isinstance(body, Cover):
        _cover(slide, view, body)
    else:
        add_text(
            slide,
            Box(left=MARGIN, top=20, width=INNER, height=16),
            [Line(text=view.section.upper(), size=11, bold=True, colour=PRIMARY)],
        )
        set_title(slide, view.title, width=INNER, height=TITLE_HEIGHT)
        _body(slide, view, body)
        _foot(slide, deck, number=number)
    slide.notes_slide.notes_text_frame.text = printable(view.notes)


def _body(slide: Any, view: Slide, body: Body) -> None:
    drawers: dict[type, Callable[[Any, Slide, Any, Box], None]] = {
        SlideTable: _table,
        Tiles: _tiles,
        Chart: _chart,
        Cards: _cards,
        Ask: _ask,
    }
    drawers[type(body)](slide, view, body, BODY)


# --- bodies ---------------------------------------------------------------------------------


def _cover(slide: Any, view: Slide, cover: Cover) -> None:
    add_panel(slide, Box(left=0, top=0, width=WIDTH, height=330), fill=PRIMARY)
    title = slide.shapes.title
    title.left, title.top = Pt(MARGIN), Pt(120)
    title.width, title.height = Pt(INNER), Pt(110)
    set_title(slide, view.title, width=INNER, height=110)
    for run in title.text_frame.paragraphs[0].runs:
        run.font.size = Pt(40)
        run.font.color.rgb = _white()
    # The panel was drawn after the placeholder: the title comes back to the front.
    slide.shapes._spTree.append(title._element)
    add_text(
        slide,
        Box(left=MARGIN, top=76, width=INNER, height=30),
        [Line(text=cover.subtitle, size=20, colour=WHITE)],
    )
    lines = [Line(text=line, size=22, colour=WHITE, after=6) for line in cover.lines[:1]]
    add_text(slide, Box(left=MARGIN, top=250, width=INNER, height=60), lines)
    lower = [Line(text=line, size=18, colour=INK, after=8) for line in cover.lines[1:]]
    lower += [Line(text=text, size=14, colour=SOFT, after=4) for text in cover.mentions]
    add_text(slide, Box(left=MARGIN, top=352, width=INNER, height=160), lower)


def _table(slide: Any, view: Slide, table: SlideTable, box: Box) -> None:
    box = _with_takeaway(slide, view, box, note=table.note)
    add_table(
        slide,
        box,
        header=[column.header for column in table.columns],
        widths=[column.width for column in table.columns],
        right=[column.right for column in table.columns],
        rows=table.rows,
    )


def _tiles(slide: Any, view: Slide, body: Tiles, box: Box) -> None:
    count = len(body.tiles)
    width = (box.width - (count - 1) * GAP) / count
    places = [
        Box(left=box.left + index * (width + GAP), top=box.top, width=width, height=172)
        for index in range(count)
    ]
    inner = [
        Box(left=each.left + 12, top=each.top + 10, width=width - 24, height=120) for each in places
    ]
    # Four figures side by side are of one size, that of the longest target.
    words = fit_together([_tile_words(tile) for tile in body.tiles], boxes=inner)
    for tile, place, room, lines in zip(body.tiles, places, inner, words, strict=True):
        text, tint = STATUS[tile.status.level.value]
        add_panel(slide, place, fill=PALE)
        band = Box(left=place.left, top=place.bottom - 36, width=width, height=36)
        add_panel(slide, band, fill=tint)
        add_text(slide, room, lines)
        status = [Line(text=tile.status.text, size=15, bold=True, colour=text)]
        add_text(slide, band.inside(8), status, middle=True)
    rest = Box(
        left=box.left, top=box.top + 172 + GAP, width=box.width, height=box.height - 172 - GAP
    )
    add_panel(slide, rest, fill=PALE, edge=PRIMARY)
    add_text(
        slide,
        rest.inside(18),
        [Line(text=text, size=24, after=12, bullet=True) for text in body.sentences],
        middle=True,
    )


def _tile_words(tile: Tile) -> list[Line]:
    target = f"{tile.target} ({tile.gap})" if tile.gap else tile.target
    return [
        Line(text=tile.label, size=14, colour=SOFT, after=2),
        Line(text=tile.value, size=38, bold=True, after=2),
        Line(text=target, size=14),
    ]


def _chart(slide: Any, view: Slide, body: Chart, box: Box) -> None:
    charted = _legible_view(body.view)
    height = min(len(charted.rows) * BAR_ROOM + AXIS_ROOM, box.height)
    if box.height - height < ROOM_FOR_WORDS:
        named = replace(view, takeaway=view.takeaway or " ".join(body.sentences))
        box = _with_takeaway(slide, named, box, note="")
        add_chart(slide, charted, box)
        return
    top = Box(left=box.left, top=box.top, width=box.width, height=height)
    add_chart(slide, charted, top)
    rest = Box(
        left=box.left,
        top=top.bottom + GAP,
        width=box.width,
        height=box.bottom - top.bottom - GAP,
    )
    add_panel(slide, rest, fill=PALE, edge=PRIMARY)
    lines = [Line(text=text, size=24, after=10, bullet=True) for text in body.sentences]
    add_text(slide, rest.inside(16), lines, middle=True)


def _cards(slide: Any, view: Slide, body: Cards, box: Box) -> None:
    count = len(body.cards)
    columns = 2 if count in (2, 4) else count
    width = (box.width - (columns - 1) * GAP) / columns
    texts: list[list[Line]] = []
    for card in body.cards:
        lines = [Line(text=card.title, size=26, bold=True, colour=PRIMARY, after=14)]
        texts.append([*lines, *(Line(text=text, size=30, after=14) for text in card.sentences)])
    places: list[Box] = []
    top = box.top
    for start, height in zip(
        range(0, count, columns), _row_heights(texts, columns, width=width, room=box), strict=True
    ):
        for column in range(min(columns, count - start)):
            left = box.left + column * (width + GAP)
            places.append(Box(left=left, top=top, width=width, height=height))
        top += height + GAP
    inner = [place.inside(18) for place in places]
    for place, room, lines in zip(places, inner, fit_together(texts, boxes=inner), strict=True):
        add_panel(slide, place, fill=PALE, edge=PRIMARY)
        add_text(slide, room, lines)


def _row_heights(texts: list[list[Line]], columns: int, *, width: float, room: Box) -> list[float]:
    """Rows of cards share the height as their longest cards need it, a third at least each."""
    rows = [texts[start : start + columns] for start in range(0, len(texts), columns)]
    free = room.height - (len(rows) - 1) * GAP
    needs = [max(lines_height(lines, width=width - 36) for lines in row) for row in rows]
    shares = [max(need / sum(needs), 1 / 3) for need in needs]
    return [free * share / sum(shares) for share in shares]


def _ask(slide: Any, view: Slide, body: Ask, box: Box) -> None:
    question, left, foot = body.question, 430.0, 84.0
    top = box.height - foot - GAP
    facts = Box(left=box.left, top=box.top, width=left, height=top)
    add_panel(slide, facts, fill=PALE)
    lines = [Line(text="La question", size=13, bold=True, colour=PRIMARY, after=4)]
    lines += [Line(text=question.question, size=20, bold=True, after=14)]
    lines += [Line(text="Les faits", size=13, bold=True, colour=PRIMARY, after=4)]
    lines += [Line(text=fact, size=19, after=8, bullet=True) for fact in question.facts]
    add_text(slide, facts.inside(16), lines)
    count = len(question.options)
    height = (top - (count - 1) * 8) / count
    for index, option in enumerate(question.options):
        place = Box(
            left=box.left + left + GAP,
            top=box.top + index * (height + 8),
            width=box.width - left - GAP,
            height=height,
        )
        add_panel(slide, place, fill=PALE)
        letter = Box(left=place.left, top=place.top, width=46, height=height)
        add_panel(slide, letter, fill=PRIMARY)
        mark = [Line(text=option.letter, size=24, bold=True, colour=WHITE)]
        add_text(slide, Box(left=place.left + 14, top=place.top, width=30, height=height), mark,
                 middle=True)  # fmt: skip
        words = Box(left=place.left + 60, top=place.top + 6, width=place.width - 74,
                    height=height - 12)  # fmt: skip
        add_text(slide, words, [Line(text=option.text, size=20)], middle=True)
    text, tint = STATUS["good" if question.origin else "done"]
    band = Box(left=box.left, top=box.bottom - foot, width=box.width, height=foot)
    add_panel(slide, band, fill=tint, edge=text)
    add_text(
        slide,
        band.inside(14),
        [
            *(
                (Line(text="La proposition", size=13, bold=True, colour=text, after=2),)
                if question.origin
                else ()
            ),
            Line(text=question.recommendation, size=18, bold=True, colour=text, after=2),
            Line(text=question.origin, size=12, colour=INK),
        ],
        middle=True,
    )


# --- what all bodies share -------------------------------------------------------------------


def _with_takeaway(slide: Any, view: Slide, box: Box, *, note: str) -> Box:
    """Draw the band under the body, if there is something to say; the room that is left."""
    words = " ".join(part for part in (view.takeaway, note) if part)
    if not words:
        return box
    band = Box(left=box.left, top=box.bottom - TAKEAWAY, width=box.width, height=TAKEAWAY)
    add_panel(slide, band, fill=PALE, edge=PRIMARY)
    inner = Box(left=band.left + 14, top=band.top + 3, width=band.width - 24, height=TAKEAWAY - 6)
    add_text(slide, inner, [Line(text=words, size=15)], middle=True)
    return Box(left=box.left, top=box.top, width=box.width, height=box.height - TAKEAWAY - GAP)


def _foot(slide: Any, deck: Deck, *, number: int) -> None:
    top = HEIGHT - 28
    add_text(
        slide,
        Box(left=MARGIN, top=top, width=INNER - 60, height=14),
        [Line(text=f"{deck.running} · {deck.stopped}", size=10, colour=SOFT)],
    )
    box = slide.shapes.add_textbox(Pt(WIDTH - MARGIN - 50), Pt(top), Pt(50), Pt(14))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]._p
    field = paragraph.makeelement(
        qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    )
    run = field.makeelement(qn("a:rPr"), {"lang": "fr-FR", "sz": "1000"})
    words = field.makeelement(qn("a:t"), {})
    words.text = str(number)
    field.extend((run, words))
    paragraph.append(field)
    paragraph.get_or_add_pPr().set("algn", "r")


def _legible(body: Body) -> Body:
    return replace(body, view=_legible_view(body.view)) if isinstance(body, Chart) else body


def _legible_view(view: Gantt | Bullets) -> Gantt | Bullets:
    """The chart with as many rows as a room can read."""
    if isinstance(view, Bullets):
        return view  # at most twelve bars, which a room can read
    if len(view.rows) <= CHART_ROWS:
        return view
    worst = sorted(
        (row for row in view.rows if not row.group), key=lambda row: (-row.days, row.label)
    )
    groups = [row for row in view.rows if row.group][:CHART_ROWS]
    kept = (*groups, *worst[: CHART_ROWS - len(groups)])
    return replace(view, rows=tuple(row for row in view.rows if row in kept))


def _white() -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(WHITE[1:])
