"""A promise of « Contacts » whose day has come: kept by the sheets, answered by her, or broken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.build import a_deliverable, an_action
from support.programme.tables import drawn, programme_with
from support.reminders.planned import finding, said, tracked

from relocalisons.core.reminders.rules.kept_promises import promises_due

SPOKEN, PROMISED, FRIDAY = date(2026, 3, 9), date(2026, 3, 18), date(2026, 3, 20)
NEXT_FRIDAY = FRIDAY + timedelta(days=7)
GUIDE = an_action("A1.5", title="Guide des achats", status="in_progress")
FILE = a_deliverable("L04", title="Guide des achats", status="en relecture")
DONE = an_action("A1.5", title="Guide des achats", status="done")
VALIDATED = replace(FILE, status="validé")


def due(words, *entries, actions=(), deliverables=(), as_of=FRIDAY):
    """(what is told as kept, whether it is told at all)."""
    contacts = drawn(
        "contacts",
        f"""
        date       | partner | person    | said    | promised
        09/03/2026 | P01     | Anne Roux | {words} | 18/03/2026
        """,
    )
    programme = replace(
        programme_with(contacts, actions=tuple(actions), as_of=as_of),
        deliverables=tuple(deliverables),
    )
    return [
        one.kept.replace("\u00a0", " ") for one in promises_due(programme, entries, as_of=as_of)
    ]


@pytest.mark.parametrize(
    ("words", "actions", "deliverables", "kept"),
    (
        ("guide en relecture", [DONE], [VALIDATED], ["A1.5 « done », L04 « validé »"]),
        ("guide en relecture", [DONE], [FILE], [""]),  # all that it names, or it is broken
        ("guide en relecture", [GUIDE], [VALIDATED], [""]),
        ("A1.5 avant la fin du mois", [DONE], [FILE], ["A1.5 « done »"]),
        ("L04 mercredi", [GUIDE], [VALIDATED], ["L04 « validé »"]),
        ("il envoie l’attestation", [DONE], [VALIDATED], [""]),  # names no line: nobody can check
        ("A1.5", [replace(DONE, owner="P02")], [], [""]),  # another partner’s
    ),
)
def test_a_promise_is_kept_once_all_lines_that_it_names_are_done(
    words, actions, deliverables, kept
):
    assert due(words, actions=actions, deliverables=deliverables) == kept


def test_what_is_kept_is_said_once_and_what_is_broken_until_it_is_not():
    assert due("guide", actions=[DONE], as_of=NEXT_FRIDAY) == []
    assert due("guide", actions=[GUIDE], as_of=NEXT_FRIDAY) == [""]


def test_a_promise_of_today_is_not_broken_yet():
    assert due("guide", actions=[GUIDE], as_of=PROMISED) == []
    assert due("guide", actions=[GUIDE], as_of=PROMISED + timedelta(days=1)) == [""]


def test_what_names_no_line_is_asked_once():
    assert due("il envoie l’attestation") == [""]
    assert due("il envoie l’attestation", as_of=NEXT_FRIDAY) == []


def test_a_line_that_was_put_off_since_has_answered():
    (since,) = tracked(finding("action_slipping", "A1.5"), first_seen=date(2026, 3, 16))
    (before,) = tracked(finding("action_slipping", "A1.5"), first_seen=SPOKEN)

    assert due("A1.5", since, actions=[GUIDE]) == ["A1.5 reportée dans la feuille"]
    assert due("A1.5", before, actions=[GUIDE]) == [""]


@pytest.mark.parametrize(
    ("word", "read_on", "told"),
    (
        ("fait", PROMISED, False),
        ("fait", SPOKEN, True),  # of the call in which it was promised
        ("vu", FRIDAY, False),
        ("vu", SPOKEN, True),  # said before the promised day
        ("reparler le 25/03/2026", SPOKEN, False),
        ("reparler le 19/03/2026", SPOKEN, True),  # her day has come
        ("date accordée au 30/03/2026", SPOKEN, False),
        ("", SPOKEN, True),
    ),
)
def test_her_word_on_the_call_closes_it(word, read_on, told):
    (late,) = tracked(finding("action_late", "A1.5"))
    late = replace(late, **said(word, read_on=read_on))

    assert bool(due("guide", late, actions=[GUIDE])) is told
