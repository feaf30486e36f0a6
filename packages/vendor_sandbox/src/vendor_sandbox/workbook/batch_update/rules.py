"""Sandbox, Sheets: requests about data validation, conditional formats and banding."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from vendor_sandbox.workbook.answers.masks import updated
from vendor_sandbox.workbook.answers.schema import require_mask
from vendor_sandbox.workbook.batch_update.formats import with_colour_twins
from vendor_sandbox.workbook.batch_update.naming import stored_range
from vendor_sandbox.workbook.batch_update.tabs import required_mask
from vendor_sandbox.workbook.batch_update.targets import grid_sheet, target_area
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.sheet import Sheet

# How many values a condition takes: least and most. The API's words on ConditionType.
_ONE, _TWO, _NONE, _ANY = (1, 1), (2, 2), (0, 0), (1, 10_000)
_VALUE_COUNTS: Mapping[str, tuple[int, int]] = {
    "NUMBER_GREATER": _ONE, "NUMBER_GREATER_THAN_EQ": _ONE, "NUMBER_LESS": _ONE,
    "NUMBER_LESS_THAN_EQ": _ONE, "NUMBER_EQ": _ANY, "NUMBER_NOT_EQ": _ANY,
    "NUMBER_BETWEEN": _TWO, "NUMBER_NOT_BETWEEN": _TWO, "TEXT_CONTAINS": _ONE,
    "TEXT_NOT_CONTAINS": _ONE, "TEXT_STARTS_WITH": _ONE, "TEXT_ENDS_WITH": _ONE,
    "TEXT_EQ": _ANY, "TEXT_IS_EMAIL": _NONE, "TEXT_IS_URL": _NONE, "DATE_EQ": _ANY,
    "DATE_BEFORE": _ONE, "DATE_AFTER": _ONE, "DATE_ON_OR_BEFORE": _ONE,
    "DATE_ON_OR_AFTER": _ONE, "DATE_BETWEEN": _TWO, "DATE_NOT_BETWEEN": _TWO,
    "DATE_IS_VALID": _NONE, "ONE_OF_RANGE": _ONE, "ONE_OF_LIST": _ANY, "BLANK": _NONE,
    "NOT_BLANK": _NONE, "CUSTOM_FORMULA": _ONE, "BOOLEAN": (0, 2), "TEXT_NOT_EQ": _ANY,
    "DATE_NOT_EQ": _ANY, "FILTER_EXPRESSION": (0, 1),
}  # fmt: skip
_ONLY_VALIDATION = {"ONE_OF_RANGE", "ONE_OF_LIST", "BOOLEAN", "TEXT_IS_EMAIL", "TEXT_IS_URL",
                    "DATE_IS_VALID"}  # fmt: skip


def checked_condition(condition: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return a BooleanCondition. Raises ApiError 400 for a kind or values that do not fit."""
    kind: str = (condition or {}).get("type") or ""
    if condition is None or kind not in _VALUE_COUNTS:
        raise invalid("condition.type is required.")
    values: list[dict[str, Any]] = list(condition.get("values") or ())
    least, most = _VALUE_COUNTS[kind]
    if not least <= len(values) <= most:
        wanted = str(least) if least == most else f"at least {least}"
        raise invalid(
            f"Invalid number of values for condition {kind}: {len(values)}. Expected {wanted}."
        )
    if kind == "CUSTOM_FORMULA" and not values[0].get("userEnteredValue", "").startswith("="):
        raise invalid("A custom formula must start with '='.")
    return deepcopy(dict(condition))


def set_data_validation(book: Book, request: Mapping[str, Any]) -> None:
    """Set the validation of a range, or clear it when there is no rule."""
    sheet, area = target_area(book, request)
    rule = request.get("rule")
    if rule is None:
        for row, column, cell in list(sheet.touched(area)):
            sheet.put(row, column, cell._replace(validation=None))
        return
    stored = {name: value for name, value in rule.items() if value not in (False, "")}
    stored["condition"] = checked_condition(rule.get("condition"))
    sheet.change(area, lambda cell: cell._replace(validation=stored))


# ---- conditional formats --------------------------------------------------------------------


def _checked_rule(book: Book, rule: Mapping[str, Any] | None) -> dict[str, Any]:
    if not rule or not rule.get("ranges"):
        raise invalid("rule.ranges is required.")
    found = dict(with_colour_twins(rule))
    found["ranges"] = [stored_range(book, each) for each in rule["ranges"]]
    if len({each.get("sheetId", 0) for each in found["ranges"]}) > 1:
        raise invalid("All ranges of a conditional format rule must be on the same sheet.")
    if "booleanRule" in rule:
        condition = checked_condition(rule["booleanRule"].get("condition"))
        if condition["type"] in _ONLY_VALIDATION:
            raise invalid(
                f"Condition {condition['type']} is not supported for conditional formatting."
            )
        found["booleanRule"] = {**found["booleanRule"], "condition": condition}
    elif "gradientRule" in rule:
        for name in ("minpoint", "maxpoint"):
            if name not in rule["gradientRule"]:
                raise invalid(f"gradientRule.{name} is required.")
    else:
        raise invalid("Either booleanRule or gradientRule must be specified.")
    return found


def _rule_sheet(book: Book, rule: Mapping[str, Any]) -> Sheet:
    return grid_sheet(book, rule["ranges"][0].get("sheetId", 0))


def add_conditional_format(book: Book, request: Mapping[str, Any]) -> None:
    """Add a rule before the one at `index`."""
    rule = _checked_rule(book, request.get("rule"))
    sheet, index = _rule_sheet(book, rule), request.get("index", 0)
    if not 0 <= index <= len(sheet.conditional_formats):
        raise invalid(f"Invalid index: {index}. There are {len(sheet.conditional_formats)} rules.")
    sheet.conditional_formats.insert(index, rule)


def _existing(sheet: Sheet, index: int) -> dict[str, Any]:
    if not 0 <= index < len(sheet.conditional_formats):
        raise invalid(f"No conditional format on sheet: {sheet.sheet_id} at index: {index}")
    return sheet.conditional_formats[index]


def update_conditional_format(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Replace a rule, or move it to another place."""
    index = request.get("index", 0)
    if "rule" in request:
        rule = _checked_rule(book, request["rule"])
        sheet = _rule_sheet(book, rule)
        old = _existing(sheet, index)
        sheet.conditional_formats[index] = rule
        return {"newRule": rule, "newIndex": index, "oldRule": old}
    sheet = grid_sheet(book, request.get("sheetId", 0))
    rule, target = _existing(sheet, index), request.get("newIndex", 0)
    if not 0 <= target < len(sheet.conditional_formats):
        raise invalid(f"Invalid newIndex: {target}.")
    sheet.conditional_formats.insert(target, sheet.conditional_formats.pop(index))
    return {"newRule": rule, "newIndex": target, "oldIndex": index}


def delete_conditional_format(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Delete a rule and return it."""
    sheet, index = grid_sheet(book, request.get("sheetId", 0)), request.get("index", 0)
    rule = _existing(sheet, index)
    del sheet.conditional_formats[index]
    return {"rule": rule}


# ---- banding --------------------------------------------------------------------------------


def add_banding(book: Book, request: Mapping[str, Any]) -> dict[str, Any]:
    """Colour every other row or column of a range."""
    wanted = dict(with_colour_twins(request.get("bandedRange") or {}))
    wanted["range"] = stored_range(book, wanted.get("range"))
    sheet, area = target_area(book, wanted)
    if any(sheet.area_of(each["range"]).meets(area) for each in sheet.banded_ranges):
        raise invalid(
            "You cannot add alternating background colors to a range that already has them."
        )
    taken = {each["bandedRangeId"] for tab in book.sheets for each in tab.banded_ranges}
    wanted["bandedRangeId"] = wanted.get("bandedRangeId") or book.next_id(taken)
    sheet.banded_ranges.append(wanted)
    return {"bandedRange": dict(wanted)}


def _banded(book: Book, identity: int) -> tuple[Sheet, dict[str, Any]]:
    for sheet in book.sheets:
        for each in sheet.banded_ranges:
            if each["bandedRangeId"] == identity:
                return sheet, each
    raise invalid(f"No banded range with id: {identity}")


def update_banding(book: Book, request: Mapping[str, Any]) -> None:
    """Change a banding."""
    mask = required_mask(request)
    require_mask(mask, "BandedRange")
    wanted = with_colour_twins(request.get("bandedRange") or {})
    sheet, banded = _banded(book, wanted.get("bandedRangeId", 0))
    merged = updated(banded, wanted, mask or {name: {} for name in wanted})
    merged |= {
        "bandedRangeId": banded["bandedRangeId"],
        "range": stored_range(book, merged.get("range")),
    }
    sheet.banded_ranges[sheet.banded_ranges.index(banded)] = merged


def delete_banding(book: Book, request: Mapping[str, Any]) -> None:
    """Delete a banding."""
    sheet, banded = _banded(book, request.get("bandedRangeId", 0))
    sheet.banded_ranges.remove(banded)


HANDLERS = {
    "setDataValidation": set_data_validation,
    "addConditionalFormatRule": add_conditional_format,
    "updateConditionalFormatRule": update_conditional_format,
    "deleteConditionalFormatRule": delete_conditional_format,
    "addBanding": add_banding,
    "updateBanding": update_banding,
    "deleteBanding": delete_banding,
}
