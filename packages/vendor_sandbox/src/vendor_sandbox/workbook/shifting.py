"""Sandbox, Sheets: lines inserted and deleted, and all that refers to lines after them."""

from collections.abc import Callable
from typing import Any

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.formulas.writing import Corner, Move, with_references
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Line, Sheet

# From a start and an excluded end to where they go; None when nothing is left.
Shift = Callable[[int, int], tuple[int, int] | None]
_KEYS = {
    "ROWS": ("startRowIndex", "endRowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex"),
}


def insertion(at: int, count: int) -> Shift:
    """Return how spans move when lines are inserted: those around the place grow."""

    def shift(start: int, end: int) -> tuple[int, int] | None:
        if at <= start:
            return start + count, end + count
        return (start, end + count) if at < end else (start, end)

    return shift


def deletion(first: int, last: int) -> Shift:
    """Return how spans move when the lines from `first` to before `last` are deleted."""

    def place(index: int) -> int:
        if index <= first:
            return index
        return first if index <= last else index - (last - first)

    def shift(start: int, end: int) -> tuple[int, int] | None:
        new_start, new_end = place(start), place(end)
        return (new_start, new_end) if new_end > new_start else None

    return shift


def insert_lines(
    book: Book,
    sheet: Sheet,
    dimension: str,
    *,
    at: int,
    count: int,
    inherit_before: bool,
) -> None:
    """Insert empty rows or columns with the formats of the line before, or after, them."""
    by_rows = dimension == "ROWS"
    model = at - 1 if inherit_before else at
    total = sheet.row_count * sheet.column_count
    added = count * (sheet.column_count if by_rows else sheet.row_count)
    if total + added > 10_000_000 or (not by_rows and sheet.column_count + count > 18_278):
        raise invalid(
            "This action would increase the number of cells in the workbook above the limit of "
            "10000000 cells."
        )
    formats = _formats_of(sheet, dimension, model)
    if by_rows:
        sheet.set_size(rows=sheet.row_count + count)
        if at < len(sheet.rows) or formats:
            while len(sheet.rows) < at:
                sheet.rows.append([])
            sheet.rows[at:at] = [_formatted_row(formats) for _ in range(count)]
    else:
        sheet.set_size(columns=sheet.column_count + count)
        for index, cells in enumerate(sheet.rows):
            own = formats.get(index)
            if len(cells) > at or own:
                cells.extend([None] * (at - len(cells)))
                cells[at:at] = [Cell(format=own) if own else None] * count
    shift_references(book, sheet, dimension, insertion(at, count))


def _formats_of(sheet: Sheet, dimension: str, model: int) -> dict[int, Any]:
    """Return the formats along a line, by place."""
    if dimension == "ROWS":
        cells = sheet.rows[model] if 0 <= model < len(sheet.rows) else []
        return {i: cell.format for i, cell in enumerate(cells) if cell and cell.format}
    return {
        row: cells[model].format  # type: ignore[union-attr]
        for row, cells in enumerate(sheet.rows)
        if 0 <= model < len(cells) and cells[model] and cells[model].format  # type: ignore[union-attr]
    }


def _formatted_row(formats: dict[int, Any]) -> list[Cell | None]:
    width = max(formats, default=-1) + 1
    return [Cell(format=formats[i]) if i in formats else None for i in range(width)]


def delete_lines(book: Book, sheet: Sheet, dimension: str, *, start: int, end: int) -> None:
    """Delete rows or columns. Raises ApiError 400 when none would be left."""
    by_rows = dimension == "ROWS"
    count = sheet.row_count if by_rows else sheet.column_count
    what = "rows" if by_rows else "columns"
    if start >= count:
        raise invalid(
            f"Cannot delete a {what[:-1]} that doesn't exist. Tried to delete {what[:-1]} index "
            f"{start} but there are only {count} {what}."
        )
    end = min(end, count)
    if end - start >= count:
        raise invalid(f"You can't delete all the {what} on the sheet.")
    grid = sheet.properties["gridProperties"]
    frozen = "frozenRowCount" if by_rows else "frozenColumnCount"
    kept = grid.get(frozen, 0) - max(0, min(end, grid.get(frozen, 0)) - start)
    if kept and kept >= count - (end - start):
        raise invalid(f"You can't delete all non-frozen {what} on the sheet.")
    if by_rows:
        del sheet.rows[start:end]
        grid["rowCount"] -= end - start
    else:
        for cells in sheet.rows:
            del cells[start:end]
        grid["columnCount"] -= end - start
    if frozen in grid:
        grid[frozen] = kept
        if not kept:
            del grid[frozen]
    shift_references(book, sheet, dimension, deletion(start, end))


def shift_references(
    book: Book, sheet: Sheet, dimension: str, shift: Shift, *, within: Area | None = None
) -> None:
    """Move everything that names lines of `sheet`: merges, sizes, rules, names and formulas.

    With `within` only cells of that area move (a shift of a range); sizes and groups stay.
    """
    by_rows = dimension == "ROWS"
    if within is None:
        lines = sheet.row_lines if by_rows else sheet.column_lines
        moved = _moved_lines(lines, shift)
        lines.clear()
        lines.update(moved)
        _shift_groups(sheet, dimension, shift)
    sheet.merges = [
        area
        for old in sheet.merges
        if (area := _moved_area(old, shift, within, by_rows=by_rows)) is not None
    ]
    _shift_rules(book, sheet, dimension, shift, within)
    _shift_formulas(book, sheet, shift, within, by_rows=by_rows)


def _moved_lines(lines: dict[int, Line], shift: Shift) -> dict[int, Line]:
    found = {}
    for index, line in lines.items():
        span = shift(index, index + 1)
        if span is not None:
            found[span[0]] = line
    return found


def _shift_groups(sheet: Sheet, dimension: str, shift: Shift) -> None:
    for group in list(sheet.row_groups if dimension == "ROWS" else sheet.column_groups):
        span = shift(group["range"].get("startIndex", 0), group["range"]["endIndex"])
        if span is None:
            (sheet.row_groups if dimension == "ROWS" else sheet.column_groups).remove(group)
        else:
            group["range"] |= {"startIndex": span[0], "endIndex": span[1]}


def _moved_area(old: Area, shift: Shift, within: Area | None, *, by_rows: bool) -> Area | None:
    if within is not None and not _crosses_only(old, within, by_rows=by_rows):
        return old
    if by_rows:
        span = shift(old.top, old.bottom)
        return None if span is None else old._replace(top=span[0], bottom=span[1])
    span = shift(old.left, old.right)
    return None if span is None else old._replace(left=span[0], right=span[1])


def _crosses_only(area: Area, within: Area, *, by_rows: bool) -> bool:
    """Tell whether an area lies entirely in the lines that a shift of a range moves."""
    if by_rows:
        return within.left <= area.left and area.right <= within.right
    return within.top <= area.top and area.bottom <= within.bottom


def _shift_rules(
    book: Book, sheet: Sheet, dimension: str, shift: Shift, within: Area | None
) -> None:
    def moved(grid_range: dict[str, Any]) -> dict[str, Any] | None:
        return _moved_range(sheet, grid_range, dimension, shift, within)

    for rule in list(sheet.conditional_formats):
        ranges = [new for old in rule.get("ranges", ()) if (new := moved(old)) is not None]
        if ranges:
            rule["ranges"] = ranges
        else:
            sheet.conditional_formats.remove(rule)
    for group in (sheet.protected_ranges, sheet.filter_views, sheet.banded_ranges):
        _move_each(group, moved)
    if sheet.basic_filter is not None:
        left = [sheet.basic_filter]
        _move_each(left, moved)
        sheet.basic_filter = left[0] if left else None
    own = [each for each in book.named_ranges if each["range"].get("sheetId", 0) == sheet.sheet_id]
    before = list(own)
    _move_each(own, moved)
    book.named_ranges = [each for each in book.named_ranges if each not in before or each in own]


def _move_each(
    group: list[dict[str, Any]], moved: Callable[[dict[str, Any]], dict[str, Any] | None]
) -> None:
    for each in list(group):
        if "range" not in each:
            continue
        new = moved(each["range"])
        if new is None:
            group.remove(each)
        else:
            each["range"] = new


def _moved_range(
    sheet: Sheet, grid_range: dict[str, Any], dimension: str, shift: Shift, within: Area | None
) -> dict[str, Any] | None:
    if within is not None and not _crosses_only(
        sheet.area_of(grid_range), within, by_rows=dimension == "ROWS"
    ):
        return grid_range
    start_key, end_key = _KEYS[dimension]
    start, end = grid_range.get(start_key), grid_range.get(end_key)
    if start is None and end is None:
        return grid_range
    span = shift(start or 0, 10**9 if end is None else end)
    if span is None:
        return None
    found = dict(grid_range)
    if start is not None:
        found[start_key] = span[0]
    if end is not None:
        found[end_key] = span[1]
    return found


def _shift_formulas(
    book: Book, sheet: Sheet, shift: Shift, within: Area | None, *, by_rows: bool
) -> None:
    for holder in book.sheets:
        move = _formula_move(sheet, holder, shift, within, by_rows=by_rows)
        held = [
            (row, column, cell, cell.formula)
            for row, cells in enumerate(holder.rows)
            for column, cell in enumerate(cells)
            if cell is not None and cell.formula is not None
        ]
        for row, column, cell, before in held:
            formula = with_references(before, move)
            if formula != before:
                holder.put(row, column, cell._replace(formula=formula))


def _formula_move(
    sheet: Sheet, holder: Sheet, shift: Shift, within: Area | None, *, by_rows: bool
) -> Move:
    def move(title: str | None, corners: tuple[Corner, ...]) -> tuple[Corner, ...] | None:
        is_here = holder is sheet if title is None else title.casefold() == sheet.title.casefold()
        if not is_here or (within is not None and not _in_lines(corners, within, by_rows=by_rows)):
            return corners
        places = [corner.row if by_rows else corner.column for corner in corners]
        if places[0] is None:
            return corners
        last = places[-1] if places[-1] is not None else 10**9
        span = shift(min(places[0], last), max(places[0], last) + 1)
        if span is None:
            return None
        first, final = span[0], span[1] - 1
        name = "row" if by_rows else "column"
        moved = [corners[0]._replace(**{name: first})]
        if len(corners) > 1:
            end = corners[-1]
            moved.append(end if places[-1] is None else end._replace(**{name: final}))
        return tuple(moved)

    return move


def _in_lines(corners: tuple[Corner, ...], within: Area, *, by_rows: bool) -> bool:
    across = [corner.column if by_rows else corner.row for corner in corners]
    low, high = (within.left, within.right) if by_rows else (within.top, within.bottom)
    return all(place is not None and low <= place < high for place in across)
