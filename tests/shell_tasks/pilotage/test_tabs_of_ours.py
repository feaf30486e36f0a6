"""Our tabs of « Pilotage », whatever she renames, copies, deletes or makes beside them.

No night stops, nothing of hers is overwritten, her decisions stay with their rows, and it is said.
"""

from collections.abc import Iterator

import pytest
from support.google.room import GoogleRoom, open_room

from relocalisons.core.pilotage.dashboard.dashboard import TITLE as DASHBOARD
from relocalisons.core.pilotage.journal import TITLE as JOURNAL
from relocalisons.core.reports.producers.contract_tab import TITLE as CONTRACTS
from relocalisons.core.tables import ANOMALIES, REMINDERS
from relocalisons.core.views.own_tab import OwnTab
from tasks.google.tabs.tabs import TabsWritten, TabWrite, write_tabs
from vendor_sandbox.testing import seeds

OPENINGS = {
    DASHBOARD: "Tableau de bord au lundi 2 mars 2026",
    JOURNAL: "Journal du service, le plus récent en premier",
    CONTRACTS: "Suivi des contrats de culture au 2 mars 2026",
}
SHARED = (ANOMALIES.title, REMINDERS.title)
OURS = (*SHARED, *OPENINGS)
HERS = ["Mes notes", "rappeler Ana", "à moi"]


@pytest.fixture(scope="module")
def one_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as room:
        room.hands.add_tab(seeds.SHEET, "Reste")  # a workbook keeps at least one tab
        yield room


@pytest.fixture
def room(one_room: GoogleRoom) -> GoogleRoom:
    for title in one_room.hands.tabs(seeds.SHEET):
        if title != "Reste":
            one_room.hands.delete_tab(seeds.SHEET, title)
    return one_room


def wanted(title: str, *keys: str) -> TabWrite:
    """One of our tabs with a line for each key."""
    if title in SHARED:
        table = ANOMALIES if title == ANOMALIES.title else REMINDERS
        headers = tuple(column.header for column in table.columns)
        rows = [headers, *((f"ligne {key}", *[""] * (len(headers) - 2), key) for key in keys)]
    else:
        headers = (OPENINGS[title], "", "")
        rows = [headers, *((f"ligne {key}", "", key) for key in keys)]
    tab = OwnTab(title=title, rows=tuple(rows), widths=(90,) * len(headers))
    return TabWrite(tab=tab, shared=title in SHARED)


def night(room: GoogleRoom, title: str, *keys: str) -> TabsWritten:
    return write_tabs(room.sheets, room.read(), (wanted(title, *keys),))


def rows(room: GoogleRoom, title: str) -> list[list[str]]:
    return room.hands.rows(seeds.SHEET, title)


def keys(room: GoogleRoom, title: str) -> list[str]:
    """The keys of our lines, in their order."""
    return [row[-1] for row in rows(room, title)[1:] if row and row[0].startswith("ligne")]


def decide(room: GoogleRoom, title: str, key: str, word: str) -> None:
    body = rows(room, title)
    at = body[0].index("Décision")
    line = next(number for number, row in enumerate(body, start=1) if row[-1] == key)
    room.hands.type(seeds.SHEET, title, f"{chr(ord('A') + at)}{line}", word)


def decisions(room: GoogleRoom, title: str) -> dict[str, str]:
    body = rows(room, title)
    at = body[0].index("Décision")
    return {row[-1]: row[at] for row in body[1:] if row[at]}


def said(night: TabsWritten) -> str:
    return " ".join((night.made, *night.said)).strip().replace("\u00a0", " ")


def titles(room: GoogleRoom) -> set[str]:
    return set(room.hands.tabs(seeds.SHEET)) - {"Reste"}


@pytest.mark.parametrize("title", OURS)
def test_a_tab_of_ours_that_she_renames_is_kept_up_to_date_under_its_new_name(room, title):
    night(room, title, "a")
    room.hands.rename_tab(seeds.SHEET, title, "Le point du matin")

    first = night(room, title, "a", "b")
    second = night(room, title, "a", "b")

    assert titles(room) == {"Le point du matin"}
    assert sorted(keys(room, "Le point du matin")) == ["a", "b"]
    assert (first.written, second.unchanged) == ((title,), (title,))
    assert f"« {title} » s’appelle maintenant « Le point du matin »" in said(first)


def test_what_she_decides_in_a_renamed_tab_stays_beside_its_row(room):
    night(room, "Anomalies", "a", "b")
    room.hands.rename_tab(seeds.SHEET, "Anomalies", "Mes alertes")
    decide(room, "Mes alertes", "b", "à traiter")

    night(room, "Anomalies", "new", "b")

    assert keys(room, "Mes alertes") == ["new", "b"]
    assert decisions(room, "Mes alertes") == {"b": "à traiter"}


@pytest.mark.parametrize("title", OURS)
def test_a_tab_of_hers_under_the_old_name_is_left_alone(room, title):
    night(room, title, "a")
    room.hands.rename_tab(seeds.SHEET, title, "Le point du matin")
    room.hands.add_tab(seeds.SHEET, title, HERS)

    first = night(room, title, "a", "b")
    night(room, title, "b")

    assert rows(room, title) == [HERS]
    assert keys(room, "Le point du matin") == ["b"]
    assert f"« {title} » n’est pas celui du service" in said(first)


@pytest.mark.parametrize("title", OURS)
def test_a_tab_of_ours_that_she_deletes_is_made_again_and_it_is_said(room, title):
    night(room, title, "a")
    room.hands.delete_tab(seeds.SHEET, title)

    again = night(room, title, "a")

    assert keys(room, title) == ["a"]
    assert f"« {title} »" in said(again)
    assert said(night(room, title, "a")) == ""


@pytest.mark.parametrize("title", OURS)
def test_after_she_deleted_ours_her_own_tab_of_that_name_is_left_alone(room, title):
    night(room, title, "a")
    room.hands.delete_tab(seeds.SHEET, title)
    room.hands.add_tab(seeds.SHEET, title, HERS)

    first = night(room, title, "a")
    second = night(room, title, "a", "b")

    assert rows(room, title) == [HERS]
    assert titles(room) == {title, f"{title} (suivi)"}
    assert sorted(keys(room, f"{title} (suivi)")) == ["a", "b"]
    assert f"sous « {title} (suivi) »" in said(first)
    assert f"sous « {title} (suivi) »" in said(second)


@pytest.mark.parametrize("title", OURS)
def test_a_tab_of_ours_that_she_made_her_own_is_left_alone(room, title):
    night(room, title, "a")
    room.hands.rename_tab(seeds.SHEET, title, "Brouillon")
    room.hands.empty_tab(seeds.SHEET, "Brouillon")
    room.hands.type(seeds.SHEET, "Brouillon", "A1", *HERS)

    first = night(room, title, "a")
    night(room, title, "b")

    assert rows(room, "Brouillon") == [HERS]
    assert keys(room, title) == ["b"]
    assert f"« {title} »" in said(first)


@pytest.mark.parametrize("title", OURS)
def test_a_copy_that_takes_our_name_is_left_as_she_made_it(room, title):
    night(room, title, "a")
    room.hands.copy_tab(seeds.SHEET, title, f"Copie de {title}")
    room.hands.rename_tab(seeds.SHEET, title, "Mars")
    room.hands.rename_tab(seeds.SHEET, f"Copie de {title}", title)

    first = night(room, title, "b")

    assert keys(room, title) == ["a"]
    assert keys(room, "Mars") == ["b"]
    assert f"« {title} » n’est pas celui du service, qui tient le sien sous « Mars »" in said(first)


def test_a_copy_is_taken_over_when_ours_is_gone(room):
    night(room, "Anomalies", "a", "b")
    decide(room, "Anomalies", "a", "vu par téléphone")
    room.hands.copy_tab(seeds.SHEET, "Anomalies", "Copie de Anomalies")
    room.hands.delete_tab(seeds.SHEET, "Anomalies")
    room.hands.rename_tab(seeds.SHEET, "Copie de Anomalies", "Anomalies")

    night(room, "Anomalies", "a")

    assert titles(room) == {"Anomalies"}
    assert decisions(room, "Anomalies") == {"a": "vu par téléphone"}


@pytest.mark.parametrize("title", SHARED)
def test_decisions_typed_in_a_copy_are_not_followed_and_it_is_said(room, title):
    night(room, title, "a", "b")
    room.hands.copy_tab(seeds.SHEET, title, f"Copie de {title}")
    quiet = night(room, title, "a", "b")
    decide(room, f"Copie de {title}", "b", "envoyer")

    told = night(room, title, "a", "b")

    assert said(quiet) == ""
    assert f"« Copie de {title} » contient 1 décision" in said(told)
    assert f"reportez-la dans « {title} »" in said(told)
    assert decisions(room, title) == {}


def test_two_of_our_tabs_that_swap_their_names_keep_their_lines(room):
    for title in SHARED:
        night(room, title, f"{title}-1")
    room.hands.rename_tab(seeds.SHEET, "Anomalies", "x")
    room.hands.rename_tab(seeds.SHEET, "Relances", "Anomalies")
    room.hands.rename_tab(seeds.SHEET, "x", "Relances")

    for title in SHARED:
        night(room, title, f"{title}-2")

    assert keys(room, "Relances") == ["Anomalies-2"]
    assert keys(room, "Anomalies") == ["Relances-2"]


def test_capitals_aside_a_tab_of_ours_keeps_its_name(room):
    night(room, "Anomalies", "a")
    room.hands.rename_tab(seeds.SHEET, "Anomalies", "ANOMALIES")

    told = night(room, "Anomalies", "b")

    assert keys(room, "ANOMALIES") == ["b"]
    assert said(told) == ""
