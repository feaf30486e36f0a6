"""Sandbox, Sheets: the tree of a formula to its value."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell, CellError, Value, error
from vendor_sandbox.workbook.formulas.syntax import (
    Call,
    Constant,
    Name,
    Operation,
    Reference,
    Tree,
    parse_formula,
)
from vendor_sandbox.workbook.formulas.tokens import FormulaSyntaxError
from vendor_sandbox.workbook.ranges import Area, Box, grid_range_box
from vendor_sandbox.workbook.sheet import Sheet

_DEEPEST = 120


class CannotEvaluate(Exception):
    """The formula needs what this evaluator does not know; its cached value stands."""


class FormulaError(Exception):
    """The formula has an error for a value."""

    def __init__(self, value: CellError) -> None:
        super().__init__(value.text)
        self.value = value


class Block:
    """The values of a range, by rows, cut off where the tab has nothing more."""

    def __init__(self, rows: list[list[Value]], area: Area) -> None:
        self.rows = rows
        self.area = area

    def values(self) -> list[Value]:
        """Return all values, row by row."""
        return [value for row in self.rows for value in row]


Operand = Value | Block


class Evaluator:
    """Evaluates formulas of one workbook, each cell once; `functions` are those it may call.

    A function takes the evaluator, the formula's tab and the trees of its arguments.
    """

    def __init__(self, book: Book, functions: Mapping[str, Callable[..., Any]]) -> None:
        self.book = book
        self.functions = functions
        self.known: dict[tuple[int, int, int], Value] = {}
        self.running: set[tuple[int, int, int]] = set()

    @property
    def now(self) -> datetime:
        """Return the time in the spreadsheet's zone. Raises CannotEvaluate without a clock."""
        if self.book.clock is None:
            raise CannotEvaluate
        return self.book.clock()

    def cell_value(self, sheet: Sheet, row: int, column: int, cell: Cell) -> Value:
        """Return the value of a cell, evaluated if it has a formula."""
        if cell.formula is None:
            return cell.value
        if isinstance(cell.value, CellError) and cell.value.type == "ERROR":
            # It was wrong when typed, in the locale of that time: kept as typed, not tried again.
            return cell.value
        key = (sheet.sheet_id, row, column)
        if key in self.known:
            return self.known[key]
        if key in self.running:
            return error("REF", "Circular dependency detected.")
        if len(self.running) > _DEEPEST:
            return cell.value
        self.running.add(key)
        try:
            value = self._formula_value(cell, sheet, row, column)
        finally:
            self.running.discard(key)
        self.known[key] = value
        return value

    def _formula_value(self, cell: Cell, sheet: Sheet, row: int, column: int) -> Value:
        try:
            tree = parse_formula(cell.formula or "")
            value = self.scalar(self.value(tree, sheet), row, column)
        except FormulaError as problem:
            return problem.value
        except FormulaSyntaxError:
            return cell.value if cell.value is not None else error("ERROR")
        except CannotEvaluate:
            return cell.value if cell.value is not None else error("NAME")
        # A formula that gives an empty cell shows 0 in Excel but nothing on Google.
        return value

    def scalar(self, value: Operand, row: int, column: int) -> Value:
        """Return one value; of a range, the one in the same row or column."""
        if not isinstance(value, Block):
            return value
        area = value.area
        if area.bottom - area.top == 1 and area.right - area.left == 1:
            return value.rows[0][0] if value.rows and value.rows[0] else None
        if area.right - area.left == 1 and area.top <= row < area.bottom:
            line = row - area.top
            return value.rows[line][0] if line < len(value.rows) and value.rows[line] else None
        if area.bottom - area.top == 1 and area.left <= column < area.right and value.rows:
            place = column - area.left
            return value.rows[0][place] if place < len(value.rows[0]) else None
        raise CannotEvaluate

    # ---- trees --------------------------------------------------------------------------------

    def value(self, tree: Tree, sheet: Sheet) -> Operand:
        """Return what a tree evaluates to. Raises FormulaError and CannotEvaluate."""
        match tree:
            case Constant(value):
                return value
            case Reference(title, box, is_one_cell):
                return self._referred(title, box, sheet, is_one_cell=is_one_cell)
            case Name(name):
                return self._named(name)
            case Call(name, arguments):
                return self._call(name, arguments, sheet)
            case Operation(operator, left, right):
                return self._operate(operator, left, right, sheet)
        raise CannotEvaluate

    def one(self, tree: Tree, sheet: Sheet) -> Value:
        """Return the single value of a tree. Raises FormulaError when it is an error."""
        value = self.value(tree, sheet)
        if isinstance(value, Block):
            if len(value.rows) > 1 or (value.rows and len(value.rows[0]) > 1):
                raise CannotEvaluate
            value = value.rows[0][0] if value.rows and value.rows[0] else None
        if isinstance(value, CellError):
            raise FormulaError(value)
        return value

    def number(self, tree: Tree, sheet: Sheet) -> int | float:
        """Return a number. Raises FormulaError (#VALUE!) for what is none."""
        return as_number(self.one(tree, sheet))

    def text(self, tree: Tree, sheet: Sheet) -> str:
        """Return a text as displayed in the automatic format."""
        return self.as_text(self.one(tree, sheet))

    def as_text(self, value: Value) -> str:
        """Return a value as `&` joins it."""
        from vendor_sandbox.workbook.notation.display import displayed

        return displayed(value, None, locale=self.book.locale)

    def block(self, tree: Tree, sheet: Sheet) -> Block:
        """Return a range. A single value becomes a range of one."""
        value = self.value(tree, sheet)
        return value if isinstance(value, Block) else Block([[value]], Area(0, 0, 1, 1))

    def _referred(self, title: str | None, box: Box, sheet: Sheet, *, is_one_cell: bool) -> Operand:
        target = sheet if title is None else self.book.sheet_titled(title)
        if target is None:
            raise FormulaError(error("REF"))
        if is_one_cell and box.top is not None and box.left is not None:
            return self.cell_value(target, box.top, box.left, target.cell(box.top, box.left))
        return self._block_of(target, box)

    def _block_of(self, target: Sheet, box: Box) -> Block:
        try:
            area = target.area(box)
        except ApiError:
            return Block([], Area(0, 0, 0, 0))
        rows: list[list[Value]] = []
        for row in range(area.top, min(area.bottom, len(target.rows))):
            cells = target.rows[row][area.left : area.right]
            rows.append(
                [
                    None if cell is None else self.cell_value(target, row, column, cell)
                    for column, cell in enumerate(cells, start=area.left)
                ]
            )
        return Block(rows, area)

    def _named(self, name: str) -> Operand:
        found = self.book.named_range(name)
        if found is None:
            raise FormulaError(error("NAME", f"Unknown range name: '{name.upper()}'."))
        grid_range = found["range"]
        target = self.book.sheet(grid_range.get("sheetId", 0))
        return self._block_of(target, grid_range_box(grid_range))

    def _call(self, name: str, arguments: tuple[Tree, ...], sheet: Sheet) -> Operand:
        function = self.functions.get(name)
        if function is None:
            raise CannotEvaluate
        try:
            return function(self, sheet, *arguments)
        except TypeError as problem:
            if "positional argument" not in str(problem):
                raise
            message = f"Wrong number of arguments to {name}."
            raise FormulaError(error("N_A", message)) from problem
        except (OverflowError, ValueError) as problem:
            raise FormulaError(error("NUM")) from problem

    def _operate(self, operator: str, left: Tree, right: Tree | None, sheet: Sheet) -> Operand:
        if operator == "keep":
            return self.value(left, sheet)
        if operator == "negate":
            return -self.number(left, sheet)
        if operator == "%":
            return self.number(left, sheet) / 100
        assert right is not None
        if operator == "&":
            return self.text(left, sheet) + self.text(right, sheet)
        if operator in _COMPARISONS:
            return compare(operator, self.one(left, sheet), self.one(right, sheet))
        return arithmetic(operator, self.number(left, sheet), self.number(right, sheet))


def as_number(value: Value) -> int | float:
    """Return a value as arithmetic takes it: empty is 0, a boolean 0 or 1.

    Raises FormulaError (#VALUE!) for text.
    """
    if value is None:
        return 0
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, CellError):
        raise FormulaError(value)
    try:
        return float(value)
    except ValueError as problem:
        message = f"Expected a number, but '{value}' is a text and cannot be coerced to a number."
        raise FormulaError(error("VALUE", message)) from problem


def arithmetic(operator: str, left: float, right: float) -> int | float:
    """Return the result of `+ - * / ^`. Raises FormulaError (#DIV/0!, #NUM!)."""
    try:
        match operator:
            case "+":
                result = left + right
            case "-":
                result = left - right
            case "*":
                result = left * right
            case "/":
                result = left / right
            case _:
                result = left**right
    except ZeroDivisionError as problem:
        raise FormulaError(error("DIVIDE_BY_ZERO")) from problem
    except OverflowError as problem:
        raise FormulaError(error("NUM")) from problem
    if isinstance(result, complex) or result in {float("inf"), float("-inf")} or result != result:
        raise FormulaError(error("NUM"))
    if isinstance(result, float) and result.is_integer() and abs(result) < 2**53:
        return int(result)
    if isinstance(result, int) and abs(result) >= 2**53:
        return float(result)
    return result


_COMPARISONS = {"=", "<>", "<", ">", "<=", ">="}


def compare(operator: str, left: Value, right: Value) -> bool:
    """Return a comparison: numbers before texts before booleans; capitals do not matter."""
    one, other = _sort_key(left, right), _sort_key(right, left)
    return {
        "=": one == other,
        "<>": one != other,
        "<": one < other,
        ">": one > other,
        "<=": one <= other,
        ">=": one >= other,
    }[operator]


def _sort_key(value: Value, other: Value) -> tuple[int, float | str]:
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0
    if isinstance(value, bool):
        return (2, float(value))
    if isinstance(value, str):
        return (1, value.casefold())
    if isinstance(value, CellError):
        raise FormulaError(value)
    return (0, float(value))
