"""The same row on two nights, by its id or by what it says; a row that vanishes is told."""

from relocalisons.core import tables as schema
from relocalisons.core.reading.grid import TableReading, read_table
from relocalisons.core.reading.identity import RowChanges, compare_rows, fingerprint

HEADERS = [
    "N° action",
    "Intitulé",
    "Partenaire responsable",
    "Début prévu",
    "Fin prévue",
    "Avancement",
    "Statut",
]


def plan(*rows: str) -> TableReading:
    """A plan of rows « A1.1 | Former »; the other cells are all alike."""
    cells = [[part.strip() or None for part in row.split("|")] for row in rows]
    filled = [[*row, "P07", "01/03/2026", "31/03/2026", "50 %", "en cours"] for row in cells]
    return read_table([HEADERS, *filled], schema.ACTIONS)


def deliveries(*rows: str) -> TableReading:
    """Deliveries « 12/03/2026 | C1 | 800 kg »."""
    cells = [[part.strip() or None for part in row.split("|")] for row in rows]
    return read_table([["Date", "Contrat", "Quantité"], *cells], schema.DELIVERIES)


def changes(before: TableReading, after: TableReading) -> RowChanges:
    """The changes of a plan."""
    return compare_rows(before, after, table=schema.ACTIONS)


NOTHING = RowChanges(added=(), deleted=(), moved=(), renumbered=(), duplicated=(), edited=())


def test_nothing_changed():
    assert changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A2|Acheter")) == NOTHING


def test_a_deleted_row_and_an_added_one_are_events():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A3|Livrer"))

    assert (told.deleted, told.added) == (("A2",), ("A3",))


def test_rows_pushed_down_by_an_insertion_have_not_moved():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A0|Recruter", "A1|Former", "A2|Acheter"))

    assert (told.added, told.moved) == (("A0",), ())


def test_a_row_moved_elsewhere_is_told_with_both_places():
    before = plan("A1|Former", "A2|Acheter", "A3|Livrer", "A4|Cuire")

    told = changes(before, plan("A2|Acheter", "A3|Livrer", "A4|Cuire", "A1|Former"))

    assert told.moved == (("A1", 2, 5),)
    assert told.edited == ()


def test_a_sorted_sheet_has_no_other_change_than_places():
    told = changes(
        plan("A1|Former", "A2|Acheter", "A3|Livrer"), plan("A3|Livrer", "A2|Acheter", "A1|Former")
    )

    assert len(told.moved) == 2
    assert (told.added, told.deleted, told.edited) == ((), (), ())


def test_a_cell_typed_over_is_told_with_what_stood_there():
    told = changes(plan("A1|Former"), plan("A1|Former les cuisiniers"))

    change = told.edited[0]
    assert (change.key, change.column, change.row) == ("A1", "title", 2)
    assert (change.before, change.after) == ("Former", "Former les cuisiniers")


def test_spaces_and_capitals_are_no_change():
    assert changes(plan("A1|Former"), plan("a1 |  FORMER ")) == NOTHING


def test_a_row_whose_number_was_retyped_is_the_same_row():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A9|Acheter"))

    assert told.renumbered == (("A2", "A9"),)
    assert (told.added, told.deleted) == ((), ())


def test_rows_with_nothing_but_a_number_are_not_the_same_row():
    before = read_table([HEADERS, ["A1"]], schema.ACTIONS)

    told = changes(before, read_table([HEADERS, ["A2"]], schema.ACTIONS))

    assert (told.deleted, told.added, told.renumbered) == (("A1",), ("A2",), ())


def test_of_two_rows_that_resemble_the_most_alike_is_the_same():
    before = deliveries("12/03/2026|C1|800 kg", "12/03/2026|C1|750 kg|")

    told = compare_rows(before, deliveries("12/03/2026|C1|760 kg"), table=schema.DELIVERIES)

    assert (len(told.deleted), len(told.edited)) == (1, 1)


def test_a_number_reused_by_copying_a_row_is_a_double():
    told = changes(plan("A1|Former"), plan("A1|Former", "A1|Former (suite)"))

    assert told.duplicated == ("A1",)
    assert (told.added, told.deleted) == ((), ())


def test_a_row_that_lost_its_number_is_found_by_what_it_says():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "|Acheter"))

    assert told.renumbered == (("A2", "ligne 3"),)
    assert told.deleted == ()


def test_rows_without_id_are_known_by_what_they_say():
    before = deliveries("12/03/2026|C1|800 kg", "19/03/2026|C1|900 kg", "26/03/2026|C2|2 t")
    after = deliveries("26/03/2026|C2|2 t", "12/03/2026|C1|800 kg", "19/03/2026|C1|950 kg")

    told = compare_rows(before, after, table=schema.DELIVERIES)

    assert [(c.key, c.column, c.before, c.after) for c in told.edited] == [
        ("ligne 4", "quantity", "900 kg", "950 kg")
    ]
    assert (told.added, told.deleted) == ((), ())
    assert told.moved == (("ligne 2", 4, 2),)


def test_a_delivery_that_vanished_is_told_by_its_line():
    before = deliveries("12/03/2026|C1|800 kg", "19/03/2026|C3|900 kg")

    told = compare_rows(before, deliveries("12/03/2026|C1|800 kg"), table=schema.DELIVERIES)

    assert told.deleted == ("ligne 3",)


def test_two_equal_deliveries_are_two_deliveries():
    one = deliveries("12/03/2026|C1|800 kg")
    two = deliveries("12/03/2026|C1|800 kg", "12/03/2026|C1|800 kg")

    assert compare_rows(one, two, table=schema.DELIVERIES).added == ("ligne 3",)
    assert compare_rows(two, one, table=schema.DELIVERIES).deleted == ("ligne 3",)


def test_a_sheet_replaced_by_a_very_large_other_is_deleted_and_added_rows():
    before = deliveries(*(f"12/03/2026|C{n}|{n} kg" for n in range(600)))
    after = deliveries(*(f"12/04/2026|D{n}|{n} t" for n in range(600)))

    told = compare_rows(before, after, table=schema.DELIVERIES)

    assert (len(told.deleted), len(told.added), told.edited) == (600, 600, ())


def test_a_fingerprint_leaves_the_number_out():
    first, second = plan("A1|Former", "A2|former ").readings.values()

    assert fingerprint(first, table=schema.ACTIONS) == fingerprint(second, table=schema.ACTIONS)
