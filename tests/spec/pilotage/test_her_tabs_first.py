"""A « Pilotage » of an older version has her tabs brought first; what she moved by hand stays."""

from datetime import UTC, datetime

import pytest

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.pilotage.tab_order import TabMove, older_order, say_moved
from relocalisons.core.programme.decisions.own_tabs import OWN_TITLES

READ = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
INPUTS = "Sources|Paramètres|Partenaires|Instances|Contacts|Financeurs|Réunions"
OLDER = f"À faire|{INPUTS}|Tableau de bord|Anomalies|À ranger|Journal|Relances"
TODAYS = (
    "À faire|Relances|Tableau de bord|Contacts|Partenaires|Instances|Financeurs|Réunions|"
    "Sources|Paramètres|Anomalies|À ranger|Journal"
)


def book(titles: str) -> WorkbookGrid:
    tabs = tuple(
        TabGrid(
            sheet_id=number, title=title, rows=(("x",),), own=title if title in OWN_TITLES else ""
        )
        for number, title in enumerate(titles.split("|"))
    )
    return WorkbookGrid(
        file_id="p", name="Pilotage", version="1", modified_time=READ, read_at=READ, tabs=tabs
    )


def after(titles: str, moves: tuple[TabMove, ...]) -> str:
    order = titles.split("|")
    ids = dict(enumerate(order))
    for move in moves:
        assert order.index(ids[move.sheet_id]) == move.start
        order.insert(move.to, order.pop(move.start))
    return "|".join(order)


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        pytest.param(OLDER, TODAYS, id="as an older version made them"),
        pytest.param(
            OLDER.removeprefix("À faire|") + "|À faire", TODAYS, id="made before « À faire »"
        ),
        pytest.param(TODAYS, TODAYS, id="as they are made today"),
        pytest.param(
            "Lisez-moi|" + OLDER + "|Mes notes",
            f"Lisez-moi|{TODAYS}|Mes notes",
            id="with tabs of her own",
        ),
        pytest.param(
            f"Relances|À faire|{INPUTS}|Tableau de bord|Anomalies",
            "Relances|À faire|Tableau de bord|Contacts|Partenaires|Instances|Financeurs|Réunions|"
            "Sources|Paramètres|Anomalies",
            id="« Relances » that she put first stays first",
        ),
        pytest.param(
            "À faire|Sources|Paramètres|Tableau de bord|Partenaires|Contacts|Relances",
            "À faire|Relances|Contacts|Partenaires|Sources|Paramètres|Tableau de bord",
            id="« Tableau de bord » that she put among the inputs is not moved",
        ),
        pytest.param(
            "À faire|Contacts|Sources|Paramètres|Partenaires|Financeurs|Tableau de bord|Relances",
            "À faire|Relances|Tableau de bord|Contacts|Sources|Paramètres|Partenaires|Financeurs",
            id="inputs of which she moved one stay",
        ),
        pytest.param("Feuille 1|Mon plan|À faire", "Feuille 1|Mon plan|À faire", id="no input"),
        pytest.param(INPUTS, "Contacts|Partenaires|Instances|Financeurs|Réunions|"
                     "Sources|Paramètres", id="before the first night"),
    ],
)  # fmt: skip
def test_the_order_that_tabs_come_to(there, wanted):
    moves = older_order(book(there))

    assert after(there, moves) == wanted


def test_the_journal_says_which_of_her_tabs_have_moved():
    assert say_moved(older_order(book(OLDER))).replace(NBSP, " ") == (
        "Onglets mis en tête de « Pilotage » : « Relances » et « Tableau de bord »."
    )
    assert say_moved(older_order(book(TODAYS))) == ""
