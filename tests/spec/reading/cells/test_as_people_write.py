"""Cells as people and tools write them: English periods, halves, universal time, colours, waits."""

import pytest

from relocalisons.core.kernel.model import ActionStatus, Doubt
from relocalisons.core.reading.cells.dates.ranges import ends_of
from relocalisons.core.reading.cells.readers import read_date, read_status
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import ACTIONS

_DONE, _DOING = ActionStatus.DONE, ActionStatus.IN_PROGRESS
_TO_COME, _BLOCKED, _DROPPED = (
    ActionStatus.PLANNED,
    ActionStatus.BLOCKED,
    ActionStatus.DROPPED,
)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("early 2027", "2027-01-01", "2027-03-31"),
        ("mid-2026", "2026-06-15", "2026-07-15"),
        ("late 2026", "2026-10-01", "2026-12-31"),
        ("end of March 2026", "2026-03-21", "2026-03-31"),
        ("mid-October 2026", "2026-10-10", "2026-10-20"),
        ("summer 2026", "2026-06-21", "2026-09-22"),
        ("1st quarter 2026", "2026-01-01", "2026-03-31"),
        ("second half of 2026", "2026-07-01", "2026-12-31"),
        ("end Q2 2026", "2026-06-01", "2026-06-30"),
        ("by June 2026", "2026-06-01", "2026-06-30"),
        ("1S2026", "2026-01-01", "2026-06-30"),
        ("2026 (T2)", "2026-04-01", "2026-06-30"),
        ("fin S12 2026", "2026-03-16", "2026-03-22"),
        ("2025-26", "2025-01-01", "2026-12-31"),
        ("juin 2026 (prévu)", "2026-06-01", "2026-06-30"),
        ("prévu juin 2026", "2026-06-01", "2026-06-30"),
        ("S1 2025 – S2 2026", "2025-01-01", "2026-12-31"),
        ("S2 2025 - S1 2026", "2025-07-01", "2026-06-30"),
        ("2026-05-31T22:00:00Z", "2026-06-01", "2026-06-01"),
        ("2026-05-31T22:00:00.000+00:00", "2026-06-01", "2026-06-01"),
        ("2026-01-31T23:00:00Z", "2026-02-01", "2026-02-01"),
    ],
)
def test_a_period_is_understood_and_the_day_is_asked(cell: str, first: str, last: str):
    reading = read_date(cell)

    assert reading.doubt is Doubt.ABOUT
    assert (reading.value.earliest.isoformat(), reading.value.latest.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "cell", ["2026-05-31T21:59:00Z", "2026-01-31T22:00:00Z", "2026-05-31T22:00:00+02:00"]
)
def test_universal_time_is_the_day_that_it_is_in_france(cell: str):
    assert read_date(cell).doubt is Doubt.CERTAIN


@pytest.mark.parametrize(
    "cell",
    [
        "S1 2026",  # a half of a year, or its first week
        "S1 2026 – S2 2026",
        "S1 – S2 2026",
        "Dec 31",
        "Nov 15",
        "before June 2026",
        "winter 2026",
        "2026-05-31T23:59:59Z",  # the end of that day, whatever the zone
        "2025-27",
        "année scolaire 2025-2026",
        "end of mandate",
    ],
)
def test_a_period_of_which_two_readings_fit_is_asked(cell: str):
    assert read_date(cell).value is None


def test_a_month_of_a_spreadsheet_keeps_its_year():
    assert read_date("déc-26").value == read_date("12/2026").value
    assert read_date("Nov 26").value == read_date("11/2026").value


def test_a_range_of_halves_gives_a_start_and_an_end():
    start, end = ends_of("S1 2025 – S2 2026")

    assert start.value.earliest.isoformat() == "2025-01-01"
    assert end.value.latest.isoformat() == "2026-12-31"


@pytest.mark.parametrize(
    ("cell", "candidates"),
    [
        ("Ajourné", (_TO_COME, _BLOCKED)),
        ("ajournée au 12/03", (_TO_COME, _BLOCKED)),
        ("Reporté en 2027", (_TO_COME, _BLOCKED)),
        ("postponed", (_TO_COME, _BLOCKED)),
        ("Chez le partenaire", (_DOING, _BLOCKED)),
        ("chez l’imprimeur", (_DOING, _BLOCKED)),
        ("Vert", (_DONE, _DOING)),
        ("orange", (_DOING, _BLOCKED)),
        ("ROUGE", (_BLOCKED, _DOING)),
        ("gris", (_TO_COME, _DROPPED)),
        ("envoyé", (_DOING, _DONE)),
    ],
)
def test_a_word_of_two_meanings_is_asked_with_both(cell: str, candidates: tuple):
    reading = read_status(cell)

    assert (reading.doubt, reading.candidates) == (Doubt.AMBIGUOUS, candidates)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("en relecture", _DOING),
        ("à la signature", _DOING),
        ("marché notifié", _DOING),
        ("livré partiellement", _DOING),
        ("repris", _DOING),
        ("jaune", _DOING),
        ("0", _TO_COME),
        ("0,5", _DOING),
    ],
)
def test_what_is_under_way_is_read_and_the_word_asked(cell: str, status: ActionStatus):
    reading = read_status(cell)

    assert (reading.doubt, reading.value) == (Doubt.ABOUT, status)


def test_a_yearly_work_is_no_cancelled_one():
    assert [read_status(word).value for word in ("annuel", "Annuelle")] == [None, None]


@pytest.mark.parametrize(
    "legend",
    [
        ["Vert : réalisé ; orange : en cours ; rouge : bloqué"],
        ["Vert", "réalisé"],
    ],
)
def test_a_colour_means_what_the_legend_of_the_tab_says(legend: list[str]):
    rows = [
        legend,
        ["Action", "Échéance", "Statut"],
        ["Former", "30/06/2026", "VERT"],
        ["Équiper", "31/07/2026", "en cours"],
    ]

    assert read_table(rows, ACTIONS).readings[3]["status"].value is _DONE
