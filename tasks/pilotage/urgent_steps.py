"""Hard deadlines told to the coordinator on the day they appear, each of them once."""

import hashlib

from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.reminders.digests import UrgentPoint
from relocalisons.core.reminders.urgent import find_urgent
from relocalisons.rendering.mails.mail import render_daily_alert
from relocalisons.store.mails.alerts import claim_alert, end_alert
from tasks.mail.coordinator_mail import write_to_coordination
from tasks.mail.mail_context import mail_context
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.steps import step


@step("Annoncer les échéances fermes")
def tell_urgent(run: ProgrammeRun, assessment: Assessment) -> int:
    """One mail for the new ones, however many; how many it tells. None in a rehearsal."""
    if run.dry_run:
        return 0
    new = [
        point
        for point in find_urgent(
            assessment.tracked,
            calendar=working_days(assessment.programme),
            as_of=run.as_of,
        )
        if claim_alert(run.store, programme=run.code, key=_key(point), at=run.clock())
    ]
    if not new:
        return 0
    told = False
    try:
        told = write_to_coordination(
            run.settings,
            lambda reader: render_daily_alert(tuple(new), context=mail_context(run, reader)),
            facts={"kind": "daily_alert"},
        )
    finally:
        for point in new:
            end_alert(run.store, programme=run.code, key=_key(point), told=told, at=run.clock())
    return len(new) if told else 0


def _key(point: UrgentPoint) -> str:
    """A new date is news again."""
    facts = f"{point.finding_key}\n{point.due or ''}"
    return f"urgent:{hashlib.sha256(facts.encode()).hexdigest()[:40]}"
