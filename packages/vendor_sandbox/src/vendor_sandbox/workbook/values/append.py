"""Sandbox, Sheets: values.append, which finds a table and writes below it."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.formulas.recalculation import recalculate
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.values.writing import (
    Target,
    as_rows,
    response_rendering,
    update_json,
    write,
)


def table_in(sheet: Sheet, area: Area) -> Area | None:
    """Return the table that an append goes under, or None.

    A table is a block of cells with content that touch, diagonally too. It counts when the range
    meets it; being beside it is not enough (the API's own example: E4 next to B4:D6). Of several,
    the last one counts, the one that reaches furthest down, then right; recorded: in a row
    `x, empty, z` of a whole tab the table is `z` alone.
    """
    filled = {(row, column) for row, column, cell in sheet.touched(sheet.whole) if cell.has_content}
    blocks = [block for block in _blocks(filled) if block.meets(area)]
    return max(blocks, key=lambda block: (block.bottom, block.right), default=None)


def _blocks(filled: set[tuple[int, int]]) -> list[Area]:
    seen: set[tuple[int, int]] = set()
    blocks = []
    for start in filled:
        if start in seen:
            continue
        block, waiting = [start], [start]
        seen.add(start)
        while waiting:
            row, column = waiting.pop()
            for near in _neighbours(row, column):
                if near in filled and near not in seen:
                    seen.add(near)
                    block.append(near)
                    waiting.append(near)
        rows = [row for row, _ in block]
        columns = [column for _, column in block]
        blocks.append(Area(min(rows), min(columns), max(rows) + 1, max(columns) + 1))
    return blocks


def _neighbours(row: int, column: int) -> list[tuple[int, int]]:
    return [
        (row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right
    ]


def append(book: Book, operation: Mapping[str, Any]) -> dict[str, Any]:
    """values.append: `range`, `body` (a ValueRange), `params` (the query)."""
    body, params = operation["body"], operation["params"]
    sheet, area = book.locate(operation["range"])
    rows = as_rows(body)
    height, width = len(rows), max((len(row) for row in rows), default=0)
    table = table_in(sheet, area)
    if table is None:
        top, left = area.top, area.left
    else:
        top, left = table.bottom, table.left
    if params.get("insertDataOption") == "INSERT_ROWS" and table is not None:
        _insert_rows(book, sheet, at=top, count=height)
    _grow(sheet, rows=top + height, columns=left + width)
    reached = Area(top, left, top + max(height, 1), left + max(width, 1))
    target = Target(sheet, reached, rows)
    written = write(book, target, option=params["valueInputOption"])
    rendering = response_rendering(params)
    if rendering is not None:
        recalculate(book)
    answer: dict[str, Any] = {"spreadsheetId": book.spreadsheet_id}
    if table is not None:
        answer["tableRange"] = sheet.text_of(table)
    answer["updates"] = update_json(book, target, written, rendering)
    return answer


def _insert_rows(book: Book, sheet: Sheet, *, at: int, count: int) -> None:
    from vendor_sandbox.workbook.shifting import insert_lines

    if at < sheet.row_count and count:
        insert_lines(book, sheet, "ROWS", at=at, count=count, inherit_before=True)


def _grow(sheet: Sheet, *, rows: int, columns: int) -> None:
    if columns > 18_278 or rows * max(columns, sheet.column_count) > 10_000_000:
        raise invalid(
            "This action would increase the number of cells in the workbook above the limit of "
            "10000000 cells."
        )
    if rows > sheet.row_count:
        sheet.set_size(rows=rows)
    if columns > sheet.column_count:
        sheet.set_size(columns=columns)
