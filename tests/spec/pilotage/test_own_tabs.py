"""Which tabs of « Pilotage » are the service's own, as one table of cases."""

from datetime import UTC, datetime

import pytest

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.programme.decisions.own_tabs import (
    AMENDMENT,
    OPENINGS,
    OWN_TITLES,
    known_tabs,
    new_tab,
    own_tab,
    with_own_tabs,
)
from relocalisons.core.tables import ANOMALIES, REMINDERS, TO_DO, TO_TIDY

READ = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
HEADERS = {
    table.title: tuple(column.header for column in table.columns)
    for table in (TO_DO, ANOMALIES, TO_TIDY, REMINDERS)
}
HEADERS[AMENDMENT] = ("Ligne", "Dans l’avenant", "Décision", "Clé")
CONTENTS = {
    "ours": {
        **{title: ((f"{opening}x",),) for title, opening in OPENINGS.items()},
        **{title: (("titre",), header) for title, header in HEADERS.items()},
    },
    "hers": dict.fromkeys(OWN_TITLES, (("Mes notes", "rappeler Ana"),)),
    "blank": dict.fromkeys(OWN_TITLES, ()),
}


def book(*tabs: TabGrid) -> WorkbookGrid:
    return WorkbookGrid(
        file_id="p", name="Pilotage", version="1", modified_time=READ, read_at=READ, tabs=tabs
    )


def made_id(title: str) -> int:
    return new_tab(book(), title).sheet_id


@pytest.mark.parametrize("title", OWN_TITLES)
@pytest.mark.parametrize(
    ("its_id", "is_called", "holds", "is_ours"),
    [
        ("made", "the same", "ours", True),
        ("made", "the same", "hers", True),  # what is typed in a tab of ours never makes a second
        ("made", "another", "ours", True),
        ("made", "another", "hers", False),  # she renamed it and filled it: it is hers now
        ("made", "another", "blank", False),
        ("known", "the same", "hers", True),
        ("known", "another", "ours", True),
        ("known", "another", "hers", False),
        ("foreign", "the same", "ours", True),  # a workbook that came as a file
        ("foreign", "the same", "blank", True),
        ("foreign", "the same", "hers", False),
        ("foreign", "another", "ours", False),  # « Copie de … »
    ],
)
def test_a_tab_is_ours_by_its_id_else_by_its_name_and_content(
    title, its_id, is_called, holds, is_ours
):
    tab = TabGrid(
        sheet_id=made_id(title) if its_id == "made" else 77,
        title=title if is_called == "the same" else "Autre nom",
        rows=CONTENTS[holds][title],
        own=title if its_id == "known" else "",
    )

    assert (own_tab(book(tab), title) is not None) == is_ours


@pytest.mark.parametrize("title", OWN_TITLES)
def test_a_reading_knows_again_what_the_reading_before_knew(title):
    first = with_own_tabs(book(TabGrid(sheet_id=77, title=title, rows=())), {})
    renamed = TabGrid(sheet_id=77, title="Autre nom", rows=CONTENTS["ours"][title])

    second = with_own_tabs(book(renamed), known_tabs(first))
    third = with_own_tabs(book(renamed), known_tabs(second))

    assert known_tabs(third) == {title: 77}


def test_a_new_tab_takes_an_id_and_a_title_that_are_free():
    places = []
    tabs: list[TabGrid] = []
    for _ in range(4):
        place = new_tab(book(*tabs), "Journal")
        places.append(place)
        tabs.append(TabGrid(sheet_id=place.sheet_id, title=place.title.upper(), rows=(("à moi",),)))

    assert len({place.sheet_id for place in places}) == 4
    assert [place.title for place in places] == [
        "Journal", "Journal (suivi)", "Journal (suivi 2)", "Journal (suivi 3)",
    ]  # fmt: skip


def test_what_the_service_writes_looks_like_its_own():
    from relocalisons.core.pilotage.journal import build_journal
    from relocalisons.core.pilotage.reminder_tab import build_reminder_tab

    journal = build_journal(())
    reminders = build_reminder_tab(
        (), week="2026-W10", deadline=datetime(2026, 3, 5, 12, tzinfo=UTC)
    )

    for tab in (journal, reminders):
        there = TabGrid(sheet_id=made_id(tab.title), title="Autre nom", rows=tab.values)
        assert own_tab(book(there), tab.title) is there
