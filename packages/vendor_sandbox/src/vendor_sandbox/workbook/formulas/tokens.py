"""Sandbox, Sheets: formulas cut into pieces."""

import re
from functools import lru_cache
from typing import NamedTuple


class Piece(NamedTuple):
    """A piece of a formula.

    Kinds: space, number, text, error, reference, name, open, close, separator, row_break,
    operator, array_open, array_close.
    """

    kind: str
    text: str


class FormulaSyntaxError(ValueError):
    """The text is no formula."""


_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_LINE = r"\$?[0-9]{1,7}"
_TITLE = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_REFERENCE = (
    rf"(?:{_TITLE})?(?:{_CELL}:{_CELL}|{_CELL}:{_COLUMN}|{_COLUMN}:{_CELL}|{_COLUMN}:{_COLUMN}"
    rf"|{_LINE}:{_LINE}|{_CELL})(?![\w.(!])"
)


@lru_cache(maxsize=8)
def _rules(decimal: str, separator: str) -> re.Pattern[str]:
    point = re.escape(decimal)
    comma = re.escape(separator)
    return re.compile(
        rf"""
          (?P<space>\s+)
        | (?P<text>"(?:[^"]|"")*")
        | (?P<error>\#(?:N/A|DIV/0!|REF!|NAME\?|NUM!|VALUE!|NULL!|ERROR!))
        | (?P<reference>{_REFERENCE})
        | (?P<number>(?:[0-9]+(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]+)?)
        | (?P<name>[^\W\d][\w.]*)
        | (?P<open>\()
        | (?P<close>\))
        | (?P<separator>{comma})
        | (?P<operator><=|>=|<>|[-+*/^&=<>%])
        | (?P<array_open>\{{)
        | (?P<array_close>\}})
        | (?P<row_break>[;\\])
        """,
        re.VERBOSE,
    )


@lru_cache(maxsize=8192)
def pieces(formula: str, *, decimal: str = ".", separator: str = ",") -> tuple[Piece, ...]:
    """Return the pieces of a formula, its `=` left out. Raises FormulaSyntaxError."""
    text = formula.removeprefix("=")
    rules = _rules(decimal, separator)
    found, position = [], 0
    while position < len(text):
        match = rules.match(text, position)
        if match is None:
            raise FormulaSyntaxError(text[position:])
        found.append(Piece(match.lastgroup or "", match[0]))
        position = match.end()
    return tuple(found)
