"""Rendering: the document tree as the JSON that house.typ reads, in the order of printing."""

from collections.abc import Mapping
from typing import Any

from relocalisons.errors import TemplateError
from relocalisons.rendering.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Flag,
    Heading,
    Inline,
    Paragraph,
    Picture,
    Table,
)
from relocalisons.rendering.documents.pagination import Box, choose_layout
from relocalisons.rendering.fonts import FAMILIES, printable
from relocalisons.rendering.palette import INK, PALE, PRIMARY, RULE, SOFT, STATUS

# Points. The style and the pagination read the same numbers.
PAGE = (595.28, 841.89)
MARGINS = {"side": 51.0, "top": 57.0, "foot": 54.0}
TEXT_WIDTH = PAGE[0] - 2 * MARGINS["side"]
CELL_INSET = 10.0  # both sides of a cell
WIDE_CHARACTER = 5.6  # of the 8.5 points in which tables are set; the average one takes 4.4
# kind of block → space above and below; between two blocks the larger one counts
SPACE = {
    "heading-2": (20.0, 9.0),
    "heading-3": (14.0, 8.0),
    "text": (8.0, 8.0),
    "note": (6.0, 8.0),
    "tiles": (10.0, 13.0),
    "table": (11.0, 13.0),
    "figure": (13.0, 13.0),
}


def tree_of(document: Document, *, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """The title and the sections of a document; TemplateError when a figure has no picture."""
    return {
        "title": printable(document.title),
        "kicker": printable(document.kicker),
        "subtitle": printable(document.subtitle),
        "sections": [
            {
                "id": section.id,
                "blocks": [
                    {**_block(block, pictures=pictures), "new-page": False}
                    for block in section.blocks
                ],
            }
            for section in document.sections
        ],
    }


def _block(block: Block, *, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    """A block for house.typ; `space` names its distances to its neighbours."""
    if isinstance(block, Heading):
        return {
            "type": "heading",
            "space": f"heading-{block.level}",
            "level": block.level,
            "content": _runs(block.content),
        }
    if isinstance(block, Paragraph):
        return {
            "type": "paragraph",
            "space": "note" if block.role == "note" else "text",
            "role": block.role,
            "content": _runs(block.content),
        }
    if isinstance(block, BulletList):
        return {"type": "list", "space": "text", "items": [_runs(item) for item in block.items]}
    if isinstance(block, Table):
        return _table(block)
    return _figure(block, pictures=pictures)


def _table(table: Table) -> dict[str, Any]:
    total = sum(column.width for column in table.columns)
    widths = [TEXT_WIDTH * column.width / total - CELL_INSET for column in table.columns]
    return {
        "type": "table",
        "space": "tiles" if table.kind == "tiles" else "table",
        "kind": table.kind,
        "caption": _runs(table.caption),
        "columns": [{"width": column.width, "align": column.align} for column in table.columns],
        "header": [_runs(cell) for cell in table.header],
        "rows": [[_runs(cell) for cell in row] for row in table.rows],
        "long": [_long_cells(row, widths=widths) for row in table.rows],
    }


def _long_cells(row: tuple[tuple[Inline, ...], ...], *, widths: list[float]) -> list[int]:
    """The columns whose cell may need more than one line, by a generous width of a character."""
    return [
        index
        for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        if sum(len(run.text) for run in cell) * WIDE_CHARACTER > width
    ]


def _figure(figure: Figure, *, pictures: Mapping[str, Picture]) -> dict[str, Any]:
    picture = pictures.get(figure.source)
    if picture is None:
        raise TemplateError(f"figure {figure.source!r}: no picture of that name was drawn.")
    title = tuple(run for run in figure.title if not getattr(run, "small", False))
    subtitle = tuple(run for run in figure.title if getattr(run, "small", False))
    ratio = picture.height / picture.width
    return {
        "type": "figure",
        "space": "figure",
        "file": f"{figure.source}.svg",
        "alt": printable(figure.alt),
        "title": _runs(title),
        "subtitle": _runs(subtitle),
        "note": _runs(figure.note),
        "ratio": ratio,
        "height": TEXT_WIDTH * ratio,
    }


def _runs(content: tuple[Inline, ...]) -> list[dict[str, Any]]:
    runs: list[dict[str, Any]] = []
    for run in content:
        if isinstance(run, Flag):
            runs.append({"level": run.level, "text": printable(run.text)})
        else:
            runs.append({"text": printable(run.text), "bold": run.bold, "small": run.small})
    return runs


def look_of_house() -> dict[str, Any]:
    """Fonts, colours, page and spaces of the house style."""
    return {
        "fonts": list(FAMILIES),
        "primary": PRIMARY,
        "ink": INK,
        "soft": SOFT,
        "rule": RULE,
        "pale": PALE,
        "page": list(PAGE),
        "margins": MARGINS,
        "width": TEXT_WIDTH,
        "space": {kind: list(gaps) for kind, gaps in SPACE.items()},
        "status": {level: list(colours) for level, colours in STATUS.items()},
    }


def arrange_tree(data: Mapping[str, Any], sizes: Mapping[str, Any]) -> dict[str, Any]:
    """The data with its blocks in the order of printing, their figures' heights and the spaces."""
    boxes = [
        [_box(block, size) for block, size in zip(section["blocks"], measured, strict=True)]
        for section, measured in zip(data["sections"], sizes["sections"], strict=True)
    ]
    room = PAGE[1] - MARGINS["top"] - MARGINS["foot"]
    layout = choose_layout(boxes, room=room, first_used=sizes["top"])
    sections = []
    for section, places in zip(data["sections"], layout.sections, strict=True):
        blocks = []
        for place in places:
            block = {**section["blocks"][place.index], "new-page": place.new_page}
            if place.height is not None:
                block["height"] = place.height
            blocks.append(block)
        sections.append({**section, "blocks": blocks})
    space = {
        kind: [gap * layout.tightness for gap in gaps]
        for kind, gaps in data["look"]["space"].items()
    }
    return {**data, "sections": sections, "look": {**data["look"], "space": space}}


def _box(block: Mapping[str, Any], size: Mapping[str, Any]) -> Box:
    above, below = SPACE[block["space"]]
    height = TEXT_WIDTH * block["ratio"] if block["type"] == "figure" else size.get("height", 0.0)
    return Box(
        kind=block["space"]
        if block["space"] in ("tiles", "table", "figure", "note")
        else ("heading" if block["type"] == "heading" else "text"),
        above=above,
        below=below,
        height=height,
        caption=size.get("caption", 0.0),
        header=size.get("header", 0.0),
        rows=tuple(size.get("rows", ())),
        words=size.get("words", 0.0),
    )
