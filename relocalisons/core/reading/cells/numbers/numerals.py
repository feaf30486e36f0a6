"""Pure: digits with their separators as exact decimals, and the words around a number."""

import re
from decimal import Decimal

from relocalisons.core.kernel.words.french import MINUS, THIN

# More digits are never a quantity of this world, and decimals stay exact below this.
MOST_DIGITS = 24

_PLAIN = re.compile(r"[0-9]+", re.ASCII)
_COMMA = re.compile(r"[0-9]*,[0-9]+", re.ASCII)
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:([.,])([0-9]+))?", re.ASCII)
_DOT = re.compile(r"([0-9]*)\.([0-9]+)", re.ASCII)
_DOTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,([0-9]+))?", re.ASCII)
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.([0-9]+))?", re.ASCII)
_SCIENTIFIC = re.compile(r"([0-9](?:[.,][0-9]+)?)e([+-][0-9]{1,2})", re.ASCII)

NUMERAL = r"(?:[0-9]{1,3}(?:[ '.,][0-9]{3})+(?:[.,][0-9]+)?|[0-9]*[.,]?[0-9]+)"
NUMERALS = re.compile(rf"(?<![0-9.,a-z]){NUMERAL}(?![0-9]|[.,][0-9])", re.ASCII)

_COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip


def read_numeral(text: str) -> tuple[Decimal, ...]:
    """The values that unsigned digits may have: none, one, or two (« 1.234 » is 1234 or 1,234).

    The comma is the French decimal sign unless two commas or a dot after it show an English number.
    """
    if len(text) > MOST_DIGITS and sum(map(str.isdigit, text)) > MOST_DIGITS:
        return ()
    if _PLAIN.fullmatch(text):
        return (Decimal(text),)
    if _COMMA.fullmatch(text):
        return (Decimal(text.replace(",", ".")),)
    if match := _SPACED.fullmatch(text):
        return _read_spaced(text, match)
    if match := _DOT.fullmatch(text):
        return _read_dot(text, match)
    if _DOTS.fullmatch(text):
        return (Decimal(text.replace(".", "").replace(",", ".")),)
    if _COMMAS.fullmatch(text):
        return (Decimal(text.replace(",", "")),)
    if match := _SCIENTIFIC.fullmatch(text):
        return (Decimal(match[1].replace(",", ".")).scaleb(int(match[2])),)
    return ()


def _read_spaced(text: str, match: re.Match[str]) -> tuple[Decimal, ...]:
    bare = text.replace(" ", "").replace("'", "")
    if match[1] == "." and len(match[2]) == 3:
        return (Decimal(bare.replace(".", "")), Decimal(bare))
    return (Decimal(bare.replace(",", ".")),)


def _read_dot(text: str, match: re.Match[str]) -> tuple[Decimal, ...]:
    whole, decimals = match[1], match[2]
    if len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        return (Decimal(whole + decimals), Decimal(text))
    return (Decimal(text),)


def decimal_of(value: object) -> Decimal | None:
    """The decimal that a spreadsheet means by a number (15 digits); None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**MOST_DIGITS else None
    if isinstance(value, float):
        number = Decimal(f"{value:.15g}") if abs(value) < 10**MOST_DIGITS else None
        return None if number is None or not number.is_finite() else number
    if isinstance(value, Decimal) and value.is_finite() and abs(value) < 10**MOST_DIGITS:
        return value
    return None


def spell(value: Decimal) -> str:
    """A decimal as people write it, with all its decimals: `1 234` or `1,234`."""
    whole, _, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    number = whole.replace(",", THIN).replace("-", MINUS)
    return f"{number},{decimals}" if decimals else number


def read_collective(text: str) -> Decimal | None:
    """10 of « une dizaine »; None for other words."""
    match = re.fullmatch(r"(?:une?|la|quelques?|deux|trois)? ?([a-z]+?)s?(?: de| d')?", text)
    if match is None or text.startswith(("quelque", "deux", "trois")):
        return None
    count = _COLLECTIVES.get(match[1])
    return Decimal(count) if count else None


def notation_of(text: str) -> str | None:
    """What a numeral shows of its writer's signs: `.` or `,` as decimal sign, or None.

    `12,5` and `1.234,50` show a decimal comma; `12.5` and `1,234.50` a decimal dot.
    """
    bare = text.replace(" ", "").replace("'", "")
    if _DOTS.fullmatch(bare) and ("," in bare or bare.count(".") >= 2):
        return ","
    if _COMMAS.fullmatch(bare) and ("." in bare or bare.count(",") >= 2):
        return "."
    if _COMMA.fullmatch(bare):
        return ","
    match = _DOT.fullmatch(bare)
    if match is not None and len(_read_dot(bare, match)) == 1:
        return "."
    return None
