"""« 15 avril », « S12 »: the year is taken from the plan's own dates, and asked when two fit."""

from datetime import date

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import DateInterval, Reading
from relocalisons.core.reading.grid import read_table

HEADERS = [
    *("N° action", "Intitulé", "Partenaire responsable", "Début prévu", "Fin prévue"),
    *("Fin réelle", "Avancement", "Statut"),
]
WINTER = (("01/09/2025", "30/11/2025"), ("12/01/2026", "27/03/2026"), ("01/04/2026", "30/06/2026"))
TWO_YEARS = (("05/01/2025", "30/06/2025"), ("01/09/2025", "30/06/2026"), (None, "18/12/2026"))
ONE_YEAR = (("05/01/2026", "27/02/2026"), ("02/03/2026", None))


def read(
    *lines: tuple[str | None, ...],
    read_on: date | None = None,
    programme: DateInterval | None = None,
) -> dict[str, Reading[DateInterval]]:
    """The date readings of the last line; a line is (start, end, actual end)."""
    rows = [
        [f"A{at}", "x", "P07", *line, *[None] * (3 - len(line)), 0, "en cours"]
        for at, line in enumerate(lines, start=1)
    ]
    reading = read_table([HEADERS, *rows], schema.ACTIONS, read_on=read_on, programme=programme)
    return reading.readings[max(reading.readings)]


def told(reading: Reading[DateInterval]) -> str:
    days = (reading.value,) if reading.value else reading.candidates
    return " ".join([reading.doubt.value, *(f"{day.latest:%d/%m/%Y}" for day in days)])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15 avril", "about 15/04/2026"),
        ("S12", "about 22/03/2026"),
        ("fin octobre", "about 31/10/2025"),
        ("T2", "about 30/06/2026"),
    ],
)
def test_a_day_or_week_without_year_takes_the_one_year_of_the_plan_where_it_falls(
    typed: str, expected: str
):
    assert told(read(*WINTER, (None, typed))["planned_end"]) == expected


def test_the_reason_is_said_with_the_date_and_what_to_type():
    reading = read(*WINTER, (None, "15 avril"))["planned_end"]

    assert "2026" in reading.fix
    assert "15/04/2026" in reading.fix
    assert "tapez l’année" in reading.fix


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15 avril", "ambiguous 15/04/2025 15/04/2026"),
        ("S12", "ambiguous 23/03/2025 22/03/2026"),
    ],
)
def test_nothing_is_guessed_when_two_years_of_the_plan_fit(typed: str, expected: str):
    assert told(read(*TWO_YEARS, (None, typed))["planned_end"]) == expected


def test_an_end_does_not_come_before_the_start_of_its_own_line():
    line = read(*TWO_YEARS, ("02/03/2026", "15 avril"))

    assert told(line["planned_end"]) == "about 15/04/2026"


def test_a_start_does_not_come_after_the_end_of_its_own_line():
    line = read(*TWO_YEARS, ("15 avril", "31/05/2025"))

    assert told(line["planned_start"]) == "about 15/04/2025"


def test_what_is_done_lies_behind_the_reading():
    line = read(*TWO_YEARS, (None, None, "15 avril"), read_on=date(2026, 3, 3))

    assert told(line["actual_end"]) == "about 15/04/2025"


def test_all_dates_of_the_plan_in_one_year_give_it_to_a_day_outside_of_them():
    assert told(read(*ONE_YEAR, (None, "15 octobre"))["planned_end"]) == "about 15/10/2026"


@pytest.mark.parametrize(
    ("programme", "expected"),
    [
        (DateInterval(date(2026, 1, 5), date(2026, 12, 31)), "about 15/04/2026"),
        (DateInterval(date(2026, 9, 1), date(2027, 8, 31)), "about 15/04/2027"),
        (
            DateInterval(date(2026, 1, 5), date(2027, 12, 31)),
            "ambiguous 15/04/2026 15/04/2027",
        ),
        (None, "ambiguous"),
    ],
)
def test_a_plan_without_complete_dates_takes_the_year_of_its_programme(
    programme: DateInterval | None, expected: str
):
    line = read((None, "S12"), (None, "15 avril"), programme=programme)

    assert told(line["planned_end"]) == expected


def test_a_day_out_of_the_plan_is_looked_for_in_the_whole_programme():
    programme = DateInterval(date(2025, 9, 1), date(2026, 8, 31))

    assert told(read(*WINTER, (None, "15 juillet"))["planned_end"]) == "ambiguous"
    assert (
        told(read(*WINTER, (None, "15 juillet"), programme=programme)["planned_end"])
        == "about 15/07/2026"
    )


def test_what_is_a_question_for_another_reason_stays_one():
    line = read(*WINTER, ("S1", "avril ou mai"))

    assert told(line["planned_start"]).startswith("ambiguous")
    assert told(line["planned_end"]).startswith("ambiguous")


def test_only_a_plan_tells_years_so():
    headers = ["N° pièce", "Partenaire", "Poste", "Montant HT €", "Justificatif", "Payé le"]
    days = ("12/11/2025", "03/12/2025", "15/04/2026", "15 mars")
    rows = [[f"F{at}", "P07", "Conseil", 10, "x", day] for at, day in enumerate(days)]

    reading = read_table([headers, *rows], schema.EXPENSES)

    assert told(reading.readings[max(reading.readings)]["paid_on"]) == "ambiguous"
