"""The same row on two nights, by its id or by what it says; a row that vanishes is told."""

from dataclasses import dataclass

from relocalisons.core import tables as schema
from relocalisons.core.reading.grid import TableReading, read_table
from relocalisons.core.reading.identity.lines import pair_rows

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
    asked: tuple[tuple[str, str], ...] = ()


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
        asked=tuple((name(before, one), name(after, two)) for one, two in matched.unsure),
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


def test_of_two_rows_that_resemble_as_much_nobody_knows_which_it_is():
    before = deliveries("12/03/2026|C1|800 kg", "12/03/2026|C1|750 kg|")

    told = of_deliveries(before, deliveries("12/03/2026|C1|760 kg"))

    assert told == Told(same=(), asked=(("ligne 2", "ligne 2"), ("ligne 3", "ligne 2")))


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


def dated(*rows: str) -> TableReading:
    """A plan of rows « 1 | Former | 02/03/2026 », each with an end of its own."""
    cells = [[part.strip() or None for part in row.split("|")] for row in rows]
    filled = [[*row[:2], "P07", row[2], f"{10 + len(row[2])}/12/2026"] for row in cells]
    return read_table([HEADERS, *filled], schema.ACTIONS)


def test_a_first_line_that_shifts_every_number_renames_nothing():
    before = plan("1|Former", "2|Acheter", "3|Livrer")

    told = changes(before, plan("1|Recruter", "2|Former", "3|Acheter", "4|Livrer"))

    assert told == Told(same=(("1", "2"), ("2", "3"), ("3", "4")), new=("1",))


def test_a_plan_numbered_anew_is_the_same_plan_whatever_else_moved_in_it():
    before = plan("1|Former", "2|Acheter", "3|Livrer", "4|Planter")

    told = changes(before, plan("A1|Planter", "A2|Former", "A3|Livrer", "A4|Acheter"))

    assert told.same == (("1", "A2"), ("2", "A4"), ("3", "A3"), ("4", "A1"))
    assert (told.gone, told.new, told.asked) == ((), (), ())


def test_namesakes_of_a_plan_numbered_anew_are_known_by_their_dates():
    before = dated("1|Former|02/03/2026", "2|Réunion|05/03/2026", "3|Réunion|07/04/2026")

    told = changes(
        before,
        dated(
            "1|Recruter|09/02/2026",
            "2|Former|02/03/2026",
            "3|Réunion|05/03/2026",
            "4|Réunion|07/04/2026",
        ),
    )

    assert told == Told(same=(("1", "2"), ("2", "3"), ("3", "4")), new=("1",))


def test_a_line_that_nobody_touched_is_known_beside_a_namesake_that_got_other_dates():
    """Before, its end was the end of the other one."""
    others = [[str(n), f"Action {n}", "P07", f"{n}/02/2026", f"{n}/10/2026"] for n in range(1, 10)]
    known = ["11", "Livraison", "P03", "09/07/2026", "21/08/2026"]

    told = changes(
        read_table(
            [HEADERS, *others, ["10", "Livraison", "P01", "27/05/2026", "21/08/2026"], known],
            schema.ACTIONS,
        ),
        read_table(
            [HEADERS, *others, ["10", "Livraison", "P01", "21/06/2026", "15/09/2026"], known],
            schema.ACTIONS,
        ),
    )

    assert told == Told(same=tuple((str(n), str(n)) for n in range(1, 12)))


def test_a_line_renamed_under_its_number_is_the_same_line():
    told = changes(plan("A1|Former", "A2|Acheter"), plan("A1|Former", "A2|Commander les bacs"))

    assert told == Told(same=(("A1", "A1"), ("A2", "A2")))


def test_a_number_given_to_a_line_that_says_something_else_is_asked_about():
    before = dated("1|Former|02/03/2026", "2|Acheter|05/03/2026")
    after = read_table(
        [
            HEADERS,
            ["1", "Former", "P07", "02/03/2026", "20/12/2026"],
            ["2", "Planter des haies", "P14", "09/09/2026", "30/09/2026"],
        ],
        schema.ACTIONS,
    )

    assert changes(before, after) == Told(same=(("1", "1"),), asked=(("2", "2"),))


def test_number_and_title_that_point_to_two_lines_are_asked_about():
    before = dated("1|Former|02/03/2026", "2|Acheter|05/03/2026", "3|Livrer|09/03/2026")
    after = dated(
        "1|Former|02/03/2026",
        "2|Recenser|05/03/2026",
        "7|Acheter|05/03/2026",
        "3|Livrer|09/03/2026",
    )

    told = changes(before, after)

    assert told == Told(same=(("1", "1"), ("3", "3")), asked=(("2", "2"), ("2", "7")))
