"""One word for several findings: of whom it speaks, and what is asked instead of guessed."""

from datetime import date

import pytest

from relocalisons.core.kernel.model import Meaning
from relocalisons.core.programme.decisions.group_words import read_group_word

CODES = ("P07", "P08", "CC-VAL")
DAY = date(2026, 3, 1)


def read(text):
    return read_group_word(text, partners=CODES, read_on=DAY)


@pytest.mark.parametrize(
    ("typed", "meaning", "covered"),
    (
        ("vu", Meaning.SEEN, "P07 P08 P09"),
        ("tout vu", Meaning.SEEN, "P07 P08 P09"),
        ("Tout : fait", Meaning.DONE, "P07 P08 P09"),
        ("sans objet pour tout", Meaning.VOID, "P07 P08 P09"),
        ("P07 vu", Meaning.SEEN, "P07"),
        ("p07 : vu", Meaning.SEEN, "P07"),
        ("vu pour P07 et P08", Meaning.SEEN, "P07 P08"),
        ("P07, P08 : sans objet", Meaning.VOID, "P07 P08"),
        ("vu sauf P07", Meaning.SEEN, "P08 P09"),
        ("tout sauf P07 et P08 : vu", Meaning.SEEN, "P09"),
        ("tout fait sauf P07", Meaning.DONE, "P08 P09"),
        ("date accordée au 12/04 pour P07", Meaning.GRANTED, "P07"),
        ("P07 vu par téléphone, reparler le 20/03", Meaning.SEEN, "P07"),
    ),
)
def test_a_word_says_of_whom_it_speaks(typed, meaning, covered):
    said = read(typed)

    assert said.word.meaning is meaning
    assert [code for code in ("P07", "P08", "P09") if said.covers(code)] == covered.split()


def test_a_code_with_a_hyphen_is_one_name_and_nobody_is_no_partner():
    assert read("CC-Val vu").named == {"CC-VAL"}
    assert not read("P07 vu").covers(None)
    assert read("vu sauf P07").covers(None)


def test_a_date_in_a_word_is_no_partner():
    assert read_group_word("reparler le 20/03", partners=("20", "03"), read_on=DAY).named == set()


@pytest.mark.parametrize(
    "typed",
    (
        "tout", "P07", "tout sauf P07",  # of whom, and nothing about them
        "tou vu", "tout vuu", "tout sans objt", "P07 sans objt",  # no slip decides many
        "P7 vu", "vu P99", "vu P07 P99",  # nobody has that code
        "vu P07 sauf P08", "P07 ?", "vu avec P07", "envoyer P07", "tout envoyer",
    ),
)  # fmt: skip
def test_what_is_not_sure_is_asked_and_decides_nothing(typed):
    word = read(typed).word

    assert word.meaning is Meaning.UNCLEAR
    assert "Écrivez" in word.message


def test_the_question_says_what_is_missing():
    assert "« P07 : vu »" in read("P07").word.message.replace("\u00a0", " ")
    assert "code « P7 »" in read("P7 vu").word.message.replace("\u00a0", " ")
