"""Pure: what the cells of a column hold, in shares: dates, words of a status, figures, links."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from relocalisons.core.kernel.model import Cell, Doubt, raw
from relocalisons.core.reading.cells.dates.spans import MONTH
from relocalisons.core.reading.cells.numbers.numerals import decimal_of
from relocalisons.core.reading.cells.readers import (
    read_date,
    read_money,
    read_number,
    read_progress,
    read_status,
)
from relocalisons.core.reading.cells.serials import shows_date, shows_percent
from relocalisons.core.reading.cells.status_words import COLOURS, DOTS
from relocalisons.core.reading.cells.words import fold, is_void

LOOKED_AT = 200  # rows of a table that are tried
FIRST_YEAR, LAST_YEAR = 1990, 2060
FIRST_DAY, LAST_DAY = 36_526, 58_000  # day numbers of 2000 to 2058

_READ = (Doubt.CERTAIN, Doubt.ABOUT)
_LIKE_ID = re.compile(
    r"(?:n ?°? ?)?(?:[a-z]{1,10}[ ._-]?)?\d{1,6}(?:[ ._/-]?[a-z]?\d{1,4}){0,4}[a-z]?\.?"
    r"|[a-z]{1,3}|[ivx]{1,5}|[0-9a-f]{16,32}|(?:[a-z]{1,6}-)+\d{1,6}"
)
_DURATION = re.compile(
    r"~?\d+(?:[.,]\d+)? ?(?:j|jours?|jrs?|h|heures?|sem|semaines?|mois|ans?|annees?|d|days?|w|wks?"
    r"|weeks?|months?|mo|hours?|hrs?|years?|ms|em|mins?)\.? ?\??"
)
_MARKS = frozenset(
    ("x", "oui", "non", "yes", "no", "o", "n", "vrai", "faux", "true", "false", "ok", "v", "✓", "✔",
     "☑", "☐", "✗", "❌", "✅")
)  # fmt: skip
_COLOURS = frozenset(COLOURS)
_STATES, _KINDS = frozenset((*DOTS, "✅", "✔", "❌", "☑")), 3
_OUTLINED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})+\.? (?!{MONTH}\b)[a-z]{{3,}}")
_CODE = re.compile(r"[a-z]{1,4} ?\d{1,2}(?:\.\d{1,2})+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_MONEY = re.compile(r"€|\beur(?:os?)?\b|\bk ?€")


@dataclass(frozen=True)
class Contents:
    """The filled cells of a column in the rows that say something, and how many rows these are."""

    cells: tuple[object, ...]
    rows: int

    @property
    def filled(self) -> int:
        """How many cells say something."""
        return len(self.cells)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts among them, folded."""
        return tuple(fold(value) for cell in self.cells if isinstance(value := raw(cell), str))

    @cached_property
    def comparable(self) -> tuple[str, ...]:
        """All of them, as comparable texts."""
        return tuple(
            fold(value) if isinstance(value := raw(cell), str) else repr(value)
            for cell in self.cells
        )

    @cached_property
    def letters(self) -> float:
        """The share of texts of three letters or more."""
        return self._share(sum(len(re.findall("[a-z]", text)) >= 3 for text in self.texts))

    @cached_property
    def words(self) -> float:
        """The share of texts that have a letter: a code is one too."""
        return self._share(sum(any(map(str.isalpha, text)) for text in self.texts))

    @cached_property
    def unique(self) -> float:
        """How many different values there are, as a share."""
        return self._share(len(set(self.comparable)))

    @cached_property
    def length(self) -> float:
        """The mean length of the texts, in signs."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def dates(self) -> int:
        """How many are dates beyond question: no bare numbers."""
        return sum(_is_date(cell) for cell in self.cells)

    @cached_property
    def day_numbers(self) -> int:
        """How many are bare numbers that are years or days where a title says that they are."""
        return sum(_is_day_number(cell) for cell in self.cells)

    @cached_property
    def statuses(self) -> int:
        """How many are words of a status; neither crosses, nor « oui », nor figures."""
        return sum(text not in _MARKS and _is_status(text) for text in self.texts)

    @cached_property
    def signs(self) -> int:
        """How many are a sign alone: a dot, a cross, a ticked box."""
        return sum(
            text in _MARKS or not any(sign.isalnum() for sign in text) for text in self.texts
        )

    @cached_property
    def dots(self) -> int:
        """How many are signs of a status, where they are of several kinds; else none."""
        found = [sign for text in self.texts if (sign := text.strip("\ufe0f ")) in _STATES]
        return len(found) if len(set(found)) >= _KINDS else 0

    @cached_property
    def numbers(self) -> float:
        """The share of figures, dates left out."""
        return self._share(sum(_is_number(cell) for cell in self.cells))

    @cached_property
    def shares(self) -> float:
        """The share of figures from 0 to 1, or to 100."""
        return self._share(sum(_is_share(cell) for cell in self.cells))

    @cached_property
    def money(self) -> float:
        """The share of amounts: with their sign, or of four figures and more."""
        return self._share(sum(_is_money(cell) for cell in self.cells))

    @cached_property
    def ids(self) -> float:
        """The share of what looks like a number of a line."""
        return self._share(sum(_is_id(cell) for cell in self.cells))

    @cached_property
    def codes(self) -> float:
        """The share of « A1.1 », of which « 1.1 » is no day."""
        return self._share(sum(_CODE.fullmatch(text) is not None for text in self.texts))

    @cached_property
    def marks(self) -> float:
        """The share of crosses, « oui », « non », colours, ticked boxes."""
        count = sum(text in _MARKS or text in _COLOURS for text in self.texts)
        return self._share(count + sum(isinstance(raw(cell), bool) for cell in self.cells))

    @cached_property
    def durations(self) -> float:
        """The share of durations: « 12 j », « 3 mois »."""
        return self._share(sum(_DURATION.fullmatch(text) is not None for text in self.texts))

    @cached_property
    def links(self) -> float:
        """The share of web addresses and e-mail addresses."""
        found = sum(_LINK.match(text) is not None or "@" in text for text in self.texts)
        return self._share(found)

    def _share(self, count: int) -> float:
        return count / len(self.cells) if self.cells else 0.0


def contents_of(rows: Iterable[Sequence[object]], column: int) -> Contents:
    """The contents of a column in rows that say something."""
    cells: list[object] = []
    count = 0
    for row in rows:
        count += 1
        cell = row[column] if column < len(row) else None
        value = raw(cell)
        if not is_void(value) and not (isinstance(value, str) and not fold(value)):
            cells.append(cell)
    return Contents(cells=tuple(cells), rows=count)


# --- single cells -----------------------------------------------------------------------------


def _format(cell: object) -> str | None:
    return cell.format if isinstance(cell, Cell) else None


def _is_date(cell: object) -> bool:
    value = raw(cell)
    if isinstance(value, bool):
        return False
    if isinstance(value, (int, float)) and not shows_date(_format(cell)):
        return False
    if isinstance(value, str) and not any(map(str.isdigit, value)) and len(value) > 30:
        return False
    reading = read_date(cell)
    if reading.doubt in _READ:
        return True
    # « 15/03 » and « S2 2025 » are dates too, only not sure ones; « 1.1 Planter » is none.
    is_short = isinstance(value, str) and len(value) <= 25
    return (
        reading.doubt is Doubt.AMBIGUOUS and is_short and _OUTLINED.match(fold(str(value))) is None
    )


def _is_status(text: str) -> bool:
    if len(text) > 60 or not any(map(str.isalpha, text)):
        return False
    reading = read_status(text)
    return reading.value is not None or bool(reading.candidates)


def _is_day_number(cell: object) -> bool:
    value = raw(cell)
    if isinstance(value, str):
        value = int(value) if value.strip().isdigit() and len(value.strip()) in (4, 5) else None
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    is_year = FIRST_YEAR <= value <= LAST_YEAR and value == int(value)
    return (is_year or FIRST_DAY <= value <= LAST_DAY) and not shows_date(_format(cell))


def _is_number(cell: object) -> bool:
    value = raw(cell)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return not shows_date(_format(cell))
    if isinstance(value, str):
        return not _is_date(cell) and read_number(cell).doubt in _READ
    return False


def _is_share(cell: object) -> bool:
    value = raw(cell)
    if isinstance(value, str):
        if not any(map(str.isdigit, value)):
            return False
        reading = read_progress(cell)
        return reading.doubt in _READ and ("%" in value or _is_number(cell))
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    if shows_percent(_format(cell)):
        return True
    return not shows_date(_format(cell)) and 0 <= value <= 100


def _is_money(cell: object) -> bool:
    value = raw(cell)
    pattern = _format(cell) or ""
    if isinstance(value, str):
        return _MONEY.search(fold(value)) is not None and read_money(cell).doubt in _READ
    if not isinstance(value, (int, float)) or isinstance(value, bool) or shows_date(pattern):
        return False
    return "€" in pattern or (abs(value) >= 1000 and not _is_day_number(cell))


def _is_id(cell: object) -> bool:
    value = raw(cell)
    if isinstance(value, str):
        return len(value) <= 40 and _LIKE_ID.fullmatch(fold(value)) is not None
    number = None if shows_date(_format(cell)) else decimal_of(value)
    return number is not None and 0 <= number < 10**17
