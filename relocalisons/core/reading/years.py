"""Pure: the year of « 15 avril » and « S12 » in a plan: what stands above it, its own dates, or its
programme's.

A year fits when the day then falls within the plan, between its first and its last complete date.
One year that fits is taken, as ABOUT; two are a question, with both. Nothing is due before its line
was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relocalisons.core.kernel.model import (
    ColumnKind,
    DateInterval,
    Doubt,
    Reading,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words.french import format_date, join_words
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, seal
from relocalisons.core.reading.cells.dates.dates import project_month
from relocalisons.core.reading.cells.dates.spans import month_interval
from relocalisons.core.reading.cells.readers import read_date, read_single_day
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.reading.columns import ENOUGH, lacks_year
from relocalisons.core.reading.halves import spelt_halves

Cells = Mapping[str, Reading[Any]]

# A certificate or a payment has years of its own; the lines of these tables are one plan.
PLANS = frozenset({"actions", "deliverables"})
# Columns that say what has happened: their days lie behind the reading.
_DONE = frozenset({"actual_start", "actual_end", "validated_on"})
# Of one line, the first is not after the second.
_IN_ORDER = (("planned_start", "planned_end"), ("actual_start", "actual_end"))


def with_years(
    readings: Mapping[int, Cells],
    table: TableSchema,
    *,
    read_on: date | None,
    programme: DateInterval | None,
    said: int | None = None,
    written: Mapping[int, date] | None = None,
) -> Mapping[int, Cells]:
    """The readings of the rows of a plan, with the years that its own dates give.

    `programme` is its first and its last day, for a plan with hardly a complete date and for days
    outside of the plan; None when they are not known. `said`: the year that stands above the plan.
    `written`: row → the day on which its line was written.
    """
    if table.name not in PLANS:
        return readings
    columns = [column.name for column in table.columns if column.kind is ColumnKind.DATE]
    spelt = spelt_halves(readings, columns)
    wanting = [
        (row, name)
        for row, cells in readings.items()
        for name in columns
        if lacks_year(cells[name]) or (row, name) in spelt
    ]
    if not wanting:
        return readings
    first = programme.earliest if programme is not None else None
    spans = tuple(_spans(_complete(readings.values(), columns), programme, said))
    told = dict(readings)
    for row, name in wanting:
        reading = readings[row][name]
        is_start_after = name.endswith("start") and "+" in str(reading.found)
        settled = (None if is_start_after else _counted(reading, first)) or _spelt(
            reading, spelt.get((row, name))
        )
        if settled is None:
            fits = _Fits(
                text=spelt.get((row, name), reading.found),
                spans=spans,
                read_on=read_on,
                written=(written or {}).get(row),
            )
            settled = _settle(readings[row], name, fits)
        told[row] = {**told[row], name: settled}
    return told


def year_above(rows: Sequence[Sequence[object]]) -> int | None:
    """The one year that the rows above a plan say: « Année 2026 »; None for several or a day."""
    texts = [fold(value) for row in rows for cell in row if isinstance(value := raw(cell), str)]
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def written_on(
    rows: Sequence[Sequence[object]], labels: Mapping[int, str], data: Iterable[int]
) -> dict[int, date]:
    """Row → the day in the column that says when each line was written, where there is one."""
    column = next((c for c, label in labels.items() if _WRITTEN.fullmatch(fold(label))), None)
    if column is None:
        return {}
    days = ((at, rows[at][column] if column < len(rows[at]) else None) for at in data)
    return {at: day for at, cell in days if (day := read_single_day(cell)) is not None}


# No year of a day or of a period, « 12/03/2026 », « 2025-2027 ».
_YEAR = re.compile(r"(?<![\d/.-])(20[1-4]\d)(?![\d/-])")
_WRITTEN = re.compile(
    r"(?:(?:carte |fiche |action |ligne )?cree+ le|date de creation|creation|created(?: (?:at|on"
    r"|time"
    r"|date))?|creation date|date created|added on|date added|ajoutee? le|date d'ajout)"
)


def _spelt(reading: Reading[Any], text: str | None) -> Reading[Any] | None:
    """« S1 2026 » in full, where its year is said."""
    interval = read_date(text).value if text is not None else None
    if interval is None:
        return None
    told = about(
        interval,
        f"{CELL} est lu comme les autres dates du tableau, soit le "
        f"{format_date(interval.latest)} : tapez le jour exact dès que vous le connaissez.",
    )
    return seal(told, reading.found)


def _counted(reading: Reading[Any], first: date | None) -> Reading[Any] | None:
    """« M12 » is the twelfth month of the programme, M1 the one in which it begins."""
    number = project_month(reading.found)
    if number is None or first is None:
        return None
    year, month = divmod(first.year * 12 + first.month - 1 + max(number, 1) - 1, 12)
    interval = month_interval(year, month + 1)
    told = about(
        interval,
        f"{CELL} est lu comme le mois qui finit le {format_date(interval.latest)}, compté depuis "
        "le début du programme : tapez la date.",
    )
    return seal(told, reading.found)


def _complete(rows: Iterable[Cells], columns: Iterable[str]) -> tuple[DateInterval, ...]:
    names = tuple(columns)
    found = (cells[name] for cells in rows for name in names)
    return tuple(one.value for one in found if one.doubt is Doubt.CERTAIN and one.value is not None)


def _spans(
    complete: tuple[DateInterval, ...], programme: DateInterval | None, said: int | None
) -> Iterator[DateInterval]:
    """Where a day is looked for, one after the other, until a year fits."""
    known = [programme] if programme else []
    beside = [*complete, *known]
    near = _around(beside) if beside else None
    if said is not None and (
        near is None or near.earliest.year - 1 <= said <= near.latest.year + 1
    ):
        yield DateInterval(date(said, 1, 1), date(said, 12, 31))
    if len(complete) >= ENOUGH:
        plan = _around(complete)
        yield plan
        if plan.earliest.year == plan.latest.year:
            yield DateInterval(date(plan.latest.year, 1, 1), date(plan.latest.year, 12, 31))
        known.append(plan)
    if programme:
        yield _around(known)


def _around(intervals: Iterable[DateInterval]) -> DateInterval:
    known = tuple(intervals)
    return DateInterval(min(each.earliest for each in known), max(each.latest for each in known))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fits:
    """What a day without its year has to fit."""

    text: object
    spans: tuple[DateInterval, ...]
    read_on: date | None
    written: date | None


def _settle(cells: Cells, name: str, fits: _Fits) -> Reading[Any]:
    reading = cells[name]
    for span in fits.spans:
        fitting = [
            interval
            for year in range(span.earliest.year, span.latest.year + 1)
            if (interval := read_date(fits.text, default_year=year).value) is not None
            and span.earliest <= interval.latest <= span.latest
            and (fits.written is None or interval.latest >= fits.written)
            and _follows_its_line(interval, cells, name, read_on=fits.read_on)
        ]
        if fitting:
            return seal(_of(fitting), reading.found)
    return reading


def _follows_its_line(
    interval: DateInterval, cells: Cells, name: str, *, read_on: date | None
) -> bool:
    """Whether the other cells of the line, and the day of the reading, allow that year."""
    if name in _DONE and read_on is not None and interval.earliest > read_on:
        return False
    for first, second in _IN_ORDER:
        start, end = cells.get(first), cells.get(second)
        if name == second and start and start.value and interval.latest < start.value.earliest:
            return False
        if name == first and end and end.value and interval.earliest > end.value.latest:
            return False
    return True


def _of(fitting: list[DateInterval]) -> Reading[Any]:
    if len(fitting) == 1:
        (only,) = fitting
        return about(
            only,
            f"{CELL} est lu en {only.latest.year}, la seule année du plan qui convienne, soit le "
            f"{format_date(only.latest)} : tapez l’année.",
        )
    days = join_words([f"le {format_date(each.latest)}" for each in fitting], last="ou")
    return ambiguous(f"{CELL} peut être {days} : tapez l’année.", tuple(fitting))
