"""Sandbox, Drive: a document as plain blocks, read from and written to text formats."""

import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading, list item or table.

    `kind` is p, h1 to h6, li or table; `rows` holds a table's cells, `text` anything else's words.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


Blocks = Sequence[Block]

_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_MARKDOWN_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$")
_MARKDOWN_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_CONTAINERS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"})
_SILENT = frozenset({"script", "style", "head", "title"})


def blocks_from_text(text: str) -> Blocks:
    """Return one paragraph a line."""
    return [Block(kind="p", text=line) for line in text.splitlines()]


def blocks_from_markdown(text: str) -> Blocks:
    """Return headings, items, pipe tables and paragraphs; inline marks are dropped."""
    blocks: list[Block] = []
    table: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            if not _MARKDOWN_RULE.match(line):
                cells = line.strip().strip("|").split("|")
                table.append(tuple(_without_marks(cell.strip()) for cell in cells))
            continue
        if table:
            blocks.append(Block(kind="table", rows=tuple(table)))
            table = []
        if heading := _MARKDOWN_HEADING.match(line):
            text_ = _without_marks(heading[2])
            blocks.append(Block(kind=f"h{len(heading[1])}", text=text_))
        elif item := _MARKDOWN_ITEM.match(line):
            blocks.append(Block(kind="li", text=_without_marks(item[1])))
        elif line.strip():
            blocks.append(Block(kind="p", text=_without_marks(line.strip())))
    return blocks


def _without_marks(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|__|`|\*)", "", text)


def blocks_from_html(text: str) -> Blocks:
    """Return the blocks of an HTML page; styles and scripts are dropped."""
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    reader.finish()
    return reader.blocks


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.kind = "p"
        self.words: list[str] = []
        self.silent = 0
        self.rows: list[list[str]] | None = None

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002  as HTMLParser calls it
    ) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.finish()
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in _CONTAINERS or tag in {"div", "section"}:
            self.finish()
            self.kind = tag if tag in _CONTAINERS else "p"
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.rows is not None:
            self.finish()
            self.blocks.append(Block(kind="table", rows=tuple(map(tuple, self.rows))))
            self.rows = None
        elif tag in _CONTAINERS or tag in {"div", "section"}:
            self.finish()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def finish(self) -> None:
        text = " ".join("".join(self.words).split())
        in_cell = self.kind in {"td", "th"} and self.rows is not None
        if in_cell and self.rows is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(text)
        elif text and self.rows is None:
            kind = self.kind if self.kind not in {"td", "th"} else "p"
            self.blocks.append(Block(kind=kind, text=text))
        self.words, self.kind = [], "p"


def text_from_blocks(blocks: Blocks) -> str:
    """Return plain text as Google exports it: a byte order mark and CRLF lines."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "table":
            lines += ["\t".join(row) for row in block.rows]
        else:
            lines.append(("* " if block.kind == "li" else "") + block.text)
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def markdown_from_blocks(blocks: Blocks) -> str:
    """Return Markdown with pipe tables."""
    parts: list[str] = []
    for block in blocks:
        if block.kind == "table":
            parts.append(_markdown_table(block.rows))
        elif block.kind.startswith("h"):
            parts.append("#" * int(block.kind[1]) + " " + block.text)
        else:
            parts.append(("* " if block.kind == "li" else "") + block.text)
    return "\n\n".join(parts) + "\n"


def _markdown_table(rows: tuple[tuple[str, ...], ...]) -> str:
    if not rows:
        return ""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "| " + " | ".join("---" for _ in rows[0]) + " |")
    return "\n".join(lines)


def html_from_blocks(blocks: Blocks, *, title: str) -> str:
    """Return a small HTML page; headings have names, as Google gives them when it converts."""
    parts = [_html_block(block, number=number) for number, block in enumerate(blocks)]
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"</head><body>{''.join(parts)}</body></html>"
    )


def _html_block(block: Block, *, number: int) -> str:
    if block.kind != "table":
        name = ""
        if block.kind.startswith("h"):
            digest = hashlib.sha256(f"{number}/{block.text}".encode()).hexdigest()
            name = f' id="h.{digest[:12]}"'
        inner = f"<{block.kind}{name}>{html.escape(block.text)}</{block.kind}>"
        return f"<ul>{inner}</ul>" if block.kind == "li" else inner
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
        for row in block.rows
    )
    return f"<table>{rows}</table>"
