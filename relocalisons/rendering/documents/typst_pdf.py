"""Rendering: the document tree → PDF/A-3a and PDF/UA-1 by Typst, with the XLSX annex inside.

The tree goes in as JSON: nothing that people typed can become markup. No system font, no network,
no clock: equal trees give equal bytes.
"""

import itertools
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from relocalisons.errors import TemplateError
from relocalisons.rendering.documents.document import Document, PageWords, Picture
from relocalisons.rendering.documents.typst_tree import arrange_tree, look_of_house, tree_of
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.fonts import printable, typst_fonts

AUTHOR = "Relocalisons"
HOUSE_STYLE = "house.typ"
ANNEX_NAME = "annexe.xlsx"

# Typst remembers the layouts of the last ten compilations, about 17 MB for each of our documents,
# for ever in a worker that lives for months. Ten empty compilations (2 ms each) make it forget.
FORGET_EVERY = 4
_prints = itertools.count(1)


def render_pdf(
    document: Document,
    *,
    words: PageWords,
    pictures: Mapping[str, Picture],
    annex: bytes = b"",
    templates: Path = TEMPLATES,
) -> bytes:
    """Print a document as PDF/A-3a and PDF/UA-1.

    `pictures` by the `src` of the figures; `annex` is an XLSX file, embedded in the PDF;
    a document that has none gets no attachment.
    Raises TemplateError when a figure has no picture or when Typst refuses the document.
    """
    with _press(document, words=words, pictures=pictures, annex=annex, templates=templates) as run:
        pdf = run.compile(
            format="pdf",
            pdf_standards=["a-3a", "ua-1"],
            timestamp=datetime(words.dated.year, words.dated.month, words.dated.day, tzinfo=UTC),
        )
    if next(_prints) % FORGET_EVERY == 0:
        _forget_layouts()
    if not isinstance(pdf, bytes):
        raise TemplateError("house.typ: Typst gave no PDF.")
    return pdf


def draw_pages(
    document: Document,
    *,
    words: PageWords,
    pictures: Mapping[str, Picture],
    ppi: float = 96,
    templates: Path = TEMPLATES,
) -> tuple[bytes, ...]:
    """The same pages as PNG pictures, to look at; `ppi` is their resolution."""
    with _press(document, words=words, pictures=pictures, annex=b"", templates=templates) as run:
        pages = run.compile(format="png", ppi=ppi)
    return tuple(pages) if isinstance(pages, list) else (pages or b"",)


@contextmanager
def _press(
    document: Document,
    *,
    words: PageWords,
    pictures: Mapping[str, Picture],
    annex: bytes,
    templates: Path,
) -> Iterator[typst.Compiler]:
    """A compiler whose document is measured and arranged, ready to print; its folder is private."""
    style = (templates / HOUSE_STYLE).read_bytes()
    with tempfile.TemporaryDirectory(prefix="relocalisons-") as folder:
        root = Path(folder)
        (root / ANNEX_NAME).write_bytes(annex)
        for name, picture in pictures.items():
            (root / f"{name}.svg").write_bytes(picture.svg)
        data = {
            **tree_of(document, pictures=pictures),
            "running": printable(words.running),
            "kicker-short": printable(document.kicker.split(" · ")[0]),
            "stopped": printable(words.stopped),
            "author": AUTHOR,
            "description": printable(words.description),
            "date": [words.dated.year, words.dated.month, words.dated.day],
            "annex": {
                "file": ANNEX_NAME,
                "description": printable(f"Annexe\u00a0: {words.description}"),
            }
            if annex
            else None,
            "look": look_of_house(),
        }
        try:
            sizes = json.loads(
                _compiler(style, root=root, data=data, mode="measure").query(
                    "<sizes>", field="value", one=True
                )
            )
            yield _compiler(style, root=root, data=arrange_tree(data, sizes), mode="print")
        except typst.TypstError as error:
            hints = f" ({' '.join(error.hints)})" if error.hints else ""
            raise TemplateError(f"house.typ: {error.message}{hints}") from error


def _forget_layouts() -> None:
    for _ in range(11):
        typst.Compiler(input=b" ", font_paths=typst_fonts(), ignore_system_fonts=True).compile(
            format="svg"
        )


def _compiler(style: bytes, *, root: Path, data: Mapping[str, Any], mode: str) -> typst.Compiler:
    document = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return typst.Compiler(
        input=style,
        root=str(root),
        font_paths=typst_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": document, "mode": mode},
    )
