"""Titles that people write as questions, with a verb or with a moment are understood."""

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Sureness, Verdict
from relocalisons.core.reading.grid import read_table

LINES = [
    ("Planter la haie", "Lise", "05/01/2026", "30/06/2026", "en cours"),
    ("Choisir le local", "Paul", "12/01/2026", "15/07/2026", "fait"),
    ("Former les cuisines", "Nour", "19/01/2026", "31/08/2026", "à faire"),
]
USUAL = ("Action", "Responsable", "Date de début", "Échéance", "Statut")


def meanings(headers, lines=LINES) -> dict[str, str]:
    """Title of a column → what it is read as for sure."""
    reading = read_table([list(headers), *map(list, lines)], schema.ACTIONS)
    assert reading.verdict is Verdict.APPLIED
    return {
        each.label: each.meaning
        for each in reading.understood
        if each.meaning and each.sureness is Sureness.KNOWN
    }


@pytest.mark.parametrize(
    ("place", "title", "meaning"),
    [
        (0, "On fait quoi ?", "title"),
        (0, "C'est quoi", "title"),
        (0, "Décision prise", "title"),
        (0, "Libellé de l'opération", "title"),
        (0, "Work package / Task", "title"),
        (0, "Actions concrètes", "title"),
        (0, "Axe / action", "title"),
        (1, "Qui est dessus ?", "owner"),
        (1, "Resp.", "owner"),
        (1, "Nom du pilote", "owner"),
        (1, "Chef·fe de projet", "owner"),
        (1, "WP leader", "owner"),
        (2, "Quand on commence", "planned_start"),
        (3, "Ça doit être fini quand ?", "planned_end"),
        (3, "Éch.", "planned_end"),
        (3, "Planned completion", "planned_end"),
        (3, "Mise en service prévue", "planned_end"),
        (4, "C'est fait ?", "status"),
        (4, "Avancement global", "status"),
        (1, "Qui s'en occupe", "owner"),
        (1, "Qui porte ?", "owner"),
        (1, "C'est qui ?", "owner"),
        (1, "Mené par", "owner"),
        (1, "Meneur·se", "owner"),
        (1, "À la charge de", "owner"),
        (1, "Agent en charge", "owner"),
        (1, "Référent(e)", "owner"),
        (1, "Leader", "owner"),
        (2, "Démarre en", "planned_start"),
        (2, "From", "planned_start"),
        (2, "Créneau - Start", "planned_start"),
        (3, "C'est pour quand", "planned_end"),
        (3, "À boucler pour", "planned_end"),
        (3, "À rendre pour le", "planned_end"),
        (3, "To", "planned_end"),
        (3, "Créneau - End", "planned_end"),
        (4, "Où ça en est", "status"),
        (4, "Où en est-on ?", "status"),
        (4, "Vie du dossier", "status"),
        (4, "Suite donnée", "status"),
        (4, "Point d'étape 2026", "status"),
        (4, "State at M12", "status"),
        (4, "Statut au 31/12/2025", "status"),
    ],
)
def test_a_title_in_words_of_its_own_is_known(place: int, title: str, meaning: str):
    headers = [*USUAL]
    headers[place] = title

    assert meanings(headers)[title] == meaning


@pytest.mark.parametrize(
    "title", ["Avec qui ?", "Pour quelles raisons", "Qui finance", "Quoi après"]
)
def test_a_question_about_something_else_is_no_owner_and_no_title(title: str):
    headers = [*USUAL, title]
    lines = [(*line, word) for line, word in zip(LINES, ("CCAS", "Mairie", "Lycée"), strict=True)]

    read = meanings(headers, lines)

    assert read["Responsable"] == "owner" and read["Action"] == "title"
    assert read.get(title) in (None, "contributors")


def test_a_word_that_rarely_means_a_status_is_one_by_its_cells_only():
    texts = [
        (*line[:4], text) for line, text in zip(LINES, ("Bail", "Plans", "Menus"), strict=True)
    ]

    assert meanings((*USUAL[:4], "Étape"))["Étape"] == "status"
    assert "Étape" not in meanings((*USUAL[:4], "Étape"), texts)


def test_a_title_that_stands_on_few_lines_gives_way_to_one_that_stands_on_all():
    """The axis is written once, on the first line of its part."""
    lines = [("FA1 · Loger" if at == 0 else None, *line) for at, line in enumerate(LINES * 2)]

    read = meanings(("Fiche-action", *USUAL), lines)

    assert read["Action"] == "title" and "Fiche-action" not in read


def test_a_beneficiary_may_be_the_owner_and_is_asked():
    reading = read_table(
        [[USUAL[0], "Bénéficiaire", *USUAL[2:]], *map(list, LINES)], schema.ACTIONS
    )

    (told,) = [each for each in reading.understood if each.label == "Bénéficiaire"]
    assert (told.meaning, told.sureness) == ("owner", Sureness.LIKELY)
    assert "owner" not in reading.columns


def test_words_of_a_status_under_an_unknown_title_are_proposed_beside_known_ones():
    lines = [list(line) for line in LINES * 2]
    for at, line in enumerate(lines):
        line[0] = f"{line[0]} {at}"
    reading = read_table([[*USUAL[:4], "Zorg"], *lines], schema.ACTIONS)

    (told,) = [each for each in reading.understood if each.label == "Zorg"]
    assert (told.meaning, told.sureness) == ("status", Sureness.LIKELY)
    assert reading.verdict is Verdict.APPLIED and "status" not in reading.columns


def test_the_only_dates_beside_a_start_are_proposed_as_the_end():
    reading = read_table([[*USUAL[:3], "Zorg", "Statut"], *map(list, LINES)], schema.ACTIONS)

    (told,) = [each for each in reading.understood if each.label == "Zorg"]
    assert (told.meaning, told.sureness) == ("planned_end", Sureness.LIKELY)
    assert "planned_end" not in reading.columns


def test_a_title_without_a_letter_means_nothing_by_itself():
    reading = read_table([["🚦", *USUAL], *([None, *line] for line in LINES)], schema.ACTIONS)

    assert [each.meaning for each in reading.understood if each.label == "🚦"] == [None]
