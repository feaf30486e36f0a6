"""What the service promises about the digest of the week: one a person, in four parts."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import a_programme, an_action
from support.reminders.planned import TUESDAY, finding, left_alone, plan, reasons, tracked

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import FindingState, TrackedFinding
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy


def test_one_digest_a_person_whatever_the_number_of_tables():
    made = plan(
        *tracked(
            finding("action_late", "A1.2"),
            finding("deliverable_missing", "L04"),
            finding("cell_unreadable", "P01/actions/A2.3/planned_end"),
        )
    )

    assert [digest.partner for digest in made.digests] == ["P01"]
    assert len(made.digests[0].lines) == 3


def test_lines_stand_under_late_this_week_upcoming_and_cells():
    made = plan(
        *tracked(
            finding("action_due_soon", "A4", due=date(2026, 3, 9)),  # Monday of next week
            finding("action_late", "A1", due=date(2026, 3, 2)),
            finding("deliverable_due_soon", "L2", due=date(2026, 3, 8)),  # Sunday of this week
            finding("action_due_soon", "A3", due=TUESDAY),
            finding("cell_missing", "P01/actions/A9/status"),
        )
    )

    parts = {block.group: [line.number for line in block.lines] for block in made.digests[0].blocks}
    assert parts == {
        DigestGroup.LATE: ["A1"],
        DigestGroup.THIS_WEEK: ["A3", "L2"],
        DigestGroup.UPCOMING: ["A4"],
        DigestGroup.CELLS: ["A9"],
    }


def test_nobody_is_written_to_for_nothing():
    made = plan()

    assert made.digests == ()
    assert reasons(made) == ["rien à signaler cette semaine"]


def test_an_item_enters_fourteen_days_before():
    soon, later = date(2026, 3, 17), date(2026, 3, 18)

    made = plan(
        *tracked(
            finding("action_due_soon", "A1", due=soon), finding("action_due_soon", "A2", due=later)
        )
    )

    assert [line.number for line in made.digests[0].lines] == ["A1"]
    assert "échéance encore lointaine" in reasons(made)[0]


def test_what_is_resolved_is_told_no_more():
    made = plan(*tracked(finding(), state=FindingState.RESOLVED))

    assert made.digests == ()


def test_the_oldest_comes_first_and_numbers_are_read_as_numbers():
    same_day = [finding("action_late", number) for number in ("A1.10", "A1.9")]
    older = finding("action_late", "A7.1", due=date(2026, 1, 5))

    made = plan(*tracked(*same_day, older))

    assert [line.number for line in made.digests[0].lines] == ["A7.1", "A1.9", "A1.10"]


@given(st.permutations(list(range(6))))
@settings(max_examples=25, deadline=None)
def test_the_order_of_findings_changes_nothing(order):
    known = tracked(*(finding("action_late", f"A{number}") for number in range(6)))

    assert plan(*(known[index] for index in order)) == plan(*known)


def test_every_finding_is_either_told_or_has_its_reason():
    known = tracked(
        finding(), finding("action_slipping", "A2"), finding(partner=None, subject="A3"),
        finding("cell_missing", "P02/actions/A4/status", partner="P02", workbook="Suivi P02"),
        finding("volume_shortfall", "C01"),
    )  # fmt: skip

    made = plan(*known)

    told = {line.finding_key for digest in made.digests for line in digest.lines}
    explained = {entry.finding_key for entry in made.skipped if entry.finding_key}
    assert told | explained == {one.finding.key for one in known}
    assert not told & explained
    assert len(told) == 2


def test_a_line_that_contradicts_itself_is_asked_to_its_author_with_what_to_type():
    action = an_action("A1", end="2026-02-13", status="done", progress="1")
    programme = a_programme(actions=[action])
    findings = assess(programme, as_of=programme.as_of, baseline={})
    tracked = tuple(
        TrackedFinding(finding=each, state=FindingState.NEW, first_seen=programme.as_of)
        for each in findings
    )

    (digest,) = plan_reminders(
        tracked, programme=programme, history=ReminderHistory(), policy=ReminderPolicy(),
        as_of=programme.as_of,
    ).digests  # fmt: skip

    (line,) = digest.lines
    assert (line.number, line.place.cell) == ("A1", "H2")
    assert line.text.startswith("Cette action est dite terminée. Notez sa fin réelle")


def test_an_answer_holds_its_persons_message_and_the_call_for_a_week_and_nobody_elses():
    late = tracked(finding(), finding(subject="B1.1", partner="P02"))
    history = ReminderHistory(replied={"P01": date(2026, 3, 1)}, unanswered={"P01": left_alone(5)})

    made = plan(*late, history=history)
    week_later = plan(*late, history=history, as_of=date(2026, 3, 9))

    assert [digest.partner for digest in made.digests] == ["P02"]
    assert made.call_list == ()
    (reason,) = reasons(made)
    assert reason.startswith("a répondu par mail le 1er\u00a0mars\u00a02026, à lire")
    assert reason.endswith("sinon rien ne part jusqu’au 8\u00a0mars\u00a02026")
    assert [call.partner for call in week_later.call_list] == ["P01"]
