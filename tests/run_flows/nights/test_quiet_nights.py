"""What a night reads when nothing moved but our own writes, and that it never hides an edit."""

from datetime import timedelta

import pytest
from support.theatre import MONDAY, TUESDAY

from flows.daily_follow_up import daily_follow_up
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.store.readings.snapshots import last_snapshot

pytestmark = pytest.mark.flows


def edit(theatre, tab: str, cell: str, value: str, *, by: str = COORDINATOR_EMAIL) -> None:
    theatre.teller._type(PILOTAGE, tab, cell, (value,), by=by)


def test_a_night_on_which_only_we_wrote_costs_a_token_the_list_of_changes_and_a_last_look(theatre):
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    theatre.teller.count_requests()

    theatre.at(TUESDAY)
    theatre.run(daily_follow_up, TUESDAY)

    # The look is « Pilotage » once more just before « Anomalies » is written (ADR 0005).
    assert theatre.teller.count_requests() == 3


@pytest.mark.story
def test_what_she_types_after_our_write_is_read(theatre):
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    theatre.at(MONDAY, 9, 0)
    edit(theatre, "Paramètres", "A40", "Synonyme")
    theatre.teller.count_requests()

    theatre.at(TUESDAY)
    theatre.run(daily_follow_up, TUESDAY)

    assert theatre.teller.count_requests() == 4


def test_what_she_types_between_our_reading_and_our_write_is_read(theatre, monkeypatch):
    """She types while the night is being assessed: our write comes after hers."""
    from tasks.intake import follow_up_tabs

    theatre.at(MONDAY)
    write = follow_up_tabs.write_tabs

    def she_types_first(*args, **kwargs):
        edit(theatre, "Contacts", "D2", "a rappelé ce matin")
        return write(*args, **kwargs)

    monkeypatch.setattr(follow_up_tabs, "write_tabs", she_types_first)
    theatre.run(daily_follow_up, MONDAY)
    monkeypatch.undo()

    with theatre.store() as store:
        kept = last_snapshot(store, "relocalisons")
    assert kept is not None
    tab = kept.workbook(PILOTAGE).tab("Contacts")
    assert "a rappelé ce matin" in [str(cell) for row in tab.rows for cell in row]


def test_what_may_change_without_an_edit_is_read_again_once_a_week(theatre):
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    theatre.teller.count_requests()

    week = MONDAY + timedelta(days=7)
    theatre.at(week)
    said = theatre.run(daily_follow_up, week)

    with theatre.store() as store:
        kept = last_snapshot(store, "relocalisons")
    computed = [book for book in kept.workbooks if not all(tab.typed for tab in book.tabs)]
    assert [book.file_id for book in computed] == [PILOTAGE]
    # The token, the drive anew, « Pilotage », and once more just before « Anomalies » is written.
    assert theatre.teller.count_requests() == 4
    assert "« Pilotage » relu ; aucun des classeurs de partenaires n’a bougé." in said
