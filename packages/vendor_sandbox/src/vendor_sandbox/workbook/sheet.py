"""Sandbox, Sheets: a tab, its rows of cells, the sizes of its lines and the rules on its ranges."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vendor_sandbox.workbook.cells import EMPTY, Cell
from vendor_sandbox.workbook.failures import exceeds_grid
from vendor_sandbox.workbook.ranges import (
    Area,
    Box,
    cells_text,
    grid_range_box,
    grid_range_json,
    quoted_title,
)

DEFAULT_ROW_PIXELS = 21
DEFAULT_COLUMN_PIXELS = 100

Row = list[Cell | None]


class Line(NamedTuple):
    """What is special about a row or a column. `pixels` is None at the default size."""

    pixels: int | None = None
    hidden_by_user: bool = False
    hidden_by_filter: bool = False


PLAIN_LINE = Line()


@dataclass(slots=True)
class Sheet:
    """A tab.

    `properties` is the SheetProperties JSON without sheetId and index. `rows` is ragged: it stops
    where nothing more was ever put, a missing cell is None. Ranges in the rules are GridRange JSON.
    """

    sheet_id: int
    properties: dict[str, Any]
    rows: list[Row] = field(default_factory=list)
    row_lines: dict[int, Line] = field(default_factory=dict)
    column_lines: dict[int, Line] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    row_groups: list[dict[str, Any]] = field(default_factory=list)
    column_groups: list[dict[str, Any]] = field(default_factory=list)
    conditional_formats: list[dict[str, Any]] = field(default_factory=list)
    protected_ranges: list[dict[str, Any]] = field(default_factory=list)
    filter_views: list[dict[str, Any]] = field(default_factory=list)
    banded_ranges: list[dict[str, Any]] = field(default_factory=list)
    basic_filter: dict[str, Any] | None = None

    @classmethod
    def new(cls, sheet_id: int, title: str, *, rows: int = 1000, columns: int = 26) -> "Sheet":
        """Return an empty tab."""
        grid = {"rowCount": rows, "columnCount": columns}
        return cls(sheet_id, {"title": title, "sheetType": "GRID", "gridProperties": grid})

    # ---- facts --------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """Return the name on the tab."""
        return self.properties["title"]

    @property
    def row_count(self) -> int:
        """Return the number of rows, empty ones included."""
        return self.properties["gridProperties"]["rowCount"]

    @property
    def column_count(self) -> int:
        """Return the number of columns, empty ones included."""
        return self.properties["gridProperties"]["columnCount"]

    @property
    def is_hidden(self) -> bool:
        """Tell whether the tab is hidden."""
        return bool(self.properties.get("hidden"))

    @property
    def whole(self) -> Area:
        """Return the area of all cells."""
        return Area(0, 0, self.row_count, self.column_count)

    def set_size(self, *, rows: int | None = None, columns: int | None = None) -> None:
        """Set the number of rows or columns without moving anything."""
        grid = self.properties["gridProperties"]
        if rows is not None:
            grid["rowCount"] = rows
            del self.rows[rows:]
        if columns is not None:
            grid["columnCount"] = columns
            for row in self.rows:
                del row[columns:]

    # ---- cells --------------------------------------------------------------------------------

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; an untouched one is EMPTY."""
        if row >= len(self.rows):
            return EMPTY
        cells = self.rows[row]
        return (cells[column] or EMPTY) if column < len(cells) else EMPTY

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Put a cell; rows and columns are those of the grid."""
        kept = None if cell == EMPTY else cell
        rows = self.rows
        if row >= len(rows):
            if kept is None:
                return
            rows.extend([] for _ in range(row + 1 - len(rows)))
        cells = rows[row]
        if column >= len(cells):
            if kept is None:
                return
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = kept

    def change(self, area: Area, change: Callable[[Cell], Cell]) -> None:
        """Replace every cell of an area."""
        for row in range(area.top, area.bottom):
            for column in range(area.left, area.right):
                self.put(row, column, change(self.cell(row, column)))

    def touched(self, area: Area) -> Iterator[tuple[int, int, Cell]]:
        """Yield the cells of an area that are not EMPTY."""
        for row in range(area.top, min(area.bottom, len(self.rows))):
            cells = self.rows[row]
            for column in range(area.left, min(area.right, len(cells))):
                cell = cells[column]
                if cell is not None:
                    yield row, column, cell

    def used(self) -> Area:
        """Return the smallest area from A1 that holds every cell with content."""
        bottom = right = 0
        for row, cells in enumerate(self.rows):
            for column in range(len(cells) - 1, -1, -1):
                cell = cells[column]
                if cell is not None and cell.has_content:
                    bottom, right = row + 1, max(right, column + 1)
                    break
        return Area(0, 0, bottom, right)

    # ---- ranges -------------------------------------------------------------------------------

    def area(self, box: Box, *, text: str | None = None) -> Area:
        """Return a box clipped to the grid.

        Raises ApiError 400 when it starts outside.
        """
        top, left = box.top or 0, box.left or 0
        bottom = self.row_count if box.bottom is None else min(box.bottom, self.row_count)
        right = self.column_count if box.right is None else min(box.right, self.column_count)
        if top >= self.row_count or left >= self.column_count:
            shown = text or self.text_of(
                Area(top, left, max(box.bottom or 0, top + 1), max(box.right or 0, left + 1))
            )
            raise exceeds_grid(shown, rows=self.row_count, columns=self.column_count)
        return Area(top, left, bottom, right)

    def text_of(self, area: Area) -> str:
        """Return an area of this tab in A1 notation."""
        return f"{quoted_title(self.title)}!{cells_text(area)}"

    def range_json(self, area: Area | Box) -> dict[str, int]:
        """Return an area of this tab as a GridRange."""
        return grid_range_json(self.sheet_id, area)

    def area_of(self, grid_range: dict[str, Any]) -> Area:
        """Return the cells of a stored GridRange."""
        box = grid_range_box(grid_range)
        return Area(
            box.top or 0,
            box.left or 0,
            self.row_count if box.bottom is None else min(box.bottom, self.row_count),
            self.column_count if box.right is None else min(box.right, self.column_count),
        )

    def copy(self) -> "Sheet":
        """Return an independent tab; cells are shared, being immutable."""
        return Sheet(
            self.sheet_id,
            deepcopy(self.properties),
            [list(row) for row in self.rows],
            dict(self.row_lines),
            dict(self.column_lines),
            list(self.merges),
            deepcopy(self.row_groups),
            deepcopy(self.column_groups),
            deepcopy(self.conditional_formats),
            deepcopy(self.protected_ranges),
            deepcopy(self.filter_views),
            deepcopy(self.banded_ranges),
            deepcopy(self.basic_filter),
        )
