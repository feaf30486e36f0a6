"""Sandbox, Sheets: the number format that a formula brings along where none was set: a date's."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.formulas.syntax import Call, Operation, Reference, Tree, parse_formula
from vendor_sandbox.workbook.formulas.tokens import FormulaSyntaxError
from vendor_sandbox.workbook.sheet import Sheet

# Measured (May 2026): DATE and NOW bring a type without a pattern, and a reference hands it on.
_DATE, _MOMENT = {"type": "DATE"}, {"type": "DATE_TIME"}
_BY_FUNCTION: Mapping[str, Mapping[str, Any]] = {
    "TODAY": _DATE,
    "DATE": _DATE,
    "EDATE": _DATE,
    "EOMONTH": _DATE,
    "NOW": _MOMENT,
}
_DATE_TYPES = frozenset({"DATE", "TIME", "DATE_TIME"})
_Place = tuple[int, int, int]


class BroughtFormats:
    """Finds the formats that formulas of one workbook bring, each cell's once.

    Of other formats than dates', and of functions over ranges, nothing is said: not measured.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        # A cell that is being worked on brings nothing: a circle of references ends there.
        self._known: dict[_Place, Mapping[str, Any] | None] = {}

    def of_cell(self, sheet: Sheet, row: int, column: int) -> Mapping[str, Any] | None:
        """Return the date format that the formula of a cell brings, or None."""
        place = (sheet.sheet_id, row, column)
        if place not in self._known:
            self._known[place] = None
            cell = sheet.cell(row, column)
            self._known[place] = self._of_formula(cell, sheet) if cell.formula else None
        return self._known[place]

    def _of_formula(self, cell: Cell, sheet: Sheet) -> Mapping[str, Any] | None:
        try:
            return self._of(parse_formula(cell.formula or ""), sheet)
        except (FormulaSyntaxError, RecursionError):
            return None

    def _of(self, tree: Tree, sheet: Sheet) -> Mapping[str, Any] | None:
        match tree:
            case Call(name, _):
                return _BY_FUNCTION.get(name)
            case Reference(title, box, True):
                target = sheet if title is None else self._book.sheet_titled(title)
                if target is None or box.top is None or box.left is None:
                    return None
                own = target.cell(box.top, box.left).set_format
                if own is not None:
                    return own if own.get("type") in _DATE_TYPES else None
                return self.of_cell(target, box.top, box.left)
            case Operation("keep", left, _):
                return self._of(left, sheet)
            case Operation("+" | "-" as operator, left, right) if right is not None:
                return self._of_sum(operator, left, right, sheet)
        return None

    def _of_sum(
        self, operator: str, left: Tree, right: Tree, sheet: Sheet
    ) -> Mapping[str, Any] | None:
        """A date and some days are a date; the days between two dates are a number."""
        one, other = self._of(left, sheet), self._of(right, sheet)
        if one is not None and other is not None:
            return None
        return one if operator == "-" else one or other
