"""Sandbox, Sheets: the methods of spreadsheets: create, get, batchUpdate, copyTo."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from vendor_sandbox.errors import spreadsheet_not_found
from vendor_sandbox.sheets.call import Call, json_response
from vendor_sandbox.workbook.answers.masks import WHOLE
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.spreadsheet import Spreadsheet


def create(call: Call) -> Response:
    """spreadsheets.create: a new file in the caller's My Drive."""
    call.allow()
    body = call.json("Spreadsheet", root="spreadsheet")
    item = call.workspace.create_spreadsheet(body, identity=call.identity)
    book = call.book(item.id)
    return call.answer(book.resource(WHOLE, (), include_grid_data=False), "Spreadsheet")


def get(call: Call, file_id: str) -> Response:
    """spreadsheets.get."""
    call.allow("ranges", "includeGridData", "excludeTablesInBandedRanges", "commentsViewMode")
    mask = call.mask("Spreadsheet")
    with_data = call.flag("includeGridData")
    ranges = tuple(call.query.getlist("ranges"))
    return json_response(call.book(file_id).resource(mask, ranges, include_grid_data=with_data))


def get_by_filter(call: Call, file_id: str) -> Response:
    """spreadsheets.getByDataFilter."""
    call.allow()
    body = call.json("GetSpreadsheetByDataFilterRequest")
    book = call.book(file_id)
    ranges = tuple(filtered(book, each) for each in body.get("dataFilters") or ())
    with_data = bool(body.get("includeGridData"))
    return json_response(
        book.resource(call.mask("Spreadsheet"), ranges, include_grid_data=with_data)
    )


def filtered(book: Spreadsheet, data_filter: Mapping[str, Any]) -> str:
    """Return the A1 text of a DataFilter. Developer metadata never match here."""
    from vendor_sandbox.workbook.batch_update.targets import resolved

    if "a1Range" in data_filter:
        return data_filter["a1Range"]
    if "gridRange" in data_filter:
        sheet, area = resolved(book, data_filter["gridRange"])
        return sheet.text_of(area)
    raise invalid("A data filter needs a1Range or gridRange in this sandbox.")


def batch_update(call: Call, file_id: str) -> Response:
    """spreadsheets.batchUpdate: all requests, or none."""
    call.allow()
    body = call.json("BatchUpdateSpreadsheetRequest")
    answer = call.mutate(file_id, {"op": "batchUpdate", **body})
    return call.answer(answer, "BatchUpdateSpreadsheetResponse")


def copy_to(call: Call, file_id: str, sheet_id: str) -> Response:
    """spreadsheets.sheets.copyTo: a copy of a tab in another spreadsheet."""
    from vendor_sandbox.workbook.snapshots import sheet_to_json

    call.allow()
    body = call.json("CopySheetToAnotherSpreadsheetRequest")
    if not sheet_id.isdigit():
        raise spreadsheet_not_found()
    source = call.book(file_id).sheet(int(sheet_id))
    target = body.get("destinationSpreadsheetId") or ""
    operation = {"op": "adoptSheet", "sheet": sheet_to_json(source)}
    return call.answer(call.mutate(target, operation), "SheetProperties")
