"""The guide says of each table what it cannot do without, as the tables themselves say it."""

from pathlib import Path

import pytest

from relocalisons.core.kernel.definition import TableSchema
from relocalisons.core.sources.book_tables import LOOKED_FOR
from relocalisons.core.tables import SETTINGS, SOURCES
from relocalisons.core.workspace.tabs import note_of

GUIDE = (Path(__file__).parents[3] / "docs" / "guide-coordination.md").read_text("utf-8")


@pytest.mark.parametrize("table", LOOKED_FOR, ids=lambda table: table.name)
def test_the_annex_of_columns_says_what_a_table_needs_and_what_is_asked(table: TableSchema):
    columns = table.columns
    parts = (
        [column.header for column in columns if column.needed],
        [column.header for column in columns if column.either],
        [column.header for column in columns if column.asked],
    )
    cells = [table.title, *(", ".join(names) or "–" for names in parts)]

    assert f"| {' | '.join(cells)} |".replace("'", "’") in GUIDE.splitlines()


def test_what_settles_a_title_that_is_not_understood_is_told_in_the_cell_where_it_is_typed():
    notes = {
        (table.name, column.name): note_of(table, column)
        for table in (SOURCES, SETTINGS)
        for column in table.columns
    }

    assert "nom de l’onglet" in notes["sources", "tab"]
    assert "proposé" in notes["sources", "active"]
    assert "telle quelle" in notes["sources", "mapping"]
    assert "écartée" in notes["sources", "confirmed"]
    assert "Synonyme" in notes["settings", "value"]
    assert "Plan d’action / Fin prévue" in notes["settings", "scope"]


def test_each_annex_that_the_guide_names_is_there():
    titles = [line.removeprefix("## ") for line in GUIDE.splitlines() if line.startswith("## ")]
    anchors = {_anchor(title) for title in titles}
    annexes = GUIDE.split("\n## Annexes\n")[1].split("\n## ")[0]
    named = {part.split(")")[0] for part in annexes.split("](#")[1:]}

    assert named == anchors - {"premier-mois", "chaque-semaine", "annexes"}


def _anchor(title: str) -> str:
    """As Markdown makes it: small letters, spaces to hyphens, marks left out."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")
