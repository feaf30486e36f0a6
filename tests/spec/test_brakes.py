"""A change too large to be what people meant holds their mails, with the reason."""

import pytest
from build import place

from relocalisons.core.brakes import brake_on_volume, brakes_on_changes
from relocalisons.core.changes import Change, ChangeKind


def a_change(
    row: int, kind: ChangeKind, *, column: str | None = None, owner: str = "P01"
) -> Change:
    return Change(
        kind=kind, owner="P01", table="actions", row=f"A1.{row}", column=column,
        before="", after="", place=place(row + 1).cell("number"), file_changed_at=None,
        last_editor=None,
    )  # fmt: skip


def removed(count: int) -> list[Change]:
    return [a_change(row, ChangeKind.REMOVED) for row in range(count)]


@pytest.mark.parametrize(("gone", "rows", "held"), [
    (3, 10, False), (4, 10, True), (10, 10, True), (1, 3, False), (4, 4, False), (0, 10, False),
])  # fmt: skip
def test_a_third_of_the_lines_gone_at_once_holds_the_mails_of_that_partner(gone, rows, held):
    brakes = brakes_on_changes(removed(gone), rows_before={("P01", "actions"): rows})

    assert [brake.owner for brake in brakes] == (["P01"] if held else [])
    assert all("disparu" in brake.reason and brake.what_to_do for brake in brakes)


def test_other_partners_are_not_held():
    rows = {("P01", "actions"): 10, ("P02", "actions"): 10}

    assert [b.owner for b in brakes_on_changes(removed(6), rows_before=rows)] == ["P01"]


def test_dates_that_all_moved_are_a_paste_gone_wrong():
    changes = [a_change(row, ChangeKind.EDITED, column="planned_end") for row in range(7)]

    (brake,) = brakes_on_changes(changes, rows_before={("P01", "actions"): 10})

    assert "collage décalé" in brake.reason


def test_progress_of_every_line_is_a_partner_who_did_his_homework():
    changes = [a_change(row, ChangeKind.EDITED, column="progress") for row in range(10)]

    assert brakes_on_changes(changes, rows_before={("P01", "actions"): 10}) == ()


@pytest.mark.parametrize(("planned", "usual", "held"), [
    (20, 18, False), (40, 18, True), (36, 18, False), (5, 1, False), (6, 1, True),
    (23, None, False),
])  # fmt: skip
def test_many_more_mails_than_usual_are_asked_about(planned, usual, held):
    assert (brake_on_volume(planned, usual=usual) is not None) is held
