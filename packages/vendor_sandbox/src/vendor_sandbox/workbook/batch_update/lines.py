"""Sandbox, Sheets: requests about rows and columns: insert, delete, move, size, hide, group."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.answers.masks import wants
from vendor_sandbox.workbook.answers.schema import require_mask
from vendor_sandbox.workbook.batch_update.tabs import required_mask
from vendor_sandbox.workbook.batch_update.targets import grid_sheet, line_range
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import PLAIN_LINE, Line, Sheet
from vendor_sandbox.workbook.shifting import delete_lines, insert_lines, shift_references

# Widths in Arial 10, in pixels. Capitals are calibrated on the one recorded answer:
# 1024 capitals make a column of 8691.
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW@%")
_CAPITAL, _PADDING = 8.4813, 6


def insert_dimension(book: Book, request: Mapping[str, Any]) -> None:
    """Insert rows or columns."""
    sheet, dimension, start, end = line_range(book, request)
    count = sheet.row_count if dimension == "ROWS" else sheet.column_count
    inherit = bool(request.get("inheritFromBefore"))
    if inherit and start == 0:
        raise invalid("inheritFromBefore cannot be true when inserting at the start.")
    if start > count or (start == count and not inherit):
        raise invalid(
            f"range.startIndex[{start}] must be less than the number of lines ({count}) if "
            "inheritFromBefore is false."
        )
    insert_lines(book, sheet, dimension, at=start, count=end - start, inherit_before=inherit)


def append_dimension(book: Book, request: Mapping[str, Any]) -> None:
    """Add rows or columns at the end."""
    sheet = grid_sheet(book, request.get("sheetId", 0))
    length, dimension = request.get("length", 0), request.get("dimension")
    if length < 1:
        raise invalid("length must be at least 1.")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise invalid("dimension is required.")
    at = sheet.row_count if dimension == "ROWS" else sheet.column_count
    insert_lines(book, sheet, dimension, at=at, count=length, inherit_before=True)


def delete_dimension(book: Book, request: Mapping[str, Any]) -> None:
    """Delete rows or columns."""
    sheet, dimension, start, end = line_range(book, request)
    delete_lines(book, sheet, dimension, start=start, end=end)


def move_dimension(book: Book, request: Mapping[str, Any]) -> None:
    """Move rows or columns; the destination counts places before the move."""
    sheet, dimension, start, end = line_range(book, request, key="source")
    by_rows = dimension == "ROWS"
    count = sheet.row_count if by_rows else sheet.column_count
    target = request.get("destinationIndex", 0)
    if not 0 <= target <= count or end > count:
        raise invalid(f"destinationIndex must be between 0 and {count}.")
    if start <= target <= end:
        return
    order = [*range(start), *range(end, count)]
    at = target if target < start else target - (end - start)
    order[at:at] = range(start, end)
    places = {old: new for new, old in enumerate(order)}

    def shift(first: int, last: int) -> tuple[int, int] | None:
        if last - first > 1:
            # A range that the moved lines do not cover keeps its ends where they were.
            inside = first >= start and last <= end
            outside = last <= min(start, target) or first >= max(end, target)
            if not inside and not outside:
                return first, last
        last = min(last, count)
        return places[first], places[last - 1] + 1

    if by_rows:
        while len(sheet.rows) < min(count, max(end, target)):
            sheet.rows.append([])
        sheet.rows = [sheet.rows[old] for old in order if old < len(sheet.rows)]
    else:
        width = max(end, target)
        for row, cells in enumerate(sheet.rows):
            cells.extend([None] * (width - len(cells)))
            sheet.rows[row] = [cells[old] for old in order if old < len(cells)]
    shift_references(book, sheet, dimension, shift)


def update_dimension_properties(book: Book, request: Mapping[str, Any]) -> None:
    """Set the size of rows or columns, or hide them."""
    mask = required_mask(request)
    require_mask(mask, "DimensionProperties")
    sheet, dimension, start, end = line_range(book, request)
    count = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if end > count:
        raise invalid(f"range.endIndex[{end}] must not be after the last line ({count}).")
    properties = request.get("properties") or {}
    pixels = properties.get("pixelSize")
    if wants(mask, "pixelSize") and pixels is not None and not 0 <= pixels <= 20_000:
        raise invalid(f"Invalid pixelSize: {pixels}.")
    lines = sheet.row_lines if dimension == "ROWS" else sheet.column_lines
    for index in range(start, end):
        line = lines.get(index, PLAIN_LINE)
        if wants(mask, "pixelSize"):
            line = line._replace(pixels=pixels)
        if wants(mask, "hiddenByUser"):
            line = line._replace(hidden_by_user=bool(properties.get("hiddenByUser")))
        set_line(lines, index, line)


def set_line(lines: dict[int, Line], index: int, line: Line) -> None:
    """Remember a line, unless there is nothing special about it."""
    if line == PLAIN_LINE:
        lines.pop(index, None)
    else:
        lines[index] = line


def auto_resize(book: Book, request: Mapping[str, Any]) -> None:
    """Fit rows or columns to what they hold."""
    sheet, dimension, start, end = line_range(book, request, key="dimensions")
    if dimension == "ROWS":
        for row in range(start, min(end, sheet.row_count)):
            set_line(sheet.row_lines, row, _fitted_row(sheet, row))
        return
    for column in range(start, min(end, sheet.column_count)):
        area = Area(0, column, sheet.row_count, column + 1)
        widths = [
            text_width(displayed(cell.value, cell.number_format, locale=book.locale))
            for _, _, cell in sheet.touched(area)
            if cell.value is not None
        ]
        line = sheet.column_lines.get(column, PLAIN_LINE)
        if widths:
            line = line._replace(pixels=round(max(widths) + _PADDING))
        set_line(sheet.column_lines, column, line)


def text_width(text: str) -> float:
    """Return the width of the longest line of a text, in pixels."""
    return max(
        sum(
            3.7
            if letter in _NARROW
            else 11.1
            if letter in _WIDE
            else _CAPITAL
            if letter.isupper()
            else 7.4
            for letter in line
        )
        for line in (text.split("\n") or [""])
    )


def _fitted_row(sheet: Sheet, row: int) -> Line:
    area = Area(row, 0, row + 1, sheet.column_count)
    texts = [cell.value for _, _, cell in sheet.touched(area) if isinstance(cell.value, str)]
    count = max((text.count("\n") + 1 for text in texts), default=1)
    line = sheet.row_lines.get(row, PLAIN_LINE)
    return line._replace(pixels=None if count == 1 else 5 + 16 * count)


# ---- groups ---------------------------------------------------------------------------------


def add_group(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Group lines: one level deeper than they were."""
    return _regroup(book, request, step=1)


def delete_group(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Take lines out of a group: one level less."""
    return _regroup(book, request, step=-1)


def _regroup(book: Book, request: Mapping[str, Any], *, step: int) -> dict[str, Any]:
    sheet, dimension, start, end = line_range(book, request)
    count = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if end > count:
        raise invalid(f"range.endIndex[{end}] must not be after the last line ({count}).")
    before = sheet.row_groups if dimension == "ROWS" else sheet.column_groups
    depths: dict[int, int] = {}
    for group in before:
        span = group["range"]
        for index in range(span.get("startIndex", 0), span["endIndex"]):
            depths[index] = max(depths.get(index, 0), group["depth"])
    if step < 0 and not any(depths.get(index) for index in range(start, end)):
        raise invalid("There is no group over the specified range.")
    for index in range(start, end):
        depths[index] = max(0, depths.get(index, 0) + step)
    if max(depths.values()) > 8:
        raise invalid("Cannot add more than 8 levels of groups.")
    groups = _groups(sheet, dimension, depths, before)
    if dimension == "ROWS":
        sheet.row_groups = groups
    else:
        sheet.column_groups = groups
    if not before:
        # Recorded: the first group puts the control after it, where it stays without any group.
        control = "rowGroupControlAfter" if dimension == "ROWS" else "columnGroupControlAfter"
        sheet.properties["gridProperties"][control] = True
    return {"dimensionGroups": [dict(group) for group in groups]} if groups else {}


def _groups(
    sheet: Sheet, dimension: str, depths: Mapping[int, int], before: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    collapsed = {
        (group["range"].get("startIndex", 0), group["range"]["endIndex"], group["depth"])
        for group in before
        if group.get("collapsed")
    }
    found = []
    for depth in range(1, max(depths.values(), default=0) + 1):
        inside = sorted(index for index, level in depths.items() if level >= depth)
        start = None
        for position, index in enumerate(inside):
            start = index if start is None else start
            if position + 1 < len(inside) and inside[position + 1] == index + 1:
                continue
            span: dict[str, Any] = {"sheetId": sheet.sheet_id} if sheet.sheet_id else {}
            span |= {"dimension": dimension, "startIndex": start, "endIndex": index + 1}
            group: dict[str, Any] = {"range": span, "depth": depth}
            if (start, index + 1, depth) in collapsed:
                group["collapsed"] = True
            found.append(group)
            start = None
    return found


def update_group(book: Book, request: Mapping[str, Any]) -> None:
    """Collapse or open a group: all its lines are hidden or shown."""
    mask = required_mask(request)
    require_mask(mask, "DimensionGroup")
    wanted = request.get("dimensionGroup") or {}
    sheet, dimension, start, end = line_range(book, wanted)
    groups = sheet.row_groups if dimension == "ROWS" else sheet.column_groups
    depth = wanted.get("depth", 0)
    for group in groups:
        span = group["range"]
        if (span.get("startIndex", 0), span["endIndex"], group["depth"]) == (start, end, depth):
            break
    else:
        raise invalid("There is no group over the specified range and depth.")
    is_collapsed = bool(wanted.get("collapsed"))
    group.pop("collapsed", None)
    if is_collapsed:
        group["collapsed"] = True
    lines = sheet.row_lines if dimension == "ROWS" else sheet.column_lines
    for index in range(start, end):
        line = lines.get(index, PLAIN_LINE)
        set_line(lines, index, line._replace(hidden_by_user=is_collapsed))


HANDLERS = {
    "insertDimension": insert_dimension,
    "appendDimension": append_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "updateDimensionProperties": update_dimension_properties,
    "autoResizeDimensions": auto_resize,
    "addDimensionGroup": add_group,
    "deleteDimensionGroup": delete_group,
    "updateDimensionGroup": update_group,
}
