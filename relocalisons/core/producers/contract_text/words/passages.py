"""Pure: the text of a contract as passages: an article with its sentences, headings apart."""

import re
from dataclasses import dataclass

from relocalisons.core.producers.contract_text.words.patterns import (
    HEADING_ONLY,
    SIGNATURE,
    flat,
)

_NUMBERED = re.compile(r"(?:article|§|art\.?)? ?\d+(?:\.\d+)*(?: ?[-–.:)]+)? +")
_LONGEST_HEADING = 9  # words
_WRAPPED = 60  # a line at least that long that does not end a sentence goes on below


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph: its text as printed, folded, and its folded sentences."""

    shown: str
    text: str
    sentences: tuple[str, ...]


def passages_of(text: str) -> tuple[Passage, ...]:
    """The paragraphs that say something: titles, blanks, « [À compléter] », signatures left out."""
    found: list[Passage] = []
    for shown in _paragraphs(text):
        said = flat(shown)
        body = _NUMBERED.sub("", said, count=1) if _NUMBERED.match(said) else said
        if not body or HEADING_ONLY.fullmatch(body) or SIGNATURE.fullmatch(body):
            continue
        if _is_heading(body):
            continue
        found.append(Passage(shown=shown, text=body, sentences=_sentences(body)))
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    """Lines, those that were broken in the middle of a sentence put together again."""
    joined: list[str] = []
    for raw in text.replace("\r", "").split("\n"):
        line = " ".join(raw.split())
        if joined and line and _goes_on(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return [line for line in joined if line]


def _goes_on(before: str, line: str) -> bool:
    if not before or before[-1] in ".;:!?":
        return False
    return line[0].islower() or (len(before) >= _WRAPPED and not _NUMBERED.match(flat(line)))


def _is_heading(body: str) -> bool:
    words = body.rstrip(" :").split()
    return body[-1] not in ".;!?" and len(words) <= _LONGEST_HEADING and not _says(body)


def _says(body: str) -> bool:
    """Whether a short line is more than a title: it has a figure, or words behind a colon."""
    return re.search(r"\d", body) is not None or re.search(r": ?\S", body) is not None


def _sentences(body: str) -> tuple[str, ...]:
    """Cut where a full stop, a semicolon or a question ends something."""
    parts = re.split(r"(?<=[a-z0-9)%€»][.!?;]) +", body)
    return tuple(part for part in parts if part)
