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
from relocalisons.core.reading.cells.dates.spans import MONTH
from relocalisons.core.reading.cells.readers import read_date
from relocalisons.core.reading.cells.words import fold, is_void

Rows = Sequence[Sequence[object]]

_DAY = (
    rf"(?:\d{{1,2}}(?:er|st|nd|rd|th)? )?{MONTH}\.? \d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{4}"
)
_START = r"project start(?: date)?|(?:start|start date|beginning) of (?:the )?project"
_AFTER = re.compile(r"[tT] ?0 ?\+")
_SAID = re.compile(
    r"(?P<what>[tm] ?0|m ?1|mois (?:0|1)|month (?:0|1)|(?:date de )?(?:debut|demarrage|lancement) d"
    rf"(?:u|e) (?:projet|programme)|{_START})"
    r"(?: ?[:=]+ ?| ?\( ?|$| est (?:le )?| is )(?P<day>.*?)\)?"
)
# The same in a sentence: « Project start: 1 March 2025 (M1 = March 2025). Duration: 36 months ».
_WITHIN = re.compile(
    r"(?<![a-z0-9])(?P<what>[tm] ?0|m ?1|(?:date de )?(?:debut|demarrage|lancement) d(?:u|e)"
    rf" (?:projet|programme)|{_START})"
    rf" ?(?:[:=]+|\(|est le|is|on|le) ?(?P<day>{_DAY})(?![a-z0-9/])"
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
        beside = cells[at + 1] if at + 1 < len(cells) else None
        said = match["day"] or beside if match is not None else None
        whole = [*_first_day(match["what"], said)] if match is not None else []
        yield from whole
        if not whole and isinstance(value, str):
            for part in _WITHIN.finditer(fold(value)):
                yield from _first_day(part["what"], part["day"])


def _first_day(what: str, said: object) -> Iterator[date]:
    day = read_date(said).value
    if isinstance(day, DateInterval):
        is_zero = what.startswith("m") and what.endswith("0")
        yield _later(day.earliest, 1) if is_zero else day.earliest


_MONTH = re.compile(r"\b(?:month|mois)\b")
_LAST_MONTH = 120


def counts_months(label: str) -> bool:
    """Whether a title says that months stand below: « End month », « Fin (mois) »."""
    return _MONTH.search(fold(label)) is not None


def numbered_month(value: object, label: str) -> object:
    """« M9 » of 9 under « End month »; any other cell as it is."""
    is_figure = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_figure or not counts_months(label) or not 0 < float(str(value)) <= _LAST_MONTH:
        return value
    return f"M{float(str(value)):g}"


def count_months(
    cells: Mapping[str, Reading[Any]], name: str, value: object, start: date
) -> Reading[Any]:
    """The days of « M12 » in a cell; the reading as it is where it counts no months."""
    number = project_month(value)
    if not number:
        return cells[name]
    first, last = _later(start, number - 1), _later(start, number) - timedelta(days=1)
    if name.endswith("start") and _AFTER.match(str(value).strip()):
        first = last = _later(start, number)  # « T0+6 » begins when six months are over
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
