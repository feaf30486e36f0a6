"""Sandbox, Sheets: requests that set rules on cells: what may be typed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relocalisons.sandbox.sheets.batch_update.targets import target_area

if TYPE_CHECKING:
    from relocalisons.sandbox.sheets.spreadsheet import Spreadsheet


def set_data_validation(book: "Spreadsheet", request: Mapping[str, Any]) -> None:
    """Set, or without `rule` remove, the data validation of a range."""
    sheet, area = target_area(book, request)
    rule = request.get("rule") or None
    sheet.change(area, lambda cell: cell._replace(validation=rule))


HANDLERS = {"setDataValidation": set_data_validation}
