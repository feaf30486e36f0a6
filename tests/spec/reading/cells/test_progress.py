"""What a progress column and a column of rates say, as fractions from 0 to 1."""

from datetime import date
from decimal import Decimal

import pytest

from relocalisons.core.kernel.model import Cell, Doubt, Reading
from relocalisons.core.reading.cells.readers import read_percent, read_progress


def line(reading: Reading[Decimal]) -> str:
    """A reading as one line: doubt, then percents."""
    if reading.value is None:
        shown = " | ".join(f"{(c * 100).normalize():f}" for c in reading.candidates)
        return f"{reading.doubt} {shown}".strip()
    return f"{reading.doubt} {(reading.value * 100).normalize():f}"


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("50%", "50"), ("50 %", "50"), ("50\u202f%", "50"),
        (0.5, "50"),
        (50, "50"), ("50", "50"), (Cell(0.5, "0%"), "50"), ("75,5 %", "75.5"), ("1 %", "1"),
        ("0 %", "0"), (0, "0"), ("100", "100"), ("1", "100"), (1, "100"), (True, "100"),
        ("VRAI", "100"), ("fait", "100"), ("Fait le 12/03", "100"), ("OK", "100"), ("x", "100"),
        ("X", "100"), ("✓", "100"), ("✅", "100"), ("oui", "100"), ("terminé(e)", "100"),
        ("fini", "100"), ("en cours (50 %)", "50"), ("50 % en cours", "50"), ("80 % terminé", "80"),
        ("fait à 80 %", "80"), ("50 pour cent", "50"),
    ],
)  # fmt: skip
def test_a_percentage_or_a_word_for_done_is_certain(cell: object, points: str):
    assert line(read_progress(cell)) == f"certain {points}"


@pytest.mark.parametrize(
    ("cell", "points"),
    [("~50", "50"), ("environ 50 %", "50"), ("moitié", "50"), ("½", "50"), ("1/2", "50"),
     ("3/4", "75"),
     ("3 sur 4", "75"), ("trois quarts", "75"), ("2/3", "66.67"), ("à venir", "0"),
     ("pas commencé", "0"), ("pas encore", "0"), ("0,5", "50"), ("0.5", "50")],
)  # fmt: skip
def test_a_rough_share_is_about_and_says_what_to_type(cell: str, points: str):
    reading = read_progress(cell)

    assert line(reading) == f"about {points}"
    assert reading.fix.endswith(".")


@pytest.mark.parametrize("cell", [Cell(46115, "d/m"), Cell(46115, "dd/mm/yyyy"), date(2026, 4, 3)])
def test_three_quarters_turned_into_the_third_of_april_is_a_question(cell: object):
    reading = read_progress(cell)

    assert line(reading) == "ambiguous 75"
    assert "«\u00a03/4\u00a0» en date" in reading.fix


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("ok?", "ambiguous 100"),
        ("fait ?", "ambiguous 100"),
        ("50 % ?", "ambiguous 50"),
        ("50-60 %", "ambiguous 50 | 60"),
        ("> 50 %", "ambiguous 50"),
        ("terminé 80 %", "ambiguous 80"),
        ("à venir 50 %", "ambiguous 50"),
        ("50 % (voir devis)", "ambiguous 50"),
        ("7/12", "ambiguous 58.33"),
        ("1.234 %", "ambiguous 1.234"),
        ("~ 50-60 %", "ambiguous 50 | 60"),
        (1.5, "ambiguous 1.5"),
        (False, "ambiguous"),
        ("presque fini", "unreadable"),
        ("fait en partie", "unreadable"),
    ],
)
def test_an_unsure_progress_is_never_green(cell: object, told_as: str):
    assert line(read_progress(cell)) == told_as


@pytest.mark.parametrize("cell", ["", None, "-", "?", "NC", "à définir"])
def test_no_progress_is_absent_and_never_zero(cell: object):
    assert line(read_progress(cell)) == "absent"


@pytest.mark.parametrize(
    "cell",
    ["#REF!", "#DIV/0!", "en cours", "WIP", "bloqué", "bien avancé", "150 %", "-5 %", 101, -1,
     Cell(80, "0%"), Cell(46119, "dd/mm/yyyy"),
     Cell(15, "dd/mm/yyyy"), Cell(Decimal(5), "dd/mm/yyyy"), "1,234,5 %", "5/4", "voir Paul", []],
)  # fmt: skip
def test_words_and_impossible_shares_are_unreadable_and_never_zero(cell: object):
    assert line(read_progress(cell)) == "unreadable"


@pytest.mark.parametrize(
    ("cell", "told_as"),
    [
        ("10 %", "certain 10"),
        ("± 10 %", "certain 10"),
        ("+/-10%", "certain 10"),
        (10, "certain 10"),
        (0.1, "certain 10"),
        ("0,5 %", "certain 0.5"),
        (Cell(1, "0%"), "certain 100"),
        ("~10 %", "about 10"),
        (1, "ambiguous 1 | 100"),
        ("1", "ambiguous 1 | 100"),
        ("1,5", "ambiguous 1.5"),
        ("5 à 10 %", "ambiguous 5 | 10"),
        ("10 % max", "ambiguous 10"),
        ("200", "unreadable"),
        ("fait", "unreadable"),
        (True, "unreadable"),
        ("", "absent"),
    ],
)
def test_a_rate_of_one_may_be_one_percent_or_the_whole(cell: object, told_as: str):
    assert line(read_percent(cell)) == told_as


def test_a_doubtful_progress_has_no_value():
    assert read_progress("ok?").value is None
    assert read_progress("ok?").doubt is Doubt.AMBIGUOUS
