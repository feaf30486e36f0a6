"""spreadsheets.batchUpdate through gspread: tabs, cells, lines, ranges, rules; all or nothing."""

import gspread
import pytest
from clients.sheets_client import sheets_client
from gspread.exceptions import APIError
from gspread.utils import ExportFormat, ValidationConditionType


@pytest.fixture(scope="module")
def client(sandbox):
    with_session = sheets_client(sandbox.base_url)
    yield with_session
    with_session.http_client.session.close()


@pytest.fixture
def book(client) -> gspread.Spreadsheet:
    return client.create("Essai")


@pytest.fixture
def tab(book) -> gspread.Worksheet:
    return book.sheet1


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


# ---- tabs -----------------------------------------------------------------------------------


def test_tabs_come_go_move_and_change_name(book, tab):
    second = book.add_worksheet("Deux", 10, 5, index=0)
    assert [each.title for each in book.worksheets()] == ["Deux", "Sheet1"]

    second.update_title("Deuxième")
    second.update_index(2)
    copy = second.duplicate(new_sheet_name="Troisième")

    assert [each.title for each in book.worksheets()] == ["Sheet1", "Deuxième", "Troisième"]
    book.del_worksheet(copy)
    assert [each.title for each in book.worksheets()] == ["Sheet1", "Deuxième"]


def test_the_reply_of_a_new_tab_tells_its_id_and_place(book):
    reply = send(book, "addSheet", properties={"title": "Deux", "gridProperties": {"rowCount": 5}})

    properties = reply["addSheet"]["properties"]
    assert properties.pop("sheetId") > 0
    assert properties == {
        "title": "Deux",
        "index": 1,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 5, "columnCount": 26},
    }


def test_a_title_can_be_taken_only_once_whatever_its_capitals(book):
    message = refusal(lambda: book.add_worksheet("SHEET1", 1, 1))

    assert message == (
        'Invalid requests[0].addSheet: A sheet with the name "SHEET1" already exists. '
        "Please enter another name."
    )


def test_one_visible_tab_must_stay(book, tab):
    assert refusal(tab.hide) == (
        "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document."
    )
    book.add_worksheet("Deux", 1, 1).hide()

    assert "can't remove all" in refusal(lambda: book.del_worksheet(tab))
    assert [each.title for each in book.worksheets(exclude_hidden=True)] == ["Sheet1"]


def test_frozen_lines_and_colours_are_absent_when_unset(book, tab):
    tab.freeze(rows=2, cols=1)
    tab.update_tab_color("#ff8000")
    properties = sheet_json(book, "properties")["properties"]
    assert properties["gridProperties"]["frozenRowCount"] == 2
    assert properties["tabColor"] == properties["tabColorStyle"]["rgbColor"]

    tab.freeze(0, 0)
    tab.clear_tab_color()

    assert sheet_json(book, "properties(tabColor,tabColorStyle,gridProperties)")["properties"] == {
        "gridProperties": {"rowCount": 1000, "columnCount": 26}
    }


def test_a_tab_can_be_copied_to_another_spreadsheet(client, tab):
    tab.update([["a", 1]], "A1")
    other = client.create("Cible")

    answer = tab.copy_to(other.id)

    assert answer["title"] == "Copy of Sheet1"
    assert other.get_worksheet_by_id(answer["sheetId"]).get_all_values() == [["a", "1"]]


def test_the_title_of_the_spreadsheet_is_its_name_in_drive(client, book):
    book.update_title("Autre nom")

    assert client.open_by_key(book.id).title == "Autre nom"
    assert book.id in {each["id"] for each in client.list_spreadsheet_files("Autre nom")}


# ---- cells ----------------------------------------------------------------------------------


def test_only_named_leaves_of_a_format_change(book, tab):
    tab.format("A1", {"textFormat": {"bold": True}, "horizontalAlignment": "CENTER"})

    tab.format("A1", {"textFormat": {"italic": True}})

    assert cells(book, "A1", "userEnteredFormat") == [
        [{"userEnteredFormat": {"textFormat": {"italic": True}, "horizontalAlignment": "CENTER"}}]
    ]


def test_colours_come_back_with_their_twin(book, tab):
    tab.format("A1:B1", {"backgroundColor": {"green": 1, "red": 0.5}})

    found = cells(book, "A1:B1", "userEnteredFormat")[0]

    colour = {"red": pytest.approx(0.5, abs=0.01), "green": 1}
    expected = {"backgroundColor": colour, "backgroundColorStyle": {"rgbColor": colour}}
    assert [each["userEnteredFormat"] for each in found] == [expected, expected]


def test_notes_are_set_and_cleared(tab):
    tab.insert_notes({"A1": "une note", "B2": "une autre"})
    assert (tab.get_note("A1"), tab.get_note("B2")) == ("une note", "une autre")

    tab.clear_notes(["A1", "B2"])

    assert tab.get_notes() == [[]]


def test_cells_are_written_by_rows_with_values_of_each_kind(book, tab):
    values = [
        {"userEnteredValue": {"stringValue": "0042"}},
        {"userEnteredValue": {"numberValue": 46022}, "userEnteredFormat": DATE},
        {"userEnteredValue": {"formulaValue": "=2*3"}},
        {"userEnteredValue": {"boolValue": True}},
    ]

    send(book, "updateCells", start={"sheetId": 0}, rows=[{"values": values}],
         fields="userEnteredValue,userEnteredFormat.numberFormat")  # fmt: skip

    assert tab.row_values(1) == ["0042", "31/12/2025", "6", "TRUE"]
    assert cells(book, "C1", "userEnteredValue,effectiveValue") == [
        [{"userEnteredValue": {"formulaValue": "=2*3"}, "effectiveValue": {"numberValue": 6}}]
    ]


DATE = {"numberFormat": {"type": "DATE", "pattern": "dd/MM/yyyy"}}


def test_what_a_range_does_not_give_is_cleared(book, tab):
    tab.update([["a", "b"], ["c", "d"]], "A1")
    rows = [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}]

    send(book, "updateCells", range=span(0, 2, 0, 2), rows=rows, fields="userEnteredValue")

    assert tab.get_all_values() == [["x"]]


def test_the_same_cell_everywhere_moves_its_formula_along(book, tab):
    tab.update([[1], [2]], "A1")
    cell = {"userEnteredValue": {"formulaValue": "=A1*10"}}

    send(book, "repeatCell", range=span(0, 2, 1, 2), cell=cell, fields="userEnteredValue")

    assert tab.get_all_values() == [["1", "10"], ["2", "20"]]


def test_appended_cells_go_after_the_last_row_with_data(book, tab):
    tab.update([["a"], [""], ["c"]], "A1")
    tab.resize(3)
    rows = [{"values": [{"userEnteredValue": {"numberValue": 1}}]}]

    send(book, "appendCells", sheetId=0, rows=rows, fields="*")

    assert tab.col_values(1) == ["a", "", "c", "1"]


def test_borders_are_set_outside_and_inside(book, tab):
    solid = {"style": "SOLID"}

    send(book, "updateBorders", range=span(0, 2, 0, 2), top=solid, innerVertical=solid)

    found = cells(book, "A1:B2", "userEnteredFormat.borders")
    sides = [[sorted(each["userEnteredFormat"]["borders"]) for each in row] for row in found]
    assert sides == [[["right", "top"], ["left", "top"]], [["right"], ["left"]]]


def test_merging_keeps_the_first_value_and_cutting_a_merge_is_refused(book, tab):
    tab.update([["a", "b"], ["c", "d"]], "A1")

    tab.merge_cells("A1:B2")

    assert sheet_json(book, "merges") == {
        "merges": [
            {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
        ]
    }
    assert tab.get_all_values() == [["a"]]
    assert "You must select all cells" in refusal(lambda: tab.merge_cells("B2:C3"))
    tab.unmerge_cells("A1:B2")
    assert sheet_json(book, "merges") == {}


# ---- lines ----------------------------------------------------------------------------------


def test_inserted_and_deleted_lines_carry_everything_along(book, tab):
    tab.update([["a", 1], ["b", 2], ["c", "=B1+B2"]], "A1", value_input_option="USER_ENTERED")
    tab.merge_cells("D2:E3")
    tab.define_named_range("B1:B2", "jours")

    tab.insert_rows([["neuf"]], row=2)
    formula = tab.acell("B4", value_render_option="FORMULA").value
    merge, named = sheet_json(book, "merges")["merges"][0], book.list_named_ranges()[0]["range"]
    assert (formula, merge["startRowIndex"], named["endRowIndex"]) == ("=B1+B3", 2, 3)

    tab.delete_rows(1)
    assert tab.acell("B3", value_render_option="FORMULA").value == "=#REF!+B2"
    assert tab.acell("B3").value == "#REF!"
    tab.delete_columns(1)
    assert tab.acell("A3", value_render_option="FORMULA").value == "=#REF!+A2"


def test_new_lines_take_the_format_of_their_neighbour(book, tab):
    tab.format("A1:B1", {"textFormat": {"bold": True}})

    tab.insert_rows([["x"]], row=2, inherit_from_before=True)

    assert cells(book, "A2", "userEnteredFormat") == cells(book, "A1", "userEnteredFormat")


def test_lines_move(book, tab):
    tab.update([["a"], ["b"], ["c"], ["d"]], "A1")
    source = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}

    send(book, "moveDimension", source=source, destinationIndex=3)

    assert tab.col_values(1) == ["c", "a", "b", "d"]


def test_hidden_and_sized_lines(book, tab):
    tab.resize(2, 3)
    tab.hide_columns(1, 2)
    columns = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    properties = {"pixelSize": 40}
    send(book, "updateDimensionProperties", range=columns, properties=properties, fields="*")

    found = sheet_json(book, "data.columnMetadata")["data"][0]["columnMetadata"]

    assert found == [
        {"pixelSize": 40},
        {"hiddenByUser": True, "pixelSize": 100},
        {"pixelSize": 100},
    ]


def test_groups_of_lines_nest(book, tab):
    tab.add_dimension_group_rows(1, 4)
    tab.add_dimension_group_rows(2, 5)

    groups = [
        (group["range"]["startIndex"], group["range"]["endIndex"], group["depth"])
        for group in tab.list_dimension_group_rows()
    ]

    assert groups == [(1, 5, 1), (2, 4, 2)]
    tab.delete_dimension_group_rows(1, 5)
    assert len(tab.list_dimension_group_rows()) == 1


def test_all_lines_cannot_be_deleted(tab):
    message = refusal(lambda: tab.delete_rows(1, 1000))

    assert message == (
        "Invalid requests[0].deleteDimension: You can't delete all the rows on the sheet."
    )


# ---- ranges ---------------------------------------------------------------------------------


def test_a_range_is_sorted_numbers_first_and_empty_cells_last(book, tab):
    tab.update([["b", 2], ["", 4], ["a", 1], [10, 3]], "A1")

    tab.sort((1, "asc"), range="A1:B4")
    assert tab.get_all_values() == [["10", "3"], ["a", "1"], ["b", "2"], ["", "4"]]

    tab.sort((1, "des"), range="A1:B4")
    assert tab.col_values(2) == ["2", "1", "3", "4"]


def test_copies_fill_their_destination_and_cuts_leave_nothing(book, tab):
    tab.update([["a", "=A1&1"]], "A1", value_input_option="USER_ENTERED")

    tab.copy_range("A1:B1", "A2:B3")
    assert tab.get_all_values() == [["a", "a1"]] * 3

    tab.cut_range("A3:B3", "D5")
    assert list(tab.get("D5:E5", value_render_option="FORMULA")) == [["a", "=D5&1"]]
    assert tab.get_all_values()[2][:2] == ["", ""]


def test_only_values_or_only_formats_can_be_pasted(book, tab):
    tab.format("A1", {"textFormat": {"bold": True}})
    tab.update([["=1+1"]], "A1", value_input_option="USER_ENTERED")

    for place, kind in ((1, "PASTE_VALUES"), (2, "PASTE_FORMAT")):
        send(book, "copyPaste", source=span(0, 1, 0, 1), destination=span(0, 1, place, place + 1),
             pasteType=kind)  # fmt: skip

    found = cells(book, "B1:C1", "userEnteredValue,userEnteredFormat")[0]
    assert found == [
        {"userEnteredValue": {"numberValue": 2}},
        {"userEnteredFormat": {"textFormat": {"bold": True}}},
    ]


def test_cells_inserted_and_deleted_shift_only_their_columns(book, tab):
    tab.update([["a", "A"], ["b", "B"]], "A1")

    send(book, "insertRange", range=span(0, 1, 0, 1), shiftDimension="ROWS")
    assert tab.get_all_values() == [["", "A"], ["a", "B"], ["b", ""]]

    send(book, "deleteRange", range=span(0, 1, 0, 1), shiftDimension="ROWS")
    assert tab.get_all_values() == [["a", "A"], ["b", "B"]]


def test_text_is_found_and_replaced(book, tab):
    tab.update([["Semer", "semer tôt"], ["=CONCATENATE(\"se\",\"mer\")", 12]], "A1",
               value_input_option="USER_ENTERED")  # fmt: skip

    reply = send(book, "findReplace", find="semer", replacement="planter", allSheets=True)

    assert tab.get_all_values() == [["planter", "planter tôt"], ["semer", "12"]]
    assert reply["findReplace"] == {
        "valuesChanged": 2,
        "rowsChanged": 1,
        "sheetsChanged": 1,
        "occurrencesChanged": 2,
    }


def test_pasted_data_duplicates_spaces_and_split_texts(book, tab):
    send(book, "pasteData", coordinate={"sheetId": 0}, data="a ; x\na ; x\n b;y", delimiter=";")
    send(book, "trimWhitespace", range=span(0, 3, 0, 2))

    reply = send(book, "deleteDuplicates", range=span(0, 3, 0, 2))

    assert reply["deleteDuplicates"] == {"duplicatesRemovedCount": 1}
    assert tab.get_all_values() == [["a", "x"], ["b", "y"]]
    tab.update([["1-2-3"]], "D1")
    send(book, "textToColumns", source=span(0, 1, 3, 4), delimiter="-", delimiterType="CUSTOM")
    assert tab.row_values(1) == ["a", "x", "", "1", "2", "3"]


# ---- names, protection, rules ---------------------------------------------------------------


def test_a_named_range_answers_to_its_name_until_it_is_deleted(book, tab):
    tab.update([["a", "b"]], "A1")
    reply = tab.define_named_range("A1:B1", "ligne")["replies"][0]["addNamedRange"]["namedRange"]
    assert "sheetId" not in reply["range"]
    assert reply["range"]["startRowIndex"] == 0
    assert book.values_get("ligne")["values"] == [["a", "b"]]

    tab.delete_named_range(reply["namedRangeId"])

    assert book.list_named_ranges() == []
    assert refusal(lambda: book.values_get("ligne")) == "Unable to parse range: ligne"


def test_a_protected_range_says_who_may_edit(book, tab):
    tab.add_protected_range("A1:B2", editor_users_emails=["anne@exemple.fr"])

    found = book.list_protected_ranges(0)[0]

    assert found["requestingUserCanEdit"] is True
    assert found["editors"] == {"users": ["anne@exemple.fr"]}
    tab.delete_protected_range(found["protectedRangeId"])
    assert book.list_protected_ranges(0) == []


def test_validation_is_a_property_of_cells(book, tab):
    tab.add_validation("A1:A2", ValidationConditionType.one_of_list, ["oui", "non"], strict=True)

    found = cells(book, "A1:A2", "dataValidation")

    rule = found[0][0]["dataValidation"]
    assert rule["condition"]["type"] == "ONE_OF_LIST"
    assert rule["strict"] is True
    assert found[0] == found[1]


def test_conditional_formats_keep_their_order(book):
    def rule(bound):
        condition = {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": str(bound)}]}
        boolean = {"condition": condition, "format": {"textFormat": {"bold": True}}}
        return {"ranges": [span(0, 5, 0, 1)], "booleanRule": boolean}

    send(book, "addConditionalFormatRule", rule=rule(1), index=0)
    send(book, "addConditionalFormatRule", rule=rule(2), index=0)

    def bounds():
        found = sheet_json(book, "conditionalFormats").get("conditionalFormats", [])
        return [r["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for r in found]

    assert bounds() == ["2", "1"]
    send(book, "updateConditionalFormatRule", sheetId=0, index=0, newIndex=1)
    assert bounds() == ["1", "2"]
    send(book, "deleteConditionalFormatRule", sheetId=0, index=0)
    assert bounds() == ["2"]


def test_a_basic_filter_hides_rows_until_it_is_cleared(book, tab):
    tab.update([["État"], ["fait"], ["à faire"]], "A1")
    criteria = [{"columnIndex": 0, "filterCriteria": {"hiddenValues": ["fait"]}}]

    send(book, "setBasicFilter", filter={"range": span(0, 3, 0, 1), "filterSpecs": criteria})

    def hidden():
        rows = sheet_json(book, "data.rowMetadata.hiddenByFilter")["data"][0]["rowMetadata"]
        return [index for index, row in enumerate(rows) if row.get("hiddenByFilter")]

    assert hidden() == [1]
    tab.clear_basic_filter()
    assert hidden() == []
    assert sheet_json(book, "basicFilter") == {}


# ---- all or nothing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_body", "message"),
    [
        ({"fooBar": {}},
         'Invalid JSON payload received. Unknown name "fooBar" at \'requests[1]\': '
         "Cannot find field."),
        ({"addSheet": {"properties": {"titre": "x"}}},
         'Invalid JSON payload received. Unknown name "titre" at '
         "'requests[1].add_sheet.properties': Cannot find field."),
        ({"updateSheetProperties": {"properties": {"sheetId": 9, "title": "x"}, "fields": "title"}},
         "Invalid requests[1].updateSheetProperties: No sheet with id: 9"),
        ({"mergeCells": {"range": {"sheetId": 9}}},
         "Invalid requests[1].mergeCells: No grid with id: 9"),
        ({"addChart": {"chart": {}}},
         "Invalid requests[1].addChart: This sandbox does not carry out this kind of request."),
        ({"updateCells": {"range": {"sheetId": 0}, "fields": "valeur"}},
         "Invalid requests[1].updateCells: Invalid field: valeur"),
        ({"repeatCell": {"range": {"sheetId": 0}, "cell": {}}},
         "Invalid requests[1].repeatCell: At least one field must be listed in 'fields'. "
         "(Use '*' to indicate all fields.)"),
    ],
)  # fmt: skip
def test_a_refused_request_names_its_index_and_undoes_those_before_it(book, request_body, message):
    first = {"addSheet": {"properties": {"title": "Deux"}}}

    found = refusal(lambda: book.batch_update({"requests": [first, request_body]}))

    assert found == message
    assert [each.title for each in book.worksheets()] == ["Sheet1"]


def test_an_empty_batch_is_refused(book):
    assert refusal(lambda: book.batch_update({"requests": []})) == (
        "Must specify at least one request."
    )


def test_the_spreadsheet_comes_back_when_asked(book):
    body = {
        "requests": [{"addSheet": {"properties": {"title": "Deux"}}}],
        "includeSpreadsheetInResponse": True,
    }

    answer = book.batch_update(body)

    titles = [each["properties"]["title"] for each in answer["updatedSpreadsheet"]["sheets"]]
    assert titles == ["Sheet1", "Deux"]


def test_the_workbook_can_be_exported_after_all_that(book, tab):
    tab.update([["a", 1]], "A1")

    assert book.export(ExportFormat.CSV) == b"a,1"
    assert book.export(ExportFormat.EXCEL).startswith(b"PK")
