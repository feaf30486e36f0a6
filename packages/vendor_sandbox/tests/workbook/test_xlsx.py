"""A workbook through .xlsx bytes, made by hand and by our own writer."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from vendor_sandbox.workbook.cells import Cell, error
from vendor_sandbox.workbook.snapshots import sheet_from_json, sheet_to_json
from vendor_sandbox.workbook.spreadsheet import Spreadsheet


def bytes_of(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def by_hand() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    tab = workbook.active
    tab.title = "Plan d'action"
    tab.append(["Action", "Échéance", "Jours", "Coût", "Fait"])
    tab.append(["Semer", date(2026, 3, 31), 12, 1.5, True])
    tab.append(["Biner", "fin mars", 0, "=C2*2", False])
    tab["B2"].number_format = "dd/mm/yyyy"
    tab["A3"].font = Font(strike=True, bold=True)
    tab["A1"].fill = PatternFill("solid", fgColor="FFFF0000")
    tab["A2"].hyperlink = "https://exemple.fr/x?a=1"
    tab["C2"].comment = Comment("une note", "Anne")
    tab["E5"] = "#N/A"
    tab.merge_cells("A6:B7")
    tab["A6"] = "fusion"
    tab.row_dimensions[3].hidden = True
    tab.column_dimensions["D"].hidden = True
    tab.freeze_panes = "B2"
    tab.sheet_properties.tabColor = "00FF00"
    choice = DataValidation(type="list", formula1='"oui,non"', showErrorMessage=True)
    choice.add("E2:E3")
    tab.add_data_validation(choice)
    tab.conditional_formatting.add("C2:C9", CellIsRule(operator="greaterThan", formula=["10"]))
    tab.conditional_formatting.add("A2:A9", FormulaRule(formula=["$C2=0"], font=Font(bold=True)))
    workbook.create_sheet("Cachée").sheet_state = "hidden"
    workbook.defined_names["jours"] = openpyxl.workbook.defined_name.DefinedName(
        "jours", attr_text="'Plan d''action'!$C$2:$C$3"
    )
    return workbook


@pytest.fixture(params=["by hand", "written back"])
def book(request):
    """The workbook as it was read, and once more after our own writer."""
    first = Spreadsheet.from_xlsx(bytes_of(by_hand()), title="Suivi")
    if request.param == "by hand":
        return first
    return Spreadsheet.from_xlsx(first.to_xlsx(), title="Suivi")


def test_values_keep_their_type(book):
    rows = book.values_get("A2:E3", "ROWS", "UNFORMATTED_VALUE")["values"]

    assert rows == [["Semer", 46112, 12, 1.5, True], ["Biner", "fin mars", 0, 24, False]]
    assert [type(value) for value in rows[0]] == [str, int, int, float, bool]
    assert book.values_get("E5")["values"] == [["#N/A"]]


def test_a_date_is_a_number_with_a_date_format(book):
    assert book.sheets[0].cell(1, 1).number_format == {"type": "DATE", "pattern": "dd/MM/yyyy"}
    assert book.values_get("B2")["values"] == [["31/03/2026"]]


def test_only_what_was_set_is_in_a_format(book):
    sheet = book.sheets[0]

    assert sheet.cell(2, 0).format == {"textFormat": {"bold": True, "strikethrough": True}}
    assert sheet.cell(1, 2).format is None
    assert sheet.cell(0, 0).format["backgroundColor"] == {"red": 1}


def test_links_notes_and_formulas(book):
    sheet = book.sheets[0]

    assert sheet.cell(1, 0).link == "https://exemple.fr/x?a=1"
    assert sheet.cell(1, 2).note == "une note"
    assert sheet.cell(2, 3).formula == "=C2*2"


def test_the_layout_of_the_tab(book):
    sheet = book.sheets[0]

    assert (sheet.title, sheet.row_count, sheet.column_count) == ("Plan d'action", 1000, 26)
    assert [sheet.text_of(area) for area in sheet.merges] == ["'Plan d''action'!A6:B7"]
    assert sheet.row_lines[2].hidden_by_user
    assert sheet.column_lines[3].hidden_by_user
    grid = sheet.properties["gridProperties"]
    assert (grid["frozenRowCount"], grid["frozenColumnCount"]) == (1, 1)
    assert sheet.properties["tabColor"] == {"green": 1}
    assert book.sheets[1].is_hidden


def test_validation_and_conditional_formats(book):
    sheet = book.sheets[0]

    rule = sheet.cell(1, 4).validation
    values = [each["userEnteredValue"] for each in rule["condition"]["values"]]
    assert (rule["condition"]["type"], values, rule["strict"]) == (
        "ONE_OF_LIST",
        ["oui", "non"],
        True,
    )
    kinds = [each["booleanRule"]["condition"]["type"] for each in sheet.conditional_formats]
    assert kinds == ["NUMBER_GREATER", "CUSTOM_FORMULA"]


def test_named_ranges(book):
    assert [(each["name"], each["range"]["startRowIndex"]) for each in book.named_ranges] == [
        ("jours", 1)
    ]


def test_the_locale_of_a_workbook_from_outside_is_french(book):
    assert (book.locale, book.properties["timeZone"]) == ("fr_FR", "Europe/Paris")


def test_cached_values_of_formulas_are_in_the_file():
    book = Spreadsheet.from_xlsx(bytes_of(by_hand()), title="Suivi")

    opened = openpyxl.load_workbook(io.BytesIO(book.to_xlsx()), data_only=True)

    assert opened["Plan d'action"]["D3"].value == 24


def test_equal_workbooks_give_equal_bytes():
    data = bytes_of(by_hand())

    one, other = (Spreadsheet.from_xlsx(data, title="Suivi").to_xlsx() for _ in range(2))

    assert one == other


def test_with_its_sidecar_nothing_is_lost():
    book = Spreadsheet.new(title="Suivi", locale="fr_FR")
    sheet = book.sheets[0]
    sheet.put(0, 0, Cell("x" * 40_000, note="n", validation={"condition": {"type": "BLANK"}}))
    sheet.put(3, 2, Cell(error("N_A", "perdu"), "=INCONNUE(1)"))
    sheet.protected_ranges.append({"protectedRangeId": 7, "range": {}, "editors": {}})
    sheet.properties["title"] = "Un titre bien plus long que ne le permet Excel [2026]"
    book.counter = 5

    again = Spreadsheet.from_xlsx(book.to_xlsx(), title="Suivi", sidecar=book.to_sidecar())

    assert [sheet_to_json(each) for each in again.sheets] == [sheet_to_json(sheet)]
    assert (again.locale, again.counter) == ("fr_FR", 5)


def test_after_a_hand_edit_ids_and_settings_stay():
    book = Spreadsheet.from_xlsx(
        bytes_of(by_hand()), title="Suivi", sidecar={"sheet_ids": [11, 22], "locale": "en_US"}
    )
    data, sidecar = book.to_xlsx(), book.to_sidecar()
    edited = openpyxl.load_workbook(io.BytesIO(data))
    edited["Plan d'action"]["A2"] = "Planter"
    edited["Cachée"].title = "Montrée"
    edited.create_sheet("Nouvelle")

    again = Spreadsheet.from_xlsx(bytes_of(edited), title="Suivi", sidecar=sidecar)

    assert again.values_get("'Plan d''action'!A2")["values"] == [["Planter"]]
    assert [sheet.sheet_id for sheet in again.sheets][:2] == [11, 22]
    assert len({sheet.sheet_id for sheet in again.sheets}) == 3
    assert again.locale == "en_US"
    assert again.named_ranges[0]["namedRangeId"] == book.named_ranges[0]["namedRangeId"]


def test_a_formula_that_excel_would_refuse_does_not_spoil_the_file():
    book = Spreadsheet.new(title="Suivi")
    book.sheets[0].put(0, 0, Cell(error("ERROR"), "=1+"))

    opened = openpyxl.load_workbook(io.BytesIO(book.to_xlsx()))

    assert opened.worksheets[0]["A1"].value == "=1+"


@pytest.mark.parametrize("data", [b"", b"PK", b"bonjour", bytes_of(by_hand())[:3000]])
def test_bytes_that_are_no_workbook_are_refused(data):
    with pytest.raises((ValueError, KeyError, zipfile.BadZipFile)):
        Spreadsheet.from_xlsx(data, title="Suivi")


VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    # The file carries 16 digits, as Excel does; the sidecar carries the rest.
    | st.decimals(-(10**9), 10**9, places=4).map(float)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=4), max_size=5))
def test_values_survive_the_file_alone(rows):
    book = Spreadsheet.new(title="Suivi")
    for row, line in enumerate(rows):
        for column, value in enumerate(line):
            if value not in (None, ""):
                book.sheets[0].put(row, column, Cell(value))

    again = Spreadsheet.from_xlsx(book.to_xlsx(), title="Suivi", sidecar={"locale": "en_US"})

    before = book.values_get("A1:D5", "ROWS", "UNFORMATTED_VALUE").get("values")
    after = again.values_get("A1:D5", "ROWS", "UNFORMATTED_VALUE").get("values")
    assert before == after


def test_a_tab_as_json_and_back_is_itself():
    sheet = Spreadsheet.from_xlsx(bytes_of(by_hand()), title="Suivi").sheets[0]

    assert sheet_from_json(sheet_to_json(sheet)) == sheet
