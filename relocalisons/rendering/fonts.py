"""Rendering: the two font families of every document, and which characters they can print.

Lato for words (it also exists in Google Docs), DejaVu Sans for what Lato lacks: the symbols of
statuses and U+202F. Both come from packages on PyPI; the machine's own fonts are never used.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

import font_lato
import matplotlib
import typst
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

FAMILIES = ("Lato", "DejaVu Sans")
LATO = Path(font_lato.__file__).parent / "files"
DEJAVU = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FACES = (LATO / "Lato-Regular.ttf", DEJAVU / "DejaVuSans.ttf")
_DROPPED = ("Cc", "Cf", "Cs", "Co", "Cn")
REPLACEMENT = "\u25a1"  # □: something was typed here that no font of ours can print


@lru_cache(maxsize=1)
def typst_fonts() -> typst.Fonts:
    """The font files that Typst may use, read once a process."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[LATO, DEJAVU]
    )


@lru_cache(maxsize=1)
def register_chart_fonts() -> None:
    """Make Lato known to matplotlib (DejaVu Sans is its own)."""
    for name in ("Lato-Regular.ttf", "Lato-Bold.ttf"):
        font_manager.fontManager.addfont(LATO / name)


@lru_cache(maxsize=1)
def covered_characters() -> frozenset[str]:
    """Every character that one of the two families can print."""
    return frozenset(chr(code) for face in _FACES for code in FT2Font(str(face)).get_charmap())


@lru_cache(maxsize=1)
def _plain_characters() -> frozenset[str]:
    """The covered characters that print as they are."""
    return frozenset(
        letter for letter in covered_characters() if without_controls(letter) == letter
    )


def printable(text: str) -> str:
    """`text` in NFC, without control and joining characters; what cannot be printed becomes □.

    A partner's emoji or ideogram must not stop the report of the others.
    """
    normal = unicodedata.normalize("NFC", text)
    if _plain_characters().issuperset(normal):  # nearly every text, hundreds of times a document
        return normal
    covered = covered_characters()
    return "".join(
        letter if letter in covered else REPLACEMENT for letter in without_controls(text)
    )


def without_controls(text: str) -> str:
    """`text` in NFC without what is no character of a text: controls, joiners, selectors."""
    kept: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        if letter in "\n\t":
            kept.append(" ")
        elif unicodedata.category(letter) not in _DROPPED and letter not in "\ufe0e\ufe0f":
            kept.append(letter)
    return "".join(kept)
