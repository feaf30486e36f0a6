"""Pure: what the shape of a foreign table says beside its columns: calendars, parts, sub-actions.

A period in one cell is a start and an end; marked months are; the title of a part is its axis; the
title of a sub-action is the title of its line; where no column says a status, the end or the
progress of a line does; dots mean what the legend of the tab says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
from relocalisons.core.reading.cells.advice import CELL, about, certain, seal
from relocalisons.core.reading.cells.dates.ranges import ends_of
from relocalisons.core.reading.cells.readers import read_status
from relocalisons.core.reading.cells.status_words import COLOURS
from relocalisons.core.reading.cells.words import fold, tidy
from relocalisons.core.reading.recognition.months import Months, read_months
from relocalisons.core.reading.recognition.project_months import count_months, project_start
from relocalisons.core.reading.recognition.tables_found import FoundColumns
from relocalisons.core.reading.rows import is_blank

Rows = Sequence[Sequence[object]]
Cells = dict[str, Reading[Any]]

_START, _END, _STATUS, _PROGRESS = "planned_start", "planned_end", "status", "progress"
_PART, _TITLE = "work_stream", "title"


def with_shapes(
    readings: Mapping[int, Mapping[str, Reading[Any]]],
    filled: Mapping[int, Sequence[object]],
    found: FoundColumns,
    table: TableSchema,
    *,
    parts: Mapping[int, str],
    rows: Rows,
) -> dict[int, dict[str, Reading[Any]]]:
    """The readings of the data rows of a recognised table, with what its shape says.

    `parts`: row → the title of the part in which it stands; `rows`: the whole tab, for its legend.
    """
    shaped = {at: dict(cells) for at, cells in readings.items()}
    columns = found.header.columns
    legend = _legend(rows) if _STATUS in columns else {}
    start = project_start(rows[: max(found.header.first_row, 0)])
    for at, cells in shaped.items():
        row = filled[at]
        for name, column in columns.items():
            if table.column(name).kind is ColumnKind.DATE:
                _split(cells, name, raw(row[column]), first=name.endswith("start"))
                if start is not None:
                    cells[name] = count_months(cells, name, raw(row[column]), start)
        if found.months is not None and _START in cells:
            _from_months(cells, row, found.months)
        if found.sub_title is not None and found.sub_title < len(row):
            value = raw(row[found.sub_title])
            if isinstance(value, str) and not is_blank(value):
                cells[_TITLE] = seal(certain(tidy(value)), value)
        _first_of_owners(cells)
        if at in parts and _PART in cells and cells[_PART].doubt is Doubt.ABSENT:
            cells[_PART] = seal(certain(parts[at]), parts[at])
        if legend and (told := _explanation(legend, cells[_STATUS].found)) is not None:
            cells[_STATUS] = told
        if _STATUS not in columns and _PROGRESS in cells:
            cells[_STATUS] = _status_said(cells)
    return shaped


def _split(cells: Cells, name: str, value: object, *, first: bool) -> None:
    ends = ends_of(value)
    if ends is None:
        return
    end = ends[0 if first else 1]
    cells[name] = seal(end, value)


def _from_months(cells: Cells, row: Sequence[object], months: Months) -> None:
    cells[_START], cells[_END] = read_months(row, months)


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
    end, progress = cells["actual_end"], cells[_PROGRESS]
    if isinstance(end.value, DateInterval):
        told = about(ActionStatus.DONE, "La ligne a une date de fin réelle : lue « terminé ».")
        return seal(told, end.found)
    if not isinstance(progress.value, Decimal):
        return cells[_STATUS]
    status = ActionStatus.IN_PROGRESS
    if progress.value == 1:
        status = ActionStatus.DONE
    elif progress.value == 0:
        status = ActionStatus.PLANNED
    return seal(about(status, f"Le statut est lu d’après l’avancement {CELL}."), progress.found)


# --- legends ----------------------------------------------------------------------------------

_DOT = re.compile(
    "[\u25a0-\u25ff\u2600-\u27bf\u2b1b\u2b1c\u2b55\U0001f534-\U0001f535\U0001f7e0-\U0001f7eb]"
)


# « R = réalisé, EC = en cours »
_CODED = re.compile(r"(?<![^\W_])([A-ZÉÀ]{1,3}|\d) ?= ?([^,;|/·()=]+)(?=[,;|/·()]|$)")


# « Vert : réalisé ; orange : en cours »
_COLOURED = re.compile(
    rf"(?<![a-z])(?P<colour>{'|'.join(sorted(COLOURS, key=len, reverse=True))}) ?[:=] ?"
    r"(?P<words>[^,;|/·()=:]+)(?=[,;|/·()]|$)"
)


def _legend(rows: Rows) -> dict[object, Reading[Any]]:
    """Sign → the status that the legend of a tab gives it: « 🟢 fait · 🟡 en cours »."""
    said: dict[object, Reading[Any]] = {}
    for row in rows:
        texts = [
            value for cell in row if isinstance(value := raw(cell), str) and not is_blank(value)
        ]
        for sign, words in _explained(texts):
            reading = read_status(words)
            if reading.value is not None and sign not in said:
                told = about(reading.value, f"{CELL} est lu « {words} », d’après la légende.")
                said[sign] = seal(told, sign)
    return said


def _explanation(legend: Mapping[object, Reading[Any]], found: object) -> Reading[Any] | None:
    """What the legend says of a sign as it stands, or of a colour however it is written."""
    return legend.get(found) or (legend.get(fold(found)) if isinstance(found, str) else None)


def _explained(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Signs with the words beside them, in one cell or in the next one."""
    for at, text in enumerate(texts):
        signs = list(_DOT.finditer(text))
        for here, match in enumerate(signs):
            end = signs[here + 1].start() if here + 1 < len(signs) else len(text)
            words = re.split(r"[·|;,/()]|  ", text[match.end() : end].strip("\ufe0f :=-–—"))[0]
            if words.strip():
                yield match[0], words.strip(" .:=-–—")
        for match in _COLOURED.finditer(fold(text)):
            yield match["colour"], match["words"].strip(" .")
        if len(texts) == 2 and at == 0 and fold(text) in COLOURS:
            yield fold(text), texts[1]
        codes = _CODED.findall(text)
        if len(codes) > 1:
            yield from ((code, words.strip(" .")) for code, words in codes)
        if len(signs) == 1 and fold(text) == signs[0][0] and len(texts) == 2 and at == 0:
            yield signs[0][0], texts[1]
