"""Sandbox, Sheets: requests that sort rows, and that put them in random order."""

import random
from collections.abc import Mapping, Sequence
from functools import cmp_to_key
from typing import Any

from vendor_sandbox.workbook.batch_update.targets import target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell, CellError, Value
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.formulas.writing import shifted_formula
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet


def sort_key(value: Value) -> tuple[int, Any]:
    """Return the place of a value in ascending order: numbers, texts, booleans, errors."""
    if isinstance(value, bool):
        return (2, value)
    if isinstance(value, str):
        return (1, (value.casefold(), value))
    if isinstance(value, CellError):
        return (3, value.type)
    return (0, value or 0)


def sort_area(sheet: Sheet, area: Area, specs: Sequence[Mapping[str, Any]]) -> None:
    """Sort the rows of an area; equal rows keep their order and empty cells come last."""
    for spec in specs:
        column = spec.get("dimensionIndex", 0)
        if not area.left <= column < area.right:
            raise invalid(
                f"Cannot sort on column index {column}: it is outside of the range being sorted."
            )
    rows = list(range(area.top, area.bottom))

    def compare(one: int, other: int) -> int:
        for spec in specs:
            column = spec.get("dimensionIndex", 0)
            left, right = sheet.cell(one, column).value, sheet.cell(other, column).value
            if left is None or right is None:
                if (left is None) != (right is None):
                    return 1 if left is None else -1
                continue
            first, second = sort_key(left), sort_key(right)
            if first != second:
                ascending = spec.get("sortOrder") != "DESCENDING"
                return -1 if (first < second) == ascending else 1
        return 0

    rows.sort(key=cmp_to_key(compare))
    reorder(sheet, area, rows)


def reorder(sheet: Sheet, area: Area, order: Sequence[int]) -> None:
    """Put the rows of an area in another order; formulas keep pointing to their own row."""
    if any(merge.meets(area) for merge in sheet.merges):
        raise invalid("You can't sort a range with vertical merges.")
    before = [[sheet.cell(row, column) for column in range(area.left, area.right)] for row in order]
    for place, (old, cells) in enumerate(zip(order, before, strict=True), start=area.top):
        for column, cell in enumerate(cells, start=area.left):
            sheet.put(place, column, _moved(cell, rows=place - old))


def _moved(cell: Cell, *, rows: int) -> Cell:
    if cell.formula is None or not rows:
        return cell
    return cell._replace(formula=shifted_formula(cell.formula, rows=rows, columns=0))


def sort_range(book: Book, request: Mapping[str, Any]) -> None:
    """Sort a range by columns given by their index in the tab."""
    sheet, area = target_area(book, request)
    specs = request.get("sortSpecs") or ()
    if not specs:
        raise invalid("sortSpecs is required.")
    sort_area(sheet, area, specs)


def randomize_range(book: Book, request: Mapping[str, Any]) -> None:
    """Shuffle the rows of a range: the same state gives the same order, for the journal."""
    sheet, area = target_area(book, request)
    order = list(range(area.top, area.bottom))
    random.Random(book.next_id(set())).shuffle(order)
    reorder(sheet, area, order)


HANDLERS = {"sortRange": sort_range, "randomizeRange": randomize_range}
