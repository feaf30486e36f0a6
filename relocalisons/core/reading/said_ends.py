"""Pure: the end of an action that its status says: « fait le 20/03 »."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from relocalisons.core.kernel.model import ActionStatus, DateInterval, Doubt, Reading, TableSchema
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.reading.cells.advice import CELL, EMPTY, about, ambiguous, seal
from relocalisons.core.reading.cells.dates.days import read_moment
from relocalisons.core.reading.cells.statuses import done_on
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.reading.columns import HALF_A_YEAR

# Where an end is said, and where it belongs.
SAID_IN = "status"
SAYING = (SAID_IN, "progress")
END = "actual_end"


def read_said_end(value: object, *, read_on: date | None = None) -> Reading[DateInterval]:
    """The end date that a status says; ABSENT when it says none.

    A missing year is completed from `read_on`, as ABOUT: what is done lies behind us, half a year
    at most. Further back, or without `read_on`, the year is a question.
    """
    return _said_end(value, read_on) if isinstance(value, str) else EMPTY


@lru_cache(maxsize=4096)
def _said_end(text: str, read_on: date | None) -> Reading[Any]:
    day = _day_said(text)
    stated = read_moment(day, None) if day is not None else None
    if day is None or stated is None:
        return EMPTY
    lacks_year = stated.doubt is Doubt.AMBIGUOUS and not stated.candidates
    if lacks_year and read_on is not None:
        stated = _completed(day, read_on)
    return seal(stated, text)


def _day_said(text: str) -> str | None:
    return done_on(fold(text).strip("'\"").rstrip(" .!"))


def _completed(day: str, read_on: date) -> Reading[Any]:
    years = range(read_on.year - 1, read_on.year + 2)
    readings = (read_moment(day, year) for year in years)
    found = [r.value for r in readings if r is not None and r.value is not None]
    past = [interval for interval in found if interval.earliest <= read_on]
    if past and (read_on - past[-1].latest).days <= HALF_A_YEAR:
        end = format_date(past[-1].latest)
        return about(
            past[-1], f"{CELL} est lu comme fini le {end} : tapez la date complète de fin réelle."
        )
    return ambiguous(
        f"{CELL} ne dit pas l’année : tapez la date complète de fin réelle, par exemple "
        "12/03/2026.",
        (*past[-1:], *found[len(past) : len(past) + 1]),
    )


def with_said_ends(
    readings: Mapping[int, Mapping[str, Reading[Any]]], table: TableSchema, *, read_on: date | None
) -> dict[int, Mapping[str, Reading[Any]]]:
    """The readings of the rows, with the end that a status or a progress says where none is typed.

    An end typed in its own column stays, unless the status says another one: then nobody knows. An
    end after `read_on` has not been reached: neither its date nor « fait » is believed.
    """
    if not table.has(END):
        return dict(readings)
    told = dict(readings)
    for row, cells in readings.items():
        if day := _ahead(cells[END], read_on):
            told[row] = cells = {**cells, END: _to_come(cells[END], day)}
        if cells[SAID_IN].value is not ActionStatus.DONE:
            continue  # progress alone never closes an action
        for column in SAYING:
            said = read_said_end(cells[column].found, read_on=read_on)
            if said.doubt is Doubt.ABSENT:
                continue
            if _ahead(said, read_on):
                told[row] = {**cells, SAID_IN: _done_later(cells[SAID_IN])}
            else:
                told[row] = {**cells, END: _joined(cells[END], said)}
            break
    return told


def _ahead(end: Reading[Any], read_on: date | None) -> date | None:
    """The first day of an end that is to come; None when it is reached, or nobody can tell."""
    days: DateInterval | None = end.value
    if days is None or read_on is None or days.earliest <= read_on:
        return None
    return days.earliest


def _to_come(end: Reading[Any], day: date) -> Reading[Any]:
    asked = ambiguous(
        f"Le {format_date(day)} est à venir, et une fin réelle est passée : corrigez la date, ou "
        "tapez-la dans la colonne de la fin prévue.",
        (end.value,),
    )
    return seal(asked, end.found)


def _done_later(status: Reading[Any]) -> Reading[Any]:
    asked = ambiguous(
        f"{CELL} dit une fin à venir : corrigez la date, ou écrivez « à faire » et tapez-la dans "
        "la colonne de la fin prévue.",
        (ActionStatus.DONE, ActionStatus.PLANNED),
    )
    return seal(asked, status.found)


def _joined(typed: Reading[Any], said: Reading[Any]) -> Reading[Any]:
    if typed.doubt is Doubt.ABSENT:
        return said
    if typed.value is None or said.doubt is Doubt.UNREADABLE or _agree(typed.value, said):
        return typed
    fitting = (said.value,) if said.value is not None else said.candidates
    asked = ambiguous(
        f"La fin réelle est le {format_date(typed.value.latest)}, mais la ligne dit aussi {CELL} : "
        "gardez la bonne date, la même aux deux endroits.",
        (typed.value, *fitting),
    )
    return replace(seal(asked, said.found), found=typed.found)


def _agree(typed: DateInterval, said: Reading[Any]) -> bool:
    """Whether a typed end may be the one that is said: a missing year is then the typed one."""
    day = _day_said(str(said.found))
    reading = read_moment(day, typed.latest.year) if day is not None else None
    return reading is not None and reading.value is not None and _overlap(typed, reading.value)


def _overlap(one: DateInterval, other: DateInterval) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest
