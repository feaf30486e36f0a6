"""What is late and another partner waits for stays « aujourd’hui » until somebody has asked it."""

from datetime import date, timedelta

import pytest
from support.programme.build import a_partner, actions
from support.programme.tables import drawn, programme_with
from support.reminders.planned import tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.beside import Awaited
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.assessment.assessment import assess

# T2 is of 15 May; on Wednesday 20 May the next reminders are those of Tuesday the 26th.
WEDNESDAY, MONDAY, TUESDAY = date(2026, 5, 20), date(2026, 5, 25), date(2026, 5, 26)
PLAN = """
    action | owner | start      | end        | status      | progress
    C1.1   | SMS   | 2025-09-01 | 2026-05-29 | in_progress | 0.6
    T2     | TPV   | 2026-04-27 | 2026-05-15 | in_progress | 0.2
"""
LINK = "predecessor | successor | lag\nT2 | C1.1 | 0"
PARTNERS = (a_partner("SMS", "Syndicat"), a_partner("TPV", "Entreprise Vialle"))
NOT_WRITTEN = Awaited(until=TUESDAY, coming=True, on=TUESDAY)


def where(*, as_of=WEDNESDAY, mail=None, link=LINK):
    """The part in which Vialle's late line stands, on a day, with the mail that asks it."""
    tables = [drawn("dependencies", link)] if link else []
    programme = programme_with(*tables, partners=PARTNERS, actions=actions(PLAN), as_of=as_of)
    found = assess(programme, as_of=as_of, baseline={})
    waits = {one.key: mail for one in found if mail and one.subject == "T2"}
    acts = derive_acts(tracked(*found), programme=programme, as_of=as_of, awaited=waits)
    parts = place(acts, programme=programme, as_of=as_of)
    (when,) = (when for when in When for act in parts[when] if str(act.key) == "act:appeler:TPV")
    return when


def test_it_is_of_today_though_no_euro_is_known_of_who_waits():
    assert where() is When.TODAY


def test_a_message_that_nobody_has_written_yet_and_that_leaves_in_days_takes_it_from_no_list():
    assert where(mail=NOT_WRITTEN) is When.TODAY
    assert where(mail=NOT_WRITTEN, link="") is When.BY_MAIL  # nobody waits for it


@pytest.mark.parametrize(
    ("as_of", "mail"),
    (
        (MONDAY, NOT_WRITTEN),  # it leaves tomorrow
        (WEDNESDAY, Awaited(until=TUESDAY, on=date(2026, 5, 19))),  # its answer may come
        (WEDNESDAY, Awaited(until=TUESDAY, on=WEDNESDAY, held=True)),  # it waits for her word
    ),
)
def test_one_that_was_sent_or_leaves_tomorrow_is_the_gesture(as_of, mail):
    assert where(as_of=as_of, mail=mail) is When.BY_MAIL


def test_from_the_day_on_which_its_answer_has_not_come_it_is_back():
    after = TUESDAY + timedelta(days=1)

    assert where(as_of=after) is When.TODAY
