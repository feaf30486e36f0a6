"""A tab under another title is the same tab where Google says so; a tab is read once."""

from dataclasses import replace

import pytest
from support.programme.build import by_kind
from support.programme.sheets import (
    BOTH,
    DELIVERABLES,
    P01_ID,
    PLAN,
    YESTERDAY,
    book,
    later,
    night,
    one_partner,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.kernel.model import Severity
from relocalisons.core.programme.programme import unsound_files

RENAMED = tab("PA (ne pas toucher)", PLAN, sheet_id=5)


def test_a_renamed_tab_is_known_by_its_id_followed_and_said():
    snapshot = night(pilotage(sources=BOTH), book(P01_ID, RENAMED, tab("Livrables", DELIVERABLES)))

    programme = understood(snapshot, previous=YESTERDAY)

    (told,) = programme.findings
    assert (told.kind, told.severity) == ("tab_renamed", Severity.INFO)
    assert "s’appelle maintenant «\u00a0PA (ne pas toucher)\u00a0»" in told.title
    assert "Écrire «\u00a0PA (ne pas toucher)\u00a0» dans «\u00a0Onglet\u00a0»" in told.action
    (action,) = programme.actions
    assert action.place.sheet_id == 5
    assert programme.stale == {}


def test_it_is_still_known_later_the_reading_under_its_old_title_being_kept():
    snapshot = night(pilotage(sources=BOTH), book(P01_ID, RENAMED, tab("Livrables", DELIVERABLES)))

    programme = understood(later(snapshot, days=40), previous=YESTERDAY)

    assert P01_ID in unsound_files(programme), "or the next night would know the new title only"
    assert by_kind(programme.findings) == {"tab_renamed": ["P01/actions"]}


def test_once_she_wrote_the_new_title_nothing_is_said():
    sources = BOTH.replace("| Plan d'action", "| PA (ne pas toucher)")
    snapshot = night(
        pilotage(sources=sources), book(P01_ID, RENAMED, tab("Livrables", DELIVERABLES))
    )

    programme = understood(snapshot, previous=YESTERDAY)

    assert programme.findings == ()
    assert not unsound_files(programme)


@pytest.mark.parametrize(
    ("name", "tabs", "sources"),
    [
        ("Suivi P01.xlsx", (RENAMED,), BOTH),
        ("Suivi P01", (replace(RENAMED, hidden=True),), BOTH),
        ("Suivi P01", (RENAMED,), f"{BOTH}\nPlan d'action | P01 | {P01_ID} | {RENAMED.title}"),
        ("Suivi P01", (tab("Notes", PLAN, sheet_id=6),), BOTH),
    ],
    ids=["a dropped file has no ids", "put away", "named by a line of its own", "another tab"],
)
def test_what_may_be_another_tab_is_not_followed(name, tabs, sources):
    others = (*tabs, tab("Livrables", DELIVERABLES))
    snapshot = night(pilotage(sources=sources), book(P01_ID, *others, name=name))

    programme = understood(snapshot, previous=YESTERDAY)

    assert by_kind(programme.findings) == {"tab_missing": ["P01/actions"]}
    assert len(programme.actions) == 1


@pytest.mark.parametrize("first", [0, 1], ids=["the right line first", "the wrong one first"])
def test_two_lines_that_lead_to_one_tab_read_it_once(first):
    """« Feuil2 » is no tab, and the tab of the table's own title is that of the other line."""
    lines = [f"Plan d'action | P01 | {P01_ID} | {name}" for name in ("Plan d'action", "Feuil2")]
    sources = "\n".join([lines[first], lines[1 - first]])
    snapshot = night(pilotage(sources=sources), book(P01_ID, tab("Plan d'action", PLAN)))

    programme = understood(snapshot)

    assert len(programme.actions) == 1
    (told,) = programme.findings
    assert told.kind == "tab_missing"
    assert "«\u00a0Feuil2\u00a0» est introuvable" in told.title


def test_a_column_in_doubt_makes_no_workbook_unsound_for_ever():
    """A tab that goes later would have no reading to stand in, however often it was read."""
    header, row = PLAN.strip().splitlines()
    twice = f"{header} | Prédécesseurs | Prédécesseurs\n{row} | A1.2 | A1.3"
    snapshot = one_partner(tab("Plan d'action", twice), tab("Livrables", DELIVERABLES))

    programme = understood(snapshot)

    assert by_kind(programme.findings)["column_missing"] == ["P01/actions"]
    assert len(programme.actions) == 1
    assert not unsound_files(programme)
