"""Rendering: the strict parser of the HTML subset; what it does not know is an error, with a line.

Templates are the only authors of tags: text that people typed is escaped by the environment, so
`<script>` in a cell arrives here as text and is printed as typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from relocalisons.errors import TemplateError
from relocalisons.rendering.documents.document import (
    ALIGNS,
    KINDS,
    LEVELS,
    ROLES,
    RULES,
    VOID,
    Block,
    BulletList,
    Column,
    Document,
    Figure,
    Flag,
    Heading,
    Inline,
    Paragraph,
    Section,
    Table,
    Text,
)

# Only ASCII blanks collapse: the no-break spaces of French typography are content.
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Element:
    """An element with its place in the template, before it becomes a node of the tree."""

    tag: str
    attributes: dict[str, str]
    place: str
    children: list["Element | str"] = field(default_factory=list)

    def elements(self, *tags: str) -> list["Element"]:
        """The child elements of those tags, in order; all of them without tags."""
        return [
            child
            for child in self.children
            if isinstance(child, Element) and (not tags or child.tag in tags)
        ]

    def first(self, tag: str) -> "Element | None":
        """The first child element of that tag."""
        return next(iter(self.elements(tag)), None)

    def attribute(self, name: str) -> str:
        """An attribute, or an empty text."""
        return self.attributes.get(name, "")

    def refuse(self, why: str) -> TemplateError:
        """The error to raise about this element."""
        return TemplateError(f"{self.place}: {why}")


def parse_document(source: str, *, template: str, markers: Callable[[str], str | None]) -> Document:
    """Parse rendered HTML into a document tree.

    `markers` turns the text of an HTML comment into a template place (`funder_note.html, line 12`)
    or None; TemplateError names the last place seen. Raises TemplateError for an unknown tag or
    attribute, a tag where it may not stand, text where none may stand, an image without words.
    """
    parser = _Parser(template=template, markers=markers)
    parser.feed(source)
    parser.close()
    return _document(parser.finish())


class _Parser(HTMLParser):
    def __init__(self, *, template: str, markers: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=True)
        self._markers = markers
        self._place = template
        self._root: Element | None = None
        self._open: list[Element] = []

    def handle_comment(self, data: str) -> None:
        self._place = self._markers(data) or self._place

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self._place)
        self._check(element)
        if self._open:
            self._open[-1].children.append(element)
        elif self._root is None:
            self._root = element
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            raise TemplateError(f"{self._place}: <{tag}/> must be closed by </{tag}>.")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            raise TemplateError(f"{self._place}: <{tag}> has no end tag.")
        if not self._open or self._open[-1].tag != tag:
            expected = f"</{self._open[-1].tag}>" if self._open else "nothing"
            raise TemplateError(f"{self._place}: </{tag}> found where {expected} is expected.")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and RULES[self._open[-1].tag].text:
            self._open[-1].children.append(data)
        elif data.strip():
            where = f"directly in <{self._open[-1].tag}>" if self._open else "outside <article>"
            raise TemplateError(f"{self._place}: text {data.strip()[:40]!r} {where}.")

    def handle_decl(self, decl: str) -> None:
        raise TemplateError(f"{self._place}: <!{decl}> is not part of the subset.")

    def handle_pi(self, data: str) -> None:
        raise TemplateError(f"{self._place}: <?{data}> is not part of the subset.")

    def finish(self) -> Element:
        if self._open:
            raise self._open[-1].refuse(f"<{self._open[-1].tag}> is never closed.")
        if self._root is None:
            raise TemplateError(f"{self._place}: the document is empty.")
        return self._root

    def _check(self, element: Element) -> None:
        rule = RULES.get(element.tag)
        if rule is None:
            known = ", ".join(sorted(RULES))
            raise element.refuse(f"<{element.tag}> is not part of the subset ({known}).")
        if self._open:
            parent = self._open[-1].tag
            if element.tag not in RULES[parent].children:
                raise element.refuse(f"<{element.tag}> may not stand in <{parent}>.")
        elif element.tag != "article" or self._root is not None:
            raise element.refuse("the document must be one <article>.")
        unknown = sorted(set(element.attributes) - rule.attributes)
        if unknown:
            raise element.refuse(f"<{element.tag}> may not carry {', '.join(unknown)}.")
        for name in sorted(rule.required):
            if not element.attribute(name).strip():
                what = "alternative text (alt)" if name == "alt" else name
                raise element.refuse(f"<{element.tag}> needs {what}.")
        _check_value(element, "class", ROLES)
        _check_value(element, "data-kind", KINDS)
        _check_value(element, "data-rag", LEVELS)
        _check_value(element, "data-align", ALIGNS)


def _check_value(element: Element, name: str, allowed: frozenset[str]) -> None:
    if name in element.attributes and element.attribute(name) not in allowed:
        choices = ", ".join(sorted(allowed - {""}))
        raise element.refuse(f"{name}={element.attribute(name)!r} is not one of {choices}.")


# --- elements → nodes -----------------------------------------------------------------------


def _document(article: Element) -> Document:
    header = article.first("header")
    title = header.first("h1") if header else None
    if header is None or title is None:
        raise article.refuse("<article> needs <header> with <h1>.")
    words = {paragraph.attribute("class"): paragraph for paragraph in header.elements("p")}
    return Document(
        title=_plain(title),
        kicker=_plain(words["kicker"]) if "kicker" in words else "",
        subtitle=_plain(words["subtitle"]) if "subtitle" in words else "",
        sections=tuple(
            Section(
                id=section.attribute("id"),
                blocks=tuple(_block(element) for element in section.elements()),
            )
            for section in article.elements("section")
        ),
    )


def _block(element: Element) -> Block:
    if element.tag in ("h2", "h3"):
        return Heading(level=int(element.tag[1]), content=_inlines(element))
    if element.tag == "p":
        return Paragraph(content=_inlines(element), role=element.attribute("class"))
    if element.tag == "ul":
        items = tuple(_inlines(item) for item in element.elements("li"))
        if not items:
            raise element.refuse("<ul> has no <li>.")
        return BulletList(items=items)
    return _table(element) if element.tag == "table" else _figure(element)


def _table(element: Element) -> Table:
    head, body, group = element.first("thead"), element.first("tbody"), element.first("colgroup")
    if head is None or body is None or group is None:
        raise element.refuse("<table> needs <colgroup>, <thead> and <tbody>.")
    columns = tuple(_column(col) for col in group.elements("col"))
    header_rows = head.elements("tr")
    if len(header_rows) != 1 or any(cell.tag != "th" for cell in header_rows[0].elements()):
        raise head.refuse("<thead> needs one <tr> of <th>.")
    for row in (*header_rows, *body.elements("tr")):
        if len(row.elements()) != len(columns):
            raise row.refuse(
                f"this row has {len(row.elements())} cells for {len(columns)} columns."
            )
    if not body.elements("tr"):
        raise body.refuse("<tbody> has no row; write a sentence instead of an empty table.")
    caption = element.first("caption")
    return Table(
        caption=_inlines(caption) if caption else (),
        columns=columns,
        header=tuple(_inlines(cell) for cell in header_rows[0].elements()),
        rows=tuple(tuple(_inlines(cell) for cell in row.elements()) for row in body.elements("tr")),
        kind=element.attribute("data-kind"),
    )


def _column(col: Element) -> Column:
    try:
        width = float(col.attribute("data-width"))
    except ValueError as error:
        raise col.refuse(f"data-width={col.attribute('data-width')!r} is no number.") from error
    align = col.attribute("data-align")
    return Column(
        width=width,
        align="right" if align == "right" else "center" if align == "center" else "left",
        reading="data-reading" in col.attributes,
    )


def _figure(element: Element) -> Figure:
    image, caption, note = (element.first(tag) for tag in ("img", "figcaption", "small"))
    if image is None or caption is None:
        raise element.refuse("<figure> needs <img> and <figcaption>.")
    return Figure(
        source=image.attribute("src"),
        alt=_collapse(image.attribute("alt")).strip(" "),
        title=_inlines(caption),
        note=_inlines(note) if note else (),
    )


def _inlines(element: Element, *, bold: bool = False, small: bool = False) -> tuple[Inline, ...]:
    return _trim(_runs(element, bold=bold, small=small))


def _runs(element: Element, *, bold: bool, small: bool) -> list[Inline]:
    runs: list[Inline] = []
    for child in element.children:
        if isinstance(child, str):
            runs.append(Text(text=_collapse(child), bold=bold, small=small))
        elif child.tag == "span":
            runs.append(Flag(level=child.attribute("data-rag"), text=_plain(child)))
        else:
            runs.extend(
                _runs(child, bold=bold or child.tag == "b", small=small or child.tag == "small")
            )
    return runs


def _trim(runs: list[Inline]) -> tuple[Inline, ...]:
    """Drop the blanks at both ends and those that follow a blank."""
    kept: list[Inline] = []
    for run in runs:
        if isinstance(run, Text):
            at_blank = not kept or (isinstance(kept[-1], Text) and kept[-1].text.endswith(" "))
            text = run.text.lstrip(" ") if at_blank else run.text
            if not text:
                continue
            run = Text(text=text, bold=run.bold, small=run.small)
        kept.append(run)
    last = kept[-1] if kept else None
    if isinstance(last, Text):
        kept.pop()
        text = last.text.rstrip(" ")
        if text:
            kept.append(Text(text=text, bold=last.bold, small=last.small))
    return tuple(kept)


def _plain(element: Element) -> str:
    return "".join(run.text for run in _inlines(element))


def _collapse(text: str) -> str:
    return _BLANKS.sub(" ", text)
