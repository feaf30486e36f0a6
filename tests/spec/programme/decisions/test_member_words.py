"""Her word beside several mails: whom it means, whom it leaves out, and what is asked about."""

import pytest

from relocalisons.core.kernel.model import Decision
from relocalisons.core.programme.decisions.decision_tabs import DecisionTab
from relocalisons.core.programme.decisions.decisions import Meaning
from relocalisons.core.programme.decisions.member_words import (
    Member,
    spread,
    understand_members,
    understand_order,
)

ANNE, JEAN, RENE, PAUL, LUC = "anne", "jean", "rene", "paul", "luc"
MEMBERS = (
    Member(key=ANNE, code="P01", person="Anne Roux"),
    Member(key=JEAN, code="P07", person="Jean de La Tour"),
    Member(key=RENE, code="P07", person="Renée Éluard"),
    Member(key=PAUL, code="P12", person="Paul Roux"),
    Member(key=LUC, code="instance", person="Luc Martin"),
)
ALL = frozenset(one.key for one in MEMBERS)
WAIT = (Meaning.UNCLEAR, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("decision", "note", "meant"),
    [
        ("envoyer", "", (Meaning.SEND, ALL, set())),
        ("tout", "", (Meaning.SEND, ALL, set())),
        ("envoyer", "vu au marché", (Meaning.SEND, ALL, set())),
        ("envoyer sauf P07", "", (Meaning.SEND, ALL - {JEAN, RENE}, {JEAN, RENE})),
        ("Envoyer, sauf p12 et Luc Martin", "", (Meaning.SEND, {ANNE, JEAN, RENE}, {PAUL, LUC})),
        ("tout sauf Mme Éluard", "", (Meaning.SEND, ALL - {RENE}, {RENE})),
        ("envoyer", "sauf de La Tour", (Meaning.SEND, ALL - {JEAN}, {JEAN})),
        ("envoyer mais pas P01", "sauf P12", (Meaning.SEND, {JEAN, RENE, LUC}, {ANNE, PAUL})),
        ("P07", "", (Meaning.SEND, {JEAN, RENE}, set())),
        ("envoyer à Anne Roux", "", (Meaning.SEND, {ANNE}, set())),
        ("pas cette fois", "", (Meaning.NOT_THIS_TIME, ALL, set())),
        ("j’appelle", "", (Meaning.I_CALL, ALL, set())),
        ("", "sauf P12", (Meaning.NOTHING, set(), {PAUL})),
        ("", "vu avec Paul", (Meaning.NOTHING, set(), set())),
        # Nothing is guessed: two are called Roux, nobody is P99, and « sauf » leaves the rest open.
        ("envoyer sauf Roux", "", WAIT),
        ("envoyer sauf P99", "", WAIT),
        ("envoyer sauf P07 ?", "", WAIT),
        ("envoyer sauf", "", WAIT),
        ("sauf P07", "", WAIT),
        ("envoyer", "sauf si Paul rappelle", WAIT),
        ("pas cette fois sauf P07", "", WAIT),
        ("envoyé sauf P07", "", WAIT),
        ("ne pas envoyer à P07", "", WAIT),
        ("demain", "", WAIT),
    ],
)
def test_a_word_on_a_row_of_several(decision: str, note: str, meant: tuple[object, ...]):
    found = understand_members(decision, note, MEMBERS)

    assert (found.meaning, found.keys, found.left_out) == meant
    assert bool(found.message) is (found.meaning is Meaning.UNCLEAR)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("tout envoyer", ALL),
        ("tout", ALL),
        ("Tout envoyer sauf P07", ALL - {JEAN, RENE}),
        ("P07", {JEAN, RENE}),
        ("envoyer P07 et P12", {JEAN, RENE, PAUL}),
        ("envoyer", None),
        ("P99", None),
        ("tout sauf P99", None),
        ("P07 sauf Jean de La Tour", None),
        ("non, attendez", None),
        ("", set()),
    ],
)
def test_a_word_in_the_cell_on_top(typed: str, keys: set[str] | None):
    found = understand_order(typed, MEMBERS)

    assert bool(found.message) is (keys is None)
    assert found.keys == (keys or set())


def test_the_word_of_a_row_is_that_of_each_of_its_mails_but_of_one_with_its_own_row():
    tab = DecisionTab(
        decisions=(
            Decision(key="row", decision="envoyer sauf P12", note=""),
            Decision(key=LUC, decision="j’appelle", note=""),
        ),
        keys=frozenset({"row", LUC}),
        cells={"row": "B6", LUC: "B7"},
    )

    read = spread(tab, {"row": MEMBERS, "gone": MEMBERS[:2]})

    words = {key: one.decision for key, one in read.by_key().items()}
    assert words == {
        "row": "envoyer sauf P12", LUC: "j’appelle", ANNE: "envoyer", JEAN: "envoyer",
        RENE: "envoyer", PAUL: "pas cette fois",
    }  # fmt: skip
    assert read.cells[ANNE] == "B6"
    assert read.keys == {"row", *ALL}


def test_what_is_not_understood_is_a_doubt_on_each_and_a_word_on_none():
    said = Decision(key="row", decision="envoyer sauf Dupond", note="")
    tab = DecisionTab(decisions=(said,), keys=frozenset({"row"}), cells={"row": "B6"})

    read = spread(tab, {"row": MEMBERS})

    assert read.decisions == (said,)
    assert {doubt.key for doubt in read.doubts} == ALL
    assert len({doubt.message for doubt in read.doubts}) == 1
    assert not read.silent & ALL
