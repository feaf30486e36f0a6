"""Pure: what the shape of a foreign table says beside its columns: calendars, parts, sub-actions.

A period in one cell is a start and an end; marked months are; the title of a part is its axis; the
title of a sub-action is the title of its line; where no column says a status, the end or the
progress of a line does; dots mean what the legend of the tab says.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import (
    ActionStatus,
    ColumnKind,
    DateInterval,
    Doubt,
    Reading,
    TableSchema,
    raw,
)
from relocalisons.core.kernel.words.names import fold as fold_name
from relocalisons.core.reading.cells.advice import CELL, EMPTY, about, ambiguous, certain, seal
from relocalisons.core.reading.cells.dates.ranges import ends_of
from relocalisons.core.reading.cells.dates.remarks import read_postponed
from relocalisons.core.reading.cells.legends import Legend, explained, legend_of, names_of
from relocalisons.core.reading.cells.readers import read_date, read_status
from relocalisons.core.reading.cells.words import tidy
from relocalisons.core.reading.recognition.lexicon import Rank
from relocalisons.core.reading.recognition.months import (
    Months,
    is_ticked,
    read_months,
    with_year,
)
from relocalisons.core.reading.recognition.project_months import (
    count_months,
    numbered_month,
    project_start,
)
from relocalisons.core.reading.recognition.tables_found import FoundColumns
from relocalisons.core.reading.rows import is_blank

Rows = Sequence[Sequence[object]]
Cells = dict[str, Reading[Any]]

_START, _END, _STATUS, _PROGRESS = "planned_start", "planned_end", "status", "progress"
_PART, _TITLE = "work_stream", "title"
_FEWEST_PARTS, _MOSTLY = 2, 0.6


def with_shapes(
    readings: Mapping[int, Mapping[str, Reading[Any]]],
    filled: Mapping[int, Sequence[object]],
    found: FoundColumns,
    table: TableSchema,
    *,
    parts: Mapping[int, str],
    rows: Rows,
    partners: frozenset[str] = frozenset(),
) -> dict[int, dict[str, Reading[Any]]]:
    """The readings of the data rows of a recognised table, with what its shape says.

    `parts`: row → the title of the part in which it stands; `rows`: the whole tab, for its legend.
    `partners`: how those of the programme are called, folded as names.
    """
    shaped = {at: dict(cells) for at, cells in readings.items()}
    columns = found.header.columns
    is_scale = _is_scale(shaped.values())
    are_boxed = _are_boxed(shaped.values())
    legend = legend_of(rows) if is_scale or _STATUS in columns else {}
    names = _names_in(rows, columns, partners)
    by_parts = _said_by_parts(parts.values(), columns, partners)
    start = project_start(rows[: max(found.header.first_row, 0)])
    for at, cells in shaped.items():
        row = filled[at]
        if found.year is not None:
            _with_year(cells, row, found)
        _dates(cells, row, columns, found.header.labels, table, start)
        if found.months is not None and _START in cells:
            _from_months(cells, row, found.months)
        _sub_title(cells, row, found.sub_title)
        _people(cells, names)
        if at in parts and (told := by_parts.get(parts[at])) is not None:
            cells.update(told)
        elif at in parts and _PART in cells and cells[_PART].doubt is Doubt.ABSENT:
            cells[_PART] = seal(certain(parts[at]), parts[at])
        box = _box_before(cells) if are_boxed else None
        if box is not None and not columns.keys() & {_STATUS, _PROGRESS}:
            cells[_STATUS] = box
        elif is_scale and _STATUS not in columns:
            _by_level(cells, legend)
        elif _STATUS in cells:
            cells[_STATUS] = _status_of(cells, row, found, legend)
    return shaped


_LONGEST_SCALE, _FEWEST_LEVELS = 5, 3


def _is_scale(lines: Iterable[Mapping[str, Reading[Any]]]) -> bool:
    """Whether progress is counted in a few levels, 0 to 4, and not in percent."""
    found = [
        f for cells in lines if _PROGRESS in cells and (f := cells[_PROGRESS].found) is not None
    ]
    levels = [f for f in found if isinstance(f, (int, float)) and not isinstance(f, bool)]
    are_whole = len(levels) == len(found) >= _FEWEST_LEVELS and all(f == int(f) for f in levels)
    return are_whole and 1 < max(levels) <= _LONGEST_SCALE


def _by_level(cells: Cells, legend: Legend) -> None:
    """« 2 » of a scale from 0 to 3: the state that the key of the tab gives it, never 2 %."""
    said = cells[_PROGRESS]
    if said.found is None:
        return
    cells[_STATUS] = explained(legend, said.found) or cells[_STATUS]
    if said.value is not None and said.found != 0:
        asked = ambiguous(f"{CELL} est un niveau, pas un pourcentage : écrivez l’avancement en %.")
        cells[_PROGRESS] = seal(asked, said.found)


_BOX = re.compile(r"\s*(?:(?P<done>[☑✅✔☒]|\[[xX]\])|☐|\[ ?\])\ufe0f?\s*(?=\S)")


def _are_boxed(lines: Iterable[Mapping[str, Reading[Any]]]) -> bool:
    """Whether most titles begin with a box to tick: « ☑ Acheter les plants »."""
    titles = [cells[_TITLE].value for cells in lines if _TITLE in cells]
    boxed = sum(isinstance(title, str) and _BOX.match(title) is not None for title in titles)
    return boxed > _MOSTLY * len(titles)


def _box_before(cells: Cells) -> Reading[Any] | None:
    """What the box before a title says of its line; the title is left without it."""
    title = cells[_TITLE]
    match = _BOX.match(title.value) if isinstance(title.value, str) else None
    if match is None or not isinstance(title.value, str):
        return None
    cells[_TITLE] = seal(certain(title.value[match.end() :]), title.found)
    if match["done"] is None:
        return EMPTY
    return seal(
        about(ActionStatus.DONE, "La case devant le titre est cochée : lu « terminé »."),
        title.found,
    )


def _status_of(
    cells: Cells, row: Sequence[object], found: FoundColumns, legend: Legend
) -> Reading[Any]:
    """The status of a line as its column, its crosses, its legend, or its end say it."""
    if found.pairs.in_turn:
        return _ticked(row, found.pairs.states)
    if found.pairs.states:
        return _crossed(row, found.pairs.states)
    if legend and (told := explained(legend, cells[_STATUS].found)) is not None:
        return told
    if _STATUS not in found.header.columns:
        return _status_said(cells) if _PROGRESS in cells else cells[_STATUS]
    claim = found.pairs.known.get(_STATUS)
    is_list = claim is not None and claim.rank is Rank.AT_WORST
    if _PROGRESS in cells and (is_list or cells[_STATUS].doubt is Doubt.ABSENT):
        return _ended(cells)  # a task that is done stays in its list
    return cells[_STATUS]


def _ended(cells: Mapping[str, Reading[Any]]) -> Reading[Any]:
    """« Terminé » where a line has an end of its own; what its status says elsewhere."""
    end = cells["actual_end"]
    if not isinstance(end.value, DateInterval) or cells[_STATUS].value is ActionStatus.DROPPED:
        return cells[_STATUS]
    told = about(ActionStatus.DONE, "La ligne a une date de fin réelle : lue « terminé ».")
    return seal(told, end.found)


_COUNTED = re.compile(r"\s*(?:\(\d+\)|:|·|\d+)\s*$")


def _said_by_parts(
    titles: Iterable[str], columns: Mapping[str, int], partners: frozenset[str]
) -> dict[str, Cells]:
    """Title of a part → what it says of its lines: on a board, their status or whose they are.

    Most parts of a table say the same kind of thing, and no column says it.
    """
    different = dict.fromkeys(titles)
    if len(different) < _FEWEST_PARTS:
        return {}
    if "owner" not in columns and all(fold_name(title) in partners for title in different):
        return {title: {"owner": seal(certain(tidy(title)), title)} for title in different}
    if not columns.keys() & {_STATUS, _PROGRESS}:
        said = {title: read_status(_COUNTED.sub("", title)) for title in different}
        sure = [each.doubt is Doubt.CERTAIN for each in said.values()]
        if sum(sure) >= max(_FEWEST_PARTS, _MOSTLY * len(sure)):
            return {title: {_STATUS: seal(said[title], title)} for title in different}
    return {}


def _ticked(row: Sequence[object], states: Mapping[int, ActionStatus]) -> Reading[Any]:
    """How far the boxes of a line say that it is; one that is ended was begun."""
    boxes = {state: raw(row[at]) if at < len(row) else None for at, state in states.items()}
    ticked = {state for state, value in boxes.items() if is_ticked(value)}
    found = next((value for value in boxes.values() if not is_blank(value)), None)
    if not ticked:
        if found is None:
            return EMPTY
        return seal(
            about(ActionStatus.PLANNED, "Aucune case n’est cochée : lu « à venir »."), found
        )
    begun = ActionStatus.IN_PROGRESS
    ends = ticked - {begun}
    is_skipped = ends == {ActionStatus.DONE} and begun in boxes and begun not in ticked
    if len(ends) > 1 or is_skipped:
        asked = ambiguous(
            "Les cases cochées de cette ligne ne vont pas ensemble : cochez celles qui tiennent.",
            tuple(sorted(ends | ({ActionStatus.PLANNED} if is_skipped else set()))),
        )
        return seal(asked, found)
    return seal(certain(ends.pop() if ends else begun), found)


def _crossed(row: Sequence[object], states: Mapping[int, ActionStatus]) -> Reading[Any]:
    """The state in whose column the cross of a line stands."""
    marked = [at for at in states if at < len(row) and is_ticked(row[at])]
    if not marked:
        return EMPTY
    found = raw(row[marked[0]])
    if len(marked) > 1:
        asked = ambiguous(
            "Plusieurs états sont cochés sur cette ligne : n’en gardez qu’un.",
            tuple(dict.fromkeys(states[at] for at in marked)),
        )
        return seal(asked, found)
    return seal(certain(states[marked[0]]), found)


def _dates(
    cells: Cells,
    row: Sequence[object],
    columns: Mapping[str, int],
    labels: Mapping[int, str],
    table: TableSchema,
    start: date | None,
) -> None:
    """The ends of periods, months counted from the start of a project, and dates put off."""
    for name, column in columns.items():
        if table.column(name).kind is not ColumnKind.DATE:
            continue
        value = raw(row[column])
        _split(cells, name, value, first=name.endswith("start"))
        if cells[name].doubt is Doubt.AMBIGUOUS and "revised_end" not in columns:
            cells[name] = read_postponed(value) or cells[name]
        if start is not None:
            month = numbered_month(value, labels.get(column, ""))
            cells[name] = count_months(cells, name, month, start)


def _sub_title(cells: Cells, row: Sequence[object], column: int | None) -> None:
    value = raw(row[column]) if column is not None and column < len(row) else None
    if isinstance(value, str) and not is_blank(value):
        cells[_TITLE] = seal(certain(tidy(value)), value)


def _people(cells: Cells, names: Mapping[str, str]) -> None:
    for name in _PEOPLE if names else ():
        _named(cells, name, names)
    _first_of_owners(cells)


def _split(cells: Cells, name: str, value: object, *, first: bool) -> None:
    ends = ends_of(value)
    if ends is None:
        return
    end = ends[0 if first else 1]
    cells[name] = seal(end, value)


def _with_year(cells: Cells, row: Sequence[object], found: FoundColumns) -> None:
    """« mars » with the year that stands in the next column."""
    column, year = found.header.columns[_END], found.year
    if year is None or max(column, year) >= len(row):
        return
    part = raw(row[column])
    text = with_year(part, raw(row[year]), found.header.labels[column])
    reading = read_date(text) if text is not None else None
    if reading is None or reading.value is None:
        return
    for name in (_START, _END):
        if found.header.columns.get(name) == column:
            cells[name] = seal(reading, part)


def _from_months(cells: Cells, row: Sequence[object], months: Months) -> None:
    cells[_START], cells[_END] = read_months(row, months)


def _names_in(
    rows: Rows, columns: Mapping[str, int], partners: frozenset[str]
) -> Mapping[str, str]:
    """Initials of those in charge → their names, where the tab has a key of them."""
    if not columns.keys() & set(_PEOPLE):
        return {}
    return {code: name for code, name in names_of(rows).items() if code not in partners}


_BESIDE = re.compile(r"\s*(?:[/,;+&]|\bet\b|\band\b)\s*")


def _named(cells: Cells, column: str, names: Mapping[str, str]) -> None:
    """« SB » as the key of the tab names her; of « SB / MT », the first one is in charge."""
    said = cells.get(column)
    if said is None or not isinstance(said.value, str) or len(said.value) > _MOST_INITIALS:
        return
    codes = [fold_name(code) for code in _BESIDE.split(said.value) if code.strip()]
    if not codes or not all(code in names for code in codes):
        return
    told = about(names[codes[0]], f"{CELL} est lu « {names[codes[0]]} », d’après la légende.")
    cells[column] = seal(told, said.found)


_PEOPLE = ("owner", "person")
_MOST_INITIALS = 20


def _first_of_owners(cells: Cells) -> None:
    """« Bastien[50%];Nour » of a schedule: the first one is in charge."""
    owner = cells.get("owner")
    if owner is None or not isinstance(owner.value, str) or ";" not in owner.value:
        return
    first, *others = [name.strip() for name in owner.value.split(";") if name.strip()] or [""]
    if not first or not others:
        return
    told = about(first, f"{CELL} nomme plusieurs responsables : le premier est retenu.")
    cells["owner"] = seal(told, owner.found)


def _status_said(cells: Mapping[str, Reading[Any]]) -> Reading[Any]:
    """What the end or the progress of a line says of its status, where no column is its own."""
    progress = cells[_PROGRESS]
    if isinstance(cells["actual_end"].value, DateInterval):
        return _ended(cells)
    if not isinstance(progress.value, Decimal):
        return cells[_STATUS]
    status = ActionStatus.IN_PROGRESS
    if progress.value == 1:
        status = ActionStatus.DONE
    elif progress.value == 0:
        status = ActionStatus.PLANNED
    return seal(about(status, f"Le statut est lu d’après l’avancement {CELL}."), progress.found)
