"""Sandbox, Sheets: functions on dates, which are numbers of days since 30 December 1899."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from vendor_sandbox.workbook.cells import Value
from vendor_sandbox.workbook.formulas.evaluation import Evaluator
from vendor_sandbox.workbook.formulas.syntax import Tree
from vendor_sandbox.workbook.notation.display import EPOCH, serial_moment
from vendor_sandbox.workbook.sheet import Sheet


def _serial(moment: datetime) -> int:
    return (moment.replace(tzinfo=None) - EPOCH).days


def _today(evaluator: Evaluator, sheet: Sheet) -> Value:
    return _serial(evaluator.now)


def _now(evaluator: Evaluator, sheet: Sheet) -> Value:
    return (evaluator.now.replace(tzinfo=None) - EPOCH).total_seconds() / 86_400


def _date(evaluator: Evaluator, sheet: Sheet, year: Tree, month: Tree, day: Tree) -> Value:
    years, months = int(evaluator.number(year, sheet)), int(evaluator.number(month, sheet)) - 1
    first = datetime(years + months // 12, months % 12 + 1, 1)  # noqa: DTZ001  civil, as EPOCH
    return _serial(first) + int(evaluator.number(day, sheet)) - 1


def _part(name: str) -> Callable[..., Value]:
    def find(evaluator: Evaluator, sheet: Sheet, tree: Tree) -> Value:
        return getattr(serial_moment(evaluator.number(tree, sheet)), name)

    return find


def _weekday(evaluator: Evaluator, sheet: Sheet, tree: Tree, kind: Tree | None = None) -> Value:
    from_monday = serial_moment(evaluator.number(tree, sheet)).weekday()
    style = 1 if kind is None else int(evaluator.number(kind, sheet))
    return {1: (from_monday + 1) % 7 + 1, 2: from_monday + 1}.get(style, from_monday)


def _months_later(evaluator: Evaluator, sheet: Sheet, start: Tree, count: Tree) -> datetime:
    moment = serial_moment(int(evaluator.number(start, sheet)))
    months = moment.year * 12 + moment.month - 1 + int(evaluator.number(count, sheet))
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return datetime(year, month + 1, min(moment.day, last))  # noqa: DTZ001  civil, as EPOCH


def _edate(evaluator: Evaluator, sheet: Sheet, start: Tree, count: Tree) -> Value:
    return _serial(_months_later(evaluator, sheet, start, count))


def _eomonth(evaluator: Evaluator, sheet: Sheet, start: Tree, count: Tree) -> Value:
    moment = _months_later(evaluator, sheet, start, count)
    return _serial(moment.replace(day=monthrange(moment.year, moment.month)[1]))


def _days(evaluator: Evaluator, sheet: Sheet, end: Tree, start: Tree) -> Value:
    return int(evaluator.number(end, sheet)) - int(evaluator.number(start, sheet))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "TODAY": _today,
    "NOW": _now,
    "DATE": _date,
    "YEAR": _part("year"),
    "MONTH": _part("month"),
    "DAY": _part("day"),
    "HOUR": _part("hour"),
    "MINUTE": _part("minute"),
    "WEEKDAY": _weekday,
    "EDATE": _edate,
    "EOMONTH": _eomonth,
    "DAYS": _days,
}
