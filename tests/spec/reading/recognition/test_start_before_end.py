"""A start is not after its end: the order of dates decides between columns, and denies a guess."""

from collections.abc import Sequence

from relocalisons.core.kernel.model import Sureness, TableReading, Verdict
from relocalisons.core.reading.grid import read_table
from relocalisons.core.tables import ACTIONS

STARTS = ("05/01/2026", "02/02/2026", "02/03/2026", "01/04/2026", "04/05/2026")
ENDS = ("30/01/2026", "27/02/2026", "31/03/2026", "30/04/2026", "29/05/2026")
BEFORE = ("15/12/2025", "15/12/2025", "16/12/2025", "16/12/2025", "17/12/2025")
TITLES = ("Former", "Équiper", "Informer", "Publier", "Évaluer")


def read(*columns: tuple[str, Sequence[str]], **more) -> TableReading:
    header = ["Action", "Qui", *(title for title, _ in columns)]
    cells = zip(TITLES, ["Ville"] * 5, *(values for _, values in columns), strict=True)
    return read_table([header, *map(list, cells)], ACTIONS, **more)


def understood(reading: TableReading, label: str):
    return next(each for each in reading.understood if each.label == label)


def test_of_two_ends_the_one_that_follows_the_start_is_read():
    reading = read(("Début", STARTS), ("Date de fin", ENDS), ("Échéance", BEFORE))

    assert reading.columns["planned_end"] == 3
    wrong = understood(reading, "Échéance")
    assert (wrong.meaning, wrong.sureness) == (None, Sureness.UNREAD)
    assert "avant les débuts" in wrong.why


def test_of_two_ends_that_both_follow_the_start_nobody_chooses():
    reading = read(("Début", BEFORE), ("Date de fin", ENDS), ("Échéance", STARTS))

    assert "planned_end" not in reading.columns
    assert "column_duplicate" in [each.kind.value for each in reading.issues]


def test_a_title_that_resembles_an_end_is_none_where_its_dates_come_before_the_start():
    reading = read(("Début", STARTS), ("Fin de la concertation amont", BEFORE))

    assert "planned_end" not in reading.columns
    assert understood(reading, "Fin de la concertation amont").meaning is None


def test_two_columns_of_dates_without_known_titles_are_proposed_in_their_order():
    reading = read(("Borne A", ENDS), ("Borne B", STARTS))

    assert reading.verdict is Verdict.PROPOSED
    assert (reading.columns["planned_start"], reading.columns["planned_end"]) == (3, 2)


def test_two_columns_of_dates_in_no_order_are_nobodys():
    reading = read(("Borne A", STARTS), ("Borne B", (*BEFORE[:2], *ENDS[2:])))

    assert not {"planned_start", "planned_end"} & reading.columns.keys()


def test_foreign_titles_that_say_the_contrary_of_their_dates_are_asked_about():
    reading = read(("Démarrage", ENDS), ("Échéance", STARTS), ("Statut", ["en cours"] * 5))

    assert reading.verdict is Verdict.APPLIED
    assert "planned_start" not in reading.columns
    assert understood(reading, "Démarrage").sureness is Sureness.LIKELY


def test_our_own_titles_are_hers_to_put_right():
    reading = read(("Début prévu", ENDS), ("Fin prévue", STARTS), ("Statut", ["en cours"] * 5))

    assert {"planned_start", "planned_end"} <= reading.columns.keys()


def test_her_word_is_never_denied():
    said = {"planned_end": ("Concertation",)}
    reading = read(("Début", STARTS), ("Concertation", BEFORE), extra_aliases=said)

    assert reading.columns["planned_end"] == 3
