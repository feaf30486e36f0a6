"""spreadsheets.batchUpdate through gspread: moving cells about, names, protection and rules."""

from clients.batch_calls import cells, refusal, send, sheet_json, span
from gspread.utils import ValidationConditionType

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


def test_a_named_range_may_have_a_tab_before_it_whichever(book, tab):
    tab.update([["a", "b"]], "A1")
    tab.define_named_range("A1:B1", "ligne")
    other = book.add_worksheet("Deux", 5, 5)

    assert list(tab.get("ligne")) == [["a", "b"]]
    assert other.get("LIGNE").range == "Sheet1!A1:B1"
    other.batch_clear(["ligne"])
    assert list(tab.get("ligne")) == [[]]
    for text in ("Sheet1!colonne", "Trois!ligne"):
        message = refusal(lambda text=text: book.values_get(text))
        assert message == f"Unable to parse range: {text}"


def test_a_protected_range_says_who_may_edit(book, tab):
    tab.add_protected_range("A1:B2", editor_users_emails=["anne@exemple.fr"])

    found = book.list_protected_ranges(0)[0]

    assert found["requestingUserCanEdit"] is True
    assert found["editors"] == {"users": ["anne@exemple.fr", "compte-projet@sandbox.test"]}
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
