"""Any batch of requests either does its work or leaves the workbook exactly as it was."""

from clients.sheet_requests import requests_of
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.answers.schema import checked
from vendor_sandbox.workbook.snapshots import sheet_to_json
from vendor_sandbox.workbook.spreadsheet import Spreadsheet


def small_book() -> Spreadsheet:
    book = Spreadsheet.new(title="Essai", locale="fr_FR")
    body = {
        "values": [["Action", "Jours"], ["Semer", 2], ["Biner", "=B2*2"], ["", "=SOMME(B2:B3)"]]
    }
    params = {"valueInputOption": "USER_ENTERED"}
    book.apply({"op": "values.update", "range": "A1", "body": body, "params": params})
    area = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    book.apply(
        {
            "op": "batchUpdate",
            "requests": [
                {"addNamedRange": {"namedRange": {"name": "table", "range": area}}},
                {"mergeCells": {"range": {**area, "startColumnIndex": 3, "endColumnIndex": 5}}},
                {"addProtectedRange": {"protectedRange": {"range": area}}},
            ],
        }
    )
    return book


def state_of(book: Spreadsheet) -> object:
    return (book.properties, [sheet_to_json(sheet) for sheet in book.sheets], book.named_ranges)


@settings(max_examples=300, deadline=None)
@given(st.lists(requests_of(), min_size=1, max_size=3))
def test_a_batch_is_carried_out_whole_or_not_at_all(requests):
    book = small_book()
    before = state_of(small_book())

    try:
        body = checked({"requests": requests}, "BatchUpdateSpreadsheetRequest")
        answer = book.apply({"op": "batchUpdate", **body})
    except ApiError as refusal:
        assert refusal.status == 400
        assert state_of(book) == before
    else:
        assert len(answer["replies"]) == len(requests)


@settings(max_examples=150, deadline=None)
@given(requests_of(), st.integers(0, 2**32))
def test_what_a_request_leaves_is_a_sound_workbook(request_body, _):
    book = small_book()
    try:
        body = checked({"requests": [request_body]}, "BatchUpdateSpreadsheetRequest")
        book.apply({"op": "batchUpdate", **body})
    except ApiError:
        return

    again = Spreadsheet.from_xlsx(book.to_xlsx(), title=book.title, sidecar=book.to_sidecar())
    from_file = Spreadsheet.from_xlsx(book.to_xlsx(), title=book.title)

    assert state_of(again) == state_of(book)
    assert len(from_file.sheets) == len(book.sheets)
    for sheet in book.sheets:
        assert len(sheet.rows) <= sheet.row_count
        assert all(len(row) <= sheet.column_count for row in sheet.rows)
        assert all(sheet.whole.covers(area) for area in sheet.merges)


@settings(max_examples=60, deadline=None)
@given(st.lists(requests_of(), max_size=4))
def test_a_journal_replays_to_the_same_workbook(requests):
    accepted, book = [], small_book()
    for request in requests:
        try:
            body = checked({"requests": [request]}, "BatchUpdateSpreadsheetRequest")
            operation = {"op": "batchUpdate", **body}
            book.apply(operation)
        except ApiError:
            continue
        accepted.append(operation)

    again = small_book()
    for operation in accepted:
        again.apply(operation)

    assert state_of(again) == state_of(book)
