"""« Anomalies » and « Relances »: her words travel with their rows and are never written by us."""

import pytest
from support.pilotage.shared_tab import done

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.tab_check import words_by_key
from relocalisons.core.pilotage.tab_rewrite import plan_rewrite
from relocalisons.core.views.own_tab import OwnTab

HEADER = ("Constat", "Décision", "Note", "Clé")


def wanted(*rows: tuple[str, str]) -> OwnTab:
    body = tuple((title, "", "", key) for title, key in rows)
    return OwnTab(title="Anomalies", rows=(HEADER, *body), widths=(1, 1, 1, 1))


def current(*rows: tuple[object, ...]) -> TabGrid:
    return TabGrid(sheet_id=7, title="Anomalies", rows=(HEADER, *rows))


def settled(*rows: tuple[str, str]) -> OwnTab:
    """The same with a column that says which row it is, and a state beside it."""
    body = tuple((title, f"état de {key}", "", "", key) for title, key in rows)
    header = ("Objet", "État", "Décision", "Note", "Clé")
    return OwnTab(title="Relances", rows=(header, *body), widths=(1,) * 5, settled=frozenset({0}))


def relances(*rows: tuple[object, ...]) -> TabGrid:
    header = ("Objet", "État", "Décision", "Note", "Clé")
    return TabGrid(sheet_id=7, title="Relances", rows=(header, *rows))


apply = done


def test_a_tab_that_does_not_exist_is_written_whole():
    plan = plan_rewrite(None, wanted(("A en retard", "a")))

    assert apply(plan, None) == [list(HEADER), ["A en retard", "", "", "a"]]


def test_her_words_stay_beside_their_row_when_others_leave_and_come():
    tab = current(
        ("A en retard", "", "", "a"),
        ("B en retard", "à traiter", "vu avec Paul", "b"),
    )

    plan = plan_rewrite(tab, wanted(("C en retard", "c"), ("B en retard de 9 jours", "b")))

    assert apply(plan, tab) == [
        list(HEADER),
        ["C en retard", "", "", "c"],
        ["B en retard de 9 jours", "à traiter", "vu avec Paul", "b"],
    ]


def test_words_typed_between_our_reading_and_our_writing_survive():
    read = current(("B en retard", "", "", "b"))
    meanwhile = current(("B en retard", "sans objet", "", "b"))

    plan = plan_rewrite(read, wanted(("B en retard de 9 jours", "b")))

    assert apply(plan, meanwhile)[1] == ["B en retard de 9 jours", "sans objet", "", "b"]


def test_the_order_she_gave_to_the_rows_is_kept():
    tab = current(("Z", "", "", "z"), ("A", "", "", "a"))

    plan = plan_rewrite(tab, wanted(("A", "a"), ("Z", "z")))

    assert [row[3] for row in apply(plan, tab)] == ["Clé", "z", "a"]


def test_a_row_that_she_added_herself_is_never_removed():
    tab = current(("rappeler la mairie", "", "", ""), ("A", "", "", "a"))

    plan = plan_rewrite(tab, wanted())

    assert apply(plan, tab) == [list(HEADER), ["rappeler la mairie", "", "", ""]]


def test_of_two_rows_with_the_same_key_only_the_first_stays():
    tab = current(("A", "à traiter", "", "a"), ("A", "", "", "a"))

    plan = plan_rewrite(tab, wanted(("A", "a")))

    assert apply(plan, tab) == [list(HEADER), ["A", "à traiter", "", "a"]]


def test_a_copied_row_in_which_she_wrote_stays_too():
    tab = current(("A", "à traiter", "", "a"), ("A", "sans objet", "", "a"))

    plan = plan_rewrite(tab, wanted(("A", "a")))

    assert len(apply(plan, tab)) == 3


def test_a_tab_whose_header_is_not_recognised_moves_down_whole():
    tab = TabGrid(sheet_id=7, title="Anomalies", rows=(("mes notes",), ("penser au bus",)))

    plan = plan_rewrite(tab, wanted(("A", "a")))

    assert apply(plan, tab) == [
        list(HEADER),
        ["A", "", "", "a"],
        ["mes notes"],
        ["penser au bus"],
    ]


def test_a_column_that_she_inserted_keeps_its_words_and_ours_are_found_by_their_headers():
    header = ("Constat", "Mon avis", "Décision", "Note", "Clé")
    tab = TabGrid(
        sheet_id=7,
        title="Anomalies",
        rows=(header, ("A", "à revoir", "", "", "a"), ("B", "urgent", "", "", "b")),
    )

    plan = plan_rewrite(tab, wanted(("A de 9 jours", "a"), ("C", "c")))

    assert apply(plan, tab) == [
        list(header),
        ["C", "", "", "", "c"],
        ["A de 9 jours", "à revoir", "", "", "a"],
        ["B", "urgent", "", "", "b"],
    ]


def test_a_row_that_she_left_empty_is_where_she_put_it():
    tab = current(("A", "", "", "a"), ("", "", "", ""), ("B", "", "", "b"))

    plan = plan_rewrite(tab, wanted(("A", "a"), ("B", "b")))

    assert [row[3] for row in apply(plan, tab)] == ["Clé", "a", "", "b"]


def test_on_a_row_that_stays_neither_its_key_nor_what_it_is_about_is_written():
    tab = relances(("Mail de A", "", "envoyer", "", "a"), ("Mail de B", "", "", "", "b"))

    plan = plan_rewrite(tab, settled(("Mail de A", "a"), ("Mail de B", "b")))

    written = {column for write in plan.writes for column, cell in enumerate(write.cells)
               if cell is not None}  # fmt: skip
    assert written == {1}


def test_a_sort_while_we_write_moves_no_decision_to_another_key():
    rows = [(f"Mail de {key}", "", f"mot pour {key}", "", key) for key in "abcd"]
    read, meanwhile = relances(*rows), relances(*reversed(rows))

    plan = plan_rewrite(read, settled(*((f"Mail de {key}", key) for key in "abcd")))
    left = TabGrid(sheet_id=7, title="Relances", rows=tuple(map(tuple, apply(plan, meanwhile))))

    assert words_by_key(left) == {key: (f"mot pour {key}", "") for key in "abcd"}
    assert all(row[0] == f"Mail de {row[4]}" for row in left.rows[1:])


def test_a_row_that_shows_another_subject_is_made_anew_at_its_place_with_her_words():
    header = ("Objet", "Mon avis", "État", "Décision", "Note", "Clé")
    tab = TabGrid(
        sheet_id=7,
        title="Relances",
        rows=(
            header,
            ("Mail de A", "", "", "", "", "a"),
            ("Mail d’autrefois", "à revoir", "état d’avant", "envoyer", "vu", "b"),
        ),
    )

    plan = plan_rewrite(tab, settled(("Mail de A", "a"), ("Mail de B", "b")))

    assert apply(plan, tab)[2] == ["Mail de B", "à revoir", "état de b", "envoyer", "vu", "b"]
    assert plan.anew == {"b"}
    assert plan.deleted == (2,)


def test_where_she_sorted_all_but_the_hidden_key_her_words_go_with_what_she_saw():
    tab = relances(
        ("Mail de B", "", "pas cette fois", "", "a"), ("Mail de A", "", "envoyer", "vu", "b")
    )

    plan = plan_rewrite(tab, settled(("Mail de A", "a"), ("Mail de B", "b")))

    assert apply(plan, tab)[1:] == [
        ["Mail de A", "état de a", "envoyer", "vu", "a"],
        ["Mail de B", "état de b", "pas cette fois", "", "b"],
    ]


def test_what_she_wrote_on_a_row_pasted_over_another_becomes_a_row_of_hers():
    tab = relances(("Mail de A", "", "", "", "a"), ("Mail de A", "", "envoyer", "", "b"))

    plan = plan_rewrite(tab, settled(("Mail de A", "a"), ("Mail de B", "b")))

    assert [row[:5] for row in apply(plan, tab)[1:]] == [
        ["Mail de A", "", "envoyer", "", ""],
        ["Mail de A", "état de a", "", "", "a"],
        ["Mail de B", "état de b", "", "", "b"],
    ]


def test_her_own_line_that_a_sort_put_on_a_key_of_ours_keeps_a_row_of_its_own():
    header = ("Qui", "Objet", "État", "Décision", "Note", "Clé")
    to_be = OwnTab(
        title="Relances",
        rows=(header, ("P01", "Mail de A", "état", "", "", "a"),
              ("P02", "Mail de B", "état", "", "", "b")),
        widths=(1,) * 6, settled=frozenset({0, 1}),
    )  # fmt: skip
    tab = TabGrid(
        sheet_id=7, title="Relances",
        rows=(header, ("P02", "Mail de B", "", "envoyer", "", "a"),
              ("rappeler Paul", "", "", "", "", "b"), ("P01", "Mail de A", "", "", "vu", "")),
    )  # fmt: skip

    left = apply(plan_rewrite(tab, to_be), tab)

    assert sorted(row[:1] + row[3:] for row in left[1:]) == [
        ["P01", "", "vu", "a"], ["P02", "envoyer", "", "b"], ["rappeler Paul", "", "", ""],
    ]  # fmt: skip


def test_a_text_of_ours_that_landed_on_a_row_of_hers_is_taken_away():
    tab = relances(("Mail de A", "", "", "", "a"), ("ma ligne", "état de a", "", "", ""))

    left = apply(plan_rewrite(tab, settled(("Mail de A", "a"))), tab)

    assert left[2] == ["ma ligne", "", "", "", ""]


def test_a_row_of_ours_written_beside_its_columns_goes_and_is_written_where_it_should():
    header = ("Objet", "Mon avis", "État", "Décision", "Note", "Clé")
    astray = ("Mail de A", "état de a", "", "", "a", "")  # she inserted « Mon avis » meanwhile
    tab = TabGrid(sheet_id=7, title="Relances", rows=(header, astray))

    left = apply(plan_rewrite(tab, settled(("Mail de A", "a"))), tab)

    assert left[1:] == [["Mail de A", "", "état de a", "", "", "a"]]


@pytest.mark.parametrize("name", ["Ma décision", "décision (moi)"])
def test_decision_renamed_is_still_told_and_keeps_her_name(name: str):
    header = ("Objet", "État", name, "Note", "Clé")
    tab = TabGrid(
        sheet_id=7, title="Relances", rows=(header, ("Mail de A", "", "envoyer", "", "a"))
    )

    left = apply(plan_rewrite(tab, settled(("Mail de A", "a"))), tab)

    assert left == [list(header), ["Mail de A", "état de a", "envoyer", "", "a"]]


def test_a_column_of_ours_that_she_renamed_in_place_is_still_written():
    tab = TabGrid(
        sheet_id=7,
        title="Relances",
        rows=(("Objet", "Où ça en est", "Décision", "Note", "Clé"), ("Mail de A", "", "", "", "a")),
    )

    left = apply(plan_rewrite(tab, settled(("Mail de A", "a"))), tab)

    assert left[0][1] == "Où ça en est"
    assert left[1][1] == "état de a"


def test_nothing_new_means_the_same_content():
    tab = current(("A", "à traiter", "note", "a"))

    plan = plan_rewrite(tab, wanted(("A", "a")))

    assert not plan.deleted
    assert not plan.inserted
    assert apply(plan, tab) == [list(HEADER), ["A", "à traiter", "note", "a"]]
