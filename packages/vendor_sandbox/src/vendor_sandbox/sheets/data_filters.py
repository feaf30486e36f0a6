"""Sandbox, Sheets: the methods of spreadsheets.values that take data filters."""

from starlette.responses import Response

from vendor_sandbox.sheets.call import Call
from vendor_sandbox.sheets.spreadsheets import filtered
from vendor_sandbox.workbook.values.reading import Rendering, batch_get


def batch_get_by_filter(call: Call, file_id: str) -> Response:
    """values.batchGetByDataFilter."""
    call.allow()
    body = call.json("BatchGetValuesByDataFilterRequest")
    book = call.book(file_id)
    filters = body.get("dataFilters") or ()
    rendering = Rendering(
        body.get("valueRenderOption") or "FORMATTED_VALUE",
        body.get("dateTimeRenderOption") or "SERIAL_NUMBER",
    )
    ranges = [filtered(book, each) for each in filters]
    major = body.get("majorDimension") or "ROWS"
    found = batch_get(book, ranges, rendering, major_dimension=major)
    matched = [
        {"valueRange": value_range, "dataFilters": [data_filter]}
        for value_range, data_filter in zip(found.get("valueRanges", ()), filters, strict=True)
    ]
    answer = {"spreadsheetId": file_id, "valueRanges": matched}
    return call.answer(answer, "BatchGetValuesByDataFilterResponse")


def batch_update_by_filter(call: Call, file_id: str) -> Response:
    """values.batchUpdateByDataFilter."""
    call.allow()
    body = call.json("BatchUpdateValuesByDataFilterRequest")
    book = call.book(file_id, write=True)
    given = body.get("data") or ()
    data = [
        {**{k: v for k, v in each.items() if k != "dataFilter"}, "range": text}
        for each in given
        for text in [filtered(book, each.get("dataFilter") or {})]
    ]
    operation = {"op": "values.batchUpdate", "body": {**body, "data": data}}
    answer = call.mutate(file_id, operation)
    for response, each in zip(answer.get("responses", ()), given, strict=True):
        response["dataFilter"] = each["dataFilter"]
        response.pop("spreadsheetId", None)
    return call.answer(answer, "BatchUpdateValuesByDataFilterResponse")


def batch_clear_by_filter(call: Call, file_id: str) -> Response:
    """values.batchClearByDataFilter."""
    call.allow()
    body = call.json("BatchClearValuesByDataFilterRequest")
    book = call.book(file_id, write=True)
    ranges = [filtered(book, each) for each in body.get("dataFilters") or ()]
    answer = call.mutate(file_id, {"op": "values.batchClear", "body": {"ranges": ranges}})
    return call.answer(answer, "BatchClearValuesByDataFilterResponse")
