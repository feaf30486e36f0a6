"""Pure: everything the coordinator should know of a programme on one day."""

from collections.abc import Collection, Mapping
from datetime import date

from relocalisons.core.assessment.departures import find_departures, without_the_departed
from relocalisons.core.assessment.funder_reports import find_funder_reports
from relocalisons.core.assessment.producers import find_producers
from relocalisons.core.assessment.reminder_rules import find_unclear_rules
from relocalisons.core.assessment.struck import find_struck
from relocalisons.core.assessment.unsure_lines import find_unsure
from relocalisons.core.assessment.vanished import Vanished, find_vanished
from relocalisons.core.communication.findings import find_communication
from relocalisons.core.deliverables.dissemination import find_dissemination
from relocalisons.core.deliverables.files_findings import find_deliverable_files
from relocalisons.core.deliverables.findings import find_deliverables
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.working_time import (
    SchoolHolidays,
    WorkCalendars,
    make_calendars,
)
from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.meetings.findings.attendance import find_falling_attendance
from relocalisons.core.meetings.findings.decisions import find_decisions
from relocalisons.core.meetings.findings.meetings import find_meetings
from relocalisons.core.money.findings.money import find_money
from relocalisons.core.objectives.administration import find_administration
from relocalisons.core.objectives.coordinator_time import find_coordinator_time
from relocalisons.core.objectives.indicators import find_indicators
from relocalisons.core.objectives.risks import find_risks
from relocalisons.core.partners.arrivals import find_arrivals
from relocalisons.core.partners.mobilisation import MailFacts, find_mobilisation
from relocalisons.core.plan.findings.contradictions import find_contradictions
from relocalisons.core.plan.findings.milestones import find_postponed_milestones
from relocalisons.core.plan.findings.past_dates import find_past_dates
from relocalisons.core.plan.findings.postponements import find_postponements
from relocalisons.core.plan.findings.ripple import Chains, find_chains
from relocalisons.core.plan.findings.schedule import find_schedule
from relocalisons.core.plan.findings.waits import find_waits_that_are_over
from relocalisons.core.plan.links import read_links
from relocalisons.core.plan.ripple import forecast_plan
from relocalisons.core.plan.schedule_history import ScheduleHistory
from relocalisons.core.producers.volumes.findings import find_volumes
from relocalisons.core.programme.findings.addresses import find_unusable_addresses
from relocalisons.core.programme.findings.private_reasons import find_private_reasons


def assess(
    programme: Programme,
    *,
    as_of: date,
    baseline: Mapping[str, date],
    calendar: WorkCalendar | None = None,
    history: ScheduleHistory | None = None,
    school: SchoolHolidays | None = None,
    mails: MailFacts | None = None,
    granted: Mapping[str, date] | None = None,
    vanished: Vanished | None = None,
    gone_since: Mapping[str, date | None] | None = None,
    joined: Mapping[str, date] | None = None,
    decided: Collection[str] = (),
) -> tuple[Finding, ...]:
    """List the findings of every subject, what reading found first; one finding a key.

    `baseline`: action number → frozen end of the baseline in force; an action that it lacks is
    compared with the planned end of its sheet. `calendar`: for everybody, instead of what
    « Paramètres » says. `history`: what earlier readings tell; without it nothing is asleep or
    postponed. `school`: days of school holidays by zone. `mails`: what became of earlier mails.
    `granted`: action number → end that she granted, for forecasts only. `vanished`: lines that
    earlier readings had. `gone_since`: partner code → day on which it was first read as gone;
    `joined`: the same for those that came while the programme ran. `decided`: keys of findings
    beside which she wrote something.
    """
    calendars = (
        WorkCalendars(shared=calendar)
        if calendar is not None
        else make_calendars(programme.working_time, school=school)
    )
    changed: Mapping[str, date] = history.unchanged_since if history else {}
    chains = forecast_chains(
        programme,
        as_of=as_of,
        baseline=baseline,
        calendars=calendars,
        granted=granted,
        changed=changed,
    )
    found = (
        *programme.findings,
        *find_unusable_addresses(programme, decided=decided),
        *find_unclear_rules(programme),
        *find_schedule(programme, as_of=as_of, baseline=baseline, calendar=calendars.shared),
        *find_postponed_milestones(
            programme, as_of=as_of, baseline=baseline, calendar=calendars.shared
        ),
        *find_waits_that_are_over(programme),
        *find_past_dates(programme, as_of=as_of),
        *find_postponements(
            programme, as_of=as_of, baseline=baseline, history=history or ScheduleHistory()
        ),
        *find_contradictions(programme, links=chains.links),
        *find_chains(chains),
        *find_deliverables(programme, as_of=as_of),
        *find_deliverable_files(programme),
        *find_dissemination(programme, as_of=as_of),
        *find_meetings(programme, as_of=as_of, convened=mails.convened if mails else {}),
        *find_decisions(programme, as_of=as_of),
        *find_falling_attendance(programme, as_of=as_of),
        *find_communication(programme, as_of=as_of),
        *find_mobilisation(
            programme,
            as_of=as_of,
            unchanged_since=changed,
            mails=mails,
        ),
        *find_volumes(programme, as_of=as_of),
        *find_money(programme, as_of=as_of),
        *find_indicators(programme, as_of=as_of),
        *find_risks(programme, as_of=as_of),
        *find_administration(programme, as_of=as_of),
        *find_coordinator_time(programme, as_of=as_of),
        *find_producers(programme, as_of=as_of),
        *find_funder_reports(programme, as_of=as_of),
        *find_struck(programme),
        *find_vanished(programme, baseline=baseline, vanished=vanished),
        *find_unsure(programme),
        *find_private_reasons(programme),
        *find_arrivals(programme, joined=joined or {}, as_of=as_of, mails=mails),
        *find_departures(programme, links=chains.links, since=gone_since or {}),
    )
    kept: dict[str, Finding] = {}
    for finding in without_the_departed(programme, found):
        kept.setdefault(finding.key, finding)
    return tuple(kept.values())


def forecast_chains(
    programme: Programme,
    *,
    as_of: date,
    baseline: Mapping[str, date],
    calendars: WorkCalendars | None = None,
    granted: Mapping[str, date] | None = None,
    changed: Mapping[str, date] | None = None,
) -> Chains:
    """The network of the night: links, and the forecast that travels along them.

    An end that she granted is the least that a forecast may say of that action. `changed`: key of
    an action → the last day on which its line changed.
    """
    known = calendars or make_calendars(programme.working_time)
    links = read_links(programme)
    return Chains(
        programme=programme,
        links=links,
        forecast=forecast_plan(
            programme,
            links=links,
            as_of=as_of,
            baseline=baseline,
            calendars=known,
            granted=granted or {},
            changed=changed,
        ),
        calendars=known,
        as_of=as_of,
    )
