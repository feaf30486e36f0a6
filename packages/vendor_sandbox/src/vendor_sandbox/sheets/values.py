"""Sandbox, Sheets: the methods of spreadsheets.values."""

from typing import Any

from starlette.responses import Response

from vendor_sandbox.sheets.call import Call
from vendor_sandbox.workbook.answers.schema import enum_values, require_scalars
from vendor_sandbox.workbook.failures import invalid
from vendor_sandbox.workbook.values.reading import Rendering, batch_get

_DIMENSIONS = frozenset({"DIMENSION_UNSPECIFIED", "ROWS", "COLUMNS"})
_VALUE_RENDER = frozenset({"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"})
_DATE_RENDER = frozenset({"SERIAL_NUMBER", "FORMATTED_STRING"})
_INPUT = frozenset({"INPUT_VALUE_OPTION_UNSPECIFIED", "RAW", "USER_ENTERED"})
_INSERT = frozenset({"OVERWRITE", "INSERT_ROWS"})
_RESPONSE_OPTIONS = (
    "includeValuesInResponse",
    "responseValueRenderOption",
    "responseDateTimeRenderOption",
)


def _rendering(call: Call) -> Rendering:
    return Rendering(
        call.choice("valueRenderOption", _VALUE_RENDER, default="FORMATTED_VALUE"),
        call.choice("dateTimeRenderOption", _DATE_RENDER, default="SERIAL_NUMBER"),
    )


def values_get(call: Call, file_id: str, text: str) -> Response:
    """values.get."""
    call.allow("majorDimension", "valueRenderOption", "dateTimeRenderOption")
    rendering = _rendering(call)
    major = call.choice("majorDimension", _DIMENSIONS, default="ROWS")
    book = call.book(file_id)
    return call.answer(book.values_get(text, major, *rendering), "ValueRange")


def values_batch_get(call: Call, file_id: str) -> Response:
    """values.batchGet."""
    call.allow("ranges", "majorDimension", "valueRenderOption", "dateTimeRenderOption")
    rendering = _rendering(call)
    major = call.choice("majorDimension", _DIMENSIONS, default="ROWS")
    ranges = call.query.getlist("ranges")
    answer = batch_get(call.book(file_id), ranges, rendering, major_dimension=major)
    return call.answer(answer, "BatchGetValuesResponse")


def _write_params(call: Call) -> dict[str, Any]:
    option = call.choice("valueInputOption", _INPUT, default="")
    if not option:
        raise invalid("'valueInputOption' is required but not specified")
    return {
        "valueInputOption": option,
        "includeValuesInResponse": call.flag("includeValuesInResponse"),
        "responseValueRenderOption": call.choice(
            "responseValueRenderOption", _VALUE_RENDER, default="FORMATTED_VALUE"
        ),
        "responseDateTimeRenderOption": call.choice(
            "responseDateTimeRenderOption", _DATE_RENDER, default="SERIAL_NUMBER"
        ),
        "insertDataOption": call.choice("insertDataOption", _INSERT, default="OVERWRITE"),
    }


def _value_range_body(call: Call) -> dict[str, Any]:
    body = call.json("ValueRange", root="data")
    require_scalars(body.get("values"))
    return body


def values_update(call: Call, file_id: str, text: str) -> Response:
    """values.update."""
    call.allow("valueInputOption", *_RESPONSE_OPTIONS)
    body = _value_range_body(call)
    operation = {
        "op": "values.update",
        "range": text,
        "body": body,
        "params": _write_params(call),
    }
    return call.answer(call.mutate(file_id, operation), "UpdateValuesResponse")


def values_append(call: Call, file_id: str, text: str) -> Response:
    """values.append."""
    call.allow("valueInputOption", "insertDataOption", *_RESPONSE_OPTIONS)
    body = _value_range_body(call)
    operation = {
        "op": "values.append",
        "range": text,
        "body": body,
        "params": _write_params(call),
    }
    return call.answer(call.mutate(file_id, operation), "AppendValuesResponse")


def values_clear(call: Call, file_id: str, text: str) -> Response:
    """values.clear."""
    call.allow()
    call.json("ClearValuesRequest")
    answer = call.mutate(file_id, {"op": "values.clear", "range": text})
    return call.answer(answer, "ClearValuesResponse")


def values_batch_update(call: Call, file_id: str) -> Response:
    """values.batchUpdate."""
    call.allow()
    body = call.json("BatchUpdateValuesRequest")
    option = body.get("valueInputOption")
    if option not in enum_values("BatchUpdateValuesRequest", "valueInputOption") or option in {
        None,
        "INPUT_VALUE_OPTION_UNSPECIFIED",
    }:
        raise invalid("'valueInputOption' is required but not specified")
    for index, data in enumerate(body.get("data") or ()):
        require_scalars(data.get("values"), prefix=f"data[{index}]: Invalid ")
    answer = call.mutate(file_id, {"op": "values.batchUpdate", "body": body})
    return call.answer(answer, "BatchUpdateValuesResponse")


def values_batch_clear(call: Call, file_id: str) -> Response:
    """values.batchClear."""
    call.allow()
    body = call.json("BatchClearValuesRequest")
    answer = call.mutate(file_id, {"op": "values.batchClear", "body": body})
    return call.answer(answer, "BatchClearValuesResponse")
