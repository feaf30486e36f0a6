"""What « Contrôle des accès » concludes; each failure says what to click or change."""

import pytest

from relocalisons.core.workspace.access import (
    CheckState,
    Reader,
    check_clock,
    check_deliverable,
    check_drive_role,
    check_members,
    check_ownership,
    check_readers,
    worst,
)

NAMES = {"P01": "Ville de Grasse", "P02": "Ferme des Restanques"}


@pytest.mark.parametrize(("seconds", "state"), [
    (0, CheckState.PASSED), (-119, CheckState.PASSED), (121, CheckState.FAILED),
    (-3600, CheckState.FAILED),
])  # fmt: skip
def test_a_machine_that_is_two_minutes_off_is_told(seconds, state):
    check = check_clock(seconds)

    assert check.state is state
    assert bool(check.fix) is (state is CheckState.FAILED)


def test_a_service_account_outside_a_shared_drive_is_the_trap_of_the_first_day():
    trap = check_ownership(service_account=True, drive_id="", quota=0)

    assert trap.state is CheckState.FAILED
    assert "n’en créer aucun" in trap.said
    assert "Créer un Drive partagé" in trap.fix
    assert check_ownership(service_account=True, drive_id="0AB", quota=0).state is CheckState.PASSED
    own = check_ownership(service_account=False, drive_id="", quota=15 << 30)
    assert own.state is CheckState.PASSED


def test_a_service_that_may_not_add_or_take_back_its_files_is_told_which_role_it_needs():
    for may_add, may_trash in ((False, False), (True, False)):
        check = check_drive_role(may_add=may_add, may_trash=may_trash, place="le Drive partagé")
        assert check.state is CheckState.FAILED
        assert "Gestionnaire de contenu" in check.fix


@pytest.mark.parametrize(("readers", "state", "words"), [
    ((), CheckState.PASSED, ""),
    ((Reader(who="P01"), Reader(who="la coordination")), CheckState.PASSED, ""),
    ((Reader(who="P02"),), CheckState.WARNING, "P02"),
    ((Reader(who=""),), CheckState.WARNING, "1\u00a0adresse absente"),
    ((Reader(who="domain", kind="domain"),), CheckState.WARNING, "organisation"),
    ((Reader(who="anyone", kind="anyone"),), CheckState.FAILED, "toute personne"),
    ((Reader(who="P02", inherited=True),), CheckState.PASSED, ""),
])  # fmt: skip
def test_who_else_may_open_the_workbook_of_a_partner(readers, state, words):
    check = check_readers("Suivi P01", readers, owner="P01", names=NAMES)

    assert check.state is state
    assert words in check.said


def test_partners_who_are_members_of_the_drive_see_everything_and_that_is_said_once():
    check = check_members([Reader(who="P01"), Reader(who="la coordination")], names=NAMES)

    assert check.state is CheckState.WARNING
    assert "voit tout le Drive" in check.said


@pytest.mark.parametrize(("readers", "public", "state"), [
    ((Reader(who="P01"), Reader(who="P02")), False, CheckState.PASSED),
    ((Reader(who="P01"),), False, CheckState.WARNING),
    ((Reader(who="anyone", kind="anyone"),), False, CheckState.WARNING),
    ((Reader(who="anyone", kind="anyone"),), True, CheckState.PASSED),
    ((Reader(who="P01"),), True, CheckState.WARNING),
])  # fmt: skip
def test_a_deliverable_opens_for_those_for_whom_it_is_meant(readers, public, state):
    check = check_deliverable("L04", readers, wanted=["P01", "P02"], public=public)

    assert check.state is state


def test_one_failure_is_the_state_of_the_whole():
    fine, broken = check_clock(0), check_clock(9_000)

    assert worst([fine, broken]) is CheckState.FAILED
    assert worst([fine]) is CheckState.PASSED
    assert worst([]) is CheckState.PASSED
