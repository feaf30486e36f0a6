"""« sauf » and its like mean the same beside an act, beside several mails and beside an answer."""

from datetime import date

import pytest

from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.programme.decisions.answer_words import understand_acceptance
from relocalisons.core.programme.decisions.group_words import read_group_word
from relocalisons.core.programme.decisions.member_words import (
    Member,
    understand_members,
    understand_order,
)

DAY = date(2026, 3, 3)
MEMBERS = tuple(Member(key=code, code=code, person="") for code in ("P01", "P02", "P07"))
NAMES = {"1": ("1", "p01"), "2": ("2", "p07")}


@pytest.mark.parametrize(
    "less",
    ("sauf", "hors", "hormis", "mais pas", "excepté", "à l’exception de", "Sauf", "SAUF"),
)
def test_every_word_of_the_list_is_known_everywhere(less: str):
    act = read_group_word(f"vu {less} P07", partners=("P01", "P07"), read_on=DAY)
    mails = understand_members(f"envoyer {less} P07", "", MEMBERS)
    top = understand_order(f"tout {less} P07", MEMBERS)
    answer = understand_acceptance(f"oui {less} P07", names=NAMES)

    assert (act.word.meaning, act.covers("P01"), act.covers("P07")) == (Meaning.SEEN, True, False)
    assert (mails.keys, mails.left_out, mails.words) == ({"P01", "P02"}, {"P07"}, "envoyer")
    assert top.keys == {"P01", "P02"}
    assert (answer.taken, answer.closed) == ({"1"}, {"2"})
