"""What the service promises about reading her decisions in « Anomalies » and « Relances »."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.core.kernel.model import Cell, Decision, TabGrid
from relocalisons.core.programme.decisions.decision_tabs import (
    read_decision_tab,
    reminder_verdicts,
    send_all_label,
)
from relocalisons.core.programme.decisions.decisions import Meaning

WEEK = "2026-W10"
HEADER = ("Partenaire", "État", "Décision", "Note", "Clé")


def tab(*rows, title="Relances", top=()):
    return TabGrid(sheet_id=1, title=title, rows=(*top, HEADER, *rows))


def relances(*rows, send_all=""):
    return tab(*rows, top=(("Relances",), (send_all_label(WEEK), send_all)))


def test_her_words_are_read_by_key_exactly_as_typed():
    read = read_decision_tab(
        tab(
            ("P01", "nouveau", "Date accordée au 12/04 ", "vu avec Paul", "k1"),
            ("P02", "nouveau", None, None, "k2"),
            ("P03", "nouveau", "", "à suivre", "k3"),
        )
    )

    assert read.decisions == (
        Decision(key="k1", decision="Date accordée au 12/04", note="vu avec Paul"),
        Decision(key="k3", decision="", note="à suivre"),
    )
    assert read.doubts == ()


@given(st.permutations([("P01", "", "envoyer", "", "a"), ("P02", "", "pas cette fois", "", "b"),
                        ("P03", "", "j'appelle", "n", "c"), ("P04", "", "", "", "d")]))  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_sorting_changes_nothing(rows):
    read = read_decision_tab(relances(*rows))

    assert {key: word.decision for key, word in read.by_key().items()} == {
        "a": "envoyer", "b": "pas cette fois", "c": "j'appelle",
    }  # fmt: skip


def test_columns_may_be_moved_and_lines_inserted_above():
    grid = TabGrid(
        sheet_id=1,
        title="Anomalies",
        rows=(
            ("note à moi",),
            (),
            ("CLÉ", "Note", "Gravité", "décision"),
            ("k1", "n", "■ Alerte", "sans objet"),
        ),
    )

    assert read_decision_tab(grid).decisions == (
        Decision(key="k1", decision="sans objet", note="n"),
    )


def test_a_tab_that_is_gone_or_empty_is_no_decision():
    assert read_decision_tab(None).decisions == ()
    assert read_decision_tab(TabGrid(sheet_id=1, title="Relances", rows=())).doubts == ()


def test_a_lost_header_is_said_and_nothing_is_read():
    read = read_decision_tab(
        TabGrid(sheet_id=1, title="Relances", rows=(("P01", "envoyer", "k1"),))
    )

    assert read.decisions == ()
    assert "ligne d’en-tête" in read.doubts[0].message


def test_two_lines_of_one_key_with_different_words_decide_nothing():
    read = read_decision_tab(
        relances(("P01", "", "envoyer", "", "k1"), ("P01", "", "pas cette fois", "", "k1"))
    )

    verdicts, _ = reminder_verdicts(read, waiting=("k1",))

    assert read.decisions == ()
    assert verdicts == {}
    assert "sont la même" in read.doubts[0].message


def test_a_decision_beside_no_line_of_ours_is_said():
    read = read_decision_tab(tab(("ajouté à la main", "", "envoyer", "", None)))

    assert read.decisions == ()
    assert read.doubts[0].cell == "C2"


def test_a_date_cell_is_shown_as_a_date_and_stays_a_doubt():
    read = read_decision_tab(tab(("P01", "", Cell(46124.0, "dd/mm/yyyy"), "", "k1")))

    assert read.decisions[0].decision == "12/04/2026"


def test_tout_envoyer_releases_what_she_left_undecided_and_nothing_else():
    read = read_decision_tab(
        relances(
            ("P01", "", "", "", "k1"),
            ("P02", "", "pas cette fois", "", "k2"),
            ("P03", "", "j'appelle", "", "k3"),
            ("P04", "", "ok", "", "k4"),
            send_all="tout envoyer",
        )
    )

    keys = ("k1", "k2", "k3", "k4")
    verdicts, doubts = reminder_verdicts(read, waiting=keys, covered=frozenset(keys))

    assert {key: word.meaning for key, word in verdicts.items()} == {
        "k1": Meaning.SEND, "k2": Meaning.NOT_THIS_TIME, "k3": Meaning.I_CALL,
    }  # fmt: skip
    assert [doubt.key for doubt in doubts] == ["k4"]


def test_tout_envoyer_never_releases_a_line_that_names_another_partner():
    read = read_decision_tab(
        relances(("P01", "", "", "", "k1"), ("P01", "", "", "", "k1#action_late:A1>P02"),
                 send_all="tout envoyer")
    )  # fmt: skip

    keys = ("k1", "k1#action_late:A1>P02")
    verdicts, _ = reminder_verdicts(read, waiting=keys, covered=frozenset(keys))

    assert list(verdicts) == ["k1"]


def test_tout_envoyer_releases_nothing_that_it_does_not_cover():
    read = read_decision_tab(
        relances(("P01", "", "", "", "k1"), ("P02", "", "", "", "k2"), send_all="tout envoyer")
    )

    verdicts, _ = reminder_verdicts(read, waiting=("k1", "k2"), covered=frozenset({"k1"}))

    assert list(verdicts) == ["k1"]


def test_the_cell_of_the_order_is_found_behind_a_column_that_she_inserted():
    label = send_all_label(WEEK)
    for head in ((label, "", "tout envoyer", "← aide"), (label, "tout envoyer", "← aide")):
        read = read_decision_tab(tab(("P01", "", "", "", "k1"), top=(("Relances",), head)))

        assert read.send_all == "tout envoyer"


ABOVE = [
    ("envoyer", "G1"), ("tout envoyer", "G1"), ("pas cette fois", "G1"), ("j’appelle", "G1"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "cell"), ABOVE)
def test_a_decision_typed_above_the_rows_is_said(typed: str, cell: str):
    top = (("Relances", "", "", "", "", "", typed), (send_all_label(WEEK), ""))

    (doubt,) = read_decision_tab(tab(("P01", "", "", "", "k1"), top=top)).doubts

    assert doubt.cell == cell
    assert f"cellule {cell}" in doubt.message


def test_ma_decision_is_decision_and_another_name_is_not_guessed():
    def with_header(name: str):
        rows = (("Partenaire", "État", name, "Note", "Clé"), ("P01", "", "envoyer", "", "k1"))
        return read_decision_tab(TabGrid(sheet_id=1, title="Relances", rows=rows))

    assert with_header("Ma décision").by_key()["k1"].decision == "envoyer"
    assert with_header("Mon avis").decisions == ()
    assert with_header("Mon avis").header_lost


def test_two_rows_of_one_mail_are_both_named():
    read = read_decision_tab(
        relances(("P01", "", "envoyer", "", "k1"), ("P02", "", "", "", "k2"),
                 ("P01", "", "pas cette fois", "", "k1"))
    )  # fmt: skip

    assert "Les lignes 4 et 6" in read.doubts[0].message


def test_without_decision_nothing_leaves():
    read = read_decision_tab(relances(("P01", "", "", "à voir", "k1")))

    assert reminder_verdicts(read, waiting=("k1",)) == ({}, ())


def test_an_unclear_word_on_top_is_a_doubt_and_sends_nothing():
    read = read_decision_tab(relances(("P01", "", "", "", "k1"), send_all="oui sauf P03"))

    verdicts, doubts = reminder_verdicts(read, waiting=("k1",))

    assert verdicts == {}
    assert "tout envoyer" in doubts[0].message
