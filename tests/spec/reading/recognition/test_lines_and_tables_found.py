"""Months, legends, parts, summaries and several tables of a tab are told from its lines."""

# ruff: noqa: E501 - the rows of sheets are as wide as they are

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import ActionStatus, Cell, Doubt, Merge, Verdict
from relocalisons.core.reading.grid import read_table, read_tables

DAY = "dd/mm/yyyy"


def test_months_as_columns_give_a_start_and_an_end():
    rows = [
        ["Schéma 2026"],
        ["Action", "Porteur", *(["2026"] + [None] * 5)],
        [None, None, "janv.", "févr.", "mars", "avril", "mai", "juin"],
        ["Tracer", "Ville", None, "x", "x", None, None, None],
        ["Poser", "Ville", None, None, None, "■", "■", "■"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    ends = [reading.readings[row]["planned_end"] for row in (4, 5)]
    assert [str(end.value.latest) for end in ends] == ["2026-03-31", "2026-06-30"]
    assert [end.doubt for end in ends] == ["about", "about"]
    assert str(reading.readings[4]["planned_start"].value.earliest) == "2026-02-01"


def test_years_as_columns_are_a_calendar_too_and_amounts_under_them_are_none():
    marked = [["Action", "Pilote", 2025, 2026, 2027], ["Former", "Ville", "x", "x", None]]
    paid = [["Action", "Pilote", 2025, 2026, 2027], ["Former", "Ville", 1000, 2000, 3000]]

    reading = read_table(marked, schema.ACTIONS)

    assert str(reading.readings[2]["planned_end"].value.latest) == "2026-12-31"
    assert read_table(paid, schema.ACTIONS).verdict is Verdict.REFUSED


def test_months_without_a_year_are_a_question():
    rows = [
        ["Action", "janv.", "févr.", "mars", "avril"],
        ["Tracer", None, "x", "x", None],
        ["Poser", None, None, None, "x"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    assert reading.readings[2]["planned_end"].doubt == "ambiguous"
    assert "n’ont pas d’année" in reading.readings[2]["planned_end"].fix


def test_a_legend_row_an_example_and_titles_of_parts_are_no_lines():
    rows = [
        ["Axe", "Action", "Pilote", "Échéance"],
        ["Champ texte", "Champ texte obligatoire", "Liste", "Champ date"],
        ["Exemple : axe 1", "Exemple : planter", "Ville", "30/06/2026"],
        ["1. MANGER LOCAL"],
        [None, "Former", "Ville", "30/06/2026"],
        [None, "Équiper", "Ville", "30/09/2026"],
    ]

    reading = read_table(rows, schema.ACTIONS, merges=(Merge(3, 4, 0, 4),))

    assert reading.frame["title"].tolist() == ["Former", "Équiper"]
    assert reading.frame["work_stream"].tolist() == ["1. MANGER LOCAL"] * 2
    assert [each.why for each in reading.ignored_rows] == [
        "une légende ou un exemple", "une légende ou un exemple", "le titre d’une partie",
    ]  # fmt: skip


def test_titles_alone_of_which_nobody_can_tell_are_asked_about_once():
    rows = [
        ["Action", "Pilote", "Échéance"],
        ["Former", "Ville", "30/06/2026"],
        ["Équiper", None, None],
        ["Informer", None, None],
    ]

    reading = read_table(rows, schema.ACTIONS)

    asked = [each for each in reading.issues if each.kind == "titles_alone"]
    assert len(reading.frame) == 3
    assert [(each.row, each.found) for each in asked] == [(None, "« Équiper » et « Informer »")]


def test_a_summary_line_with_the_dates_of_its_children_is_the_title_of_a_part():
    rows = [
        ["N°", "Tâche", "Début", "Fin", "Responsable"],
        ["1", "Chantier", "05/01/2026", "27/02/2026", None],
        ["1.1", "Creuser", "05/01/2026", "30/01/2026", "Lise"],
        ["1.2", "Bâtir", "02/02/2026", "27/02/2026", "Paul"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    assert reading.frame["title"].tolist() == ["Creuser", "Bâtir"]
    assert reading.frame["work_stream"].tolist() == ["Chantier", "Chantier"]


def test_a_summary_line_without_level_is_known_by_its_dates_and_by_nobody_in_charge():
    rows = [
        ["Task Name", "Start", "Finish", "Assigned To"],
        ["Phase A", "05/01/2026", "30/01/2026", None],
        ["Dig", "05/01/2026", "16/01/2026", "Ann"],
        ["Build", "19/01/2026", "30/01/2026", "Bob"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    assert reading.frame["title"].tolist() == ["Dig", "Build"]
    assert reading.frame["work_stream"].tolist() == ["Phase A", "Phase A"]


def test_codes_are_numbers_and_the_texts_beside_them_are_the_titles():
    rows = [
        ["Fiche-action", "Opération", "Stade"],
        ["FA1", "Marché", "en cours"],
        ["FA2", "Cuisine", "fait"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    assert reading.columns == {"number": 0, "title": 1, "status": 2}


def test_two_tables_of_one_tab_are_both_read_each_with_its_own_columns():
    rows = [
        ["Action", "Pilote", "Échéance"],
        ["Former", "Ville", "30/06/2026"],
        [],
        ["Pour quand", "Porteur", "Intitulé", "Statut"],
        ["31/07/2026", "CCVL", "Équiper", "à venir"],
    ]

    first, second = read_tables(rows, schema.ACTIONS)

    assert first.frame["title"].tolist() == ["Former"]
    assert second.frame["title"].tolist() == ["Équiper"]
    assert second.header_row == 4
    told = [each.kind for each in read_table(rows, schema.ACTIONS).issues]
    assert "second_table" in told


def test_the_same_titles_again_go_on_with_the_table():
    header = ["Élément", "Personne", "Statut", "Échéance"]
    rows = [
        ["Groupe A"], header, ["Former", "Lise", "Fait", "30/06/2026"], [None, None, None, "30/06/2026"],
        [], ["Groupe B"], header, ["Équiper", "Paul", "En cours", "31/07/2026"],
    ]  # fmt: skip

    (reading,) = read_tables(rows, schema.ACTIONS)

    assert reading.frame["title"].tolist() == ["Former", "Équiper"]


def test_a_tab_without_titles_is_proposed_and_no_owner_is_guessed():
    rows = [
        ["Former les cuisiniers", "Ville", Cell(46203, DAY), "en cours"],
        ["Équiper la légumerie", "CCVL", Cell(46234, DAY), "en cours"],
        ["Informer les familles", "Ville", Cell(46265, DAY), "à venir"],
        ["Publier la charte", "Ville", Cell(46295, DAY), "à venir"],
    ]

    (reading,) = read_tables(rows, schema.ACTIONS)

    assert reading.verdict is Verdict.PROPOSED
    assert reading.header_row == 0
    assert reading.columns == {"title": 0, "planned_end": 2, "status": 3}
    assert "à confirmer" in reading.why


def test_dots_mean_what_the_legend_of_the_tab_says():
    rows = [
        ["🟢 fait · 🟡 en cours · ⬜ pas commencé"],
        ["Action", "Qui", "Quand", "Où en est-on"],
        ["Former", "Lise", "30/06/2026", "🟢"],
        ["Équiper", "Paul", "31/07/2026", "⬜"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    assert reading.frame["status"].tolist() == [ActionStatus.DONE, ActionStatus.PLANNED]


def test_a_green_dot_without_legend_is_a_question():
    rows = [["Action", "Quand", "Statut"], ["Former", "30/06/2026", "🟢"]]

    assert read_table(rows, schema.ACTIONS).readings[2]["status"].doubt == "ambiguous"


def test_two_titles_of_one_date_that_differ_are_nobodys_choice():
    # In an export of a board, « Date de fin » is the day on which a task was closed.
    headers = ["Nom de tâche", "Avancement", "Attribué à", "Date d'échéance", "Date de fin"]
    rows = [
        ["Appeler", "En cours", "Ann", "30/01/2026", None],
        ["Signer", "Terminée", "Ann", "27/02/2026", "20/02/2026"],
    ]

    reading = read_table([headers, *rows], schema.ACTIONS)

    assert "planned_end" not in reading.columns
    assert [each.column for each in reading.issues if each.kind == "column_duplicate"] == [
        "planned_end"
    ]


def test_a_day_of_an_end_that_is_foreseen_is_no_day_on_which_something_was_done():
    headers = [
        "Action",
        "Date d'achèvement prévisionnelle",
        "Semaine de début",
        "Situation au 1er mars",
    ]

    reading = read_table([headers, ["Former", "30/06/2026", "S2 2026", "en cours"]], schema.ACTIONS)

    assert reading.columns == {"title": 0, "planned_end": 1, "planned_start": 2, "status": 3}


def test_codes_mean_what_the_legend_of_the_tab_says():
    rows = [
        ["R = réalisé, EC = en cours, NC = non commencé"],
        ["Action", "Échéance", "État"],
        ["Former", "2026", "R"],
        ["Équiper", "2027", "NC"],
    ]

    reading = read_table(rows, schema.ACTIONS)

    assert reading.frame["status"].tolist() == [ActionStatus.DONE, ActionStatus.PLANNED]


WORK_PLAN = [["Ref", "Task", "Lead", "From", "To", "Status"],
             ["T1", "Survey the farms", "ECO", "M1", "M4", "completed"],
             ["T2", "Write the guide", "TER", "M4", "M36", "on track"]]  # fmt: skip


@pytest.mark.parametrize(
    "above",
    [
        [["T0 :", Cell(45931, format=DAY), "", "Durée :", "36 mois"]],
        [["M1 = octobre 2025"]],
        [["Project start: 01/10/2025"], ["M1 = octobre 2025"]],
    ],
)
def test_months_are_counted_from_the_start_that_the_sheet_says(above):
    reading = read_table([*above, [], *WORK_PLAN], schema.ACTIONS)

    ends = [cells["planned_end"] for cells in reading.readings.values()]
    assert [end.value.latest.isoformat() for end in ends] == ["2026-01-31", "2028-09-30"]
    assert {end.doubt for end in ends} == {Doubt.ABOUT}


@pytest.mark.parametrize("above", [[["Plan 2025"]], [["T0 : 01/10/2025"], ["M1 = novembre 2025"]]])
def test_months_without_one_start_are_a_question(above):
    reading = read_table([*above, [], *WORK_PLAN], schema.ACTIONS)

    assert {cells["planned_end"].doubt for cells in reading.readings.values()} == {Doubt.AMBIGUOUS}


BOARD = [["Élément", "Sous-éléments", "Responsable", "Statut", "Échéance"],
         ["Tester la tournée", "Caler, Prévenir", "Lise", "Fini", "30/04/2026"],
         ["Subitems", "Nom", "Propriétaire", "Statut", "Date butoir"],
         [None, "Caler les horaires", "Lise", "Fini", "10/04/2026"],
         [None, "Prévenir les chauffeurs", "Lise", "Fini", "12/04/2026"],
         ["Choisir les caisses", None, "Paul", "En route", "31/05/2026"],
         ["Ouvrir le quai", "Publier", "Paul", "Pas démarré", "30/06/2026"],
         ["Subitems", "Nom", "Propriétaire", "Statut", "Date butoir"],
         [None, "Publier", "Nour", "Pas démarré", "15/06/2026"],
         ["Louer un camion", None, "Paul", "Coincé", "31/07/2026"]]  # fmt: skip


def test_lines_after_the_parts_of_a_line_go_on_with_their_table():
    lines, parts = read_tables(BOARD, schema.ACTIONS)

    assert list(lines.frame["title"]) == [
        "Tester la tournée",
        "Choisir les caisses",
        "Ouvrir le quai",
        "Louer un camion",
    ]
    assert list(parts.frame["title"]) == [
        "Caler les horaires",
        "Prévenir les chauffeurs",
        "Publier",
    ]


def test_parts_of_lines_never_take_the_lines_of_an_unknown_table():
    unknown = ["Zorg", "Zorgs", "Zorgue", "Zorgo", "Zorgi"]

    for reading in read_tables([unknown, *BOARD[1:]], schema.ACTIONS):
        if reading.verdict is Verdict.APPLIED:
            assert list(reading.frame["title"]) == [
                "Caler les horaires",
                "Prévenir les chauffeurs",
                "Publier",
            ]
