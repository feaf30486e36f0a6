"""Her tabs are brought to the head of a running « Pilotage » in one request; no cell is touched."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.google.room import GoogleRoom, open_room

from relocalisons.core.pilotage.tab_order import TabMove, older_order
from tasks.google.tabs.order import move_tabs
from vendor_sandbox.testing import seeds

OLDER = ("Sources", "Paramètres", "Partenaires", "Contacts", "Financeurs", "Anomalies", "Relances")
TODAYS = ("Relances", "Contacts", "Partenaires", "Financeurs", "Sources", "Paramètres", "Anomalies")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as opened:
        yield opened


def test_500_rows_and_every_word_stand_as_they_did_on_tabs_of_the_same_ids(room):
    theirs = list(room.hands.tabs(seeds.SHEET))
    for title in OLDER:
        rows = [["Constat", "Décision"], *([f"{title} {n}", f"mot {n}"] for n in range(500))]
        room.hands.add_tab(seeds.SHEET, title, *(rows if title == "Anomalies" else rows[:3]))
    ids = room.hands.tabs(seeds.SHEET)
    before = {title: room.hands.rows(seeds.SHEET, title) for title in OLDER}
    read = room.read()
    book = replace(
        read,
        tabs=tuple(
            replace(tab, own=tab.title if tab.title in ("Anomalies", "Relances") else "")
            for tab in read.tabs
        ),
    )
    room.counts()

    moves = older_order(book)
    move_tabs(room.sheets, book, moves)

    assert sum(room.counts().values()) == 1
    after = room.hands.tabs(seeds.SHEET)
    assert [title for title in after if title in OLDER] == list(TODAYS)
    assert next(iter(after)) == "Relances"
    assert [title for title in after if title not in OLDER] == theirs
    assert after == ids, "every link still opens"
    assert {title: room.hands.rows(seeds.SHEET, title) for title in OLDER} == before
    assert len(before["Anomalies"]) == 501
    assert all(isinstance(move, TabMove) for move in moves)


def test_nothing_is_asked_of_google_where_nothing_moves(room):
    book = room.read()
    room.counts()

    move_tabs(room.sheets, book, ())

    assert sum(room.counts().values()) == 0
