"""Columns of published formats, exports of tools and office templates are recognised."""

# ruff: noqa: E501 - the rows of sheets are as wide as they are

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Sureness, Verdict
from relocalisons.core.reading.grid import read_table, read_tables

DAY = "dd/mm/yyyy"


def meanings(reading) -> dict[str, str]:
    """Title of a column → what it was taken for, of the columns that are read."""
    return {each.label: each.meaning for each in reading.understood if each.meaning}


SHAPES = {
    "schedule in French": (
        ["N°", "Mode Tâche", "Nom", "Durée", "Début", "Fin", "Prédécesseurs", "Noms ressources", "% achevé"],
        [["1", "Planifiée", "Lever les plans", "12 j", "lun. 05/01/26", "ven. 16/01/26", None, "Lise[50%]", "100%"],
         ["2", "Planifiée", "Ouvrir la voie", "5 j", "lun. 19/01/26", "ven. 23/01/26", "1FD+2 j", "Paul", "20%"]],
        {"N°": "number", "Nom": "title", "Début": "planned_start", "Fin": "planned_end",
         "Prédécesseurs": "predecessors", "Noms ressources": "owner", "% achevé": "progress"},
    ),
    "schedule in English": (
        ["ID", "Task Mode", "Task Name", "Duration", "Start", "Finish", "Predecessors", "Resource Names", "% Complete"],
        [["1", "Auto", "Survey", "12 days", "05/01/2026", "16/01/2026", None, "Ann", "0.5"],
         ["2", "Auto", "Build", "3 days", "19/01/2026", "21/01/2026", "1", "Bob", "0"]],
        {"ID": "number", "Task Name": "title", "Start": "planned_start", "Finish": "planned_end",
         "Predecessors": "predecessors", "Resource Names": "owner", "% Complete": "progress"},
    ),
    "cards": (
        ["Card ID", "Card Name", "Card URL", "Card Description", "Labels", "Members", "Due Date",
         "Last Activity Date", "List ID", "List Name", "Board Name", "Archived"],
        [["5f3a2b1c9d8e7f6a5b4c3d2e", "Poser les bacs", "https://x.example/1", "", "vert", "lise",
          "2026-03-12T10:00:00.000Z", "2026-02-01T10:00:00.000Z", "9", "En cours", "Jardin", False],
         ["5f3a2b1c9d8e7f6a5b4c3d2f", "Semer", "https://x.example/2", "", "", "paul",
          "2026-04-12T10:00:00.000Z", "2026-02-01T10:00:00.000Z", "8", "À faire", "Jardin", False]],
        {"Card ID": "number", "Card Name": "title", "Card Description": "comment", "Members": "owner",
         "Due Date": "planned_end", "List Name": "status"},
    ),
    "issues": (
        ["Summary", "Issue key", "Issue id", "Parent", "Issue Type", "Status", "Priority", "Assignee",
         "Created", "Resolved", "Due date", "Labels", "Labels"],
        [["Write the guide", "RELO-12", "10012", "", "Task", "Done", "High", "Ann Roux", "14/Jul/25 3:42 PM",
          "20/Aug/25 9:00 AM", "29/Aug/25 12:00 AM", "a", "b"],
         ["Print it", "RELO-13", "10013", "", "Task", "To Do", "Low", "Bob", "15/Jul/25 3:42 PM", "",
          "12/Sep/25 12:00 AM", "", ""]],
        {"Summary": "title", "Issue key": "number", "Status": "status", "Assignee": "owner",
         "Resolved": "actual_end", "Due date": "planned_end"},
    ),
    "buckets": (
        ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By",
         "Created Date", "Start Date", "Due Date", "Late", "Completed Date"],
        [["aB3dE5", "Call the farms", "Supply", "In progress", "Medium", "Ann", "Bob", "01/01/2026",
          "05/01/2026", "30/01/2026", "false", None],
         ["aB3dE6", "Sign", "Supply", "Not started", "Medium", "Ann", "Bob", "01/01/2026", "05/02/2026",
          "27/02/2026", "false", None]],
        {"Task Name": "title", "Bucket Name": "work_stream", "Progress": "status",
         "Assigned To": "owner", "Start Date": "planned_start", "Due Date": "planned_end",
         "Completed Date": "actual_end"},
    ),
    "grid of a tool": (
        ["Task Name", "Duration", "Start Date", "End Date", "Predecessors", "Assigned To", "% Complete", "Status"],
        [["Open", "12d", "05/01/2026", "20/01/2026", "", "Ann", "0.4", "In Progress"],
         ["Close", "2d", "21/01/2026", "22/01/2026", "1", "Bob", "0", "Not Started"]],
        {"Task Name": "title", "Start Date": "planned_start", "End Date": "planned_end",
         "Predecessors": "predecessors", "Assigned To": "owner", "% Complete": "progress", "Status": "status"},
    ),
    "work packages": (
        ["ID", "Subject", "Type", "Status", "Assignee", "Start date", "Finish date"],
        [["101", "Hire a cook", "Task", "In progress", "Ann", "2026-01-05", "2026-02-27"],
         ["102", "Train", "Task", "New", "Bob", "2026-03-02", "2026-03-27"]],
        {"ID": "number", "Subject": "title", "Status": "status", "Assignee": "owner",
         "Start date": "planned_start", "Finish date": "planned_end"},
    ),
    "notes": (
        ["Name", "Assign", "Created", "Date", "Priority", "Status", "Tags"],
        [["Book the hall", "Ann", "12/01/2026", "5 March → 12 March 2026", "High", "Doing", "x"],
         ["Send the call", "Bob", "12/01/2026", "March 20, 2026", "Low", "Not started", ""]],
        {"Name": "title", "Assign": "owner", "Date": "planned_end", "Status": "status"},
    ),
    "template with a rate": (
        ["Action", "Origine", "Responsable", "Échéance planifiée", "Réalisation (%)"],
        [["Poser des bacs", "audit", "M. Roux", "12/03/2026", 0.5],
         ["Afficher les menus", "élus", "Mme Blanc", "fin mars 2026", 0.2]],
        {"Action": "title", "Responsable": "owner", "Échéance planifiée": "planned_end",
         "Réalisation (%)": "progress"},
    ),
    "questions": (
        ["Quoi", "Qui", "Où", "Quand", "Combien"],
        [["Imprimer l'affiche", "Lise", "mairie", "12/03/2026", "200 €"],
         ["La coller", "Paul", "bourg", "20/03/2026", ""]],
        {"Quoi": "title", "Qui": "owner", "Quand": "planned_end"},
    ),
    "risks at work": (
        ["Risque", "Mesure", "Responsable", "Délai", "Réalisé le"],
        [["chute", "Poser une rampe", "M. Roux", "30/06/2026", ""],
         ["bruit", "Isoler la salle", "Mme Blanc", "30/09/2026", "12/02/2026"]],
        {"Mesure": "title", "Responsable": "owner", "Délai": "planned_end", "Réalisé le": "actual_end"},
    ),
    "objectives": (
        ["Objectif", "Action", "Pilote", "Échéance", "État"],
        [["Manger local", "Former les cuisiniers", "CCVL", "T2 2026", "en cours"],
         ["Manger local", "Ouvrir la légumerie", "Ville", "2027", "à lancer"]],
        {"Objectif": "work_stream", "Action": "title", "Pilote": "owner", "Échéance": "planned_end",
         "État": "status"},
    ),
    "contract of a territory": (
        ["N° fiche", "Axe", "Intitulé du projet", "Maître d'ouvrage", "Coût total (k€)", "Financeur 1",
         "Montant (k€)", "Financeur 2", "Montant (k€)", "Calendrier prévisionnel", "État d'avancement"],
        [["1.1", "Mobilités", "Voie verte", "Département", 450, "État", 100, "Région", 80, "2025-2027", "Études"],
         ["1.2", "Mobilités", "Pôle gare", "CC", 900, "État", 300, "", None, "T3 2025 – T2 2027", "Travaux"]],
        {"N° fiche": "number", "Axe": "work_stream", "Intitulé du projet": "title",
         "Maître d'ouvrage": "owner", "Calendrier prévisionnel": "planned_end", "État d'avancement": "status"},
    ),
    "project of Europe": (
        ["WP", "Title", "Lead", "Person-months", "Start month", "End month"],
        [["WP1", "Management", "UNI", 12, "M1", "M36"], ["WP2", "Pilots", "CITY", 30, "M4", "M30"]],
        {"WP": "work_stream", "Title": "title", "Lead": "owner", "Start month": "planned_start",
         "End month": "planned_end"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_that_exists_is_recognised(shape: str):
    headers, rows, wanted = SHAPES[shape]

    reading = read_table([["Plan 2026"], [], headers, *rows], schema.ACTIONS)

    found = meanings(reading)
    assert {label: found.get(label) for label in wanted} == wanted
    assert set(found) == set(wanted)
    assert reading.verdict is Verdict.APPLIED
    assert len(reading.frame) == len(rows)


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        (["Poste", "Budget", "Dépensé", "Reste"], ["Études", 12000, 4000, 8000]),
        (["Date", "Objet", "Lieu", "Participants"], ["12/03/2026", "COPIL", "mairie", "tous"]),
        (["Prénom", "Structure", "Téléphone"], ["Lise", "CCVL", "01 00 00 00 00"]),
        (["États", "Structures"], ["En cours", "Ville"]),
        (
            ["Libellé", "Date", "Montant HT", "TVA", "Fournisseur"],
            ["Achat", "12/03/2026", 100, 20, "X"],
        ),
        (
            ["Libellé", "Échéance", "Montant HT", "TVA", "Budget"],
            ["Achat", "12/03/2026", 100, 20, 300],
        ),
        (
            ["Indicateur", "Valeur initiale", "Cible", "Échéance"],
            ["Part de bio", 10, 30, "31/12/2026"],
        ),
        (["Mode d'emploi"], ["Remplir une ligne par action"]),
    ],
)
def test_what_is_no_plan_is_not_read_as_one(headers: list[str], row: list[object]):
    (reading,) = read_tables([headers, row, row], schema.ACTIONS)

    assert reading.verdict is not Verdict.APPLIED


def test_a_decoy_never_takes_a_meaning_however_near_its_words():
    headers = ["Action", "Pilote", "Date de saisie", "Échéance", "Date de réunion", "Durée", "Priorité",
               "Taux de subvention", "État"]  # fmt: skip
    row = [
        "Former",
        "Ville",
        "01/01/2026",
        "30/06/2026",
        "12/02/2026",
        "12 j",
        "Haute",
        0.8,
        "en cours",
    ]

    reading = read_table([headers, row, row], schema.ACTIONS)

    assert meanings(reading) == {
        "Action": "title", "Pilote": "owner", "Échéance": "planned_end", "État": "status",
    }  # fmt: skip


def test_contents_against_a_title_keep_the_column_unread_and_say_why():
    headers = ["Intitulé", "Statut", "Avancement", "Fin prévue"]
    rows = [["Former", 1200, "en cours", "30/06/2026"], ["Équiper", 3400, "à venir", "31/07/2026"]]

    reading = read_table([headers, *rows], schema.ACTIONS)

    # Figures are no status; words of a status are no progress, they are the status.
    assert reading.columns == {"title": 0, "status": 2, "planned_end": 3}
    told = {each.label: each.why for each in reading.understood}
    assert told["Statut"].startswith("titre de «\u00a0Statut\u00a0», mais")


def test_numbers_that_begin_again_in_each_part_are_no_identity():
    headers = ["N°", "Action", "Échéance"]
    rows = [[n, f"Action {part}{n}", "30/06/2026"] for part in "ab" for n in (1, 2, 3)]

    reading = read_table([headers, *rows], schema.ACTIONS)

    assert "number" not in reading.columns
    assert len(reading.frame) == 6


def test_an_organisation_and_a_person_are_both_kept():
    headers = ["Action", "Structure pilote", "Personne pilote", "Échéance"]
    reading = read_table([headers, ["Former", "Ville", "Lise Roux", "2026"]], schema.ACTIONS)

    assert reading.frame["owner"].tolist() == ["Ville"]
    assert reading.frame["person"].tolist() == ["Lise Roux"]


def test_a_person_alone_is_the_owner():
    reading = read_table(
        [["Action", "Personne pilote", "Échéance"], ["Former", "Lise Roux", "2026"]], schema.ACTIONS
    )

    assert reading.frame["owner"].tolist() == ["Lise Roux"]


def test_her_word_wins_over_every_guess_and_an_invalid_pair_drops_only_itself():
    headers = ["Action", "Échéance", "Jalon du projet", "État"]
    rows = [["Former", "30/06/2026", "31/12/2026", "fait"]]
    hers = {"planned_end": ("Jalon du projet",), "status": ("Humeur",), "inconnu": ("État",)}

    reading = read_table([headers, *rows], schema.ACTIONS, extra_aliases=hers)

    assert reading.columns["planned_end"] == 2
    assert reading.columns["status"] == 3
    by_label = {each.label: each.sureness for each in reading.understood}
    assert by_label["Jalon du projet"] is Sureness.HERS


def test_what_she_refused_is_guessed_another_way():
    headers = ["Action", "Fin", "Date limite", "État"]
    rows = [["Former", "30/06/2026", "31/12/2026", "fait"]]

    reading = read_table([headers, *rows], schema.ACTIONS, refused={"planned_end": ("Fin",)})

    assert reading.columns["planned_end"] == 2
