"""« Envoyer les relances validées »: a rehearsal, unless she says how many mails are to leave."""

from typing import Any

import pytest
from support.theatre import TUESDAY, Theatre, plain

from flows.release_reminders import release_reminders
from relocalisons.store.mails.notices import NoticeState, notices_of_week
from relocalisons.store.readings.decisions import decisions_in_force
from tasks.run.run_requests import ReleaseRequest

pytestmark = pytest.mark.flows


def form(**answers: Any) -> str:
    return plain(
        release_reminders(ReleaseRequest(programme="sandbox", logical_date=TUESDAY, **answers))
    )


def everything_kept(theatre: Theatre) -> tuple[object, ...]:
    """Mails, states and decisions."""
    with theatre.store() as store:
        notices = notices_of_week(store, "relocalisons", "2026-W10")
        states = {one.key: (one.state, one.reason) for one in notices}
        assert states
        return theatre.mails(), states, decisions_in_force(store, "relocalisons")


def waiting(theatre: Theatre) -> int:
    with theatre.store() as store:
        notices = notices_of_week(store, "relocalisons", "2026-W10")
    return sum(one.state is NoticeState.HELD for one in notices)


def test_an_empty_form_sends_and_decides_nothing_and_says_how_many_would_leave(tuesday: Theatre):
    before = everything_kept(tuesday)

    said = form()

    assert everything_kept(tuesday) == before
    assert f"{waiting(tuesday)} messages partiraient : P" in said
    assert f"« Nombre de messages » {waiting(tuesday)}" in said


def test_another_number_than_the_one_that_waits_sends_nothing(tuesday: Theatre):
    before, right = everything_kept(tuesday), waiting(tuesday)

    for wrong in (right - 1, right + 1):
        said = form(dry_run=False, count=wrong)
        assert f"Vous avez écrit {wrong}, il y en a {right} : rien n’est parti" in said
    said = form(dry_run=False)
    assert f"Vous n’avez pas écrit le nombre de messages, il y en a {right}" in said
    assert everything_kept(tuesday) == before


def test_the_right_number_sends_these_mails(tuesday: Theatre):
    before, right = len(tuesday.mails()), waiting(tuesday)

    said = form(dry_run=False, count=right)

    assert len(tuesday.mails()) - before == right
    assert f"{right} messages envoyés" in said
