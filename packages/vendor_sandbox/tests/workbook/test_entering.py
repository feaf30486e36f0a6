"""What typed text becomes in a cell, in an American and in a French spreadsheet."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vendor_sandbox.workbook.notation.display import displayed
from vendor_sandbox.workbook.notation.entering import entered
from vendor_sandbox.workbook.spreadsheet import Spreadsheet

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("0042", 42, "42"),
        ("2,000,000.01", 2000000.01, "2,000,000.01"),
        ("2020-01-01", 43831, "2020-01-01"),
        ("1999-01-02", 36162, "1999-01-02"),
        ("12/31/2025", 46022, "12/31/2025"),
        ("50%", 0.5, "50%"),
        ("$1,200", 1200, "$1,200.00"),
        ("(5)", -5, "-5"),
        ("5/3/2025 4:30 PM", 45780.6875, "5/3/2025 4:30 PM"),
        ("December 31, 2025", 46022, "December 31, 2025"),
        ("Dec 31, 2025", 46022, "Dec 31, 2025"),
        ("true", True, "TRUE"),
        ("1,5", "1,5", "1,5"),
        ("31/12/2025", "31/12/2025", "31/12/2025"),
        ("'0042", "0042", "0042"),
        ("  seul ", "  seul ", "  seul "),
    ],
)
def test_in_an_american_spreadsheet(text, value, shown):
    found = entered(text, locale="en_US")

    assert found.value == value
    assert displayed(found.value, found.number_format, locale="en_US") == shown


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("1,5", 1.5, "1,5"),
        ("1.5", "1.5", "1.5"),
        ("31/12/2025", 46022, "31/12/2025"),
        ("1/2/26", 46054, "01/02/26"),
        ("12 500,00 €", 12500, f"12{NARROW}500,00 €"),
        ("12\u00a0500", 12500, f"12{NARROW}500"),
        ("50 %", 0.5, "50%"),
        ("12,3%", 0.123, "12,30%"),
        ("3 janvier 2026", 46025, "3 janvier 2026"),
        ("31 décembre 2025", 46022, "31 décembre 2025"),
        ("31 Decembre 2025", 46022, "31 décembre 2025"),
        ("31 déc. 2025", 46022, "31 déc. 2025"),
        ("3 janvier 2026 14:30", 46025 + 14.5 / 24, "3 janvier 2026 14:30"),
        ("1er mars 2026", 46082, "1 mars 2026"),
        ("01/02/2026 14:30", 46054 + 14.5 / 24, "01/02/2026 14:30"),
        ("VRAI", True, "VRAI"),
        ("32/01/2026", "32/01/2026", "32/01/2026"),
        ("06 12 34 56 78", "06 12 34 56 78", "06 12 34 56 78"),
        ("fin mars", "fin mars", "fin mars"),
    ],
)
def test_in_a_french_spreadsheet(text, value, shown):
    found = entered(text, locale="fr_FR")

    assert found.value == pytest.approx(value) if isinstance(value, float) else value
    assert displayed(found.value, found.number_format, locale="fr_FR") == shown


@pytest.mark.parametrize(
    ("text", "locale", "value", "pattern", "shown"),
    [
        ("15/03", "fr_FR", 46096, "dd/MM", "15/03"),
        ("3/4", "fr_FR", 46115, "dd/MM", "03/04"),
        ("15-03", "fr_FR", 46096, "dd-MM", "15-03"),
        ("12 mars", "fr_FR", 46093, "d mmm", "12 mars"),
        ("1er mars", "fr_FR", 46082, "d mmm", "1 mars"),
        ("15/03 14:30", "fr_FR", 46096 + 14.5 / 24, "dd/MM HH:mm", "15/03 14:30"),
        ("3/15", "en_US", 46096, "M/d", "3/15"),
        ("mars 2026", "fr_FR", 46082, "mmmm yyyy", "mars 2026"),
        ("Mars 2026", "fr_FR", 46082, "mmmm yyyy", "mars 2026"),
        ("March 2026", "en_US", 46082, "mmmm yyyy", "March 2026"),
    ],
)
def test_what_a_date_lacks_is_completed_in_silence_and_its_format_shows_what_was_typed(
    text, locale, value, pattern, shown
):
    found = entered(text, locale=locale, year=2026)

    assert found.value == pytest.approx(value)
    assert found.number_format["pattern"] == pattern
    assert displayed(found.value, found.number_format, locale=locale) == shown


@pytest.mark.parametrize(
    "text", ["31/02", "29/02", "15.03", "03/26", "fin mars", "mars 26", "12 bidule", "bidule 2026"]
)
def test_what_is_no_day_of_that_year_stays_text(text):
    assert entered(text, locale="fr_FR", year=2026).value == text


def test_without_a_year_at_hand_a_day_without_one_stays_text():
    assert entered("15/03", locale="fr_FR").value == "15/03"


def test_a_journal_replayed_another_year_completes_a_day_as_it_was_typed():
    book = Spreadsheet.new(title="Suivi", locale="fr_FR")
    book.clock = lambda: datetime(2031, 5, 6, tzinfo=UTC)
    operation = {
        "op": "values.update",
        "range": "A1",
        "body": {"values": [["15/03"]]},
        "params": {"valueInputOption": "USER_ENTERED"},
    }

    book.apply({**operation, "today": "2026-04-07"})
    told = book.sheets[0].cell(0, 0)
    book.apply({**operation, "range": "A2"})

    assert (told.value, told.number_format["pattern"]) == (46096, "dd/MM")
    assert book.sheets[0].cell(1, 0).value == "15/03"  # journals of before say no day


def test_a_cell_formatted_as_text_keeps_what_is_typed():
    assert entered("0042", locale="fr_FR", number_format={"type": "TEXT"}).value == "0042"


def test_a_formula_is_recognised_by_its_first_sign():
    assert entered("= 1 / 1024", locale="en_US").formula == "= 1 / 1024"
    assert entered("=", locale="en_US").value == "="


@settings(deadline=None)  # the first of a locale loads its tables
@given(st.text(max_size=30), st.sampled_from(["en_US", "fr_FR", "de_DE"]))
def test_any_text_becomes_something_that_can_be_shown(text, locale):
    found = entered(text, locale=locale)

    assert isinstance(displayed(found.value, found.number_format, locale=locale), str)


@pytest.mark.parametrize(
    ("value", "pattern", "english", "french"),
    [
        (0.0009765625, "", "0.0009765625", "0,0009765625"),
        (1 / 3, "", "0.3333333333", "0,3333333333"),
        (1e20, "", "1E+20", "1E+20"),
        (1234567.891, "#,##0.00", "1,234,567.89", f"1{NARROW}234{NARROW}567,89"),
        (-5, "0.00;(0.00)", "(5.00)", "(5,00)"),
        (2.5, "0", "3", "3"),
        (-0.001, "0.0", "0.0", "0,0"),
        (612345678, '00" "00" "00" "00" "00', "06 12 34 56 78", "06 12 34 56 78"),
        (43831.5, "dddd d mmmm yyyy HH:mm", "Wednesday 1 January 2020 12:00",
         "mercredi 1 janvier 2020 12:00"),
        (2.5, "[h]:mm", "60:00", "60:00"),
        (1234.5, "#,##0.00\\ [$€-40C]", "1,234.50 €", f"1{NARROW}234,50 €"),
        (12345, "0.00E+00", "1.23E+04", "1,23E+04"),
        (1500, "0.0,", "1.5", "1,5"),
        (5, "[<10]\"peu\";\"beaucoup\"", "peu", "peu"),
    ],
)  # fmt: skip
def test_a_pattern_shows_a_number(value, pattern, english, french):
    number_format = {"type": "NUMBER", "pattern": pattern} if pattern else None

    assert displayed(value, number_format, locale="en_US") == english
    assert displayed(value, number_format, locale="fr_FR") == french


@given(
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**18), 10**18),
    st.text(alphabet='0#?.,%eE+-ymdhs[]"\\;@/ €$_*AP', max_size=12),
)
@example(0.0, "E-0")
@example(12.5, "E+0.0E+0")
def test_any_pattern_shows_any_number(value, pattern):
    assert isinstance(displayed(value, {"pattern": pattern}, locale="fr_FR"), str)
