"""Pure: what « Statut » or « Non-conformités » says of the days of a certificate."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from relocalisons.core.kernel.words.names import bare_letters
from relocalisons.core.reading.cells.readers import read_single_day

_DAY = r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:er)? [a-z]+ \d{4})"
_STOPPED = r"(?:suspen\w+|retir\w+|retrait|resili\w+|annul\w+)"
_FROM_TO = re.compile(rf"{_STOPPED}[^;,.]*?\bdu {_DAY} (?:au|jusqu\W?au) {_DAY}")
_SINCE = re.compile(rf"{_STOPPED}[^;,.]*?\b(?:depuis le|a compter du|a partir du|le|du) {_DAY}")
_LIFTED = re.compile(rf"\b(?:leve\w*|retabli\w*|retablissement|levee)\b[^;,.]*?\b(?:le|au) {_DAY}")
_ANY_STOP = re.compile(rf"\b{_STOPPED}")
_CONVERSION = re.compile(rf"conversion[^;,.]*?\b(?:depuis le|depuis|le|du|debut(?:ee?)? le) {_DAY}")


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which a certificate covers nothing, both included; `until` None: no end is known."""

    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether it is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


@lru_cache(maxsize=1024)
def stops_said(text: str | None) -> tuple[Stop, ...]:
    """The stops that a text dates: « suspendu du … au … », « retiré le … »."""
    said = " ".join(bare_letters(text or "").split())
    spans = [
        Stop(first, last)
        for match in _FROM_TO.finditer(said)
        if (first := read_single_day(match[1])) and (last := read_single_day(match[2]))
    ]
    if spans:
        return tuple(spans)
    since = _SINCE.search(said)
    first = read_single_day(since[1]) if since else None
    if first is None:
        return ()
    lifted = _LIFTED.search(said)
    last = read_single_day(lifted[1]) if lifted else None
    return (Stop(first, _eve(last) if last else None),)


def is_stopped_undated(text: str | None) -> bool:
    """Whether a text speaks of a suspension or a withdrawal of which it gives no day."""
    said = " ".join(bare_letters(text or "").split())
    return _ANY_STOP.search(said) is not None and not stops_said(text)


@lru_cache(maxsize=1024)
def conversion_start_said(text: str | None) -> date | None:
    """The day of « en conversion depuis le 01/03/2025 »; None when no day is said."""
    found = _CONVERSION.search(" ".join(bare_letters(text or "").split()))
    return read_single_day(found[1]) if found else None


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
