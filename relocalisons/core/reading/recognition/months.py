"""Pure: months, quarters or weeks as columns: the first and the last marked one are a line's dates.

The year may stand in the title, over several columns above, or nowhere: then it is a question.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from relocalisons.core.kernel.model import Cell, DateInterval, Reading, raw
from relocalisons.core.kernel.words.french import format_date, format_month
from relocalisons.core.reading.cells.advice import EMPTY, about, ambiguous, seal
from relocalisons.core.reading.cells.dates.days import read_moment
from relocalisons.core.reading.cells.dates.spans import months_interval
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.cells.serials import shows_date
from relocalisons.core.reading.cells.words import fold, is_void

Rows = Sequence[Sequence[object]]

_PAIR, _A_FORTNIGHT = 2, 14
_MARKS = frozenset(
    ("x", "1", "■", "●", "✓", "✔", "✅", "☑", "o", "v", "oui", "xx", "*", "•", "█", "true")
)
FEWEST = 3  # columns in a row that make a calendar
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 2000, 2060
# « S1 2026 », « 2026-S2 »: above crosses, of a year. « S1 | S2 | S3 » are weeks, told further on.
_HALF = re.compile(
    r"(?:s|sem|h) ?\.?(?P<half>[12])[ ./'-]*(?P<year>20\d\d)"
    r"|(?P<before>20\d\d)[ ./-]*(?:s|h) ?(?P<after>[12])"
)
_BARE_HALF = re.compile(r"(?:s|sem|h)\.? ?([12])")
_LONGEST = 20  # signs of a title that names a period
_A_YEAR = 2024  # of which a month is tried where no year is written
_NAMES = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
    "novembre", "decembre",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """Columns of a calendar, 0-based, and the days of each; None where its year is not known.

    `labels`: what each is called, where its title is a day or a figure too.
    """

    columns: tuple[int, ...]
    labels: tuple[str, ...]
    spans: tuple[DateInterval | None, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that names a period: its column, its words, its days, whether it says its year."""

    column: int
    text: str
    span: DateInterval
    is_dated: bool


def has_months_below(rows: Rows, last: int, labels: Mapping[int, str]) -> bool:
    """Whether the row under the titles names periods under one of them: « Calendrier ».

    It holds texts alone, and its periods stand where the row of titles is empty but for the first.
    """
    if last + 1 >= len(rows):
        return False
    below = rows[last + 1]
    run = _run(below)
    said = [value for cell in below if not is_void(value := raw(cell)) and value != ""]
    return (
        len(run) >= FEWEST
        and all(isinstance(value, str) for value in said)
        and not any(title.column in labels for title in run[1:])
    )


def find_months(rows: Rows, first: int, last: int, end: int) -> Months | None:
    """The longest run of months, quarters or weeks among the titles of the rows `first` to `last`.

    None when there are fewer than three, or when amounts stand below.
    """
    best: list[_Title] = []
    at = last
    for row in range(last, max(first - 2, -1), -1):
        run = _run(rows[row])
        if len(run) > len(best):
            best, at = run, row
    best = _in_halves(best, _years_above(rows, at))
    columns = tuple(title.column for title in best)
    if len(best) < FEWEST and not (len(best) == _PAIR and _is_pair(best, rows[last + 1 : end])):
        return None
    if _holds_figures(rows[last + 1 : end], columns):
        return None
    labels = tuple(title.text or format_month(title.span.earliest) for title in best)
    return Months(columns=columns, labels=labels, spans=_dated(best, rows, at))


def _is_pair(titles: Sequence[_Title], rows: Rows) -> bool:
    """« S1 2026 | S2 2026 »: two periods that say their year, above crosses and nothing else."""
    marks = {
        fold(str(value))
        for row in rows
        for title in titles
        if title.column < len(row) and not is_void(value := raw(row[title.column])) and value != ""
    }
    are_long = all(title.is_dated and _lasts(title.span) for title in titles)
    return are_long and bool(marks) and marks <= _MARKS


def _in_halves(run: list[_Title], above: Mapping[int, int]) -> list[_Title]:
    """« S1 | S2 | S1 | S2 » below years are halves of these; anywhere else they name no period."""
    bare = [_BARE_HALF.fullmatch(title.text) for title in run]
    if not any(bare):
        return run
    halves: list[tuple[int, int]] = []
    for title, half in zip(run, bare, strict=True):
        years = [column for column in above if column <= title.column]
        if half is None or not years:
            return []
        halves.append((above[max(years)], int(half[1])))
    if any(later <= earlier for earlier, later in pairwise(halves)):
        return []
    return [
        _Title(title.column, f"semestre {half}", title.span, is_dated=False)
        for title, (_, half) in zip(run, halves, strict=True)
    ]


def _lasts(span: DateInterval) -> bool:
    return (span.latest - span.earliest).days > _A_FORTNIGHT


def _run(row: Sequence[object]) -> list[_Title]:
    """The longest run of neighbours that name periods."""
    best: list[_Title] = []
    run: list[_Title] = []
    for column, cell in enumerate(row):
        title = _title(column, cell, after=run[-1].span if run else None)
        run = [*run, title] if title is not None else []
        best = run if len(run) > len(best) else best
    return best


def _title(column: int, cell: object, *, after: DateInterval | None) -> _Title | None:
    value = raw(cell)
    if is_void(value) or isinstance(value, bool):
        return None
    if isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR and not _is_dated(cell):
        return _Title(column, str(value), months_interval(value, 1, 12), is_dated=True)
    if not isinstance(value, str):
        interval = read_date(cell).value if _is_dated(cell) else None
        return _Title(column, "", interval, is_dated=True) if interval is not None else None
    text = _spelt(fold(value).strip(" ."), after)
    if not text or len(text) > _LONGEST:
        return None
    if (bare := _BARE_HALF.fullmatch(text)) is not None:
        first = 1 if bare[1] == "1" else 7
        span = months_interval(_A_YEAR, first, first + 5)
        return _Title(column, text, span, is_dated=False)
    if (half := _HALF.fullmatch(text)) is not None:
        text = f"semestre {half['half'] or half['after']} {half['year'] or half['before'] or ''}"
    for year in (None, _A_YEAR):
        reading = read_moment(text, year)
        if reading is not None and reading.value is not None:
            return _Title(column, text, reading.value, is_dated=year is None)
    return None


def _is_dated(cell: object) -> bool:
    return isinstance(cell, Cell) and shows_date(cell.format)


def _spelt(text: str, after: DateInterval | None) -> str:
    """« J F M A M J … »: a letter alone is the month that may follow, January at first."""
    if len(text) != 1:
        return text
    name = _NAMES[after.latest.month % 12] if after is not None else _NAMES[0]
    return name if name.startswith(text) else ""


def _dated(run: Sequence[_Title], rows: Rows, at: int) -> tuple[DateInterval | None, ...]:
    """The days of each column, in the year that is said there, above it, or in one title above."""
    above = _years_above(rows, at)
    year = None if above else _only_year(rows[: at + 1])
    dated: list[DateInterval | None] = []
    before = 0
    for title in run:
        if title.is_dated:
            dated.append(title.span)
            continue
        if above:
            year = next((above[c] for c in sorted(above, reverse=True) if c <= title.column), None)
        elif year is not None and title.span.latest.month < before:
            year += 1
        before = title.span.latest.month
        reading = read_moment(title.text, year) if year is not None else None
        dated.append(reading.value if reading is not None else None)
    return tuple(dated)


def _years_above(rows: Rows, at: int) -> Mapping[int, int]:
    """Years that stand over the columns of a calendar, one row up."""
    if at <= 0:
        return {}
    years: dict[int, int] = {}
    for column, cell in enumerate(rows[at - 1]):
        value = raw(cell)
        match = _YEAR.search(str(value)) if not isinstance(value, bool) else None
        if match is not None and len(str(value)) <= 20:
            years[column] = int(match[1])
    return years


def _only_year(rows: Rows) -> int | None:
    years = {
        int(year)
        for row in rows
        for cell in row
        if isinstance(value := raw(cell), str)
        for year in _YEAR.findall(value)
    }
    return years.pop() if len(years) == 1 else None


def _holds_figures(rows: Rows, columns: Sequence[int]) -> bool:
    """Whether amounts or counts stand in the columns of a calendar: then it is a budget."""
    values = [
        value
        for row in rows
        for column in columns
        if column < len(row) and not is_void(value := raw(row[column]))
    ]
    figures = [
        v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool) and v != 1
    ]
    return len(figures) > len(values) / 2


_YEARS = re.compile(r"annees?|years?")
_PARTS = re.compile(
    r"(?:mois|month|trimestre|quarter|semestre|semaine|week)(?: (?:de fin|prevue?))?"
)


def is_year(label: str) -> bool:
    """Whether a title says that years stand below, and nothing more."""
    return _YEARS.fullmatch(fold(label)) is not None


def is_part_of_year(label: str) -> bool:
    """Whether a title says that months, quarters or weeks stand below, and nothing more."""
    return _PARTS.fullmatch(fold(label)) is not None


def with_year(part: object, year: object, label: str) -> str | None:
    """« mars » and 2026 as one moment, « 3 » below « Trimestre » too; None when one says none."""
    digits = str(year).strip().removesuffix(".0")
    if not _YEAR.fullmatch(digits) or is_void(part) or isinstance(part, bool):
        return None
    said = str(int(part)) if isinstance(part, float) and part.is_integer() else str(part).strip()
    if not said.isdigit():
        return f"{said} {digits}"
    unit = fold(label)
    if unit.startswith(("mois", "month")):
        return f"{said}/{digits}"
    lead = {"t": "T", "q": "T", "s": "semaine "}[unit[0] if unit[0] in "tqs" else "s"]
    return f"{'semestre ' if unit.startswith('semestre') else lead}{said} {digits}"


def read_months(row: Sequence[object], months: Months) -> tuple[Reading[Any], Reading[Any]]:
    """The start and the end that the marks of a row say, ABOUT; ABSENT without any mark."""
    marked = [
        (cell, span)
        for column, span in zip(months.columns, months.spans, strict=True)
        if column < len(row) and is_mark(cell := row[column])
    ]
    if not marked:
        return EMPTY, EMPTY
    return _told(*marked[0], "début"), _told(*marked[-1], "fin")


def is_mark(cell: object) -> bool:
    """Whether a cell of a calendar or of a board is crossed, ticked or filled."""
    value = raw(cell)
    if is_void(value) or value is False or value == 0:
        return False
    return not isinstance(value, str) or fold(value) not in ("", "-", "0", ".")


_NOT_TICKED = frozenset(("false", "faux", "non", "no", "n", "☐", "unchecked", "✗", "✘"))


def is_ticked(cell: object) -> bool:
    """The same, of a box: « ☐ » and « non » are there and not ticked."""
    return is_mark(cell) and fold(str(raw(cell))) not in _NOT_TICKED


def _told(cell: object, span: DateInterval | None, what: str) -> Reading[Any]:
    found = raw(cell)
    if span is None:
        asked = ambiguous(
            "Les mois de ce calendrier n’ont pas d’année : écrivez-la au-dessus des mois, ou dans "
            "leurs titres, par exemple « janv. 2026 »."
        )
        return seal(asked, found)
    day = format_date(span.latest if what == "fin" else span.earliest)
    told = about(span, f"Le calendrier coché donne une {what} au {day} : tapez le jour exact.")
    return seal(told, found)
