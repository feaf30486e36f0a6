"""Pure: everything the coordinator should know of a programme on one day."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.assessment.funder_reports import find_funder_reports
from relocalisons.core.assessment.partnership import find_partnership
from relocalisons.core.assessment.producers import find_producers
from relocalisons.core.assessment.reminder_rules import find_unclear_rules
from relocalisons.core.assessment.stewardship import find_stewardship
from relocalisons.core.assessment.struck import find_struck
from relocalisons.core.assessment.vanished import Vanished, find_vanished
from relocalisons.core.deliverables.findings import find_deliverables, find_refused
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.working_time import (
    SchoolHolidays,
    WorkCalendars,
    make_calendars,
)
from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.partners.mobilisation import MailFacts
from relocalisons.core.plan.findings.contradictions import find_contradictions
from relocalisons.core.plan.findings.ripple import Chains, find_chains
from relocalisons.core.plan.findings.schedule import find_schedule
from relocalisons.core.plan.findings.steadiness import find_unsteady
from relocalisons.core.plan.links import read_links
from relocalisons.core.plan.ripple import forecast_plan
from relocalisons.core.plan.schedule_history import ScheduleHistory
from relocalisons.core.producers.volumes.findings import find_volumes
from relocalisons.core.programme.findings.data import find_unusable_addresses
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
) -> tuple[Finding, ...]:
    """List the findings of every subject, what reading found first; one finding a key.

    `baseline`: action number → frozen end of the baseline in force; an action that it lacks is
    compared with the planned end of its sheet. `calendar`: for everybody, instead of what
    « Paramètres » says. `history`: what earlier readings tell; without it nothing is asleep or
    postponed. `school`: days of school holidays by zone. `mails`: what became of earlier mails.
    `granted`: action number → end that she granted, for forecasts only. `vanished`: lines that
    earlier readings had.
    """
    calendars = (
        WorkCalendars(shared=calendar)
        if calendar is not None
        else make_calendars(programme.working_time, school=school)
    )
    chains = see_chains(
        programme, as_of=as_of, baseline=baseline, calendars=calendars, granted=granted
    )
    found = (
        *programme.findings,
        *find_unusable_addresses(programme),
        *find_unclear_rules(programme),
        *find_schedule(programme, as_of=as_of, baseline=baseline, calendar=calendars.shared),
        *find_unsteady(
            programme, as_of=as_of, baseline=baseline, history=history or ScheduleHistory()
        ),
        *find_contradictions(programme, links=chains.links),
        *find_chains(chains),
        *find_deliverables(programme, as_of=as_of),
        *find_refused(programme, as_of=as_of),
        *find_partnership(
            programme,
            as_of=as_of,
            unchanged_since=history.unchanged_since if history else {},
            mails=mails,
        ),
        *find_volumes(programme, as_of=as_of),
        *find_stewardship(programme, as_of=as_of),
        *find_producers(programme, as_of=as_of),
        *find_funder_reports(programme, as_of=as_of),
        *find_struck(programme),
        *find_vanished(programme, baseline=baseline, vanished=vanished),
        *find_private_reasons(programme),
    )
    kept: dict[str, Finding] = {}
    for finding in found:
        kept.setdefault(finding.key, finding)
    return tuple(kept.values())


def see_chains(
    programme: Programme,
    *,
    as_of: date,
    baseline: Mapping[str, date],
    calendars: WorkCalendars | None = None,
    granted: Mapping[str, date] | None = None,
) -> Chains:
    """The network of the night: links, and the forecast that travels along them.

    An end that she granted is the least that a forecast may say of that action.
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
        ),
        calendars=known,
        as_of=as_of,
    )
