"""Sandbox, Sheets: number and date patterns, cut into tokens (the grammar Excel shares)."""

import re
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """One piece of a pattern.

    Kinds: text, digit (`0`, `#`, `?`), point, comma, percent, exponent, general, at, and for dates
    year, month, day, hour, minute, second, fraction, elapsed, ampm.
    """

    kind: str
    text: str


class Section(NamedTuple):
    """A part of a pattern between `;`, with its condition (`[<100]`) if it has one."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    is_date: bool


_DATE_KINDS = frozenset(
    {"year", "month", "day", "hour", "minute", "second", "fraction", "elapsed", "ampm"}
)
_RULES = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | \[\$(?P<symbol>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<elapsed>[hH]+\+?|[mM]+\+?|[sS]+\+?)\]
    | \[(?P<condition>[<>=]+-?[0-9.]+)\]
    | \[(?P<colour>[A-Za-z0-9 ]*)\]
    | (?P<ampm>[aA][mM]/[pP][mM]|[aA]/[pP])
    | (?P<general>[gG]eneral)
    | (?P<exponent>[eE][+-])
    | (?P<year>[yY]+)
    | (?P<month>[mM]+)
    | (?P<day>[dD]+)
    | (?P<hour>[hH]+\+?)
    | (?P<second>[sS]+\+?)
    | (?P<digit>[0\#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<at>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")


@lru_cache(maxsize=2048)
def compile_pattern(pattern: str) -> tuple[Section, ...]:
    """Return the sections of a pattern; anything is a pattern, unknown letters are text."""
    return tuple(_section(part) for part in _split(pattern))


def _split(pattern: str) -> list[str]:
    parts, current, position = [], "", 0
    while position < len(pattern):
        found = _RULES.match(pattern, position)
        piece = found[0] if found else pattern[position]
        if piece == ";":
            parts.append(current)
            current = ""
        else:
            current += piece
        position += len(piece)
    return [*parts, current]


def _section(text: str) -> Section:
    tokens: list[Token] = []
    condition = None
    for found in _RULES.finditer(text):
        kind, piece = found.lastgroup or "other", found[0]
        if kind == "condition":
            parsed = _CONDITION.fullmatch(found["condition"])
            condition = (parsed[1], _float(parsed[2])) if parsed else None
        elif kind in {"quoted", "escaped", "symbol", "other"}:
            tokens.append(Token("text", found[kind]))
        elif kind == "space":
            tokens.append(Token("text", " "))
        elif kind == "elapsed":
            tokens.append(Token("elapsed", found["elapsed"].rstrip("+").lower()))
        elif kind not in {"colour", "fill"}:
            tokens.append(Token(kind, piece.rstrip("+") if kind in {"hour", "second"} else piece))
    is_date = any(token.kind in _DATE_KINDS for token in tokens)
    if is_date:
        tokens = _as_date(tokens)
    return Section(tuple(tokens), condition, is_date)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _as_date(tokens: list[Token]) -> list[Token]:
    """Tell minutes from months, and fractions of a second from decimals."""
    result: list[Token] = []
    for position, token in enumerate(tokens):
        if token.kind == "month" and len(token.text) <= 2 and _is_minute(tokens, position):
            token = Token("minute", token.text)
        elif token.kind == "digit" and result and result[-1].kind in {"fraction", "point"}:
            if result[-1].kind == "point":
                result[-1] = Token("fraction", "")
            result[-1] = Token("fraction", result[-1].text + token.text)
            continue
        elif token.kind in {"digit", "comma", "percent", "at", "exponent"}:
            token = Token("text", token.text)
        result.append(token)
    return [Token("text", ".") if token.kind == "point" else token for token in result]


_CLOCK_KINDS = {"hour", "second", "elapsed", "minute"}
_CALENDAR_KINDS = {"year", "day", "month"}


def _is_minute(tokens: list[Token], position: int) -> bool:
    """`m` is a minute right after hours or right before seconds, else a month."""
    for token in reversed(tokens[:position]):
        if token.kind in {"hour", "elapsed"}:
            return True
        if token.kind in _CALENDAR_KINDS | {"second"}:
            break
    for token in tokens[position + 1 :]:
        if token.kind == "second":
            return True
        if token.kind in _CALENDAR_KINDS | {"hour"}:
            break
    return False


@lru_cache(maxsize=2048)
def pattern_type(pattern: str) -> str:
    """Return the NumberFormatType that a pattern describes, as Google infers it on import."""
    sections = compile_pattern(pattern)
    kinds = {token.kind for token in sections[0].tokens}
    if sections[0].is_date:
        has_date = bool(kinds & _CALENDAR_KINDS)
        has_time = bool(kinds & (_CLOCK_KINDS | {"ampm"}))
        return "DATE_TIME" if has_date and has_time else "DATE" if has_date else "TIME"
    if "percent" in kinds:
        return "PERCENT"
    if "exponent" in kinds:
        return "SCIENTIFIC"
    if "at" in kinds:
        return "TEXT"
    if re.search(r"[$€£¥]", pattern) and "digit" in kinds:
        return "CURRENCY"
    return "NUMBER"


def with_calendar_case(pattern: str) -> str:
    """Return a pattern of an .xlsx in Google's habit: months `M`, minutes `m`, hours `H` or `h`."""
    return _recased(pattern, for_excel=False)


def for_excel(pattern: str) -> str:
    """Return a pattern as an .xlsx writes it: every date letter in lower case."""
    return _recased(pattern, for_excel=True)


def _recased(pattern: str, *, for_excel: bool) -> str:
    pieces = list(_RULES.finditer(pattern))
    kinds = [found.lastgroup or "other" for found in pieces]
    tokens = [Token(kind, found[0]) for kind, found in zip(kinds, pieces, strict=True)]
    has_ampm = "ampm" in kinds
    result = ""
    for position, token in enumerate(tokens):
        text = token.text
        if token.kind in {"year", "day", "second", "elapsed"} or (
            for_excel and token.kind in {"month", "hour"}
        ):
            text = text.lower()
        elif token.kind == "month":
            text = text.lower() if _is_minute(tokens, position) else text.upper()
        elif token.kind == "hour":
            text = text.lower() if has_ampm else text.upper()
        elif for_excel and token.kind == "ampm":
            text = text.upper()
        result += text.replace("+", "") if for_excel and token.kind == "hour" else text
    return result
