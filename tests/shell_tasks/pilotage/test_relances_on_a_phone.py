"""« Relances » of an older version becomes today’s: « Décision » and « Note » in B and C."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.google.room import GoogleRoom, open_room
from support.reminders.rows import relances, row

from relocalisons.core.pilotage.reminder_identity import read_shown_rows
from relocalisons.core.pilotage.reminder_tab import ReminderRow
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.tables import REMINDERS
from relocalisons.core.views.own_tab import OwnTab
from relocalisons.errors import VendorUnavailableError
from tasks.google.tabs.tabs import TabsWritten, TabWrite, write_tabs
from vendor_sandbox.testing import seeds

TITLE = REMINDERS.title
TODAYS = tuple(column.header for column in REMINDERS.columns)
MAILS = tuple(row(f"k{n}", person=f"Personne {n}", subject=f"Demande {n}") for n in range(500))


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    if TITLE in one_room.hands.tabs(seeds.SHEET):
        one_room.hands.delete_tab(seeds.SHEET, TITLE)
    return one_room


def write(room: GoogleRoom, tab: OwnTab) -> TabsWritten:
    book = room.read()
    return write_tabs(room.sheets, book, (TabWrite(tab=tab, shared=True),))


def as_it_was(tab: OwnTab) -> OwnTab:
    """The same rows as an older version wrote them; what stands above the header is as today."""
    order = [TODAYS.index(name) for name in tab.formerly]
    top = tab.frozen_rows - 1
    rows = (*tab.rows[:top], *(tuple(cells[at] for at in order) for cells in tab.rows[top:]))
    return replace(tab, rows=rows, formerly=(), settled=frozenset({0, 1, 2, 4}),
                   frozen_columns=0)  # fmt: skip


def lines(room: GoogleRoom) -> list[list[str]]:
    return [[str(cell) for cell in cells] for cells in room.hands.rows(seeds.SHEET, TITLE)]


def test_five_hundred_rows_move_once_with_every_word_also_what_she_typed_above(room: GoogleRoom):
    write(room, as_it_was(relances(*MAILS)))
    room.hands.type(seeds.SHEET, TITLE, "B2", "tout envoyer")
    room.hands.type(seeds.SHEET, TITLE, "G1", "penser à Paul")  # above « Décision » of then
    room.hands.type(seeds.SHEET, TITLE, "G6", "envoyer")
    room.hands.type(seeds.SHEET, TITLE, "H505", "vue au marché")
    room.hands.type(seeds.SHEET, TITLE, "J6", "une colonne à moi")
    before = lines(room)

    done = write(room, relances(*MAILS))
    after = lines(room)
    again = write(room, relances(*MAILS))

    assert (done.written, again.unchanged) == ((TITLE,), (TITLE,))
    assert done.anew[TITLE] == frozenset()  # no row is made anew: no mail waits for a new word
    assert tuple(after[4][:9]) == TODAYS
    assert after[:4] == before[:4]
    assert after[5][:5] == ["P01 – Ville de Grasse", "envoyer", "", "Personne 0", "Demande 0"]
    assert after[5][9] == "une colonne à moi"
    assert (after[504][2], after[504][8]) == ("vue au marché", "k499")
    words = read_decision_tab(own_tab(room.read(), TITLE))
    assert (words.send_all, words.send_all_cell) == ("tout envoyer", "B2")
    assert {key: words.cells[key] for key in ("k0", "k499")} == {"k0": "B6", "k499": "B505"}


def test_each_row_still_shows_its_mail_and_one_that_shows_another_is_made_anew(room: GoogleRoom):
    mails: tuple[ReminderRow, ...] = MAILS[:3]
    write(room, as_it_was(relances(*mails)))
    room.hands.type(seeds.SHEET, TITLE, "G7", "envoyer")
    moved = replace(mails[1], preview_url="https://drive.example/x#heading=h.2")

    done = write(room, relances(mails[0], moved, mails[2]))

    tab = own_tab(room.read(), TITLE)
    assert tab is not None
    assert read_shown_rows(tab, (mails[0], moved, mails[2])).altered == {}
    assert done.anew[TITLE] == {"k1"}  # its link led elsewhere: a new word is asked for
    assert lines(room)[6][:2] == ["P01 – Ville de Grasse", "envoyer"]


def test_a_write_that_breaks_off_is_whole_or_not_at_all(room: GoogleRoom):
    write(room, as_it_was(relances(*MAILS[:3])))
    room.hands.type(seeds.SHEET, TITLE, "G6", "envoyer")
    before = lines(room)
    for when, drawn in (("before", tuple(before[4])), ("after", TODAYS)):
        room.fault(method="POST", path=":batchUpdate", status=503, when=when)

        with pytest.raises(VendorUnavailableError):
            write(room, relances(*MAILS[:3]))

        assert tuple(lines(room)[4]) == drawn
    assert write(room, relances(*MAILS[:3])).unchanged == (TITLE,)
    assert lines(room)[5][1] == "envoyer"


def test_what_she_types_while_it_is_moved_stays_beside_its_row(room: GoogleRoom):
    write(room, as_it_was(relances(*MAILS[:3])))
    book = room.read()  # a reading from before she typed
    room.hands.type(seeds.SHEET, TITLE, "G8", "pas cette fois")

    write_tabs(room.sheets, book, (TabWrite(tab=relances(*MAILS[:3]), shared=True),))

    assert [cells[1] for cells in lines(room)[5:]] == ["", "", "pas cette fois"]


def test_columns_that_she_moved_stay_hers(room: GoogleRoom):
    hers = as_it_was(relances(*MAILS[:2]))
    swapped = [0, 2, 1, *range(3, 9)]
    write(room, replace(
        hers, rows=(*hers.rows[:4], *(tuple(c[at] for at in swapped) for c in hers.rows[4:]))
    ))  # fmt: skip
    before = lines(room)[4]

    write(room, relances(*MAILS[:2]))

    assert lines(room)[4] == before
