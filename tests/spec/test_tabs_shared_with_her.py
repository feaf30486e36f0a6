"""« Anomalies » and « Relances »: her words travel with their rows and are never written by us."""

from relocalisons.core.model import TabGrid
from relocalisons.core.reports.own_tab import OwnTab
from relocalisons.core.reports.tab_rewrite import TabRewrite, keys_by_row, plan_rewrite

HEADER = ("Constat", "Décision", "Note", "Clé")


def wanted(*rows: tuple[str, str]) -> OwnTab:
    body = tuple((title, "", "", key) for title, key in rows)
    return OwnTab(title="Anomalies", rows=(HEADER, *body), widths=(1, 1, 1, 1))


def current(*rows: tuple[object, ...]) -> TabGrid:
    return TabGrid(sheet_id=7, title="Anomalies", rows=(HEADER, *rows))


def apply(plan: TabRewrite, tab: TabGrid | None) -> list[list[object]]:
    """The tab as Google would leave it."""
    rows = [list(row) for row in (tab.rows if tab else ())]
    for row in plan.deleted:
        del rows[row]
    for _ in range(plan.inserted):
        rows.insert(plan.inserted_at, [])
    for write in plan.writes:
        while len(rows) <= write.row:
            rows.append([])
        row = rows[write.row]
        row += [""] * (len(write.cells) - len(row))
        for column, cell in enumerate(write.cells):
            if cell is not None:
                row[column] = cell
    return rows


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


def test_keys_by_row_tell_whether_a_row_has_moved():
    before = current(("A", "", "", "a"), ("B", "", "", "b"))
    sorted_meanwhile = current(("B", "", "", "b"), ("A", "", "", "a"))
    word_typed_meanwhile = current(("A", "envoyer", "", "a"), ("B", "", "", "b"))

    assert keys_by_row(before.rows) == keys_by_row(word_typed_meanwhile.rows)
    assert keys_by_row(before.rows) != keys_by_row(sorted_meanwhile.rows)


def test_nothing_new_means_the_same_content():
    tab = current(("A", "à traiter", "note", "a"))

    plan = plan_rewrite(tab, wanted(("A", "a")))

    assert not plan.deleted
    assert not plan.inserted
    assert apply(plan, tab) == [list(HEADER), ["A", "à traiter", "note", "a"]]
