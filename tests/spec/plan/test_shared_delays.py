"""A delay that travels to another partner is told to committee and funders once she says so."""

from datetime import UTC, date, datetime

import pytest
from support.programme.build import a_deliverable, a_file, a_programme, an_action
from support.reminders.planned import said

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import FindingState, TrackedFinding
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.plan.view import ActionState, plan_lines
from relocalisons.core.programme.audience import COMMITTEE, view_for
from relocalisons.core.programme.decisions.agreed_dates import agreed_dates
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.shared.agenda import coming_table
from relocalisons.core.reports.shared.measures import Measures, measure
from relocalisons.core.reports.shared.tables import late_table, plan_tables
from relocalisons.core.views.gaps import gap_words

TUESDAY = date(2026, 3, 3)
CONVENTION = Baseline(name="Convention", dates={"A1": date(2026, 2, 13), "A2": date(2026, 3, 20)})
# A1 (Chambre) has half of six weeks left; A2 and L4 (Ville) wait for it and say nothing of it.
LATE = an_action("A1", owner="P02", start="2026-01-05", end="2026-02-13", started="2026-01-05",
                 progress="0.5", outputs="L4")  # fmt: skip
NEXT = an_action("A2", start="2026-02-16", end="2026-03-20", predecessors="A1", status="planned",
                 milestone="Jalon")  # fmt: skip
PROGRAMME = a_programme(
    actions=[LATE, NEXT], deliverables=[a_deliverable("L4", due="2026-03-05")],
    items=[a_file("autre.pdf")],
)  # fmt: skip


def tracked(decision: str = "", *, state: FindingState = FindingState.OPEN):
    """The findings of Tuesday; she wrote `decision` beside each chain."""
    return tuple(
        TrackedFinding(
            finding=one, state=state, first_seen=TUESDAY,
            **said(decision if one.kind is PlanKind.RIPPLE else "", read_on=TUESDAY),
        )
        for one in assess(PROGRAMME, as_of=TUESDAY, baseline=CONVENTION)
    )  # fmt: skip


def measured(decision: str = "", **given) -> Measures:
    return measure(
        PROGRAMME, tracked(decision, **given), whole_programme(PROGRAMME), as_of=TUESDAY,
        baseline=CONVENTION,
    )  # fmt: skip


def row_of(measures: Measures, number: str = "A2") -> tuple[str, ...]:
    rows = [line for table in plan_tables(measures) for line in table.lines]
    found = next(line for line in rows if line.cells[0] == number)
    return (*found.cells[3:], found.status.word)


def test_the_chain_is_known_to_the_coordination():
    chains = [one.finding for one in tracked() if one.finding.kind is PlanKind.RIPPLE]

    assert {one.subject for one in chains} == {"A1/A2", "A1/L4"}


@pytest.mark.parametrize("decision", ["", "à traiter", "sans objet", "partager ?"])
def test_documents_keep_the_partner_s_own_date_until_she_shares_the_forecast(decision):
    row = row_of(measured(decision))

    assert row == ("20/03/2026", "sans\u00a0écart", "Dans les délais")
    assert "prévision" not in str(coming_table(PROGRAMME, measured(decision)).rows)


def test_a_partner_s_date_is_never_called_on_time():
    assert gap_words(0) == "sans\u00a0écart"
    said = plan_tables(measured())[0].caption
    assert "d’après les dates données par les responsables" in said


@pytest.mark.parametrize(("end", "state"), [
    ("2026-03-27", ActionState.ON_TIME), ("2026-05-14", ActionState.SLIPPING),
])  # fmt: skip
def test_a_planned_end_that_was_typed_over_is_not_on_time_beyond_a_week(end, state):
    (line,) = plan_lines(
        (an_action("A2", start="2026-02-16", end=end),), (), as_of=TUESDAY,
        baseline=CONVENTION.dates,
    )  # fmt: skip

    assert line.state is state


def test_once_shared_the_forecast_is_told_with_its_gap_and_its_reason():
    measures = measured("à partager")
    (line,) = (each for each in measures.actions if each.action.number == "A2")

    assert line.forecast is not None
    assert line.forecast > date(2026, 3, 20)
    assert line.state is ActionState.SLIPPING
    assert row_of(measures)[2] == "Décalée"
    assert "effet d’un retard en amont" in late_table(measures).caption
    coming = [row for row in coming_table(PROGRAMME, measures).rows if "L4" in row]
    assert "(prévision\u00a0: " in coming[0][3]


def test_a_granted_date_is_the_one_that_is_told():
    assert row_of(measured("date accordée au 30/04/2026"))[0] == "30/04/2026"


def test_a_chain_that_is_resolved_tells_nothing_more():
    assert row_of(measured("à partager", state=FindingState.RESOLVED))[0] == "20/03/2026"


def test_gaps_say_from_which_planning_they_are_counted():
    assert "par rapport au planning «\u00a0Convention\u00a0»" in late_table(measured()).caption
    unnamed = measure(PROGRAMME, tracked(), whole_programme(PROGRAMME), as_of=TUESDAY)
    assert "par rapport aux dates prévues" in late_table(unnamed).caption


def test_the_coordination_s_dashboard_says_both_dates():
    tab = build_full_state(
        tracked(), programme=PROGRAMME, links=CellLinks(), as_of=TUESDAY, baseline=CONVENTION,
        read_at=datetime(2026, 3, 3, 6, 30, tzinfo=UTC),
    )  # fmt: skip

    words = "\n".join(" | ".join(str(cell) for cell in row) for row in tab.values)
    assert "Prévision\u00a0: " in words
    assert "au lieu du 20\u00a0mars\u00a02026" in words
    assert "par rapport au planning «\u00a0Convention\u00a0»" in words


def test_a_date_granted_beside_the_chain_is_the_one_of_reminders():
    def dues(decision: str) -> dict[str, date | None]:
        plan = plan_reminders(
            tracked(decision), programme=PROGRAMME, history=ReminderHistory(),
            policy=ReminderPolicy(), as_of=TUESDAY,
        )  # fmt: skip
        lines = [line for digest in plan.digests for line in digest.lines]
        return {line.finding_key: line.due for line in lines}

    assert dues("")["deliverable_due_soon:L4"] == date(2026, 3, 5)
    assert dues("à partager")["deliverable_due_soon:L4"] == date(2026, 3, 5)
    assert dues("date accordée au 12/03/2026")["deliverable_due_soon:L4"] == date(2026, 3, 12)
    assert "deliverable_due_soon:L4" not in dues("date accordée au 30/04/2026"), "far away"


def test_a_date_granted_to_the_late_action_travels_along_its_chain():
    granted = agreed_dates(
        {
            key: understand_finding(typed, read_on=date(2026, 1, 20))
            for key, typed in {
                "action_late:A1": "date accordée au 15/05",
                "action_late:A2": "date accordée au 01/02/2026",
                "deliverable_missing:L4": "date accordée au 15/05",
                "action_late:A3": "vu par téléphone",
            }.items()
        },
        as_of=TUESDAY,
    )

    def shifts(**given) -> dict[str, int | None]:
        found = assess(PROGRAMME, as_of=TUESDAY, baseline=CONVENTION, **given)
        return {one.subject: one.days for one in found if one.kind is PlanKind.RIPPLE}

    assert granted == {"A1": date(2026, 5, 15)}
    assert shifts(granted=granted)["A1/L4"] > shifts()["A1/L4"]
    # The baseline and the lateness are those of the sheet: granting changes neither.
    late = {
        one.days
        for one in assess(PROGRAMME, as_of=TUESDAY, baseline=CONVENTION, granted=granted)
        if one.kind is PlanKind.ACTION_LATE
    }
    assert late == {18}


def committee_row(decision: str) -> tuple[str, ...]:
    report = build_copil_report(
        PROGRAMME, tracked(decision), period_start=date(2026, 2, 1), as_of=TUESDAY,
        period_end=date(2026, 2, 28), baseline=CONVENTION,
    )  # fmt: skip
    rows = [line for table in report.plan for line in table.lines if line.cells[0] == "A2"]
    return (*rows[0].cells[3:], rows[0].status.word)


def test_the_committee_s_report_tells_it_then_and_not_before():
    assert committee_row("") == ("20/03/2026", "sans\u00a0écart", "Dans les délais")
    assert committee_row("à partager")[2] == "Décalée"


def test_a_told_chain_keeps_its_words_for_the_coordination():
    view = view_for(PROGRAMME, tracked("à partager"), viewer=COMMITTEE)
    chains = [one.finding for one in view.tracked if one.finding.kind is PlanKind.RIPPLE]

    assert {one.subject for one in chains} == {"A1/A2", "A1/L4"}
    assert {(one.title, one.label, one.partner) for one in chains} == {("", "", None)}
