"""Sandbox, Sheets: functions on texts."""

from collections.abc import Callable, Mapping
from typing import Any

from vendor_sandbox.workbook.cells import Value, error
from vendor_sandbox.workbook.formulas.evaluation import Evaluator, FormulaError, as_number
from vendor_sandbox.workbook.formulas.syntax import Tree
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.notation.entering import entered
from vendor_sandbox.workbook.sheet import Sheet


def _of_text(change: Callable[[str], Value]) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
        return change(evaluator.text(tree, sheet))

    return find


def _count(evaluator: Evaluator, sheet: Sheet, tree: Tree | None) -> int:
    number = 1 if tree is None else int(evaluator.number(tree, sheet))
    if number < 0:
        raise FormulaError(error("VALUE"))
    return number


def _left(evaluator: Evaluator, sheet: Sheet, tree: Tree, count: Tree | None = None) -> Value:
    return evaluator.text(tree, sheet)[: _count(evaluator, sheet, count)]


def _right(evaluator: Evaluator, sheet: Sheet, tree: Tree, count: Tree | None = None) -> Value:
    text, number = evaluator.text(tree, sheet), _count(evaluator, sheet, count)
    return text[max(len(text) - number, 0) :]


def _mid(evaluator: Evaluator, sheet: Sheet, tree: Tree, start: Tree, count: Tree) -> Value:
    first = _count(evaluator, sheet, start)
    if first < 1:
        raise FormulaError(error("VALUE"))
    return evaluator.text(tree, sheet)[first - 1 : first - 1 + _count(evaluator, sheet, count)]


def _concatenate(evaluator: Evaluator, sheet: Sheet, *trees: Tree) -> Value:
    found = (each for tree in trees for each in evaluator.block(tree, sheet).values())
    return "".join(evaluator.as_text(each) for each in found)


def _substitute(evaluator: Evaluator, sheet: Sheet, tree: Tree, old: Tree, new: Tree) -> Value:
    text, wanted = evaluator.text(tree, sheet), evaluator.text(old, sheet)
    return text.replace(wanted, evaluator.text(new, sheet)) if wanted else text


def _text(evaluator: Evaluator, sheet: Sheet, tree: Tree, pattern: Tree) -> Value:
    number_format = {"pattern": evaluator.text(pattern, sheet)}
    return displayed(evaluator.one(tree, sheet), number_format, locale=evaluator.book.locale)


def _value(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
    value = evaluator.one(tree, sheet)
    if isinstance(value, str):
        value = entered(value, locale=evaluator.book.locale).value
    return as_number(value)


def _hyperlink(evaluator: Evaluator, sheet: Sheet, address: Tree, label: Tree | None = None) -> Any:
    return evaluator.one(address if label is None else label, sheet)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "LEN": _of_text(len),
    "UPPER": _of_text(str.upper),
    "LOWER": _of_text(str.lower),
    "PROPER": _of_text(str.title),
    "TRIM": _of_text(lambda text: " ".join(text.split(" ")).strip()),
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _mid,
    "CONCATENATE": _concatenate,
    "CONCAT": _concatenate,
    "SUBSTITUTE": _substitute,
    "TEXT": _text,
    "VALUE": _value,
    "HYPERLINK": _hyperlink,
}
