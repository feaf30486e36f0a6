"""Our own tabs of « Pilotage », written for real: only what changed, and never over her words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.google.room import GoogleRoom, open_room

from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.programme.decisions.decision_tabs import send_all_label
from relocalisons.core.views.own_tab import CellValue, Choices, Look, OwnTab, Tint, link
from relocalisons.errors import VendorUnavailableError
from tasks.google.tabs.tabs import TabsWritten, TabWrite, write_tabs
from vendor_sandbox.testing import seeds

WIDTHS = (200, 120, 120, 60)
HEADER = ("Constat", "Décision", "Note", "Clé")
TITLE = "Anomalies"


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    forget_tabs(one_room)
    return one_room


def forget_tabs(room: GoogleRoom) -> None:
    requests.delete(f"{room.sandbox.base_url}/sandbox/faults", timeout=10)
    for title in room.hands.tabs(seeds.SHEET):
        if title in (TITLE, "Journal"):
            room.hands.delete_tab(seeds.SHEET, title)
    room.counts()


def shared(*keys: str, said: dict[str, str] | None = None) -> TabWrite:
    """A tab in which she writes; `said` is what the store knows that she wrote, by key."""
    words = said or {}
    rows: list[tuple[CellValue, ...]] = [
        ("Constats", "", "", ""),
        HEADER,
        *((f"constat {key}", words.get(key, ""), "", key) for key in keys),
    ]
    tab = OwnTab(
        title=TITLE, rows=tuple(rows), widths=WIDTHS, frozen_rows=2, hidden_columns=(3,),
        looks=(Look(first_row=0, last_row=1, first_column=0, last_column=4, tint=Tint.TITLE),),
        choices=(Choices(first_row=2, last_row=2 + max(len(keys), 1), column=1, options=("vu",)),),
    )  # fmt: skip
    return TabWrite(tab=tab, shared=True)


def ours(*rows: tuple[CellValue, ...]) -> TabWrite:
    """A tab that is ours alone."""
    return TabWrite(tab=OwnTab(title="Journal", rows=rows, widths=(300, 100)), shared=False)


def write(room: GoogleRoom, *tabs: TabWrite, read: WorkbookGrid | None = None) -> TabsWritten:
    return write_tabs(room.sheets, read or room.read(), tabs)


def lines(room: GoogleRoom, title: str = TITLE) -> list[list[str]]:
    """The rows as people see them, all four columns wide."""
    return [(row + [""] * 4)[:4] for row in room.hands.rows(seeds.SHEET, title)]


def words(room: GoogleRoom) -> dict[str, tuple[str, str]]:
    """(décision, note) by key."""
    return {row[3]: (row[1], row[2]) for row in lines(room)[2:] if row[3]}


def test_a_tab_is_made_with_its_look_and_then_left_while_nothing_changes(room):
    first = write(room, shared("a", "b"), ours(("Passages", ""), ("ce matin", 3)))
    room.counts()

    second = write(room, shared("a", "b"), ours(("Passages", ""), ("ce matin", 3)))

    assert first.written == (TITLE, "Journal")
    assert second.unchanged == (TITLE, "Journal")
    assert set(room.counts()) == {"sheets.read"}
    assert lines(room)[1:] == [
        list(HEADER),
        ["constat a", "", "", "a"],
        ["constat b", "", "", "b"],
    ]


def test_only_the_tab_whose_content_changed_is_written_in_one_request(room):
    write(room, shared("a"), ours(("Passages", "")))
    room.counts()

    written = write(room, shared("a"), ours(("Passages", ""), ("ce matin", 3)))

    assert (written.written, written.unchanged) == (("Journal",), (TITLE,))
    assert room.counts()["sheets.write"] == 1


def test_a_filter_is_offered_once_and_what_she_chose_in_it_stays(room):
    def filtered(*keys: str) -> TabWrite:
        return TabWrite(tab=replace(shared(*keys).tab, filter_row=1), shared=True)

    write(room, filtered("a"))
    offered = filter_of(room)
    assert offered["range"]["startRowIndex"] == 1
    assert "criteria" not in offered
    chosen = {"range": offered["range"], "criteria": {"0": {"hiddenValues": ["constat a"]}}}
    room.sheets.http_client.batch_update(
        seeds.SHEET, {"requests": [{"setBasicFilter": {"filter": chosen}}]}
    )

    write(room, filtered("a", "b"))

    assert filter_of(room)["criteria"] == chosen["criteria"]


def filter_of(room: GoogleRoom) -> dict:
    """The filter of the tab, as Google gives it."""
    answer = room.sheets.http_client.fetch_sheet_metadata(
        seeds.SHEET, params={"fields": "sheets(properties.title,basicFilter)"}
    )
    return next(s["basicFilter"] for s in answer["sheets"] if s["properties"]["title"] == TITLE)


def test_a_shorter_tab_of_ours_leaves_nothing_of_the_longer_one(room):
    write(room, ours(("un", 1), ("deux", 2), ("trois", 3)))

    write(room, ours(("un", 1)))

    assert [row[:2] for row in lines(room, "Journal")] == [["un", "1"]]


def test_text_stays_text_and_only_our_own_links_are_formulas(room):
    typed = ("=1+1", "'+33", "12/03/2026", "#REF!")
    address = link("https://docs.google.com/x", "Ouvrir")

    write(room, ours(*((text, "") for text in typed), ("lien", address)))

    (tab,) = [tab for tab in room.read().tabs if tab.title == "Journal"]
    assert [row[0] for row in tab.rows[:4]] == list(typed)
    assert lines(room, "Journal")[4][1] == "Ouvrir"


def test_words_typed_between_our_reading_and_our_writing_stay_beside_their_row(room):
    write(room, shared("a", "b", "c"))
    read = room.read()

    room.hands.type(seeds.SHEET, TITLE, "B4", "à traiter", "vu avec Ana")
    write(room, shared("new", "b", "c"), read=read)

    assert words(room) == {"new": ("", ""), "b": ("à traiter", "vu avec Ana"), "c": ("", "")}


def test_rows_that_she_moved_since_our_reading_are_written_where_they_stand_now(room):
    write(room, shared("a", "b", "c"))
    read = room.read()
    room.hands.type(seeds.SHEET, TITLE, "A3", "constat c", "vu", "", "c")
    room.hands.type(seeds.SHEET, TITLE, "A5", "constat a", "", "", "a")

    write(room, shared("b", "c"), read=read)

    assert words(room) == {"c": ("vu", ""), "b": ("", "")}


def test_a_tab_that_lost_decision_is_left_and_this_is_said(room):
    write(room, shared("a"))
    room.hands.type(seeds.SHEET, TITLE, "B2", "Mon avis", "Note", "Clé")
    before = lines(room)

    written = write(room, shared("a", "b"))

    assert written.written == ()
    assert lines(room) == before
    assert "la colonne «\u00a0Décision\u00a0» n’est plus retrouvée" in written.said[-1]


def test_the_words_of_a_spent_order_are_taken_out_and_other_words_are_not(room):
    def with_order(*keys: str, spent: str = "") -> TabWrite:
        tab = shared(*keys).tab
        head = (send_all_label("2026-W10"), None, "← aide", "")
        return TabWrite(tab=replace(tab, rows=(head, *tab.rows[1:])), shared=True, spent=spent)

    write(room, with_order("a"))
    room.hands.type(seeds.SHEET, TITLE, "B1", "non, attendez")
    other = write(room, with_order("a", spent="tout envoyer"))
    kept = lines(room)[0][1]
    room.hands.type(seeds.SHEET, TITLE, "B1", "tout envoyer")
    taken = write(room, with_order("a", spent="tout envoyer"))

    assert (other.emptied, kept) == (False, "non, attendez")
    assert (taken.emptied, lines(room)[0][1]) == (True, "")


def test_her_sorting_and_her_own_rows_are_kept(room):
    write(room, shared("a", "b"))
    room.hands.type(seeds.SHEET, TITLE, "A3", "constat b", "vu", "", "b")
    room.hands.type(seeds.SHEET, TITLE, "A4", "constat a", "", "", "a")
    room.hands.type(seeds.SHEET, TITLE, "A5", "ma ligne", "", "à moi", "")

    write(room, shared("new", "a", "b"))

    assert [row[0] for row in lines(room)[2:]] == [
        "constat new", "constat b", "constat a", "ma ligne",
    ]  # fmt: skip
    assert words(room)["b"] == ("vu", "")


def test_when_the_tab_was_erased_her_words_come_back_from_the_store(room):
    write(room, shared("a", "b"))
    room.hands.empty_tab(seeds.SHEET, TITLE)

    write(room, shared("a", "b", said={"b": "à traiter"}))

    assert words(room) == {"a": ("", ""), "b": ("à traiter", "")}


def test_something_else_written_in_the_tab_moves_down_and_is_not_lost(room):
    write(room, shared("a"))
    room.hands.empty_tab(seeds.SHEET, TITLE)
    room.hands.type(seeds.SHEET, TITLE, "A1", "Mes notes de réunion")

    write(room, shared("a"))

    assert ["Mes notes de réunion", "", "", ""] in lines(room)
    assert words(room) == {"a": ("", "")}


def test_a_write_in_doubt_is_finished_by_the_next_run_without_doubling_a_row(room):
    write(room, shared("a"))
    room.fault(method="POST", path=":batchUpdate", status=503, when="after")

    with pytest.raises(VendorUnavailableError, match="Suivi 2026"):
        write(room, shared("new", "a"))
    again = write(room, shared("new", "a"))

    assert again.unchanged == (TITLE,)
    assert [row[3] for row in lines(room)[2:]] == ["new", "a"]


KEYS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(nights=st.lists(st.tuples(KEYS, st.data()), min_size=1, max_size=4))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_she_does_between_nights_each_row_keeps_its_words(one_room, nights):
    forget_tabs(one_room)
    typed: dict[str, tuple[str, str]] = {}
    for number, (wanted, draw) in enumerate(nights):
        write(one_room, shared(*wanted))

        assert sorted(words(one_room)) == sorted(wanted)
        kept = {key: said for key, said in typed.items() if key in wanted}
        assert {key: words(one_room)[key] for key in kept} == kept
        assert write(one_room, shared(*wanted)).written == ()

        typed = {key: said for key, said in words(one_room).items() if any(said)}
        body = lines(one_room)[2:]
        if wanted:
            row = draw.draw(st.integers(0, len(body) - 1))
            body[row][1:3] = f"décision {number}", f"note {number}"
            typed[body[row][3]] = (body[row][1], body[row][2])
        for place, row in enumerate(draw.draw(st.permutations(body)), start=3):
            one_room.hands.type(seeds.SHEET, TITLE, f"A{place}", *row)


OLD = ("Gravité", "Constat", "Décision", "Note", "Clé")
NEW = ("Constat", "Décision", "Note", "Gravité", "Acte", "Clé")


def arranged(headers: tuple[str, ...], *rows: dict[str, CellValue], **given) -> TabWrite:
    drawn = tuple(tuple(row.get(name, "") for name in headers) for row in rows)
    top = ("Constats", *[""] * (len(headers) - 1))
    tab = OwnTab(
        title=TITLE, rows=(top, headers, *drawn), widths=(100,) * len(headers), frozen_rows=2,
        hidden_columns=(len(headers) - 1,), **given,
    )  # fmt: skip
    return TabWrite(tab=tab, shared=True)


def a_row(key: str, **more: CellValue) -> dict[str, CellValue]:
    return {"Constat": f"constat {key}", "Gravité": "▲", "Clé": key, **more}


def test_an_older_order_of_columns_becomes_todays_once_with_every_word(room):
    write(room, arranged(OLD, *(a_row(f"k{n}") for n in range(500))))
    room.hands.type(seeds.SHEET, TITLE, "C3", "sans objet")
    room.hands.type(seeds.SHEET, TITLE, "D502", "vue au marché")
    room.hands.type(seeds.SHEET, TITLE, "G4", "une colonne à moi")
    todays = arranged(
        NEW, *(a_row(f"k{n}", Acte="Appeler P01") for n in range(500)), formerly=OLD,
        frozen_columns=2,
    )  # fmt: skip

    write(room, todays)
    rows = room.hands.rows(seeds.SHEET, TITLE)
    again = write(room, todays)

    assert again.unchanged == (TITLE,)
    assert tuple(rows[1][:6]) == NEW
    assert rows[2][:6] == ["constat k0", "sans objet", "", "▲", "Appeler P01", "k0"]
    assert rows[501][:6] == ["constat k499", "", "vue au marché", "▲", "Appeler P01", "k499"]
    assert rows[3][-1] == "une colonne à moi"
    assert len(rows) == 502


def test_columns_that_she_moved_stay_hers(room):
    hers = ("Constat", "Gravité", "Décision", "Note", "Clé")
    write(room, arranged(hers, a_row("a")))

    write(room, arranged(NEW, a_row("a", Acte="Appeler P01"), formerly=OLD))

    assert tuple(room.hands.rows(seeds.SHEET, TITLE)[1]) == hers


def test_a_tab_comes_to_its_place_when_it_is_first_filled_and_stays_where_she_moves_it(room):
    """Of a blank « Relances » that somebody made at the end too."""
    room.hands.add_tab(seeds.SHEET, TITLE)
    assert list(room.hands.tabs(seeds.SHEET))[-1] == TITLE
    first = replace(shared("a").tab, made_at=0)

    write(room, TabWrite(tab=first, shared=True))
    assert next(iter(room.hands.tabs(seeds.SHEET))) == TITLE

    room.hands.move_tab(seeds.SHEET, TITLE, to=len(room.hands.tabs(seeds.SHEET)))
    write(room, TabWrite(tab=replace(shared("a", "b").tab, made_at=0), shared=True))
    assert list(room.hands.tabs(seeds.SHEET))[-1] == TITLE


def test_rows_come_in_the_order_of_their_rank_with_her_words(room):
    headers = ("Constat", "Décision", "Note", "Rang", "Clé")

    def ranked(*keys: str) -> TabWrite:
        rows = [a_row(key, Rang=number) for number, key in enumerate(keys, start=1)]
        return arranged(headers, *rows, sorted_by=3, made_at=0)

    write(room, ranked("a", "b", "c"))
    room.hands.type(seeds.SHEET, TITLE, "B4", "vu")  # of b
    write(room, ranked("c", "d", "b"))

    rows = [(row[0], row[1], row[-1]) for row in room.hands.rows(seeds.SHEET, TITLE)[2:]]
    assert rows == [("constat c", "", "c"), ("constat d", "", "d"), ("constat b", "vu", "b")]
    assert next(iter(room.hands.tabs(seeds.SHEET))) == TITLE
