"""Pure: the year of « 15 avril » and « S12 » in a plan, from its own dates or its programme's.

A year fits when the day then falls within the plan, between its first and its last complete date.
One year that fits is taken, as ABOUT; two are a question, with both.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from relocalisons.core.kernel.model import (
    ColumnKind,
    DateInterval,
    Doubt,
    Reading,
    TableSchema,
)
from relocalisons.core.kernel.words.french import format_date, join_words
from relocalisons.core.reading.cells.advice import CELL, about, ambiguous, seal
from relocalisons.core.reading.cells.dates.dates import project_month
from relocalisons.core.reading.cells.dates.spans import month_interval
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.columns import ENOUGH, lacks_year

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
) -> Mapping[int, Cells]:
    """The readings of the rows of a plan, with the years that its own dates give.

    `programme` is its first and its last day, for a plan with hardly a complete date and for days
    outside of the plan; None when they are not known.
    """
    if table.name not in PLANS:
        return readings
    columns = [column.name for column in table.columns if column.kind is ColumnKind.DATE]
    wanting = [
        (row, name)
        for row, cells in readings.items()
        for name in columns
        if lacks_year(cells[name])
    ]
    if not wanting:
        return readings
    first = programme.earliest if programme is not None else None
    spans = tuple(_spans(_complete(readings.values(), columns), programme))
    told = dict(readings)
    for row, name in wanting:
        counted = _counted(readings[row][name], first)
        settled = counted or _settle(readings[row], name, spans=spans, read_on=read_on)
        told[row] = {**told[row], name: settled}
    return told


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
    complete: tuple[DateInterval, ...], programme: DateInterval | None
) -> Iterator[DateInterval]:
    """Where a day is looked for, one after the other, until a year fits."""
    known = [programme] if programme else []
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


def _settle(
    cells: Cells, name: str, *, spans: tuple[DateInterval, ...], read_on: date | None
) -> Reading[Any]:
    reading = cells[name]
    for span in spans:
        fitting = [
            interval
            for year in range(span.earliest.year, span.latest.year + 1)
            if (interval := read_date(reading.found, default_year=year).value) is not None
            and span.earliest <= interval.latest <= span.latest
            and _follows_its_line(interval, cells, name, read_on=read_on)
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
