"""Values through gspread: reading, writing, appending, clearing, in both locales."""

import gspread
import pytest
from clients.batch_calls import refusal
from gspread.utils import DateTimeOption, Dimension, ValueInputOption, ValueRenderOption

TYPED = ValueInputOption.user_entered


def test_what_is_written_is_read_back_without_its_empty_ends(tab):
    written = tab.update([["A1", "B1", "", "D1"], ["", "b2", "", ""], [], ["A4"]], "A1")

    assert list(tab.get("A1:D4")) == [["A1", "B1", "", "D1"], ["", "b2"], [], ["A4"]]
    assert written["updatedRange"] == "Sheet1!A1:D4"
    assert (written["updatedRows"], written["updatedColumns"], written["updatedCells"]) == (3, 4, 9)


def test_an_empty_range_has_no_values(book):
    assert book.values_get("Sheet1!B2:C") == {"range": "Sheet1!B2:C1000", "majorDimension": "ROWS"}


def test_columns_are_turned_before_they_are_trimmed(tab):
    tab.update([["a", "b"], ["", "c"]], "A1")

    assert list(tab.get("A1:B2", major_dimension=Dimension.cols)) == [["a"], ["b", "c"]]


def test_null_leaves_a_cell_alone_and_an_empty_text_clears_it(tab):
    tab.update([["a", "b", "c"]], "A1")

    written = tab.update([[None, "", "C"]], "A1")

    assert tab.row_values(1) == ["a", "", "C"]
    assert written["updatedCells"] == 2


def test_raw_keeps_text_and_typed_text_is_understood(tab):
    tab.update([["0042", "=1+1", "1999-01-02"]], "A1")
    tab.update([["0042", "=1+1", "1999-01-02"]], "A2", value_input_option=TYPED)

    read = tab.get("A1:C2", value_render_option=ValueRenderOption.unformatted)
    formulas = tab.get("A2:C2", value_render_option=ValueRenderOption.formula)

    assert list(read) == [["0042", "=1+1", "1999-01-02"], [42, 2, 36162]]
    assert list(formulas) == [[42, "=1+1", 36162]]


def test_dates_are_given_as_numbers_or_as_shown(tab):
    tab.update([["2020-01-01"]], "A1", value_input_option=TYPED)

    def read(option):
        return tab.get(
            "A1", value_render_option=ValueRenderOption.unformatted, date_time_render_option=option
        ).first()

    assert read(DateTimeOption.serial_number) == 43831
    assert read(DateTimeOption.formatted_string) == "2020-01-01"


def test_a_french_spreadsheet_reads_and_shows_as_french_people_do(book, tab):
    book.update_locale("fr_FR")

    tab.update(
        [["1,5", "31/12/2025", "12 500,00 €", "=SOMME(A1;0,5)", "VRAI"]],
        "A1",
        value_input_option=TYPED,
    )

    assert tab.row_values(1) == ["1,5", "31/12/2025", "12\u202f500,00 €", "2", "VRAI"]
    read = tab.get("A1:E1", value_render_option=ValueRenderOption.unformatted)
    assert list(read) == [[1.5, 46022, 12500, 2, True]]


def test_json_numbers_stay_numbers_whatever_the_locale(book, tab):
    book.update_locale("fr_FR")

    tab.update([[1.5, 12]], "A1", value_input_option=TYPED)

    assert list(tab.get("A1:B1", value_render_option=ValueRenderOption.unformatted)) == [[1.5, 12]]
    assert tab.row_values(1) == ["1,5", "12"]


def test_appending_goes_under_the_table_that_the_range_meets(tab):
    # The API's own example: two tables, A1:C2 and B4:D6.
    rows = [["x", "y", "z"], ["x", "y", "z"], [], ["", "x", "y"], ["", "", "y", "z"]]
    tab.update([*rows, ["", "x", "y", "z"]], "A1")

    def landed(text: str) -> str:
        body = {"values": [["n"]]}
        answer = tab.spreadsheet.values_append(text, {"valueInputOption": "RAW"}, body)
        place = answer["updates"]["updatedRange"].removeprefix("Sheet1!")
        tab.batch_clear([place])
        return place

    places = {text: landed(text) for text in ("Sheet1", "C5:D5", "B2:D4", "A3:G10", "A1", "E4")}
    assert places == {
        "Sheet1": "B7",
        "C5:D5": "B7",
        "B2:D4": "B7",
        "A3:G10": "B7",
        "A1": "A3",
        "E4": "E4",
    }


def test_appending_at_the_end_makes_the_tab_grow(tab):
    tab.resize(2, 2)
    tab.update([["a"], ["b"]], "A1")

    tab.append_rows([["c", 1], ["d", 2]])

    assert tab.get_all_values() == [["a", ""], ["b", ""], ["c", "1"], ["d", "2"]]
    assert tab.spreadsheet.sheet1.row_count == 4


def test_appending_with_new_rows_moves_what_lies_below(tab):
    tab.update([["a"], [""], ["below"]], "A1")

    tab.append_rows([["n"]], table_range="A1", insert_data_option="INSERT_ROWS")

    assert tab.col_values(1) == ["a", "n", "", "below"]


def test_an_append_gives_its_values_back_when_asked(tab):
    answer = tab.append_row(["1/2/2026"], value_input_option=TYPED, include_values_in_response=True)

    assert answer["updates"]["updatedData"]["values"] == [["1/2/2026"]]


def test_many_ranges_in_one_request(tab):
    answer = tab.batch_update(
        [
            {"range": "A1:B1", "values": [["a", "b"]]},
            {"range": "B1:B2", "values": [["B"], ["c"]]},
        ]
    )

    assert tab.batch_get(["A1:B1", "B2"]) == [[["a", "B"]], [["c"]]]
    totals = {name: value for name, value in answer.items() if name.startswith("total")}
    assert totals == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 2,
        "totalUpdatedCells": 4,
        "totalUpdatedSheets": 1,
    }


def test_clearing_leaves_formats(book, tab):
    tab.format("A1", {"textFormat": {"bold": True}})
    tab.update([["a"]], "A1")

    tab.batch_clear(["A1:B1"])
    tab.update([["b"]], "A1")

    asked = {
        "ranges": ["A1"],
        "fields": "sheets.data.rowData.values(formattedValue,userEnteredFormat)",
    }
    cell = book.fetch_sheet_metadata(asked)["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert cell == {"formattedValue": "b", "userEnteredFormat": {"textFormat": {"bold": True}}}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Absente!A1", "Unable to parse range: Absente!A1"),
        ("A1:B2:C3", "Unable to parse range: A1:B2:C3"),
        (
            "Sheet1!A1001",
            "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
    ],
)
def test_a_wrong_range_is_refused(book, text, message):
    assert refusal(lambda: book.values_get(text)) == message


def test_writing_more_than_the_range_holds_is_refused_and_writes_nothing(book, tab):
    body = {"values": [["a"], ["b"]]}

    message = refusal(lambda: book.values_update("A1:B1", {"valueInputOption": "RAW"}, body))

    assert message == (
        "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]"
    )
    assert tab.get_all_values() == [[]]


def test_a_batch_with_one_wrong_range_writes_nothing(tab):
    data = [{"range": "A1", "values": [["a"]]}, {"range": "A1:A2:A3", "values": [["b"]]}]

    message = refusal(lambda: tab.batch_update(data))

    assert message == "Invalid data[1]: Unable to parse range: 'Sheet1'!A1:A2:A3"
    assert tab.get_all_values() == [[]]


@pytest.mark.parametrize(
    ("params", "body", "message"),
    [
        ({}, {"values": [["a"]]}, "'valueInputOption' is required but not specified"),
        (
            {"valueInputOption": "TYPED"},
            {"values": [["a"]]},
            "Invalid value at 'value_input_option' "
            '(type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "TYPED"',
        ),
        (
            {"valueInputOption": "RAW"},
            {"values": "X"},
            "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"X\"",
        ),
        (
            {"valueInputOption": "RAW"},
            {"lines": []},
            "Invalid JSON payload received. Unknown name \"lines\" at 'data': Cannot find field.",
        ),
        (
            {"valueInputOption": "RAW", "force": "true"},
            {"values": [["a"]]},
            'Invalid JSON payload received. Unknown name "force": Cannot bind query parameter. '
            "Field 'force' could not be found in request message.",
        ),
    ],
)
def test_a_malformed_request_is_refused_before_the_range_is_looked_at(book, params, body, message):
    assert refusal(lambda: book.values_update("Nowhere!A1", params, body)) == message


def test_a_text_longer_than_google_allows_is_refused(tab):
    message = refusal(lambda: tab.update([["x" * 50_001]], "A1"))

    assert "maximum of 50000 characters" in message


def test_a_tab_called_like_a_cell_wins_when_quoted(book):
    tab = book.add_worksheet("D3", 4, 4)
    tab.update([["ici"]], "A1")

    assert tab.get_all_values() == [["ici"]]
    assert book.values_get("'D3'!A1")["range"] == "'D3'!A1"
    assert "values" not in book.values_get("D3")


def test_a_spreadsheet_that_does_not_exist(client):
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key("1" + "x" * 40)
