"""Sandbox, Sheets: every operation that changes a workbook, by name."""

from collections.abc import Callable, Mapping
from typing import Any

from vendor_sandbox.workbook.batch_update import batch
from vendor_sandbox.workbook.batch_update.tabs import adopt_sheet
from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.values import append
from vendor_sandbox.workbook.values import writing as updates

Operation = Callable[[Book, Mapping[str, Any]], dict[str, Any]]

OPERATIONS: Mapping[str, Operation] = {
    "values.update": updates.update,
    "values.batchUpdate": updates.batch_update,
    "values.append": append.append,
    "values.clear": updates.clear,
    "values.batchClear": updates.batch_clear,
    "batchUpdate": batch.batch_update,
    "adoptSheet": adopt_sheet,
}
