"""A partner renames, sorts, inserts, empties, pastes, changes the language: what is said of it."""

import pytest
from support.programme.build import by_kind
from support.programme.sheets import (
    DELIVERABLES,
    P01_ID,
    book,
    later,
    night,
    one_partner,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.kernel.model import Cell, Severity, Snapshot, TabGrid
from relocalisons.core.sources.changes import changes_between
from relocalisons.core.sources.sources import read_sources

PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
    A1.1      | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
    A1.2      | Acheter  | P01         | 12/01/2026  | 20/02/2026 | 0 %        | à venir
    A1.3      | Livrer   | P01         | 19/01/2026  | 27/02/2026 | 10 %       | en cours
"""
LINES = PLAN.strip().splitlines()
BOTH = f"Plan d'action | P01 | {P01_ID} | Plan d'action\nLivrables | P01 | {P01_ID} | Livrables"


def a_night(plan: TabGrid) -> Snapshot:
    return one_partner(plan, tab("Livrables", DELIVERABLES))


YESTERDAY = later(a_night(tab("Plan d'action", PLAN, sheet_id=5)), days=-1)


def changed_since_yesterday(snapshot: Snapshot):
    registry = read_sources(snapshot.workbooks[0])
    return changes_between(YESTERDAY, snapshot, entries=registry.entries)


def test_a_renamed_tab_is_followed_under_its_new_name_and_told():
    snapshot = night(
        pilotage(sources=BOTH),
        book(P01_ID, tab("Plan 2026", PLAN, sheet_id=5), tab("Livrables", DELIVERABLES)),
    )

    programme = understood(snapshot, previous=YESTERDAY)

    (told,) = programme.findings
    assert told.title == (
        "L’onglet «\u00a0Plan d’action\u00a0» du classeur «\u00a0Suivi P01\u00a0» s’appelle "
        "maintenant «\u00a0Plan 2026\u00a0»\u00a0: il est suivi sous ce nom."
    )
    assert len(programme.actions) == 3
    assert programme.stale == {}


def test_a_sorted_sheet_changes_nothing_and_nothing_is_said():
    header, *rows = LINES
    snapshot = a_night(tab("Plan d'action", "\n".join([header, *reversed(rows)]), sheet_id=5))

    programme = understood(snapshot, previous=YESTERDAY)

    assert programme.findings == ()
    assert changed_since_yesterday(snapshot) == ()
    assert {one.number: one.place.row for one in programme.actions} == {
        "A1.3": 2, "A1.2": 3, "A1.1": 4,
    }  # fmt: skip


def test_an_inserted_column_moves_the_letters_and_nothing_is_said():
    header, *rows = LINES
    wide = [header.replace("| Responsable", "| Avis du maire | Responsable")]
    wide += [row.replace("| P01", "| favorable | P01", 1) for row in rows]
    snapshot = a_night(tab("Plan d'action", "\n".join(wide), sheet_id=5))

    programme = understood(snapshot, previous=YESTERDAY)

    assert programme.findings == ()
    assert changed_since_yesterday(snapshot) == ()
    assert programme.actions[0].place.cell("planned_end").cell == "F2"


def test_an_emptied_tab_is_an_event_and_its_lines_are_not_taken_for_done():
    snapshot = a_night(tab("Plan d'action", LINES[0], sheet_id=5))

    programme = understood(snapshot, previous=YESTERDAY)

    (told,) = programme.findings
    assert told.title == (
        "L’onglet «\u00a0Plan d’action\u00a0» du classeur «\u00a0Suivi P01\u00a0» est vide\u00a0: "
        "il contenait 3\u00a0lignes à la dernière lecture."
    )
    assert "Restaurer une version précédente du classeur" in told.action
    assert len(programme.actions) == 3


def test_ten_thousand_blank_rows_pasted_below_are_not_lines_and_nothing_is_said():
    plan = tab("Plan d'action", PLAN, sheet_id=5)
    blank: tuple[object, ...] = (Cell(" ", None, False, None),) * 7
    snapshot = a_night(TabGrid(sheet_id=5, title=plan.title, rows=plan.rows + (blank, ()) * 5_000))

    programme = understood(snapshot, previous=YESTERDAY)

    assert programme.findings == ()
    assert [one.number for one in programme.actions] == ["A1.1", "A1.2", "A1.3"]


def in_english(*, end: object) -> Snapshot:
    header, row, *_ = PLAN.strip().splitlines()
    cells = [part.strip() for part in row.split("|")]
    cells[4] = end  # « Fin prévue »
    heads = [part.strip() for part in header.split("|")]
    one = book(P01_ID, tab("Plan d'action", [heads, cells]), tab("Livrables", DELIVERABLES))
    english = type(one)(
        file_id=one.file_id, name=one.name, version=one.version, modified_time=one.modified_time,
        read_at=one.read_at, tabs=one.tabs, locale="en_US",
    )  # fmt: skip
    return night(pilotage(sources=BOTH), english)


def test_a_workbook_set_to_english_is_told_with_the_dates_that_may_be_turned_round():
    fourth_of_march = Cell(46085, "m/d/yyyy", False, None)

    programme = understood(in_english(end=fourth_of_march))

    (told,) = programme.findings
    assert (told.kind, told.subject, told.partner) == ("workbook_locale", f"P01/{P01_ID}", "P01")
    assert told.severity is Severity.ALERT
    assert told.title == (
        "Le classeur «\u00a0Suivi P01\u00a0» est réglé pour «\u00a0anglais (États-Unis)\u00a0»"
        "\u00a0: une date tapée «\u00a003/04/2026\u00a0» peut y devenir le 4\u00a0mars."
    )
    assert "«\u00a0Paramètres régionaux\u00a0»\u00a0: choisir «\u00a0France\u00a0»" in told.action
    assert told.detail == (
        "1\u00a0date peut avoir le jour et le mois inversés\u00a0: E2 (Plan d'action)."
    )


@pytest.mark.parametrize("end", ["13/02/2026", Cell(46066, "m/d/yyyy", False, None)])
def test_dates_that_can_be_read_in_one_way_only_are_not_put_in_doubt(end):
    programme = understood(in_english(end=end))

    (told,) = programme.findings
    assert told.severity is Severity.WATCH
    assert told.detail == "Aucune de ses dates ne peut être inversée à ce jour."


def test_a_workbook_in_french_of_another_country_is_french():
    snapshot = a_night(tab("Plan d'action", PLAN))
    swiss = [
        type(each)(
            file_id=each.file_id, name=each.name, version=each.version, read_at=each.read_at,
            modified_time=each.modified_time, tabs=each.tabs, locale="fr_CH",
        )
        for each in snapshot.workbooks
    ]  # fmt: skip

    assert by_kind(understood(night(*swiss)).findings) == {}
