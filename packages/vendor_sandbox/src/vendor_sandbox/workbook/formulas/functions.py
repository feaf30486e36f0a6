"""Sandbox, Sheets: the functions that formulas may call."""

import math
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from statistics import median
from typing import Any

from vendor_sandbox.workbook.cells import CellError, Value, error
from vendor_sandbox.workbook.formulas import date_functions, lookup, text_functions
from vendor_sandbox.workbook.formulas.evaluation import (
    Block,
    Evaluator,
    FormulaError,
    arithmetic,
    as_number,
)
from vendor_sandbox.workbook.formulas.syntax import Tree
from vendor_sandbox.workbook.sheet import Sheet


def _numbers(evaluator: Evaluator, sheet: Sheet, trees: tuple[Tree, ...]) -> Iterator[float]:
    """Yield numbers: texts and booleans inside ranges are passed over, errors are not."""
    for tree in trees:
        value = evaluator.value(tree, sheet)
        if not isinstance(value, Block):
            yield as_number(value)
            continue
        for each in value.values():
            if isinstance(each, CellError):
                raise FormulaError(each)
            if isinstance(each, int | float) and not isinstance(each, bool):
                yield each


def _sum(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    return arithmetic("+", math.fsum(_numbers(evaluator, sheet, trees)), 0)


def _product(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    return arithmetic("*", math.prod(_numbers(evaluator, sheet, trees)), 1)


def _average(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    found = list(_numbers(evaluator, sheet, trees))
    return arithmetic("/", math.fsum(found), len(found))


def _median(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    found = list(_numbers(evaluator, sheet, trees))
    if not found:
        raise FormulaError(error("NUM"))
    return median(found)


def _extreme(choose: Callable[..., float]) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
        return choose(_numbers(evaluator, sheet, trees), default=0)

    return find


def _all_values(evaluator: Evaluator, sheet: Sheet, trees: tuple[Tree, ...]) -> Iterator[Value]:
    for tree in trees:
        yield from evaluator.block(tree, sheet).values()


def _count(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    found = _all_values(evaluator, sheet, trees)
    return sum(isinstance(each, int | float) and not isinstance(each, bool) for each in found)


def _counta(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    return sum(each is not None for each in _all_values(evaluator, sheet, trees))


def _countblank(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
    block = evaluator.block(tree, sheet)
    area = block.area
    filled = sum(each not in {None, ""} for each in block.values())
    return (area.bottom - area.top) * (area.right - area.left) - filled


# ---- logic ----------------------------------------------------------------------------------


def _truth(value: Value) -> bool:
    if isinstance(value, str):
        if value.upper() in {"TRUE", "FALSE"}:
            return value.upper() == "TRUE"
        raise FormulaError(error("VALUE"))
    return bool(as_number(value))


def _if(evaluator: Evaluator, sheet: Sheet, test: Tree, yes: Tree, no: Tree | None = None) -> Any:
    if _truth(evaluator.one(test, sheet)):
        return evaluator.value(yes, sheet)
    return False if no is None else evaluator.value(no, sheet)


def _ifs(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Any:
    for test, result in zip(trees[::2], trees[1::2], strict=False):
        if _truth(evaluator.one(test, sheet)):
            return evaluator.value(result, sheet)
    raise FormulaError(error("N_A", "No match."))


def _iferror(evaluator: Evaluator, sheet: Sheet, tree: Tree, otherwise: Tree | None = None) -> Any:
    try:
        value = evaluator.value(tree, sheet)
    except FormulaError as problem:
        value = problem.value
    if isinstance(value, CellError):
        return "" if otherwise is None else evaluator.value(otherwise, sheet)
    return value


def _truths(evaluator: Evaluator, sheet: Sheet, trees: tuple[Tree, ...]) -> list[bool]:
    found = _all_values(evaluator, sheet, trees)
    return [_truth(each) for each in found if each is not None and not isinstance(each, str)]


def _and(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    return all(_truths(evaluator, sheet, trees))


def _or(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    return any(_truths(evaluator, sheet, trees))


def _not(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
    return not _truth(evaluator.one(tree, sheet))


def _is(check: Callable[[Value], bool]) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
        try:
            found = evaluator.block(tree, sheet).values()
        except FormulaError as problem:
            found = [problem.value]
        return check(found[0] if found else None)

    return find


def _na(evaluator: Evaluator, sheet: Sheet) -> Value:
    raise FormulaError(error("N_A"))


# ---- arithmetic -----------------------------------------------------------------------------


def _rounding(mode: str) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree, places: Tree | None = None) -> Value:
        number = evaluator.number(tree, sheet)
        digits = 0 if places is None else int(evaluator.number(places, sheet))
        step = Decimal(1).scaleb(-max(-300, min(digits, 300)))
        result = (Decimal(repr(number)) / step).to_integral_value(mode) * step
        return arithmetic("+", float(result), 0)

    return find


def _by_math(compute: Callable[[float], float]) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
        return arithmetic("+", compute(evaluator.number(tree, sheet)), 0)

    return find


def _mod(evaluator: Evaluator, sheet: Sheet, tree: Tree, by: Tree) -> Value:
    divisor = evaluator.number(by, sheet)
    if divisor == 0:
        raise FormulaError(error("DIVIDE_BY_ZERO"))
    return arithmetic("+", evaluator.number(tree, sheet) % divisor, 0)


def _power(evaluator: Evaluator, sheet: Sheet, tree: Tree, by: Tree) -> Value:
    return arithmetic("^", evaluator.number(tree, sheet), evaluator.number(by, sheet))


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "SUM": _sum,
    "PRODUCT": _product,
    "AVERAGE": _average,
    "MEDIAN": _median,
    "MIN": _extreme(min),
    "MAX": _extreme(max),
    "COUNT": _count,
    "COUNTA": _counta,
    "COUNTBLANK": _countblank,
    "IF": _if,
    "IFS": _ifs,
    "IFERROR": _iferror,
    "AND": _and,
    "OR": _or,
    "NOT": _not,
    "TRUE": lambda evaluator, sheet: True,
    "FALSE": lambda evaluator, sheet: False,
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(_is_number),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISLOGICAL": _is(lambda value: isinstance(value, bool)),
    "ISERROR": _is(lambda value: isinstance(value, CellError)),
    "ISNA": _is(lambda value: isinstance(value, CellError) and value.type == "N_A"),
    "NA": _na,
    "ROUND": _rounding(ROUND_HALF_UP),
    "ROUNDUP": _rounding(ROUND_UP),
    "ROUNDDOWN": _rounding(ROUND_DOWN),
    "INT": _by_math(math.floor),
    "ABS": _by_math(abs),
    "SQRT": _by_math(math.sqrt),
    "MOD": _mod,
    "POWER": _power,
    **text_functions.FUNCTIONS,
    **date_functions.FUNCTIONS,
    **lookup.FUNCTIONS,
}
