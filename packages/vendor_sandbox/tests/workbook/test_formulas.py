"""Formulas: what is evaluated, what keeps its cached value, how references follow changes."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_sandbox.workbook.cells import Cell
from vendor_sandbox.workbook.formulas.writing import (
    canonical_formula,
    localized_formula,
    shifted_formula,
)
from vendor_sandbox.workbook.spreadsheet import Spreadsheet

ROWS = [["x", 1, 10], ["y", 2, 20], ["x", 3, ""], ["", "", "texte"]]


def book_with(rows, *, locale="en_US"):
    book = Spreadsheet.new(title="Essai", locale=locale)
    write(book, "A1", rows)
    return book


def write(book, text, rows):
    params = {"valueInputOption": "USER_ENTERED"}
    body = {"values": rows}
    book.apply({"op": "values.update", "range": text, "body": body, "params": params})


def result(formula, *, locale="en_US", rows=ROWS):
    book = book_with(rows, locale=locale)
    write(book, "E1", [[formula]])
    return book.values_get("E1", "ROWS", "UNFORMATTED_VALUE").get("values", [[""]])[0][0]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3", 7),
        ("=-2^2", 4),
        ("=50%*4", 2),
        ("=(1+2)*3", 9),
        ('="a"&1', "a1"),
        ("=1/0", "#DIV/0!"),
        ("=B1*2", 2),
        ("=SUM(B1:B3,100)", 106),
        ("=SUM(B:B)", 6),
        ("=AVERAGE(B1:B3)", 2),
        ("=MIN(B1:B3)+MAX(B1:B3)", 4),
        ("=COUNT(B1:C4)", 5),
        ("=COUNTA(A1:C4)", 9),
        ('=COUNTIF(A1:A3,"x")', 2),
        ('=COUNTIF(B1:B3,">=2")', 2),
        ('=SUMIF(A1:A3,"x",B1:B3)', 4),
        ('=SUMIFS(B1:B3,A1:A3,"x",B1:B3,">1")', 3),
        ('=IF(B1>0,"oui","non")', "oui"),
        ("=IF(B1>5,1)", False),
        ('=IFERROR(1/0,"rien")', "rien"),
        ("=AND(B1=1,B2=2)", True),
        ("=ROUND(2.345,2)", 2.35),
        ("=DATE(2026,1,31)", 46053),
        ("=EDATE(DATE(2026,1,31),1)", 46081),
        ('=TEXT(DATE(2026,3,1),"dd/mm/yyyy")', "01/03/2026"),
        ('=VLOOKUP("y",A1:C3,3,FALSE)', 20),
        ("=INDEX(C1:C3,MATCH(2,B1:B3,0))", 20),
        ("=A1+1", "#VALUE!"),
        ("=Absente!A1", "#REF!"),
        ("=INCONNUE(1)", "#NAME?"),
        ("=1+", "#ERROR!"),
        ("=E1", "#REF!"),
    ],
)
def test_a_formula_and_its_value(formula, value):
    assert result(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SOMME(B1:B3;1,5)", 7.5),
        ("=SUM(B1:B3;1,5)", 7.5),
        ('=SI(B1>0;"oui";"non")', "oui"),
        ('=NB.SI(A1:A3;"x")', 2),
        ("=SUM(B1:B3,100)", "#ERROR!"),
    ],
)
def test_a_french_spreadsheet_separates_arguments_by_semicolons(formula, value):
    assert result(formula, locale="fr_FR") == value


def test_a_formula_comes_back_with_the_separators_of_the_spreadsheet():
    book = book_with([["=SOMME(1,5;2)"]], locale="fr_FR")

    assert book.values_get("A1", "ROWS", "FORMULA")["values"] == [["=SUM(1,5;2)"]]


def test_a_wrong_formula_is_kept_as_typed():
    assert canonical_formula("=1+", locale="fr_FR")[0] == "=1+"


def test_today_needs_a_clock_and_follows_it():
    book = book_with([["=TODAY()"]])
    assert book.values_get("A1")["values"] == [["#NAME?"]]

    book.clock = lambda: datetime(2026, 3, 1, tzinfo=UTC)
    book.recalculate()

    assert book.values_get("A1", "ROWS", "UNFORMATTED_VALUE")["values"] == [[46082]]


def test_what_cannot_be_evaluated_keeps_its_cached_value():
    book = Spreadsheet.new(title="Essai")
    book.sheets[0].put(0, 0, Cell(42, "=IMPORTRANGE(B1)"))

    write(book, "B1", [["autre"]])

    assert book.values_get("A1", "ROWS", "UNFORMATTED_VALUE")["values"] == [[42]]


def test_a_hyperlink_is_a_text_and_a_link():
    book = book_with([['=HYPERLINK("https://exemple.fr","voir")']])

    assert book.sheets[0].cell(0, 0)[0:4:3] == ("voir", "https://exemple.fr")


def test_a_named_range_is_a_range():
    book = book_with(ROWS)
    area = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    book.named_ranges.append({"namedRangeId": "1", "name": "jours", "range": area})

    write(book, "E1", [["=SUM(jours)"]])

    assert book.values_get("E1")["values"] == [["6"]]


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A1+$A1+A$1+$A$1", "=B3+$A3+B$1+$A$1"),
        ("=SUM(A:A)+SUM(1:1)", "=SUM(B:B)+SUM(3:3)"),
        ("='L''été'!A1&\"A1\"", "='L''été'!B3&\"A1\""),
    ],
)
def test_a_pasted_formula_moves_its_relative_references(formula, moved):
    assert shifted_formula(formula, rows=2, columns=1) == moved


def test_a_reference_pasted_off_the_grid_is_lost():
    assert shifted_formula("=A1", rows=-1, columns=0) == "=#REF!"


def test_a_long_chain_is_evaluated_without_recursing_too_deep():
    book = book_with([[1], *[[f"=A{row}+1"] for row in range(1, 400)]])

    assert book.values_get("A400")["values"] == [["400"]]


@given(st.text(alphabet="=ABab12$:!'\"();,.+-*/^&<>%# éTRUE{}", max_size=25))
def test_any_formula_is_evaluated_or_refused(text):
    for locale in ("en_US", "fr_FR"):
        formula, _ = canonical_formula("=" + text, locale=locale)
        localized_formula(formula, locale=locale)
        result("=" + text, locale=locale)
