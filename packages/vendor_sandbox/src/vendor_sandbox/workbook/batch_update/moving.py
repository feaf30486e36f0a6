"""Sandbox, Sheets: requests that copy, cut and paste, and that shift ranges."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.batch_update.targets import grid_sheet, target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import EMPTY, Cell
from vendor_sandbox.workbook.failures import exceeds_grid, invalid
from vendor_sandbox.workbook.formulas.writing import (
    Corner,
    shifted_formula,
    with_references,
)
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.shifting import deletion, insertion, shift_references
from vendor_sandbox.workbook.values.writing import typed_in


def pasted(target: Cell, source: Cell, kind: str, *, rows: int, columns: int) -> Cell:
    """Return a cell after a paste; a formula moves its references by rows and columns."""
    formula = source.formula
    if formula is not None:
        formula = shifted_formula(formula, rows=rows, columns=columns)
    match kind:
        case "PASTE_VALUES":
            return target.emptied()._replace(value=source.value, link=source.link)
        case "PASTE_FORMULA":
            return target.emptied()._replace(value=source.value, formula=formula, link=source.link)
        case "PASTE_FORMAT":
            return target._replace(format=source.format)
        case "PASTE_NO_BORDERS":
            return source._replace(formula=formula, format=_without_borders(source.format))
        case "PASTE_DATA_VALIDATION":
            return target._replace(validation=source.validation)
        case "PASTE_CONDITIONAL_FORMATTING":
            return target
    return source._replace(formula=formula)


def _without_borders(own: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return {k: v for k, v in own.items() if k != "borders"} or None if own else None


def copy_paste(book: Book, request: Mapping[str, Any]) -> None:
    """Copy a range; a destination that is a multiple of it is filled with copies."""
    source_sheet, source = target_area(book, request, key="source")
    target_sheet, wanted = target_area(book, request, key="destination")
    kind = request.get("pasteType", "PASTE_NORMAL")
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    height, width = source.bottom - source.top, source.right - source.left
    if turned:
        height, width = width, height
    target = _tiled(target_sheet, wanted, height=height, width=width)
    cells = [
        [source_sheet.cell(row, column) for column in range(source.left, source.right)]
        for row in range(source.top, source.bottom)
    ]
    for row in range(target.top, target.bottom):
        for column in range(target.left, target.right):
            down, right = (row - target.top) % height, (column - target.left) % width
            if turned:
                down, right = right, down
            cell = pasted(
                target_sheet.cell(row, column),
                cells[down][right],
                kind,
                rows=row - (source.top + down),
                columns=column - (source.left + right),
            )
            target_sheet.put(row, column, cell)
    if kind in {"PASTE_NORMAL", "PASTE_FORMAT", "PASTE_NO_BORDERS"} and not turned:
        _paste_merges(source_sheet, source, target_sheet, target)


def _tiled(sheet: Sheet, wanted: Area, *, height: int, width: int) -> Area:
    """Return the cells that a paste reaches: whole copies, at least one."""
    rows, columns = wanted.bottom - wanted.top, wanted.right - wanted.left
    rows = rows if rows % height == 0 else height
    columns = columns if columns % width == 0 else width
    target = Area(wanted.top, wanted.left, wanted.top + rows, wanted.left + columns)
    if target.bottom > sheet.row_count or target.right > sheet.column_count:
        raise exceeds_grid(sheet.text_of(target), rows=sheet.row_count, columns=sheet.column_count)
    return target


def _paste_merges(source_sheet: Sheet, source: Area, target_sheet: Sheet, target: Area) -> None:
    height, width = source.bottom - source.top, source.right - source.left
    inside = [merge for merge in source_sheet.merges if source.covers(merge)]
    if (source_sheet, source) != (target_sheet, target):
        target_sheet.merges = [m for m in target_sheet.merges if not m.meets(target)]
    for top in range(target.top, target.bottom, height):
        for left in range(target.left, target.right, width):
            down, right = top - source.top, left - source.left
            for merge in inside:
                moved = Area(
                    merge.top + down, merge.left + right, merge.bottom + down, merge.right + right
                )
                if moved not in target_sheet.merges:
                    target_sheet.merges.append(moved)


def cut_paste(book: Book, request: Mapping[str, Any]) -> None:
    """Move a range to a corner; formulas in it keep what they pointed to."""
    source_sheet, source = target_area(book, request, key="source")
    corner = request.get("destination")
    if corner is None:
        raise invalid("destination is required.")
    kind = request.get("pasteType", "PASTE_NORMAL")
    target_sheet = grid_sheet(book, corner.get("sheetId", 0))
    top, left = corner.get("rowIndex", 0), corner.get("columnIndex", 0)
    target = Area(top, left, top + source.bottom - source.top, left + source.right - source.left)
    if target.bottom > target_sheet.row_count or target.right > target_sheet.column_count:
        raise exceeds_grid(
            target_sheet.text_of(target),
            rows=target_sheet.row_count,
            columns=target_sheet.column_count,
        )
    moved = [
        [source_sheet.cell(row, column) for column in range(source.left, source.right)]
        for row in range(source.top, source.bottom)
    ]
    _leave(source_sheet, source, kind)
    for row, cells in enumerate(moved, start=top):
        for column, cell in enumerate(cells, start=left):
            before = target_sheet.cell(row, column)
            target_sheet.put(row, column, pasted(before, cell, kind, rows=0, columns=0))
    if kind == "PASTE_NORMAL" and target_sheet is source_sheet:
        _follow_cut(book, source_sheet, source, rows=top - source.top, columns=left - source.left)
    if kind == "PASTE_NORMAL":
        inside = [merge for merge in source_sheet.merges if source.covers(merge)]
        source_sheet.merges = [m for m in source_sheet.merges if m not in inside]
        down, right = top - source.top, left - source.left
        target_sheet.merges += [
            Area(m.top + down, m.left + right, m.bottom + down, m.right + right) for m in inside
        ]


def _follow_cut(book: Book, sheet: Sheet, source: Area, *, rows: int, columns: int) -> None:
    """Make every formula that names cells of a cut name them where they are now."""
    for holder in book.sheets:

        def move(
            title: str | None, corners: tuple[Corner, ...], holder: Sheet = holder
        ) -> tuple[Corner, ...]:
            is_here = (
                holder is sheet if title is None else title.casefold() == sheet.title.casefold()
            )
            inside = all(
                corner.row is not None
                and corner.column is not None
                and source.holds(corner.row, corner.column)
                for corner in corners
            )
            if not (is_here and inside):
                return corners
            return tuple(
                corner._replace(row=(corner.row or 0) + rows, column=(corner.column or 0) + columns)
                for corner in corners
            )

        for row, column, cell in list(holder.touched(holder.whole)):
            if cell.formula is not None:
                formula = with_references(cell.formula, move)
                if formula != cell.formula:
                    holder.put(row, column, cell._replace(formula=formula))


def _leave(sheet: Sheet, area: Area, kind: str) -> None:
    """Empty the cells of a cut, of what was taken."""
    for row, column, cell in list(sheet.touched(area)):
        if kind in {"PASTE_VALUES", "PASTE_FORMULA"}:
            sheet.put(row, column, cell.emptied())
        elif kind == "PASTE_FORMAT":
            sheet.put(row, column, cell._replace(format=None))
        elif kind == "PASTE_DATA_VALIDATION":
            sheet.put(row, column, cell._replace(validation=None))
        else:
            sheet.put(row, column, EMPTY)


def paste_data(book: Book, request: Mapping[str, Any]) -> None:
    """Paste delimited text, read as typed."""
    corner = request.get("coordinate")
    if corner is None:
        raise invalid("coordinate is required.")
    if request.get("html"):
        raise invalid("This sandbox does not paste HTML.")
    delimiter = request.get("delimiter") or "\t"
    if len(delimiter) != 1:
        raise invalid("delimiter must be one character.")
    sheet = grid_sheet(book, corner.get("sheetId", 0))
    top, left = corner.get("rowIndex", 0), corner.get("columnIndex", 0)
    reader = csv.reader(io.StringIO(request.get("data") or ""), delimiter=delimiter)
    rows = list(reader)
    width = max((len(row) for row in rows), default=0)
    sheet.set_size(
        rows=max(sheet.row_count, top + len(rows)),
        columns=max(sheet.column_count, left + width),
    )
    kind = request.get("type", "PASTE_NORMAL")
    for row, line in enumerate(rows, start=top):
        for column, text in enumerate(line, start=left):
            before = sheet.cell(row, column)
            typed = typed_in(book, before, text)
            if kind != "PASTE_FORMAT":
                sheet.put(row, column, typed)


# ---- shifted ranges -------------------------------------------------------------------------


def insert_range(book: Book, request: Mapping[str, Any]) -> None:
    """Insert empty cells: those below, or to the right, make room."""
    sheet, area = target_area(book, request)
    by_rows = _shift_dimension(request) == "ROWS"
    count = area.bottom - area.top if by_rows else area.right - area.left
    end = sheet.row_count if by_rows else sheet.column_count
    band = _band(sheet, area, by_rows=by_rows)
    _require_whole_merges(sheet, band)
    lost = _tail(sheet, band, count, by_rows=by_rows)
    if any(cell.has_content for _, _, cell in sheet.touched(lost)):
        sheet.set_size(**{"rows" if by_rows else "columns": end + count})
        band = _band(sheet, area, by_rows=by_rows)
    _slide(sheet, band, count, by_rows=by_rows)
    place = area.top if by_rows else area.left
    dimension = "ROWS" if by_rows else "COLUMNS"
    shift_references(book, sheet, dimension, insertion(place, count), within=band)


def delete_range(book: Book, request: Mapping[str, Any]) -> None:
    """Delete cells: those below, or to the right, take their place."""
    sheet, area = target_area(book, request)
    by_rows = _shift_dimension(request) == "ROWS"
    count = area.bottom - area.top if by_rows else area.right - area.left
    band = _band(sheet, area, by_rows=by_rows)
    _require_whole_merges(sheet, band)
    _slide(sheet, band, -count, by_rows=by_rows)
    start = area.top if by_rows else area.left
    dimension = "ROWS" if by_rows else "COLUMNS"
    shift_references(book, sheet, dimension, deletion(start, start + count), within=band)


def _shift_dimension(request: Mapping[str, Any]) -> str:
    dimension = request.get("shiftDimension")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise invalid("shiftDimension is required.")
    return dimension


def _band(sheet: Sheet, area: Area, *, by_rows: bool) -> Area:
    """Return the cells of a shift: the range and all that comes after it."""
    if by_rows:
        return Area(area.top, area.left, sheet.row_count, area.right)
    return Area(area.top, area.left, area.bottom, sheet.column_count)


def _tail(sheet: Sheet, band: Area, count: int, *, by_rows: bool) -> Area:
    if by_rows:
        return band._replace(top=max(band.top, sheet.row_count - count))
    return band._replace(left=max(band.left, sheet.column_count - count))


def _require_whole_merges(sheet: Sheet, band: Area) -> None:
    if any(merge.meets(band) and not band.covers(merge) for merge in sheet.merges):
        raise invalid("You can't shift a range that cuts through merged cells.")


def _slide(sheet: Sheet, band: Area, count: int, *, by_rows: bool) -> None:
    """Move the cells of a band by `count` lines; what leaves the band is dropped."""
    cells = list(sheet.touched(band))
    for row, column, _ in cells:
        sheet.put(row, column, EMPTY)
    for row, column, cell in cells:
        new_row, new_column = (row + count, column) if by_rows else (row, column + count)
        if band.holds(new_row, new_column):
            sheet.put(new_row, new_column, cell)


HANDLERS = {
    "copyPaste": copy_paste,
    "cutPaste": cut_paste,
    "pasteData": paste_data,
    "insertRange": insert_range,
    "deleteRange": delete_range,
}
