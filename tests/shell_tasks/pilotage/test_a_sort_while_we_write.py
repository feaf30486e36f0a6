"""She sorts or inserts in the instant before our write arrives: her words stay with their row.

The wire is held back: what she does happens just before the request reaches Google.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from requests.adapters import HTTPAdapter
from support.google.room import GoogleRoom, open_room

from relocalisons.core.views.own_tab import OwnTab
from tasks.google.tabs.tabs import TabWrite, write_tabs
from vendor_sandbox.testing import seeds

TITLE = "Anomalies"
HEADER = ("Partenaire", "État", "Décision", "Note", "Clé")
SAID = dict(zip("abcdefgh", ("envoyer", "pas cette fois") * 4, strict=True))


class HeldBack(HTTPAdapter):
    """Lets her act once, just before a write goes out."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self.act: Callable[[], None] | None = act

    def send(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and ":batchUpdate" in str(request.url) and self.act:
            act, self.act = self.act, None
            act()
        return super().send(request, *args, **kwargs)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[GoogleRoom]:
    with open_room(tmp_path) as opened:
        write(opened, "neuf", keys=SAID)
        for line, word in enumerate(SAID.values(), start=2):
            opened.hands.type(seeds.SHEET, TITLE, f"C{line}", word)
        yield opened


def write(room: GoogleRoom, state: str, *, keys: Any) -> None:
    rows = tuple((f"partenaire {key}", f"{state} {key}", "", "", key) for key in keys)
    tab = OwnTab(title=TITLE, rows=(HEADER, *rows), widths=(90,) * 5)
    write_tabs(room.sheets, room.read(), (TabWrite(tab=tab, shared=True),))


def words(room: GoogleRoom) -> dict[str, str]:
    rows = [(row + [""] * 5)[:5] for row in room.hands.rows(seeds.SHEET, TITLE)[1:]]
    return {row[4]: row[2] for row in rows if row[4]}


def while_we_write(room: GoogleRoom, act: Callable[[], None]) -> None:
    adapter = HeldBack(act)
    room.sheets.http_client.session.mount("http://", adapter)


def the_row(room: GoogleRoom, line: int) -> dict[str, Any]:
    sheet_id = room.hands.tabs(seeds.SHEET)[TITLE]
    return {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": line - 1, "endIndex": line}


def test_a_sort_moves_no_decision_to_another_key(room: GoogleRoom):
    while_we_write(room, lambda: room.hands.sort(seeds.SHEET, TITLE, header="Décision"))

    write(room, "relu", keys=SAID)

    assert words(room) == SAID
    rows = room.hands.rows(seeds.SHEET, TITLE)[1:]
    assert all(row[1] == f"relu {row[4]}" for row in rows), "what a sort disturbed is put right"


def test_a_sort_while_a_row_goes_takes_no_other_row_with_it(room: GoogleRoom):
    while_we_write(room, lambda: room.hands.sort(seeds.SHEET, TITLE, header="Décision"))
    left = {key: word for key, word in SAID.items() if key not in "ad"}

    write(room, "relu", keys=left)

    assert words(room) == left


def test_a_row_that_she_inserts_shifts_no_decision(room: GoogleRoom):
    rows = {"range": the_row(room, 4)}
    while_we_write(room, lambda: room.hands._edit(seeds.SHEET, insertDimension=rows))

    write(room, "relu", keys=(*SAID, "z"))

    assert words(room) == {**SAID, "z": ""}


def test_her_own_line_comes_back_also_where_nothing_else_is_left_to_write(room: GoogleRoom):
    """She deletes the very row that we were about to: the next one, hers, goes instead."""
    last = len(SAID) + 2
    room.hands.type(seeds.SHEET, TITLE, f"A{last}", "rappeler Paul")
    left = {key: word for key, word in SAID.items() if key != "h"}
    rows = {"range": the_row(room, last - 1)}
    while_we_write(room, lambda: room.hands._edit(seeds.SHEET, deleteDimension=rows))

    write(room, "neuf", keys=left)

    assert words(room) == left
    assert [row[0] for row in room.hands.rows(seeds.SHEET, TITLE)].count("rappeler Paul") == 1
