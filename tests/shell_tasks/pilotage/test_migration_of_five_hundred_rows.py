"""« Anomalies » and « Relances » of an older version, 500 rows, a word or a note on every one.

The tabs are those that the product builds; each row has words of hers, as people type them.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.google.room import GoogleRoom, open_room
from support.programme.build import a_programme
from support.reminders.planned import finding, tracked
from support.reminders.rows import relances, row

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.views.own_tab import OwnTab
from tasks.google.tabs.tabs import TabWrite, write_tabs
from vendor_sandbox.testing import seeds

COUNT = 500
WORDS = (
    "vu", "fait", "sans objet", "envoyer", "pas cette fois", "date accordée au 12/04", "12/04/2026",
    "12", "3,5 %", "=1+1", "oui ", "« à voir » – avec Zoé", "🙂", "vu\nau marché", "",
)  # fmt: skip


def anomalies() -> OwnTab:
    found = tracked(*(finding(subject=f"A{n}", partner=f"P0{n % 2 + 1}") for n in range(COUNT)))
    programme = a_programme()
    return build_anomalies(found, programme=programme, links=CellLinks(), as_of=programme.as_of)


def reminders() -> OwnTab:
    return relances(
        *(row(f"k{n}", person=f"Personne {n}", subject=f"Demande {n}") for n in range(COUNT))
    )


TABS = {"Anomalies": anomalies, "Relances": reminders}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as opened:
        yield opened


def as_it_was(tab: OwnTab, order: tuple[str, ...]) -> OwnTab:
    """The same rows with the columns in that order, as an older version wrote them."""
    top = tab.frozen_rows - 1
    at = [tab.rows[top].index(name) for name in order]
    rows = (*tab.rows[:top], *(tuple(cells[each] for each in at) for cells in tab.rows[top:]))
    return replace(
        tab, rows=rows, formerly=(), settled=frozenset(), frozen_columns=0, sorted_by=None,
        hidden_columns=(), looks=(), choices=(),
    )  # fmt: skip


def write(room: GoogleRoom, tab: OwnTab) -> None:
    write_tabs(room.sheets, room.read(), (TabWrite(tab=tab, shared=True),))


def type_everywhere(room: GoogleRoom, tab: OwnTab) -> None:
    """A word, a note, or both, on each row, in one paste."""
    dice = random.Random(19)
    head = [str(name) for name in tab.rows[tab.frozen_rows - 1]]
    data = []
    for name in ("Décision", "Note"):
        letter = chr(ord("A") + head.index(name))
        words = [[dice.choice(WORDS)] for _ in range(COUNT)]
        first = tab.frozen_rows + 1
        cells = f"'{tab.title}'!{letter}{first}:{letter}{first + COUNT - 1}"
        data.append({"range": cells, "values": words})
    body = {"valueInputOption": "USER_ENTERED", "data": data}
    room.hands._call("POST", f"/v4/spreadsheets/{seeds.SHEET}/values:batchUpdate", json=body)


def said(room: GoogleRoom, title: str) -> dict[str, tuple[str, str]]:
    """Key → her decision and her note, as the tab shows them."""
    rows = [[str(cell) for cell in cells] for cells in room.hands.rows(seeds.SHEET, title)]
    top = next(number for number, cells in enumerate(rows) if "Clé" in cells)
    at = [rows[top].index(name) for name in ("Clé", "Décision", "Note")]
    body = ([*cells, *[""] * 20] for cells in rows[top + 1 :])
    return {cells[at[0]]: (cells[at[1]], cells[at[2]]) for cells in body if cells[at[0]]}


def header(room: GoogleRoom, title: str) -> list[str]:
    return next(
        [str(cell) for cell in cells]
        for cells in room.hands.rows(seeds.SHEET, title)
        if "Clé" in cells
    )


@pytest.mark.parametrize("title", TABS)
def test_no_word_of_five_hundred_rows_is_lost(room: GoogleRoom, title: str):
    todays = TABS[title]()
    old = as_it_was(todays, todays.formerly)
    write(room, old)
    type_everywhere(room, old)
    before = said(room, title)

    write(room, todays)

    after = said(room, title)
    assert len(before) == COUNT
    assert sum(any(words) for words in before.values()) > 450
    assert after == before
    assert header(room, title) == [str(name) for name in todays.rows[todays.frozen_rows - 1]]
    assert header(room, title)[1:3] == ["Décision", "Note"]


@pytest.mark.parametrize("title", TABS)
def test_columns_that_she_moved_stay_hers_with_every_word(room: GoogleRoom, title: str):
    if title in room.hands.tabs(seeds.SHEET):
        room.hands.delete_tab(seeds.SHEET, title)
    todays = TABS[title]()
    moved = list(todays.formerly)
    moved.insert(0, moved.pop(moved.index("Note")))
    old = as_it_was(todays, tuple(moved))
    write(room, old)
    type_everywhere(room, old)
    before = said(room, title)

    write(room, todays)

    assert said(room, title) == before
    kept = [name for name in header(room, title) if name in moved]
    assert kept == moved
