"""A .csv says neither its encoding nor its separator: any table of French words is read back."""

import csv
import io
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.core import tables as schema
from relocalisons.core.reading.grid import read_table
from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.text import SEPARATORS, decoded_text
from tasks.intake.workbooks import read_csv_file, read_workbook_file

ENCODINGS = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman"),
    "cp850",
]
# What people write in plans, with every letter and sign that the encodings write differently.
WORDS = [
    "Échéance", "Réalisé", "À définir", "Être prêt", "l’été", "L’ÉTÉ", "«\u00a0Ferme\u00a0»",
    "350\u00a0kg", "cœur", "Noël", "Ça ira", "où", "août", "1ère tranche", "2ème", "m²", "n° 12",
    "suite…", "naïf", "Île", "MAÎTRE D’ŒUVRE", "CLÔTURÉ", "drôle", "aiguë", "12\u00a0€", "coûts",
    "P01", "12/03/2026", "40 %", "oui", "dû à Aïcha", "préférée", "FÊTE", "Hâte", "« Nice »",
    "Grasse – Vence",
]  # fmt: skip
HEADER = ["N°", "Intitulé", "Responsable", "Échéance", "Statut"]


def can_write(encoding: str, text: str) -> bool:
    """Whether the encoding has a byte for each letter and sign."""
    return text.encode(encoding, "replace").decode(encoding) == text


def cells(encoding: str) -> st.SearchStrategy[str]:
    """Words, and what makes a writer put quotes: separators, quotes, lines within a cell."""
    words = st.sampled_from([word for word in WORDS if can_write(encoding, word)])
    glues = (" ", ", ", " ; ", "\n", " | ", '"', "\t", " – ")
    glue = st.sampled_from([sign for sign in glues if can_write(encoding, sign)])
    parts = st.lists(words, min_size=2, max_size=4)
    return st.one_of(st.just(""), words, st.builds(lambda sign, all_: sign.join(all_), glue, parts))


def written(rows: Sequence[Sequence[str]], *, separator: str, end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def kept(rows: Sequence[Sequence[str]]) -> list[tuple[str | None, ...]]:
    """As a grid holds them: an empty cell is None, blanks at the ends are nothing."""
    found: list[tuple[str | None, ...]] = []
    for row in rows:
        cells = [cell or None for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        found.append(tuple(cells))
    while found and not found[-1]:
        found.pop()
    return found


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), separator=st.sampled_from(SEPARATORS), end=st.sampled_from(["\r\n", "\n"]))
def test_any_table_in_any_encoding_and_with_any_separator_is_read_back(
    encoding, data, separator, end
):
    width = data.draw(st.integers(2, len(HEADER)))
    row = st.lists(cells(encoding), min_size=width, max_size=width)
    rows = [HEADER[:width], *data.draw(st.lists(row, max_size=6))]
    text = written(rows, separator=separator, end=end)

    (tab,) = read_csv_file(text.encode(encoding), title="Plan").tabs

    assert list(tab.rows) == kept(rows)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_block_of_titles_above_is_no_reason_to_cut_elsewhere(separator):
    above = "Plan d’action, version 3 ; mise à jour le 12/03\nProjet « Ferme », suivi\n\n"
    table = [HEADER, *(["1", "Former", "P01", "12/03/2026", "en cours"] for _ in range(4))]
    data = (above + written(table, separator=separator)).encode("cp1252")

    (tab,) = read_csv_file(data, title="Plan").tabs

    assert list(tab.rows[3:]) == [tuple(row) for row in table]
    assert read_table(tab, schema.ACTIONS).header_row == 4, "rows are counted as people see them"


def test_decimal_commas_in_every_line_do_not_cut_a_csv_of_semicolons():
    data = written([["Poids", "Prix"], *([f"{n},5", f"{n},25"] for n in range(5))], separator=";")

    assert read_csv_file(data.encode(), title="x").tabs[0].rows[1] == ("0,5", "0,25")


def test_the_separator_that_excel_says_is_obeyed_and_its_line_hidden_as_excel_hides_it():
    (tab,) = read_csv_file(b"sep=|\r\na;b|c\r\n", title="x").tabs

    assert tab.rows == (("a;b", "c"),)


def test_a_few_letters_pasted_from_elsewhere_do_not_spoil_a_text_of_utf_8():
    data = "Échéance;Réalisé\nà définir;l’été\n".encode() + "caf\xe9".encode("cp1252")

    read = read_csv_file(data, title="x")

    assert read.tabs[0].rows[0] == ("Échéance", "Réalisé")
    assert "A3" in read.refused[0] and "CSV UTF-8" in read.refused[0]


def test_another_alphabet_is_found_by_how_often_its_letters_stand_together():
    text = "Дата;Договор;Количество\nпоставка овощей из хозяйства;договор номер один;триста кило\n"

    assert decoded_text(text.encode("cp1251")) == text


@pytest.mark.parametrize("name", ["export.csv", "export.tsv", "export.txt", "export.xls"])
def test_a_text_is_read_as_one_whatever_its_tool_called_it(name):
    (tab,) = read_workbook_file(b"Action\tPilote\nFormer\tP01\n", name=name).tabs

    assert (tab.title, tab.rows[1]) == ("export", ("Former", "P01"))


def test_a_text_that_costs_more_than_its_seconds_is_refused_and_told():
    a_second_a_look = itertools.count().__next__

    with pytest.raises(UnreadableWorkbookError, match="demande trop de calcul"):
        read_csv_file(b"a;b\n" * 30, title="x", clock=a_second_a_look)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_refusal_and_nothing_else(data):
    try:
        read_csv_file(data, title="x")
    except UnreadableWorkbookError as error:
        assert error.advice
