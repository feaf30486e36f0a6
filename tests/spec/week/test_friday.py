"""Friday's mail: « Réglé » is settled, « Nouveau » is new, and a promise is said whole."""

from dataclasses import replace
from datetime import date

import pytest
from support.mails.drawn import CONTEXT
from support.mails.gallery import a_review
from support.programme.acts import of
from support.programme.sheets import tab
from support.reminders.from_sheets import finding, sheets
from support.reminders.planned import tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.red import codes_in_red
from relocalisons.core.acts.shelves import is_new_since
from relocalisons.core.kernel.model import FindingState, Severity
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.week_review import RunsOfWeek, review_week
from relocalisons.rendering.mails.mail import render_weekly_summary

FRIDAY = date(2026, 5, 22)
LAST_FRIDAY = date(2026, 5, 15)
GONE = finding("action_late", "T2", label="T2 – Démolir le seuil")


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def review(*standing, settled=(), programme=None, as_of=FRIDAY, red=()):
    return review_week(
        as_of=as_of, programme=programme or sheets(), tracked=standing,
        plan=ReminderPlan(digests=()), mails=(), runs=RunsOfWeek(days_read=5, days_expected=5),
        settled=settled, suspended=False, red=red,
    )  # fmt: skip


def test_what_the_sheet_says_is_done_is_settled():
    (told,) = review(settled=(GONE,)).settled

    assert told.words.startswith("T2")


@pytest.mark.parametrize(
    ("severity", "decision", "read_on", "alerts"),
    [
        ("alert", "", FRIDAY, 1),
        ("alert", "vu", FRIDAY, 1),  # seen is not settled
        ("alert", "fait", FRIDAY, 0),  # trusted one night
        ("alert", "fait", LAST_FRIDAY, 1),  # its cell has not followed
        ("alert", "sans objet", LAST_FRIDAY, 0),
        ("watch", "", FRIDAY, 0),
    ],
)
def test_what_is_red_stays_red_until_it_is_over(severity, decision, read_on, alerts):
    late = finding("action_late", "T2", severity=Severity(severity))

    made = review(*tracked(late, decision=decision, first_seen=read_on))

    assert made.alerts == alerts
    assert made.all_well is (alerts == 0)


def test_what_an_act_makes_red_forbids_that_all_is_well_though_no_finding_is_an_alert():
    late = tracked(finding("action_late", "T2", due=FRIDAY), first_seen=LAST_FRIDAY)
    programme = sheets(as_of=FRIDAY)
    made = derive_acts(late, programme=programme, as_of=FRIDAY)
    left = replace(made, shown_since={late[0].finding.key: date(2026, 4, 1)})

    red = codes_in_red(left, programme=programme, as_of=FRIDAY)

    assert codes_in_red(made, programme=programme, as_of=FRIDAY) == ()
    assert red == ("P01",)
    assert review(*late).all_well
    assert not review(*late, red=red).all_well


@pytest.mark.parametrize(("word", "seen"), [("vu", 1), ("", 0), ("fait", 0), ("sans objet", 0)])
def test_a_point_that_she_has_seen_is_counted(word, seen):
    late = finding("action_late", "T2")

    assert review(*tracked(late, decision=word)).seen == seen


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("", FindingState.OPEN),  # blocked instead of late: its key changed
        ("vu", FindingState.OPEN),  # she put it to sleep
        ("", FindingState.OUT_OF_SIGHT),  # its workbook cannot be read
    ],
)
def test_nothing_is_settled_about_which_something_else_stands(decision, state):
    other = finding("action_blocked", "T2", label="T2 – Démolir le seuil")
    standing = tracked(other, decision=decision, state=state)
    if state is FindingState.OUT_OF_SIGHT:
        standing = tuple(replace(one, unseen_since=FRIDAY) for one in standing)

    assert review(*standing, settled=(GONE,)).settled == ()


def test_a_point_that_stood_on_the_friday_before_is_not_new_in_whatever_act():
    old, new = finding("action_late", "A1"), finding("action_late", "A2")
    before, since = tracked(old, first_seen=LAST_FRIDAY), tracked(new, first_seen=FRIDAY)

    def news(*entries):
        return [is_new_since(act, LAST_FRIDAY) for act in of(*entries, as_of=FRIDAY).acts]

    assert news(*before) == [False]
    assert news(*before, *since) == [True], "one call, and one of its points is new"


def test_a_promise_is_said_whole_and_beyond_that_cut_at_a_word_and_its_place_said():
    said = "notaire saisi, acte fin juin au mieux ; les pièces K-01 et K-02 la semaine prochaine"

    def promise(words: str) -> str:
        contacts = f"""
            Date       | Partenaire | Personne  | Ce qui a été dit | Promis pour le
            12/05/2026 | P01        | Anne Roux | {words}          | 20/05/2026
        """
        programme = sheets(own=(tab("Contacts", contacts),), as_of=FRIDAY)
        (told,) = review(programme=programme).promises
        mail = render_weekly_summary(a_review(0, promises=(told.words,)), context=CONTEXT)
        (line,) = (one for one in mail.text.splitlines() if "Promesse non tenue" in one)
        return plain(line)

    assert "les pièces K-01 et K-02 la semaine prochaine »)." in promise(said)
    assert promise(f"{said}, {said}, {said}").endswith("… », la suite dans « Contacts »).")
