"""The text of a PDF, its broken lines put together; a scan is said to be one, never guessed.

pypdf reads it: pure Python without dependencies, kept by the py-pdf group, 0.4 MB. pdfminer.six has
16 times that weight and brings what we do not use.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from relocalisons.core.kernel.words.french import count_of
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files import pdf_apart
from tasks.intake.files.columns import blocks_of, in_words

MAGIC = b"%PDF"
SCANNED = "document scanné, à lire"
_PATIENCE = 45.0  # seconds of the clock: a night shares its processors
_FULL = 0.8  # of the widest line: one that goes on below
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:[-–—•*▪·]|\(?\d{1,2}(?:\.\d+)*[.)]? |[IVX]{1,4}[.)–-]|art|§|annexe)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """The text, a line a paragraph, and which pages are pictures only."""

    text: str
    scanned: tuple[int, ...]

    @property
    def is_scan(self) -> bool:
        """Whether no page has a text."""
        return not self.text


def read_pdf(data: bytes) -> PdfText:
    """Its text. Raises UnreadableWorkbookError (French): locked, damaged, too long, or hostile."""
    answer = _asked(data)
    if pdf_apart.LOCKED in answer:
        raise UnreadableWorkbookError(
            "Le PDF est protégé par un mot de passe.", advice="Le déposer sans mot de passe."
        )
    if pdf_apart.TOO_LONG in answer:
        raise UnreadableWorkbookError(
            f"Le PDF a {count_of(answer[pdf_apart.TOO_LONG], 'page')} ; au-delà de "
            f"{pdf_apart.MOST_PAGES}, il n’est pas lu.",
            advice="Déposer le contrat seul, sans ses annexes.",
        )
    if pdf_apart.PAGES not in answer:
        raise UnreadableWorkbookError(
            "Le PDF est abîmé : il ne s’ouvre pas.", advice="L’enregistrer à nouveau en PDF."
        )
    pages: list[list[str]] = answer[pdf_apart.PAGES]
    return PdfText(
        text="\n".join(_paragraphs(pages)),
        scanned=tuple(number for number, lines in enumerate(pages, start=1) if not lines),
    )


def _asked(data: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", pdf_apart.__name__],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=True,
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UnreadableWorkbookError(
            "Le PDF demande trop de travail : il n’est pas lu.",
            advice="L’ouvrir et l’imprimer en PDF, ou déposer le texte en .docx.",
        ) from error


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of tables; lines of a block that fill the page are one paragraph, a blank ends it."""
    blocks = [block for page in pages for block in blocks_of(page)]
    texts = (line for block in blocks if not block.rows for line in block.lines)
    widest = max((len(" ".join(line.split())) for line in texts), default=0)
    for block in blocks:
        if block.rows:
            yield from in_words(block.rows)
        else:
            yield from _joined([" ".join(line.split()) for line in block.lines], widest)


def _joined(lines: Sequence[str], widest: int) -> Iterator[str]:
    for has_words, block in groupby(lines, key=bool):
        if not has_words:
            continue
        joined: list[str] = []
        before = ""
        for line in block:
            if _PAGE_NUMBER.fullmatch(line):
                continue
            if joined and len(before) >= _FULL * widest and not _BEGINS.match(line):
                joined[-1] = _together(joined[-1], line)
            else:
                joined.append(line)
            before = line
        yield from joined


def _together(before: str, line: str) -> str:
    """« livrai- » and « son » are one word again."""
    if before.endswith("-") and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"
