"""The day that prose says, counted from the day on which it was written."""

from datetime import date

import pytest

from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.reading.cells.words import fold

WRITTEN = date(2026, 5, 13)  # a Wednesday

AHEAD = {
    "demain": "2026-05-14 2026-05-14",
    "après-demain": "2026-05-15 2026-05-15",
    "lundi": "2026-05-18 2026-05-18",
    "mercredi": "2026-05-20 2026-05-20",
    "lundi prochain": "2026-05-18 2026-05-18",
    "le 12": "2026-06-12 2026-06-12",
    "le 31": "2026-05-31 2026-05-31",
    "jeudi 28": "2026-05-28 2026-05-28",
    "le 3 juillet": "2026-07-03 2026-07-03",
    "4 janvier": "2027-01-04 2027-01-04",
    "le 9/6": "2026-06-09 2026-06-09",
    "09/06/2026": "2026-06-09 2026-06-09",
    "fin juin": "2026-06-21 2026-06-30",
    "S22": "2026-05-25 2026-05-31",
    "la semaine prochaine": "2026-05-18 2026-05-24",
    "fin de semaine prochaine": "2026-05-21 2026-05-22",
    "ce week-end": "2026-05-16 2026-05-17",
    "dans 15 jours": "2026-05-27 2026-05-27",
    "sous huitaine": "2026-05-20 2026-05-20",
    "dans trois semaines": "2026-06-03 2026-06-03",
    "d'ici un mois": "2026-06-13 2026-06-13",
    "fin du mois": "2026-05-31 2026-05-31",
    "le mois prochain": "2026-06-01 2026-06-30",
    "avant Noël": "2026-12-25 2026-12-25",
    "comptez une quinzaine": "2026-05-27 2026-05-27",
    "encore trois semaines": "2026-06-03 2026-06-03",
    "du 8 au 19": "2026-06-08 2026-06-19",
    "du lundi 25 au vendredi 5": "2026-05-25 2026-06-05",
    "le lundi de Pentecôte": "2026-05-25 2026-05-25",
    "l'Ascension": "2026-05-14 2026-05-14",
    "une semaine après la Pentecôte": "2026-05-31 2026-05-31",
    "après Pâques": "2027-03-28 2027-03-28",
    "à l'Épiphanie": "2027-01-06 2027-01-06",
    "vendredi en huit": "2026-05-22 2026-05-22",
    "lundi en quinze": "2026-06-01 2026-06-01",
    "avant la nouvelle année": "2027-01-01 2027-01-01",
}
BEHIND = {
    "hier": "2026-05-12 2026-05-12",
    "lundi": "2026-05-11 2026-05-11",
    "mercredi": "2026-05-06 2026-05-06",
    "vendredi dernier": "2026-05-08 2026-05-08",
    "la semaine dernière": "2026-05-04 2026-05-10",
    "le 20": "2026-04-20 2026-04-20",
    "il y a 15 jours": "2026-04-29 2026-04-29",
    "ce matin": "2026-05-13 2026-05-13",
    "à l'instant": "2026-05-13 2026-05-13",
}
NO_DATE = ("le 12 h", "3/4 du guide", "48 000 euros", "A4.15", "20 %", "les 4 pages", "la semaine")


def days(text, *, past):
    return [
        f"{each.days.earliest} {each.days.latest}"
        for each in find_dates(fold(text), written=WRITTEN, past=past)
        if each.days
    ]


@pytest.mark.parametrize("text", AHEAD)
def test_what_is_announced_lies_ahead(text):
    assert days(text, past=False) == [AHEAD[text]]


@pytest.mark.parametrize("text", BEHIND)
def test_what_is_done_lies_behind(text):
    assert days(text, past=True) == [BEHIND[text]]


@pytest.mark.parametrize("text", NO_DATE)
def test_a_number_that_is_no_day_is_left_alone(text):
    assert days(text, past=False) == []


def test_a_weekday_that_is_not_that_day_and_a_day_that_no_calendar_has_are_in_doubt():
    [wrong] = find_dates("mardi 28 mai", written=WRITTEN)
    [none] = find_dates("31 novembre", written=WRITTEN)

    assert wrong.vague
    assert none.days is None


def test_a_delay_counts_from_the_date_that_was_set():
    assert [each.shift for each in find_dates("reporte d'une semaine", written=WRITTEN)] == [7]
    assert [each.shift for each in find_dates("decale de quinze jours", written=WRITTEN)] == [14]
    assert [each.shift for each in find_dates("une semaine de plus", written=WRITTEN)] == [7]


def test_the_week_after_is_counted_from_the_day_that_was_set():
    assert [each.shift for each in find_dates("la semaine d'apres", written=WRITTEN)] == [7]


def test_a_feast_and_a_length_without_a_beginning_are_unsure():
    said = ("avant noel", "comptez trois semaines", "fin de semaine")
    assert all(find_dates(text, written=WRITTEN)[0].vague for text in said)
