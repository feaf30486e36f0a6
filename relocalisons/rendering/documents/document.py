"""Rendering: the document tree, and what may stand where in the HTML subset that becomes it.

Every renderer (Typst, Word) reads this tree and nothing else, so a document cannot look right in
one format and lose its content in the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

Align = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of text."""

    text: str
    bold: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A status: its level and the words that say it, symbol included."""

    level: str  # good | watch | alert | done | unknown
    text: str


Inline = Text | Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 2 or 3 (level 1 is the document's title)."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; `role` is empty, `lead` or `note`."""

    content: tuple[Inline, ...]
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """A list without order."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its share of the width and how its cells are set.

    `reading`: its cells say when others were read, which makes no other paper.
    """

    width: float
    align: Align = "left"
    reading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with one header row; `kind` is empty, `tiles` or `form`."""

    caption: tuple[Inline, ...]
    columns: tuple[Column, ...]
    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its words; `source` names a picture given beside the tree."""

    source: str
    alt: str
    title: tuple[Inline, ...]
    note: tuple[Inline, ...]


Block = Heading | Paragraph | BulletList | Table | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the document; a Word template places it by its id."""

    id: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document."""

    title: str
    kicker: str
    subtitle: str
    sections: tuple[Section, ...]

    def untitled(self) -> "Document":
        """Each section without its title and the sentence under it, which stand elsewhere."""
        return replace(
            self,
            sections=tuple(
                replace(section, blocks=_below_title(section.blocks)) for section in self.sections
            ),
        )


def _below_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not blocks or not isinstance(blocks[0], Heading):
        return blocks
    below = blocks[1:]
    return below[1:] if len(below) > 1 and isinstance(below[0], Paragraph) else below


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn picture in the two forms that renderers take, and its size in millimetres.

    `draw_png` is called once, when a Word file or a slide first asks for `png`: most of the time
    of a chart goes there, and what is only printed or compared never needs it.
    """

    svg: bytes
    width: float
    height: float
    draw_png: Callable[[], bytes] = field(compare=False, repr=False)

    @cached_property
    def png(self) -> bytes:
        """The picture in pixels."""
        return self.draw_png()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What stands around a document: at the head and foot of its pages, in its properties."""

    running: str
    stopped: str
    description: str
    dated: date  # the only date that the files bear


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an element of the subset may carry and contain."""

    attributes: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    text: bool = False


def _rule(
    attributes: str = "", *, required: str = "", children: str = "", text: bool = False
) -> Rule:
    return Rule(
        attributes=frozenset((attributes + " " + required).split()),
        required=frozenset(required.split()),
        children=frozenset(children.split()),
        text=text,
    )


_WORDS = "b small span"

RULES: dict[str, Rule] = {
    "article": _rule(children="header section"),
    "header": _rule(children="h1 p"),
    "section": _rule(required="id", children="h2 h3 p ul table figure"),
    "h1": _rule(children=_WORDS, text=True),
    "h2": _rule(children=_WORDS, text=True),
    "h3": _rule(children=_WORDS, text=True),
    "p": _rule("class", children=_WORDS, text=True),
    "ul": _rule(children="li"),
    "li": _rule(children=_WORDS, text=True),
    "table": _rule("data-kind", children="caption colgroup thead tbody"),
    "caption": _rule(children=_WORDS, text=True),
    "colgroup": _rule(children="col"),
    "col": _rule("data-align data-reading", required="data-width"),
    "thead": _rule(children="tr"),
    "tbody": _rule(children="tr"),
    "tr": _rule(children="th td"),
    "th": _rule(children=_WORDS, text=True),
    "td": _rule(children=_WORDS, text=True),
    "figure": _rule(children="figcaption img small"),
    "figcaption": _rule(children=_WORDS, text=True),
    "img": _rule(required="src alt"),
    "b": _rule(text=True),
    "small": _rule(children="b span", text=True),
    "span": _rule(required="data-rag", text=True),
}
VOID = frozenset({"img", "col"})
ROLES = frozenset({"", "lead", "note", "kicker", "subtitle"})
KINDS = frozenset({"", "tiles", "form", "signatures"})
LEVELS = frozenset({"good", "watch", "alert", "done", "unknown"})
ALIGNS = frozenset({"left", "right", "center"})
