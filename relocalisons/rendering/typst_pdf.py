"""Rendering: the document tree → PDF/A-3a and PDF/UA-1 by Typst, with the XLSX annex inside.

The tree goes in as JSON: nothing that people typed can become markup. No system font, no network,
no clock: equal trees give equal bytes.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from relocalisons.errors import TemplateError
from relocalisons.rendering.document import Document, Picture
from relocalisons.rendering.environment import TEMPLATES
from relocalisons.rendering.fonts import printable, typst_fonts
from relocalisons.rendering.typst_tree import arrange_tree, look_of_house, tree_of

AUTHOR = "Relocalisons"
ANNEX_NAME = "annexe.xlsx"


def render_pdf(
    document: Document,
    *,
    pictures: Mapping[str, Picture],
    annex: bytes,
    annex_name: str = ANNEX_NAME,
    running: str,
    stopped: str,
    description: str,
    dated: date,
    templates: Path = TEMPLATES,
) -> bytes:
    """Print a document.

    `pictures` by the `src` of the figures; `annex` is an XLSX file, embedded under `annex_name`;
    `running` and `stopped` stand at the head and foot of each page; `dated` is the document's date.
    Raises TemplateError when a figure has no picture or when Typst refuses the document.
    """
    style = (templates / "house.typ").read_bytes()
    with tempfile.TemporaryDirectory(prefix="relocalisons-") as folder:
        root = Path(folder)
        (root / annex_name).write_bytes(annex)
        for name, picture in pictures.items():
            (root / f"{name}.svg").write_bytes(picture.svg)
        data = {
            **tree_of(document, pictures=pictures),
            "running": printable(running),
            "kicker-short": printable(document.kicker.split(" · ")[0]),
            "stopped": printable(stopped),
            "author": AUTHOR,
            "description": printable(description),
            "date": [dated.year, dated.month, dated.day],
            "annex": {"file": annex_name, "description": printable(f"Annexe : {description}")},
            "look": look_of_house(),
        }
        try:
            return _print(style, root=root, data=data, dated=dated)
        except typst.TypstError as error:
            hints = f" ({' '.join(error.hints)})" if error.hints else ""
            raise TemplateError(f"house.typ: {error.message}{hints}") from error


def _print(style: bytes, *, root: Path, data: dict[str, Any], dated: date) -> bytes:
    """Measure, arrange, print: two runs of the same style."""
    sizes = json.loads(
        _compiler(style, root=root, data=data, mode="measure").query(
            "<sizes>", field="value", one=True
        )
    )
    arranged = arrange_tree(data, sizes)
    pdf = _compiler(style, root=root, data=arranged, mode="print").compile(
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime(dated.year, dated.month, dated.day, tzinfo=UTC),
    )
    if not isinstance(pdf, bytes):
        raise TemplateError("house.typ: Typst gave no PDF.")
    return pdf


def _compiler(style: bytes, *, root: Path, data: Mapping[str, Any], mode: str) -> typst.Compiler:
    document = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return typst.Compiler(
        input=style,
        root=str(root),
        font_paths=typst_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": document, "mode": mode},
    )
