"""Sandbox, Sheets: every operation that changes a workbook, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from relocalisons.sandbox.sheets import append, updates
from relocalisons.sandbox.sheets.batch_update import batch
from relocalisons.sandbox.sheets.batch_update.tabs import adopt_sheet
from relocalisons.sandbox.sheets.spreadsheet import Spreadsheet

Operation = Callable[[Spreadsheet, Mapping[str, Any]], dict[str, Any]]

OPERATIONS: Mapping[str, Operation] = {
    "values.update": updates.update,
    "values.batchUpdate": updates.batch_update,
    "values.append": append.append,
    "values.clear": updates.clear,
    "values.batchClear": updates.batch_clear,
    "batchUpdate": batch.batch_update,
    "adoptSheet": adopt_sheet,
}
