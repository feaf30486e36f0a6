"""Pure: a period written as its two ends: « 2025-2027 », « T3 2025 – T2 2027 », « 5 → 12 mars »."""

import re
from datetime import date
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Reading
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about
from relocalisons.core.reading.cells.dates.days import read_moment
from relocalisons.core.reading.cells.words import fold

_LEAD = re.compile(
    r"^(?:periode |du |de |d'|from |entre (?:le )?|between )(?:l'annee |janvier a )?"
)
_BETWEEN = re.compile(r" ?-> ?| jusqu'(?:au|a|en) | au | a | to | until | through | et | - |-|/")
_YEARS = re.compile(r"((?:19|20)\d\d) ?(?:-|/|a|au|->|to) ?((?:19|20)\d\d|\d\d)")
_DAY = re.compile(r"\d{1,2}(?:er)?")
_AFTER_DAY = re.compile(r"^\d{1,2}(?:er)?")

Ends = tuple[Reading[Any], Reading[Any]]


def read_range(text: str, default_year: int | None, *, in_period: bool = False) -> Ends | None:
    """The first and the last moment of a folded text that is wholly a period; None otherwise.

    What the first end leaves out (its year, its month) is what the last one says. An arrow between
    two dates is a postponement as well, save in a column of periods (`in_period`).
    """
    bare = _LEAD.sub("", text).strip()
    if match := _YEARS.fullmatch(bare):
        first, last = match[1], match[2]
        last = last if len(last) == 4 else first[:2] + last
        return _pair(first, last, default_year)
    for link in _BETWEEN.finditer(bare):
        before, after = bare[: link.start()].strip(), bare[link.end() :].strip()
        tight = link[0] in ("-", "/")
        if not before or not after or (tight and not (before[0].isalpha() and after[0].isalpha())):
            continue
        if "->" in link[0] and not in_period and not _lacks_year(before):
            continue
        if link[0] == " et " and text[:2] not in ("en", "be"):
            continue
        if (pair := _pair(before, after, default_year)) is not None:
            return pair
    return None


def _lacks_year(text: str) -> bool:
    """« 5 mars » takes the year of what follows; « 15/03 » may be an old day."""
    reading = read_moment(text, None)
    is_whole = reading is not None and reading.value is not None
    return not is_whole and any(map(str.isalpha, text))


def _pair(before: str, after: str, default_year: int | None) -> Ends | None:
    before, after = _as_semesters(before, after)
    last = read_moment(after, default_year)
    if last is None or last.value is None:
        return None
    for text, year in _completions(before, after, last.value.latest):
        first = read_moment(text, year)
        if first is not None and first.value is not None:
            if first.value.earliest <= last.value.latest:
                return first, last
            return None
    return None


_HALF_YEAR = re.compile(r"s ?(?P<half>[12]) ?[-/]? ?(?P<year>(?:19|20)\d\d)")


def _as_semesters(before: str, after: str) -> tuple[str, str]:
    """« S1 2025 – S2 2026 »: from one year to another such periods are no weeks."""
    first, last = _HALF_YEAR.fullmatch(before), _HALF_YEAR.fullmatch(after)
    if first is None or last is None or first["year"] >= last["year"]:
        return before, after
    return _semester(first), _semester(last)


def _semester(match: re.Match[str]) -> str:
    return f"semestre {match['half']} {match['year']}"


def _completions(before: str, after: str, end: date) -> list[tuple[str, int | None]]:
    """The first end as written, then with what the last one says: « 5 » of « 5 au 12 mars »."""
    if _DAY.fullmatch(before):
        tail = _AFTER_DAY.sub("", after) if after[:1].isdigit() else ""
        return [(f"{before}{tail}", end.year)] if tail else []
    return [(before, None), (before, end.year), (before, end.year - 1)]


def whole_range(ends: Ends) -> Reading[Any]:
    """The period as one reading, due on its last day."""
    first, last = ends
    assert first.value is not None and last.value is not None  # what `read_range` gives
    span = DateInterval(first.value.earliest, last.value.latest)
    return about(
        span,
        f"{CELL} est lu comme une période du {format_date(span.earliest)} au "
        f"{format_date(span.latest)} ; tapez le jour exact dès que vous le connaissez.",
    )


def ends_of(value: object) -> Ends | None:
    """The two ends of a raw cell value; None when it is no period of two ends."""
    if not isinstance(value, str):
        return None
    text = fold(value).strip("' ").rstrip(".;,:!")
    if not text or len(text) > 60 or read_moment(text, None) is not None:
        return None
    return read_range(text, None, in_period=True)
