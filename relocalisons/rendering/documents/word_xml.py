"""Rendering: the nodes of a document tree → WordprocessingML that survives Google Docs.

Only built-in styles, direct formatting for colours, explicit cell widths and borders, fixed
layout, inline PNG pictures with alternative text. Children stand in the order that the schema
imposes: Word refuses disorder that LibreOffice accepts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from relocalisons.core.views.rag import SYMBOLS
from relocalisons.rendering.documents.document import (
    Block,
    BulletList,
    Figure,
    Flag,
    Heading,
    Inline,
    Paragraph,
    Table,
)
from relocalisons.rendering.documents.pagination import CLOSED_ROWS, WHOLE_ROWS
from relocalisons.rendering.fonts import without_controls
from relocalisons.rendering.palette import INK, PALE, PRIMARY, RULE, SOFT, STATUS

TEXT_WIDTH = 9866  # twentieths of a point: A4 less two margins of 18 mm
SMALL, NORMAL, TABLE, TILE_VALUE = 16, 19, 17, 32  # half points
SYMBOL_FONT = "DejaVu Sans"
SHORT_LIST = 4  # items
MARGINS = {"top": 40, "left": 80, "bottom": 40, "right": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStyles:
    """The ids of the built-in styles in a Word template; None where it lacks one."""

    heading_1: str | None
    heading_2: str | None
    bullet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordWriter:
    """Turns blocks into XML; `draw` gives the inline XML of a picture by figure."""

    styles: WordStyles
    draw: Callable[[Figure], str]
    width: int = TEXT_WIDTH  # of the Word template's text, in twentieths of a point

    def write(self, blocks: tuple[Block, ...]) -> str:
        """The XML of a section, paragraphs and tables in order."""
        following = (*blocks[1:], None)
        return "".join(map(self._block, blocks, following))

    def _block(self, block: Block, following: Block | None) -> str:
        if isinstance(block, Heading):
            style = self.styles.heading_1 if block.level == 2 else self.styles.heading_2
            return paragraph(runs(block.content, bold=style is None), style=style, keep_next=True)
        if isinstance(block, Paragraph):
            size = SMALL if block.role == "note" else NORMAL
            colour = SOFT if block.role == "note" else None
            # What introduces a table, or is signed by the note below, is not parted from it.
            keep = isinstance(following, Table) or (
                isinstance(following, Paragraph) and following.role == "note"
            )
            return paragraph(
                runs(block.content, size=size, colour=colour), after=90, keep_next=keep
            )
        if isinstance(block, BulletList):
            mark = "" if self.styles.bullet else "•\u00a0"
            # A short list is read at one glance: it is not cut by the end of a page.
            together = len(block.items) if len(block.items) <= SHORT_LIST else 0
            before_tiles = isinstance(following, Table) and following.kind == "tiles"
            last = len(block.items) if before_tiles else 0
            return "".join(
                paragraph(run(mark) + runs(item) if mark else runs(item), style=self.styles.bullet,
                          after=160 if number == last else 40, keep_next=number < together)
                for number, item in enumerate(block.items, start=1)
            )  # fmt: skip
        if isinstance(block, Table):
            if block.kind == "tiles":
                return tiles(block, across=self.width)
            # A small table that says more of the one above is not parted from it.
            is_tied = (
                isinstance(following, Table)
                and len(following.rows) <= CLOSED_ROWS
                and len(block.rows) <= WHOLE_ROWS
            )
            return plain_table(block, across=self.width, is_tied=is_tied)
        return self._figure(block)

    def _figure(self, figure: Figure) -> str:
        title = tuple(part for part in figure.title if not getattr(part, "small", False))
        subtitle = tuple(part for part in figure.title if getattr(part, "small", False))
        parts = [paragraph(runs(title, bold=True, size=21), before=140, after=0, keep_next=True)]
        if subtitle:
            parts.append(
                paragraph(runs(subtitle, size=SMALL, colour=SOFT), after=60, keep_next=True)
            )
        parts.append(
            paragraph(f"<w:r>{self.draw(figure)}</w:r>", after=40, keep_next=bool(figure.note))
        )
        if figure.note:
            parts.append(paragraph(runs(figure.note, size=SMALL, colour=SOFT), after=140))
        return "".join(parts)


# --- runs and paragraphs --------------------------------------------------------------------


def run(
    text: str, *, bold: bool = False, size: int | None = None, colour: str | None = None,
    font: str = "",
) -> str:  # fmt: skip
    """One run of text with direct formatting."""
    named = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    properties = (
        (f"<w:rFonts{named}/>" if font else "")
        + ("<w:b/>" if bold else "")
        + (f'<w:color w:val="{colour[1:]}"/>' if colour else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )
    words = escape(without_controls(text))
    return (
        f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}"
        f'<w:t xml:space="preserve">{words}</w:t></w:r>'
    )


def runs(
    content: tuple[Inline, ...], *, bold: bool = False, size: int | None = None,
    colour: str | None = None,
) -> str:  # fmt: skip
    """The runs of a paragraph or cell."""
    parts: list[str] = []
    for part in content:
        if isinstance(part, Flag):
            # In a narrow column of another font a status may break between its words, not in one.
            symbol, _, words = part.text.partition("\u00a0")
            colour_of = STATUS[part.level][0]
            marked = part.text[:1] in SYMBOLS.values()
            # Lato lacks the symbols, and what stands in for it may lack them too.
            if marked:
                parts.append(run(symbol, bold=True, size=size, colour=colour_of, font=SYMBOL_FONT))
            rest = words.replace(chr(0xA0), " ")
            text = f"\u00a0{rest}" if marked else f"{symbol}\u00a0{rest}" if words else symbol
            parts.append(run(text, bold=True, size=size, colour=colour_of))
        else:
            parts.append(
                run(
                    part.text, bold=bold or part.bold,
                    size=SMALL if part.small and not size else size,
                    colour=SOFT if part.small and not colour else colour,
                )
            )  # fmt: skip
    return "".join(parts)


def paragraph(
    content: str, *, style: str | None = None, before: int | None = None, after: int | None = None,
    align: str = "left", keep_next: bool = False,
) -> str:  # fmt: skip
    """A paragraph of runs; spacing in twentieths of a point."""
    spacing = "".join(
        f' w:{name}="{value}"' for name, value in (("before", before), ("after", after))
        if value is not None
    )  # fmt: skip
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep_next else "")
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + (f'<w:jc w:val="{align}"/>' if align != "left" else "")
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


# Two tables with nothing between them would be one; a whole empty line would break our pages.
# Twentieths of a point: rows to be written in, and to be signed.
_HEIGHTS = {"form": 440, "signatures": 1300}
_THIN = '<w:spacing w:before="0" w:after="0" w:line="140" w:lineRule="exact"/>'
_BELOW_TABLE = f"<w:p><w:pPr>{_THIN}</w:pPr></w:p>"
_BELOW_TIED = f"<w:p><w:pPr><w:keepNext/>{_THIN}</w:pPr></w:p>"

# --- tables ---------------------------------------------------------------------------------


_WHOLE = 340  # points of rows: a table higher than that may be cut
_LETTER, _LINE, _AROUND = 86, 11, 8  # twentieths of a point a letter; points a line, and a row


def _points(table: Table, widths: Sequence[int]) -> int:
    """About how high the rows of a table are."""
    lines = [
        max(
            -(-sum(len(part.text) for part in content) * _LETTER // width)
            for content, width in zip(content_row, widths, strict=True)
        )
        for content_row in table.rows
    ]
    return sum(_LINE * max(each, 1) + _AROUND for each in lines)


def plain_table(table: Table, *, across: int = TEXT_WIDTH, is_tied: bool = False) -> str:
    """A table with a repeated header row and a line under each row; statuses are tinted.

    A long one is cut between its rows, but neither its first nor its last one is left alone;
    `is_tied`: it stays with the table that follows.
    """
    total = sum(column.width for column in table.columns)
    widths = [round(across * column.width / total) for column in table.columns]
    aligns = [column.align for column in table.columns]
    line = {"bottom": ("single", 4, RULE)}
    height = _HEIGHTS.get(table.kind)
    whole = len(table.rows) <= WHOLE_ROWS and _points(table, widths) <= _WHOLE
    rows = [
        row(
            [
                cell(
                    runs(content, bold=True, size=TABLE, colour=INK), width=width, align=align,
                    fill=PALE, borders={"bottom": ("single", 8, PRIMARY)}, keep_next=True,
                )
                for content, width, align in zip(table.header, widths, aligns, strict=True)
            ],
            header=True,
        )
    ]  # fmt: skip
    rows += [
        row(
            [
                cell(
                    runs(content, size=TABLE), width=width, align=align,
                    fill=_tint(content), borders=line,
                    keep_next=(whole and (is_tied or number < len(table.rows)))
                    or (number < len(table.rows) and number in (1, len(table.rows) - 1)),
                )
                for content, width, align in zip(content_row, widths, aligns, strict=True)
            ],
            height=height,
        )
        for number, content_row in enumerate(table.rows, start=1)
    ]  # fmt: skip
    caption = (
        paragraph(
            runs(table.caption, size=SMALL, colour=SOFT), before=120, after=60, keep_next=True
        )
        if table.caption
        else ""
    )
    return caption + grid(widths, rows) + (_BELOW_TIED if whole and is_tied else _BELOW_TABLE)


def tiles(table: Table, *, across: int = TEXT_WIDTH) -> str:
    """The four figures: label, value, target, status; a real header row for screen readers."""
    width = across // len(table.columns)
    gap = ("single", 36, "#FFFFFF")
    last = len(table.rows) - 1
    rows = [
        row(
            [
                cell(
                    runs(content, bold=True, size=SMALL, colour=SOFT), width=width, fill=PALE,
                    borders={"top": ("single", 24, PRIMARY), "left": gap, "right": gap},
                    keep_next=True,
                )
                for content in table.header
            ],
            header=True,
        )
    ]  # fmt: skip
    for index, content_row in enumerate(table.rows):
        size = TILE_VALUE if index == 0 else TABLE if index == last else SMALL
        rows.append(
            row(
                [
                    cell(
                        runs(content, bold=index == 0, size=size), width=width,
                        fill=_tint(content) or PALE, borders={"left": gap, "right": gap},
                        keep_next=index != last,
                    )
                    for content in content_row
                ]
            )
        )  # fmt: skip
    return grid([width] * len(table.columns), rows) + _BELOW_TABLE


def grid(widths: list[int], rows: list[str]) -> str:
    """A table of fixed layout; Google Docs wants widths in the grid and in each cell."""
    margins = "".join(f'<w:{side} w:w="{value}" w:type="dxa"/>' for side, value in MARGINS.items())
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: list[str], *, header: bool = False, height: int | None = None) -> str:
    """A row that does not split over pages; a header row is repeated on each of them."""
    size = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{size}{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def cell(
    content: str, *, width: int, align: str = "left", fill: str | None = None,
    borders: Mapping[str, tuple[str, int, str]] | None = None, keep_next: bool = False,
) -> str:  # fmt: skip
    """A cell of one paragraph; borders are (kind, eighths of a point, colour) by side."""
    lines = "".join(
        f'<w:{side} w:val="{borders[side][0]}" w:sz="{borders[side][1]}" w:space="0" '
        f'w:color="{borders[side][2][1:]}"/>'
        for side in ("top", "left", "bottom", "right")
        if borders and side in borders
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f"<w:tcBorders>{lines}</w:tcBorders>" if lines else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>' if fill else "")
        + "</w:tcPr>"
        + paragraph(content, before=0, after=0, align=align, keep_next=keep_next)
        + "</w:tc>"
    )


def _tint(content: tuple[Inline, ...]) -> str | None:
    only = content[0] if len(content) == 1 else None
    return STATUS[only.level][1] if isinstance(only, Flag) else None
