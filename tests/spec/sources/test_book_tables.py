"""Which table each tab of a workbook holds, when nobody says it."""

from datetime import UTC, date, datetime

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.sources.book_tables import BookTable, tables_of_book

PLAN = [
    ["N° action", "Intitulé", "Responsable", "Début prévu", "Fin prévue", "Avancement", "Statut"],
    ["A1", "Former", "P01", "05/01/2026", "30/06/2026", "40 %", "en cours"],
]
DELIVERABLES = [
    ["N° livrable", "Intitulé", "Responsable", "Date limite", "Statut", "Règle de nommage"],
    ["L1", "Étude", "P01", "30/06/2026", "à produire", "L1_*.pdf"],
]


def held(**tabs: list[list[object]]) -> list[tuple[str, str]]:
    """(tab, table) of each tab that holds one."""
    return [(each.found.tab.title, each.table.name) for each in held_tables(**tabs)]


def held_tables(**tabs: list[list[object]]) -> tuple[BookTable, ...]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    grids = tuple(
        TabGrid(sheet_id=number, title=title, rows=tuple(map(tuple, rows)))
        for number, (title, rows) in enumerate(tabs.items())
    )
    book = WorkbookGrid(
        file_id="f", name="Suivi.xlsx", version="1", modified_time=at, read_at=at, tabs=grids
    )
    return tables_of_book(book, read_on=date(2026, 3, 2)).tables


def test_a_tab_is_the_table_that_reads_most_of_its_columns():
    assert held(Suivi=PLAN, Rendus=DELIVERABLES) == [
        ("Suivi", "actions"),
        ("Rendus", "deliverables"),
    ]


def test_a_tab_of_help_or_lists_holds_none():
    assert held(Aide=[["Mode d’emploi"], ["Une ligne par action"]], Plan=PLAN) == [
        ("Plan", "actions")
    ]


def test_two_plans_in_one_tab_are_followed_together():
    short = [["Action", "Pilote", "Échéance"], ["Former", "P01", "30/06/2026"]]
    long = [
        ["Tâche", "Responsable", "Fin"],
        ["Peindre", "P01", "30/06/2026"],
        ["Poncer", "P01", "30/07/2026"],
    ]

    (plan,) = held_tables(Suivi=[*short, [], *long])

    assert plan.found.reading.frame["title"].tolist() == ["Former", "Peindre", "Poncer"]
    assert plan.beside == ()


def test_a_table_below_a_plan_that_is_not_sure_is_told_and_not_followed_with_it():
    plan = [
        ["Action", "Pilote", "Échéance"],
        ["Former", "P01", "30/06/2026"],
        ["Bâtir", "P01", "30/07/2026"],
    ]
    guessed = [
        ["Tâches menées", "Suivi par", "Terminaisons"],
        ["Peindre", "P01", "30/06/2026"],
    ]

    (held,) = held_tables(Suivi=[*plan, [], *guessed])

    assert held.found.reading.frame["title"].tolist() == ["Former", "Bâtir"]
    told = [each.row for each in held.found.reading.issues if each.kind.value == "second_table"]
    assert told == [5]


def test_a_tab_without_any_line_of_titles_is_tried_as_every_table_and_stops_nothing():
    rows = [["Ouvrir la légumerie", 46_000, "fait"], ["Former les cuisiniers", 46_030, "à faire"]]

    assert len(held(Feuil1=rows)) <= 1
