"""What one line of a digest says, and when it names another partner."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.programme.build import a_deliverable, a_partner, actions
from support.reminders.planned import TUESDAY, finding, plan, tracked

from relocalisons.core.kernel.model import Audience, Finding
from relocalisons.core.programme.findings.data import ReadingKind
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.reminders.policy import ReminderHistory
from relocalisons.core.reminders.rules.answers import AlreadyTold, SentDigest, already_told

DUE = date(2026, 2, 3)


@pytest.mark.parametrize(
    ("digests", "in_last", "said"),
    [
        (0, False, ""),
        (1, True, "Nous en parlions déjà dans notre dernier message."),
        (1, False, "Nous en avons déjà parlé dans 1\u00a0message."),
        (2, True, "Nous en avons déjà parlé dans 2\u00a0messages."),
    ],
)
def test_a_line_says_in_how_many_messages_its_reader_read_of_it(digests, in_last, said):
    already = {("P01", "action_late:A1.2", DUE): AlreadyTold(digests=digests, in_last=in_last)}

    made = plan(*tracked(finding()), history=ReminderHistory(already=already))

    assert made.digests[0].lines[0].already_told == said


def test_a_message_counts_once_whatever_the_number_of_its_lines():
    """A late action that five others wait for has six lines: two messages are not ten."""
    sent = {"P01": tuple(a_mail(day, "action_late:A1.2") for day in (3, 10))}

    assert already_told(sent)["P01", "action_late:A1.2", DUE] == AlreadyTold(
        digests=2, in_last=True
    )


def test_what_was_due_soon_and_is_late_is_one_thing():
    sent = {"P01": (a_mail(3, "action_due_soon:A1.2"), a_mail(10, "action_late:A1.2"))}

    assert already_told(sent)["P01", "action_late:A1.2", DUE].digests == 2


def test_a_message_to_somebody_else_is_not_one_to_the_reader():
    sent = {"P01/financier": (a_mail(3, "action_late:A1.2"),)}

    made = plan(*tracked(finding()), history=ReminderHistory(already=already_told(sent)))

    assert made.digests[0].lines[0].already_told == ""


def test_the_last_message_is_only_named_when_it_told_of_it():
    sent = {"P01": (a_mail(3, "action_late:A1.2"), a_mail(10, "action_late:A9.9"))}

    assert not already_told(sent)["P01", "action_late:A1.2", DUE].in_last


def a_mail(day: int, key: str) -> SentDigest:
    return SentDigest(
        left_at=datetime(2026, 2, day, tzinfo=UTC), keys=frozenset({key}), dates={key: DUE}
    )


def test_a_new_due_date_starts_a_new_count():
    history = ReminderHistory(told={("action_late:A1.2", date(2026, 1, 15)): 2})

    assert plan(*tracked(finding()), history=history).digests[0].lines[0].level == 1


def test_a_missing_deliverable_says_the_name_of_the_file():
    made = plan(
        *tracked(finding("deliverable_missing", "L04")), deliverables=(a_deliverable("L04"),)
    )

    assert "RELOC_L04_*.pdf" in made.digests[0].lines[0].text


def test_a_cell_says_to_its_author_what_to_type():
    entry = finding(
        "cell_unreadable", "P01/actions/A2.3/planned_end", detail="Tapez une date qui existe."
    )

    line = plan(*tracked(entry)).digests[0].lines[0]

    assert (line.number, line.text) == ("A2.3", "Tapez une date qui existe.")
    assert "Demander à" not in line.text


def test_a_late_action_that_blocks_another_partner_has_a_line_of_its_own_for_it():
    known = actions("""
        action | owner | end        | predecessors | title
        A1.2   | P01   | 2026-02-03 |              | Former les cuisiniers
        A2.3   | P02   | 2026-05-01 | A1.2         | Tester les menus
        A2.4   | P02   | 2026-06-01 | A1.2         | Servir les menus
        A1.3   | P01   | 2026-05-01 | A1.2         | Évaluer
    """)

    lines = plan(*tracked(finding()), actions=known).digests[0].lines

    assert [line.names_partner for line in lines] == [None, "P02"]
    assert "A2.3 – Tester les menus" in lines[1].text
    assert "1\u00a0autre action (Chambre 06)" in lines[1].text
    assert "Chambre 06" not in lines[0].label + lines[0].text


def test_an_action_that_is_done_blocks_nobody():
    known = actions("""
        action | owner | end        | predecessors | status
        A1.2   | P01   | 2026-02-03 |              | in_progress
        A2.3   | P02   | 2026-05-01 | A1.2         | done
    """)

    assert len(plan(*tracked(finding()), actions=known).digests[0].lines) == 1


def test_a_volume_is_not_asked_twice_through_its_cell():
    cell = finding("cell_missing", "P01/deliveries/ligne 14/quantity", detail="Remplissez-la.")
    volume = finding("volume_unknown", "C01", audience=Audience.PARTNER)

    made = plan(*tracked(cell, volume))

    assert [line.kind for line in made.digests[0].lines] == [ReadingKind.CELL_MISSING]
    assert any("déjà demandé" in entry.reason for entry in made.skipped)


# --- asked after its date ---------------------------------------------------------------------


def renewal() -> Finding:
    entry = finding("contract_renewal", "C-2025-07", audience=Audience.PARTNER)
    return replace(
        entry,
        due=date(2026, 3, 1),
        label="C-2025-07 – Carotte de plein champ",
        ask="Votre contrat arrive à son terme le 31 mars 2026. Souhaitez-vous le renouveler ?",
    )


def test_nobody_is_late_with_a_question_that_nobody_asked_before():
    made = plan(*tracked(renewal()), as_of=TUESDAY).digests[0]

    (line,) = made.lines
    assert (line.due, line.status) == (None, "à faire")
    assert [block.group for block in made.blocks] == [DigestGroup.OTHER]
    assert "31 mars 2026" in line.text


def test_nor_when_it_is_asked_again():
    already = {("P01", "contract_renewal:C-2025-07", None): AlreadyTold(digests=1, in_last=True)}

    (line,) = plan(*tracked(renewal()), history=ReminderHistory(already=already)).digests[0].lines

    assert line.status == "à faire"
    assert line.already_told == "Nous en parlions déjà dans notre dernier message."


def test_a_question_asked_in_time_is_late_once_its_date_has_passed():
    known = {("P01", "contract_renewal:C-2025-07", date(2026, 3, 1)): AlreadyTold(digests=1)}

    (line,) = plan(*tracked(renewal()), history=ReminderHistory(already=known)).digests[0].lines

    assert line.status == "2\u00a0jours de retard"


def test_a_date_of_theirs_is_late_from_the_first_message():
    (line,) = plan(*tracked(finding())).digests[0].lines

    assert line.status == "28\u00a0jours de retard"


def test_she_who_calls_about_it_is_not_told_that_it_is_late():
    partner = a_partner("P01", channel="téléphone", phone="06 00 00 00 00")

    made = plan(*tracked(renewal()), partners=(partner,))

    assert made.call_list[0].points == ("C-2025-07 – Carotte de plein champ\u00a0: à faire",)
