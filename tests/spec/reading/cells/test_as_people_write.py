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
        ("T3-2026", "2026-07-01", "2026-09-30"),
        ("3T2026", "2026-07-01", "2026-09-30"),
        ("Q3-26", "2026-07-01", "2026-09-30"),
        ("courant T2 2026", "2026-04-01", "2026-06-30"),
        ("T1/T2 2026", "2026-01-01", "2026-06-30"),
        ("T4 2026 – T1 2027", "2026-10-01", "2027-03-31"),
        ("1er semestre 2026", "2026-01-01", "2026-06-30"),
        ("1ère quinzaine de mars 2026", "2026-03-01", "2026-03-15"),
        ("janvier-mars 2026", "2026-01-01", "2026-03-31"),
        ("2025 → 2027", "2025-01-01", "2027-12-31"),
        ("courant 2026", "2026-01-01", "2026-12-31"),
        ("toute l’année 2026", "2026-01-01", "2026-12-31"),
        ("throughout 2026", "2026-01-01", "2026-12-31"),
        ("EOY 2026", "2026-10-01", "2026-12-31"),
        ("fin d’année 2026", "2026-10-01", "2026-12-31"),
        ("d’ici la fin 2026", "2026-10-01", "2026-12-31"),
        ("jusqu’en 2027", "2027-01-01", "2027-12-31"),
        ("rentrée scolaire 2026", "2026-09-01", "2026-09-30"),
        ("avant la rentrée 2026", "2026-08-31", "2026-08-31"),
        ("été 26", "2026-06-21", "2026-09-22"),
        ("vacances de Noël 2026", "2026-12-19", "2027-01-03"),
        ("Toussaint 2026", "2026-10-17", "2026-11-01"),
        ("vacances d’été 2026", "2026-07-04", "2026-08-31"),
        ("avant Noël 2026", "2026-12-24", "2026-12-24"),
        ("before Christmas 2026", "2026-12-24", "2026-12-24"),
        ("avant la Toussaint 2026", "2026-10-16", "2026-10-31"),
        ("avant fin juin 2026", "2026-06-21", "2026-06-30"),
        ("2026-W36", "2026-08-31", "2026-09-06"),
        ("vers juin 2026", "2026-06-01", "2026-06-30"),
        ("au plus tard le 31/12/2026", "2026-12-31", "2026-12-31"),
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
        "2026/S2",
        "avant l’été 2026",
        "T0+6 mois",
        "M12",
        "6 mois",
        "FY26",
        "après 2027",
        "fin 26",
        "fin de mandat",
        "avril 2026 ?",
        "31/09/2026",
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
        ("En pause", (_BLOCKED, _TO_COME)),
        ("On hold", (_BLOCKED, _TO_COME)),
        ("stand-by", (_BLOCKED, _TO_COME)),
        ("⏸️", (_BLOCKED, _TO_COME)),
        ("Overdue", (_DOING, _TO_COME)),
        ("Delayed", (_DOING, _TO_COME)),
        ("⏳", (_DOING, _TO_COME)),
        ("💤", (_TO_COME, _BLOCKED)),
        ("🚫", (_BLOCKED, _DROPPED)),
        ("blanc", (_TO_COME, _DROPPED)),
        ("Déposé", (_DOING, _DONE)),
        ("Submitted", (_DOING, _DONE)),
        ("Opérationnelle", (_DOING, _DONE)),
        ("Évaluée", (_DOING, _DONE)),
        ("Mis en œuvre", (_DOING, _DONE)),
        ("Ready", (_TO_COME, _DOING, _DONE)),
        ("Brouillon", (_TO_COME, _DOING)),
        ("Off track", (_DOING, _BLOCKED)),
        ("With partner", (_DOING, _BLOCKED)),
        ("Waiting on legal", (_DOING, _BLOCKED)),
        ("en attente de la DRAAF", (_DOING, _BLOCKED)),
        ("il manque la signature", (_DOING, _BLOCKED)),
        ("Archived", (_DONE, _DROPPED)),
        ("toujours rien", (_TO_COME, _DOING)),
        ("au point mort", (_BLOCKED, _DOING)),
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
        ("Signatures en cours", _DOING),
        ("ça roule", _DOING),
        ("on y est", _DOING),
        ("Partially complete", _DOING),
        ("à 80 %", _DOING),
        ("90 % complete", _DOING),
        ("🔄", _DOING),
        ("prévue au T3", _TO_COME),
        ("à démarrer en 2027", _TO_COME),
        ("il manque un avis pour continuer", _BLOCKED),
        ("terminé en retard", _DONE),
        ("Completed with delay", _DONE),
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


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            _TO_COME,
            "Selected for Development | Backlog | Future Task | Non débutée | Intention | Up next"
            " | Prêt à démarrer | Ready to start | pas parti | À mettre en œuvre | Queued | Someday"
            " | rien de fait | en gestation | Not started yet",
        ),
        (
            _DOING,
            "Working on it | On schedule | On track | Reopened | Engagée | Under implementation"
            " | En phase d'étude | Proceeding according to work plan | ça suit son cours "
            "| bien avancé",
        ),
        (
            _DONE,
            "Complete | Closed | Resolved | Achieved | Implemented | √ | tout est fait | Soldé",
        ),
        (_BLOCKED, "Stuck | Blocked by SAFER | Bloqué – SAFER | Gelé | à l'arrêt | Suspendu"),
        (
            _DROPPED,
            "Won't Do | Declined | Duplicate | Obsolete | Action abandonnée | Non retenu "
            "| Withdrawn",
        ),
    ],
)
def test_words_of_tools_and_formats_are_certain(status: ActionStatus, words: str):
    readings = {word: read_status(word.strip()) for word in words.split("|")}

    assert {word: read.value for word, read in readings.items()} == dict.fromkeys(readings, status)
    assert {read.doubt for read in readings.values()} == {Doubt.CERTAIN}


@pytest.mark.parametrize(
    "cell", ["slipped", "annulation en cours", "en cours, bloqué par le devis", "OK sauf annexe"]
)
def test_a_word_that_another_one_turns_round_is_never_held(cell: str):
    assert read_status(cell).value is None


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
