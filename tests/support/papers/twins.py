"""A paper and its Word twin compared as pictures of their pages, in grey."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Page = NDArray[np.uint8]  # grey, 0 is ink

HAS_OFFICE = bool(shutil.which("soffice") and shutil.which("pdftoppm"))
DARK = 200
BANDS = 24  # across the page: where columns of tables and pictures stand
SAME_COLUMNS = 0.85
LEAST_INK, MOST_INK = 0.7, 1.2  # of the Word file, by that of the PDF
LEAST_USED = 1 / 3  # of a page that is not the last: two thirds of it are never empty
MARGINS = (0.06, 0.93)  # running head and foot stand outside


def pages_of(pdf: Path) -> list[Page]:
    """Its pages at 50 points an inch."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "50", "-gray", pdf, stem], check=True, capture_output=True)
    drawn = sorted(pdf.parent.glob(f"{stem.name}-*.pgm"))
    return [np.asarray(Image.open(io.BytesIO(page.read_bytes()))) for page in drawn]


def word_as_pdf(files: list[Path], *, into: Path) -> None:
    """What an office prints of Word files, in a profile of its own."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(into / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", into, *files],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip


def differences(printed: list[Page], word: list[Page]) -> Iterator[str]:
    """What a reader would see at once: pages, a page nearly empty, columns, too much or little."""
    # A page that a table fills otherwise may be one more; a second one is another paper.
    if abs(len(printed) - len(word)) > 1:
        yield f"{len(printed)} pages, {len(word)} in Word"
    for number, page in enumerate(word[:-1], start=1):
        if _used(page) < LEAST_USED:
            yield f"page {number} of Word is nearly empty"
    ratio = sum(map(_ink, word)) / max(sum(map(_ink, printed)), 1e-9)
    if not LEAST_INK <= ratio <= MOST_INK:
        yield f"{ratio:.2f} of the ink"
    alike = float(np.corrcoef(_columns(printed), _columns(word))[0, 1])
    if not alike >= SAME_COLUMNS:
        yield f"columns stand elsewhere ({alike:.2f})"


def _ink(page: Page) -> float:
    return float((page < DARK).mean())


def _used(page: Page) -> float:
    """How far down its text goes, as a share of the room."""
    top, bottom = (int(page.shape[0] * part) for part in MARGINS)
    rows = np.flatnonzero((page[top:bottom] < DARK).any(axis=1))
    return float(rows.max() / (bottom - top)) if rows.size else 0.0


def _columns(pages: list[Page]) -> NDArray[np.float64]:
    bands = [
        [float((band < DARK).mean()) for band in np.array_split(page, BANDS, axis=1)]
        for page in pages
    ]
    return np.sum(np.array(bands), axis=0)
