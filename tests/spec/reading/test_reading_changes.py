"""The same row on two nights, by its id or by what it says; a row that vanishes is told."""

from dataclasses import dataclass

from relocalisons.core import tables as schema
from relocalisons.core.reading.grid import TableReading, read_table
from relocalisons.core.reading.identity import fingerprint, pair_rows

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


@dataclass(frozen=True, kw_only=True)
class Told:
    """Which rows are the same in two readings, by what each of them is called."""

    same: tuple[tuple[str, str], ...]
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def changes(before: TableReading, after: TableReading, table=schema.ACTIONS) -> Told:
    """The rows of two readings, matched."""
    matched = pair_rows(before, after, table=table)

    def name(reading: TableReading, row: int) -> str:
        value = reading.readings[row][table.identity].value if table.identity else None
        return value or f"ligne {row}"

    return Told(
        same=tuple((name(before, one), name(after, two)) for one, two in matched.pairs),
        gone=tuple(name(before, row) for row in matched.gone),
        new=tuple(name(after, row) for row in matched.new),
    )


def of_deliveries(before: TableReading, after: TableReading) -> Told:
    return changes(before, after, schema.DELIVERIES)


def test_nothing_changed():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A2|Acheter"))

    assert told == Told(same=(("A1", "A1"), ("A2", "A2")))


def test_a_deleted_row_and_an_added_one_are_events():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A3|Livrer"))

    assert told == Told(same=(("A1", "A1"),), gone=("A2",), new=("A3",))


def test_a_sorted_sheet_and_an_inserted_row_lose_nothing():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A0|Recruter", "A2|Acheter", "A1|Former"))

    assert told == Told(same=(("A1", "A1"), ("A2", "A2")), new=("A0",))


def test_a_row_typed_over_is_the_same_row_by_its_number_in_any_spelling():
    told = changes(plan("A1|Former"), plan("a1 |Former les cuisiniers"))

    assert told == Told(same=(("A1", "A1"),))


def test_a_row_whose_number_was_retyped_is_the_same_row():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A9| ACHETER "))

    assert told == Told(same=(("A1", "A1"), ("A2", "A9")))


def test_rows_with_nothing_but_a_number_are_not_the_same_row():
    before = read_table([HEADERS, ["A1"]], schema.ACTIONS)

    told = changes(before, read_table([HEADERS, ["A2"]], schema.ACTIONS))

    assert told == Told(same=(), gone=("A1",), new=("A2",))


def test_of_two_rows_that_resemble_the_most_alike_is_the_same():
    before = deliveries("12/03/2026|C1|800 kg", "12/03/2026|C1|750 kg|")

    told = of_deliveries(before, deliveries("12/03/2026|C1|760 kg"))

    assert (len(told.same), len(told.gone)) == (1, 1)


def test_a_number_reused_by_copying_a_row_is_no_new_row():
    told = changes(plan("A1|Former"), plan("A1|Former", "A1|Former (suite)"))

    assert told == Told(same=(("A1", "A1"),))


def test_a_row_that_lost_its_number_is_found_by_what_it_says():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "|Acheter"))

    assert told == Told(same=(("A1", "A1"), ("A2", "ligne 3")))


def test_rows_without_id_are_known_by_what_they_say():
    before = deliveries("12/03/2026|C1|800 kg", "19/03/2026|C1|900 kg", "26/03/2026|C2|2 t")
    after = deliveries("26/03/2026|C2|2 t", "12/03/2026|C1|800 kg", "19/03/2026|C1|950 kg")

    told = of_deliveries(before, after)

    assert told.same == (("ligne 2", "ligne 3"), ("ligne 3", "ligne 4"), ("ligne 4", "ligne 2"))
    assert (told.gone, told.new) == ((), ())


def test_a_delivery_that_vanished_is_told_by_its_line():
    before = deliveries("12/03/2026|C1|800 kg", "19/03/2026|C3|900 kg")

    assert of_deliveries(before, deliveries("12/03/2026|C1|800 kg")).gone == ("ligne 3",)


def test_two_equal_deliveries_are_two_deliveries():
    one = deliveries("12/03/2026|C1|800 kg")
    two = deliveries("12/03/2026|C1|800 kg", "12/03/2026|C1|800 kg")

    assert of_deliveries(one, two).new == ("ligne 3",)
    assert of_deliveries(two, one).gone == ("ligne 3",)


def test_a_sheet_replaced_by_a_very_large_other_is_deleted_and_added_rows():
    before = deliveries(*(f"12/03/2026|C{n}|{n} kg" for n in range(600)))
    after = deliveries(*(f"12/04/2026|D{n}|{n} t" for n in range(600)))

    told = of_deliveries(before, after)

    assert (len(told.gone), len(told.new), told.same) == (600, 600, ())


def test_a_fingerprint_leaves_the_number_out():
    first, second = plan("A1|Former", "A2|former ").readings.values()

    assert fingerprint(first, table=schema.ACTIONS) == fingerprint(second, table=schema.ACTIONS)
