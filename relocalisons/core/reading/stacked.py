"""Pure: all that a tab holds of one kind of table, read as one: `read_tab`.

A tab of several sure tables (one an axis, one a year) is one list of lines. One that is not sure,
that is rather of another kind, or that repeats the lines of another is not joined: it is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from relocalisons.core.kernel.model import (
    ColumnUnderstood,
    DataIssue,
    DateInterval,
    IssueKind,
    Reading,
    Sureness,
    TabGrid,
    TablePart,
    TableReading,
    TableSchema,
    Verdict,
)
from relocalisons.core.kernel.sheets import cell_row
from relocalisons.core.reading.cells.advice import EMPTY, advise
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.reading.grid import best_of, read_tables
from relocalisons.core.reading.labels import header_key
from relocalisons.core.reading.recognition.kinds import is_of_kind
from relocalisons.core.reading.row_issues import keep_first, other_table

_HALF = 0.5
_DOUBLES = (IssueKind.DUPLICATE_ID, IssueKind.ROW_STRUCK_DUPLICATE)
# What two tables that list the same lines say alike of them.
_TELLING = ("owner", "planned_start", "planned_end", "due", "status")


def read_tab(
    grid: TabGrid,
    table: TableSchema,
    *,
    default_year: int | None = None,
    extra_aliases: Mapping[str, Iterable[str]] | None = None,
    refused: Mapping[str, Iterable[str]] | None = None,
    header_row: int | None = None,
    read_on: date | None = None,
    programme: DateInterval | None = None,
    partners: frozenset[str] = frozenset(),
    apart: frozenset[int] = frozenset(),
) -> TableReading:
    """Every sure table of that kind in a tab, as one reading; the others are issues.

    A tab with one table reads as `read_table` reads it. `header_row`: the only table that is meant.
    `apart`: rows of titles (1-based) that are followed by themselves.
    """
    readings = read_tables(
        grid,
        table,
        default_year=default_year,
        extra_aliases=extra_aliases,
        refused=refused,
        header_row=header_row,
        read_on=read_on,
        programme=programme,
        partners=partners,
        below=True,
    )
    whole, others = join_tables(readings, table, apart=apart)
    told = [other_table(grid.rows, each, table) for each in others]
    return replace(whole, issues=(*whole.issues, *told)) if told else whole


def join_tables(
    readings: Sequence[TableReading], table: TableSchema, *, apart: frozenset[int] = frozenset()
) -> tuple[TableReading, tuple[TableReading, ...]]:
    """The tables of one tab that go together, as one reading; and those that do not."""
    best = best_of(readings)
    joined, others = [best], list[TableReading]()
    for each in readings:
        if each is best:
            continue
        goes = each.header_row not in apart and _goes_with(each, joined, table)
        (joined if goes else others).append(each)
    if len(joined) == 1:
        return best, tuple(others)
    return _whole(sorted(joined, key=lambda each: each.header_row or 0), table), tuple(others)


def alone(reading: TableReading, part: TablePart) -> TableReading:
    """One of the tables of a joined reading, by itself."""
    return replace(
        reading,
        rows=tuple(row for row in reading.rows if row in part.rows),
        issues=tuple(issue for issue in reading.issues if _above(issue, reading.parts) is part),
        header_row=part.header_row,
        readings={row: cells for row, cells in reading.readings.items() if row in part.rows},
        columns=part.columns,
        struck=reading.struck & part.rows,
        hidden=reading.hidden & part.rows,
        understood=part.understood,
        ignored_rows=tuple(each for each in reading.ignored_rows if each.row in part.rows),
        parts=(),
    )


def _above(issue: DataIssue, parts: Sequence[TablePart]) -> TablePart:
    """The table that an issue is about: its own, else the last one that begins above it."""
    row = issue.row or cell_row(issue.cell)
    own = next((part for part in parts if row in part.rows), None)
    before = [part for part in parts if part.header_row <= row]
    return own or (before or [*parts])[-1]


# --- what goes together -----------------------------------------------------------------------


def _goes_with(reading: TableReading, joined: Sequence[TableReading], table: TableSchema) -> bool:
    """Whether a table is sure, of that kind, and says more than those that are joined."""
    best = joined[0]
    is_sure = best.verdict is Verdict.APPLIED and reading.verdict is Verdict.APPLIED
    if not is_sure or not reading.readings:
        return False
    alike = _title_of(reading, table) == _title_of(best, table) != ""
    labels = [each.label for each in reading.understood if each.label]
    return (alike or is_of_kind(labels, table)) and not _repeats(reading, joined, table)


def _title_of(reading: TableReading, table: TableSchema) -> str:
    """How the column is called that says what its lines are called."""
    named = (each.label for each in reading.understood if each.meaning == table.label)
    return header_key(next(named, "")) if table.label else ""


def _repeats(reading: TableReading, joined: Iterable[TableReading], table: TableSchema) -> bool:
    """Whether half of its lines stand in another table already: a summary, a copy."""
    if table.label is None:
        return False
    known: dict[str, list[Mapping[str, Reading[Any]]]] = {}
    for each in joined:
        for cells in each.readings.values():
            known.setdefault(_said(cells, table.label), []).append(cells)
    again = sum(
        any(_is_same(cells, other) for other in known.get(_said(cells, table.label), ()))
        for cells in reading.readings.values()
    )
    return again >= _HALF * len(reading.readings)


def _is_same(one: Mapping[str, Reading[Any]], two: Mapping[str, Reading[Any]]) -> bool:
    """Whether nothing that both lines say of their work differs."""
    pairs = ((_said(one, name), _said(two, name)) for name in _TELLING)
    return all(first == second for first, second in pairs if first and second)


def _said(cells: Mapping[str, Reading[Any]], name: str) -> str:
    found = cells[name].found if name in cells else None
    if isinstance(found, str):
        return fold(found)
    return "" if found is None else repr(found)


# --- one reading of several -------------------------------------------------------------------


def _whole(readings: Sequence[TableReading], table: TableSchema) -> TableReading:
    """Tables from top to bottom as one; of a number given twice, the first line has it."""
    readings = _numbered(readings, table)
    first = readings[0]
    cells = {row: said for each in readings for row, said in each.readings.items()}
    parts = tuple(map(_part, readings))
    columns = {name: at for each in reversed(readings) for name, at in each.columns.items()}
    titles = {row for part in parts for row in (part.header_row, part.header_row - 1)}
    begun = {
        issue.row
        for each in readings
        for issue in each.issues
        if issue.kind is IssueKind.SECOND_TABLE and issue.row in titles
    }
    struck = frozenset(row for each in readings for row in each.struck)
    by_place = {row - 1: said for row, said in sorted(cells.items())}
    whole = replace(first, columns=columns, parts=parts)
    kept, doubles = keep_first(
        by_place,
        frozenset(row - 1 for row in struck),
        table,
        columns=lambda at: whole.columns_at(at + 1),
    )
    return replace(
        whole,
        rows=tuple(at + 1 for at in kept),
        issues=(
            *(
                issue
                for each in readings
                for issue in each.issues
                if issue.kind not in _DOUBLES
                and not (issue.kind is IssueKind.SECOND_TABLE and issue.row in begun)
            ),
            *doubles,
        ),
        readings={at + 1: said for at, said in by_place.items()},
        struck=struck,
        hidden=frozenset(row for each in readings for row in each.hidden),
        extra_headers=tuple(
            dict.fromkeys(label for each in readings for label in each.extra_headers)
        ),
        ignored_rows=tuple(
            row for each in readings for row in each.ignored_rows if row.row not in begun
        ),
    )


def _part(reading: TableReading) -> TablePart:
    titles = reading.header_row or 0
    begins = {i.row for i in reading.issues if i.kind is IssueKind.SECOND_TABLE}
    ignored = {each.row for each in reading.ignored_rows} - begins
    told = {
        issue.row
        for issue in reading.issues
        if issue.row is not None and issue.kind is not IssueKind.SECOND_TABLE
    }
    return TablePart(
        header_row=titles,
        rows=frozenset({titles, *reading.readings, *ignored, *told}),
        columns=reading.columns,
        understood=reading.understood,
    )


def _numbered(readings: Sequence[TableReading], table: TableSchema) -> list[TableReading]:
    """Tables below the first one without the numbers that begin again in them."""
    taken: dict[str, str] = {}
    told: list[TableReading] = []
    for each in readings:
        numbers = {row: _number(cells, table) for row, cells in each.readings.items()}
        again = [
            row
            for row, number in numbers.items()
            if number and number in taken and taken[number] != _called(each.readings[row], table)
        ]
        if again and len(again) >= _HALF * sum(map(bool, numbers.values())):
            told.append(_without_numbers(each, table))
            continue
        told.append(each)
        for row, number in numbers.items():
            if number:
                taken.setdefault(number, _called(each.readings[row], table))
    return told


def _number(cells: Mapping[str, Reading[Any]], table: TableSchema) -> str:
    value = cells[table.identity].value if table.identity else None
    return value.casefold().replace(" ", "") if isinstance(value, str) else ""


def _called(cells: Mapping[str, Reading[Any]], table: TableSchema) -> str:
    return _said(cells, table.label) if table.label else ""


def _without_numbers(reading: TableReading, table: TableSchema) -> TableReading:
    """Its lines are followed by their titles: their numbers name others."""
    identity = table.identity or ""
    at = reading.columns.get(identity)
    return replace(
        reading,
        readings={row: {**cells, identity: EMPTY} for row, cells in reading.readings.items()},
        columns={name: column for name, column in reading.columns.items() if name != identity},
        issues=tuple(issue for issue in reading.issues if issue.column != identity),
        understood=tuple(
            _unread(each) if each.column == at else each for each in reading.understood
        ),
    )


def _unread(column: ColumnUnderstood) -> ColumnUnderstood:
    why = advise("ces numéros sont déjà ceux d’un tableau plus haut")
    return replace(column, meaning=None, sureness=Sureness.UNREAD, why=why)
