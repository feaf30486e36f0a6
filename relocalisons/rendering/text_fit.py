"""Rendering: how wide and how high a text is in our fonts, so that no slide overflows.

Widths come from the font files themselves: no display, no office suite.
"""

import threading
from functools import lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from relocalisons.rendering.fonts import DEJAVU, LATO, covered_characters, without_controls

LINE = 1.2  # Lato's line height, as a multiple of its size
_UNIT = 100.0  # points at which letters are measured once
# Office programs set a little wider than the font says (hinting, kerning left out).
SAFETY = 1.03
_LOCK = threading.Lock()  # FT2Font objects are not safe to share


def width_of(text: str, *, size: float, bold: bool = False) -> float:
    """The width of one line, in points."""
    return sum(_advance(letter, bold) for letter in text) * size / _UNIT * SAFETY


def wrap(text: str, *, size: float, width: float, bold: bool = False) -> tuple[str, ...]:
    """The lines that a box of that width (points) makes of a text; a word too long is cut."""
    lines: list[str] = []
    for paragraph in without_controls(text).split("\n"):
        current = ""
        for word in paragraph.split(" "):
            candidate = f"{current} {word}" if current else word
            if not current or width_of(candidate, size=size, bold=bold) <= width:
                current = candidate
                continue
            lines.append(current)
            current = word
        lines.append(current)
    return tuple(piece for line in lines for piece in _cut(line, size=size, width=width, bold=bold))


def height_of(text: str, *, size: float, width: float, bold: bool = False) -> float:
    """The height of a text set in a box of that width, in points."""
    return len(wrap(text, size=size, width=width, bold=bold)) * size * LINE


def fit_words(text: str, *, size: float, width: float, lines: int, bold: bool = False) -> str:
    """The text if it takes at most so many lines, else its head, ended by « … »."""
    if len(wrap(text, size=size, width=width, bold=bold)) <= lines:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        short = " ".join(words).rstrip(" ,;:.\u00a0\u202f") + "…"
        if len(wrap(short, size=size, width=width, bold=bold)) <= lines:
            return short
    return wrap(text, size=size, width=width, bold=bold)[0]


def _cut(line: str, *, size: float, width: float, bold: bool) -> list[str]:
    if width_of(line, size=size, bold=bold) <= width:
        return [line]
    pieces, current = [], ""
    for letter in line:
        if current and width_of(current + letter, size=size, bold=bold) > width:
            pieces.append(current)
            current = letter
        else:
            current += letter
    return [*pieces, current]


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    if letter not in covered_characters():
        letter = "□"
    with _LOCK:
        font = _font(bold)
        if not font.get_char_index(ord(letter)):
            font = _fallback(bold)
        # linearHoriAdvance is 16.16 fixed point, in pixels at 72 dpi: points.
        return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    font = FT2Font(str(LATO / ("Lato-Bold.ttf" if bold else "Lato-Regular.ttf")))
    font.set_size(_UNIT, 72)
    return font


@lru_cache(maxsize=2)
def _fallback(bold: bool) -> FT2Font:
    font = FT2Font(str(DEJAVU / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")))
    font.set_size(_UNIT, 72)
    return font
