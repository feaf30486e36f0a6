"""An approval comes before the dates of its mail; an order in an empty week is answered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from shell_tasks.pilotage.test_acts_told import MONDAY, a_run, store
from support.reminders.planned import finding

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.reminders.digests import iso_week
from relocalisons.store.mails.send_orders import note_order_cell, order_in_cell
from relocalisons.store.readings.findings import settled_since, track_findings
from tasks.reminders.approval import before_dates
from tasks.reminders.relances_tab import answer_of
from tasks.reminders.reminder_states import answer_empty_order

__all__ = ["store"]

WRITTEN = date(2026, 9, 29)  # a Tuesday
THURSDAY = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "until"),
    (
        ((), THURSDAY),
        ((date(2026, 5, 15),), THURSDAY),  # late already: nothing is announced
        ((date(2026, 10, 2),), THURSDAY),
        ((date(2026, 10, 1),), datetime(2026, 9, 30, 12, tzinfo=UTC)),  # the working day before
        (
            (date(2026, 9, 30),),
            datetime(2026, 9, 29, 18, tzinfo=UTC),
        ),  # that very day, until the evening
        ((date(2026, 9, 29),), datetime(2026, 9, 29, 18, tzinfo=UTC)),
        ((date(2026, 5, 15), date(2026, 10, 1)), datetime(2026, 9, 30, 12, tzinfo=UTC)),
    ),
)
def test_an_approval_never_comes_after_a_date_that_its_mail_announces(due, until):
    found = before_dates(THURSDAY, due, written=WRITTEN, calendar=french_calendar())

    assert found == until


@pytest.mark.parametrize(("words", "answered"), (("tout envoyer", True), ("non", False)))
def test_an_order_while_nothing_waits_is_answered_and_acts_never_again(store, words, answered):
    run = a_run(store, MONDAY)
    week = iso_week(MONDAY)
    note_order_cell(
        store, run.code, words=words, week="2026-W09", cell="B2", shown=(), at=run.clock()
    )

    assert answer_empty_order(run) is answered
    assert answer_empty_order(run) is False
    order = order_in_cell(store, run.code)
    assert order is not None
    assert (order.acted_at is not None, order.released) == (answered, frozenset())
    assert ("rien à envoyer cette semaine" in answer_of(run, week).replace("\u00a0", " ")) is (
        answered
    )


def test_what_was_settled_in_a_week_is_known_by_name(store):
    late = finding(subject="A1")
    for days, found in ((0, (late,)), (1, ()), (2, ())):
        track_findings(store, found, programme="essai", as_of=MONDAY + timedelta(days=days))

    def settled(first: int, last: int) -> list[str]:
        since, until = (MONDAY + timedelta(days=days) for days in (first, last))
        return [one.key for one in settled_since(store, "essai", since=since, until=until)]

    assert settled(0, 4) == [late.key]
    assert settled(2, 4) == []
    track_findings(store, (late,), programme="essai", as_of=MONDAY + timedelta(days=3))
    assert settled(0, 4) == []  # it stands again
