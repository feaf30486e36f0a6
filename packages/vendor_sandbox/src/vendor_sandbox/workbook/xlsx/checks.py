"""Sandbox, Sheets: validation and conditional formats, written into an .xlsx."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.worksheet import Worksheet

from vendor_sandbox.workbook.notation.display import EPOCH
from vendor_sandbox.workbook.notation.entering import entered
from vendor_sandbox.workbook.ranges import Area
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.xlsx.look import Looks, rgb

_OPERATORS = {
    "BETWEEN": "between", "NOT_BETWEEN": "not between", "EQ": "==", "NOT_EQ": "!=",
    "GREATER": ">", "LESS": "<", "GREATER_THAN_EQ": ">=", "LESS_THAN_EQ": "<=",
}  # fmt: skip
_DATE_OPERATORS = {
    "DATE_BETWEEN": "between", "DATE_NOT_BETWEEN": "not between", "DATE_EQ": "==",
    "DATE_AFTER": ">", "DATE_BEFORE": "<", "DATE_ON_OR_AFTER": ">=", "DATE_ON_OR_BEFORE": "<=",
}  # fmt: skip
_TEXT_CRITERIA = {
    "TEXT_CONTAINS": "containing", "TEXT_NOT_CONTAINS": "not containing",
    "TEXT_STARTS_WITH": "begins with", "TEXT_ENDS_WITH": "ends with",
}  # fmt: skip
_POINTS = {"MIN": "min", "MAX": "max", "NUMBER": "num", "PERCENT": "percent",
           "PERCENTILE": "percentile"}  # fmt: skip
# Excel's limit for a list written in the rule itself.
_LONGEST_LIST = 255


def write_validation(worksheet: Worksheet, sheet: Sheet, *, locale: str) -> None:
    """Write data validation, cells under each other with the same rule as one range."""
    for rule, area in _rule_areas(sheet):
        options = _validation(rule, locale=locale)
        if options is not None:
            worksheet.data_validation(area.top, area.left, area.bottom - 1, area.right - 1, options)


def _rule_areas(sheet: Sheet) -> list[tuple[Mapping[str, Any], Area]]:
    found: list[tuple[Mapping[str, Any], Area]] = []
    open_runs: dict[int, tuple[Mapping[str, Any], int, int]] = {}
    for row, column, cell in sheet.touched(sheet.whole):
        if cell.validation is None:
            continue
        run = open_runs.get(column)
        if run is not None and run[2] == row and run[0] == cell.validation:
            open_runs[column] = (run[0], run[1], row + 1)
            continue
        if run is not None:
            found.append((run[0], Area(run[1], column, run[2], column + 1)))
        open_runs[column] = (cell.validation, row, row + 1)
    found += [
        (rule, Area(top, column, bottom, column + 1))
        for column, (rule, top, bottom) in open_runs.items()
    ]
    return found


def _values(condition: Mapping[str, Any]) -> list[str]:
    return [each.get("userEnteredValue", "") for each in condition.get("values") or ()]


def _validation(rule: Mapping[str, Any], *, locale: str) -> dict[str, Any] | None:
    condition = rule.get("condition") or {}
    kind, values = condition.get("type", ""), _values(condition)
    found: dict[str, Any] = {}
    if kind == "ONE_OF_LIST":
        if len(",".join(values)) > _LONGEST_LIST:
            return None
        found = {"validate": "list", "source": values}
    elif kind == "ONE_OF_RANGE" and values:
        found = {"validate": "list", "source": values[0]}
    elif kind == "CUSTOM_FORMULA" and values:
        found = {"validate": "custom", "value": values[0]}
    elif kind.removeprefix("NUMBER_") in _OPERATORS and values:
        found = _bounds("decimal", _OPERATORS[kind.removeprefix("NUMBER_")], values, locale)
    elif kind in _DATE_OPERATORS and values:
        found = _bounds("decimal", _DATE_OPERATORS[kind], values, locale)
        found["validate"] = "date"
        for name in ("value", "minimum", "maximum"):
            if name in found and isinstance(found[name], int | float):
                from datetime import timedelta

                found[name] = EPOCH + timedelta(days=found[name])
    if not found:
        return None
    found["error_type"] = "stop" if rule.get("strict") else "warning"
    if kind.startswith("ONE_OF"):
        found["dropdown"] = bool(rule.get("showCustomUi"))
    if rule.get("inputMessage"):
        found["input_message"] = rule["inputMessage"][:255]
    return found


def _bounds(validate: str, operator: str, values: list[str], locale: str) -> dict[str, Any]:
    bounds = [_bound(value, locale) for value in values]
    if operator in {"between", "not between"}:
        return {
            "validate": validate, "criteria": operator, "minimum": bounds[0],
            "maximum": bounds[-1],
        }  # fmt: skip
    return {"validate": validate, "criteria": operator, "value": bounds[0]}


def _bound(text: str, locale: str) -> Any:
    if text.startswith("="):
        return text
    value = entered(text, locale=locale).value
    return value if isinstance(value, int | float) else f'="{text}"'


def write_conditional_formats(worksheet: Worksheet, sheet: Sheet, looks: Looks) -> None:
    """Write conditional formats in their order."""
    for rule in sheet.conditional_formats:
        areas = [sheet.area_of(each) for each in rule.get("ranges") or ()]
        options = _gradient(rule) if "gradientRule" in rule else _boolean(rule, looks)
        if options is None or not areas:
            continue
        first = areas[0]
        if len(areas) > 1:
            options["multi_range"] = " ".join(_reference(area) for area in areas)
        worksheet.conditional_format(
            first.top, first.left, first.bottom - 1, first.right - 1, options
        )


def _reference(area: Area) -> str:
    from vendor_sandbox.workbook.ranges import cells_text

    return cells_text(area)


def _boolean(rule: Mapping[str, Any], looks: Looks) -> dict[str, Any] | None:
    boolean = rule.get("booleanRule") or {}
    condition = boolean.get("condition") or {}
    kind, values = condition.get("type", ""), _values(condition)
    options: dict[str, Any] | None = None
    if kind == "CUSTOM_FORMULA" and values:
        options = {"type": "formula", "criteria": values[0]}
    elif kind in _TEXT_CRITERIA and values:
        options = {"type": "text", "criteria": _TEXT_CRITERIA[kind], "value": values[0]}
    elif kind == "TEXT_EQ" and values:
        options = {"type": "cell", "criteria": "==", "value": f'"{values[0]}"'}
    elif kind in {"BLANK", "NOT_BLANK"}:
        options = {"type": "blanks" if kind == "BLANK" else "no_blanks"}
    elif kind.removeprefix("NUMBER_") in _OPERATORS and values:
        operator = _OPERATORS[kind.removeprefix("NUMBER_")]
        options = {"type": "cell", "criteria": operator, "value": values[0]}
        if operator in {"between", "not between"}:
            options |= {"minimum": values[0], "maximum": values[-1]}
    if options is not None:
        options["format"] = looks.of(boolean.get("format") or None)
    return options


def _gradient(rule: Mapping[str, Any]) -> dict[str, Any] | None:
    gradient = rule["gradientRule"]
    names = [
        (name, short)
        for name, short in (("minpoint", "min"), ("midpoint", "mid"), ("maxpoint", "max"))
        if name in gradient
    ]
    if len(names) < 2:
        return None
    options: dict[str, Any] = {"type": f"{len(names)}_color_scale"}
    for name, short in names:
        point = gradient[name]
        options[f"{short}_color"] = rgb(point.get("color") or {})
        options[f"{short}_type"] = _POINTS.get(point.get("type", ""), "num")
        if point.get("value"):
            options[f"{short}_value"] = point["value"]
    return options
