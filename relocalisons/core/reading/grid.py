"""Pure: a tab as people keep it → one table, with what is wrong in it: `read_table`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from relocalisons.core.kernel.model import (
    DataIssue,
    DateInterval,
    IssueKind,
    Merge,
    Reading,
    TabGrid,
    TableReading,
    TableSchema,
    Verdict,
    raw,
)
from relocalisons.core.reading.cells.advice import EMPTY
from relocalisons.core.reading.cells.numbers.measured import question_negatives, settle_measure
from relocalisons.core.reading.cells.readers import read_column
from relocalisons.core.reading.columns import question_struck, settle_column
from relocalisons.core.reading.headers import Header, find_header, resolve_clashes
from relocalisons.core.reading.recognition.understood import columns_understood, rows_ignored
from relocalisons.core.reading.row_issues import (
    LENIENT,
    cell_issues,
    column_issues,
    header_missing,
    keep_first,
    row_issue,
)
from relocalisons.core.reading.rows import RowKind, is_blank, is_struck, kinds_of_rows
from relocalisons.core.reading.said_ends import with_said_ends
from relocalisons.core.reading.years import with_years

__all__ = ["DataIssue", "IssueKind", "TableReading", "read_table", "read_tables"]

Rows = Sequence[Sequence[object]]

# The column that holds the unit of each row, where a table has one.
UNITS = "unit"


def read_table(
    grid: TabGrid | Rows,
    table: TableSchema,
    *,
    default_year: int | None = None,
    extra_aliases: Mapping[str, Iterable[str]] | None = None,
    header_row: int | None = None,
    merges: Sequence[Merge] = (),
    hidden_rows: frozenset[int] = frozenset(),
    read_on: date | None = None,
    programme: DateInterval | None = None,
) -> TableReading:
    """Read one table out of a tab.

    `grid` is a `TabGrid`, or rows of raw values and `Cell`s (then with `merges` and 0-based
    `hidden_rows` of their own). `header_row` (1-based) says where the header ends when it is known.
    `extra_aliases` maps a canonical column, or its header, to other headers. Hidden rows are read.
    `read_on` is the day of the reading: it says how far a day without a shown year is, and how long
    ago « fait le 20/03 » was. `programme`, from its first to its last day, completes « 15 avril »
    in a plan. Nothing raises: what cannot be read is an issue.
    """
    if isinstance(grid, TabGrid):
        rows, merges, hidden_rows = grid.rows, grid.merges, grid.hidden_rows
    else:
        rows = tuple(grid)
    aliases = extra_aliases or {}
    found = find_header(rows, table, merges=merges, extra_aliases=aliases, header_row=header_row)
    if found is None:
        return _without_header(rows, table, header_row)
    header = resolve_clashes(rows, found)
    kinds = list(kinds_of_rows(rows, header, table))
    data = [at for at, kind in kinds if kind is RowKind.DATA]
    struck = frozenset(at for at in data if is_struck(rows[at], header, table))
    filled = _fill_groups(rows, header, table, merges, data)
    typed = _read_columns(filled, header, table, struck, default_year, read_on)
    dated = with_years(typed, table, read_on=read_on, programme=programme)
    readings = with_said_ends(dated, table, read_on=read_on)
    kept, doubles = keep_first(readings, struck, header, table)
    told = (row_issue(kind, rows[at], at, table) for at, kind in kinds)
    about_columns = column_issues(header, table, aliases)
    why = next((i.fix for i in about_columns if i.kind is IssueKind.COLUMN_MISSING), "")
    return TableReading(
        frame=_frame(readings, kept, table),
        issues=(
            *about_columns,
            *(issue for issue in told if issue is not None),
            *doubles,
            *cell_issues(readings, kept=kept, struck=struck, header=header, table=table),
        ),
        header_row=header.last_row + 1,
        readings={at + 1: cells for at, cells in readings.items()},
        columns=dict(header.columns),
        struck=frozenset(at + 1 for at in struck),
        hidden=frozenset(at + 1 for at in data if at in hidden_rows),
        extra_headers=tuple(header.labels[column] for column in header.unknown),
        understood=columns_understood(header, table),
        ignored_rows=tuple(rows_ignored(rows, kinds)),
        verdict=Verdict.REFUSED if why else Verdict.APPLIED,
        why=why,
    )


def read_tables(
    grid: TabGrid | Rows,
    table: TableSchema,
    *,
    default_year: int | None = None,
    extra_aliases: Mapping[str, Iterable[str]] | None = None,
    read_on: date | None = None,
) -> tuple[TableReading, ...]:
    """Every table of that kind in a tab, from top to bottom; one refused reading when none is."""
    return (
        read_table(
            grid, table, default_year=default_year, extra_aliases=extra_aliases, read_on=read_on
        ),
    )


def _without_header(rows: Rows, table: TableSchema, header_row: int | None) -> TableReading:
    issue = header_missing(rows, table, header_row)
    return TableReading(
        frame=_frame({}, [], table),
        issues=(issue,),
        header_row=None,
        readings={},
        columns={},
        struck=frozenset(),
        hidden=frozenset(),
        extra_headers=(),
        verdict=Verdict.REFUSED,
        why=issue.fix,
    )


def _fill_groups(
    rows: Rows, header: Header, table: TableSchema, merges: Sequence[Merge], data: Sequence[int]
) -> dict[int, list[object]]:
    """Data rows, each as wide as the table, with the value of a merge in each of its rows.

    Only columns declared `group` are filled down: elsewhere a merge is an accident.
    """
    width = max(header.columns.values(), default=-1) + 1
    filled = {at: [*rows[at], *[None] * (width - len(rows[at]))] for at in data}
    groups = {header.columns[c.name] for c in table.columns if c.group and c.name in header.columns}
    for merge in merges:
        top = rows[merge.first_row] if 0 <= merge.first_row < len(rows) else ()
        value = top[merge.first_column] if 0 <= merge.first_column < len(top) else None
        for column in groups:
            if merge.first_column <= column < merge.last_column:
                for at in range(merge.first_row + 1, min(merge.last_row, len(rows))):
                    if at in filled and is_blank(raw(filled[at][column])):
                        filled[at][column] = value
    return filled


def _read_columns(
    filled: Mapping[int, Sequence[object]],
    header: Header,
    table: TableSchema,
    struck: frozenset[int],
    default_year: int | None,
    read_on: date | None,
) -> dict[int, dict[str, Reading[Any]]]:
    """Row → column → reading, for every canonical column, present or not."""
    readings: dict[int, dict[str, Reading[Any]]] = {at: {} for at in filled}
    for column in table.columns:
        at = header.columns.get(column.name)
        if at is None:
            for cells in readings.values():
                cells[column.name] = EMPTY
            continue
        values = [row[at] for row in filled.values()]
        alone = read_column(values, kind=column.kind, default_year=default_year)
        together = settle_column(column, alone, values, label=header.labels[at], read_on=read_on)
        judged = settle_measure(
            column,
            question_negatives(column, together),
            values,
            measure=header.measures.get(column.name),
            has_units=UNITS in header.columns,
        )
        for row, value, reading in zip(filled, values, judged, strict=True):
            crossed_out = column.kind not in LENIENT and row not in struck
            readings[row][column.name] = question_struck(reading, value) if crossed_out else reading
    return readings


def _frame(
    readings: Mapping[int, Mapping[str, Reading[Any]]], kept: Sequence[int], table: TableSchema
) -> pd.DataFrame:
    names = [column.name for column in table.columns]
    # One block, filled cell by cell: a Series a column costs more than reading the cells did.
    values = np.empty((len(kept), len(names)), dtype=object)
    for at, row in enumerate(kept):
        for column, name in enumerate(names):
            values[at, column] = readings[row][name].value
    index = pd.Index([row + 1 for row in kept], name="row", dtype="int64")
    # Without a dtype, pandas makes a column of texts its own kind of text, and None a NaN.
    return pd.DataFrame(values, index=index, columns=names, dtype=object, copy=False)
