"""What a printed paper says, as its tags order it: paragraphs, and tables by row."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from support.papers.pdf_text import characters, decoded

Block = str | list[list[str]]
_LINES = {"/P", "/H1", "/H2", "/H3", "/H4", "/Lbl", "/LBody", "/Caption", "/Note", "/Title"}


def blocks_of(data: bytes) -> list[Block]:
    """The paragraphs of a tagged PDF as text, its tables as rows of cells, in reading order."""
    with pikepdf.open(io.BytesIO(data)) as document:
        marked = {page.objgen: _marked(page) for page in document.pages}
        return list(_walked(document.Root.StructTreeRoot, marked, None))


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Number of a marked piece of the page → its words."""
    fonts = {name: characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    said: dict[int, str] = {}
    open_marks: list[int | None] = []
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word == "Tf":
            current = fonts.get(str(operands[0]), {})
        elif word in ("BDC", "BMC"):
            facts = operands[1] if len(operands) > 1 else None
            known = isinstance(facts, pikepdf.Dictionary) and "/MCID" in facts
            open_marks.append(int(facts.MCID) if known else None)
        elif word == "EMC":
            open_marks.pop()
        elif word in ("Tj", "TJ") and (mark := _innermost(open_marks)) is not None:
            pieces = operands[0] if word == "TJ" else operands
            said[mark] = said.get(mark, "") + "".join(
                decoded(bytes(one), current) for one in pieces if isinstance(one, pikepdf.String)
            )
    return said


def _innermost(marks: list[int | None]) -> int | None:
    return next((mark for mark in reversed(marks) if mark is not None), None)


def _walked(node: Any, marked: dict[Any, dict[int, str]], page: Any) -> Iterator[Block]:
    sort = str(node.get("/S", ""))
    page = node.get("/Pg", page)
    if sort == "/Table":
        yield [
            [" ".join(_words(cell, marked, page).split()) for cell in _kids(row)]
            for row in _rows(node)
        ]
    elif sort in _LINES:
        yield " ".join(_words(node, marked, page).split())
    else:
        for kid in _kids(node):
            yield from _walked(kid, marked, page)


def _rows(node: Any) -> Iterator[Any]:
    for kid in _kids(node):
        if str(kid.get("/S", "")) == "/TR":
            yield kid
        else:
            yield from _rows(kid)


def _kids(node: Any) -> list[Any]:
    """The elements below an element, without the pieces of pages that it holds itself."""
    return [kid for kid in _all_kids(node) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _all_kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _words(node: Any, marked: dict[Any, dict[int, str]], page: Any) -> str:
    page = node.get("/Pg", page)
    said: list[str] = []
    for kid in _all_kids(node):
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                said.append(_words(kid, marked, page))
            elif "/MCID" in kid:
                said.append(marked[kid.get("/Pg", page).objgen].get(int(kid.MCID), ""))
        else:
            said.append(marked[page.objgen].get(int(kid), ""))
    return " ".join(said)
