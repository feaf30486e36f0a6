"""Sample: generates the whole invented programme from a seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from relocalisons.sample import coordination
from relocalisons.sample.communication.lines import publication_events, publication_rows
from relocalisons.sample.communication.mess import plant_publications, publication_sequel
from relocalisons.sample.deliverables.files import deliverable_events, deliverable_files
from relocalisons.sample.deliverables.lines import deliverable_rows, plan_deliverables
from relocalisons.sample.deliverables.mess import (
    files_too_early,
    forgotten_statuses,
    open_to_all,
    plant_deliverables,
)
from relocalisons.sample.drive.tree import make_tree, piece_events
from relocalisons.sample.drive.workbooks import Contents, make_workbooks
from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.events import PILOTAGE, Event
from relocalisons.sample.engine.people import Team, gather_teams
from relocalisons.sample.engine.structures import STRUCTURES
from relocalisons.sample.engine.workspace import Workspace
from relocalisons.sample.meetings import lines as meetings
from relocalisons.sample.meetings.mess import committee_events, plant_committees
from relocalisons.sample.money import budget as money
from relocalisons.sample.money import lines as expenses
from relocalisons.sample.money import repayments as repaid
from relocalisons.sample.money.mess import case_events, with_cases
from relocalisons.sample.objectives import lines as indicators
from relocalisons.sample.partners.lines import partner_events, partner_rows
from relocalisons.sample.partners.mess import fall_silent, miss_meetings
from relocalisons.sample.plan.lines import action_events, action_rows
from relocalisons.sample.plan.mess import plant
from relocalisons.sample.plan.network_mess import plant_schedule
from relocalisons.sample.plan.schedule import plan_actions
from relocalisons.sample.producers import contracts as producers
from relocalisons.sample.producers import deliveries, quality
from relocalisons.sample.producers.canteens import canteen_rows, need_rows
from relocalisons.sample.reading.markers import plant_markers
from relocalisons.sample.reading.mess import plant_tables
from relocalisons.sample.reports import contributions
from relocalisons.sample.reports import lines as reporting


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleProgramme:
    """The workspace on the eve of the story (4 January 2026) and what happens afterwards."""

    seed: int
    teams: Mapping[str, Team]
    eve: Workspace
    events: tuple[Event, ...]  # by date; those of a day in the order in which they happen


def generate(seed: int = 2026) -> SampleProgramme:
    """The invented programme of that seed; equal seeds give equal programmes.

    The structures, the titles and the dates of meetings never change; people, dates, courses,
    amounts and where the mess stands follow the seed.
    """
    teams = gather_teams(seed)
    actions = plan_actions(seed)
    plans, sequel, touched = plant(action_rows(actions, seed=seed), actions, seed=seed)
    planted = plant_schedule(plans, actions, used=touched, seed=seed)
    outputs = plan_deliverables(seed)
    contracts = producers.plan_contracts(seed)
    brought = deliveries.plan_deliveries(contracts, seed=seed)
    spent = expenses.expense_rows(seed=seed)
    visits = quality.visit_rows(seed=seed)
    contents = Contents(
        by_table=plant_tables(
            {
                "actions": planted.rows,
                "deliverables": _for_everybody(
                    plant_deliverables(deliverable_rows(outputs, seed=seed), outputs)
                ),
                "expenses": with_cases(spent),
                "timesheets": expenses.timesheet_rows(teams, seed=seed),
                "deliveries": deliveries.delivery_rows(brought, seed=seed),
                "visits": visits,
                "certificates": quality.certificate_rows(seed=seed),
                "contributions": {
                    each.code: contributions.contribution_rows(each.code) for each in STRUCTURES
                },
                "dependencies": {PILOTAGE: coordination.dependency_rows(planted.added)},
                "settings": {PILOTAGE: coordination.setting_rows()},
                "partners": {PILOTAGE: partner_rows(teams, seed=seed)},
                "funders": {PILOTAGE: money.funder_rows()},
                "report_schedule": {PILOTAGE: reporting.schedule_rows()},
                "budget": {PILOTAGE: money.budget_rows()},
                "indicators": {PILOTAGE: indicators.indicator_rows()},
                "advances": {PILOTAGE: money.advance_rows()},
                "receipts": {PILOTAGE: repaid.receipt_rows()},
                "payouts": {PILOTAGE: repaid.payout_rows()},
                "contracts": {PILOTAGE: producers.contract_rows(contracts, seed=seed)},
                "commitments": {PILOTAGE: producers.commitment_rows(contracts, seed=seed)},
                "meetings": {PILOTAGE: meetings.meeting_rows()},
                "attendance": {PILOTAGE: meetings.attendance_rows(teams, seed=seed)},
                "decisions": {PILOTAGE: meetings.decision_rows()},
                "communication": {PILOTAGE: publication_rows(seed=seed)},
                "risks": {PILOTAGE: meetings.risk_rows()},
                "contacts": {PILOTAGE: coordination.contact_rows(teams)},
                "contact_roles": {PILOTAGE: coordination.role_rows(teams)},
                "committees": {PILOTAGE: coordination.committee_rows(teams)},
                "comments": {PILOTAGE: coordination.comment_rows()},
                "canteen_purchases": {PILOTAGE: canteen_rows()},
                "canteen_needs": {PILOTAGE: need_rows(contracts)},
                "attestations": {PILOTAGE: coordination.attestation_rows(seed=seed)},
            }
        )
    )
    with_committees = plant_committees(miss_meetings(contents.by_table), teams=teams)
    contents = Contents(by_table=plant_markers(plant_publications(with_committees, outputs)))
    workbooks = make_workbooks(contents, teams=teams, seed=seed)
    files = make_tree(
        (
            *open_to_all(deliverable_files(outputs, teams=teams), outputs),
            *files_too_early(outputs, teams=teams),
        ),
        outputs=outputs,
        spent=with_cases(spent),
        teams=teams,
    )
    paid = (*expenses.expense_events(spent, seed=seed), *case_events())
    happens = chain(
        action_events(actions, seed=seed),
        sequel,
        planted.sequel,
        forgotten_statuses(deliverable_events(outputs, teams=teams, seed=seed), outputs),
        committee_events(),
        publication_sequel(),
        deliveries.delivery_events(brought, seed=seed),
        paid,
        piece_events(paid, there=files, teams=teams),
        money.amendment_events(),
        expenses.timesheet_events(teams, seed=seed),
        quality.visit_events(seed=seed),
        meetings.meeting_events(teams, seed=seed),
        publication_events(seed=seed),
        contributions.contribution_events(seed=seed),
        reporting.schedule_events(),
        indicators.indicator_events(seed=seed),
        partner_events(teams),
        coordination.coordination_events(teams),
    )
    return SampleProgramme(
        seed=seed,
        teams=teams,
        eve=Workspace(workbooks=workbooks, files=files),
        events=tuple(sorted(fall_silent(happens), key=lambda event: event.on)),
    )


def _for_everybody(rows: Mapping[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    """Every partner has the tab, even with nothing to deliver yet."""
    return {each.code: rows.get(each.code, ()) for each in STRUCTURES}
