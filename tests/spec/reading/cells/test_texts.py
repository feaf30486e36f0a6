"""What columns of texts, identifiers, links and yes or no say."""

from datetime import date
from decimal import Decimal

import pytest

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import Cell, Doubt
from relocalisons.core.reading.cells.readers import reader_of

read_text = reader_of(ColumnKind.TEXT).read
read_choice = reader_of(ColumnKind.CHOICE).read
read_id = reader_of(ColumnKind.ID).read
read_ids = reader_of(ColumnKind.IDS).read
read_yesno = reader_of(ColumnKind.YESNO).read
read_url = reader_of(ColumnKind.URL).read


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Former\u00a0les  cuisiniers ", "Former les cuisiniers"),
        ("ligne 1\nligne 2 ", "ligne 1\nligne 2"),
        ("#LocalFood", "#LocalFood"),
        ("=2 réunions", "=2 réunions"),
        ("aucun", "aucun"),
        ("à venir", "à venir"),
        (12, "12"),
        (12.0, "12"),
        (1.5, "1,5"),
        (True, "VRAI"),
        (Cell(46093, "dd/mm/yyyy"), "12/03/2026"),
        (date(2026, 3, 12), "12/03/2026"),
        (Decimal("1.50"), "1,50"),
        ("a" * 50_000, "a" * 50_000),
    ],
)
def test_any_text_is_a_text(cell: object, text: str):
    reading = read_text(cell)

    assert (reading.doubt, reading.value) == (Doubt.CERTAIN, text)


@pytest.mark.parametrize("cell", ["", None, " ", "-", "?", "TBD", "NC", "à définir", "n/a"])
def test_a_text_that_says_nothing_is_absent(cell: object):
    assert read_text(cell).doubt is Doubt.ABSENT
    assert read_choice(cell).doubt is Doubt.ABSENT


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "Loading...", [], float("inf")])
def test_an_error_value_is_no_text(cell: object):
    assert read_text(cell).doubt is Doubt.UNREADABLE


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("A2.3", "A2.3"), (" a2.3 ", "A2.3"), ("A2.3.", "A2.3"), ("A 2.3 :", "A 2.3"),
        ("p07", "P07"),
        ("D-2026-014", "D-2026-014"), ("Région Sud", "Région Sud"), (12, "12"), (12.0, "12"),
        (Cell(5.1, "0.00"), "5.10"),
    ],
)  # fmt: skip
def test_an_identifier_is_tidied_and_capitalised(cell: object, number: str):
    reading = read_id(cell)

    assert (reading.doubt, reading.value) == (Doubt.CERTAIN, number)


def test_a_number_that_lost_its_last_zero_is_about():
    reading = read_id(5.1)

    assert (reading.doubt, reading.value) == (Doubt.ABOUT, "5.1")
    assert "Texte brut" in reading.fix


@pytest.mark.parametrize("cell", [2.225e-309, 1e-12, 1e22, -1e22])
def test_a_number_that_nobody_writes_in_full_is_no_identifier_and_a_short_text(cell: float):
    assert read_id(cell).doubt is Doubt.UNREADABLE
    assert len(read_text(cell).value) < 30


def test_an_identifier_that_became_a_date_is_unreadable():
    assert read_id(Cell(46054, "dd/mm/yyyy")).doubt is Doubt.UNREADABLE


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("A1.2; A2.1", "A1.2 A2.1"),
        ("a1.2, A2.1", "A1.2 A2.1"),
        ("A1.2 et A2.1", "A1.2 A2.1"),
        ("A1.2 / A2.1", "A1.2 A2.1"),
        ("A1.2\nA2.1", "A1.2 A2.1"),
        ("A1.2 ; A1.2", "A1.2"),
        (12, "12"),
    ],
)
def test_several_identifiers_are_split(cell: object, numbers: str):
    reading = read_ids(cell)

    assert (reading.doubt, reading.value) == (Doubt.CERTAIN, tuple(numbers.split()))


@pytest.mark.parametrize("cell", ["A1.2 à A1.5", "de A1.2 jusqu’à A1.5", "A1.2 ?"])
def test_a_run_of_identifiers_or_an_unsure_one_is_a_question(cell: str):
    assert read_ids(cell).doubt is Doubt.AMBIGUOUS


@pytest.mark.parametrize("cell", ["", None, "-", "aucun", "sans objet"])
def test_no_identifier_is_absent(cell: object):
    assert read_ids(cell).doubt is Doubt.ABSENT
    assert read_id(cell).doubt is Doubt.ABSENT


@pytest.mark.parametrize("cell", ["oui", "Oui", "O", "x", "✓", "VRAI", True, 1, "actif"])
def test_yes_in_all_its_forms(cell: object):
    assert read_yesno(cell).value is True


@pytest.mark.parametrize(
    "cell",
    ["non", "NON", "n", "FAUX", False, 0, "inactive", "pas encore", "Pas encore signé"],
)
def test_no_in_all_its_forms(cell: object):
    assert read_yesno(cell).value is False


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [("oui ?", Doubt.AMBIGUOUS), ("à revoir", Doubt.AMBIGUOUS), ("", Doubt.ABSENT),
     ("-", Doubt.ABSENT),
     ("pas de souci", Doubt.UNREADABLE), ("en cours", Doubt.UNREADABLE),
     ("oui (à confirmer)", Doubt.AMBIGUOUS), ("partiellement", Doubt.AMBIGUOUS),
     ("voir Paul", Doubt.UNREADABLE), (2, Doubt.UNREADABLE)],
)  # fmt: skip
def test_neither_yes_nor_no_is_never_no(cell: object, doubt: Doubt):
    reading = read_yesno(cell)

    assert (reading.doubt, reading.value) == (doubt, None)


@pytest.mark.parametrize(
    ("cell", "doubt", "link"),
    [
        ("https://x.example/a", Doubt.CERTAIN, "https://x.example/a"),
        ("1AbCdEfGhIjKlMnOpQrStUv", Doubt.CERTAIN, "1AbCdEfGhIjKlMnOpQrStUv"),
        (Cell("Dossier", hyperlink="https://x.example/d"), Doubt.CERTAIN, "https://x.example/d"),
        (Cell("Dossier", hyperlink="javascript:alert(1)"), Doubt.ABOUT, "Dossier"),
        ("voir https://x.example/a", Doubt.ABOUT, "https://x.example/a"),
        ("voir mail", Doubt.ABOUT, "voir mail"),
        ("#REF!", Doubt.UNREADABLE, None),
        ("", Doubt.ABSENT, None),
    ],
)
def test_the_link_of_a_cell_counts_before_its_text(cell: object, doubt: Doubt, link: str | None):
    reading = read_url(cell)

    assert (reading.doubt, reading.value) == (doubt, link)
