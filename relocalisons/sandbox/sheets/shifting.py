"""Sandbox, Sheets: rows and columns that come and go, and everything that moves with them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from relocalisons.sandbox.sheets.cells import Cell
from relocalisons.sandbox.sheets.ranges import Area
from relocalisons.sandbox.sheets.sheet import Line, Sheet

if TYPE_CHECKING:
    from relocalisons.sandbox.sheets.spreadsheet import Spreadsheet

Move = Callable[[int], int]


def insert_lines(
    book: "Spreadsheet",
    sheet: Sheet,
    dimension: str,
    *,
    at: int,
    count: int,
    inherit_before: bool = False,
) -> None:
    """Insert blank rows or columns before `at`; what is at or after it moves."""
    if dimension == "ROWS":
        _insert_rows(sheet, at=at, count=count, inherit_before=inherit_before)
    else:
        _insert_columns(sheet, at=at, count=count)
    _move(book, sheet, dimension, lambda start: start + count if start >= at else start,
          lambda end: end + count if end > at else end)  # fmt: skip


def delete_lines(
    book: "Spreadsheet", sheet: Sheet, dimension: str, *, start: int, end: int
) -> None:
    """Delete rows or columns; what follows moves up, ranges that lay inside disappear."""
    count = end - start
    if dimension == "ROWS":
        del sheet.rows[start:end]
        sheet.properties["gridProperties"]["rowCount"] -= count
    else:
        for row in sheet.rows:
            del row[start:end]
        sheet.properties["gridProperties"]["columnCount"] -= count

    def moved(position: int) -> int:
        return position - count if position >= end else min(position, start)

    _move(book, sheet, dimension, moved, moved)


def _insert_rows(sheet: Sheet, *, at: int, count: int, inherit_before: bool) -> None:
    sheet.properties["gridProperties"]["rowCount"] += count
    if at >= len(sheet.rows):
        return
    source = at - 1 if inherit_before else at
    model = sheet.rows[source] if 0 <= source < len(sheet.rows) else []
    blank = [
        Cell(format=cell.format) if cell is not None and cell.format else None for cell in model
    ]
    sheet.rows[at:at] = [list(blank) for _ in range(count)]


def _insert_columns(sheet: Sheet, *, at: int, count: int) -> None:
    sheet.properties["gridProperties"]["columnCount"] += count
    for row in sheet.rows:
        if at < len(row):
            row[at:at] = [None] * count


def _move(
    book: "Spreadsheet", sheet: Sheet, dimension: str, start_of: Move, end_of: Move
) -> None:
    lines: dict[int, Line] = {}
    current = sheet.row_lines if dimension == "ROWS" else sheet.column_lines
    for number, line in current.items():
        first, last = start_of(number), end_of(number + 1)
        if last > first:
            lines[first] = line
    if dimension == "ROWS":
        sheet.row_lines = lines
    else:
        sheet.column_lines = lines
    sheet.merges = [
        area
        for area in (_moved_area(area, dimension, start_of, end_of) for area in sheet.merges)
        if not area.is_empty and (area.bottom - area.top, area.right - area.left) != (1, 1)
    ]
    _move_ranges(book, sheet, dimension, start_of, end_of)


def _moved_area(area: Area, dimension: str, start_of: Move, end_of: Move) -> Area:
    if dimension == "ROWS":
        return Area(start_of(area.top), area.left, end_of(area.bottom), area.right)
    return Area(area.top, start_of(area.left), area.bottom, end_of(area.right))


def _move_ranges(
    book: "Spreadsheet", sheet: Sheet, dimension: str, start_of: Move, end_of: Move
) -> None:
    side = "Row" if dimension == "ROWS" else "Column"
    ranges: list[dict[str, Any]] = [
        rule["range"] for rule in sheet.protected_ranges if rule.get("range")
    ]
    ranges += [each for rule in sheet.conditional_formats for each in rule.get("ranges", ())]
    ranges += [
        each["range"]
        for each in book.named_ranges
        if each["range"].get("sheetId", 0) == sheet.sheet_id
    ]
    if sheet.basic_filter and sheet.basic_filter.get("range"):
        ranges.append(sheet.basic_filter["range"])
    for each in ranges:
        if f"start{side}Index" in each:
            each[f"start{side}Index"] = start_of(each[f"start{side}Index"])
        if f"end{side}Index" in each:
            each[f"end{side}Index"] = end_of(each[f"end{side}Index"])
