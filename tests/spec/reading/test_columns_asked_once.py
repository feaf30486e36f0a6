"""A column that nobody fills, or that nobody can read, is one question and not one a line."""

from datetime import date

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.reading.grid import read_table

HEADERS = ["Action", "Pilote", "Échéance", "Statut"]


def read(*ends: object, programme: DateInterval | None = None):
    rows = [[f"Action {n}", "Ville", end, "en cours"] for n, end in enumerate(ends, 1)]
    return read_table([HEADERS, *rows], schema.ACTIONS, programme=programme)


def about(reading, column: str) -> list[tuple[str, int | None, str]]:
    return [(i.kind.value, i.row, i.cell) for i in reading.issues if i.column == column]


def test_an_empty_column_is_said_once_with_how_many_lines():
    reading = read(*[None] * 46)

    assert about(reading, "planned_end") == [("column_empty", None, "C1")]
    told = next(i.fix for i in reading.issues if i.column == "planned_end")
    assert "«\u00a0Échéance\u00a0» est vide sur 46\u00a0lignes" in told


def test_a_few_empty_cells_are_asked_one_by_one():
    reading = read("30/06/2026", None, "30/06/2026", None, "31/07/2026")

    assert about(reading, "planned_end") == [
        ("cell_missing", 3, "C3"), ("cell_missing", 5, "C5"),
    ]  # fmt: skip


def test_months_counted_from_a_start_that_nobody_gave_are_asked_once():
    reading = read("M6", "M12", "M18", "M24", "M36")

    assert about(reading, "planned_end") == [("column_doubtful", None, "C1")]


def test_months_are_counted_from_the_day_on_which_the_programme_begins():
    lasts = DateInterval(date(2026, 3, 16), date(2029, 3, 15))

    reading = read("M1", "M12", programme=lasts)

    ends = [reading.readings[row]["planned_end"] for row in (2, 3)]
    assert [str(end.value.latest) for end in ends] == ["2026-03-31", "2027-02-28"]
    assert [end.doubt for end in ends] == ["about", "about"]


def test_what_goes_on_without_an_end_lacks_none():
    reading = read("30/06/2026", "en continu", "permanent")

    assert about(reading, "planned_end") == []
    assert reading.readings[3]["planned_end"].doubt == "absent"
