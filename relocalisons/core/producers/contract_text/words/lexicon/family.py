"""Pure: how a family of words is written: stems over several lines, `_` for a space."""

import re


def family(stems: str) -> re.Pattern[str]:
    """One of the stems, at the beginning of a word."""
    return pattern(rf"\b(?:{stems})")


def pattern(shape: str) -> re.Pattern[str]:
    """A pattern over several lines, in which `_` is a space; texts are those of `figures.plain`."""
    return re.compile(shape.replace("_", r"\x20"), re.VERBOSE)
