"""« fait » beside a call: it was made. Its row goes for a week; what it asked is asked still."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import NIGHT, of, seen
from support.programme.sheets import tab
from support.reminders.from_sheets import sheets
from support.reminders.planned import TUESDAY, finding, plan, tracked

from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.programme.decisions.group_words import of_a_call
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy

LATE = finding()
CALLED = date(2026, 2, 27)  # the Friday before


def called(entries, *, on):
    word = of_a_call(understand_finding("fait", read_on=on), read_on=on)
    return tuple(replace(one, word=word) for one in entries)


@pytest.mark.parametrize(("days", "awake"), ((0, False), (6, False), (7, True)))
def test_the_row_of_a_call_that_was_made_goes_for_a_week(days, awake):
    (act,) = of(*called(seen(LATE), on=NIGHT), as_of=NIGHT + timedelta(days=days)).acts

    assert act.awake is awake


def test_the_next_message_asks_what_nobody_answered_on_the_telephone():
    made = plan(*called(tracked(LATE), on=CALLED))

    assert [line.finding_key for line in made.digests[0].lines] == [LATE.key]


@pytest.mark.parametrize(
    ("line", "asked"),
    (
        ("27/02/2026 | P01 | Anne Roux | A1.2 : attend le maire |", False),
        ("27/02/2026 | P01 | Anne Roux | A1.2 fini vendredi | 06/03/2026", False),
        ("27/02/2026 | P01 | Anne Roux | rien promis |", True),
        ("26/02/2026 | P01 | Anne Roux | A1.2 : attend le maire |", True),  # before the call
    ),
)
def test_what_she_noted_of_a_line_in_contacts_is_its_answer(line, asked):
    contacts = f"""
        Date | Partenaire | Personne | Ce qui a été dit | Promis pour le
        {line}
    """
    made = plan_reminders(
        called(tracked(LATE), on=CALLED),
        programme=sheets(own=(tab("Contacts", contacts),)),
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=TUESDAY,
    )

    assert bool(made.digests) is asked
    if not asked:
        assert any("Contacts" in each.reason for each in made.skipped)
