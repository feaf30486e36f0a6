"""Pure: a tab as people keep it → its tables, with what is wrong in them: `read_table`."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

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
from relocalisons.core.reading.cell_issues import LENIENT, cell_issues
from relocalisons.core.reading.cells.advice import EMPTY
from relocalisons.core.reading.cells.numbers.measured import question_negatives, settle_measure
from relocalisons.core.reading.cells.readers import read_column
from relocalisons.core.reading.columns import question_struck, settle_column
from relocalisons.core.reading.headers import Header, find_header, is_complete, resolve_clashes
from relocalisons.core.reading.lines import Lines, lines_of
from relocalisons.core.reading.payments import with_payment_years
from relocalisons.core.reading.recognition.tables_found import (
    FoundColumns,
    find_tables,
    is_recognised,
)
from relocalisons.core.reading.recognition.understood import columns_understood, rows_ignored
from relocalisons.core.reading.row_issues import (
    column_issues,
    header_missing,
    keep_first,
    likely_issues,
    other_table,
    row_issue,
    unsure_lines,
)
from relocalisons.core.reading.rows import RowKind, is_blank, is_struck, kinds_of_rows
from relocalisons.core.reading.said_ends import with_said_ends
from relocalisons.core.reading.shapes import with_shapes
from relocalisons.core.reading.years import with_years, written_on, year_above

__all__ = ["DataIssue", "IssueKind", "TableReading", "read_table", "read_tables"]

Rows = Sequence[Sequence[object]]

# The column that holds the unit of each row, where a table has one.
UNITS = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tab:
    """A tab and how it is to be read."""

    rows: Rows
    table: TableSchema
    merges: Sequence[Merge]
    hidden_rows: frozenset[int]
    aliases: Mapping[str, Iterable[str]]
    refused: Mapping[str, Iterable[str]] = field(default_factory=dict[str, Iterable[str]])
    header_row: int | None = None
    default_year: int | None = None
    read_on: date | None = None
    programme: DateInterval | None = None
    partners: frozenset[str] = frozenset()


def read_table(
    grid: TabGrid | Rows,
    table: TableSchema,
    *,
    default_year: int | None = None,
    extra_aliases: Mapping[str, Iterable[str]] | None = None,
    refused: Mapping[str, Iterable[str]] | None = None,
    header_row: int | None = None,
    merges: Sequence[Merge] = (),
    hidden_rows: frozenset[int] = frozenset(),
    read_on: date | None = None,
    programme: DateInterval | None = None,
    partners: frozenset[str] = frozenset(),
) -> TableReading:
    """Read one table out of a tab: the surest, then the longest, where there are several.

    `grid` is a `TabGrid`, or rows of raw values and `Cell`s (then with `merges` and 0-based
    `hidden_rows` of their own). `header_row` (1-based) says where the header ends when it is known.
    `extra_aliases` maps a canonical column, or its header, to other headers: her word, that no
    guess outweighs. `refused` maps a canonical column to titles that it must not be given. Hidden
    rows are read. `read_on` is the day of the reading: it says how far a day without a shown year
    is, and how long ago « fait le 20/03 » was. `programme`, from its first to its last day,
    completes « 15 avril » and « M12 » in a plan. `partners`: how those of the programme are called,
    folded as names: a column of them is one of owners. Nothing raises: what cannot be read is an
    issue.
    """
    readings = read_tables(
        grid,
        table,
        default_year=default_year,
        extra_aliases=extra_aliases,
        refused=refused,
        header_row=header_row,
        merges=merges,
        hidden_rows=hidden_rows,
        read_on=read_on,
        programme=programme,
        partners=partners,
    )
    best = best_of(readings)
    others = [each for each in readings if each is not best]
    if not others:
        return best
    rows = grid.rows if isinstance(grid, TabGrid) else grid
    told = [other_table(rows, each, table) for each in others]
    return replace(best, issues=(*best.issues, *told))


def best_of(readings: Iterable[TableReading]) -> TableReading:
    """The surest of the tables of a tab, then the longest, then the first."""
    return max(readings, key=lambda each: (each.verdict is Verdict.APPLIED, len(each.readings)))


def read_tables(
    grid: TabGrid | Rows,
    table: TableSchema,
    *,
    default_year: int | None = None,
    extra_aliases: Mapping[str, Iterable[str]] | None = None,
    refused: Mapping[str, Iterable[str]] | None = None,
    header_row: int | None = None,
    merges: Sequence[Merge] = (),
    hidden_rows: frozenset[int] = frozenset(),
    read_on: date | None = None,
    programme: DateInterval | None = None,
    partners: frozenset[str] = frozenset(),
    below: bool = False,
) -> tuple[TableReading, ...]:
    """Every table of that kind in a tab, from top to bottom; one refused reading when none is.

    `below`: under a table with our own titles, those with other titles too.
    """
    if isinstance(grid, TabGrid):
        rows, merges, hidden_rows = grid.rows, grid.merges, grid.hidden_rows
    else:
        rows = tuple(grid)
    tab = _Tab(
        rows=rows,
        table=table,
        merges=merges,
        hidden_rows=hidden_rows,
        aliases=extra_aliases or {},
        refused=refused or {},
        header_row=header_row,
        default_year=default_year,
        read_on=read_on,
        programme=programme,
        partners=partners,
    )
    known = find_header(
        rows, table, merges=merges, extra_aliases=tab.aliases, header_row=header_row
    )
    if known is not None and not tab.refused and is_complete(known, table):
        ours = _read_known(tab, known)
        return (ours, *_read_below(tab, ours)) if below else (ours,)
    if is_recognised(table):
        found = find_tables(
            rows,
            table,
            merges=merges,
            hers=tab.aliases,
            header_row=header_row,
            refused=tab.refused,
            partners=tab.partners,
        )
        if found:
            return tuple(_read_found(tab, each) for each in found)
    if known is not None:
        return (_read_known(tab, known),)
    return (_without_header(rows, table, header_row),)


def _read_below(tab: _Tab, ours: TableReading) -> Iterator[TableReading]:
    """Tables that begin where our own one ends, and share no row with it."""
    ends = [issue.row for issue in ours.issues if issue.kind is IssueKind.SECOND_TABLE]
    if not ends or not is_recognised(tab.table) or tab.header_row is not None:
        return
    found = find_tables(
        tab.rows, tab.table, merges=tab.merges, hers=tab.aliases, partners=tab.partners
    )
    for each in found:
        reading = _read_found(tab, each)
        begins = {each.header.first_row + 1, each.header.last_row + 1}
        if begins & set(ends) and reading.readings.keys().isdisjoint(ours.readings):
            yield reading


def _read_known(tab: _Tab, known: Header) -> TableReading:
    """A table under the titles that we know."""
    header = resolve_clashes(tab.rows, known)
    lines = Lines(kinds=tuple(kinds_of_rows(tab.rows, header, tab.table)), parts={})
    about_columns = column_issues(header, tab.table, tab.aliases)
    missing = next((i.fix for i in about_columns if i.kind is IssueKind.COLUMN_MISSING), "")
    reading = _read(tab, header, lines, found=None, about_columns=about_columns)
    return replace(
        reading,
        understood=columns_understood(header, tab.table),
        verdict=Verdict.REFUSED if missing else Verdict.APPLIED,
        why=missing,
    )


def _read_found(tab: _Tab, found: FoundColumns) -> TableReading:
    """A table whose columns were recognised."""
    seen = _with_merges(tab.rows, found.header, tab.table, tab.merges)
    lines = lines_of(seen, found, tab.table, merges=tab.merges)
    unread = (row_issue(RowKind.SECOND_TABLE, tab.rows[at], at, tab.table) for at in found.unread)
    issues = [
        *likely_issues(found, tab.table),
        *unsure_lines(tab.rows, lines.unsure, found.header, tab.table),
        *(issue for issue in unread if issue is not None),
    ]
    reading = _read(tab, found.header, lines, found=found, about_columns=issues)
    return replace(
        reading,
        understood=columns_understood(found.header, tab.table, found=found),
        verdict=found.verdict,
        why=found.why(tab.table),
    )


def _read(
    tab: _Tab,
    header: Header,
    lines: Lines,
    *,
    found: FoundColumns | None,
    about_columns: Sequence[DataIssue],
) -> TableReading:
    rows, table = tab.rows, tab.table
    data = [at for at, kind in lines.kinds if kind is RowKind.DATA]
    struck = frozenset(at for at in data if is_struck(rows[at], header, table))
    filled = _fill_groups(rows, header, table, tab.merges, data, whole=found is not None)
    typed = _read_columns(filled, header, struck, tab)
    if found is not None:
        typed = with_shapes(
            typed, filled, found, table, parts=lines.parts, rows=rows, partners=tab.partners
        )
    dated = with_years(
        typed,
        table,
        read_on=tab.read_on,
        programme=tab.programme,
        said=year_above(rows[: max(header.first_row, 0)]),
        written=written_on(rows, header.labels, data),
    )
    settled = with_payment_years(dated, table)
    readings = with_said_ends(settled, table, read_on=tab.read_on)
    kept, doubles = keep_first(readings, struck, table, columns=lambda _: header.columns)
    told = (row_issue(kind, rows[at], at, table) for at, kind in lines.kinds)
    return TableReading(
        rows=tuple(at + 1 for at in kept),
        names=_names(table),
        issues=(
            *about_columns,
            *(issue for issue in told if issue is not None),
            *doubles,
            *cell_issues(
                readings, kept=kept, struck=struck, header=header, table=table, unsure=lines.unsure
            ),
        ),
        header_row=header.last_row + 1,
        readings={at + 1: cells for at, cells in readings.items()},
        columns=dict(header.columns),
        struck=frozenset(at + 1 for at in struck),
        hidden=frozenset(at + 1 for at in data if at in tab.hidden_rows),
        extra_headers=tuple(header.labels[column] for column in header.unknown),
        ignored_rows=tuple(rows_ignored(rows, lines.kinds)),
    )


def _without_header(rows: Rows, table: TableSchema, header_row: int | None) -> TableReading:
    issue = header_missing(rows, table, header_row)
    return TableReading(
        rows=(),
        names=_names(table),
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
    rows: Rows,
    header: Header,
    table: TableSchema,
    merges: Sequence[Merge],
    data: Sequence[int],
    *,
    whole: bool,
) -> dict[int, list[object]]:
    """Data rows, each as wide as the table, with the value of a merge in each of its rows.

    In our own tables only columns declared `group` are filled down: elsewhere a merge is an
    accident. In a plan that people made (`whole`), what is written beside several lines is said of
    each, save what names one.
    """
    width = max(header.columns.values(), default=-1) + 1
    filled = {at: [*rows[at], *[None] * (width - len(rows[at]))] for at in data}
    columns = _filled_down(header, table) if whole else _groups(header, table)
    for at, column, value in _merged(rows, merges, columns):
        if at in filled and is_blank(raw(filled[at][column])):
            filled[at][column] = value
    return filled


def _groups(header: Header, table: TableSchema) -> set[int]:
    return {header.columns[c.name] for c in table.columns if c.group and c.name in header.columns}


def _filled_down(header: Header, table: TableSchema) -> set[int]:
    alone = {table.identity, table.label}
    return {column for name, column in header.columns.items() if name not in alone}


def _merged(
    rows: Rows, merges: Sequence[Merge], columns: Collection[int]
) -> Iterator[tuple[int, int, object]]:
    """(row, column, value) below the top of each merge over several rows."""
    for merge in merges:
        top = rows[merge.first_row] if 0 <= merge.first_row < len(rows) else ()
        value = top[merge.first_column] if 0 <= merge.first_column < len(top) else None
        for column in columns:
            if merge.first_column <= column < merge.last_column:
                for at in range(merge.first_row + 1, min(merge.last_row, len(rows))):
                    yield at, column, value


def _with_merges(rows: Rows, header: Header, table: TableSchema, merges: Sequence[Merge]) -> Rows:
    """The rows of a tab as people see them, where cells are merged over several lines."""
    said = list(_merged(rows, merges, _filled_down(header, table)))
    if not said:
        return rows
    seen = [list(row) for row in rows]
    for at, column, value in said:
        seen[at] += [None] * (column + 1 - len(seen[at]))
        if is_blank(raw(seen[at][column])):
            seen[at][column] = value
    return seen


def _read_columns(
    filled: Mapping[int, Sequence[object]], header: Header, struck: frozenset[int], tab: _Tab
) -> dict[int, dict[str, Reading[Any]]]:
    """Row → column → reading, for every canonical column, present or not."""
    readings: dict[int, dict[str, Reading[Any]]] = {at: {} for at in filled}
    for column in tab.table.columns:
        at = header.columns.get(column.name)
        if at is None:
            for cells in readings.values():
                cells[column.name] = EMPTY
            continue
        values = [row[at] for row in filled.values()]
        alone = read_column(values, kind=column.kind, default_year=tab.default_year)
        together = settle_column(
            column, alone, values, label=header.labels.get(at, ""), read_on=tab.read_on
        )
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


def _names(table: TableSchema) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)
