"""A1 notation: what it names, how answers write it, and that no text breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendor_sandbox.errors import ApiError
from vendor_sandbox.workbook.ranges import (
    Area,
    Box,
    cells_text,
    column_index,
    column_name,
    parse_cells,
    quoted_title,
    split_title,
)
from vendor_sandbox.workbook.sheet import Sheet
from vendor_sandbox.workbook.spreadsheet import Spreadsheet


def book_with(*titles: str) -> Spreadsheet:
    book = Spreadsheet.new(title="Essai")
    book.sheets = [
        Sheet.new(index, title, rows=10, columns=5) for index, title in enumerate(titles)
    ]
    return book


def named(book: Spreadsheet, text: str) -> str:
    sheet, area = book.locate(text)
    return sheet.text_of(area)


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("A1", Box(0, 0, 1, 1)),
        ("$B$3", Box(2, 1, 3, 2)),
        ("A1:B2", Box(0, 0, 2, 2)),
        ("D4:A1", Box(0, 0, 4, 4)),
        ("A:C", Box(None, 0, None, 3)),
        ("2:3", Box(1, None, 3, None)),
        ("A5:A", Box(4, 0, None, 1)),
        ("A1:1", Box(0, 0, 1, None)),
        ("aa10", Box(9, 26, 10, 27)),
        ("R2C3", Box(1, 2, 2, 3)),
        ("R1C1:R2C2", Box(0, 0, 2, 2)),
    ],
)
def test_what_a_text_names(text, box):
    assert parse_cells(text) == box


@pytest.mark.parametrize("text", ["", ":", "A", "1", "A0", "A1:", "A1:B2:C3", "A1B", "é1", "A-1"])
def test_what_names_nothing(text):
    assert parse_cells(text) is None


@given(st.integers(0, 18_277))
def test_letters_and_numbers_of_columns_are_the_same_thing(index):
    assert column_index(column_name(index)) == index


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Sheet1", "Sheet1"),
        ("D3", "'D3'"),
        ("🌵 test 1", "'🌵 test 1'"),
        ("L'été", "'L''été'"),
        ("R1C1", "'R1C1'"),
    ],
)
def test_answers_quote_a_title_that_could_be_misread(title, written):
    assert quoted_title(title) == written


def test_a_quoted_title_may_hold_anything():
    assert split_title("'L''été ! 2026'!A1:B2") == ("L'été ! 2026", "A1:B2")


def test_ranges_are_clipped_to_the_grid_and_put_in_order():
    book = book_with("Plan d'action")

    assert named(book, "'Plan d''action'!D4:A1") == "'Plan d''action'!A1:D4"
    assert named(book, "plan d'action!A:A") == "'Plan d''action'!A1:A10"
    assert named(book, "'Plan d''action'!B2:ZZ9999") == "'Plan d''action'!B2:E10"
    assert named(book, "Plan d'action") == "'Plan d''action'!A1:E10"


def test_a_bare_name_is_a_named_range_then_cells_then_a_tab():
    book = book_with("Un", "D3", "nom")
    area = {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}
    book.named_ranges.append({"namedRangeId": "1", "name": "nom", "range": area})

    assert named(book, "nom") == "Un!A2:B2"
    assert named(book, "D3") == "Un!D3"
    assert named(book, "'D3'") == "'D3'!A1:E10"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Absente!A1", "Unable to parse range: Absente!A1"),
        ("Un!A1:B2:C3", "Unable to parse range: Un!A1:B2:C3"),
        ("'Un'x!A1", "Unable to parse range: 'Un'x!A1"),
        ("Un!A11", "Range (Un!A11) exceeds grid limits. Max rows: 10, max columns: 5"),
        ("Un!ZZ1", "Range (Un!ZZ1) exceeds grid limits. Max rows: 10, max columns: 5"),
    ],
)
def test_a_wrong_range_is_refused_in_googles_words(text, message):
    with pytest.raises(ApiError) as refusal:
        book_with("Un").locate(text)

    assert refusal.value.message == message
    assert refusal.value.status == 400


@settings(max_examples=300)
@given(st.text(alphabet="AZaz09$:!'RCrc[]é \u00a0.-", max_size=16) | st.text(max_size=12))
def test_any_text_is_a_range_or_a_refusal(text):
    try:
        sheet, area = book_with("Un", "D3", "L'été").locate(text)
    except ApiError as refusal:
        assert refusal.status == 400
    else:
        assert sheet.whole.covers(area)


@given(st.integers(0, 9), st.integers(0, 4), st.integers(1, 10), st.integers(1, 5))
def test_an_area_written_and_read_is_itself(top, left, height, width):
    area = Area(top, left, top + height, left + width)

    assert parse_cells(cells_text(area)) == Box(*area)
