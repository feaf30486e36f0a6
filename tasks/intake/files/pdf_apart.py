"""The other process that takes a PDF apart: within a memory and a time, without a secret.

A PDF is a program: a page of a few kilobytes may unpack into gigabytes or go round for ever, and no
thread can be stopped. Started for one file, it reads it on its input and answers on its output.
"""

import contextlib
import io
import json
import os
import resource
import sys
import unicodedata
from collections.abc import Iterator

MEMORY = 768 << 20  # bytes
SECONDS = 20  # of computing
MOST_PAGES = 80
MOST_CHARACTERS = 200_000
LOCKED, BROKEN, TOO_LONG, PAGES = "locked", "broken", "too_long", "pages"
_FEWEST_LETTERS = 15  # on a page that says something


def take_apart(data: bytes) -> dict[str, object]:
    """« pages »: the lines of each page as placed, none for a picture; or why there are none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {LOCKED: True}
        if len(reader.pages) > MOST_PAGES:
            return {TOO_LONG: len(reader.pages)}
        return {PAGES: list(_pages(reader))}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return {BROKEN: True}
    except (RecursionError, ArithmeticError, NotImplementedError, AssertionError):
        return {BROKEN: True}


def _pages(reader: object) -> Iterator[list[str]]:
    left = MOST_CHARACTERS
    for page in reader.pages:  # pyright: ignore[reportAttributeAccessIssue]
        text: str = page.extract_text(
            extraction_mode="layout", layout_mode_space_vertically=True, layout_mode_scale_weight=1
        )
        said = unicodedata.normalize("NFC", text[:left])
        left -= len(said)
        lines = [line.rstrip() for line in said.splitlines()]
        has_words = sum(letter.isalpha() for letter in said) >= _FEWEST_LETTERS
        yield lines if has_words else []


def main() -> None:
    """Read one PDF, answer in JSON; what a library prints goes nowhere."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with contextlib.redirect_stdout(io.StringIO()):
        answer = take_apart(data)
    out.write(json.dumps(answer).encode())
    out.flush()


if __name__ == "__main__":
    main()
