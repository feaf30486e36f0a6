"""« Date d'achèvement » says no time: what is planned or what was, by the lines that are open."""

import pytest

from relocalisons.core.kernel.model import Sureness, TableReading
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import ACTIONS

TITLES = ("Former", "Équiper", "Informer", "Publier")
EITHER = (
    "Date d'achèvement",
    "Date de réalisation",
    "Date de fin de réalisation",
    "Date de clôture",
    "Completion date",
)
PLANNED = ("30/10/2026", "15/01/2027", "31/12/2026", "30/11/2027")
STATES = ("terminé", "en cours", "bloqué", "pas commencé")


def read(title: str, days: tuple[str, ...], states: tuple[str, ...], **beside) -> TableReading:
    header = ["Action", "Qui", title, "Statut", *(name.replace("_", " ") for name in beside)]
    cells = zip(TITLES, ["Ville"] * 4, days, states, *beside.values(), strict=True)
    return read_table([header, *map(list, cells)], ACTIONS)


def sureness(reading: TableReading, title: str) -> Sureness:
    return next(one.sureness for one in reading.understood if one.label == title)


@pytest.mark.parametrize("title", EITHER)
def test_the_only_end_is_planned_where_open_lines_have_a_day(title):
    reading = read(title, PLANNED, STATES)

    assert reading.columns["planned_end"] == 2
    assert "actual_end" not in reading.columns
    assert sureness(reading, title) is Sureness.KNOWN


@pytest.mark.parametrize("title", EITHER)
def test_it_is_the_day_on_which_lines_ended_where_open_ones_have_none(title):
    reading = read(title, ("30/10/2026", "", "", "02/11/2026"), ("terminé", *STATES[1:3], "fait"))

    assert reading.columns["actual_end"] == 2
    assert "planned_end" not in reading.columns


@pytest.mark.parametrize("title", EITHER)
def test_beside_a_planned_end_it_is_the_day_on_which_lines_ended(title):
    reading = read(title, PLANNED, STATES, Échéance=PLANNED)

    assert (reading.columns["planned_end"], reading.columns["actual_end"]) == (4, 2)


def test_a_title_that_says_that_the_day_is_past_is_believed():
    reading = read("Date réelle de fin", PLANNED, STATES)

    assert reading.columns["actual_end"] == 2
    assert "planned_end" not in reading.columns


@pytest.mark.parametrize("done", [0, 1, 2, 3, 4])
def test_it_stays_planned_until_the_last_line_is_done(done):
    states = ("fait",) * done + ("en cours",) * (4 - done)

    reading = read("Date d'achèvement", PLANNED, states)

    assert reading.columns["planned_end"] == 2
    assert sureness(reading, "Date d'achèvement") is Sureness.KNOWN


def test_without_a_word_on_which_lines_are_open_nobody_knows_and_it_is_asked_about():
    reading = read("Date d'achèvement", PLANNED, ("", "", "", ""))

    assert "actual_end" not in reading.columns
    assert sureness(reading, "Date d'achèvement") is Sureness.LIKELY


def test_open_lines_are_told_by_their_progress_too():
    progress = ("100 %", "70 %", "0 %", "0 %")
    header = ["Action", "Qui", "Date d'achèvement", "% réalisé"]
    cells = zip(TITLES, ["Ville"] * 4, PLANNED, progress, strict=True)

    reading = read_table([header, *map(list, cells)], ACTIONS)

    assert reading.columns["planned_end"] == 2
