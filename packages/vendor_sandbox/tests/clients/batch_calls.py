"""What tests of spreadsheets.batchUpdate say to gspread again and again."""

import pytest
from gspread.exceptions import APIError


def send(book, kind, **request):
    return book.batch_update({"requests": [{kind: request}]})["replies"][0]


def refusal(call) -> str:
    with pytest.raises(APIError) as problem:
        call()
    assert problem.value.response.status_code == 400
    return problem.value.error["message"]


def span(top, bottom, left, right, sheet_id=0):
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def sheet_json(book, fields):
    return book.fetch_sheet_metadata({"fields": f"sheets({fields})"})["sheets"][0]


def cells(book, text, fields):
    asked = {"ranges": [text], "fields": f"sheets.data.rowData.values({fields})"}
    data = book.fetch_sheet_metadata(asked)["sheets"][0]["data"][0]
    return [row.get("values", []) for row in data.get("rowData", [])]
