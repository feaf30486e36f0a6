"""Rendering: the shapes that slides are made of: boxes of text, tables, panels, in points.

Every text is measured before it is placed; a box never overflows: its size goes down to a floor,
then its words are cut and end with « … ».
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.views.rag import Status
from relocalisons.rendering.fonts import printable
from relocalisons.rendering.palette import INK, PALE, PRIMARY, RULE, STATUS
from relocalisons.rendering.text_fit import LINE, fit_words, height_of, width_of, wrap

WHITE = "#FFFFFF"
PAD = 6.0  # points inside cells and boxes
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in points from the slide's top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def inside(self, pad: float = PAD) -> "Box":
        """The same without a margin."""
        return Box(
            left=self.left + pad,
            top=self.top + pad,
            width=self.width - 2 * pad,
            height=self.height - 2 * pad,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of a box; `size` in points."""

    text: str
    size: float
    bold: bool = False
    colour: str = INK
    after: float = 4.0
    bullet: bool = False


def set_title(slide: Any, text: str, *, width: float, height: float) -> None:
    """The slide's own title, in its placeholder: at most two lines, from 26 points down to 18."""
    size = 26.0
    while size > 18 and height_of(text, size=size, width=width, bold=True) > height:
        size -= 1
    words = fit_words(printable(text), size=size, width=width, lines=2, bold=True)
    frame = slide.shapes.title.text_frame
    frame.text = words
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for run in frame.paragraphs[0].runs:
        run.font.size = Pt(size)


def add_panel(slide: Any, box: Box, *, fill: str = PALE, edge: str = "") -> None:
    """A coloured rectangle behind text; `edge` a thicker line on its left."""
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
    )
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(fill)
    shape.line.fill.background()
    # The theme's own style would add a shadow and a blue outline.
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    decorative(shape)
    if edge:
        add_panel(slide, Box(left=box.left, top=box.top, width=4, height=box.height), fill=edge)


def add_text(
    slide: Any, box: Box, lines: Sequence[Line], *, middle: bool = False, right: bool = False
) -> None:
    """A box of paragraphs, made smaller together until they fit."""
    fitted = fit_lines(lines, box=box)
    shape = slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for index, line in enumerate(fitted):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(line.after if index < len(fitted) - 1 else 0)
        if right:
            paragraph.alignment = PP_ALIGN.RIGHT
        if line.bullet:
            _bulleted(paragraph, indent=line.size)
        _write(paragraph, line)


def fit_lines(lines: Sequence[Line], *, box: Box, floor: float = 11.0) -> list[Line]:
    """The lines at the largest sizes, in proportion, that fit the box; then fewer words."""
    scale = 1.0
    while True:
        scaled = [_scaled(line, scale, floor) for line in lines]
        if lines_height(scaled, width=box.width) <= box.height:
            return scaled
        if all(line.size <= floor for line in scaled):
            break
        scale -= 0.04
    kept = scaled
    for limit in (4, 3, 2, 1):
        kept = [
            _cut(line, lines=limit, width=box.width - (line.size if line.bullet else 0))
            for line in scaled
        ]
        if lines_height(kept, width=box.width) <= box.height:
            return kept
    while len(kept) > 1 and lines_height(kept, width=box.width) > box.height:
        kept = kept[:-1]
    return kept


def fit_together(
    texts: Sequence[Sequence[Line]], *, boxes: Sequence[Box], floor: float = 11.0
) -> list[list[Line]]:
    """Boxes side by side at one common size: the largest at which each of them fits."""
    scale = 1.0
    while scale > 0.3:
        scaled = [[_scaled(line, scale, floor) for line in lines] for lines in texts]
        heights = [
            lines_height(lines, width=box.width) for lines, box in zip(scaled, boxes, strict=True)
        ]
        if all(height <= box.height for height, box in zip(heights, boxes, strict=True)):
            return scaled
        scale -= 0.04
    return [fit_lines(lines, box=box) for lines, box in zip(texts, boxes, strict=True)]


def lines_height(lines: Sequence[Line], *, width: float) -> float:
    """The height of paragraphs one under the other."""
    total = 0.0
    for index, line in enumerate(lines):
        inner = width - (line.size if line.bullet else 0)
        total += height_of(line.text, size=line.size, width=inner, bold=line.bold)
        total += line.after if index < len(lines) - 1 else 0
    return total


def add_table(
    slide: Any,
    box: Box,
    *,
    header: Sequence[str],
    widths: Sequence[float],
    right: Sequence[bool],
    rows: Sequence[Sequence[str | Status]],
    largest: float = 19.0,
) -> float:
    """A table that fills the box in width, and in height as far as rows may grow; its bottom."""
    columns = [box.width * share / sum(widths) for share in widths]
    size, heights = _table_size(box, columns=columns, header=header, rows=rows, largest=largest)
    total = sum(heights)
    room = min(box.height - total, total)
    heights = [height + room / len(heights) for height in heights] if room > 0 else heights
    frame = slide.shapes.add_table(
        len(rows) + 1, len(columns), Pt(box.left), Pt(box.top), Pt(box.width), Pt(sum(heights))
    )
    frame.name = "Tableau"
    heads = ", ".join(each for each in header if each)
    frame._element.nvGraphicFramePr.cNvPr.set(
        "descr", printable(f"Tableau de {len(rows)} lignes{NBSP}: {heads}.")
    )
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for index, width in enumerate(columns):
        table.columns[index].width = Pt(width)
    for index, height in enumerate(heights):
        table.rows[index].height = Pt(height)
    for column, words in enumerate(header):
        _cell(table.cell(0, column), words, size=min(size, 13.0), head=True, right=right[column])
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            cell = table.cell(number, column)
            if isinstance(value, Status):
                text, tint = STATUS[value.level.value]
                _cell(cell, value.text, size=size, colour=text, fill=tint, bold=True)
            else:
                words = _fitted_cell(value, size=size, width=columns[column])
                _cell(cell, words, size=size, right=right[column])
    return box.top + sum(heights)


def _table_size(
    box: Box,
    *,
    columns: Sequence[float],
    header: Sequence[str],
    rows: Sequence[Sequence[str | Status]],
    largest: float,
) -> tuple[float, list[float]]:
    size = largest
    while True:
        heights = [_row_height(header, columns=columns, size=min(size, 13.0))]
        heights += [_row_height(row, columns=columns, size=size) for row in rows]
        whole = all(_is_whole(row, columns=columns, size=size) for row in rows)
        if (sum(heights) <= box.height and whole) or size <= 10.5:
            return size, heights
        size -= 0.5


def _is_whole(row: Sequence[str | Status], *, columns: Sequence[float], size: float) -> bool:
    """Whether no word of a row is wider than its column: a date is never cut in two."""
    for value, width in zip(row, columns, strict=True):
        text, bold = (value.text, True) if isinstance(value, Status) else (value, False)
        for word in printable(text).split(" "):
            if width_of(word, size=size, bold=bold) > width - 2 * PAD:
                return False
    return True


def _row_height(row: Sequence[str | Status], *, columns: Sequence[float], size: float) -> float:
    most = 1
    for value, width in zip(row, columns, strict=True):
        if isinstance(value, Status):
            continue  # kept on one line by no-break spaces
        words = _fitted_cell(value, size=size, width=width)
        most = max(most, len(wrap(words, size=size, width=width - 2 * PAD)))
    return most * size * LINE + 2 * 4.0


def _fitted_cell(text: str, *, size: float, width: float) -> str:
    return fit_words(printable(text), size=size, width=width - 2 * PAD, lines=2)


def _cell(
    cell: Any,
    text: str,
    *,
    size: float,
    head: bool = False,
    right: bool = False,
    colour: str = INK,
    fill: str = "",
    bold: bool = False,
) -> None:
    cell.margin_left = cell.margin_right = Pt(PAD)
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(fill or (PRIMARY if head else WHITE))
    paragraph = cell.text_frame.paragraphs[0]
    if right:
        paragraph.alignment = PP_ALIGN.RIGHT
    _write(
        paragraph,
        Line(text=text, size=size, bold=bold or head, colour=WHITE if head else colour),
    )
    _underline(cell)


def _underline(cell: Any) -> None:
    """A thin rule under the row; the children of tcPr have an imposed order, lines come first."""
    properties = cell._tc.get_or_add_tcPr()
    for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = properties.makeelement(qn(side), {"w": "9525" if side == "a:lnB" else "0"})
        if side == "a:lnB":
            fill = line.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": RULE[1:]}))
            line.append(fill)
        else:
            line.append(line.makeelement(qn("a:noFill"), {}))
        properties.insert(["a:lnL", "a:lnR", "a:lnT", "a:lnB"].index(side), line)


def _write(paragraph: Any, line: Line) -> None:
    run = paragraph.add_run()
    run.text = printable(line.text)
    run.font.size, run.font.bold, run.font.name = Pt(line.size), line.bold, "Lato"
    run.font.color.rgb = _rgb(line.colour)
    run._r.get_or_add_rPr().set("lang", "fr-FR")


def _bulleted(paragraph: Any, *, indent: float) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(int(Pt(indent))))
    properties.set("indent", str(-int(Pt(indent))))
    properties.append(properties.makeelement(qn("a:buChar"), {"char": "•"}))


def _scaled(line: Line, scale: float, floor: float) -> Line:
    size = max(round(line.size * scale * 2) / 2, min(floor, line.size))
    return Line(
        text=printable(line.text),
        size=size,
        bold=line.bold,
        colour=line.colour,
        after=line.after * scale,
        bullet=line.bullet,
    )


def _cut(line: Line, *, lines: int, width: float) -> Line:
    text = fit_words(line.text, size=line.size, width=width, lines=lines, bold=line.bold)
    return Line(
        text=text,
        size=line.size,
        bold=line.bold,
        colour=line.colour,
        after=line.after,
        bullet=line.bullet,
    )


def decorative(shape: Any) -> None:
    """Nothing to read for a screen reader."""
    shape.name = "Fond"
    properties = shape._element.nvSpPr.cNvPr
    marks = properties.makeelement(qn("a:extLst"), {})
    extension = marks.makeelement(qn("a:ext"), {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    name, spaces = f"{{{_DECORATIVE}}}decorative", {"adec": _DECORATIVE}
    extension.append(extension.makeelement(name, {"val": "1"}, spaces))
    marks.append(extension)
    properties.append(marks)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])
