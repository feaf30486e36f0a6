"""« Tableau de bord » names what is to end today and by the next working day, on its eve."""

from dataclasses import replace

from support.pilotage.board import FRIDAY, board
from support.programme.build import a_deliverable, a_file, a_partner, a_programme, an_action
from support.reminders.planned import finding, tracked

# Number | owner | its day | status
PLAN = (
    ("A1", "P01", "2026-03-20", "in_progress"),
    ("A2", "P02", "2026-03-20", "in_progress"),
    ("A3", "P01", "2026-03-20", "done"),
    ("A4", "P01", "2026-03-22", "in_progress"),  # a Sunday
    ("A5", "P01", "2026-03-23", "in_progress"),
    ("A6", "P01", "2026-03-24", "in_progress"),
)


def programme(*, outputs=()):
    plan = [
        an_action(number, owner=owner, end=end, status=status,
                  **({"ended": "2026-03-18"} if status == "done" else {}))
        for number, owner, end, status in PLAN
    ]  # fmt: skip
    return a_programme(
        partners=[a_partner("P01"), a_partner("P02", "Chambre")], actions=plan,
        deliverables=outputs, items=(a_file("autre.pdf"),), as_of=FRIDAY,
    )  # fmt: skip


def due(*entries, **given):
    page = board(*entries, programme=programme(**given))
    return next((row[1] for row in page.rows if row[0] == "À finir"), "")


def test_what_is_open_is_named_by_day_and_partner_and_the_rest_is_not():
    assert due() == "Aujourd’hui : A1 (P01) ; A2 (P02). Lundi 23 mars 2026 : A4 et A5 (P01)"


def test_the_file_of_that_day_stands_beside_its_action():
    assert "Aujourd’hui : A1 et L1 (P01) ; A2 (P02)." in due(
        outputs=[a_deliverable("L1", due="2026-03-20", rule="L1_*.pdf")]
    )


def test_what_she_granted_another_date_does_not_end_today():
    key = programme().actions[0].key
    late = replace(finding("action_late", key))

    assert "A1" not in due(*tracked(late, decision="date accordée au 30/04/2026"))


def test_a_day_on_which_nothing_ends_says_nothing():
    page = board(programme=a_programme(actions=[an_action("A1", end="2026-06-01")], as_of=FRIDAY))

    assert "À finir" not in {row[0] for row in page.rows}
