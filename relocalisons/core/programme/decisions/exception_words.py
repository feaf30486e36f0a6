"""Pure: « sauf », « mais pas », « hors »…: the one list of words that leave somebody out.

Behind such a word stand those whom a decision for several does not concern.
"""

import re

_LESS = "sauf|mais pas|hors|hormis|excepte|a l exception de"
_BEGINS = re.compile(rf"(?:{_LESS})\b")
_WITHIN = re.compile(rf"^(?P<head>.*?)\b(?:{_LESS})\b(?P<names>.*)$")
# As typed: with accents, an apostrophe and capitals.
_TYPED = re.compile(r"(?i)\b(?:sauf|mais pas|hors|hormis|except[eé]e?s?|à l['’]exception de)\b")


def begins_exception(words: str) -> str | None:
    """What stands behind a word of exception with which they begin; None without one."""
    found = _BEGINS.match(words)
    return words[found.end() :] if found else None


def split_exception(words: str) -> tuple[str, str | None]:
    """What is decided, and the names that are left out; None without a word of exception."""
    found = _WITHIN.match(words)
    return (found["head"].strip(), found["names"].strip()) if found else (words, None)


def before_exception(typed: str) -> str:
    """What stands before the exception, as she typed it."""
    return _TYPED.split(typed)[0]
