"""Several cells of one column that are to be put right are one line, and never a flood of news."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from support.databases import new_database
from support.programme.sheets import one_partner, tab, understood

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.sight import Sight
from relocalisons.core.kernel.model import Audience, Finding, TrackedFinding
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.findings import track_findings

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 3, day) for day in (2, 3, 4))
HEADERS = "N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut\n"
FIRST = ("Recenser", "Choisir", "Planter", "Pailler", "Former", "Suivre")


def plan(*ends: str, settings: str = ""):
    """Lines A1, A2… that differ by their planned end alone."""
    lines = [
        f"A{n} | {FIRST[n - 1]} | P01 | 05/01/2026 | {end} | 40 % | en cours"
        for n, end in enumerate(ends, 1)
    ]
    shown = tab("Plan d'action", HEADERS + "\n".join(lines), sheet_id=7)
    return one_partner(shown, settings=settings)


def cells(snapshot, decided: Sequence[str] = ()) -> tuple[Finding, ...]:
    programme = understood(snapshot, decided=decided)
    return tuple(one for one in programme.findings if one.kind.value.startswith(("cell", "column")))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_two_empty_cells_of_a_column_are_one_line_that_names_both():
    (told,) = cells(plan("30/06/2026", "", "31/07/2026", "", ""))

    assert told.key == "cells_missing:P01/actions/planned_end"
    assert (
        plain(told.title) == "« Plan d’action » : la colonne « Fin prévue » est vide sur 3 lignes."
    )
    assert plain(told.detail) == "À remplir : E3, E5 et E6."
    assert plain(told.action).startswith("Demander à Anne Roux (Ville de Grasse) de remplir 3 ")
    assert [place.cell for place in told.evidence] == ["E3", "E5", "E6"]
    assert told.members == tuple(f"cell_missing:P01/actions/A{n}/planned_end" for n in (2, 4, 5))
    assert (told.partner, told.audience) == ("P01", Audience.PARTNER)
    assert plain(told.ask) == "Colonne « Fin prévue » : à remplir : E3, E5 et E6."


def test_what_does_not_read_is_quoted_with_its_place_beside_what_is_empty():
    (told,) = cells(plan("30/06/2026", "31/02/2026", "", "S2 2026", "31/07/2026"))

    assert told.kind == "cells_doubtful"
    assert "est vide sur 1 ligne et ne se lit pas sur 2 lignes" in plain(told.title)
    said = plain(told.detail)
    assert said.startswith("À remplir : E4. À préciser : E3 « 31/02/2026 » et E5 « S2 2026 ».")


def test_one_cell_alone_keeps_its_own_line():
    (told,) = cells(plan("30/06/2026", "", "31/07/2026"))

    assert told.key == "cell_missing:P01/actions/A2/planned_end"


def test_a_column_that_most_lines_leave_empty_is_hers_to_talk_over_and_nobody_is_mailed():
    (told,) = cells(plan("", "", "", "", "", "30/06/2026"))

    assert told.key == "column_empty:P01/actions/planned_end"
    assert (told.size, told.ask) == (5, "")


def test_what_is_odd_in_a_column_left_empty_is_said_in_its_one_line():
    (told,) = cells(plan("", "", "", "", "", "31/02/2026"))

    assert told.key == "cells_doubtful:P01/actions/planned_end"
    assert told.size == 6
    assert plain(told.ask).startswith("Colonne « Fin prévue » : à préciser : E7 « 31/02/2026 ».")


def test_a_cell_that_she_decided_about_keeps_its_line_and_her_words():
    decided = "cell_missing:P01/actions/A2/planned_end"

    alone, together = cells(plan("30/06/2026", "", "", "", "31/07/2026"), decided=[decided])

    assert alone.key == decided
    assert together.members == tuple(f"cell_missing:P01/actions/A{n}/planned_end" for n in (3, 4))


# --- from one night to the next -----------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    with new_database("sqlite", tmp_path) as url, open_store(url) as opened:
        yield opened


def play(
    store: Store, snapshot, on: date, *, one_by_one: bool = False
) -> dict[str, TrackedFinding]:
    """A night; `one_by_one`: as a version that told each cell by itself."""
    programme = understood(snapshot, as_of=on)
    found = assess(programme, as_of=on, baseline={})
    if one_by_one:
        found = tuple(
            replace(one, kind=type(one.kind)(kind), subject=subject, members=())
            for one in found
            for kind, _, subject in (key.partition(":") for key in one.members or (one.key,))
        )
    tracked = track_findings(
        store, found, programme="p", as_of=on, sight=Sight(programme=programme, found=found)
    )
    return {one.finding.key: one for one in tracked if "planned_end" in one.finding.key}


TOGETHER = "cells_missing:P01/actions/planned_end"


def test_after_an_upgrade_one_line_takes_over_those_of_its_cells_and_nothing_is_new(store):
    before = play(store, plan("", "", "", "30/06/2026"), MONDAY, one_by_one=True)
    assert len(before) == 3

    after = play(store, plan("", "", "", "30/06/2026"), TUESDAY)

    assert {key: one.state for key, one in after.items()} == {TOGETHER: "open"}
    assert (after[TOGETHER].first_seen, after[TOGETHER].gathers) == (MONDAY, 3)
    assert play(store, plan("", "", "", "30/06/2026"), WEDNESDAY)[TOGETHER].gathers == 0


def test_a_cell_put_right_on_the_night_of_an_upgrade_is_settled(store):
    play(store, plan("", "", "", "30/06/2026"), MONDAY, one_by_one=True)

    after = play(store, plan("", "", "31/05/2026", "30/06/2026"), TUESDAY)

    settled = "cell_missing:P01/actions/A3/planned_end"
    assert {key: one.state for key, one in after.items()} == {TOGETHER: "open", settled: "resolved"}


def test_a_cell_that_joins_is_news_and_one_that_goes_is_progress(store):
    play(store, plan("", "", "31/05/2026", "30/06/2026"), MONDAY)

    assert play(store, plan("", "", "", "30/06/2026"), TUESDAY)[TOGETHER].state == "worse"
    assert play(store, plan("31/01/2026", "", "", "30/06/2026"), WEDNESDAY)[TOGETHER].state == (
        "better"
    )


def test_the_last_cell_of_a_line_goes_on_under_its_own_name(store):
    play(store, plan("", "", "31/05/2026", "30/06/2026"), MONDAY)

    after = play(store, plan("31/01/2026", "", "31/05/2026", "30/06/2026"), TUESDAY)

    own = "cell_missing:P01/actions/A2/planned_end"
    assert {key: (one.state, one.first_seen) for key, one in after.items()} == {
        own: ("open", MONDAY)
    }
