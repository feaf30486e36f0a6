"""A change too large to be what people meant holds their mails, with the reason."""

from datetime import date

import pytest
from support.programme.build import place

from relocalisons.core.reminders.rules.safety_holds import (
    AddressMarks,
    SafetyHold,
    safety_hold_on_address,
    safety_hold_on_volume,
    safety_holds_on_changes,
    together,
)
from relocalisons.core.sources.changes import Change, ChangeKind

TENTH, SEVENTEENTH = date(2026, 3, 10), date(2026, 3, 17)


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
    safety_holds = safety_holds_on_changes(
        removed(gone), rows_before={("P01", "actions"): rows}, since=TENTH
    )

    assert [safety_hold.owner for safety_hold in safety_holds] == (["P01"] if held else [])
    assert all(
        "disparu" in safety_hold.reason and safety_hold.what_to_do for safety_hold in safety_holds
    )
    assert all(
        "depuis le 10\u00a0mars\u00a02026" in safety_hold.reason for safety_hold in safety_holds
    )


def test_other_partners_are_not_held():
    rows = {("P01", "actions"): 10, ("P02", "actions"): 10}

    assert [
        b.owner for b in safety_holds_on_changes(removed(6), rows_before=rows, since=TENTH)
    ] == ["P01"]


def test_twelve_dates_of_twenty_moved_together_are_enough():
    changes = [a_change(row, ChangeKind.EDITED, column="planned_end") for row in range(12)]

    assert safety_holds_on_changes(changes, rows_before={("P01", "actions"): 20}, since=TENTH)


def test_dates_that_all_moved_are_a_paste_gone_wrong():
    changes = [a_change(row, ChangeKind.EDITED, column="planned_end") for row in range(7)]

    (safety_hold,) = safety_holds_on_changes(
        changes, rows_before={("P01", "actions"): 10}, since=TENTH
    )

    assert "collage décalé" in safety_hold.reason


def test_progress_of_every_line_is_a_partner_who_did_his_homework():
    changes = [a_change(row, ChangeKind.EDITED, column="progress") for row in range(10)]

    assert safety_holds_on_changes(changes, rows_before={("P01", "actions"): 10}, since=TENTH) == ()


@pytest.mark.parametrize(("planned", "usual", "held"), [
    (20, 18, False), (40, 18, True), (36, 18, False), (5, 1, False), (6, 1, True),
    (23, None, False),
])  # fmt: skip
def test_many_more_mails_than_usual_are_asked_about(planned, usual, held):
    assert (safety_hold_on_volume(planned, usual=usual) is not None) is held


A, B, C = (AddressMarks(address=name, domain=f"domain of {name}") for name in "ABC")


def address(now: AddressMarks, accepted: AddressMarks, **given: object) -> SafetyHold | None:
    said = {"code": "P08", "who": "P08", "tab": "Partenaires", "since": SEVENTEENTH, **given}
    return safety_hold_on_address(now, accepted=accepted, **said)


@pytest.mark.parametrize(("now", "accepted", "shared", "held"), [
    (A, A, False, False),
    (B, A, False, True),   # another house
    (C, A, False, True),   # a third one: compared with the accepted one, not with last week's
    (A, B, False, True),   # she accepted B meanwhile: going back is a change again
    (AddressMarks(address="A2", domain=A.domain), A, False, False),  # a letter before the @
    (AddressMarks(address="A2", domain=A.domain), A, True, True),    # at Gmail: somebody else
    (B, AddressMarks(address="A", domain=""), False, True),          # its domain is not known
    (A, AddressMarks(address="A", domain=""), False, False),
])  # fmt: skip
def test_an_address_is_compared_with_the_one_last_accepted(now, accepted, shared, held):
    safety_hold = address(now, accepted, shared=shared)

    assert (safety_hold is not None) is held
    if safety_hold:
        assert safety_hold.short == "adresse changée"
        assert "depuis le 17\u00a0mars\u00a02026" in safety_hold.reason
        assert "«\u00a0Partenaires\u00a0»" in safety_hold.what_to_do


def test_the_row_says_the_one_word_that_sends_it():
    safety_hold = address(B, A)

    assert safety_hold is not None
    assert safety_hold.on_its_row().endswith(
        "Seul «\u00a0envoyer\u00a0» sur cette ligne le fait partir."
    )
    assert "«\u00a0envoyer à nouveau\u00a0»" in safety_hold.on_its_row(again=True)


def test_of_two_safety_holds_on_one_mail_both_are_told():
    (lost,) = safety_holds_on_changes(removed(6), rows_before={("P01", "actions"): 10}, since=TENTH)
    changed = address(B, A)

    assert changed is not None
    both = together((changed, lost, changed))
    assert both is not None
    assert both.reason == f"{changed.reason} {lost.reason}"
    assert both.short == "adresse changée et lignes disparues"
    assert together(()) is None
