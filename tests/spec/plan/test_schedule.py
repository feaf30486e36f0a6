"""What the service promises about late, slipping and due-soon actions."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import a_partner, a_programme, actions, an_action, by_kind

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.plan.findings.schedule import find_schedule
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.core.reading.cells import read_status

TUESDAY = date(2026, 3, 3)


def found(plan, *, as_of=TUESDAY, baseline=None, **given) -> tuple[Finding, ...]:
    programme = a_programme(actions=plan, as_of=as_of, **given)
    return find_schedule(
        programme, as_of=as_of, baseline=baseline or {}, calendar=french_calendar()
    )


def test_an_open_action_is_late_from_the_day_after_its_due_date():
    plan = actions("""
        action | end
        A1     | 2026-03-02
        A2     | 2026-03-03
    """)

    late = [finding for finding in found(plan) if finding.kind == "action_late"]

    assert [(finding.subject, finding.days) for finding in late] == [("A1", 1)]


def test_the_revised_date_is_in_force_and_the_planned_one_no_more():
    plan = actions("""
        action | end        | revised
        A1     | 2026-01-15 | 2026-06-30
        A2     | 2026-06-30 | 2026-02-01
    """)

    findings = by_kind(found(plan))

    assert findings["action_late"] == ["A2"]
    assert findings["action_slipping"] == ["A1"]


def test_an_approximate_date_is_due_on_its_last_day_and_said_to_be_approximate():
    plan = actions("""
        action | end
        A1     | ~2026-02-28
    """)

    (late,) = found(plan)

    assert late.days == 3
    assert late.about
    assert "devait finir aux environs du 28\u00a0février\u00a02026" in late.title


@pytest.mark.parametrize("doubt", ["??", "!!"])
@pytest.mark.parametrize("column", ["end", "revised", "status"])
def test_nothing_is_concluded_from_a_cell_in_doubt(column, doubt):
    action = an_action("A1", **{"end": "2026-01-15", "revised": "2026-01-20", column: doubt})

    findings = found([action])

    expected = ["A1"] if (column, doubt) == ("end", doubt) else []
    assert [finding.subject for finding in findings] == expected


def test_nothing_is_concluded_without_a_date_or_without_a_status():
    plan = [an_action("A1", end=""), an_action("A2", end="2026-01-15", status="")]

    assert found(plan) == ()


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_closed_action_is_never_late(status):
    assert found([an_action("A1", end="2026-01-15", status=status)]) == ()


def test_an_action_with_an_actual_end_or_struck_through_is_closed():
    plan = [
        an_action("A1", end="2026-01-15", ended="2026-02-20"),
        an_action("A2", end="2026-01-15", struck=True),
    ]

    assert found(plan) == ()


@pytest.mark.parametrize("status", ["planned", "in_progress", "blocked"])
def test_whatever_progress_is_claimed_an_open_action_is_late(status):
    plan = [an_action("A1", end="2026-01-15", status=status, progress="1")]

    assert by_kind(found(plan)) == {"action_late": ["A1"]}


def test_an_action_slips_when_it_is_revised_more_than_a_week_after_its_baseline():
    plan = actions("""
        action | end        | revised
        A1     | 2026-03-20 | 2026-03-28
        A2     | 2026-03-20 | 2026-03-27
        A3     | 2026-03-20 |
    """)

    slipping = [finding for finding in found(plan) if finding.kind == "action_slipping"]

    assert [(finding.subject, finding.days) for finding in slipping] == [("A1", 8)]


def test_slippage_is_measured_from_the_frozen_baseline_even_if_the_sheet_was_overwritten():
    plan = actions("""
        action | end        | revised
        A1     | 2026-04-30 | 2026-05-02
    """)

    (slipping,) = found(plan, baseline={"A1": date(2026, 3, 31)})

    assert (slipping.kind, slipping.days) == ("action_slipping", 32)


def test_slippage_is_told_in_calendar_and_working_days_against_the_named_planning():
    plan = actions("""
        action | end        | revised
        A1     | 2026-03-31 | 2026-04-18
        A2     | 2026-03-31 | 2026-04-18
    """)
    convention = Baseline(name="Convention", dates={"A1": date(2026, 3, 31)})

    frozen, added_since = found(plan, baseline=convention)

    assert "soit 18\u00a0jours de glissement par rapport au planning «\u00a0Convention\u00a0»." in (
        frozen.title
    )
    assert "Soit 12\u00a0jours ouvrés de glissement." in frozen.detail  # Easter Monday apart
    assert added_since.title.endswith("de glissement par rapport à sa fin prévue.")


def test_a_late_action_is_not_also_called_slipping():
    plan = actions("""
        action | end        | revised
        A1     | 2025-11-30 | 2026-02-15
    """)

    assert by_kind(found(plan)) == {"action_late": ["A1"]}


def test_an_action_is_due_soon_within_fourteen_days_today_included():
    plan = actions("""
        action | end
        A1     | 2026-03-03
        A2     | 2026-03-17
        A3     | 2026-03-18
    """)

    assert by_kind(found(plan)) == {"action_due_soon": ["A1", "A2"]}


def test_lateness_weighs_more_with_time_and_when_another_partner_waits():
    plan = actions("""
        action | owner | end        | predecessors
        A1     | P01   | 2026-02-28 |
        A2     | P01   | 2026-02-20 |
        A3     | P01   | 2026-01-31 |
        A4     | P01   | 2026-03-02 |
        B1     | P02   | 2026-12-31 | A4
    """)

    weights = {finding.subject: finding.severity for finding in found(plan)}

    assert weights == {
        "A1": Severity.INFO,
        "A2": Severity.WATCH,
        "A3": Severity.ALERT,
        "A4": Severity.ALERT,
    }


def test_an_action_of_the_same_partner_or_already_closed_does_not_count_as_blocked():
    plan = actions("""
        action | owner | end        | predecessors | status
        A1     | P01   | 2026-03-02 |              | in_progress
        A2     | P01   | 2026-12-31 | A1           | planned
        B1     | P02   | 2026-02-01 | A1           | done
    """)

    (late,) = found(plan)

    assert late.severity is Severity.INFO
    assert "bloque" not in late.title


def test_the_title_is_a_sentence_that_stays_true_when_it_is_read_later():
    plan = actions("""
        action | title                   | owner | end        | progress | predecessors
        A1.2   | Former les cuisiniers   | P01   | 2026-02-13 | 0.4      |
        A2.1   | Livrer les cantines     | P02   | 2026-09-30 |          | A1.2
    """)

    (late,) = found(plan)

    assert late.title == (
        "A1.2 – Former les cuisiniers (Ville de Grasse) devait finir le 13\u00a0février\u00a02026 "
        "et bloque 1\u00a0action d’un autre partenaire\u00a0: 18\u00a0jours de retard au "
        "3\u00a0mars\u00a02026."
    )
    assert late.action == (
        "Demander à Anne Roux (Ville de Grasse) si l’action est terminée (noter la fin réelle) "
        "ou à quelle date elle le sera (noter la fin révisée)."
    )
    assert late.detail == (
        "Soit 12\u00a0jours ouvrés de retard. Avancement déclaré\u00a0: 40\u202f%. "
        "En attente\u00a0: A2.1 – Livrer les cantines (Chambre d’agriculture 06)."
    )


def test_every_finding_shows_the_cell_that_proves_it():
    (late,) = found([an_action("A1", end="2026-01-15", revised="2026-02-01")])

    assert [place.cell for place in late.evidence] == ["E2", "G2"]
    assert (late.label, late.partner, late.due) == (
        "A1 – Former les cuisiniers",
        "P01",
        date(2026, 2, 1),
    )


def test_an_action_whose_owner_is_unknown_is_for_the_coordinator_only():
    (late,) = found([an_action("A1", owner="?", end="2026-01-15")])

    assert late.partner is None
    assert late.audience is Audience.COORDINATION
    assert "responsable non identifié" in late.title


def test_a_partner_without_name_or_contact_is_still_named():
    partner = a_partner("P01", "", contact=None)

    (late,) = found([an_action("A1", end="2026-01-15")], partners=[partner])

    assert "(P01)" in late.title
    assert "Demander à P01 si" in late.action


def test_a_date_outside_the_working_day_table_is_still_late():
    (late,) = found([an_action("A1", end="1998-05-04")])

    assert late.days == 10_165
    assert "ouvrés" not in late.detail


MARKS = st.sampled_from(["", "??", "!!", "~2026-02-28", "2026-03-02", "2026-03-04", "1990-01-01"])
STATUSES = st.sampled_from(["", "??", "!!", "planned", "in_progress", "done", "dropped", "blocked"])


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "end": MARKS,
                "revised": MARKS,
                "ended": MARKS,
                "status": STATUSES,
                "owner": st.sampled_from(["P01", "P02", "?", "P77"]),
                "progress": st.sampled_from(["", "??", "0.5", "1.2"]),
                "predecessors": st.sampled_from(["", "A0", "A1 A2", "Z9"]),
            }
        ),
        max_size=6,
    )
)
@settings(max_examples=150)
def test_no_plan_makes_an_error_or_a_sentence_with_a_hole(rows):
    plan = [an_action(f"A{number}", **row) for number, row in enumerate(rows)]

    for finding in found(plan):
        said = f"{finding.title} {finding.action} {finding.detail} {finding.label}"
        assert "None" not in said
        assert "nan" not in said.lower().split()
        assert finding.title.endswith(".")
        assert finding.action.endswith(".")
        assert finding.evidence


def test_an_action_that_its_line_says_is_held_up_is_told_before_it_is_late():
    plan = actions("""
        action | end        | status
        A1     | 2026-09-30 | blocked
        A2     |            | blocked
        A3     | 2026-02-01 | blocked
        A4     | 2026-09-30 | in_progress
        A5     | 2026-09-30 | done
    """)

    findings = by_kind(found(plan))

    assert findings == {"action_halted": ["A1", "A2"], "action_late": ["A3"]}
    typed = replace(plan[0].status, found="En panne")
    (first,) = found((replace(plan[0], status=typed),))
    assert "est noté «\u00a0En panne\u00a0» par son responsable" in first.title
    assert first.audience is Audience.COORDINATION


@pytest.mark.parametrize(
    ("words", "told"),
    [("stoppé", True), ("arrêté", True), ("en attente", False), ("bloqué (levé le 12/03)", False)],
)
def test_a_line_that_stands_still_is_told_even_where_it_may_be_given_up(words, told):
    (plan,) = actions("""
        action | end        | status
        A1     | 2026-09-30 | blocked
    """)

    findings = by_kind(found((replace(plan, status=read_status(words)),)))

    assert findings == ({"action_halted": ["A1"]} if told else {})
