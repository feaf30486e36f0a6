"""Sandbox, Sheets: whether a cell meets a condition (filters)."""

from collections.abc import Mapping
from typing import Any

from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.notation.entering import entered


def meets(cell: Cell, condition: Mapping[str, Any], *, locale: str) -> bool:
    """Tell whether a cell meets a BooleanCondition; one that is not known here is met."""
    kind = condition.get("type", "")
    texts = [each.get("userEnteredValue", "") for each in condition.get("values") or ()]
    shown = displayed(cell.value, cell.number_format, locale=locale)
    if kind in {"BLANK", "NOT_BLANK"}:
        return (shown == "") == (kind == "BLANK")
    if kind.startswith("TEXT_") and texts:
        return _text(kind, shown.casefold(), [text.casefold() for text in texts])
    if kind.startswith(("NUMBER_", "DATE_")) and texts:
        bounds = [entered(text, locale=locale).value for text in texts]
        numbers = [b for b in bounds if isinstance(b, int | float) and not isinstance(b, bool)]
        value = cell.value
        if len(numbers) != len(texts):
            return True
        if not isinstance(value, int | float) or isinstance(value, bool):
            return kind.endswith(("NOT_EQ", "NOT_BETWEEN"))
        return _number(kind.partition("_")[2], value, numbers)
    return True


def _text(kind: str, shown: str, texts: list[str]) -> bool:
    match kind:
        case "TEXT_CONTAINS":
            return texts[0] in shown
        case "TEXT_NOT_CONTAINS":
            return texts[0] not in shown
        case "TEXT_STARTS_WITH":
            return shown.startswith(texts[0])
        case "TEXT_ENDS_WITH":
            return shown.endswith(texts[0])
        case "TEXT_EQ":
            return shown in texts
        case "TEXT_NOT_EQ":
            return shown not in texts
    return True


def _number(kind: str, value: float, bounds: list[int | float]) -> bool:
    low, high = min(bounds), max(bounds)
    match kind:
        case "GREATER" | "AFTER":
            return value > low
        case "GREATER_THAN_EQ" | "ON_OR_AFTER":
            return value >= low
        case "LESS" | "BEFORE":
            return value < low
        case "LESS_THAN_EQ" | "ON_OR_BEFORE":
            return value <= low
        case "EQ":
            return value in bounds
        case "NOT_EQ":
            return value not in bounds
        case "BETWEEN":
            return low <= value <= high
        case "NOT_BETWEEN":
            return not low <= value <= high
    return True
