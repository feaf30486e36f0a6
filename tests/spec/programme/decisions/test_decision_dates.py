"""A date in her decisions is completed once, by the day on which its words were first read.

The table was written by somebody who had not seen the code. « asked » and « not understood » grant
nothing; what was understood on the first day is the same on every later one. « mi-mai » is the
20th, as in any cell of ours: the table leaves the choice between the 15th and the 20th.
"""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import a_deliverable, a_programme, an_action
from support.reminders.planned import finding, plan, tracked

from relocalisons.core.acts.awake import is_awake
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.programme.decisions.agreed_dates import agreed_dates, makers_of, with_obeyed
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.programme.standing import granted_until

# typed | first read | date in force | read again on
TABLE = """
    date accordée au 12/01              | 2026-01-05 | 2026-01-12     | 2026-07-20, 2026-11-03
    date accordée au 12/01              | 2025-11-18 | 2026-01-12     | 2026-02-02
    date accordée au 12/01              | 2026-01-12 | 2026-01-12     | 2026-08-01
    date accordée au 12/01              | 2026-01-20 | asked          | 2026-09-01
    date accordée au 12/01              | 2026-03-15 | asked          | 2026-09-15
    date accordée au 12/01              | 2026-06-02 | 2027-01-12     | 2027-03-01
    date accordée au 12/01/26           | 2026-01-05 | 2026-01-12     | 2026-07-20
    date accordée au 12/01/26           | 2026-01-20 | 2026-01-12     | 2026-07-20
    date accordée au 12/01/2027         | 2026-03-15 | 2027-01-12     | 2027-06-01
    accordée au 31/12                   | 2026-01-06 | asked          | 2026-05-01
    accordée au 31/12/26                | 2026-01-06 | 2026-12-31     | 2026-05-01
    accordée au 31/12                   | 2026-04-10 | 2026-12-31     | 2027-02-01
    accordé jusqu'au 15                 | 2026-03-10 | 2026-03-15     | 2026-06-20
    accordé jusqu'au 15                 | 2026-03-15 | 2026-03-15     | 2026-04-02
    accordé jusqu'au 15                 | 2026-03-16 | asked          | 2026-04-02
    accordé jusqu'au 15                 | 2026-03-24 | 2026-04-15     | 2026-08-24
    accordé jusqu'au 15                 | 2026-12-20 | 2027-01-15     | 2027-04-20
    accordé jusqu'au 31                 | 2026-03-20 | 2026-03-31     | 2026-07-01
    accordé jusqu'au 31                 | 2026-04-10 | asked          | 2026-07-01
    délai accordé fin juin              | 2026-03-10 | 2026-06-30     | 2026-11-10
    délai accordé fin juin              | 2025-12-20 | 2026-06-30     | 2026-07-10
    délai accordé fin juin              | 2026-06-30 | 2026-06-30     | 2026-12-01
    délai accordé fin juin              | 2026-07-02 | asked          | 2026-12-01
    délai accordé mi-mai                | 2026-03-10 | 2026-05-20     | 2026-10-01
    délai accordé jusqu'à fin 2026      | 2026-03-10 | 2026-12-31     | 2027-03-01
    reparler le 3                       | 2026-03-27 | 2026-04-03     | 2026-05-11
    reparler le 3                       | 2026-04-03 | 2026-04-03     | 2026-05-11
    reparler le 3                       | 2026-04-04 | asked          | 2026-05-11
    reparler le 3                       | 2026-04-20 | 2026-05-03     | 2026-08-01
    vu par téléphone, reparler le 10/04 | 2026-03-31 | 2026-04-10     | 2026-12-10
    date accordée au 29/02              | 2026-02-10 | not understood | 2026-03-10
    date accordée au 29/02              | 2027-12-01 | 2028-02-29     | 2028-06-01
    date accordée au 29/02/2028         | 2026-03-10 | 2028-02-29     | 2028-06-01
    date accordée au 30/02              | 2026-01-15 | not understood | 2026-06-15
    date accordée au 12/12/2025         | 2026-03-10 | 2025-12-12     | 2026-09-10
    date accordée                       | 2026-03-10 | not understood | 2026-09-10
"""
LINES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("typed", "first", "expected"), [line[:3] for line in LINES])
def test_a_date_left_incomplete_is_the_one_to_come_or_is_asked(typed, first, expected):
    word = understand_finding(typed, read_on=date.fromisoformat(first))

    if expected in ("asked", "not understood"):
        assert word.meaning is Meaning.ASKED
        assert word.until in (None, date.fromisoformat(first)), "a call, at once; no date granted"
        assert ("?" in word.message) is (expected == "asked" or typed == "date accordée")
    else:
        assert word.until == date.fromisoformat(expected)
        past = date.fromisoformat(expected) < date.fromisoformat(first)
        assert ("déjà passée" in word.message) is past
        assert word.is_clear is not past, "a date already past grants nothing"


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]} ({line[1]})")
def test_mails_forecasts_and_reports_take_that_date_on_any_later_day(line):
    typed, first, _, again = line
    first_read = date.fromisoformat(first)
    (one,) = tracked(finding("action_late", "A1"), decision=typed, first_seen=first_read)
    granted = one.word.until if one.word.meaning is Meaning.GRANTED else None

    for day in map(date.fromisoformat, (first, *again.split(", "))):
        to_come = granted if granted is not None and granted >= day else None
        assert granted_until(one, as_of=day) == to_come
        forecasts = agreed_dates({one.finding.key: one.word}, as_of=day)
        assert forecasts == ({"A1": to_come} if to_come else {})


def test_the_question_names_both_dates():
    word = understand_finding("accordée au 31/12", read_on=date(2026, 1, 6))

    assert "31/12/2025 ou 31/12/2026" in word.message


def test_what_was_completed_is_told_in_full():
    word = understand_finding("date accordée au 12/01", read_on=date(2026, 1, 5))

    assert word.message == "Compris\u00a0: 12\u00a0janvier\u00a02026."


@pytest.mark.parametrize(
    "typed", ["date accordée au 12/01", "date accordée au 30/02", "date accordée au 12/12/2025"]
)
def test_a_date_that_is_asked_about_silences_nobody(typed):
    (one,) = tracked(finding(), decision=typed, first_seen=date(2026, 3, 15))
    (undecided,) = tracked(finding())

    assert one.word.meaning is Meaning.ASKED
    assert plan(one).digests == plan(undecided).digests != ()
    assert is_awake(one, as_of=date(2026, 3, 15))


def test_a_call_without_a_sure_day_is_hers_at_once():
    typed, day = "vu par téléphone, reparler le 3", date(2026, 4, 4)
    (one,) = tracked(finding(), decision=typed, first_seen=day)

    assert is_awake(one, as_of=day)
    assert "De quel mois" in one.word.message


@pytest.mark.parametrize(("typed", "first", "asked_about"), [
    ("accordé jusqu’au 30", date(2026, 4, 2), True),   # the 30th of March was three days ago
    ("accordé jusqu’au 30", date(2026, 4, 3), False),
    ("accordé jusqu’au 30", date(2026, 3, 1), False),  # February has none, March has
    ("accordé jusqu’au 32", date(2026, 3, 1), True),
    ("date accordée au vendredi 20 mars", date(2026, 2, 10), False),
    ("date accordée au vendredi 20 mars", date(2026, 4, 10), True),  # its weekday names the year
    ("date accordée au 29/02", date(2027, 2, 10), True),             # never the one of 2028
])  # fmt: skip
def test_other_days_of_the_calendar(typed, first, asked_about):
    word = understand_finding(typed, read_on=first)

    assert (word.meaning is Meaning.ASKED) is asked_about
    assert asked_about or word.until is not None
    assert format_date(first) not in word.message


@pytest.mark.parametrize(
    ("moved_to", "is_new"), [("2026-06-12", False), ("2026-06-10", False), ("2026-06-15", True)]
)
def test_a_sheet_that_bears_the_granted_date_is_no_new_matter(moved_to, is_new):
    moved = replace(finding("action_slipping", "A1"), due=date.fromisoformat(moved_to))

    (one,) = with_obeyed(tracked(moved), {"A1": date(2026, 6, 12)})

    assert (one.word.meaning is Meaning.NOTHING) is is_new
    assert (granted_until(one, as_of=date(2026, 6, 5)) is None) is is_new


def test_a_granted_date_says_nothing_of_another_line_nor_of_what_she_decided_herself():
    moved = replace(finding("action_slipping", "A1"), due=date(2026, 6, 12))
    granted = {"A2": date(2026, 6, 12)}

    assert with_obeyed(tracked(moved), granted) == tracked(moved)
    seen = tracked(moved, decision="vu")
    assert with_obeyed(seen, {"A1": date(2026, 6, 12)}) == seen


@pytest.mark.parametrize(
    ("decision", "sleeps"), [("", True), ("vu", True), ("reparler le 08/06/2026", False)]
)
def test_what_holds_an_action_up_waits_for_the_date_granted_to_it(decision, sleeps):
    halted = tracked(finding("action_halted", "A1"), decision=decision)

    (one,) = with_obeyed(halted, {"A1": date(2026, 6, 12)})

    assert (granted_until(one, as_of=date(2026, 6, 5)) == date(2026, 6, 12)) is sleeps


# The deliverable's day | the action that makes it too | whether the granted date is its own
MADE = (
    ("2026-06-01", "", True),
    ("2026-06-20", "", False),  # later than the granted date: its own day stands
    ("2026-06-01", "A2", False),  # another that makes it was granted nothing
)


@pytest.mark.parametrize(("due", "other", "covered"), MADE)
def test_the_file_that_an_action_makes_waits_for_the_date_granted_to_it(due, other, covered):
    plan = [an_action("A1", end="2026-06-01", outputs="L1")]
    plan += [an_action(other, end="2026-06-01", outputs="L1")] if other else []
    programme = a_programme(actions=plan, deliverables=[a_deliverable("L1", due=due)])
    (output,) = programme.deliverables
    missing = replace(finding("deliverable_missing", output.key), due=date.fromisoformat(due))
    granted = {plan[0].key: date(2026, 6, 12)}

    (one,) = with_obeyed(tracked(missing), granted, makers=makers_of(programme))

    assert (granted_until(one, as_of=date(2026, 6, 5)) is not None) is covered


def test_a_file_made_by_an_action_that_is_done_is_asked_all_the_same():
    plan = [an_action("A1", end="2026-06-01", outputs="L1", ended="2026-05-30", status="done")]
    programme = a_programme(actions=plan, deliverables=[a_deliverable("L1", due="2026-06-01")])

    assert makers_of(programme) == {}
