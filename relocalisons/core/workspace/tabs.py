"""Pure: how a new tab of the workspace looks: headers, notes, lists, formats, colours, protection.

Formats and lists cover the rows in use and a few to come, never a whole column: a formatted blank
cell is a cell that every reading has to bring home.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.kernel.definition import Column, ColumnKind
from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.tables import TABLES, TableSchema
from relocalisons.core.workspace.choices import choices_of
from relocalisons.core.workspace.notes import note_of
from relocalisons.core.workspace.plan import PROTECTED

ROWS_READY = 40  # rows that a new tab is ready for
ROWS_SPARE = 10  # with fewer blank rows left than that, a later run readies as many more


class NumberPattern(StrEnum):
    """How numbers of a column are shown; `@` is plain text."""

    NONE = ""
    DATE = "dd/mm/yyyy"
    MONEY = "#,##0.00"
    PERCENT = "0%"
    TEXT = "@"


class Colour(StrEnum):
    """What a word in a list means at a glance; the word itself is always there too."""

    GOOD = "good"
    WATCH = "watch"
    ALERT = "alert"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """One column of a new tab."""

    header: str
    note: str
    width: int  # pixels
    required: bool
    pattern: NumberPattern
    choices: tuple[str, ...]
    colours: tuple[tuple[str, Colour], ...]  # word → colour


@dataclass(frozen=True, slots=True, kw_only=True)
class TabLook:
    """A new tab. `closed`: the coordination alone edits it; else its headers warn."""

    title: str
    columns: tuple[ColumnLook, ...]
    rows: int  # ready rows below the header
    closed: bool


_PATTERNS: Mapping[ColumnKind, NumberPattern] = {
    ColumnKind.DATE: NumberPattern.DATE,
    ColumnKind.MONEY: NumberPattern.MONEY,
    ColumnKind.PERCENT: NumberPattern.PERCENT,
    ColumnKind.PROGRESS: NumberPattern.PERCENT,
    # « 2026-03 » or « 1.10 » typed as a number or a reference would become dates and numbers.
    ColumnKind.ID: NumberPattern.TEXT,
    ColumnKind.IDS: NumberPattern.TEXT,
}

_WIDTHS: Mapping[ColumnKind, int] = {
    ColumnKind.ID: 90,
    ColumnKind.IDS: 130,
    ColumnKind.TEXT: 210,
    ColumnKind.CHOICE: 140,
    ColumnKind.PARTNER: 150,
    ColumnKind.EMAIL: 220,
    ColumnKind.URL: 200,
}

_COLOURS: Mapping[str, Colour] = {
    "terminé": Colour.GOOD,
    "validé": Colour.GOOD,
    "diffusé": Colour.GOOD,
    "payé": Colour.GOOD,
    "faite": Colour.GOOD,
    "publié": Colour.GOOD,
    "tenue": Colour.GOOD,
    "bon": Colour.GOOD,
    "accepté": Colour.GOOD,
    "en signature": Colour.WATCH,
    "reportée": Colour.WATCH,
    "rompu": Colour.ALERT,
    "en relecture": Colour.WATCH,
    "moyen": Colour.WATCH,
    "à revoir": Colour.WATCH,
    "bloqué": Colour.ALERT,
    "refusé": Colour.ALERT,
    "rejeté": Colour.ALERT,
    "préoccupant": Colour.ALERT,
    "abandonné": Colour.QUIET,
    "annulée": Colour.QUIET,
    "caduque": Colour.QUIET,
}


def look_of(table: TableSchema, *, partners: Iterable[str], rows: int = ROWS_READY) -> TabLook:
    """The look of a new tab of a table; `partners` are the codes offered in its lists."""
    codes = tuple(partners)
    return TabLook(
        title=table.title,
        columns=tuple(_column(table, column, codes) for column in table.offered),
        rows=rows,
        closed=table.name in PROTECTED,
    )


def rows_to_ready(tab: TabGrid) -> int:
    """How many rows to add below a tab of ours; none while enough of its grid is blank."""
    spare = tab.height - len(tab.rows)
    return ROWS_READY if tab.height and spare < ROWS_SPARE else 0


def _column(table: TableSchema, column: Column, partners: tuple[str, ...]) -> ColumnLook:
    titles = [each.title for each in TABLES if each.name not in _NEVER_SOURCES]
    choices = choices_of(table, column, partners=partners, tables=titles)
    return ColumnLook(
        header=column.header,
        note=note_of(table, column, choices=choices),
        width=_WIDTHS.get(column.kind, 110),
        required=column.required,
        pattern=_PATTERNS.get(column.kind, NumberPattern.NONE),
        choices=choices,
        colours=tuple((word, _COLOURS[word]) for word in choices if word in _COLOURS),
    )


_NEVER_SOURCES = frozenset({"sources", "settings", "anomalies", "reminders"})
