"""A reading says how its table was understood: each column, each row left out, the verdict."""

from datetime import UTC, datetime

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Sureness, TabGrid, Verdict, WorkbookGrid
from relocalisons.core.reading.books import read_book
from relocalisons.core.reading.grid import read_table, read_tables

HEADERS = [
    "N° action", "Intitulé", "Partenaire responsable", "Début prévu", "Fin prévue", "Avancement",
    "Statut", "Couleur",
]  # fmt: skip
ROW = ["A1.1", "Former", "P07", "01/03/2026", "31/03/2026", "50 %", "en cours", "bleu"]
TOTAL = ["Total", None, None, None, None, "50 %", None]


def book(**tabs: list[list[object]]) -> WorkbookGrid:
    """A workbook of tabs by title."""
    grids = tuple(
        TabGrid(sheet_id=at, title=title, rows=tuple(map(tuple, rows)))
        for at, (title, rows) in enumerate(tabs.items())
    )
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return WorkbookGrid(
        file_id="f", name="Plan.xlsx", version="1", modified_time=at, read_at=at, tabs=grids
    )


def test_each_column_says_what_it_was_taken_for_and_why():
    reading = read_table([HEADERS, ROW, TOTAL], schema.ACTIONS)

    assert [(each.column, each.label, each.meaning) for each in reading.understood][3:] == [
        (3, "Début prévu", "planned_start"),
        (4, "Fin prévue", "planned_end"),
        (5, "Avancement", "progress"),
        (6, "Statut", "status"),
        (7, "Couleur", None),
    ]
    assert [each.sureness for each in reading.understood[6:]] == [Sureness.KNOWN, Sureness.UNREAD]
    assert reading.understood[7].why == "titre inconnu"
    assert (reading.verdict, reading.why) == (Verdict.APPLIED, "")


def test_a_row_left_out_is_named_with_the_reason():
    reading = read_table([HEADERS, ROW, TOTAL], schema.ACTIONS)

    assert [(each.row, each.text, each.why) for each in reading.ignored_rows] == [
        (3, "Total", "un total")
    ]


def test_what_is_no_such_table_is_refused_with_the_reason():
    (reading,) = read_tables([["Mode d’emploi"], ["Remplir une ligne par action"]], schema.ACTIONS)

    assert reading.verdict is Verdict.REFUSED
    assert reading.why.startswith("La ligne d’en-tête du tableau")


def test_a_workbook_gives_its_tables_and_names_the_tabs_without():
    read = read_book(book(Aide=[["Mode d’emploi"]], Suivi=[HEADERS, ROW]), schema.ACTIONS)

    assert [(each.tab.title, len(each.reading.readings)) for each in read.tables] == [("Suivi", 1)]
    assert [each.title for each in read.ignored] == ["Aide"]
    assert read.ignored[0].why


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_a_foreign_table_in_the_place_of_any_other_is_read_or_refused_and_never_breaks_the_night(
    table,
):
    foreign = [["Chose", "Qui", "Quand"], *(["Former", "P01", f"{n}/02/2026"] for n in range(1, 9))]

    for header in (foreign[0], ["Action", "Pilote", "Échéance"]):
        assert read_table([header, *foreign[1:]], table).verdict in Verdict
