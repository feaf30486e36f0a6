"""Pure: months counted from the start of a project, « M12 », where the sheet says what starts it.

« T0 : 01/10/2025 » and « M1 = octobre 2025 » stand above the titles of a table. Without them, or
where they contradict each other, such a month is a question.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from relocalisons.core.kernel.model import DateInterval, Reading, raw
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, about, seal
from relocalisons.core.reading.cells.dates.dates import project_month
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.cells.words import fold, is_void

Rows = Sequence[Sequence[object]]

_SAID = re.compile(
    r"(?P<what>[tm] ?0|m ?1|mois (?:0|1)|month (?:0|1)|(?:date de )?(?:debut|demarrage|lancement) d"
    r"(?:u|e) (?:projet|programme)|project start(?: date)?|start of (?:the )?project)"
    r"(?: ?[:=]+ ?| ?\( ?|$| est (?:le )?| is )(?P<day>.*?)\)?"
)


def project_start(rows: Rows) -> date | None:
    """The first day of the first month, as the rows above a table say it; None when they do not."""
    said = {start for row in rows for start in _starts(row)}
    return said.pop() if len(said) == 1 else None


def _starts(row: Sequence[object]) -> Iterator[date]:
    cells = [cell for cell in row if not is_void(raw(cell)) and raw(cell) != ""]
    for at, cell in enumerate(cells):
        value = raw(cell)
        match = _SAID.fullmatch(fold(value)) if isinstance(value, str) else None
        if match is None:
            continue
        beside = cells[at + 1] if at + 1 < len(cells) else None
        day = read_date(match["day"] if match["day"] else beside).value
        if isinstance(day, DateInterval):
            is_zero = match["what"].startswith("m") and match["what"].endswith("0")
            yield _later(day.earliest, 1) if is_zero else day.earliest


def count_months(
    cells: Mapping[str, Reading[Any]], name: str, value: object, start: date
) -> Reading[Any]:
    """The days of « M12 » in a cell; the reading as it is where it counts no months."""
    number = project_month(value)
    if not number:
        return cells[name]
    first, last = _later(start, number - 1), _later(start, number) - timedelta(days=1)
    told = about(
        DateInterval(first, last),
        f"{CELL} est compté depuis le {format_date(start)}, que dit le haut de l’onglet, soit "
        f"jusqu’au {format_date(last)}.",
    )
    return seal(told, value)


def _later(day: date, months: int) -> date:
    """The same day so many months later; the first of the next month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return _later(date(year, month + 1, 1), 1)
