"""spreadsheets.batchUpdate through gspread: tabs, cells and lines; all requests or none."""

import pytest
from clients.batch_calls import cells, refusal, send, sheet_json, span
from gspread.utils import ExportFormat

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


@pytest.mark.parametrize(("lines", "other"), [("row", "column"), ("column", "row")])
def test_the_first_group_sets_its_control_once(book, tab, lines, other):
    def group(start, end):
        span = {"sheetId": 0, "dimension": f"{lines.upper()}S", "startIndex": start}
        send(book, "addDimensionGroup", range=span | {"endIndex": end})

    def grid():
        return sheet_json(book, "properties.gridProperties")["properties"]["gridProperties"]

    control = f"{lines}GroupControlAfter"
    group(0, 2)
    assert grid()[control] is True and f"{other}GroupControlAfter" not in grid()

    send(book, "updateSheetProperties", fields=f"gridProperties.{control}",
         properties={"sheetId": 0, "gridProperties": {control: False}})  # fmt: skip
    group(4, 6)
    assert control not in grid()


def test_all_lines_cannot_be_deleted(tab):
    message = refusal(lambda: tab.delete_rows(1, 1000))

    assert message == (
        "Invalid requests[0].deleteDimension: You can't delete all the rows on the sheet."
    )


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
