"""What a programme hands out: rows of a table, whose they are, and what is built of it once."""

from datetime import date

import pytest
from support.programme.tables import drawn, programme_with

from relocalisons.core.kernel.model import Programme, once_a_programme

DECISIONS = """
    number | decision   | owner           | status
    D-1    | Recruter   | Ville de Grasse | ouverte
    D-2    | Acheter    | P02             | ouverte
"""


DELIVERABLES = """
    number | title | owner | due
    L1     | Guide | P01   | 31/03/2026
"""


def test_a_column_that_no_table_has_is_our_slip_and_not_an_empty_cell():
    row = drawn("decisions", DECISIONS).rows[0]

    assert row.text("due") is None
    with pytest.raises(KeyError, match="'decisions' has no column 'typo'; it has number, meeting"):
        row.text("typo")
    with pytest.raises(KeyError, match="typo"):
        row.is_doubtful("decision", "typo")


def test_rows_come_in_order_and_a_number_counts_once():
    again = drawn("decisions", DECISIONS.replace("D-2", "D-3"), partner="P03")
    programme = programme_with(drawn("decisions", DECISIONS), again)

    numbers = [row.identity for row in programme.rows("decisions")]
    once = [(row.identity, row.owner) for row in programme.numbered_rows("decisions")]

    assert numbers == ["D-1", "D-2", "D-1", "D-3"]
    assert once == [("D-1", "pilotage"), ("D-2", "pilotage"), ("D-3", "P03")]
    assert programme.rows("risks") == ()


def test_a_row_is_that_of_its_workbook_else_of_whom_it_names():
    own = programme_with(drawn("decisions", DECISIONS, partner="P03"))
    hers = programme_with(drawn("decisions", DECISIONS))

    assert [own.whose(row, "owner") for row in own.rows("decisions")] == ["P03", "P03"]
    assert [hers.whose(row, "owner") for row in hers.rows("decisions")] == ["P01", "P02"]


def test_the_row_behind_an_entity_is_found_by_its_place():
    programme = programme_with(drawn("deliverables", DELIVERABLES))
    (deliverable,) = programme.deliverables

    row = programme.row_at(deliverable.place, table="deliverables")

    assert row is not None
    assert row.identity == "L1"
    assert programme.row_at(deliverable.place, table="decisions") is None


def test_what_is_built_of_a_programme_is_built_once_for_each():
    built: list[Programme] = []

    @once_a_programme
    def count(programme: Programme) -> int:
        built.append(programme)
        return len(built)

    one, two = programme_with(), programme_with()

    assert (count(one), count(one), count(two), len(built)) == (1, 1, 2, 2)
    assert one.names is one.names


def test_what_is_built_of_a_programme_for_a_day_is_built_once_for_each_day():
    asked: list[date] = []

    @once_a_programme
    def since(programme: Programme, *, as_of: date) -> str:
        asked.append(as_of)
        return f"{programme.code} {as_of}"

    one, today, tomorrow = programme_with(), date(2026, 3, 3), date(2026, 3, 4)

    said = [since(one, as_of=day) for day in (today, tomorrow, today)]

    assert said == [f"{one.code} {today}", f"{one.code} {tomorrow}", said[0]]
    assert asked == [today, tomorrow]
