"""Rendering: the legend of a chart of bars, drawn by us under it.

A legend of PowerPoint draws a full and a dotted outline as the same small square, and other offices
put its entries in another order: ours shows what the bars show, wide enough for the dots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from relocalisons.rendering.fonts import printable
from relocalisons.rendering.slides.shapes import Box, Line, add_text, decorative
from relocalisons.rendering.text_fit import width_of

HEIGHT = 20.0  # points of a row of the legend
_SIZE, _MARK, _GAP = 12.0, 26.0, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A name of the legend, and the `a:` look of its bars as a `p:spPr` holds it."""

    name: str
    look: Sequence[Any]


def add_legend(slide: Any, keys: Sequence[Key], box: Box) -> Box:
    """Draw the keys in rows at the foot of a box; the room that is left above them."""
    rows: list[list[tuple[Key, float]]] = [[]]
    used = 0.0
    for key in keys:
        width = _MARK + 6 + width_of(printable(key.name), size=_SIZE) * 1.04 + _GAP
        if rows[-1] and used + width > box.width:
            rows.append([])
            used = 0.0
        rows[-1].append((key, width))
        used += width
    top = box.bottom - HEIGHT * len(rows)
    for index, row in enumerate(rows):
        left = box.left
        for key, width in row:
            _draw(slide, key, left=left, top=top + index * HEIGHT, width=width)
            left += width
    return Box(left=box.left, top=box.top, width=box.width, height=top - box.top)


def _draw(slide: Any, key: Key, *, left: float, top: float, width: float) -> None:
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(left), Pt(top + 4), Pt(_MARK), Pt(HEIGHT - 9)
    )
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    shape._element.spPr.extend(key.look)
    decorative(shape)
    words = Box(left=left + _MARK + 6, top=top, width=width - _MARK - 6, height=HEIGHT)
    add_text(slide, words, [Line(text=printable(key.name), size=_SIZE)], middle=True)
