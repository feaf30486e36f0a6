"""Sandbox, Sheets: functions that look up and that count by a criterion."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from vendor_sandbox.workbook.cells import CellError, Value, error
from vendor_sandbox.workbook.formulas.evaluation import (
    Block,
    CannotEvaluate,
    Evaluator,
    FormulaError,
    arithmetic,
    as_number,
    compare,
)
from vendor_sandbox.workbook.formulas.syntax import Reference, Tree
from vendor_sandbox.workbook.notation.entering import entered
from vendor_sandbox.workbook.sheet import Sheet

Criterion = Callable[[Value], bool]


def criterion(value: Value, *, locale: str) -> Criterion:
    """Return the test that `">5"`, `"<>"`, `"abc*"` or a plain value describes."""
    if not isinstance(value, str):
        return lambda each: _same(each, value)
    found = re.match(r"(<=|>=|<>|<|>|=)?(.*)", value, re.DOTALL)
    assert found is not None
    operator, text = found[1] or "=", found[2]
    wanted = entered(text, locale=locale).value
    if operator in {"=", "<>"}:
        matches = _matcher(wanted, text)
        return (lambda each: not matches(each)) if operator == "<>" else matches
    return lambda each: _ordered(operator, each, wanted)


def _matcher(wanted: Value, text: str) -> Criterion:
    if isinstance(wanted, str) and re.search(r"[*?]", text):
        pieces = re.split(r"(~[*?]|[*?])", text)
        rule = "".join({"*": ".*", "?": "."}.get(p, re.escape(p.lstrip("~"))) for p in pieces)
        pattern = re.compile(rule, re.IGNORECASE | re.DOTALL)
        return lambda each: isinstance(each, str) and pattern.fullmatch(each) is not None
    if wanted is None:
        return lambda each: each in {None, ""}
    return lambda each: _same(each, wanted)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, CellError) or isinstance(other, CellError):
        return one == other
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other and one is not None


def _ordered(operator: str, one: Value, other: Value) -> bool:
    if isinstance(one, CellError) or one is None or isinstance(one, str) != isinstance(other, str):
        return False
    return compare(operator, one, other)


def _padded(block: Block, like: Block) -> list[Value]:
    """Return the values of a block over the shape of another, missing ones None."""
    height = max(len(block.rows), len(like.rows))
    width = max((len(row) for row in [*block.rows, *like.rows]), default=0)
    return [
        block.rows[row][column] if row < len(block.rows) and column < len(block.rows[row]) else None
        for row in range(height)
        for column in range(width)
    ]


def _chosen(evaluator: Evaluator, sheet: Sheet, values: Tree, pairs: tuple[Tree, ...]) -> Any:
    """Return the values whose every criterion holds."""
    wanted = evaluator.block(values, sheet)
    ranges = [evaluator.block(tree, sheet) for tree in pairs[::2]]
    tests = [
        criterion(evaluator.one(tree, sheet), locale=evaluator.book.locale) for tree in pairs[1::2]
    ]
    if len(ranges) != len(tests):
        raise FormulaError(error("N_A", "Wrong number of arguments."))
    largest = max([wanted, *ranges], key=lambda block: len(block.values()))
    columns = [_padded(block, largest) for block in ranges]
    return [
        value
        for position, value in enumerate(_padded(wanted, largest))
        if all(test(column[position]) for test, column in zip(tests, columns, strict=True))
    ]


def _total(found: list[Value]) -> list[float]:
    return [each for each in found if isinstance(each, int | float) and not isinstance(each, bool)]


def _countif(evaluator: Evaluator, sheet: Sheet, values: Tree, test: Tree) -> Value:
    return len(_chosen(evaluator, sheet, values, (values, test)))


def _countifs(evaluator: Evaluator, sheet: Sheet, first: Tree, *pairs: Tree) -> Value:
    return len(_chosen(evaluator, sheet, first, (first, *pairs)))


def _sumif(
    evaluator: Evaluator, sheet: Sheet, tested: Tree, test: Tree, summed: Tree | None = None
) -> Value:
    found = _chosen(evaluator, sheet, tested if summed is None else summed, (tested, test))
    return arithmetic("+", sum(_total(found)), 0)


def _sumifs(evaluator: Evaluator, sheet: Sheet, summed: Tree, *pairs: Tree) -> Value:
    return arithmetic("+", sum(_total(_chosen(evaluator, sheet, summed, pairs))), 0)


def _averageif(
    evaluator: Evaluator, sheet: Sheet, tested: Tree, test: Tree, summed: Tree | None = None
) -> Value:
    found = _total(_chosen(evaluator, sheet, tested if summed is None else summed, (tested, test)))
    return arithmetic("/", sum(found), len(found))


def _vlookup(
    evaluator: Evaluator, sheet: Sheet, key: Tree, table: Tree, column: Tree, near: Any = None
) -> Value:
    wanted, block = evaluator.one(key, sheet), evaluator.block(table, sheet)
    place = int(evaluator.number(column, sheet)) - 1
    if not 0 <= place < block.area.right - block.area.left:
        raise FormulaError(error("REF"))
    sorted_too = near is None or bool(as_number(evaluator.one(near, sheet)))
    row = _position(wanted, [line[0] if line else None for line in block.rows], nearest=sorted_too)
    line = block.rows[row]
    return line[place] if place < len(line) else None


def _position(wanted: Value, column: list[Value], *, nearest: bool) -> int:
    """Return where a value is; `nearest` takes the last not greater in a sorted column."""
    if nearest:
        found = [i for i, each in enumerate(column) if _ordered("<=", each, wanted)]
        if found:
            return found[-1]
    else:
        for position, each in enumerate(column):
            if _same(each, wanted):
                return position
    raise FormulaError(error("N_A", "Did not find value in lookup evaluation."))


def _match(
    evaluator: Evaluator, sheet: Sheet, key: Tree, values: Tree, kind: Tree | None = None
) -> Value:
    style = 1 if kind is None else int(evaluator.number(kind, sheet))
    if style < 0:
        raise CannotEvaluate
    wanted, found = evaluator.one(key, sheet), evaluator.block(values, sheet).values()
    return _position(wanted, found, nearest=style == 1) + 1


def _index(
    evaluator: Evaluator, sheet: Sheet, table: Tree, row: Tree, column: Tree | None = None
) -> Value:
    block = evaluator.block(table, sheet)
    down = int(evaluator.number(row, sheet))
    right = 1 if column is None else int(evaluator.number(column, sheet))
    if column is None and block.area.bottom - block.area.top == 1:
        down, right = 1, down
    if down < 1 or right < 1:
        raise CannotEvaluate
    if down > block.area.bottom - block.area.top or right > block.area.right - block.area.left:
        raise FormulaError(error("REF"))
    if down > len(block.rows) or right > len(block.rows[down - 1]):
        return None
    return block.rows[down - 1][right - 1]


def _line(*, of_row: bool) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
        if not isinstance(tree, Reference):
            raise CannotEvaluate
        start = tree.box.top if of_row else tree.box.left
        return (start or 0) + 1

    return find


def _size(*, of_rows: bool) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
        area = evaluator.block(tree, sheet).area
        return area.bottom - area.top if of_rows else area.right - area.left

    return find


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "COUNTIF": _countif,
    "COUNTIFS": _countifs,
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
    "AVERAGEIF": _averageif,
    "VLOOKUP": _vlookup,
    "MATCH": _match,
    "INDEX": _index,
    "ROW": _line(of_row=True),
    "COLUMN": _line(of_row=False),
    "ROWS": _size(of_rows=True),
    "COLUMNS": _size(of_rows=False),
}
