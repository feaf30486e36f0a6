"""A workbook as French authorities publish theirs: two header rows, 37 columns, help tabs."""

import io
from datetime import date

import openpyxl
import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.definition import table
from relocalisons.core.kernel.model import Doubt
from relocalisons.core.reading.cells.readers import read_number
from relocalisons.core.reading.grid import read_table
from tasks.intake.workbooks import read_xlsx

GROUPS = {0: "Présentation", 8: "Acteurs", 15: "Financements", 23: "Temporalité", 31: "Suivi"}
HEADERS = (
    "Axe (x)", "Sous-axe (x.x)", "Sous-sous axe (x.x.x)", "Titre de la fiche action", "Descriptif",
    "Instance de gouvernance", "Objectifs", "Indicateurs liés", "Structure pilote",
    "Moyens humains et techniques", "Partenaires", "Direction ou service pilote",
    "Personne pilote", "Élu·e référent·e", "Participation citoyenne", "Financements",
    "Financeur 1", "Montant € HT", "Financeur 2", "Montant € HT", "Financeur 3", "Montant € HT",
    "Budget prévisionnel total € HT", "Statut", "Niveau de priorité", "Date de début",
    "Date de fin", "Action en amélioration continue", "Calendrier", "Actions liées",
    "Fiches des plans liées", "Notes de suivi", "Étapes", "Notes complémentaires",
    "Documents et liens", "Thématique principale", "Sous-thématique",
)  # fmt: skip
LINES = (
    {0: "1. Alimentation", 3: "Former les cuisiniers", 8: "Ville", 16: "Région", 17: 12000,
     19: "5 000 €", 22: "Entre 200 et 500", 23: "En cours", 25: date(2025, 1, 6), 26: "fin 2026",
     27: "FAUX"},
    {0: "1. Alimentation", 3: "Ouvrir une légumerie", 22: "1.234", 23: "A venir",
     25: "S2 2025", 26: "31/12/2026", 27: True},
    {0: "1. Alimentation", 3: "Ouvrir un marché", 8: "?", 22: "> 10 k€", 23: "Réalisé ?",
     25: 2025, 26: "2027", 27: "True"},
)  # fmt: skip

# What such a plan would be to us, once the coordinator said which column is which.
PLAN = table(
    "actions",
    "Plan d'action",
    """
    title         | Titre de la fiche action | text   | !?=
    planned_start | Date de début            | date   |
    planned_end   | Date de fin              | date   |
    status        | Statut                   | status |
    budget        | Budget prévisionnel total € HT | money |
    amount        | Montant € HT             | money  |
    continuous    | Action en amélioration continue | yesno |
    """,
)


@pytest.fixture(scope="module")
def tabs() -> dict:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan d'action"
    for at, words in GROUPS.items():
        sheet.cell(row=1, column=at + 1, value=words)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=8)
    for at, words in enumerate(HEADERS):
        sheet.cell(row=2, column=at + 1, value=words)
    for number, line in enumerate(LINES, 3):
        for at, value in line.items():
            sheet.cell(row=number, column=at + 1, value=value)
    for title in ("Aide", "Listes"):
        help_tab = book.create_sheet(title)
        help_tab.append(["Mode d'emploi"])
        help_tab.append(["Remplir une ligne par action ; ne pas toucher aux listes"])
    data = io.BytesIO()
    book.save(data)
    return read_xlsx(data.getvalue())


def test_the_second_header_row_is_found_and_every_line_is_kept(tabs):
    reading = read_table(tabs["Plan d'action"], PLAN)

    assert len(HEADERS) == 37
    assert reading.header_row == 2
    assert list(reading.frame["title"]) == [line[3] for line in LINES]


def test_three_columns_of_one_title_are_nobodys_choice(tabs):
    reading = read_table(tabs["Plan d'action"], PLAN)

    assert "amount" not in reading.columns
    (told,) = [issue for issue in reading.issues if issue.column == "amount"]
    assert told.kind == "column_duplicate"
    assert "Montant € HT" in told.fix


def test_every_doubtful_cell_is_listed_and_the_others_are_read(tabs):
    reading = read_table(tabs["Plan d'action"], PLAN)

    in_doubt = {
        (issue.cell, str(issue.kind)) for issue in reading.issues if issue.row and issue.row > 2
    }
    assert in_doubt == {
        ("W3", "cell_ambiguous"),  # « Entre 200 et 500 »
        ("W4", "cell_ambiguous"),  # « 1.234 »
        ("Z4", "cell_ambiguous"),  # « S2 2025 »
        ("X5", "cell_ambiguous"),  # « Réalisé ? »
        ("W5", "cell_ambiguous"),  # « > 10 k€ » is a limit
    }  # fmt: skip
    assert reading.readings[3]["planned_end"].doubt is Doubt.ABOUT
    assert reading.readings[5]["planned_start"].value.latest == date(2025, 12, 31)
    assert [reading.readings[row]["continuous"].value for row in (3, 4, 5)] == [False, True, True]


@pytest.mark.parametrize("title", ["Aide", "Listes"])
@pytest.mark.parametrize("wanted", schema.TABLES, ids=lambda each: each.name)
def test_a_help_tab_is_no_table(tabs, title, wanted):
    reading = read_table(tabs[title], wanted)

    assert reading.header_row is None
    assert reading.frame.empty


def test_a_range_is_never_one_amount():
    assert read_number("Entre 200 et 500").value is None
