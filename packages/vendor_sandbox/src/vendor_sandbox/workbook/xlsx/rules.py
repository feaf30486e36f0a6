"""Sandbox, Sheets: data validation and conditional formats of an .xlsx as rules of the API."""

from typing import Any
from xml.etree import ElementTree

from vendor_sandbox.workbook.batch_update.formats import with_colour_twins
from vendor_sandbox.workbook.ranges import Area, parse_cells
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.xlsx.package import MAIN
from vendor_sandbox.workbook.xlsx.styles import Styles

_COMPARISONS = {
    "between": "BETWEEN", "notBetween": "NOT_BETWEEN", "equal": "EQ", "notEqual": "NOT_EQ",
    "greaterThan": "GREATER", "lessThan": "LESS", "greaterThanOrEqual": "GREATER_THAN_EQ",
    "lessThanOrEqual": "LESS_THAN_EQ",
}  # fmt: skip
_DATE_COMPARISONS = {
    "between": "DATE_BETWEEN", "notBetween": "DATE_NOT_BETWEEN", "equal": "DATE_EQ",
    "greaterThan": "DATE_AFTER", "lessThan": "DATE_BEFORE",
    "greaterThanOrEqual": "DATE_ON_OR_AFTER", "lessThanOrEqual": "DATE_ON_OR_BEFORE",
}  # fmt: skip
_TEXT_RULES = {
    "containsText": "TEXT_CONTAINS", "notContainsText": "TEXT_NOT_CONTAINS",
    "beginsWith": "TEXT_STARTS_WITH", "endsWith": "TEXT_ENDS_WITH",
}  # fmt: skip
_POINTS = {"min": "MIN", "max": "MAX", "num": "NUMBER", "percent": "PERCENT",
           "percentile": "PERCENTILE"}  # fmt: skip


def areas_of(sheet: Sheet, reference: str) -> list[Area]:
    """Return the areas of a `sqref`."""
    boxes = (parse_cells(text) for text in reference.split())
    return [
        Area(
            box.top or 0,
            box.left or 0,
            min(box.bottom or sheet.row_count, sheet.row_count),
            min(box.right or sheet.column_count, sheet.column_count),
        )
        for box in boxes
        if box is not None
    ]


def condition(kind: str, *values: str) -> dict[str, Any]:
    """Return a BooleanCondition."""
    found: dict[str, Any] = {"type": kind}
    if values:
        found["values"] = [{"userEnteredValue": value} for value in values]
    return found


def read_validation(sheet: Sheet, root: ElementTree.Element) -> None:
    """Put data validation on the cells of its ranges."""
    for element in root.iter(f"{MAIN}dataValidation"):
        found = _validation_condition(element)
        if found is None:
            continue
        rule: dict[str, Any] = {"condition": found}
        if element.get("prompt"):
            rule["inputMessage"] = element.get("prompt")
        is_strict = element.get("showErrorMessage") in {"1", "true"}
        if is_strict and element.get("errorStyle", "stop") == "stop":
            rule["strict"] = True
        # The attribute's name says the contrary of what it does.
        is_list = found["type"].startswith("ONE_OF")
        if is_list and element.get("showDropDown") not in {"1", "true"}:
            rule["showCustomUi"] = True
        for area in areas_of(sheet, element.get("sqref", "")):
            sheet.change(area, lambda cell, rule=rule: cell._replace(validation=rule))


def _validation_condition(element: ElementTree.Element) -> dict[str, Any] | None:
    first = element.findtext(f"{MAIN}formula1") or ""
    second = element.findtext(f"{MAIN}formula2") or ""
    operator = element.get("operator", "between")
    values = (first, second) if operator in {"between", "notBetween"} else (first,)
    match element.get("type"):
        case "list":
            if first.startswith('"'):
                return condition("ONE_OF_LIST", *first.strip('"').split(","))
            return condition("ONE_OF_RANGE", f"={first}")
        case "whole" | "decimal":
            return condition(f"NUMBER_{_COMPARISONS[operator]}", *values)
        case "date" if operator in _DATE_COMPARISONS:
            return condition(_DATE_COMPARISONS[operator], *values)
        case "custom":
            return condition("CUSTOM_FORMULA", f"={first}")
    return None


def read_conditional_formats(sheet: Sheet, root: ElementTree.Element, styles: Styles) -> None:
    """Give a tab its conditional formats, the first in force first."""
    found: list[tuple[int, dict[str, Any]]] = []
    for group in root.iter(f"{MAIN}conditionalFormatting"):
        ranges = [sheet.range_json(area) for area in areas_of(sheet, group.get("sqref", ""))]
        for element in group.iter(f"{MAIN}cfRule"):
            rule = _conditional_rule(element, styles)
            if rule is not None and ranges:
                found.append((int(element.get("priority", "0")), {"ranges": ranges} | rule))
    found.sort(key=lambda each: each[0])
    sheet.conditional_formats = [rule for _, rule in found]


def _conditional_rule(element: ElementTree.Element, styles: Styles) -> dict[str, Any] | None:
    scale = element.find(f"{MAIN}colorScale")
    if scale is not None:
        return _gradient(scale, styles)
    test = _conditional_test(element)
    index = int(element.get("dxfId", "-1"))
    if test is None:
        return None
    own = dict(styles.differential[index]) if 0 <= index < len(styles.differential) else {}
    return {"booleanRule": {"condition": test, "format": own}}


def _conditional_test(element: ElementTree.Element) -> dict[str, Any] | None:
    formulas = [each.text or "" for each in element.iter(f"{MAIN}formula")]
    kind = element.get("type", "")
    if kind == "cellIs" and formulas:
        values = [value.strip('"') if value.startswith('"') else value for value in formulas]
        return condition(f"NUMBER_{_COMPARISONS.get(element.get('operator', ''), 'EQ')}", *values)
    if kind == "expression" and formulas:
        return condition("CUSTOM_FORMULA", f"={formulas[0]}")
    if kind in _TEXT_RULES and element.get("text"):
        return condition(_TEXT_RULES[kind], element.get("text", ""))
    if kind == "containsBlanks":
        return condition("BLANK")
    if kind == "notContainsBlanks":
        return condition("NOT_BLANK")
    return None


def _gradient(scale: ElementTree.Element, styles: Styles) -> dict[str, Any]:
    points = list(scale.iter(f"{MAIN}cfvo"))
    colours = list(scale.iter(f"{MAIN}color"))
    names = ("minpoint", "maxpoint") if len(points) == 2 else ("minpoint", "midpoint", "maxpoint")
    rule: dict[str, Any] = {}
    for name, point, colour in zip(names, points, colours, strict=False):
        kind = _POINTS.get(point.get("type", ""), "MIN")
        rule[name] = {"type": kind, "color": styles.colour(colour) or {}}
        if kind not in {"MIN", "MAX"}:
            rule[name]["value"] = point.get("val", "0")
    return {"gradientRule": with_colour_twins(rule)}
