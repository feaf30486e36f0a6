"""Slides measured by Pillow, not by the code that laid them out: does it fit, is it full?"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import ImageFont
from pptx import Presentation
from pptx.util import Pt

from relocalisons.rendering.fonts import DEJAVU, LATO

BODY = (44.0, 112.0, 916.0, 500.0)  # left, top, right, bottom of what a body may take, in points


@dataclass(frozen=True)
class Area:
    """A shape's rectangle in points."""

    left: float
    top: float
    right: float
    bottom: float


def slides_of(data: bytes) -> list[Any]:
    """The slides of a deck."""
    return list(Presentation(io.BytesIO(data)).slides)


def area(shape: Any) -> Area:
    left, top = shape.left / Pt(1), shape.top / Pt(1)
    return Area(left, top, left + shape.width / Pt(1), top + shape.height / Pt(1))


def overflows(slide: Any) -> Iterator[str]:
    """What does not fit its box, its cell or the slide."""
    for shape in slide.shapes:
        box = area(shape)
        if box.left < -0.5 or box.top < -0.5 or box.right > 960.5 or box.bottom > 540.5:
            yield f"{shape.name} leaves the slide"
        if shape.has_text_frame and shape.text_frame.text:
            needed = _height(shape.text_frame.paragraphs, width=box.right - box.left)
            if needed > box.bottom - box.top + 1:
                yield f"{shape.text_frame.text[:60]!r} needs {needed:.0f} points"
        if shape.has_table:
            yield from _table_overflows(shape)


def covered(slide: Any) -> float:
    """The share of the body's area that shapes cover."""
    left, top, right, bottom = BODY
    steps = 60
    areas = [area(shape) for shape in slide.shapes if area(shape).top > 100]
    hit = 0
    for row in range(steps):
        for column in range(steps):
            x = left + (right - left) * (column + 0.5) / steps
            y = top + (bottom - top) * (row + 0.5) / steps
            hit += any(a.left <= x <= a.right and a.top <= y <= a.bottom for a in areas)
    return hit / steps**2


def words_of(slide: Any) -> str:
    """Everything that a slide says, its notes included."""
    parts = [slide.notes_slide.notes_text_frame.text]
    for shape in slide.shapes:
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if shape.has_table:
            parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


def _table_overflows(shape: Any) -> Iterator[str]:
    table = shape.table
    widths = [column.width / Pt(1) for column in table.columns]
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            needed = _height(cell.text_frame.paragraphs, width=width - 12) + 6
            if needed > row.height / Pt(1) + 1:
                yield f"cell {cell.text[:40]!r} needs {needed:.0f} points"
            for paragraph in cell.text_frame.paragraphs:
                for word in paragraph.text.split(" "):
                    size, bold = _font_of(paragraph)
                    if _length(word, size, bold) > width - 12:
                        yield f"word {word!r} is wider than its column"


def _height(paragraphs: Any, *, width: float) -> float:
    total = 0.0
    for paragraph in paragraphs:
        size, bold = _font_of(paragraph)
        indent = int(paragraph._p.get_or_add_pPr().get("marL", 0)) / Pt(1)
        total += _lines(paragraph.text, size, bold, width=width - indent) * size * 1.2
        total += (paragraph.space_after or Pt(0)) / Pt(1)
    return total


def _lines(text: str, size: float, bold: bool, *, width: float) -> int:
    count, current = 1, ""
    for word in text.split(" "):
        candidate = f"{current} {word}" if current else word
        if current and _length(candidate, size, bold) > width:
            count, current = count + 1, word
        else:
            current = candidate
    return count


def _font_of(paragraph: Any) -> tuple[float, bool]:
    run = next(iter(paragraph.runs), None)
    if run is None or run.font.size is None:
        return 10.0, False
    return run.font.size / Pt(1), bool(run.font.bold)


def _length(text: str, size: float, bold: bool) -> float:
    return _face(bold).getlength(text) * size / 100


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    name = LATO / ("Lato-Bold.ttf" if bold else "Lato-Regular.ttf")
    assert DEJAVU.exists()
    return ImageFont.truetype(str(name), 100)
